"""Whether taking part in an activity counts now: its days, its hours, how often, how many times in all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clubapp import clock
from clubapp.activities import hours, turns
from clubapp.activities.models import Activity, Tally
from clubapp.activities.turns import Next
from clubapp.db import AnyRow, act, db, inserting, table

_tallies = table(Tally).c


@dataclass(frozen=True, slots=True)
class Verdict:
    """A result of a scan, the turn it takes if it counts, and when the same would count if it does not now."""

    result: str
    turn: Next | None = None
    again_at: datetime | None = None


def judge(member_id: int, activity: AnyRow | None, seen_at: datetime, lacks: str | None = None) -> Verdict:
    """Judge taking part now, by a member whose account is held; hours are those of the moment it was `seen_at`.

    `lacks` is the result when nothing else stands in the way but the proof.
    """
    if activity is None:
        return Verdict("unknown")
    if not is_offered(activity):
        return Verdict("closed", again_at=opens(activity))
    turn = turns.following(member_id, activity)
    if turn.about is None:
        again_at = turn.again_at and _open_from(activity, turn.again_at)
        return Verdict("cooldown" if again_at else "already", again_at=again_at)
    if not hours.read(activity.hours).hold(seen_at):
        return Verdict("closed", again_at=opens(activity))
    if lacks:
        return Verdict(lacks)
    if activity.ceiling and not _count(activity):
        return Verdict("ceiling", again_at=opens_tomorrow(activity))
    return Verdict("credited", turn)


def is_offered(activity: Activity | AnyRow) -> bool:
    """Whether this is a day when visitors may take part."""
    begun = activity.opens_at is None or activity.opens_at <= clock.now()
    return activity.state == "published" and begun and not is_over(activity)


def is_open(activity: Activity | AnyRow, seen_at: datetime) -> bool:
    """Whether an activity is offered, and its doors were open at this moment."""
    return is_offered(activity) and hours.read(activity.hours).hold(seen_at)


def is_over(activity: Activity | AnyRow) -> bool:
    """Whether its days are behind us, or staff have archived it."""
    return activity.state == "archived" or (activity.closes_at is not None and activity.closes_at <= clock.now())


def opens(activity: Activity | AnyRow) -> datetime | None:
    """When an activity that is closed now opens; None of one that is open, or over."""
    now = clock.now()
    opening = _open_from(activity, now)
    return opening if opening and opening > now else None


def opens_tomorrow(activity: Activity | AnyRow) -> datetime | None:
    """The first moment after today when an activity is open, if there is one still."""
    return _open_from(activity, clock.midnight_after(clock.today()))


def _open_from(activity: Activity | AnyRow, instant: datetime) -> datetime | None:
    """The first moment from this instant when an activity is open, if there is one still."""
    if activity.state != "published":
        return None
    begins = max(instant, activity.opens_at or instant)
    opening = hours.read(activity.hours).next(begins)
    return opening if activity.closes_at is None or opening < activity.closes_at else None


@act
def _count(activity: AnyRow) -> bool:
    """Count one more time today, all members together; False when the ceiling is reached."""
    one = inserting(table(Tally)).values(activity_id=activity.id, day=clock.today(), count=1)
    more = {"set_": {"count": _tallies.count + 1}, "where": _tallies.count < activity.ceiling}
    counted = one.on_conflict_do_update(index_elements=["activity_id", "day"], **more).returning(_tallies.count)
    return db.session.scalar(counted) is not None
