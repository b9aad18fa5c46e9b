"""A survey's answers to take away, a row for each response.

Guarded rows tell no more than the figures do: an answer that these tell together with others is withheld, and what is
written, numbers and days stand in no row. They are given once the survey is over: two exports cannot be subtracted.
In anonymous mode each column is shuffled by itself besides: a row is nobody, and crossing two columns tells nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from clubapp.db import act, db, table
from clubapp.members.models import Member
from clubapp.refusals import Refused
from clubapp.surveys import counting, kinds, withholding
from clubapp.surveys.crossing import NotOverYet
from clubapp.surveys.models import (
    ANONYMOUS,
    CONFIDENTIAL,
    NAMED,
    Answers,
    Choice,
    Item,
    Participation,
    Response,
    Survey,
)
from clubapp.surveys.results import OVER, Figure, Row, Table, figures, is_guarded
from clubapp.surveys.rules import items_of, noted
from clubapp.surveys.withholding import LEAST

WITHHELD = _l("(retenu)")
_responses, _took_part = table(Response).c, table(Participation).c
_draw = random.SystemRandom()

Cell = str | int | Decimal


class TooFew(Refused):
    """Fewer than five answered: each would be known by what they said."""

    says = _l("Moins de cinq personnes ont répondu : leurs réponses ne s'emportent pas.")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the export: what it takes of somebody's answers, as its code and in words; None: withheld."""

    name: str
    item: Item
    about: Choice | None  # the choice, or the line of a matrix
    read: Callable[[Answers], str | None]
    word: Callable[[str], str]


@act
def taken(survey_id: int, *, by: int | None = None) -> Survey:
    """Note that staff take the answers away. Raises NotOverYet, TooFew."""
    survey = db.session.get_one(Survey, survey_id)
    if is_guarded(survey):
        if survey.state not in OVER:
            raise NotOverYet
        if counting.size(survey) < LEAST:
            raise TooFew
    return noted("survey.exported", survey, by)


def columns(survey: Survey) -> list[Column]:
    """The columns of the export of a survey."""
    items = items_of(survey.id)
    found = figures(survey, items, guarded=True) if is_guarded(survey) else None
    questions = [item for item in items if item.kind in kinds.QUESTIONS]
    whole = survey.identity != ANONYMOUS
    return [column for item in questions for column in _columns(item, found[item.code] if found else None, whole)]


def _columns(item: Item, found: Figure | None, whole: bool) -> Iterator[Column]:
    """The columns of a question; `whole`: a row is what one person answered."""
    tables = {each.line: each for each in found.tables} if found else {}
    if item.kind == "multiple":
        shown, choices = (_alone(tables[""].rows) if tables else set()), kinds.columns_of(item)
        if whole and len(shown) < len(choices):  # who made none of the choices that are told made one that is not
            shown = set()
        for choice in choices:
            read = _whether(item.code, choice.code, every=bool(tables) and not tables[""].asked_all)
            told = found is None or choice.code in shown
            yield Column(f"{item.code}_{choice.code}", item, choice, read if told else _nothing, str)
    elif item.kind == "ranking":
        for choice in kinds.columns_of(item):
            told = found is None or (choice.code in found.places and tables[""].asked_all)
            read = _rank(item.code, choice.code) if told else _nothing
            yield Column(f"{item.code}_{choice.code}", item, choice, read, str)
    elif item.kind == "matrix":
        for row in kinds.rows_of(item):
            read = _in_line(item.code, row.code)
            read = _told(read, tables.get(row.code)) if found else read
            yield Column(f"{item.code}_{row.code}", item, row, read, _named(item))
    elif item.kind in kinds.CLOSED:
        read = _told(_one(item.code), tables.get("")) if found else _one(item.code)
        yield Column(item.code, item, None, read, _named(item))
    elif found is None:
        yield Column(item.code, item, None, _one(item.code), str)
    if found is None and any(choice.special == "other" for choice in item.choices):
        yield Column(f"{item.code}-other", item, None, _one(f"{item.code}-other"), str)


def _alone(rows: Sequence[Row]) -> set[str]:
    """The answers that are told by themselves."""
    return {row.codes[0] for row in rows if len(row.codes) == 1 and row.people is not None}


def _one(code: str) -> Callable[[Answers], str | None]:
    return lambda answers: (answers.get(code) or [""])[0]


def _in_line(code: str, row: str) -> Callable[[Answers], str | None]:
    start = f"{row}:"
    return lambda answers: next((v.removeprefix(start) for v in answers.get(code, ()) if v.startswith(start)), "")


def _rank(code: str, choice: str) -> Callable[[Answers], str | None]:
    return lambda answers: str(answers[code].index(choice) + 1) if choice in answers.get(code, ()) else ""


def _whether(code: str, choice: str, *, every: bool) -> Callable[[Answers], str | None]:
    """Whether a choice was made: 1 or 0, nothing where the question was not answered, unless that must not be seen."""
    return lambda answers: str(int(choice in answers.get(code, ()))) if every or code in answers else ""


def _nothing(_answers: Answers) -> None:
    return None


def _told(read: Callable[[Answers], str | None], table: Table | None) -> Callable[[Answers], str | None]:
    shown = _alone(table.rows) if table else set()
    if table and table.rows and table.asked_all:
        shown.add("")
    if not shown - {""}:
        return _nothing
    return lambda answers: said if (said := read(answers)) in shown else None


def _named(item: Item) -> Callable[[str], str]:
    names = {code: name if isinstance(name, str) else name.label_fr for code, name in kinds.names(item).items()}
    return lambda code: names.get(code, code)


def people_columns(survey: Survey) -> list[str]:
    """What is told of whoever answered."""
    return {NAMED: [_("nom"), _("jour")], CONFIDENTIAL: [_("pseudonyme"), _("jour")]}.get(survey.identity, [])


def rows(survey: Survey, of: Sequence[Column], *, words: bool = False) -> Iterator[list[Cell]]:
    """A row for each response that is counted, in the order of numbers drawn at random; in anonymous mode, of none."""
    told = _rows(survey, of, words=words)
    return _scattered(list(told)) if survey.identity == ANONYMOUS else told


def _scattered(whole: list[list[Cell]]) -> Iterator[list[Cell]]:
    """These rows, each of their columns shuffled by itself."""
    kept = [_draw.sample(column, len(column)) for column in zip(*whole, strict=True)]
    return map(list, zip(*kept, strict=True))


def _rows(survey: Survey, of: Sequence[Column], *, words: bool) -> Iterator[list[Cell]]:
    days = _days(survey)
    name = table(Member).c.display_name if survey.identity == NAMED else _responses.pseudonym
    query = select(_responses.answers, _responses.day, name).where(counting.counted(survey)).order_by(_responses.id)
    if survey.identity == NAMED:
        joined = table(Response).outerjoin(table(Participation), _took_part.response_id == _responses.id)
        query = query.select_from(joined.outerjoin(table(Member), table(Member).c.id == _took_part.member_id))
    for answers, day, who in db.session.execute(query):
        said = [column.read(answers) for column in of]
        cells: list[Cell] = [
            str(WITHHELD) if value is None else _cell(column.item, column.word(value) if words else value)
            for column, value in zip(of, said, strict=True)
        ]
        yield [who or "", days.get(str(day), str(WITHHELD)), *cells] if people_columns(survey) else cells


def _cell(item: Item, value: str) -> Cell:
    if item.kind == "number" and value:
        return Decimal(value)
    return int(value) if value.isascii() and value.isdecimal() and (value == "0" or value[0] != "0") else value


def _days(survey: Survey) -> Mapping[str, str]:
    """What is told of each day: itself, or days that follow each other where too few answered on it."""
    per_day = select(_responses.day, func.count()).where(counting.counted(survey), _responses.day.is_not(None))
    counts = {day.isoformat(): people for day, people in db.session.execute(per_day.group_by(_responses.day))}
    if not is_guarded(survey):
        return {day: day for day in counts}
    cut = withholding.groups(withholding.halved(sorted(counts)), counts)
    return {day: group[0] if len(group) == 1 else f"{group[0]}/{group[-1]}" for group in cut for day in group}


def written(survey: Survey) -> Iterator[tuple[str, str]]:
    """What was written to each question, by its code, each time in another order: who wrote one wrote no other here."""
    items = items_of(survey.id)
    found = figures(survey, items, guarded=is_guarded(survey))
    for item in items:
        figure = found.get(item.code)
        for code in [item.code] * bool(figure and figure.words) + [f"{item.code}-other"] * bool(
            figure and figure.others
        ):
            texts = [row.words for row in counting.texts(survey, code)]
            _draw.shuffle(texts)
            yield from ((code, words) for words in texts)
