"""The surveys there are for a member: whom each asks, and the time it takes."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from sqlalchemy import BindParameter, Integer, and_, bindparam, exists, or_, select

from clubapp import clock
from clubapp.db import Instant, Rows, db, table
from clubapp.museums.models import Museum
from clubapp.points.models import Award, Entry
from clubapp.surveys import kinds
from clubapp.surveys.models import ARCHIVED, OPEN, PUBLISHED, Draft, Item, Participation, Survey

ENOUGH = 20  # sent answers, for the time they took to be told
A_QUESTION = 12  # seconds, as long as nobody knows better
PAGE = 20


_me: BindParameter[int | None] = bindparam("member_id", type_=Integer)
_now = bindparam("now", type_=Instant)
_surveys = table(Survey).c
_took, _began = table(Participation).c, table(Draft).c
_awards, _entries = table(Award).c, table(Entry).c
_sent = exists().where(_took.survey_id == _surveys.id, _took.member_id == _me)
# For all, for who took part in something at its museum, for who has a badge.
_mine = or_(
    _surveys.audience == "all",
    and_(
        _surveys.audience == "badge",
        exists().where(_awards.member_id == _me, _awards.badge_id == _surveys.badge_id),
    ),
    and_(
        _surveys.audience == "museum",
        exists().where(_entries.member_id == _me, _entries.museum_id == _surveys.museum_id),
    ),
)
_open = and_(_surveys.state == OPEN, _mine, or_(_surveys.closes_at.is_(None), _surveys.closes_at > _now))
_LISTED = (
    select(
        *(
            _surveys[name]
            for name in ("id", "slug", "title_fr", "title_en", "state", "points", "closes_at", "identity")
        ),
        *(table(Museum).c.name.label("museum"), table(Museum).c.accent),
        _sent.label("sent"),
        exists().where(_began.survey_id == _surveys.id, _began.member_id == _me).label("begun"),
    )
    .select_from(table(Survey).join(table(Museum)))
    .order_by(_surveys.id.desc())
    .limit(bindparam("count"))
)
_TO_ANSWER = _LISTED.where(_open, ~_sent)
_ALL = _LISTED.where(or_(_surveys.state == PUBLISHED, _open))
_ASKS = select(_surveys.id).where(_surveys.id == bindparam("survey_id"), _mine)


def asks(survey: Survey, member_id: int) -> bool:
    """Whether a survey is for a member."""
    return bool(db.session.scalar(_ASKS, {"survey_id": survey.id, "member_id": member_id}))


def minutes(survey: Survey, items: Sequence[Item]) -> int:
    """The minutes it takes: as those who sent it took, once they are enough, else as its questions let one think."""
    taken = db.session.scalars(select(Participation.seconds).where(Participation.survey_id == survey.id)).all()
    asked = sum(item.kind in kinds.QUESTIONS for item in items) * A_QUESTION
    return max(1, round((median(taken) if len(taken) >= ENOUGH else asked) / 60))


def shown(slug: str) -> Survey | None:
    """The survey of this address."""
    return db.session.scalar(select(Survey).where(Survey.slug == slug, Survey.state != ARCHIVED))


def to_answer(member_id: int, count: int) -> Rows:
    """The newest surveys that wait for a member's answers, as a list shows them."""
    return db.session.execute(_TO_ANSWER, {"member_id": member_id, "now": clock.now(), "count": count}).all()


def listing(member_id: int | None, *, before: int | None = None, count: int = PAGE) -> Rows:
    """The surveys a member may answer or read the results of, newest first; `sent` and `begun` say what they did."""
    query = _ALL.where(_surveys.id < before) if before else _ALL
    return db.session.execute(query, {"member_id": member_id, "now": clock.now(), "count": count}).all()
