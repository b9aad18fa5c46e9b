"""How often an activity counts for a member: once, once a day, some times a week, every so many minutes.

The ledger's key says it: "activity:7", "activity:7@2026-11-22", "activity:7@2026-11-23#2" (the second time of the week
that begins that Monday), "activity:7#3". Judged and taken under the member's account, so that a herd finds one turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, case, cast, exists, literal, select

from clubapp import clock
from clubapp.activities.models import DONE, Activity, Turn
from clubapp.db import AnyRow, act, db, inserting, table
from clubapp.points import ledger

_activities, _turns = table(Activity).c, table(Turn).c
_TURN = select(table(Turn)).where(
    _turns.member_id == bindparam("member_id"), _turns.activity_id == bindparam("activity_id")
)

# Whether a member has no more to collect from an activity for now: ever, today, this week or for some minutes.
_KEY = literal("activity:") + cast(_activities.id, String)
_LAST_KEY = case(
    (_activities.limit == "daily", _KEY + bindparam("today")),
    (_activities.limit == "weekly", _KEY + bindparam("week") + cast(_activities.times, String)),
    else_=_KEY,
)
_RESTS = exists().where(
    _turns.member_id == bindparam("member_id"),
    _turns.activity_id == _activities.id,
    _turns.again_at > bindparam("now"),
)
TAKEN: ColumnElement[bool] = case(
    (_activities.limit == "spaced", _RESTS),
    else_=ledger.holds(bindparam("member_id"), because=DONE, about=_LAST_KEY),
)


def asked(member_id: int | None) -> dict[str, Any]:
    """What TAKEN asks of who reads."""
    week = f"@{clock.monday()}#"
    return {"member_id": member_id, "today": f"@{clock.today()}", "week": week, "now": clock.now()}


@dataclass(frozen=True, slots=True)
class Next:
    """A member's next turn: the ledger's key if it may be taken now, else when it opens, if it ever does."""

    about: str | None
    again_at: datetime | None = None
    number: int = 1


def following(member_id: int, activity: AnyRow) -> Next:
    """The next turn of a member; whoever takes it holds their account."""
    thing = f"activity:{activity.id}"
    match activity.limit:
        case "once":
            return _free(member_id, [thing], None)
        case "daily":
            return _free(member_id, [f"{thing}@{clock.today()}"], clock.midnight_after(clock.today()))
        case "weekly":
            week = [f"{thing}@{clock.monday()}#{number}" for number in range(1, activity.times + 1)]
            return _free(member_id, week, clock.midnight_of(clock.monday() + timedelta(days=7)))
    last = db.session.execute(_TURN, {"member_id": member_id, "activity_id": activity.id}).one_or_none()
    if last and last.again_at > clock.now():
        return Next(None, last.again_at)
    number = last.times + 1 if last else 1
    return Next(f"{thing}#{number}", number=number)


def _free(member_id: int, keys: list[str], again_at: datetime | None) -> Next:
    """The first of these keys that the ledger does not hold."""
    left = (key for key in keys if not ledger.has(member_id, because=DONE, about=key))
    return Next(next(left, None), again_at)


@act
def take(member_id: int, activity: AnyRow, turn: Next, *, by: int | None = None) -> int:
    """Credit a turn, by an agent if one vouches for it; return the member's balance."""
    assert turn.about
    if activity.limit == "spaced":
        _rest(member_id, activity, turn.number)
    what = {
        "because": DONE,
        "about": turn.about,
        "category": activity.category or None,
        "museum_id": activity.museum_id,
    }
    ledger.credit(member_id, activity.points, by=by, **what)
    return ledger.balance(member_id)


def _rest(member_id: int, activity: AnyRow, number: int) -> None:
    """Note when the activity comes back to this member."""
    taken = {"times": number, "again_at": clock.now() + timedelta(minutes=activity.minutes)}
    written = inserting(table(Turn)).values(member_id=member_id, activity_id=activity.id, **taken)
    db.session.execute(written.on_conflict_do_update(index_elements=["member_id", "activity_id"], set_=taken))
