"""What may be told of answers that are somebody's: no figure of fewer than five people, and none that gives one away.

Answers stand in a line, in the order of their question, and are cut into groups; a group is told as one. The line is
halved, each half is halved again: a cut stands when each of its sides holds five people, so a rare answer is told
together with its neighbours, never left out, and nothing is found by subtraction. Where cuts may stand depends on the
question, not on the answers, and people only come: a later view cuts what an earlier one had cut, and more. An answer
nobody gave is as rare as one that somebody gave: a withheld figure may always be nought.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

LEAST = 5  # people
UNASKED = ""  # stands among the answers of a question on a condition, for those it was not asked

Group = tuple[str, ...]  # answers that are told as one


@dataclass(frozen=True, slots=True)
class Line:
    """Answers in their order, and the two lines it is halved in if it may be cut."""

    codes: Group
    halves: tuple[Line, Line] | None = None

    def cut(self) -> list[Group]:
        """Its answers, one by one."""
        return [self.codes] if self.halves is None else [group for half in self.halves for group in half.cut()]


def joined(one: Line, other: Line) -> Line:
    """Two lines as one that may be cut between them."""
    return Line(one.codes + other.codes, (one, other))


def halved(codes: Sequence[str], *, scale: bool = False) -> Line:
    """A line of answers as it may be cut; the two highest figures of a scale of five stand apart from the others."""
    if len(codes) < 2:
        return Line(tuple(codes))
    half = (len(codes) + 1) // 2 if scale else len(codes) // 2
    return joined(halved(codes[:half], scale=scale), halved(codes[half:], scale=scale))


def recommended() -> Line:
    """The line of eleven figures of a recommendation: against, neither, for."""
    against, neither, favour = (halved([str(n) for n in part]) for part in (range(7), (7, 8), (9, 10)))
    return joined(joined(against, neither), favour)


def with_unasked(line: Line, *, apart: bool) -> Line:
    """A line with those who were not asked at its end; unless they may stand apart, as one with the last answer."""
    if line.halves:
        return joined(line.halves[0], with_unasked(line.halves[1], apart=apart))
    return joined(line, Line((UNASKED,))) if apart else Line((*line.codes, UNASKED))


def total(group: Group, counts: Mapping[str, int]) -> int:
    """How many people gave an answer of a group."""
    return sum(counts.get(code, 0) for code in group)


def groups(line: Line, counts: Mapping[str, int]) -> list[Group]:
    """A line cut as finely as may be told; one group tells nothing, and nothing is what is told of it."""
    if line.halves is None:
        return [line.codes]
    one, other = line.halves
    few, rare = (total(half.codes, counts) < LEAST for half in line.halves)
    if few and rare:
        return [line.codes]
    left, right = groups(one, counts), groups(other, counts)
    if few:
        return _hidden(one.codes, right, counts)
    if rare:
        return [group[::-1] for group in _hidden(other.codes[::-1], [g[::-1] for g in left[::-1]], counts)][::-1]
    return left + right


def _hidden(few: Group, cut: Sequence[Group], counts: Mapping[str, int]) -> list[Group]:
    """A few with the group beside them; in a group of five that was five without them, they would be known for none."""
    first, *others = cut
    while others and total(few + first, counts) <= LEAST:
        first, *others = first + others[0], *others[1:]
    return [few + first, *others]


def is_told(cut: Sequence[Group]) -> bool:
    """Whether a line was cut at all: what everybody answered is what each of them did."""
    return len(cut) > 1


def union(codes: set[str], cut: Sequence[Group]) -> bool:
    """Whether these answers are some groups, whole."""
    return all(set(group) <= codes or not set(group) & codes for group in cut)


def options(counts: Mapping[str, int], people: int, none: str, least: int, most: int) -> set[str]:
    """Of choices each may make several of, those whose figure may be told: five chose them and five did not.

    When the number of choices each makes leaves a withheld one no room to vary, none is told.
    """
    told = {code for code, count in counts.items() if LEAST <= count <= people - LEAST}
    hidden = [code for code in counts if code not in told]
    if not hidden:
        return told
    plain = [code for code in counts if code != none]
    if least == most or most == 1 or len(plain) < 2:
        return set()
    choosing = people - counts.get(none, 0) if none in told else people
    shown = sum(counts[code] for code in plain if code in told)
    lowest = (max(least, 1) * choosing if none in told or not none else 0) - shown
    highest = most * choosing - shown
    unknown = len([code for code in hidden if code != none])
    if not unknown:  # only “none of these”, which excludes the others: it may be any figure from nought to four
        fewest = people - shown // max(least, 1)
        highest = people - max(*(counts[code] for code in plain), -(-shown // min(most, len(plain))))
        return told if fewest <= 0 and highest >= LEAST - 1 else set()
    floor, ceiling = max(0, lowest - (unknown - 1) * choosing), min(choosing, highest)
    return told if ceiling - floor >= LEAST else set()


Cells = Mapping[tuple[str, str], int]


def crossed(lines: tuple[Line, Line], cells: Cells) -> tuple[list[Group], list[Group]] | None:
    """Two lines cut so that five people stand in each cell of their table, as finely as may be; None when none may.

    Cuts are taken away one at a time, each time the one that leaves the fewest cells too small.
    """
    rows, columns = (groups(line, _margin(cells, side)) for side, line in enumerate(lines))
    while is_told(rows) and is_told(columns):
        if not _short(rows, columns, cells):
            return rows, columns
        smaller = [(merged, columns) for merged in _merged(rows)] + [(rows, merged) for merged in _merged(columns)]
        rows, columns = min(smaller, key=lambda cut: (_short(cut[0], cut[1], cells), -len(cut[0]) * len(cut[1])))
    return None


def _margin(cells: Cells, side: int) -> dict[str, int]:
    counts: dict[str, int] = {}
    for place, count in cells.items():
        counts[place[side]] = counts.get(place[side], 0) + count
    return counts


def _merged(cut: Sequence[Group]) -> Iterator[list[Group]]:
    for place in range(len(cut) - 1):
        yield [*cut[:place], cut[place] + cut[place + 1], *cut[place + 2 :]]


def _short(rows: Sequence[Group], columns: Sequence[Group], cells: Cells) -> int:
    return sum(cell(row, column, cells) < LEAST for row in rows for column in columns)


def cell(row: Group, column: Group, cells: Cells) -> int:
    """How many people stand in a cell of a table."""
    return sum(cells.get((one, other), 0) for one in row for other in column)
