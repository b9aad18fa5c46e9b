"""What the team does with what members say of an activity: read it, answer it, publish it when its author agrees."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy import case, func, select

from clubapp import clock
from clubapp.activities.models import Activity, Rating
from clubapp.db import AnyRow, Rows, act, db
from clubapp.journal import rules as journal
from clubapp.members.models import Member
from clubapp.museums.models import Museum
from clubapp.notices import rules as notices
from clubapp.refusals import Refused

PAGE = 20
SHOWN = 10  # published comments on the page of an activity


class SaidOtherwise(Refused):
    """Its author changed it since this page was read."""

    says = _l("Ce retour a changé depuis que vous avez ouvert cette page. Rien n'est fait : relisez-le.")


class NotToPublish(Refused):
    """Its author wrote it to the team alone, or wrote nothing."""

    says = _l("Ce commentaire n'est pas à publier : son auteur l'adresse à l'équipe seule.")


@act
def publish(rating_id: int, version: int | None, *, by: int) -> Rating:
    """Show a comment, as it was read, on its activity's page; its author is told.

    Raises SaidOtherwise, NotToPublish.
    """
    rating = _held(rating_id, version)
    if not (rating.may_publish and rating.comment):
        raise NotToPublish
    if not rating.published_at:
        rating.published_at = rating.read_at = clock.now()
        _done("rating.published", rating, by, tell="rating_published")
    return rating


@act
def withdraw(rating_id: int, *, by: int) -> Rating:
    """Show a comment no more; its author is told."""
    rating = _held(rating_id)
    if rating.published_at:
        rating.published_at = None
        _done("rating.withdrawn", rating, by, tell="rating_withdrawn")
    return rating


@act
def answer(rating_id: int, version: int | None, words: str, *, by: int) -> Rating:
    """Answer a member, who is told; where the comment is published, the answer is too. Raises SaidOtherwise."""
    rating = _held(rating_id, version)
    if rating.answer != words:
        rating.answer, rating.answered_at, rating.read_at = words, clock.now(), clock.now()
        _done("rating.answered", rating, by, tell="rating_answered")
    return rating


@act
def read(rating_id: int, version: int | None, *, by: int) -> Rating:
    """Note that the team has read it, and that it asks for nothing more. Raises SaidOtherwise."""
    rating = _held(rating_id, version)
    if not rating.read_at:
        rating.read_at = clock.now()
        _done("rating.read", rating, by)
    return rating


def _held(rating_id: int, version: int | None = None) -> Rating:
    """What a member said, fresh and held until the act ends; of the version somebody read, if it says."""
    rating = db.session.scalars(select(Rating).where(Rating.id == rating_id).with_for_update()).one()
    if version is not None and rating.version != version:
        raise SaidOtherwise
    return rating


def _done(did: str, rating: Rating, by: int, tell: str = "") -> None:
    activity = db.session.get_one(Activity, rating.activity_id)
    journal.note(did, about=f"rating:{rating.id}", by=by, museum_id=activity.museum_id)
    if tell:
        said = {"activity_fr": activity.title_fr, "activity_en": activity.title_en or activity.title_fr}
        notices.tell(rating.member_id, tell, f"{activity.address}#rating", **said)


_AUTHOR = Member.display_name.label("author")


def published(activity_id: int) -> Rows:
    """The comments shown on an activity's page, those published last first."""
    shown = select(*Rating.__table__.c, _AUTHOR).join(Member, Member.id == Rating.member_id)
    ours = shown.where(Rating.activity_id == activity_id, Rating.published_at.is_not(None))
    return db.session.execute(ours.order_by(Rating.published_at.desc(), Rating.id.desc()).limit(SHOWN)).all()


_FOR_STAFF = (
    select(*Rating.__table__.c, Activity.title_fr, Activity.museum_id, Museum.name.label("museum"))
    .add_columns(case((Rating.may_publish, Member.display_name)).label("author"))
    .select_from(Rating)
    .join(Activity)
    .join(Museum)
    .join(Member, Member.id == Rating.member_id)
)


def one(rating_id: int) -> AnyRow | None:
    """What a member said, with its activity and museum; the name only of who lets it be published."""
    return db.session.execute(_FOR_STAFF.where(Rating.id == rating_id)).one_or_none()


def for_staff(
    museum_id: int | None = None, activity_id: int | None = None, *, unread: bool = False, before: int | None = None
) -> Rows:
    """What members commented, newest first, at one museum or all; as `one` tells it."""
    listed = _FOR_STAFF.where(Rating.comment != "").order_by(Rating.id.desc()).limit(PAGE)
    if museum_id:
        listed = listed.where(Activity.museum_id == museum_id)
    if activity_id:
        listed = listed.where(Rating.activity_id == activity_id)
    if unread:
        listed = listed.where(Rating.read_at.is_(None))
    if before:
        listed = listed.where(Rating.id < before)
    return db.session.execute(listed).all()


def to_read(museum_id: int | None = None) -> int:
    """How many comments nobody of the team has read."""
    waiting = select(func.count()).select_from(Rating).where(Rating.comment != "", Rating.read_at.is_(None))
    if museum_id:
        waiting = waiting.join(Activity).where(Activity.museum_id == museum_id)
    return db.session.scalar(waiting) or 0
