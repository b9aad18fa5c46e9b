"""What a cartel says of an activity, and what is left to do: so many rows are read as a page shows, no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import Integer, and_, bindparam, or_, select

from clubapp import clock
from clubapp.activities import openings, scanning, turns
from clubapp.activities.models import Activity
from clubapp.activities.openings import FULL, LATER, OFFERED, OPEN
from clubapp.db import AnyRow, Columns, Rows, db, table
from clubapp.museums.models import Museum
from clubapp.pictures import rules as pictures
from clubapp.posters import rules as posters

PAGE = 20

_activities, _museums = table(Activity), table(Museum)

# These selects are written once and fetch columns: they are what pages wait for.
_CARTELS = pictures.beside(
    _activities,
    select(
        *(_activities.c[name] for name in ("id", "title_fr", "title_en", "points", "limit", "times", "minutes")),
        *(_activities.c[name] for name in ("state", "kind", "category", "room", "opens_at", "closes_at", "hours")),
        _activities.c.prototype,
        *(_museums.c.name.label("museum"), _museums.c.city, _museums.c.accent),
        turns.TAKEN.label("done"),
        FULL.label("full"),
    ).select_from(_activities.join(_museums)),
)
_SHOWN = _CARTELS.add_columns(
    *(
        _activities.c[name]
        for name in ("text_fr", "text_en", "access_fr", "access_en", "proof", "question_fr", "question_en", "debrief")
    ),
    _museums.c.code,
).where(_activities.c.id == bindparam("activity_id"), _activities.c.state != "draft")
# Those on trial are for members alone.
_FOR_READER = or_(~_activities.c.prototype, bindparam("member_id", type_=Integer).is_not(None))
_NEXT = (
    _CARTELS.where(OFFERED, OPEN, ~turns.TAKEN, _FOR_READER, _activities.c.id != bindparam("after"))
    .order_by((_activities.c.museum_id == bindparam("museum_id")).desc(), _activities.c.id.desc())
    .limit(1)
)
_FEW = (
    _CARTELS.where(OFFERED, or_(OPEN, LATER), ~turns.TAKEN)
    .order_by(OPEN.desc(), _activities.c.id.desc())
    .limit(bindparam("count"))
)
_WHEN = {"": or_(OPEN, LATER), "now": OPEN, "later": LATER}
_before = _activities.alias("before")
_ITS_POINTS = select(_before.c.points).where(_before.c.id == bindparam("before")).scalar_subquery()


@dataclass(frozen=True, slots=True)
class Choice:
    """What a visitor asked to see of the activities: a museum and a category by their codes, and when they are open.

    `when` is `now`, `later`, or nothing; `most` puts those that bring most points first, else the newest are.
    """

    museum: str = ""
    category: str = ""
    when: str = ""
    most: bool = False


ANYTHING = Choice()


def listing(
    member_id: int | None, choice: Choice = ANYTHING, *, to_do: bool, before: int | None = None, count: int = PAGE
) -> Rows:
    """A page of activities on offer: columns for a cartel, with `done`; only those left `to_do` if asked."""
    said = {"museum": choice.museum, "category": choice.category, "before": before, "count": count}
    shape = replace(choice, museum=choice.museum and "a", category=choice.category and "a")
    return db.session.execute(_listing(shape, to_do, before is not None), _asked(member_id) | said).all()


def few(member_id: int, count: int) -> Rows:
    """Some of what is left to do: what is open now, then what opens later."""
    return db.session.execute(_FEW, _asked(member_id) | {"count": count}).all()


def _asked(member_id: int | None) -> dict[str, Any]:
    return turns.asked(member_id) | {"minute": openings.minute(), "day": clock.today()}


@cache
def _listing(choice: Choice, to_do: bool, before: bool) -> Columns:
    """The select of a page of cartels, written once for each way to ask."""
    id_, points = _activities.c.id, _activities.c.points
    query = _CARTELS.where(OFFERED, _WHEN[choice.when], _FOR_READER)
    if to_do:
        query = query.where(~turns.TAKEN)
    if choice.museum:
        query = query.where(_museums.c.code == bindparam("museum"))
    if choice.category:
        query = query.where(_activities.c.category == bindparam("category"))
    if before:
        older = id_ < bindparam("before")
        query = query.where(or_(points < _ITS_POINTS, and_(points == _ITS_POINTS, older)) if choice.most else older)
    order = (points.desc(), id_.desc()) if choice.most else (id_.desc(),)
    return query.order_by(*order).limit(bindparam("count"))


def shown(activity_id: int, member_id: int | None) -> AnyRow | None:
    """An activity visitors may see, published or archived since, with its text; None of a draft."""
    return db.session.execute(_SHOWN, _asked(member_id) | {"activity_id": activity_id}).one_or_none()


def of_codes(codes: Sequence[str]) -> Rows:
    """The cartels of the activities these poster codes lead to."""
    found = [scanning.found(posters.of(code)) for code in codes]
    return [row for activity in found if activity and (row := shown(activity.id, None))]


def next_for(member_id: int | None, after: AnyRow | None) -> AnyRow | None:
    """One thing to do next, in the same museum if there is one left."""
    left = {"after": after.id, "museum_id": after.museum_id} if after else {"after": 0, "museum_id": 0}
    return db.session.execute(_NEXT, _asked(member_id) | left).one_or_none()
