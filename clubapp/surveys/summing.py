"""What sums up the answers to a question: a median, a score, a mean, where each may be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from clubapp.db import AnyRow
from clubapp.surveys import kinds, withholding
from clubapp.surveys.counting import Tally
from clubapp.surveys.models import Item
from clubapp.surveys.withholding import LEAST, UNASKED, Group, Line


def line_of(item: Item, conditional: bool, *, apart: bool) -> Line:
    """The answers to a question as withholding cuts them."""
    codes = list(kinds.names(item))
    line = withholding.recommended() if item.kind == "nps" else withholding.halved(codes, scale=item.kind == "rating")
    return withholding.with_unasked(line, apart=apart) if conditional else line


def bounds(item: Item) -> tuple[str, int, int]:
    """The choice that excludes the others, and how many one makes, at least and at most."""
    none = next((choice.code for choice in item.choices if choice.special == "none"), "")
    return none, item.settings.get("least") or 1, item.settings.get("most") or len(item.choices)


def mean(counts: Tally, cut: Sequence[Group]) -> dict[str, Any]:
    """The mean of a scale; where answers are told together, what it lies between, as those who are told them know."""
    if any(UNASKED in group and len(group) > 1 for group in cut):
        return {}
    told = [(group, people) for group in cut if group != (UNASKED,) and (people := withholding.total(group, counts))]
    total = sum(people for _group, people in told)
    low, high = (sum(end(map(int, group)) * people for group, people in told) / total for end in (min, max))
    ends = (round(low, 1), round(high, 1))
    return {"mean": ends[0]} if all(len(group) == 1 for group in cut) else {"between": ends}


def median(counts: Tally, cut: Sequence[Group]) -> float | None:
    """The figure in the middle, if it is told by itself."""
    if any(UNASKED in group and len(group) > 1 for group in cut):
        return None
    each = [int(code) for code in sorted(counts, key=int) for _ in range(counts[code])]
    middle = {each[(len(each) - 1) // 2], each[len(each) // 2]}
    alone = {group[0] for group in cut if len(group) == 1}
    return sum(middle) / len(middle) if {str(figure) for figure in middle} <= alone else None


PARTS = {"against": range(7), "neither": range(7, 9), "favour": range(9, 11)}


def recommendation(counts: Tally, cut: Sequence[Group], people: int) -> dict[str, Any]:
    """The score and the parts it is made of, if all three may be told."""
    codes = {name: tuple(str(figure) for figure in part) for name, part in PARTS.items()}
    if not all(withholding.union(set(part), cut) for part in codes.values()):
        return {}
    parts = {name: withholding.total(part, counts) / people for name, part in codes.items()}
    return {"parts": parts, "score": round(100 * (parts["favour"] - parts["against"]))}


def amounts(found: AnyRow, *, guarded: bool, over: bool) -> dict[str, Any]:
    """Of numbers or days. A guarded one in the middle is somebody's: a mean alone is told, once, if it is nobody's."""
    if not found.people:
        return {}
    if not guarded:
        mean = None if found.mean is None else round(found.mean, 2)
        return {"mean": mean, "median": found.median, "lowest": found.lowest, "highest": found.highest}
    return {"mean": round(found.mean, 1)} if over and found.mean is not None and _is_shared(found) else {}


def _is_shared(found: AnyRow) -> bool:
    """Whether a mean tells of nobody: five gave another number than the commonest, and none pulls it as five would."""
    away = min(found.mean - found.lowest, found.highest - found.mean) * found.people
    return found.people - found.times >= LEAST and away >= LEAST * (found.highest - found.lowest)
