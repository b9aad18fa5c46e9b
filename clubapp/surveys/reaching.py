"""Which questions nobody can come to, whatever they answer.

The survey is walked once with every answer that makes a difference to some condition, and each question is forgotten
once no later condition names it. A survey too tangled to be walked is told too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from flask_babel import gettext as _

from clubapp.surveys import kinds
from clubapp.surveys.conditions import BARE, END, met
from clubapp.surveys.models import Item

MOST = 20_000  # different pasts kept at once
_LITTLE = Decimal("0.001")

Values = tuple[str, ...]
Past = frozenset[tuple[str, Values]]  # what was answered to the questions still to be named


def unreachable(items: Sequence[Item]) -> dict[str, str]:
    """What nobody can come to, by its code; `items` have no other fault."""
    last = {clause["of"]: place for place, item in enumerate(items) for clause in item.when.get("clauses", ())}
    pasts: set[tuple[Past, bool]] = {(frozenset(), True)}  # each with whether its section is shown
    found: dict[str, str] = {}
    for place, item in enumerate(items):
        reached, pasts = _walked(item, pasts, _telling(item, items) if item.code in last else [()])
        if not reached:
            found[item.code] = _("Personne ne peut y arriver, quoi qu'on réponde : sa condition n'est jamais vraie.")
        pasts = {(_remembered(past, last, place), shown) for past, shown in pasts}
        if len(pasts) > MOST:
            return found | {item.code: _("Trop de conditions se croisent avant cette question : simplifiez-les.")}
    return found


def _walked(
    item: Item, pasts: Iterable[tuple[Past, bool]], telling: Sequence[Values]
) -> tuple[bool, set[tuple[Past, bool]]]:
    """Whether an item is reached from one of these pasts, and what they become once it was answered."""
    reached, after = False, set()
    for past, section in pasts:
        meets = met(item.when, {code: list(values) for code, values in past}) if item.when else None
        ends = item.when.get("effect") == END
        if meets and ends:
            continue
        visible = meets is not False or ends
        if item.kind == "section":
            section = visible
        if not (visible and section):
            after.add((past, section))
            continue
        reached = True
        for values in telling:
            after.add((past | {(item.code, values)} if values else past, section))
    return reached, after


def _remembered(past: Past, last: dict[str, int], place: int) -> Past:
    return frozenset((code, values) for code, values in past if last[code] > place)


def _telling(item: Item, items: Sequence[Item]) -> list[Values]:
    """Answers to a question, one for each way in which the conditions that name it can tell them apart."""
    clauses = [clause for each in items for clause in each.when.get("clauses", ()) if clause["of"] == item.code]
    named = {clause["value"] for clause in clauses if clause["is"] not in BARE}
    blank: list[Values] = [] if item.required else [()]
    if item.kind == "multiple":
        return blank + _several(item, named)
    if item.kind in kinds.SCALES:
        return blank + [(step,) for step in kinds.steps(item)]
    if item.kind in kinds.ONE:
        others = [code for code in kinds.names(item) if code not in named]
        return blank + [(code,) for code in [*sorted(named), *others[:1]]]
    if item.kind in ("number", "date"):
        return blank + [(value,) for value in _around(item, named)]
    return [*blank, ("…",)]


def _several(item: Item, named: set[str]) -> list[Values]:
    """The sets of choices that differ in those named, among those that may be sent."""
    none = {choice.code for choice in item.choices if choice.special == "none"}
    plain = [code for code in kinds.names(item) if code in named - none]
    spare = sum(1 for choice in item.choices if choice.code not in named and choice.code not in none)
    least, most = max(item.settings.get("least") or 0, 1), item.settings.get("most") or len(item.choices)
    sets: list[Values] = [(code,) for code in sorted(none)]
    for count in range(len(plain) + 1):
        if count <= most and count + spare >= least:
            sets += [subset or ("…",) for subset in combinations(plain, count)]
    return sets


def _around(item: Item, named: set[str]) -> list[str]:
    """The values named, and one between each and the next."""
    if item.kind == "date":
        days = {date.fromisoformat(value) + timedelta(shift) for value in named for shift in (-1, 0, 1)}
        return [day.isoformat() for day in sorted(days)] or ["2000-01-01"]
    bounds = [Decimal(bound) for name in ("least", "most") if (bound := item.settings.get(name)) is not None]
    figures = (
        {Decimal(value) + shift for value in named for shift in (-_LITTLE, 0, _LITTLE)} | set(bounds) | {Decimal(0)}
    )
    return [figure for figure in (format(each, "f") for each in sorted(figures)) if _may_be(item, figure)]


def _may_be(item: Item, figure: str) -> bool:
    try:
        return bool(kinds.read(item, lambda _name: [figure]))
    except kinds.Wrong:
        return False
