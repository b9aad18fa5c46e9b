"""Four surveys to begin from: what museums ask most often, in both languages, to be made one's own."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from clubapp.surveys.models import ANONYMOUS, CONFIDENTIAL, NAMED

Said = dict[str, Any]
Words = tuple[str, str]  # in French, in English


class Model(NamedTuple):
    name: object
    about: object
    definition: Said


def _item(code: str, kind: str, label: Words, *choices: Said, **more: Any) -> Said:
    hint: Words = more.pop("hint", ("", ""))
    said = {"label_fr": label[0], "label_en": label[1], "hint_fr": hint[0], "hint_en": hint[1]}
    others = {"required": False, "settings": {}, "when": {}} | more
    return {"code": code, "kind": kind, **said, **others, "choices": list(choices)}


def _choices(*labels: Words, row: bool = False) -> list[Said]:
    letter = "r" if row else "c"
    return [_choice(f"{letter}{n}", label, row=row) for n, label in enumerate(labels, 1)]


def _choice(code: str, label: Words, special: str = "", *, row: bool = False) -> Said:
    return {"code": code, "label_fr": label[0], "label_en": label[1], "row": row, "special": special, "quota": None}


def _when(of: str, operator: str, value: str = "", effect: str = "show") -> Said:
    return {"effect": effect, "join": "all", "clauses": [{"of": of, "is": operator, "value": value}]}


def _ends(low: Words, high: Words, steps: int = 5) -> Said:
    return {"steps": steps, "low_fr": low[0], "low_en": low[1], "high_fr": high[0], "high_en": high[1]}


def _survey(title: Words, lead: Words, identity: str, points: int, *items: Said) -> Said:
    said = {"title_fr": title[0], "title_en": title[1], "lead_fr": lead[0], "lead_en": lead[1]}
    return {"format": 1, **said, "identity": identity, "points": points, "items": list(items)}


OTHER = _choice("other", ("Autre", "Something else"), "other")
LIKED = _ends(("Pas du tout", "Not at all"), ("Beaucoup", "Very much"))

VISIT = _survey(
    ("Votre visite", "Your visit"),
    (
        "Vous sortez du musée : qu'en gardez-vous ? Vos réponses servent à préparer la visite des suivants.",
        "You have just left the museum: what stays with you? Your answers help us prepare the next visits.",
    ),
    ANONYMOUS,
    20,
    _item(
        "whole",
        "rating",
        ("Dans l'ensemble, avez-vous aimé votre visite ?", "All in all, did you enjoy your visit?"),
        required=True,
        settings=LIKED,
    ),
    _item("missed", "long", ("Qu'est-ce qui vous a manqué ?", "What was missing?"), when=_when("whole", "most", "2")),
    _item(
        "with",
        "single",
        ("Avec qui êtes-vous venu ?", "Who did you come with?"),
        *_choices(
            ("Tout seul", "On my own"),
            ("En couple", "With my partner"),
            ("En famille, avec des enfants", "With family and children"),
            ("Entre amis", "With friends"),
            ("Avec un groupe", "With a group"),
        ),
    ),
    _item(
        "children",
        "rating",
        ("Les enfants y ont-ils trouvé leur compte ?", "Was there enough for the children?"),
        settings=LIKED,
        when=_when("with", "is", "c3"),
    ),
    _item(
        "helped",
        "multiple",
        ("Qu'est-ce qui vous a aidé à regarder ?", "What helped you look?"),
        *_choices(
            ("Les cartels", "The wall labels"),
            ("Le plan", "The floor plan"),
            ("Les activités du club", "The club's activities"),
            ("Une visite guidée", "A guided tour"),
            ("Un agent d'accueil", "A member of staff"),
        ),
        OTHER,
        _choice("none", ("Rien de cela", "None of these"), "none"),
    ),
    _item("kept", "short", ("Une œuvre que vous n'oublierez pas", "One work you will not forget")),
    _item(
        "advise", "nps", ("Conseilleriez-vous cette visite à un ami ?", "Would you recommend this visit to a friend?")
    ),
)

WORKSHOP = _survey(
    ("Votre atelier", "Your workshop"),
    (
        "Vous avez participé à un atelier. Dites à qui l'animait ce qui a marché et ce qui peut changer.",
        "You took part in a workshop. Tell the person who ran it what worked and what they could change.",
    ),
    NAMED,
    15,
    _item("day", "date", ("Quel jour était-ce ?", "Which day was it?"), required=True),
    _item(
        "felt",
        "matrix",
        ("Qu'avez-vous pensé…", "What did you think…"),
        *_choices(
            ("des explications", "of the explanations"),
            ("du temps pour faire", "of the time to work"),
            ("du matériel", "of the materials"),
            ("de l'ambiance", "of the atmosphere"),
            row=True,
        ),
        *_choices(("À revoir", "Needs work"), ("Bien", "Good"), ("Très bien", "Very good")),
        required=True,
    ),
    _item(
        "again",
        "single",
        ("Reviendriez-vous à un atelier ?", "Would you come to another workshop?"),
        *_choices(("Oui", "Yes"), ("Non", "No")),
        required=True,
    ),
    _item("why", "long", ("Pourquoi ?", "Why not?"), when=_when("again", "is", "c2")),
    _item(
        "themes",
        "ranking",
        ("Que voudriez-vous faire la prochaine fois ?", "What would you like to do next time?"),
        *_choices(
            ("Dessiner dans les salles", "Drawing in the galleries"),
            ("Peindre la faïence", "Painting faience"),
            ("Écrire sur une œuvre", "Writing about a work"),
            ("Graver et imprimer", "Printmaking"),
        ),
        when=_when("again", "is", "c1"),
    ),
)

LABEL = _survey(
    ("Lisez ce cartel", "Read this label"),
    (
        "Nous récrivons les textes posés à côté des œuvres. Lisez-en un comme vous le feriez en salle, puis répondez.",
        "We are rewriting the texts beside the works. Read one as you would in the gallery, then answer.",
    ),
    CONFIDENTIAL,
    10,
    _item(
        "text",
        "text",
        ("Remplacez ces mots par le texte du cartel.", "Replace these words with the text of the label."),
        hint=("Trois phrases au plus se lisent debout.", "Three sentences at most can be read standing."),
    ),
    _item(
        "read",
        "single",
        ("L'avez-vous lu jusqu'au bout ?", "Did you read it to the end?"),
        *_choices(("Oui", "Yes"), ("En diagonale", "I skimmed it"), ("Non", "No")),
        required=True,
    ),
    _item(
        "stopped",
        "multiple",
        ("Qu'est-ce qui vous a arrêté ?", "What stopped you?"),
        *_choices(
            ("Trop long", "Too long"),
            ("Des mots que je ne connais pas", "Words I do not know"),
            ("Cela ne parle pas de ce que je vois", "It does not speak of what I see"),
        ),
        OTHER,
        when=_when("read", "is_not", "c1"),
    ),
    _item("clear", "rating", ("Est-il clair ?", "Is it clear?"), required=True, settings=LIKED),
    _item("words", "short", ("Un mot à expliquer ou à remplacer", "A word to explain or replace")),
    _item("learnt", "long", ("Que diriez-vous de l'œuvre à un ami ?", "What would you tell a friend about the work?")),
)

PROFILE = _survey(
    ("Qui êtes-vous, visiteurs ?", "Who are our visitors?"),
    (
        "Quelques questions pour savoir qui vient et qui ne vient pas encore. Aucune n'est obligatoire.",
        "A few questions to learn who comes and who does not yet. None of them is compulsory.",
    ),
    ANONYMOUS,
    20,
    _item(
        "age",
        "dropdown",
        ("Votre âge", "Your age"),
        *_choices(
            ("Moins de 18 ans", "Under 18"),
            ("De 18 à 25 ans", "18 to 25"),
            ("De 26 à 39 ans", "26 to 39"),
            ("De 40 à 59 ans", "40 to 59"),
            ("60 ans ou plus", "60 or over"),
        ),
    ),
    _item(
        "from",
        "single",
        ("D'où venez-vous ?", "Where do you come from?"),
        *_choices(
            ("De Rouen", "Rouen"),
            ("De la métropole", "The surrounding towns"),
            ("De Normandie", "Elsewhere in Normandy"),
            ("D'ailleurs en France", "Elsewhere in France"),
            ("De l'étranger", "Abroad"),
        ),
    ),
    _item(
        "visits",
        "number",
        ("Combien de fois êtes-vous allé au musée en un an ?", "How many times have you been to a museum in a year?"),
        settings={"least": 0, "most": 365},
    ),
    _item("section", "section", ("Ce qui vous fait venir, ou pas", "What brings you, or does not")),
    _item(
        "reasons",
        "multiple",
        ("Qu'est-ce qui vous fait venir ?", "What makes you come?"),
        *_choices(
            ("Une exposition", "An exhibition"),
            ("Montrer le musée à quelqu'un", "Showing the museum to someone"),
            ("Les enfants", "The children"),
            ("La gratuité", "Free entry"),
            ("Le calme", "The quiet"),
        ),
        OTHER,
        settings={"most": 3, "shuffle": True},
        when=_when("visits", "least", "1"),
    ),
    _item(
        "hindered",
        "long",
        ("Qu'est-ce qui vous retient de venir ?", "What keeps you from coming?"),
        when=_when("visits", "is", "0"),
    ),
)

MODELS = {
    "visit": Model(_l("Après une visite"), _l("Ce qu'on en garde, ce qui a aidé, ce qui a manqué."), VISIT),
    "workshop": Model(_l("Après un atelier"), _l("Pour qui l'animait : ce qui a marché, ce qui viendra."), WORKSHOP),
    "label": Model(_l("Test de cartel"), _l("Un texte lu comme en salle, et ce qu'il en reste."), LABEL),
    "profile": Model(_l("Profil de visiteur"), _l("Qui vient, d'où, et ce qui retient les autres."), PROFILE),
}
