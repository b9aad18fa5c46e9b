"""What the demonstration's museums ask: one survey of each identity mode."""

from __future__ import annotations

from typing import Any

Said = dict[str, Any]


def _ask(code: str, kind: str, fr: str, en: str, *choices: Said, **more: Any) -> Said:
    base = {"hint_fr": "", "hint_en": "", "required": False, "settings": {}, "when": {}}
    return base | {"code": code, "kind": kind, "label_fr": fr, "label_en": en, "choices": list(choices)} | more


def _may(code: str, fr: str, en: str, **more: Any) -> Said:
    return {"code": code, "label_fr": fr, "label_en": en, "row": False, "special": "", "quota": None} | more


def _if(of: str, operator: str, value: str = "") -> Said:
    return {"effect": "show", "join": "all", "clauses": [{"of": of, "is": operator, "value": value}]}


VISIT: Said = {
    "format": 1,
    "title_fr": "Votre dernière visite",
    "title_en": "Your last visit",
    "lead_fr": "Cinq minutes pour nous dire ce qui vous a plu, et ce qui vous a manqué.",
    "lead_en": "Five minutes to tell us what you enjoyed, and what you missed.",
    "identity": "anonymous",
    "points": 25,
    "items": [
        _ask(
            "visite",
            "section",
            "La visite",
            "The visit",
            hint_fr="Pensez à la dernière.",
            hint_en="Think of the last one.",
        ),
        _ask(
            *("avec", "single", "Avec qui êtes-vous venu ?", "Who did you come with?"),
            _may("seul", "Seul", "On my own"),
            _may("famille", "En famille", "With family"),
            _may("amis", "Entre amis", "With friends"),
            _may("autre", "Autrement", "Another way", special="other"),
            required=True,
        ),
        _ask(
            *("age", "number", "Quel âge a le plus jeune d'entre vous ?", "How old is the youngest of you?"),
            when=_if("avec", "is", "famille"),
            settings={"least": 0, "most": 120, "unit": "ans"},
        ),
        _ask(
            *("vu", "multiple", "Qu'avez-vous vu ?", "What did you see?"),
            _may("peintures", "Les peintures", "The paintings"),
            _may("faiences", "Les faïences", "The faience"),
            _may("expo", "L'exposition", "The exhibition"),
            _may("jardin", "Le jardin", "The garden"),
            _may("rien", "Rien de tout cela", "None of these", special="none"),
            settings={"shuffle": True},
        ),
        _ask("jour", "date", "Quel jour êtes-vous venu ?", "Which day did you come?"),
        _ask("avis", "section", "Votre avis", "Your opinion"),
        _ask(
            *("note", "rating", "Avez-vous trouvé votre chemin ?", "Did you find your way?"),
            settings={
                "steps": 5,
                "low_fr": "Pas du tout",
                "low_en": "Not at all",
                "high_fr": "Sans peine",
                "high_en": "Easily",
            },
        ),
        _ask(
            *("cartels", "matrix", "Les cartels étaient…", "The wall labels were…"),
            _may("lisibles", "Lisibles", "Easy to read", row=True),
            _may("clairs", "Clairs", "Clear", row=True),
            _may("oui", "Oui", "Yes"),
            _may("presque", "Presque", "Nearly"),
            _may("non", "Non", "No"),
        ),
        _ask(
            *("ordre", "ranking", "Que devrions-nous améliorer d'abord ?", "What should we improve first?"),
            _may("bancs", "Les bancs", "The benches"),
            _may("horaires", "Les horaires", "The opening hours"),
            _may("signes", "Les panneaux", "The signs"),
            hint_fr="Du plus pressé au moins pressé.",
            hint_en="From the most to the least urgent.",
        ),
        _ask("conseil", "nps", "Nous conseilleriez-vous à un ami ?", "Would you recommend us to a friend?"),
        _ask("mot", "short", "La visite en un mot ?", "The visit in one word?"),
        _ask(
            *("fin", "section", "Pour finir", "To finish"),
            hint_fr="Rien ici n'est obligatoire.",
            hint_en="Nothing here is required.",
        ),
        _ask(
            *("connu", "dropdown", "Comment nous avez-vous connus ?", "How did you hear of us?"),
            _may("ami", "Par un ami", "Through a friend"),
            _may("presse", "Par la presse", "In the press"),
            _may("rue", "En passant devant", "Walking past"),
        ),
        _ask("texte", "long", "Que voulez-vous nous dire d'autre ?", "Is there anything else you would like to say?"),
    ],
}

WORKSHOP: Said = {
    "format": 1,
    "title_fr": "L'atelier de faïence",
    "title_en": "The faience workshop",
    "lead_fr": "Vous avez tenu le pinceau : dites-nous comment c'était.",
    "lead_en": "You held the brush: tell us how it went.",
    "identity": "confidential",
    "points": 15,
    "items": [
        _ask(
            "note",
            "rating",
            "L'atelier vous a-t-il plu ?",
            "Did you enjoy the workshop?",
            settings={"steps": 5},
            required=True,
        ),
        _ask(
            *("duree", "single", "Sa durée vous convenait-elle ?", "Was it the right length?"),
            _may("court", "Trop court", "Too short"),
            _may("bien", "Juste bien", "Just right"),
            _may("long", "Trop long", "Too long"),
        ),
        _ask("suite", "short", "Quel geste aimeriez-vous apprendre ?", "Which skill would you like to learn?"),
    ],
}

BOOKLET: Said = {
    "format": 1,
    "title_fr": "Le livret de famille",
    "title_en": "The family booklet",
    "lead_fr": "Nous refaisons le livret que les enfants emportent dans les salles.",
    "lead_en": "We are redoing the booklet children take around the galleries.",
    "identity": "named",
    "points": 10,
    "items": [
        _ask(
            *("format", "single", "Quel format préférez-vous ?", "Which format do you prefer?"),
            _may("poche", "De poche", "Pocket size"),
            _may("grand", "Grand comme un cahier", "As big as an exercise book"),
            _may("pli", "Une carte à déplier", "A map to unfold"),
        ),
        _ask(
            *("dedans", "multiple", "Qu'y mettriez-vous ?", "What would you put in it?"),
            _may("jeux", "Des jeux", "Games"),
            _may("dessins", "Des dessins à finir", "Drawings to finish"),
            _may("plan", "Un plan", "A map"),
        ),
    ],
}
READING: dict[str, tuple[str, str, str, str]] = {
    "format": (
        "Aucun format ne met tout le monde d'accord : chacun a ses fidèles.",
        "No format suits everybody: each has its followers.",
        "Le prochain livret sera une carte qui se plie jusqu'à tenir en poche. Il paraît aux vacances de février.",
        "The next booklet will be a map that folds down to pocket size. It comes out for the February holidays.",
    ),
}
