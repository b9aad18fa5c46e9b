"""When a question is shown: clauses on what was answered before it, joined by all or any.

A clause may name an earlier question only, so there are no loops: an item moved before what it depends on is told by
`faults`, and no survey opens with a fault.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from clubapp.surveys import kinds
from clubapp.surveys.models import Answers, Item

SHOW, END = "show", "end"
EFFECTS = {SHOW: _l("La montrer si"), END: _l("Finir ici l'enquête si")}
JOINS = {"all": _l("toutes ces conditions sont vraies"), "any": _l("l'une de ces conditions est vraie")}
OPERATORS = {
    "is": _l("est"),
    "is_not": _l("n'est pas"),
    "least": _l("vaut au moins"),
    "most": _l("vaut au plus"),
    "answered": _l("a une réponse"),
    "blank": _l("n'a pas de réponse"),
}
BARE = ("answered", "blank")  # that ask for no value
_OF = {
    **dict.fromkeys((*kinds.ONE, "multiple"), ("is", "is_not", *BARE)),
    **dict.fromkeys((*kinds.SCALES, "number", "date"), ("is", "is_not", "least", "most", *BARE)),
    **dict.fromkeys((*kinds.WRITTEN, "ranking", "matrix"), BARE),
}
CLAUSES = 5

Clause = Mapping[str, Any]  # `of` a question, what `is` asked of its answer, the `value` it is held against


def operators(kind: str) -> Sequence[str]:
    """What may be asked of the answers of a kind of question."""
    return _OF.get(kind, ())


def holds(clause: Clause, answers: Answers) -> bool:
    """Whether a clause is true of these answers."""
    values, operator, value = answers.get(clause["of"], []), clause["is"], clause.get("value", "")
    if operator == "answered":
        return bool(values)
    if operator == "blank":
        return not values
    if operator == "is":
        return value in values
    if operator == "is_not":
        return value not in values
    return bool(values) and _reaches(values[0], operator, value)


def _reaches(said: str, operator: str, value: str) -> bool:
    if "-" in value[1:]:  # a day
        return said >= value if operator == "least" else said <= value
    try:
        return float(said) >= float(value) if operator == "least" else float(said) <= float(value)
    except ValueError:  # what a trial meets before `faults` are put right
        return False


def met(when: Mapping[str, Any], answers: Answers) -> bool:
    """Whether a condition is met: all its clauses, or any, as it says."""
    held = (holds(clause, answers) for clause in when["clauses"])
    return all(held) if when.get("join", "all") == "all" else any(held)


def shown(items: Sequence[Item], answers: Answers) -> list[Item]:
    """What is shown of a survey once this was answered: an answer to what is hidden counts for nothing.

    A section that is hidden hides all it holds; where the survey ends, what follows is hidden.
    """
    seen: list[Item] = []
    counted: Answers = {}
    open_section = True
    for item in items:
        if item.kind != "section" and not open_section:
            continue
        meets = met(item.when, counted) if item.when else None
        if meets and item.when["effect"] == END:
            break
        visible = meets is not False or item.when["effect"] == END
        if item.kind == "section":
            open_section = visible
        if not visible:
            continue
        seen.append(item)
        if item.code in answers:
            counted[item.code] = answers[item.code]
    return seen


def kept(items: Sequence[Item], answers: Answers) -> Answers:
    """The answers that count: those to the questions that are shown, in their order."""
    codes = [code for item in shown(items, answers) for code in (item.code, f"{item.code}-other")]
    return {code: answers[code] for code in codes if code in answers}


def sections(items: Sequence[Item]) -> list[list[Item]]:
    """The items by section, each begun by its own item but perhaps the first; none is empty."""
    parts: list[list[Item]] = [[]]
    for item in items:
        if item.kind == "section" and parts[-1]:
            parts.append([])
        parts[-1].append(item)
    return parts


def faults(items: Sequence[Item]) -> dict[str, str]:
    """What is wrong with the conditions of a survey, by the code of the item it is wrong with."""
    found: dict[str, str] = {}
    earlier: dict[str, Item] = {}
    for item in items:
        for clause in item.when.get("clauses", ()):
            if words := _fault(clause, earlier):
                found[item.code] = words
        if item.kind in kinds.QUESTIONS:
            earlier[item.code] = item
    return found


def _fault(clause: Clause, earlier: Mapping[str, Item]) -> str | None:
    item = earlier.get(clause["of"])
    if item is None:
        return str(_l("Sa condition porte sur une question qui ne vient pas avant elle, ou qui n'existe plus."))
    operator, value = clause["is"], clause.get("value", "")
    if operator not in operators(item.kind):
        return str(_l("Sa condition ne convient pas à la question sur laquelle elle porte."))
    if operator not in BARE and not possible(item, value):
        return str(_l("Sa condition attend une réponse que la question ne propose pas, ou plus."))
    return None


def possible(item: Item, value: str) -> bool:
    """Whether a value may answer a question."""
    if item.kind in kinds.CLOSED:
        return value in kinds.names(item)
    return kinds.answer(item, value) == value
