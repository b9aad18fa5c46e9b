"""Writing and publishing activities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import load_only

from clubapp import clock, sending
from clubapp.activities import openings
from clubapp.activities.hours import ALWAYS, Hours
from clubapp.activities.models import NEXT, Activity, Rating, Turn
from clubapp.db import Rows, act, db
from clubapp.journal import rules as journal
from clubapp.museums.models import Museum
from clubapp.pictures import rules as pictures
from clubapp.pictures.rules import Frame
from clubapp.posters import rules as posters
from clubapp.refusals import Refused

STAFF_PAGE = 50
LIMIT = ("limit", "times", "minutes")  # the columns that say how often
QUESTION = ("question_fr", "question_en", "answers")


class NotFromHere(Refused):
    """An activity cannot go from the state it is in to the one asked for."""

    says = _l("Cette activité n'est plus dans l'état où vous l'avez vue. Rechargez la page.")


class EditedMeanwhile(Refused):
    """Somebody saved another edit since this page was read."""

    says = _l("Cette activité a changé depuis que vous avez ouvert cette page. Rien de plus n'est gardé : relisez-la.")


class NothingToShow(Refused):
    """The screen of an activity shows the code of one of its posters, and it has none."""

    says = _l("Son écran montrera le code d'une affiche : dites d'abord où, plus bas sur cette page.")


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
    times: int | None = None
    minutes: int | None = None
    ceiling: int = 0
    kind: str = "on_site"
    category: str = ""
    room: str = ""
    access_fr: str = ""
    access_en: str = ""
    proof: str = "poster"
    question_fr: str = ""
    question_en: str = ""
    answers: str = ""
    prototype: bool = False
    debrief: str = ""
    first_day: date | None = None
    last_day: date | None = None
    hours: Hours = ALWAYS


@act
def write(
    draft: Draft, places: Sequence[str], *, by: int | None = None, frame: Frame | None = None, key: str | None = None
) -> Activity:
    """Write a new activity, a draft still, with a poster for each place; the same key gives the same one.

    Raises SentOtherwise.
    """
    if known := sending.already(Activity, key, _columns(draft)):
        return known
    activity = Activity(**_columns(draft), state="draft", key=key, picture=pictures.hang(None, frame))
    db.session.add(activity)
    db.session.flush()
    openings.lay(activity.id, draft.hours)
    for place in places:
        posters.make(draft.museum_id, place, activity.address)
    return _noted("activity.written", activity, by)


@act
def rewrite(
    activity_id: int, draft: Draft, version: int | None = None, *, by: int | None = None, frame: Frame | None = None
) -> Activity:
    """Change what an activity says, brings or shows; entries already written keep the points of their day.

    `version` is the one the page was written from, if it says.

    Raises EditedMeanwhile, LimitSettled.
    """
    activity = _held(activity_id)
    if version is not None and version != activity.version:
        raise EditedMeanwhile
    columns = _columns(draft)
    if activity.state != "draft" and any(columns[name] != getattr(activity, name) for name in LIMIT):
        raise LimitSettled
    for column, value in columns.items():
        setattr(activity, column, value)
    activity.picture = pictures.hang(activity.picture, frame)
    activity.version += 1
    openings.lay(activity.id, draft.hours)
    posters.rehouse(activity.address, draft.museum_id)
    return _noted("activity.rewritten", activity, by)


def _columns(draft: Draft) -> dict[str, Any]:
    columns = {name: getattr(draft, name) for name in Draft.__slots__ if name not in ("first_day", "last_day")}
    asked = QUESTION if draft.proof != "question" else ()
    opens_at = clock.midnight_of(draft.first_day) if draft.first_day else None
    closes_at = clock.midnight_after(draft.last_day) if draft.last_day else None
    return (
        columns
        | dict.fromkeys(asked, "")
        | {
            "hours": str(draft.hours),
            "times": draft.times if draft.limit == "weekly" else None,
            "minutes": draft.minutes if draft.limit == "spaced" else None,
            "debrief": draft.debrief if draft.prototype else "",
            "opens_at": opens_at,
            "closes_at": closes_at,
            "last_opening": openings.last(draft.hours, opens_at, closes_at),
        }
    )


def days(activity: Activity) -> dict[str, date | None]:
    """The first and the last day of an activity, as a draft names them."""
    until = activity.closes_at and activity.closes_at - timedelta(seconds=1)
    return {
        "first_day": activity.opens_at and clock.day_of(activity.opens_at),
        "last_day": until and clock.day_of(until),
    }


@act
def publish(activity_id: int, *, by: int | None = None) -> Activity:
    """Open an activity to visitors. Raises NotFromHere, NothingToShow."""
    activity = _move(activity_id, "published")
    if activity.proof == "rotating" and not posters.leading_to(activity.address):
        raise NothingToShow
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


def titles(ids: Sequence[int]) -> dict[int, Activity]:
    """The activities of these numbers, by number, with no more than what a poster says of them."""
    said = load_only(Activity.title_fr, Activity.title_en, Activity.points, Activity.proof)
    found = select(Activity).where(Activity.id.in_(ids)).options(said)
    return {activity.id: activity for activity in db.session.scalars(found)}


def to_ask_for(others: Sequence[int] = ()) -> Sequence[Activity]:
    """The activities a badge may ask for: those published, newest first, and these others."""
    offered = or_(Activity.state == "published", Activity.id.in_(others))
    said = load_only(Activity.title_fr)
    return db.session.scalars(select(Activity).where(offered).options(said).order_by(Activity.id.desc())).all()


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


@act
def forget(member_id: int) -> None:
    """Forget a leaving member's turns and what they said; their entries stay in the ledger, nobody's."""
    for model in (Turn, Rating):
        db.session.execute(delete(model).where(model.member_id == member_id))
