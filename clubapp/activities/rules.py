"""Writing, publishing and listing activities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Row, String, case, cast, false, func, literal, select
from sqlalchemy.orm import load_only

from clubapp import clock
from clubapp.activities import scanning
from clubapp.activities.models import NEXT, Activity
from clubapp.activities.scanning import DONE
from clubapp.db import Columns, Rows, act, db
from clubapp.journal import rules as journal
from clubapp.museums.models import Museum
from clubapp.points import ledger
from clubapp.posters import rules as posters
from clubapp.refusals import Refused

PAGE = 20
STAFF_PAGE = 50


class NotFromHere(Refused):
    """An activity cannot go from the state it is in to the one asked for."""

    says = _l("Cette activité n'est plus dans l'état où vous l'avez vue. Rechargez la page.")


class EditedMeanwhile(Refused):
    """Somebody saved another edit since this page was read."""

    says = _l("Quelqu'un a modifié cette activité pendant que vous écriviez. Rien n'est enregistré : relisez-la.")


class LimitSettled(Refused):
    """People have taken part under this limit: changing it would count some of them twice."""

    says = _l("La limite d'une activité déjà publiée ne change plus. Archivez-la et écrivez-en une autre.")
    status = 422


@dataclass(frozen=True, slots=True)
class Draft:
    """What staff write of an activity."""

    museum_id: int
    title_fr: str
    title_en: str
    text_fr: str
    text_en: str
    points: int
    limit: str


@act
def write(draft: Draft, places: Sequence[str], *, by: int | None = None) -> Activity:
    """Write a new activity, a draft still, with a poster for each place."""
    activity = Activity(**_columns(draft), state="draft")
    db.session.add(activity)
    db.session.flush()
    for place in places:
        posters.make(draft.museum_id, place, activity.address)
    return _noted("activity.written", activity, by)


@act
def rewrite(activity_id: int, draft: Draft, version: int | None = None, *, by: int | None = None) -> Activity:
    """Change what an activity says or brings; entries already written keep the points of their day.

    `version` is the one the page was written from, if it says.

    Raises EditedMeanwhile, LimitSettled.
    """
    activity = _held(activity_id)
    if version is not None and version != activity.version:
        raise EditedMeanwhile
    if activity.state != "draft" and draft.limit != activity.limit:
        raise LimitSettled
    for column, value in _columns(draft).items():
        setattr(activity, column, value)
    activity.version += 1
    posters.rehouse(activity.address, draft.museum_id)
    return _noted("activity.rewritten", activity, by)


def _columns(draft: Draft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in Draft.__slots__}


@act
def publish(activity_id: int, *, by: int | None = None) -> Activity:
    """Open an activity to visitors. Raises NotFromHere."""
    activity = _move(activity_id, "published")
    activity.published_at = clock.now()
    return _noted("activity.published", activity, by)


@act
def archive(activity_id: int, *, by: int | None = None) -> Activity:
    """Close an activity: its posters answer kindly and credit nothing. Raises NotFromHere."""
    return _noted("activity.archived", _move(activity_id, "archived"), by)


def _move(activity_id: int, state: str) -> Activity:
    activity = _held(activity_id)
    if state not in NEXT[activity.state]:
        raise NotFromHere
    activity.state = state
    return activity


def _noted(did: str, activity: Activity, by: int | None) -> Activity:
    journal.note(did, about=f"activity:{activity.id}", by=by, museum_id=activity.museum_id)
    return activity


def _held(activity_id: int) -> Activity:
    """An activity, fresh and held until the act ends."""
    return db.session.scalars(select(Activity).where(Activity.id == activity_id).with_for_update()).one()


@act
def add_poster(activity_id: int, place: str, *, by: int | None = None) -> None:
    """Give an activity one more poster, at a place."""
    activity = _held(activity_id)
    poster = posters.make(activity.museum_id, place, activity.address)
    journal.note("poster.made", about=f"poster:{poster.id}", by=by, museum_id=activity.museum_id)


def is_done(member_id: int) -> ColumnElement[bool]:
    """Whether a member has no more to collect from an activity for now: ever, or today for a daily one."""
    key = literal("activity:") + cast(Activity.id, String)
    about = case((Activity.limit == "daily", key + f"@{clock.today()}"), else_=key)
    return ledger.holds(member_id, because=DONE, about=about)


def listing(
    member_id: int | None, *, to_do: bool, museum: str = "", before: int | None = None, count: int = PAGE
) -> Rows:
    """Published activities, newest first: columns for a cartel, with `done`; only those left `to_do` if asked."""
    done = _done(member_id)
    query = _cartels(done).where(Activity.state == "published").order_by(Activity.id.desc()).limit(count)
    if to_do:
        query = query.where(~done)
    if museum:
        query = query.where(Museum.code == museum)
    if before:
        query = query.where(Activity.id < before)
    return db.session.execute(query).all()


def shown(activity_id: int, member_id: int | None) -> Row[*tuple[Any, ...]] | None:
    """An activity visitors may see, published or archived since, with its text; None of a draft."""
    query = _cartels(_done(member_id)).add_columns(Activity.text_fr, Activity.text_en, Activity.state, Museum.code)
    return db.session.execute(query.where(Activity.id == activity_id, Activity.state != "draft")).one_or_none()


def of_codes(codes: Sequence[str]) -> Rows:
    """The cartels of the activities these poster codes lead to."""
    found = [scanning.found(posters.of(code)) for code in codes]
    return [row for activity in found if activity and (row := shown(activity.id, None))]


def next_for(member_id: int | None, after: Activity | None) -> Row[*tuple[Any, ...]] | None:
    """One thing to do next, in the same museum if there is one left."""
    done = _done(member_id)
    query = _cartels(done).where(Activity.state == "published", ~done).limit(1)
    if after:
        query = query.where(Activity.id != after.id).order_by((Activity.museum_id == after.museum_id).desc())
    return db.session.execute(query.order_by(Activity.id.desc())).one_or_none()


def _done(member_id: int | None) -> ColumnElement[bool]:
    return is_done(member_id) if member_id else false()


def _cartels(done: ColumnElement[bool]) -> Columns:
    """What a cartel says of an activity."""
    return select(
        Activity.id,
        Activity.title_fr,
        Activity.title_en,
        Activity.points,
        Activity.limit,
        Museum.name.label("museum"),
        Museum.city,
        Museum.accent,
        done.label("done"),
    ).join(Museum)


def titles(ids: Sequence[int]) -> dict[int, Activity]:
    """The activities of these numbers, by number, with no more than what a poster says of them."""
    said = load_only(Activity.title_fr, Activity.title_en, Activity.points)
    found = select(Activity).where(Activity.id.in_(ids)).options(said)
    return {activity.id: activity for activity in db.session.scalars(found)}


def for_staff(*, state: str = "", before: int | None = None, count: int = STAFF_PAGE) -> Rows:
    """Every activity, newest first, with its museum."""
    query = (
        select(Activity, Museum.name.label("museum"), Museum.accent)
        .join(Museum)
        .order_by(Activity.id.desc())
        .limit(count)
    )
    if state:
        query = query.where(Activity.state == state)
    if before:
        query = query.where(Activity.id < before)
    return db.session.execute(query).all()


def counts() -> dict[str, int]:
    """How many activities stand in each state."""
    rows = db.session.execute(select(Activity.state, func.count()).group_by(Activity.state)).all()
    return {state: count for state, count in rows}
