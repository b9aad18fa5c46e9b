"""Badges as staff write them: their words, their steps, their states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select

from clubapp import clock, sending
from clubapp.db import Rows, act, db
from clubapp.journal import rules as journal
from clubapp.pictures import rules as pictures
from clubapp.pictures.rules import Frame
from clubapp.points.models import BADGE_NEXT, Award, Badge, Step
from clubapp.refusals import Refused

PAGE = 50
STEPS = 12  # at most


class NotFromHere(Refused):
    """A badge cannot go from the state it is in to the one asked for."""

    says = _l("Ce badge n'est plus dans l'état où vous l'avez vu. Rechargez la page.")


class EditedMeanwhile(Refused):
    """Somebody saved another edit since this page was read."""

    says = _l("Ce badge a changé depuis que vous avez ouvert cette page. Rien de plus n'est gardé : relisez-le.")


class StepsSettled(Refused):
    """People are on their way by these steps."""

    says = _l("Les étapes d'un badge déjà publié ne changent plus. Archivez-le et écrivez-en un autre.")
    status = 422


@dataclass(frozen=True, slots=True)
class Stage:
    """A step as it is written: so many times what is said of each thing named."""

    times: int
    about: str | None = None
    category: str | None = None
    museum_id: int | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What staff write of a badge; it may be earned to its last day, included, when it has one."""

    name_fr: str
    name_en: str
    text_fr: str
    text_en: str
    stages: tuple[Stage, ...]
    in_order: bool = False
    within_days: int | None = None
    last_day: date | None = None


@act
def write(draft: Draft, *, by: int | None = None, frame: Frame | None = None, key: str | None = None) -> Badge:
    """Write a new badge, a draft still; the same key gives the same one. Raises SentOtherwise."""
    if known := sending.already(Badge, key, _columns(draft)):
        if stages(known.id) != draft.stages:
            raise sending.SentOtherwise
        return known
    badge = Badge(**_columns(draft), state="draft", key=key, picture=pictures.hang(None, frame))
    db.session.add(badge)
    db.session.flush()
    _lay(badge.id, draft.stages)
    return _noted("badge.written", badge, by)


@act
def rewrite(
    badge_id: int, draft: Draft, version: int | None = None, *, by: int | None = None, frame: Frame | None = None
) -> Badge:
    """Change what a badge says and shows; what it asks for, while it is a draft.

    `version` is the one the page was written from, if it says. Raises EditedMeanwhile, StepsSettled.
    """
    badge = _held(badge_id)
    if version is not None and version != badge.version:
        raise EditedMeanwhile
    asks = (stages(badge_id), badge.in_order, badge.within_days)
    if badge.state != "draft" and asks != (draft.stages, draft.in_order, draft.within_days):
        raise StepsSettled
    for column, value in _columns(draft).items():
        setattr(badge, column, value)
    badge.picture = pictures.hang(badge.picture, frame)
    badge.version += 1
    if badge.state == "draft":
        db.session.execute(delete(Step).where(Step.badge_id == badge_id))
        _lay(badge_id, draft.stages)
    return _noted("badge.rewritten", badge, by)


def _columns(draft: Draft) -> dict[str, Any]:
    words = {name: getattr(draft, name) for name in ("name_fr", "name_en", "text_fr", "text_en")}
    ends_at = draft.last_day and clock.midnight_after(draft.last_day)
    return words | {"in_order": draft.in_order, "within_days": draft.within_days, "ends_at": ends_at}


def _lay(badge_id: int, laid: Sequence[Stage]) -> None:
    assert laid
    steps = (Step(badge_id=badge_id, position=place, **asdict(stage)) for place, stage in enumerate(laid, 1))
    db.session.add_all(steps)
    db.session.flush()


@act
def publish(badge_id: int, *, by: int | None = None) -> Badge:
    """Let a badge be earned; who has earned it before is given it by the runner. Raises NotFromHere."""
    badge = _move(badge_id, "published")
    badge.reviewed_at = None
    return _noted("badge.published", badge, by)


@act
def archive(badge_id: int, *, by: int | None = None) -> Badge:
    """Let a badge be earned no more; those who have it keep it. Raises NotFromHere."""
    return _noted("badge.archived", _move(badge_id, "archived"), by)


def _move(badge_id: int, state: str) -> Badge:
    badge = _held(badge_id)
    if state not in BADGE_NEXT[badge.state]:
        raise NotFromHere
    badge.state = state
    return badge


def _held(badge_id: int) -> Badge:
    """A badge, fresh and held until the act ends."""
    return db.session.scalars(select(Badge).where(Badge.id == badge_id).with_for_update()).one()


def _noted(did: str, badge: Badge, by: int | None) -> Badge:
    journal.note(did, about=f"badge:{badge.id}", by=by)
    return badge


def stages(badge_id: int) -> tuple[Stage, ...]:
    """The steps of a badge as they were written."""
    found = db.session.scalars(select(Step).where(Step.badge_id == badge_id).order_by(Step.position))
    return tuple(Stage(step.times, step.about, step.category, step.museum_id, step.because) for step in found)


def last_day(badge: Badge) -> date | None:
    """The last day a badge may be earned."""
    return badge.ends_at and clock.day_of(badge.ends_at - timedelta(seconds=1))


def for_staff(*, before: int | None = None, count: int = PAGE) -> Rows:
    """Every badge, newest first, with how many steps it has and how many members have it."""
    older = [Badge.id < before] if before else []
    return db.session.execute(
        select(
            Badge,
            select(func.count()).where(Step.badge_id == Badge.id).scalar_subquery().label("steps"),
            select(func.count()).where(Award.badge_id == Badge.id).scalar_subquery().label("holders"),
        )
        .where(*older)
        .order_by(Badge.id.desc())
        .limit(count)
    ).all()


def holders_of(badge_id: int) -> int:
    """How many members have a badge."""
    return db.session.scalar(select(func.count()).where(Award.badge_id == badge_id)) or 0
