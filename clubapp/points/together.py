"""Common goals: what all members do together, counted from their entries by the runner, and what it brings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, bindparam, func, or_, select, update

from clubapp import clock, sending
from clubapp.db import Rows, act, db, table
from clubapp.journal import rules as journal
from clubapp.points.awarding import TOOK_PART
from clubapp.points.models import BADGE_NEXT, CommonGoal, Entry
from clubapp.refusals import Refused

PAGE = 50
COUNTED_EVERY = timedelta(minutes=1)

_goals, _entries = table(CommonGoal).c, table(Entry).c
_NOW = bindparam("now", type_=_goals.starts_at.type)
_LIVE = (
    select(
        *(_goals[name] for name in ("id", "name_fr", "name_en", "reward_fr", "reward_en", "target", "done", "ends_at"))
    )
    .where(_goals.state == "published", _goals.starts_at <= _NOW, _goals.ends_at > _NOW)
    .order_by(_goals.ends_at, _goals.id)
    .limit(3)
)
# What counts: each taking part from its first day to its last, in its museum and of its category when it names them.
_DONE = (
    select(func.count())
    .select_from(table(Entry))
    .where(
        TOOK_PART,
        _entries.museum_id.is_not(None),  # one takes part somewhere; saying what one thinks of it comes after
        and_(_entries.at >= _goals.starts_at, _entries.at < _goals.ends_at),
        or_(_goals.museum_id.is_(None), _goals.museum_id == _entries.museum_id),
        or_(_goals.category.is_(None), _goals.category == _entries.category),
    )
    .correlate(table(CommonGoal))
    .scalar_subquery()
)
_DUE = and_(
    _goals.state == "published",
    _goals.starts_at <= _NOW,
    or_(
        _goals.counted_at.is_(None),
        and_(
            _goals.counted_at < bindparam("long_ago", type_=_goals.starts_at.type), _goals.counted_at < _goals.ends_at
        ),
    ),
)


class NotFromHere(Refused):
    """A common goal cannot go from the state it is in to the one asked for."""

    says = _l("Cet objectif n'est plus dans l'état où vous l'avez vu. Rechargez la page.")


class GoalSettled(Refused):
    """People are counting on it."""

    says = _l("Ce que compte un objectif déjà publié ne change plus. Archivez-le et écrivez-en un autre.")
    status = 422


@dataclass(frozen=True, slots=True)
class Draft:
    """What staff write of a common goal; it counts from its first day to its last, both included."""

    name_fr: str
    name_en: str
    reward_fr: str
    reward_en: str
    target: int
    first_day: date
    last_day: date
    museum_id: int | None = None
    category: str | None = None


@act
def write(draft: Draft, *, by: int | None = None, key: str | None = None) -> CommonGoal:
    """Write a new common goal, a draft still; the same key gives the same one. Raises SentOtherwise."""
    if known := sending.already(CommonGoal, key, _columns(draft)):
        return known
    goal = CommonGoal(**_columns(draft), state="draft", done=0, key=key)
    db.session.add(goal)
    db.session.flush()
    return _noted("common_goal.written", goal, by)


@act
def rewrite(goal_id: int, draft: Draft, *, by: int | None = None) -> CommonGoal:
    """Change what a common goal says; what it counts, while it is a draft. Raises GoalSettled."""
    goal, columns = _held(goal_id), _columns(draft)
    counts = ("target", "starts_at", "ends_at", "museum_id", "category")
    if goal.state != "draft" and any(getattr(goal, name) != columns[name] for name in counts):
        raise GoalSettled
    for column, value in columns.items():
        setattr(goal, column, value)
    return _noted("common_goal.rewritten", goal, by)


def _columns(draft: Draft) -> dict[str, Any]:
    columns = {name: getattr(draft, name) for name in Draft.__slots__}
    first, last = columns.pop("first_day"), columns.pop("last_day")
    return columns | {"starts_at": clock.midnight_of(first), "ends_at": clock.midnight_after(last)}


@act
def publish(goal_id: int, *, by: int | None = None) -> CommonGoal:
    """Show a common goal on the home page, from its first day to its last. Raises NotFromHere."""
    goal = _move(goal_id, "published")
    goal.counted_at = None
    return _noted("common_goal.published", goal, by)


@act
def archive(goal_id: int, *, by: int | None = None) -> CommonGoal:
    """Show a common goal no more. Raises NotFromHere."""
    return _noted("common_goal.archived", _move(goal_id, "archived"), by)


def _move(goal_id: int, state: str) -> CommonGoal:
    goal = _held(goal_id)
    if state not in BADGE_NEXT[goal.state]:
        raise NotFromHere
    goal.state = state
    return goal


def _held(goal_id: int) -> CommonGoal:
    """A common goal, fresh and held until the act ends."""
    return db.session.scalars(select(CommonGoal).where(CommonGoal.id == goal_id).with_for_update()).one()


def _noted(did: str, goal: CommonGoal, by: int | None) -> CommonGoal:
    journal.note(did, about=f"common_goal:{goal.id}", by=by, museum_id=goal.museum_id)
    return goal


def days(goal: CommonGoal) -> dict[str, date]:
    """Its first and its last day, as a draft names them."""
    return {
        "first_day": clock.day_of(goal.starts_at),
        "last_day": clock.day_of(goal.ends_at - timedelta(seconds=1)),
    }


def live() -> Rows:
    """The common goals of today, the one that ends first before the others, three at most."""
    return db.session.execute(_LIVE, {"now": clock.now()}).all()


def for_staff(*, before: int | None = None, count: int = PAGE) -> Rows:
    """Every common goal, newest first."""
    older = [CommonGoal.id < before] if before else []
    goals = select(CommonGoal).where(*older).order_by(CommonGoal.id.desc()).limit(count)
    return db.session.execute(goals).all()


def count() -> None:
    """Count again, each minute, what goes on; once more what has ended since."""
    if db.session.scalar(select(_goals.id).where(_DUE).limit(1), _asked()):
        _count()


@act
def _count() -> None:
    db.session.execute(update(table(CommonGoal)).where(_DUE).values(done=_DONE, counted_at=clock.now()), _asked())


def _asked() -> dict[str, Any]:
    return {"now": clock.now(), "long_ago": clock.now() - COUNTED_EVERY}
