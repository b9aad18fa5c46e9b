"""What looks odd in the scans of the last weeks, from what is kept anyway; nobody's device is followed.

A suspicion accuses nobody: it says what was seen, and staff look. Scans are taken at the time their device gave, so
that a telephone which was offline, and sends a whole visit at once in the evening, is not suspect; those of which no
time is known are left aside. A month is read once for each pattern, from an index and in no order but one sort; what
takes more is done for the few members and posters that the first reading names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Function, Subquery, and_, case, distinct, func, or_, select

from clubapp import clock
from clubapp.db import AnyRow, Columns, Rows, db, table
from clubapp.members.models import Member
from clubapp.museums.models import Museum
from clubapp.posters.models import Poster, Scan
from clubapp.posters.rules import OLDEST

DAY = timedelta(days=1)
SINCE = 30 * DAY
SHOWN = 40  # of each kind

MANY, AT_ONCE = 10, timedelta(minutes=4)  # so many different posters cannot be looked at in so little time
APART = timedelta(minutes=10)  # nobody goes from a museum of one city to one of another in less
CLOSED, OPENED = 22, 7  # o'clock, in Paris: no museum of the network is open between the two
BY_NIGHT, NIGHTS = 6, 3  # of so many scans, over so many nights, one is odd; an evening event is a single night


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What was seen, at which museums, last `at` which moment; `facts` are those its sentence tells.

    `kind` is `hurried` or `far_apart`, of a member, or `by_night`, of a poster.
    """

    kind: str
    at: datetime
    museum_ids: tuple[int, ...]
    facts: AnyRow

    @property
    def seconds(self) -> tuple[int, int]:
        """The seconds of its first and its last scan, since 1970."""
        return self.facts.second - self.facts.seconds, self.facts.second

    @property
    def minutes(self) -> int:
        """How long it took, in minutes begun."""
        return max(1, -(-self.facts.seconds // 60))


def seen(museum_id: int | None = None) -> list[Suspicion]:
    """Everything odd of the last weeks, of one museum if named, the latest first."""
    found = [*_hurried(), *_far_apart(), *_by_night()]
    here = [each for each in found if museum_id is None or museum_id in each.museum_ids]
    return sorted(here, key=lambda each: each.at, reverse=True)


def scans_of(member_id: int, first: int, last: int, *, count: int = 100) -> Rows:
    """A member's credited scans from one second to another, each with when it arrived and where its poster leads."""
    wanted = (Scan.member_id == member_id, Scan.second >= first, Scan.second <= last, Scan.result == "credited")
    found = select(Scan.second, Scan.received_at, Poster.leads_to).join(Poster, Poster.id == Scan.poster_id)
    return db.session.execute(found.where(*wanted).order_by(Scan.second, Scan.id).limit(count)).all()


_scan = table(Scan).c


def _lately() -> ColumnElement[bool]:
    """The scans credited in the last weeks, of which the time is known."""
    return _scan.second > _whole_of(clock.now() - SINCE)


def _whole(span: timedelta) -> int:
    return int(span.total_seconds())


def _whole_of(instant: datetime) -> int:
    return int(instant.timestamp())


def _hurried() -> Iterator[Suspicion]:
    """Members who scanned many different posters at once, each day's largest haul."""
    member_id, second = _scan.member_id, _scan.second
    first = func.lag(second, MANY - 1).over(partition_by=member_id, order_by=second)  # of so many, of whatever posters
    spans = select(member_id, (second - first).label("took")).where(_lately(), member_id.is_not(None)).subquery()
    in_haste = select(spans.c.member_id).where(spans.c.took <= _whole(AT_ONCE))
    since = second - func.lag(second).over(partition_by=[member_id, _scan.poster_id], order_by=second)
    fresh = (
        select(member_id, table(Poster).c.museum_id, second)
        .add_columns(case((since <= _whole(AT_ONCE), 0), else_=1).label("counts"))  # a poster scanned again is not
        .select_from(table(Scan).join(table(Poster)))
        .where(_lately(), member_id.in_(in_haste))
        .subquery()
    )

    def at_once(what: Function[Any]) -> ColumnElement[Any]:
        return what.over(partition_by=fresh.c.member_id, order_by=fresh.c.second, range_=(-_whole(AT_ONCE), 0))

    hauls = select(
        *(fresh.c.member_id, fresh.c.second, at_once(func.sum(fresh.c.counts)).label("count")),
        (fresh.c.second - at_once(func.min(fresh.c.second))).label("seconds"),
        at_once(func.min(fresh.c.museum_id)).label("museum_id"),
        at_once(func.max(fresh.c.museum_id)).label("other_id"),
    ).subquery()
    day = [hauls.c.member_id, hauls.c.second // _whole(DAY)]
    rank = func.row_number().over(partition_by=day, order_by=[hauls.c.count.desc(), hauls.c.second.desc()])
    ranked = select(hauls, rank.label("rank")).where(hauls.c.count >= MANY).subquery()
    for row in _latest(select(ranked).where(ranked.c.rank == 1), ranked):
        yield Suspicion("hurried", _moment(row.second), _once(row.museum_id, row.other_id), row)


def _far_apart() -> Iterator[Suspicion]:
    """Members seen at museums of two cities with too little time between."""

    def before(column: ColumnElement[Any]) -> ColumnElement[Any]:
        return func.lag(column).over(partition_by=_scan.member_id, order_by=[_scan.second, _scan.id])

    steps = (
        select(_scan.member_id, _scan.second, _scan.poster_id, before(_scan.poster_id).label("other_id"))
        .add_columns((_scan.second - before(_scan.second)).label("seconds"))
        .where(_lately(), _scan.member_id.is_not(None))
        .subquery()
    )
    (here, at), (there, then) = ((table(Poster).alias(), table(Museum).alias()) for _ in range(2))
    near = (
        select(steps.c.member_id, steps.c.second, steps.c.seconds)
        .add_columns(
            at.c.id.label("museum_id"), at.c.city, then.c.id.label("other_id"), then.c.city.label("other_city")
        )
        .join(here, here.c.id == steps.c.poster_id)
        .join(at, at.c.id == here.c.museum_id)
        .join(there, there.c.id == steps.c.other_id)
        .join(then, then.c.id == there.c.museum_id)
        .where(at.c.city != then.c.city, steps.c.seconds < _whole(APART))
    )
    for row in _latest(near, steps):
        yield Suspicion("far_apart", _moment(row.second), _once(row.other_id, row.museum_id), row)


def _latest(found: Columns, among: Subquery) -> Rows:
    """The latest of what was found of members, with their names."""
    named = found.add_columns(Member.display_name).join(Member, Member.id == among.c.member_id)
    return db.session.execute(named.order_by(among.c.second.desc()).limit(SHOWN)).all()


def _by_night() -> Iterator[Suspicion]:
    """Posters scanned mostly while museums sleep."""
    shown = _in_paris(_scan.second)
    hour, noon = shown % _whole(DAY) // 3600, (shown - _whole(DAY) // 2) // _whole(DAY)
    night = or_(hour >= CLOSED, hour < OPENED)
    by_night, nights = func.count().filter(night), func.count(distinct(noon)).filter(night)  # a night follows one noon
    poster_id = _scan.poster_id + 0  # or SQLite reads all the scans there ever were, in the order of another index
    awake = select(poster_id).where(_lately(), night).group_by(poster_id).having(func.count() >= BY_NIGHT)
    last = func.max(_scan.second).filter(night)
    poster = table(Poster).c
    of = (poster.id, poster.code, poster.place, poster.museum_id)
    rows = db.session.execute(
        select(
            poster.id.label("poster_id"),
            *of[1:],
            func.count().label("count"),
            by_night.label("by_night"),
            nights.label("nights"),
        )
        .add_columns(last.label("second"))
        .select_from(table(Scan).join(table(Poster)))
        .where(_lately(), _scan.poster_id.in_(awake))
        .group_by(*of)
        .having(and_(2 * by_night > func.count(), nights >= NIGHTS))
        .order_by(last.desc())
        .limit(SHOWN)
    )
    for row in rows:
        yield Suspicion("by_night", _moment(row.second), (row.museum_id,), row)


def _moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)


def _in_paris(second: ColumnElement[int]) -> ColumnElement[int]:
    """What a clock in Paris showed, in seconds; Europe's clocks change at one o'clock in UTC."""

    def ahead(day: date) -> int:
        return _whole(datetime.combine(day, time(12), clock.PARIS).utcoffset() or timedelta())

    days = [clock.today() - timedelta(days=ago) for ago in range((SINCE + OLDEST).days + 2)]
    changes = [
        (second >= int(datetime.combine(day, time(1), UTC).timestamp()), ahead(day))
        for day, before in pairwise(days)
        if ahead(day) != ahead(before)
    ]
    return second + (case(*changes, else_=ahead(days[-1])) if changes else ahead(days[0]))


def _once(*numbers: int) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))
