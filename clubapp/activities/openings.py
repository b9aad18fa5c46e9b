"""Opening hours as the base reads them: which activities are open at an instant, and which will be, in one select.

An activity that is not always open has a row for each of its windows of the week, in minutes since Monday's midnight
on the clocks of Paris: “open now” compares one number with them, whatever the season. They are written with the
activity, never apart.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BindParameter, Date, and_, bindparam, delete, exists, insert, or_

from clubapp import clock
from clubapp.activities.hours import DAY, Hours
from clubapp.activities.models import Activity, Opening, Tally
from clubapp.db import act, db, table

_activities, _openings, _tallies = table(Activity).c, table(Opening), table(Tally).c
_NOW: BindParameter[datetime] = bindparam("now")
_MINUTE: BindParameter[int] = bindparam("minute")

# Those visitors may take part in, now or from a day to come.
OFFERED = and_(
    _activities.state == "published",
    or_(_activities.closes_at.is_(None), _activities.closes_at > _NOW),
)
# Those that gave, all members together, what they give in a day.
FULL = and_(
    _activities.ceiling > 0,
    exists().where(
        _tallies.activity_id == _activities.id,
        _tallies.day == bindparam("day", type_=Date),
        _tallies.count >= _activities.ceiling,
    ),
)
OPEN = and_(
    ~FULL,
    or_(_activities.opens_at.is_(None), _activities.opens_at <= _NOW),
    or_(
        _activities.hours == "",
        exists().where(
            _openings.c.activity_id == _activities.id, _openings.c.since <= _MINUTE, _openings.c.until > _MINUTE
        ),
    ),
)
# Of those that are offered and closed: whether their doors open once more before their last day is over.
LATER = and_(~OPEN, or_(_activities.closes_at.is_(None), _activities.last_opening > _NOW))


def minute() -> int:
    """How many minutes of the week have passed on the clocks of Paris."""
    local = clock.now().astimezone(clock.PARIS)
    return local.weekday() * DAY + local.hour * 60 + local.minute


def last(hours: Hours, opens_at: datetime | None, closes_at: datetime | None) -> datetime | None:
    """When an activity with a last day opens for the last time; None of one without, or that never opens."""
    return hours.last(opens_at, closes_at) if closes_at else None


@act
def lay(activity_id: int, hours: Hours) -> None:
    """Write the windows of an activity's week, in place of those it had."""
    db.session.execute(delete(_openings).where(_openings.c.activity_id == activity_id))
    rows = [{"activity_id": activity_id, "since": since, "until": until} for since, until in hours.windows()]
    if rows:
        db.session.execute(insert(_openings), rows)
