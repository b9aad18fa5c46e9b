"""Crossing two closed questions: of those who gave this answer to one, how many gave that to the other.

A guarded table is told once the survey is over, so that there is one view of it and nothing to subtract; its lines and
columns are cut so that each cell holds five people. Choices of which each may make several are told one by one, where
five people stand on either side of each cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import or_

from flask_babel import lazy_gettext as _l

from clubapp.refusals import Refused
from clubapp.surveys import counting, kinds, withholding
from clubapp.surveys.asking import Asking, asking_of
from clubapp.surveys.counting import Side, Tally
from clubapp.surveys.models import Choice, Item, Survey
from clubapp.surveys.results import OVER, is_guarded
from clubapp.surveys.summing import bounds, line_of
from clubapp.surveys.withholding import LEAST, Cells, Group


class NotOverYet(Refused):
    """Two views of a table that moves could be subtracted."""

    says = _l(
        "Deux questions se croisent quand l'enquête est fermée : une table qui change dirait qui vient de répondre."
    )


@dataclass(frozen=True, slots=True)
class Axis:
    """What a table may be made of: a closed question, a line of a matrix, the first choice of a ranking."""

    name: str  # in its address
    item: Item
    row: Choice | None = None

    @property
    def several(self) -> bool:
        """Whether each may have given several answers."""
        return self.item.kind == "multiple"

    @property
    def side(self) -> Side:
        """As it is counted."""
        return Side(self.item.code, self.row.code if self.row else "", first=self.item.kind == "ranking")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its answers, how many gave one, and how many of these stand in each cell."""

    codes: Group
    people: int
    cells: list[int | None]


@dataclass(frozen=True, slots=True)
class Crossed:
    """A table of two questions; no rows where too few answered both to tell any. `people`: who stand in it."""

    rows: list[Row]
    columns: list[Group]
    people: int | None


NOTHING = Crossed([], [], None)


def axes(items: Sequence[Item]) -> dict[str, Axis]:
    """What may be crossed in a survey, by name."""
    return {axis.name: axis for item in items for axis in _axes(item)}


def _axes(item: Item) -> Iterator[Axis]:
    if item.kind == "matrix":
        yield from (Axis(f"{item.code}-{row.code}", item, row) for row in kinds.rows_of(item))
    elif item.kind in kinds.CLOSED:
        yield Axis(item.code, item)


def cross(survey: Survey, items: Sequence[Item], one: Axis, other: Axis) -> Crossed:
    """The table of two questions, those of `one` in its rows. Raises NotOverYet."""
    guarded = is_guarded(survey)
    if guarded and survey.state not in OVER:
        raise NotOverYet
    table = _Table(survey, asking_of(items), one, other, guarded)
    if one.item is other.item or (guarded and table.depends()):
        return NOTHING
    if one.several and other.several:
        return table.of_choices()
    return table.with_choices() if one.several or other.several else table.plain()


@dataclass(frozen=True, slots=True)
class _Table:
    """Two questions on their way to a table."""

    survey: Survey
    asking: Mapping[str, Asking]
    one: Axis
    other: Axis
    guarded: bool

    def depends(self) -> bool:
        """Whether one is asked on what the other is answered."""
        one, other = self.one.item.code, self.other.item.code
        return other in self.asking[one].named or one in self.asking[other].named

    def _conditional(self, axis: Axis) -> bool:
        return self.guarded and self.asking[axis.item.code].on_condition

    def _cells(self, one: Side, other: Side) -> dict[tuple[str, str], int]:
        """The pairs of answers of those who answered both; who was not asked stands there where it must not be seen."""
        may = (self._conditional(self.one), self._conditional(self.other))
        counts = counting.pairs(self.survey, one, other)
        return {at: people for at, people in counts.items() if all(map(or_, map(bool, at), may))}

    def _line(self, axis: Axis) -> withholding.Line:
        return line_of(axis.item, self._conditional(axis), apart=False)

    def plain(self) -> Crossed:
        """Each stands in one cell."""
        cells = self._cells(self.one.side, self.other.side)
        cut = (_codes(self.one), _codes(self.other))
        if self.guarded:
            cut = withholding.crossed((self._line(self.one), self._line(self.other)), cells) or ([], [])
        rows = []
        for row in cut[0]:
            counts = [withholding.cell(row, column, cells) for column in cut[1]]
            rows.append(Row(row, sum(counts), [*counts]))
        return Crossed(rows, cut[1], sum(row.people for row in rows)) if rows else NOTHING

    def with_choices(self) -> Crossed:
        """One of the two lets make several choices: each choice has its row, or its column."""
        turned = self.other.several
        choices, answers = (self.other, self.one) if turned else (self.one, self.other)

        def counts(side: Side) -> dict[tuple[str, str], int]:
            cells = self._cells(answers.side, side) if turned else self._cells(side, answers.side)
            return {at[::-1] if turned else at: people for at, people in cells.items()}

        cells, people = counts(choices.side), _margins(counts(Side(choices.item.code, whether=True)))[1]
        cut = withholding.groups(self._line(answers), people) if self.guarded else _codes(answers)
        codes = [code for (code,) in _codes(choices)]
        if self.guarded:
            codes = _told(choices.item, codes, cut, cells, people) if withholding.is_told(cut) else []
        table = {(code, group): withholding.cell((code,), group, cells) for code in codes for group in cut}
        if not codes:
            return NOTHING
        if turned:
            rows = [Row(g, withholding.total(g, people), [table[code, g] for code in codes]) for g in cut]
            return Crossed(rows, [(code,) for code in codes], sum(people.values()))
        sums = {code: sum(table[code, group] for group in cut) for code in codes}
        rows = [Row((code,), sums[code], [table[code, group] for group in cut]) for code in codes]
        return Crossed(rows, cut, sum(people.values()))

    def of_choices(self) -> Crossed:
        """Both let make several choices: each cell is told by itself."""
        one, other = (Side(axis.item.code, whether=True) for axis in (self.one, self.other))
        cells = self._cells(self.one.side, self.other.side)
        rows, columns = _margins(self._cells(self.one.side, other))[0], _margins(self._cells(one, self.other.side))[1]
        people = sum(self._cells(one, other).values())
        found = []
        for (row,) in _codes(self.one):
            told = [
                self._one_cell(cells.get((row, column), 0), rows.get(row, 0), columns.get(column, 0), people)
                for (column,) in _codes(self.other)
            ]
            if any(cell is not None for cell in told):
                found.append(Row((row,), rows.get(row, 0), told))
        hidden = len(found) < len(_codes(self.one)) or any(None in row.cells for row in found)
        if self.guarded and hidden and (_is_exact(self.one.item) or _is_exact(self.other.item)):
            return NOTHING
        return Crossed(found, _codes(self.other), people) if found else NOTHING

    def _one_cell(self, both: int, row: int, column: int, people: int) -> int | None:
        """How many made both choices, if five did, and made either alone, and neither."""
        parts = (both, row - both, column - both, people - row - column + both)
        return both if not self.guarded or min(parts) >= LEAST else None


def _codes(axis: Axis) -> list[Group]:
    return [(code,) for code in kinds.names(axis.item)]


def _margins(cells: Cells) -> tuple[Tally, Tally]:
    """How many gave each answer, in the rows and in the columns."""
    sides: tuple[Tally, Tally] = ({}, {})
    for at, people in cells.items():
        for side, code in zip(sides, at, strict=True):
            side[code] = side.get(code, 0) + people
    return sides


def _told(item: Item, codes: Sequence[str], cut: Sequence[Group], cells: Cells, people: Tally) -> list[str]:
    """The choices that may be told in each of these groups."""
    told = set(codes)
    for group in cut:
        counts = {code: withholding.cell((code,), group, cells) for code in codes}
        told &= withholding.options(counts, withholding.total(group, people), *bounds(item))
    return [code for code in codes if code in told]


def _is_exact(item: Item) -> bool:
    """Whether the number of choices each makes is known, but for those that nobody makes."""
    none, least, most = bounds(item)
    return least == most or most == 1 or bool(none) or len(item.choices) < 3
