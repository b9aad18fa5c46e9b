"""What members do with a poll: read it, answer it, answer it otherwise until it closes."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, bindparam, delete, or_, select, update

from clubapp import clock
from clubapp.db import Columns, Rows, act, db, table
from clubapp.museums.models import Museum
from clubapp.points import ledger
from clubapp.polls import counting
from clubapp.polls.counting import Figure, Tally
from clubapp.polls.models import ANSWERED, DRAFT, OPEN, Option, Poll, Vote
from clubapp.polls.rules import Over, held, is_over
from clubapp.refusals import Refused

CHANGES = 20  # answers changed since they were counted that a step looks at
_CHANCE = random.SystemRandom()

_polls, _options, _votes, _museums = table(Poll), table(Option), table(Vote), table(Museum)
_NOW = bindparam("now", type_=_polls.c.ends_at.type)
_GOES_ON = and_(_polls.c.state == OPEN, or_(_polls.c.ends_at.is_(None), _polls.c.ends_at > _NOW))
_SEEN = (
    select(
        *(_polls.c[name] for name in ("id", "question_fr", "question_en", "points", "ends_at")),
        _GOES_ON.label("open"),
        *(_options.c.id.label("option_id"), _options.c.label_fr, _options.c.label_en, _options.c.shown),
        *(_museums.c.name.label("museum"), _museums.c.accent, _votes.c.option_id.label("mine")),
    )
    .select_from(_polls.join(_museums).join(_options, _options.c.poll_id == _polls.c.id))
    .outerjoin(_votes, and_(_votes.c.poll_id == _polls.c.id, _votes.c.member_id == bindparam("member_id")))
    .where(_polls.c.state != DRAFT)
    .order_by(_options.c.position)
)
_BY_NUMBER = _SEEN.where(_polls.c.id == bindparam("poll_id"))
_newest = (
    select(_polls.c.id)
    .where(_polls.c.on_home, _GOES_ON)
    .order_by(_polls.c.opened_at.desc(), _polls.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
_ON_HOME = _SEEN.where(_polls.c.id == _newest)


class NoSuchChoice(Refused):
    """What was chosen is not one of its choices."""

    says = _l("Choisissez l'une des réponses proposées.")
    status = 422


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice as it is shown: its figure, if it may be told to this reader, and whether it is theirs."""

    id: int
    label_fr: str
    label_en: str
    mine: bool
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A poll as a reader sees it. Its result is for who has answered, and for all once it is closed."""

    id: int
    museum: str
    accent: str
    question_fr: str
    question_en: str
    points: int
    open: bool
    ends_at: datetime | None
    choices: tuple[Choice, ...]
    tally: Tally | None

    @property
    def mine(self) -> Choice | None:
        """What this reader answered."""
        return next((choice for choice in self.choices if choice.mine), None)


@act
def answer(member_id: int, poll_id: int, option_id: int) -> int:
    """Answer a poll, or answer it otherwise; return the points that came with it, the first time only.

    Raises Over, NoSuchChoice.
    """
    ledger.lock(member_id)
    poll = held(poll_id)
    if poll.state != OPEN or is_over(poll):
        raise Over
    if not db.session.scalar(select(Option.id).where(Option.id == option_id, Option.poll_id == poll_id)):
        raise NoSuchChoice
    vote, brought = db.session.get(Vote, (poll_id, member_id)), 0
    if vote is None:
        vote = Vote(poll_id=poll_id, member_id=member_id, option_id=option_id, at=clock.now())
        db.session.add(vote)
        if poll.points:
            ledger.credit(member_id, poll.points, because=ANSWERED, about=f"poll:{poll_id}")
            brought = poll.points
    elif vote.option_id != option_id:
        vote.option_id, vote.at = option_id, clock.now()
    db.session.flush()
    _count(poll_id)
    return brought


def _count(poll_id: int) -> None:
    """Let answers enter the figures shown, when enough of them wait."""
    waiting = select(Vote).where(Vote.poll_id == poll_id)
    first = db.session.scalars(waiting.where(Vote.counted_id.is_(None)).order_by(Vote.member_id)).all()
    otherwise = waiting.where(Vote.counted_id != Vote.option_id).order_by(Vote.at, Vote.member_id).limit(CHANGES)
    changed = db.session.scalars(otherwise).all() if len(first) >= counting.ENOUGH + counting.LEFT_OUT else []
    rise: Counter[int] = Counter()
    for vote in counting.drawn(first, changed, _CHANCE):
        rise[vote.option_id] += 1
        if vote.counted_id:
            rise[vote.counted_id] -= 1
        vote.counted_id = vote.option_id
    for option_id, more in rise.items():
        db.session.execute(update(_options).where(_options.c.id == option_id).values(shown=_options.c.shown + more))
    db.session.flush()


def seen(poll_id: int, member_id: int | None) -> Seen | None:
    """A poll as this reader may see it, with its result if they have answered; None of a draft, or of none."""
    return _seen(_BY_NUMBER, poll_id=poll_id, member_id=member_id)


def on_home(member_id: int) -> Seen | None:
    """The poll of the home page: of those that go on and were meant for it, the last opened."""
    return _seen(_ON_HOME, member_id=member_id)


def _seen(query: Columns, **asked: int | None) -> Seen | None:
    rows = db.session.execute(query, asked | {"now": clock.now()}).all()
    return _read(rows) if rows else None


def _read(rows: Rows) -> Seen:
    first = rows[0]
    tally = counting.told([row.shown for row in rows]) if first.mine or not first.open else None
    figures = tally.figures if tally else (None,) * len(rows)
    choices = tuple(
        Choice(row.option_id, row.label_fr, row.label_en, row.option_id == first.mine, figure)
        for row, figure in zip(rows, figures, strict=True)
    )
    asks = (first.id, first.museum, first.accent, first.question_fr, first.question_en, first.points)
    return Seen(*asks, bool(first.open), first.ends_at, choices, tally)


@act
def forget(member_id: int) -> None:
    """Forget what a leaving member answered; the figures shown stay, nobody's."""
    db.session.execute(delete(_votes).where(_votes.c.member_id == member_id))
