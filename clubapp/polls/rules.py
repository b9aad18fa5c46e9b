"""Polls: written, opened for a time, answered once each and changed until they close."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, delete, or_, select

from clubapp import clock, sending
from clubapp.db import Rows, act, db
from clubapp.journal import rules as journal
from clubapp.museums.models import Museum
from clubapp.polls import counting
from clubapp.polls.counting import Figure
from clubapp.polls.models import CLOSED, DRAFT, NEXT, OPEN, Option, Poll
from clubapp.refusals import Refused

PAGE = 50
OFFERED = 100  # to an article, at most


class NotFromHere(Refused):
    """A poll cannot go from the state it is in to the one asked for."""

    says = _l("Ce sondage n'est plus dans l'état où vous l'avez vu. Rechargez la page.")


class EditedMeanwhile(Refused):
    """Somebody saved another edit since this page was read."""

    says = _l("Ce sondage a changé depuis que vous avez ouvert cette page. Rien de plus n'est gardé : relisez-le.")


class Asked(Refused):
    """Its question is asked: what people read before they answer is what they answered."""

    says = _l("La question est posée : ni elle, ni ses choix, ni ses points ne changent plus. Faites-en une copie.")
    status = 422


class Over(Refused):
    """A poll that has closed takes no answer and no edit."""

    says = _l("Ce sondage est clos. Sa page dit ce qu'il a donné.")


class TooLate(Refused):
    """Its last day has passed."""

    says = _l("Son dernier jour est passé. Choisissez-en un autre, ou n'en donnez pas.")
    status = 422


@dataclass(frozen=True, slots=True)
class Draft:
    """What staff write of a poll: its choices are (French, English), in their order."""

    museum_id: int
    question_fr: str
    choices: tuple[tuple[str, str], ...]
    question_en: str = ""
    points: int = 0
    last_day: date | None = None
    on_home: bool = False


@act
def write(draft: Draft, *, by: int | None = None, key: str | None = None) -> Poll:
    """Write a new poll, a draft still; the same key gives the same one. Raises SentOtherwise."""
    if known := sending.already(Poll, key, _columns(draft)):
        if said(known).choices != draft.choices:
            raise sending.SentOtherwise
        return known
    poll = Poll(**_columns(draft), key=key)
    db.session.add(poll)
    db.session.flush()
    _offer(poll, draft.choices)
    return _noted("poll.written", poll, by)


@act
def rewrite(poll_id: int, draft: Draft, version: int | None = None, *, by: int | None = None) -> Poll:
    """Change what a draft asks; of a poll that is open, its last day and whether it stands on the home page.

    `version` is the one the page was written from, if it says. Raises EditedMeanwhile, Over, Asked, TooLate.
    """
    poll = held(poll_id)
    if version is not None and version != poll.version:
        raise EditedMeanwhile
    if is_over(poll):
        raise Over
    asks = (draft.museum_id, draft.question_fr, draft.question_en, draft.points, draft.choices)
    before = said(poll)
    if asks != (before.museum_id, before.question_fr, before.question_en, before.points, before.choices):
        if poll.state != DRAFT:
            raise Asked
        db.session.execute(delete(Option).where(Option.poll_id == poll_id))
        _offer(poll, draft.choices)
    for column, value in _columns(draft).items():
        setattr(poll, column, value)
    if poll.state == OPEN and _is_past(poll):
        raise TooLate
    poll.version += 1
    return _noted("poll.rewritten", poll, by)


def _columns(draft: Draft) -> dict[str, Any]:
    names = ("museum_id", "question_fr", "question_en", "points", "on_home")
    ends_at = clock.midnight_after(draft.last_day) if draft.last_day else None
    return {name: getattr(draft, name) for name in names} | {"ends_at": ends_at}


def _offer(poll: Poll, choices: Sequence[tuple[str, str]]) -> None:
    for position, (label_fr, label_en) in enumerate(choices, start=1):
        code = chr(ord("a") + position - 1)
        option = Option(poll_id=poll.id, position=position, code=code, label_fr=label_fr, label_en=label_en)
        db.session.add(option)
    db.session.flush()


@act
def open_poll(poll_id: int, *, by: int | None = None) -> Poll:
    """Ask a poll's question. Raises NotFromHere, TooLate."""
    poll = _moved(poll_id, OPEN)
    if _is_past(poll):
        raise TooLate
    poll.opened_at = clock.now()
    return _noted("poll.opened", poll, by)


@act
def close(poll_id: int, *, by: int | None = None) -> Poll:
    """Take no more answers, and let everybody read the result. Raises NotFromHere."""
    return _noted("poll.closed", _moved(poll_id, CLOSED), by)


def _moved(poll_id: int, state: str) -> Poll:
    poll = held(poll_id)
    if state not in NEXT[poll.state]:
        raise NotFromHere
    poll.state = state
    return poll


def held(poll_id: int) -> Poll:
    """A poll, fresh and held until the act ends."""
    return db.session.scalars(select(Poll).where(Poll.id == poll_id).with_for_update()).one()


def _noted(did: str, poll: Poll, by: int | None) -> Poll:
    db.session.flush()
    journal.note(did, about=f"poll:{poll.id}", by=by, museum_id=poll.museum_id)
    return poll


def _is_past(poll: Poll) -> bool:
    return poll.ends_at is not None and poll.ends_at <= clock.now()


def is_over(poll: Poll) -> bool:
    """Whether a poll has closed, by somebody or by its last day."""
    return poll.state == CLOSED or (poll.state == OPEN and _is_past(poll))


def said(poll: Poll) -> Draft:
    """A poll as a draft names it."""
    last_day = clock.day_of(poll.ends_at - timedelta(seconds=1)) if poll.ends_at else None
    choices = tuple((row.label_fr, row.label_en) for row in options(poll.id))
    asks = {name: getattr(poll, name) for name in ("museum_id", "question_fr", "question_en", "points", "on_home")}
    return Draft(**asks, choices=choices, last_day=last_day)


def options(poll_id: int) -> Rows:
    """The choices of a poll, in their order, with the figures shown of them."""
    columns = (Option.code, Option.label_fr, Option.label_en, Option.shown)
    return db.session.execute(select(*columns).where(Option.poll_id == poll_id).order_by(Option.position)).all()


def figures(rows: Rows) -> Sequence[Figure | None]:
    """What may be told of each of these choices of one poll."""
    tally = counting.told([row.shown for row in rows])
    return tally.figures if tally else [None] * len(rows)


def for_staff(*, state: str = "", before: int | None = None, count: int = PAGE) -> Rows:
    """Every poll, newest first, with its museum."""
    asked = ([Poll.state == state] if state else []) + ([Poll.id < before] if before else [])
    polls = select(Poll, Museum.name.label("museum")).join(Museum).where(*asked)
    return db.session.execute(polls.order_by(Poll.id.desc()).limit(count)).all()


def offered(museum_ids: Collection[int], other: int | None) -> Sequence[Poll]:
    """The polls an article of these museums may hold: drafts and those open, and this other, which it holds already."""
    fit = and_(Poll.museum_id.in_(museum_ids), Poll.state != CLOSED)
    return db.session.scalars(
        select(Poll).where(or_(fit, Poll.id == other)).order_by(Poll.id.desc()).limit(OFFERED)
    ).all()


def titles(ids: Collection[int]) -> Mapping[int, Poll]:
    """The polls of these numbers, by number."""
    return {poll.id: poll for poll in db.session.scalars(select(Poll).where(Poll.id.in_(ids)))} if ids else {}
