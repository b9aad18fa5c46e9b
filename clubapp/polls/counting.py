"""What is shown of a poll, so that nobody's answer can be told from it, however often one looks.

The figures move by five first answers at a time, drawn by lot from seven or more. So two answers at least are never
in them, nobody knows whose, and whatever they say, any member may be one of those two. An answer changed later enters
with such a step if the lot falls on it and no figure goes down: each step looks like five first answers and nothing
else. Then, of the figures themselves, none under five is told, nor found by subtraction.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

ENOUGH = 5  # answers: fewer are not told
LEFT_OUT = 2  # first answers, at least, that are in no figure
EXACT, FEWER, MORE = "exact", "fewer", "more"


class Answer(Protocol):
    """Somebody's choice, and the one that was counted for them."""

    option_id: int
    counted_id: int | None


A = TypeVar("A", bound=Answer)


@dataclass(frozen=True, slots=True)
class Figure:
    """How many chose something: `exact`ly, `fewer` than five, or so many or `more`."""

    count: int
    told: str = EXACT


@dataclass(frozen=True, slots=True)
class Tally:
    """What is told of a poll: how many answers in all, and a figure for each choice."""

    total: int
    figures: tuple[Figure, ...]


def drawn(first: Sequence[A], changed: Sequence[A], chance: random.Random) -> list[A]:
    """The answers that enter the figures now, of the first ones that wait and of those changed since counted."""
    if len(first) < ENOUGH + LEFT_OUT:
        return []
    entering = chance.sample(first, ENOUGH)
    rise = Counter(answer.option_id for answer in entering)
    for answer in chance.sample(changed, len(changed)):
        before = answer.counted_id or 0
        # The lot decides even where there is room: what is not seen to move must say nothing of who did not.
        if rise[before] and chance.random() < 0.5:
            rise[before] -= 1
            rise[answer.option_id] += 1
            entering.append(answer)
    return entering


def told(counts: Sequence[int]) -> Tally | None:
    """What may be told of these counts; nothing as long as no choice has five."""
    if max(counts) < ENOUGH:
        return None
    total, fewer = sum(counts), [count for count in counts if count < ENOUGH]
    figures = [Figure(0, FEWER) if count < ENOUGH else Figure(count) for count in counts]
    most = (ENOUGH - 1) * len(fewer)
    # The others, taken from the total, would tell a single one, or several that are all at their most. One less is
    # treated alike, so that the treatment does not tell; and it is the largest that is blurred, since to be the
    # smallest of those above five would bound it.
    if len(fewer) == 1 or (fewer and sum(fewer) >= most - 1):
        place = counts.index(max(counts))
        figures[place] = Figure(max(ENOUGH, counts[place] + sum(fewer) - most), MORE)
    return Tally(total, tuple(figures))
