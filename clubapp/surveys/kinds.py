"""The twelve kinds of question, and the three blocks that stand between them: what each asks, and what answers it.

An answer is a list of words whatever the kind: the code of each choice, a figure, a day in ISO 8601, a text; a line
of a matrix answers "line:column"; a ranking is in its order. The words of an “other” stand under "<question>-other".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from random import Random
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from clubapp import text
from clubapp.i18n import spoken
from clubapp.surveys.models import Answers, Choice, Item

QUESTIONS = {
    "short": _l("Texte court"),
    "long": _l("Texte long"),
    "single": _l("Un seul choix"),
    "multiple": _l("Plusieurs choix"),
    "picture": _l("Choix d'une image"),
    "dropdown": _l("Liste déroulante"),
    "rating": _l("Note"),
    "nps": _l("Recommandation de 0 à 10"),
    "ranking": _l("Classement"),
    "matrix": _l("Tableau"),
    "number": _l("Nombre"),
    "date": _l("Date"),
}
BLOCKS = {"text": _l("Texte à lire"), "image": _l("Image"), "section": _l("Nouvelle partie")}
NAMES = QUESTIONS | BLOCKS

ONE = ("single", "picture", "dropdown")  # of its choices
CHOSEN = (*ONE, "multiple", "ranking", "matrix")  # whose choices are written by staff
SCALES = ("rating", "nps")
CLOSED = (*CHOSEN, *SCALES)  # whose answers may be counted one by one
WRITTEN = ("short", "long")
LENGTH = {"short": 200, "long": 4000}  # signs
OTHER = 200
STEPS = (3, 5, 10)
FIGURES = 15

Sent = Callable[[str], list[str]]  # what a form sent under a name


class Wrong(ValueError):
    """What was answered cannot be: in words, beside the question."""


def field(code: str) -> str:
    """The name under which a form sends the answer to a question."""
    return f"q-{code}"


def read(item: Item, sent: Sent) -> Answers:
    """What a form answers to a question: nothing when it is left blank. Raises Wrong."""
    name = field(item.code)
    typed = [words.strip() for words in sent(name)]
    if item.kind in WRITTEN:
        return _answer(item, _text(item, sent(name)))
    if item.kind == "number":
        return _answer(item, _number(item, typed))
    if item.kind == "date":
        return _answer(item, _date(typed))
    if item.kind in SCALES:
        return _answer(item, [figure for figure in typed[:1] if figure in steps(item)])
    if item.kind == "ranking":
        return _answer(item, _ranking(item, sent))
    if item.kind == "matrix":
        return _answer(item, _matrix(item, sent))
    return _chosen(item, typed, sent)


def answer(item: Item, typed: str) -> str | None:
    """One answer as it is kept: None when it cannot answer this question."""
    try:
        return next(iter(read(item, lambda _name: [typed]).get(item.code, [])), None)
    except Wrong:
        return None


def _answer(item: Item, values: Sequence[str]) -> Answers:
    return {item.code: list(values)} if values else {}


def _text(item: Item, typed: Sequence[str]) -> list[str]:
    words = (typed[0] if typed else "").replace("\r\n", "\n").strip()
    if item.kind == "short":
        words = text.tidy(words)
    if not text.seen(words).strip():
        return []
    if not text.is_plain(words):
        raise Wrong(_l("Ce texte contient des signes invisibles. Tapez-le au lieu de le coller."))
    if len(words) > (most := LENGTH[item.kind]):
        raise Wrong(ngettext("%(num)d caractère au plus.", "%(num)d caractères au plus.", most))
    return [words]


def _number(item: Item, typed: Sequence[str]) -> list[str]:
    figures = "".join((typed[0] if typed else "").split()).replace(",", ".")
    if not figures:
        return []
    try:
        number = Decimal(figures)
    except InvalidOperation:
        raise Wrong(_l("Écrivez un nombre : 12 ou 12,5.")) from None
    if not number.is_finite() or len(figures) > FIGURES:
        raise Wrong(_l("Écrivez un nombre : 12 ou 12,5."))
    least, most = item.settings.get("least"), item.settings.get("most")
    if least is not None and number < least:
        raise Wrong(_l("Le plus petit nombre possible est %(least)s.", least=least))
    if most is not None and number > most:
        raise Wrong(_l("Le plus grand nombre possible est %(most)s.", most=most))
    return [format(number.normalize(), "f")]


def _date(typed: Sequence[str]) -> list[str]:
    if not typed or not typed[0]:
        return []
    try:
        day = date.fromisoformat(typed[0])
    except ValueError:
        raise Wrong(_l("Écrivez une date : le jour, le mois et l'année.")) from None
    if not 1000 <= day.year <= 2999:
        raise Wrong(_l("Écrivez une date : le jour, le mois et l'année."))
    return [day.isoformat()]


def _ranking(item: Item, sent: Sent) -> list[str]:
    """The choices by the rank given to each; those that are given none come to nothing, all together."""
    ranks = {choice.code: "".join(sent(f"{field(item.code)}-{choice.code}")[:1]) for choice in item.choices}
    given = {code: int(rank) for code, rank in ranks.items() if rank.isdecimal() and len(rank) < 4}
    if not given:
        return []
    if sorted(given.values()) != list(range(1, len(item.choices) + 1)):
        raise Wrong(_l("Donnez à chaque choix un rang différent."))
    return sorted(given, key=given.__getitem__)


def _matrix(item: Item, sent: Sent) -> list[str]:
    columns = {choice.code for choice in columns_of(item)}
    said = [(row.code, "".join(sent(f"{field(item.code)}-{row.code}")[:1])) for row in rows_of(item)]
    return [f"{row}:{column}" for row, column in said if column in columns]


def _chosen(item: Item, typed: Sequence[str], sent: Sent) -> Answers:
    known = {choice.code: choice for choice in item.choices}
    codes = [code for code in known if code in typed]
    if item.kind in ONE:
        codes = [code for code in typed if code in known][:1]
    special = {known[code].special: code for code in codes}
    if "none" in special and len(codes) > 1:
        raise Wrong(
            _l("« %(none)s » exclut les autres choix : gardez l'un ou les autres.", none=_named(known, special))
        )
    answers = _answer(item, codes)
    if "other" in special:
        words = text.tidy("".join(sent(f"{field(item.code)}-other")[:1]))
        if len(words) > OTHER:
            raise Wrong(ngettext("%(num)d caractère au plus.", "%(num)d caractères au plus.", OTHER))
        if words and not text.is_plain(words):
            raise Wrong(_l("Ce texte contient des signes invisibles. Tapez-le au lieu de le coller."))
        answers |= {f"{item.code}-other": [words]} if words else {}
    return answers


def _named(known: Mapping[str, Choice], special: Mapping[str, str]) -> str:
    return spoken(known[special["none"]], "label")[0]


def lacking(item: Item, answers: Answers) -> str | None:
    """What an answer lacks to be whole, in words, before one goes on; None when it lacks nothing."""
    values = answers.get(item.code, [])
    if item.kind in BLOCKS:
        return None
    if not values:
        return str(_l("Répondez à cette question pour continuer.")) if item.required else None
    if item.kind == "matrix" and item.required and len(values) < len(rows_of(item)):
        return str(_l("Répondez à chaque ligne."))
    if item.kind == "multiple":
        least, most = item.settings.get("least") or 0, item.settings.get("most") or len(values)
        alone = any(choice.special == "none" and choice.code in values for choice in item.choices)
        if len(values) < least and not alone:
            return ngettext("Cochez au moins %(num)d choix.", "Cochez au moins %(num)d choix.", least)
        if len(values) > most:
            return ngettext("Cochez %(num)d choix au plus.", "Cochez %(num)d choix au plus.", most)
    return None


def steps(item: Item) -> list[str]:
    """The figures of a scale, the lowest first."""
    return [str(n) for n in (range(11) if item.kind == "nps" else range(1, int(item.settings.get("steps", 5)) + 1))]


def rows_of(item: Item) -> list[Choice]:
    """The lines of a matrix."""
    return [choice for choice in item.choices if choice.row]


def columns_of(item: Item) -> list[Choice]:
    """What may be chosen: in a matrix, in each of its lines."""
    return [choice for choice in item.choices if not choice.row]


def in_order(item: Item, seed: int) -> list[Choice]:
    """The choices as this seed shuffles them, if they are to be: “other” and “none” stay at the end."""
    choices = columns_of(item)
    if not item.settings.get("shuffle"):
        return choices
    plain = [choice for choice in choices if not choice.special]
    Random(f"{seed} {item.code}").shuffle(plain)
    return plain + [choice for choice in choices if choice.special]


def names(item: Item) -> dict[str, Any]:
    """What each possible answer of a closed question is called, by its value, in the order of the question."""
    if item.kind in SCALES:
        return {step: step for step in steps(item)}
    return {choice.code: choice for choice in columns_of(item)}
