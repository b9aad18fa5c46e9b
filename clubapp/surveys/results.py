"""What a survey has found: who answered, and the figures of each question.

`guarded` figures tell nothing of fewer than five people (see withholding): those of confidential and anonymous surveys,
and all that members read. A figure that may not be told is None, a table that may not has no rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clubapp.surveys import conditions, counting, kinds, summing, withholding
from clubapp.surveys.asking import Asking, asking_of
from clubapp.surveys.counting import Tally, Votes
from clubapp.surveys.models import ARCHIVED, CLOSED, NAMED, PUBLISHED, Item, Survey
from clubapp.surveys.rules import items_of
from clubapp.surveys.withholding import LEAST, UNASKED, Group

OVER = (CLOSED, PUBLISHED, ARCHIVED)
FIVES = 5  # what is still going on is told in steps of so many


@dataclass(frozen=True, slots=True)
class Row:
    """How many gave one of these answers, of all who stand in the table."""

    codes: Group
    people: int | None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The answers to a question, or to a `line` of a matrix; `base`: whose shares are told."""

    rows: list[Row]
    base: int | None
    line: str = ""
    asked_all: bool = True  # False: those who were not asked stand in its base, with the last answer


@dataclass(frozen=True, slots=True)
class Figure:
    """What one question found."""

    code: str
    kind: str
    people: int | None
    tables: list[Table] = field(default_factory=list)
    mean: float | None = None
    between: tuple[float, ...] = ()  # the ends of a mean that would say too much
    median: float | str | None = None
    lowest: float | str | None = None
    highest: float | str | None = None
    top: float | None = None  # the share of the two highest figures
    parts: dict[str, float] = field(default_factory=dict)  # of a recommendation
    score: int | None = None
    places: dict[str, float] = field(default_factory=dict)  # mean ranks
    words: bool = False  # whether what was written may be read
    others: bool = False  # and the words of “other”


@dataclass(frozen=True, slots=True)
class Overview:
    """Who answered, who has begun to, and how long it takes."""

    people: int  # counted
    sent: int
    completion: float | None
    minutes: int | None
    sections: list[tuple[Item | None, int | None]]


def is_guarded(survey: Survey) -> bool:
    """Whether what staff read tells nothing of fewer than five."""
    return survey.identity != NAMED


def overview(survey: Survey, items: Sequence[Item]) -> Overview:
    """How many answered a survey, and where others have stopped."""
    people, sent, under_way = counting.size(survey), counting.sent(survey), counting.under_way(survey)
    begun, guarded = sent + sum(under_way.values()), is_guarded(survey)
    time = counting.seconds(survey)
    places = [(part[0] if part and part[0].kind == "section" else None) for part in conditions.sections(items)]
    return Overview(
        people=people,
        sent=sent,
        completion=sent / begun if begun and (begun >= LEAST or not guarded) else None,
        minutes=max(1, round(time.median / 60)) if time.people >= LEAST else None,
        sections=[(item, _in_fives(under_way.get(n, 0), guarded)) for n, item in enumerate(places)],
    )


def _in_fives(people: int, guarded: bool) -> int | None:
    return people if not guarded else people // FIVES * FIVES or None


def figures(survey: Survey, items: Sequence[Item], *, guarded: bool) -> dict[str, Figure]:
    """What each question found, by its code; nothing where too few answered the survey."""
    people = counting.size(survey)
    if guarded and people < LEAST:
        return {}
    questions = [item for item in items if item.kind in kinds.QUESTIONS]
    votes = counting.votes(survey, [item.code for item in questions if item.kind in kinds.CLOSED])
    found = _Found(survey, people, guarded, asking_of(items), votes, counting.answered(survey))
    return {item.code: found.figure(item) for item in questions}


@dataclass(slots=True)
class _Found:
    """What was counted, and what was told of the questions so far."""

    survey: Survey
    people: int
    guarded: bool
    asking: Mapping[str, Asking]
    votes: Mapping[str, Mapping[str, Votes]]
    answered: Tally
    cuts: dict[str, list[Group]] = field(default_factory=dict)

    def figure(self, item: Item) -> Figure:
        """What a question found; those its condition names come before it."""
        people = self.answered.get(item.code, 0)
        if item.kind not in kinds.CLOSED:
            return self._open(item, people)
        if self.guarded and people < LEAST:
            return Figure(item.code, item.kind, None)
        if item.kind == "multiple":
            return self._multiple(item, people)
        if item.kind == "matrix":
            tables = [self._line(item, row.code) for row in kinds.rows_of(item)]
            return Figure(item.code, item.kind, self._base(item, people), tables)
        votes = self.votes[item.code]
        ranking = item.kind == "ranking"
        table = self._table(item, {code: vote.first if ranking else vote.people for code, vote in votes.items()})
        more: dict[str, Any] = {}
        if item.kind in kinds.SCALES:
            more = self._scale(item, {code: vote.people for code, vote in votes.items()}, people)
        if ranking:
            alone = {group[0] for group in self.cuts[item.code] if len(group) == 1 and table.rows}
            more = {"places": {code: round(vote.place, 1) for code, vote in votes.items() if code in alone}}
        others = self._others(item, [row.codes for row in table.rows])
        return Figure(item.code, item.kind, self._base(item, people), [table], **more, others=others)

    def apart(self, item: Item) -> bool:
        """Whether those a question was not asked may be told from the others: what is told already tells them."""
        return self.asking[item.code].told_by(self.cuts)

    def _base(self, item: Item, people: int) -> int | None:
        """How many answered, if it may be told."""
        if not self.guarded or not self.asking[item.code].on_condition:
            return people
        return people if self.apart(item) and self.people - people >= LEAST else None

    def _table(self, item: Item, counts: Tally, line: str = "") -> Table:
        answered = sum(counts.values())
        conditional = self.asking[item.code].on_condition
        cut: list[Group] = [(code,) for code in kinds.names(item)]
        base, all_asked = answered, True
        if self.guarded and conditional:
            counts = counts | {UNASKED: self.people - answered}
        if self.guarded:
            cut = withholding.groups(summing.line_of(item, conditional, apart=self.apart(item)), counts)
            all_asked = not conditional or (UNASKED,) in cut
            base = answered if all_asked else self.people
        self.cuts[f"{item.code}:{line}" if line else item.code] = cut
        if self.guarded and (not withholding.is_told(cut) or answered < LEAST):
            return Table([], None, line)
        shown = [group for group in cut if group != (UNASKED,)]
        rows = [_row(group, withholding.total(group, counts), base) for group in shown]
        return Table(rows, base, line, all_asked)

    def _line(self, item: Item, row: str) -> Table:
        votes = self.votes[item.code].items()
        said = {code.removeprefix(f"{row}:"): vote.people for code, vote in votes if code.startswith(f"{row}:")}
        return self._table(item, said, row)

    def _multiple(self, item: Item, people: int) -> Figure:
        counts = {code: self.votes[item.code].get(code, NOBODY).people for code in kinds.names(item)}
        known = self._base(item, people)
        base = self.people if known is None else known
        told = withholding.options(counts, base, *summing.bounds(item)) if self.guarded else set(counts)
        self.cuts[item.code] = [(code,) for code in told]
        rows = [_row((code,), count if code in told else None, base) for code, count in counts.items()]
        table = Table(rows if told else [], base, asked_all=known is not None)
        return Figure(item.code, item.kind, known, [table], others=self._others(item, self.cuts[item.code]))

    def _others(self, item: Item, told: Sequence[Group]) -> bool:
        """Whether the words of “other” may be read: as many as may be counted wrote some."""
        written = self.answered.get(f"{item.code}-other", 0)
        other = {choice.code for choice in item.choices if choice.special == "other"}
        return bool(written) and (not self.guarded or (written >= LEAST and any(set(group) == other for group in told)))

    def _scale(self, item: Item, counts: Tally, people: int) -> dict[str, Any]:
        cut, steps = self.cuts[item.code], kinds.steps(item)
        if not people or (self.guarded and not withholding.is_told(cut)):
            return {}
        told: dict[str, Any] = summing.mean(counts, cut) | {"median": summing.median(counts, cut)}
        if item.kind == "nps":
            told |= summing.recommendation(counts, cut, people)
        elif len(steps) >= 5 and withholding.union(set(steps[-2:]), cut):
            told["top"] = withholding.total(tuple(steps[-2:]), counts) / people
        return told

    def _open(self, item: Item, people: int) -> Figure:
        known = self._base(item, people)
        silent = self.guarded and known is None and (item.required or people == self.people)
        if self.guarded and (people < LEAST or silent):
            return Figure(item.code, item.kind, None)
        if item.kind in kinds.WRITTEN:
            return Figure(item.code, item.kind, known, words=bool(people))
        found = counting.amounts(self.survey, item.code, days=item.kind == "date")
        return Figure(
            item.code, item.kind, known, **summing.amounts(found, guarded=self.guarded, over=self.survey.state in OVER)
        )


NOBODY = Votes(0, 0, 0.0)


def _row(group: Group, people: int | None, base: int) -> Row:
    return Row(group, people, people / base if base and people is not None else None)


def of(survey: Survey) -> tuple[Sequence[Item], Overview, dict[str, Figure]]:
    """All that staff read of a survey on one page."""
    items = items_of(survey.id)
    return items, overview(survey, items), figures(survey, items, guarded=is_guarded(survey))
