"""Counting answers in the base: as many rows come back for fifty people as for twenty thousand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Float,
    FromClause,
    String,
    TableValuedAlias,
    and_,
    case,
    cast,
    func,
    literal,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB

from clubapp.db import AnyRow, Rows, db, table
from clubapp.surveys.models import Draft, Participation, Response, Survey

Tally = dict[str, int]  # how many people, by answer
_responses, _drafts, _took_part = table(Response).c, table(Draft).c, table(Participation).c


def counted(survey: Survey) -> ColumnElement[bool]:
    """The condition that a response is counted: sent, and told."""
    return and_(_responses.survey_id == survey.id, _responses.told.is_(True))


def size(survey: Survey) -> int:
    """How many responses are counted."""
    return db.session.scalar(select(func.count()).where(counted(survey))) or 0


# The two engines open JSON alike, under other names: what follows alone knows which is there.


def _sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def _questions() -> TableValuedAlias:
    """The questions a response answers, each with its answers: rows of a key and a value."""
    opened = func.json_each if _sqlite() else func.jsonb_each
    return opened(_responses.answers).table_valued("key", "value", name="asked")


def _each(answers: ColumnElement[Any], name: str = "said") -> TableValuedAlias:
    """The answers to a question, in order: rows of a value and a place, the first one `_first`."""
    if _sqlite():
        return func.json_each(answers).table_valued("value", "key", name=name)
    texts = func.jsonb_array_elements_text(answers)
    return texts.table_valued("value", with_ordinality="key", name=name).render_derived()


def _opened(*of: TableValuedAlias) -> FromClause:
    """The responses beside what is opened of each."""
    source: FromClause = table(Response)
    for each in of:
        source = source.join(each, true())
    return source


def _first() -> int:
    return 0 if _sqlite() else 1


def _of(code: str) -> ColumnElement[Any]:
    """The answers of a response to one question."""
    if _sqlite():
        return func.json_extract(_responses.answers, f'$."{code}"')
    return _responses.answers.op("->")(code)


@dataclass(frozen=True, slots=True)
class Votes:
    """How many people gave an answer, how many put it first, and its mean place, from 1 on, among their answers."""

    people: int
    first: int
    place: float


def votes(survey: Survey, codes: Collection[str]) -> dict[str, dict[str, Votes]]:
    """What was answered to each of these closed questions, by its code and by answer."""
    asked = _questions()
    said = _each(asked.c.value)
    place = said.c.key - _first()
    columns = (asked.c.key, said.c.value, func.count(), func.sum(case((place == 0, 1), else_=0)), func.avg(place))
    rows = db.session.execute(
        select(*columns)
        .select_from(_opened(asked, said))
        .where(counted(survey), asked.c.key.in_(codes))
        .group_by(asked.c.key, said.c.value)
    )
    found: dict[str, dict[str, Votes]] = {code: {} for code in codes}
    for code, value, people, first, mean in rows:
        found[code][value] = Votes(people, int(first), float(mean) + 1)
    return found


def answered(survey: Survey) -> Tally:
    """How many answered each question, by its code, and gave the words of each “other”."""
    asked = _questions()
    query = select(asked.c.key, func.count()).select_from(_opened(asked)).where(counted(survey))
    rows = db.session.execute(query.group_by(asked.c.key))
    return {code: people for code, people in rows}


def amounts(survey: Survey, code: str, *, days: bool = False) -> AnyRow:
    """Of the numbers, or days, answered: people, mean, median, lowest, highest, how often the commonest was."""
    said = _each(_of(code))
    value = said.c.value if days else cast(said.c.value, Float)
    return _middle(value, _opened(said), counted(survey), days=days)


def seconds(survey: Survey) -> AnyRow:
    """Of the time it took those who sent their answers: as `amounts`."""
    return _middle(cast(_took_part.seconds, Float), table(Participation), _took_part.survey_id == survey.id)


def _middle(value: ColumnElement[Any], of: FromClause, where: ColumnElement[bool], *, days: bool = False) -> AnyRow:
    ranked = select(
        value.label("value"),
        func.row_number().over(order_by=value).label("rank"),
        func.count().over().label("count"),
        func.count().over(partition_by=value).label("times"),
    )
    ranked = ranked.select_from(of).where(where)
    each = ranked.subquery().c
    middle = each.rank * 2
    median: ColumnElement[Any] = func.min(each.value).filter(middle.in_((each.count, each.count + 1)))
    mean: ColumnElement[Any] = literal(None)
    if not days:
        median = func.avg(each.value).filter(middle.between(each.count, each.count + 2))
        mean = func.avg(each.value)
    columns = (func.count().label("people"), mean.label("mean"), median.label("median"))
    ends = (func.min(each.value).label("lowest"), func.max(each.value).label("highest"))
    return db.session.execute(select(*columns, *ends, func.max(each.times).label("times"))).one()


@dataclass(frozen=True, slots=True)
class Side:
    """What is read of a response for one side of a table: its answers to a question, or to a line of a matrix.

    `first` reads the first alone; `whether` only whether there is one.
    """

    code: str
    line: str = ""
    first: bool = False
    whether: bool = False


def pairs(survey: Survey, one: Side, other: Side) -> dict[tuple[str, str], int]:
    """How many gave each pair of answers; nothing stands for no answer."""
    left, right = _each(_of(one.code), "one"), _each(_of(other.code), "other")
    columns = (func.coalesce(_told(one, left), ""), func.coalesce(_told(other, right), ""))
    source = table(Response).outerjoin(left, _read(one, left)).outerjoin(right, _read(other, right))
    query = select(*columns, func.count()).select_from(source).where(counted(survey)).group_by(*columns)
    return {(here, there): people for here, there, people in db.session.execute(query)}


def _told(side: Side, said: TableValuedAlias) -> ColumnElement[Any]:
    if side.whether:
        return case((said.c.value.is_not(None), "*"))
    return func.substr(said.c.value, len(side.line) + 2) if side.line else said.c.value


def _read(side: Side, said: TableValuedAlias) -> ColumnElement[bool]:
    if side.first or side.whether:
        return said.c.key == _first()
    return func.substr(said.c.value, 1, len(side.line) + 1) == f"{side.line}:" if side.line else true()


def under_way(survey: Survey) -> dict[int, int]:
    """How many drafts have come to each section, and not been sent."""
    rows = db.session.execute(
        select(_drafts.section, func.count()).where(_drafts.survey_id == survey.id).group_by(_drafts.section)
    )
    return {section: people for section, people in rows}


def sent(survey: Survey) -> int:
    """How many sent their answers."""
    return db.session.scalar(select(func.count()).where(_took_part.survey_id == survey.id)) or 0


def writers(survey: Survey, code: str) -> Sequence[bytes]:
    """The numbers of the responses where something was written to a question."""
    return db.session.scalars(select(_responses.id).where(counted(survey), _written(code).is_not(None))).all()


def texts(survey: Survey, code: str, among: Collection[bytes] | None = None) -> Rows:
    """What was written to a question, in these responses if they are told, with their numbers and their tags."""
    words = _written(code)
    query = select(_responses.id, words.label("words"), _responses.tags).where(counted(survey), words.is_not(None))
    return db.session.execute(query if among is None else query.where(_responses.id.in_(among)))  # type: ignore[return-value]


def _written(code: str) -> ColumnElement[Any]:
    return Response.answers[(code, 0)].as_string()


def tags(survey: Survey, code: str) -> Tally:
    """How many texts answered to a question bear each tag, the commonest first."""
    marked: ColumnElement[Any] = func.json_extract(_responses.tags, f'$."{code}"')
    if not _sqlite():
        marked = cast(_responses.tags, JSONB).op("->")(code)
    given = _each(marked)
    tag = cast(given.c.value, String)
    query = (
        select(tag, func.count())
        .select_from(_opened(given))
        .where(counted(survey))
        .group_by(tag)
        .order_by(func.count().desc(), tag)
    )
    return {words: times for words, times in db.session.execute(query)}
