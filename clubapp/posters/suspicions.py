"""What looks odd in the scans of the last weeks, from what is kept anyway; nobody's device is followed.

A suspicion accuses nobody: it says what was seen, and staff look. Scans are taken at the time their device gave, so
that a telephone which was offline, and sends a whole visit at once in the evening, is not suspect; those of which no
time is known are left aside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Function,
    Integer,
    Subquery,
    and_,
    case,
    cast,
    distinct,
    extract,
    func,
    or_,
    select,
)

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
    def minutes(self) -> int:
        """How long it took, in minutes begun."""
        return max(1, -(-self.facts.seconds // 60))


def seen(museum_id: int | None = None) -> list[Suspicion]:
    """Everything odd of the last weeks, of one museum if named, the latest first."""
    found = [*_hurried(), *_far_apart(), *_by_night()]
    here = [each for each in found if museum_id is None or museum_id in each.museum_ids]
    return sorted(here, key=lambda each: each.at, reverse=True)


def _credited() -> CTE:
    """The scans credited lately of which the time is known, each with its moment, and the second that moment is in."""
    scan, poster = table(Scan).c, table(Poster).c
    moment = func.coalesce(scan.scanned_at, scan.received_at)
    late = _seconds(scan.received_at) - _seconds(scan.scanned_at)
    return (
        select(
            scan.id, scan.member_id, scan.poster_id, poster.code, poster.place, poster.museum_id, table(Museum).c.city
        )
        .add_columns(moment.label("moment"), _seconds(moment).label("second"))
        .select_from(table(Scan).join(table(Poster)).join(table(Museum)))
        .where(scan.result == "credited", scan.received_at > clock.now() - SINCE)
        .where(or_(scan.scanned_at.is_(None), late < _whole(OLDEST)))
        .cte("credited")
        .prefix_with("MATERIALIZED")  # read several times: its seconds are worked out once
    )


def _whole(span: timedelta) -> int:
    return int(span.total_seconds())


def _seconds(moment: ColumnElement[Any]) -> ColumnElement[int]:
    return cast(extract("epoch", moment), Integer)


def _hurried() -> Iterator[Suspicion]:
    """Members who scanned many different posters at once, each day's largest haul."""
    scans = _credited()
    second = scans.c.second
    since = second - func.lag(second).over(partition_by=[scans.c.member_id, scans.c.poster_id], order_by=second)
    fresh = (
        select(scans.c.member_id, scans.c.museum_id, scans.c.moment, second)
        .add_columns(case((since <= _whole(AT_ONCE), 0), else_=1).label("counts"))  # a poster scanned again is not
        .where(scans.c.member_id.is_not(None))
        .subquery()
    )

    def at_once(what: Function[Any]) -> ColumnElement[Any]:
        return what.over(partition_by=fresh.c.member_id, order_by=fresh.c.second, range_=(-_whole(AT_ONCE), 0))

    hauls = select(
        *(fresh.c.member_id, fresh.c.moment, fresh.c.second, at_once(func.sum(fresh.c.counts)).label("count")),
        (fresh.c.second - at_once(func.min(fresh.c.second))).label("seconds"),
        at_once(func.min(fresh.c.museum_id)).label("museum_id"),
        at_once(func.max(fresh.c.museum_id)).label("other_id"),
    ).subquery()
    day = [hauls.c.member_id, hauls.c.second // _whole(DAY)]
    rank = func.row_number().over(partition_by=day, order_by=[hauls.c.count.desc(), hauls.c.second.desc()])
    ranked = select(hauls, rank.label("rank")).where(hauls.c.count >= MANY).subquery()
    for row in _latest(select(ranked).where(ranked.c.rank == 1), ranked):
        yield Suspicion("hurried", row.moment, _once(row.museum_id, row.other_id), row)


def _far_apart() -> Iterator[Suspicion]:
    """Members seen at museums of two cities with too little time between."""
    scans = _credited()

    def before(column: ColumnElement[Any]) -> ColumnElement[Any]:
        return func.lag(column).over(partition_by=scans.c.member_id, order_by=[scans.c.second, scans.c.id])

    steps = (
        select(scans, before(scans.c.museum_id).label("other_id"), before(scans.c.city).label("other_city"))
        .add_columns((scans.c.second - before(scans.c.second)).label("seconds"))
        .where(scans.c.member_id.is_not(None))
        .subquery()
    )
    near = select(steps).where(steps.c.city != steps.c.other_city, steps.c.seconds < _whole(APART))
    for row in _latest(near, steps):
        yield Suspicion("far_apart", row.moment, _once(row.other_id, row.museum_id), row)


def _latest(found: Columns, among: Subquery) -> Rows:
    """The latest of what was found of members, with their names."""
    named = found.add_columns(Member.display_name).join(Member, Member.id == among.c.member_id)
    return db.session.execute(named.order_by(among.c.moment.desc()).limit(SHOWN)).all()


def _by_night() -> Iterator[Suspicion]:
    """Posters scanned mostly while museums sleep."""
    scans = _credited()
    shown = _in_paris(scans.c.second)
    hour, noon = shown % _whole(DAY) // 3600, (shown - _whole(DAY) // 2) // _whole(DAY)
    night = or_(hour >= CLOSED, hour < OPENED)
    by_night, nights = func.count().filter(night), func.count(distinct(noon)).filter(night)  # a night follows one noon
    last = func.max(scans.c.moment).filter(night)
    of = (scans.c.poster_id, scans.c.code, scans.c.place, scans.c.museum_id)
    rows = db.session.execute(
        select(*of, func.count().label("count"), by_night.label("by_night"), nights.label("nights"))
        .add_columns(last.label("moment"))
        .group_by(*of)
        .having(and_(by_night >= BY_NIGHT, 2 * by_night > func.count(), nights >= NIGHTS))
        .order_by(last.desc())
        .limit(SHOWN)
    )
    for row in rows:
        yield Suspicion("by_night", row.moment, (row.museum_id,), row)


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
