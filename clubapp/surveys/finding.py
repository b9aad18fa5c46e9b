"""The surveys there are for a member: whom each asks, and the time it takes."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from sqlalchemy import ColumnElement, and_, exists, or_, select

from clubapp import clock
from clubapp.db import Rows, db
from clubapp.museums.models import Museum
from clubapp.points.models import Award, Entry
from clubapp.surveys import kinds
from clubapp.surveys.models import ARCHIVED, OPEN, PUBLISHED, Draft, Item, Participation, Survey

ENOUGH = 20  # sent answers, for the time they took to be told
A_QUESTION = 12  # seconds, as long as nobody knows better
PAGE = 20


def _for(member_id: int | None) -> ColumnElement[bool]:
    """Whether a survey is for a member: for all, for who took part in something at its museum, for who has a badge."""
    awarded = exists().where(Award.member_id == member_id, Award.badge_id == Survey.badge_id)
    came = exists().where(Entry.member_id == member_id, Entry.museum_id == Survey.museum_id)
    return or_(
        Survey.audience == "all",
        and_(Survey.audience == "badge", awarded),
        and_(Survey.audience == "museum", came),
    )


def asks(survey: Survey, member_id: int) -> bool:
    """Whether a survey is for a member."""
    return bool(db.session.scalar(select(Survey.id).where(Survey.id == survey.id, _for(member_id))))


def minutes(survey: Survey, items: Sequence[Item]) -> int:
    """The minutes it takes: as those who sent it took, once they are enough, else as its questions let one think."""
    taken = db.session.scalars(select(Participation.seconds).where(Participation.survey_id == survey.id)).all()
    asked = sum(item.kind in kinds.QUESTIONS for item in items) * A_QUESTION
    return max(1, round((median(taken) if len(taken) >= ENOUGH else asked) / 60))


def shown(slug: str) -> Survey | None:
    """The survey of this address."""
    return db.session.scalar(select(Survey).where(Survey.slug == slug, Survey.state != ARCHIVED))


def listing(member_id: int | None, *, before: int | None = None, count: int = PAGE) -> Rows:
    """The surveys a member may answer or read the results of, newest first; `sent` and `begun` say what they did."""
    mine = Participation.member_id == member_id
    began = and_(Draft.member_id == member_id, Draft.survey_id == Survey.id)
    columns = (Survey.id, Survey.slug, Survey.title_fr, Survey.title_en, Survey.state, Survey.points, Survey.closes_at)
    query = (
        select(
            *columns,
            Survey.identity,
            Museum.name.label("museum"),
            Museum.accent,
            exists().where(Participation.survey_id == Survey.id, mine).label("sent"),
            exists().where(began).label("begun"),
        )
        .join(Museum)
        .where(or_(Survey.state == PUBLISHED, and_(Survey.state == OPEN, _for(member_id))))
        .where(or_(Survey.state == PUBLISHED, Survey.closes_at.is_(None), Survey.closes_at > clock.now()))
        .order_by(Survey.id.desc())
        .limit(count)
    )
    return db.session.execute(query.where(Survey.id < before) if before else query).all()
