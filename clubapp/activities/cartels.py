"""What a cartel says of an activity, and what is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import bindparam, or_, select

from clubapp.activities import scanning, turns
from clubapp.activities.models import Activity
from clubapp.db import AnyRow, Columns, Rows, db, table
from clubapp.museums.models import Museum
from clubapp.posters import rules as posters

PAGE = 20

_activities, _museums = table(Activity), table(Museum)

# These selects are written once and fetch columns: they are what pages wait for.
_CARTELS = select(
    *(_activities.c[name] for name in ("id", "title_fr", "title_en", "points", "limit", "times", "minutes")),
    *(_activities.c[name] for name in ("state", "kind", "room", "opens_at", "closes_at", "hours")),
    *(_museums.c.name.label("museum"), _museums.c.city, _museums.c.accent),
    turns.TAKEN.label("done"),
).select_from(_activities.join(_museums))
# Those visitors may still do, now or from a day to come.
_OFFERED = (
    _activities.c.state == "published",
    or_(_activities.c.closes_at.is_(None), _activities.c.closes_at > bindparam("now")),
)
_SHOWN = _CARTELS.add_columns(
    *(
        _activities.c[name]
        for name in ("text_fr", "text_en", "access_fr", "access_en", "proof", "question_fr", "question_en")
    ),
    _museums.c.code,
).where(_activities.c.id == bindparam("activity_id"), _activities.c.state != "draft")
_NEXT = (
    _CARTELS.where(*_OFFERED, ~turns.TAKEN, _activities.c.id != bindparam("after"))
    .where(or_(_activities.c.opens_at.is_(None), _activities.c.opens_at <= bindparam("now")))
    .order_by((_activities.c.museum_id == bindparam("museum_id")).desc(), _activities.c.id.desc())
    .limit(1)
)


def listing(
    member_id: int | None, *, to_do: bool, museum: str = "", before: int | None = None, count: int = PAGE
) -> Rows:
    """Published activities, newest first: columns for a cartel, with `done`; only those left `to_do` if asked."""
    asked = turns.asked(member_id) | {"museum": museum, "before": before, "count": count}
    return db.session.execute(_listing(to_do, bool(museum), bool(before)), asked).all()


@cache
def _listing(to_do: bool, museum: bool, before: bool) -> Columns:
    """The select of a page of cartels, written once for each way to ask."""
    query = _CARTELS.where(*_OFFERED).order_by(_activities.c.id.desc())
    if to_do:
        query = query.where(~turns.TAKEN)
    if museum:
        query = query.where(_museums.c.code == bindparam("museum"))
    if before:
        query = query.where(_activities.c.id < bindparam("before"))
    return query.limit(bindparam("count"))


def shown(activity_id: int, member_id: int | None) -> AnyRow | None:
    """An activity visitors may see, published or archived since, with its text; None of a draft."""
    return db.session.execute(_SHOWN, turns.asked(member_id) | {"activity_id": activity_id}).one_or_none()


def of_codes(codes: Sequence[str]) -> Rows:
    """The cartels of the activities these poster codes lead to."""
    found = [scanning.found(posters.of(code)) for code in codes]
    return [row for activity in found if activity and (row := shown(activity.id, None))]


def next_for(member_id: int | None, after: AnyRow | None) -> AnyRow | None:
    """One thing to do next, in the same museum if there is one left."""
    left = {"after": after.id, "museum_id": after.museum_id} if after else {"after": 0, "museum_id": 0}
    return db.session.execute(_NEXT, turns.asked(member_id) | left).one_or_none()
