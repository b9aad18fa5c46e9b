"""What an import says of a line, and what staff are asked to check of a work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask_babel import lazy_gettext as _l

from clubapp import i18n
from clubapp.typography import NARROW

REFUSALS = {
    "misshapen": _l("la ligne n'a pas autant de cases que la première"),
    "unclosed": _l("guillemet mal fermé, ou case de plus de 131 072 signes"),
    "no_reference": _l("pas de référence"),
    "long_reference": _l("la référence dépasse 40 caractères"),
    "twice": _l("même référence qu'à la ligne %(fact)s"),
}
# What is to be checked, and the column whose change by hand settles it.
FLAGS = {
    "no_inventory": (_l("pas de numéro d'inventaire"), "inventory"),
    "no_title": (_l("ni titre ni dénomination"), "title_fr"),
    "no_museum": (_l("pas de musée"), "museum_id"),
    "date_about": (_l("année donnée sans sa précision : %(fact)s"), "date_text"),
    "maker_unread": (_l("auteur non compris, gardé tel quel : %(fact)s"), "maker"),
    "date_period": (_l("date non comprise, années prises de la période : %(fact)s"), "date_text"),
    "date_unread": (_l("date non comprise, gardée telle quelle : %(fact)s"), "date_text"),
    "size_unread": (_l("dimensions non comprises, ou pas toutes : %(fact)s"), "size_text"),
    "cut": (_l("texte trop long, coupé : %(fact)s"), ""),
}
NOTES = {
    "changes": _l("change : %(fact)s"),
    "kept": _l("modifié à la main, laissé tel quel : %(fact)s"),
    "overwritten": _l("modifié à la main, remplacé : %(fact)s"),
}
# What a flag asks of the page where it is settled.
CHECK = {
    "no_inventory": _l("Le numéro d'inventaire manque."),
    "no_title": _l("Le titre manque."),
    "no_museum": _l("Le musée manque."),
    "date_about": _l("L'année vient d'une base qui ne dit pas sa précision."),
    "maker_unread": _l("L'auteur n'est pas compris : il est écrit tel que la base le donne."),
    "date_period": _l("La date n'est pas comprise : les années sont celles de la période."),
    "date_unread": _l("La date n'est pas comprise : les années manquent."),
    "size_unread": _l("Les dimensions ne sont pas comprises, ou pas toutes."),
    "cut": _l("Un texte trop long a été coupé."),
}
FIELDS = {
    "inventory": _l("Numéro d'inventaire"),
    "title_fr": _l("Titre"),
    "title_en": _l("Titre en anglais"),
    "maker": _l("Auteur"),
    "date_text": _l("Date"),
    "domain": _l("Domaine"),
    "technique": _l("Matériaux et techniques"),
    "school": _l("École, pays"),
    "size_text": _l("Dimensions"),
    "subjects": _l("Sujets représentés"),
    "description_fr": _l("Description"),
    "description_en": _l("Description en anglais"),
    "acquired": _l("Acquisition"),
    "museum_id": _l("Musée"),
    "museum_name": _l("Musée"),
    "museofile": _l("Code Muséofile"),
    "rights": _l("Droits"),
    "image_at": _l("Adresse d'une image"),
    "flags": _l("Ce qui est à vérifier"),
    "edited": _l("Ce qui est modifié à la main"),
}
OUTCOMES = {
    "created": _l("nouvelle"),
    "changed": _l("changée"),
    "unchanged": _l("inchangée"),
    "flagged": _l("à vérifier"),
    "refused": _l("refusée"),
}
_OF_FIELDS = {"changes", "kept", "overwritten", "cut"}


def words(code: str, fact: str) -> str:
    """A reason as a sentence says it, in the reader's language."""
    says = REFUSALS.get(code) or NOTES.get(code) or FLAGS[code][0]
    if code in _OF_FIELDS:
        fact = ", ".join(str(FIELDS[name]).lower() for name in fact.split())
    return str(says) % {"fact": fact}


def because(reasons: Iterable[Sequence[str]]) -> str:
    """All that is said of a line."""
    sign = f"{NARROW}; " if i18n.current() == "fr" else "; "
    return sign.join(words(*reason) for reason in reasons)
