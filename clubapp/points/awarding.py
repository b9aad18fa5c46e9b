"""Awarding badges: what a member's entries have come to.

A badge is computed from entries, in the act that records one. What was undone counts no more; a badge already
awarded stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, delete, exists, func, insert, or_, select, update

from clubapp import clock
from clubapp.db import AnyRow, Columns, Rows, act, db, table
from clubapp.notices import rules as notices
from clubapp.pictures import rules as pictures
from clubapp.points.models import BY_STAFF, SPANS, Award, Badge, Entry, Hold, Step

AWARDED = "badge_awarded"
PAGE = 10

_badges, _steps, _awards, _entries, _holds = (table(model) for model in (Badge, Step, Award, Entry, Hold))
_PLAIN = ("museum_id", "category", "because")


def _asks(steps: Any, entry: Any, thing: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a step asks for what an entry says; `thing` compares what both are about."""
    said = (or_(steps.c[name].is_(None), steps.c[name] == entry(name)) for name in _PLAIN)
    return and_(*said, or_(steps.c.about.is_(None), thing))


# The entries that count: those of taking part, not what staff move, not undone nor held, within the days of the badge.
_undone = _entries.alias("undone")
_FROM = case({days: bindparam(f"from_{days}", type_=_entries.c.at.type) for days in SPANS}, value=_badges.c.within_days)
TOOK_PART = and_(
    _entries.c.amount >= 0,
    _entries.c.because.not_in(BY_STAFF),
    # Not “reverses IS NULL”: SQLite thinks a unique index finds one row, and this one holds a null for each entry.
    func.coalesce(_entries.c.reverses, 0) == 0,
    ~exists(select(_undone.c.id).where(_undone.c.reverses == _entries.c.id)),
    ~exists(select(_holds.c.id).where(_holds.c.entry_id == _entries.c.id, _holds.c.state != "released")),
)
_COUNTS = and_(
    TOOK_PART,
    or_(_badges.c.within_days.is_(None), _entries.c.at > _FROM),
    _asks(
        _steps,
        lambda name: _entries.c[name],
        or_(_entries.c.about == _steps.c.about, *(_entries.c.about.like(_steps.c.about + end) for end in ("@%", "#%"))),
    ),
)
_MINE = _entries.c.member_id == bindparam("member_id")
_AWARD = and_(_awards.c.badge_id == _badges.c.id, _awards.c.member_id == bindparam("member_id"))
_LIVE = and_(_badges.c.state == "published", or_(_badges.c.ends_at.is_(None), _badges.c.ends_at > bindparam("now")))

# Each step of some badges, with how often a member has taken it and when they were given the badge.
_ROADS = (
    select(
        *(_badges.c[name] for name in ("name_fr", "name_en", "text_fr", "text_en", "in_order", "within_days")),
        *(_badges.c.ends_at, _badges.c.state, *_steps.c),
        select(func.count()).where(_MINE, _COUNTS).correlate(_badges, _steps).scalar_subquery().label("done"),
        select(_awards.c.at).where(_AWARD).correlate(_badges).scalar_subquery().label("awarded_at"),
    )
    .select_from(_badges.join(_steps))
    .order_by(_badges.c.id.desc(), _steps.c.position)
)
_first = _steps.alias("concerned")
_CONCERNED = _ROADS.where(
    _LIVE,
    ~exists(select(_awards.c.badge_id).where(_AWARD).correlate(_badges)),
    _badges.c.id.in_(select(_first.c.badge_id).where(_asks(_first, bindparam, _first.c.about == bindparam("thing")))),
)
_SHOWN = pictures.beside(_badges, _ROADS)
_ONE = _SHOWN.where(_badges.c.id == bindparam("badge_id"), _badges.c.state != "draft")
_MARKS = (
    select(_steps.c.id.label("step"), _entries.c.id.label("entry"))
    .select_from(_badges.join(_steps).join(_entries, and_(_MINE, _COUNTS)))
    .where(_badges.c.id.in_(bindparam("badge_ids", expanding=True)))
    .order_by(_entries.c.id)
)
_GIVEN = (
    pictures.beside(
        _badges,
        select(_badges.c.id, _badges.c.name_fr, _badges.c.name_en, _awards.c.at).select_from(_badges.join(_awards)),
    )
    .where(_awards.c.member_id == bindparam("member_id"), _awards.c.at >= bindparam("since"))
    .order_by(_awards.c.at.desc(), _badges.c.id.desc())
    .limit(bindparam("count"))
)
_EVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Road:
    """A badge before a member: its words and, step by step, how often each was taken, never more than it asks."""

    badge: AnyRow
    steps: Sequence[tuple[AnyRow, int]]

    @property
    def taken(self) -> int:
        """How many steps are behind."""
        return sum(done == step.times for step, done in self.steps)

    @property
    def complete(self) -> bool:
        """Whether no step is left."""
        return self.taken == len(self.steps)

    @property
    def share(self) -> tuple[int, int]:
        """How often a step was taken, of how often in all."""
        return sum(done for _, done in self.steps), sum(step.times for step, _ in self.steps)


@act
def consider(entry: AnyRow) -> None:
    """Give a member the badges that this new entry completes. Their account is locked: each is given once."""
    says = {name: getattr(entry, name) for name in _PLAIN} | {"thing": _thing(entry.about)}
    for road in _roads(_CONCERNED, entry.member_id, says):
        if road.complete:
            _give(entry.member_id, road.badge)


def _thing(about: str) -> str:
    """What "activity:7@2026-11-22" or "activity:7#3" are about: "activity:7"."""
    return about.partition("@")[0].partition("#")[0]


def _give(member_id: int, badge: AnyRow) -> None:
    db.session.execute(insert(_awards).values(member_id=member_id, badge_id=badge.badge_id, at=clock.now()))
    names = {"name_fr": badge.name_fr, "name_en": badge.name_en}
    notices.mention(member_id, AWARDED, f"/parcours/{badge.badge_id}", **names)


def _roads(query: Columns, member_id: int | None, says: dict[str, Any]) -> list[Road]:
    """The roads of the badges a query finds, as they stand for a member."""
    asked = {"member_id": member_id, "now": clock.now()}
    asked |= {f"from_{days}": clock.now() - timedelta(days=days) for days in SPANS}
    rows = db.session.execute(query, asked | says).all()
    ordered = {row.badge_id for row in rows if row.in_order and not row.awarded_at}
    marks = defaultdict(list)
    for step, entry in db.session.execute(_MARKS, asked | {"badge_ids": list(ordered)}) if ordered else ():
        marks[step].append(entry)
    return [_road(list(steps), marks) for _, steps in groupby(rows, key=lambda row: row.badge_id)]


def _road(steps: Rows, marks: dict[int, list[int]]) -> Road:
    """What counts of each step; in order, only what was done once the step before it was taken."""
    taken, after = [], 0
    for step in steps:
        done = step.done
        if step.awarded_at:
            done = step.times
        elif step.in_order:
            later = [entry for entry in marks[step.id] if entry > after][: step.times]
            done = len(later)
            after = later[-1] if done == step.times else 10**12
        taken.append((step, min(done, step.times)))
    return Road(steps[0], taken)


def roads(member_id: int | None, *, before: int | None = None, count: int = PAGE) -> list[Road]:
    """The badges one may earn now and those a member has, newest first, older than badge `before`."""
    mine = exists(select(_awards.c.badge_id).where(_AWARD).correlate(_badges))
    page = select(_badges.c.id).where(or_(_LIVE, mine)).order_by(_badges.c.id.desc()).limit(count)
    if before:
        page = page.where(_badges.c.id < before)
    return _roads(_SHOWN.where(_badges.c.id.in_(page)), member_id, {})


def road(badge_id: int, member_id: int | None) -> Road | None:
    """A badge, published or archived since; None of a draft."""
    return next(iter(_roads(_ONE, member_id, {"badge_id": badge_id})), None)


def of(member_id: int, *, since: datetime = _EVER, count: int = 12) -> Rows:
    """The badges a member was given, newest first."""
    return db.session.execute(_GIVEN, {"member_id": member_id, "since": since, "count": count}).all()


def review() -> None:
    """Give each badge published lately to those whose entries had earned it before."""
    due = select(_badges.c.id).where(_LIVE, _badges.c.reviewed_at.is_(None))
    for badge_id in db.session.scalars(due, {"now": clock.now()}).all():
        for member_id in _may_have(badge_id):
            _catch_up(member_id, badge_id)
        _reviewed(badge_id)


def _may_have(badge_id: int) -> Sequence[int]:
    """The members who have something of each step."""
    steps = select(func.count()).where(_steps.c.badge_id == badge_id).scalar_subquery()
    asked = {f"from_{days}": clock.now() - timedelta(days=days) for days in SPANS}
    some = (
        select(_entries.c.member_id)
        .select_from(_badges.join(_steps).join(_entries, _COUNTS))
        .where(_badges.c.id == badge_id)
        .group_by(_entries.c.member_id)
        .having(func.count(_steps.c.id.distinct()) == steps)
    )
    return db.session.scalars(some, asked).all()


@act
def _catch_up(member_id: int, badge_id: int) -> None:
    found = road(badge_id, member_id)
    if found and found.complete and not found.badge.awarded_at:
        _give(member_id, found.badge)


@act
def _reviewed(badge_id: int) -> None:
    db.session.execute(update(_badges).where(_badges.c.id == badge_id).values(reviewed_at=clock.now()))


@act
def forget(member_id: int) -> None:
    """Forget the badges of a leaving member."""
    db.session.execute(delete(_awards).where(_awards.c.member_id == member_id))
