"""Asking for an errand, going on with it, and forgetting what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import delete, or_, select, update

from clubapp import clock
from clubapp.db import act, db
from clubapp.errands.models import Errand

log = structlog.get_logger()

KEPT = timedelta(days=1)
LOST = timedelta(minutes=1)  # a runner that is silent for so long has died
TRIES = 3
SPELL = 1.0  # seconds an errand goes on before the runner looks up

Work = Callable[[Mapping[str, Any]], Generator[int, None, bytes]]
"""Does an errand from its facts: yields how many steps are done, returns the file."""


@act
def ask(kind: str, museum_id: int | None, total: int, **facts: Any) -> Errand:
    """Ask for an errand of `total` steps; the same one, if it is still waited for."""
    waiting = select(Errand).where(
        Errand.kind == kind, Errand.museum_id == museum_id, Errand.total == total, Errand.ended_at.is_(None)
    )
    for errand in db.session.scalars(waiting):
        if errand.facts == facts:
            return errand
    errand = Errand(kind=kind, museum_id=museum_id, facts=facts, total=total, asked_at=clock.now())
    db.session.add(errand)
    db.session.flush()
    return errand


def of(errand_id: int, kind: str) -> Errand | None:
    """The errand of this number, if it is one of this kind."""
    return db.session.scalar(select(Errand).where(Errand.id == errand_id, Errand.kind == kind))


@act
def take() -> Errand | None:
    """Take the oldest errand nobody does, to begin it anew; one that was taken too often has failed."""
    free = or_(Errand.seen_at.is_(None), Errand.seen_at < clock.now() - LOST)
    oldest = select(Errand).where(Errand.ended_at.is_(None), free).order_by(Errand.id).limit(1)
    errand = db.session.scalar(oldest.with_for_update(skip_locked=True))
    if errand is None:
        return None
    if errand.tries == TRIES:
        end(errand.id)
        return None
    errand.tries += 1
    errand.done, errand.seen_at = 0, clock.now()
    return errand


@act
def advance(errand_id: int, done: int) -> None:
    """Say how far an errand is."""
    db.session.execute(update(Errand).where(Errand.id == errand_id).values(done=done, seen_at=clock.now()))


@act
def end(errand_id: int, result: bytes | None = None) -> None:
    """End an errand, with the file that came of it or, failed, with none."""
    errand = db.session.get_one(Errand, errand_id)
    errand.ended_at, errand.result, errand.failed = clock.now(), result, result is None
    if not errand.failed:
        errand.done = errand.total


@act
def sweep() -> None:
    """Forget errands a day after their end, and those that no runner came for in as long."""
    long_ago = clock.now() - KEPT
    db.session.execute(delete(Errand).where(or_(Errand.ended_at < long_ago, Errand.asked_at < long_ago - KEPT)))


class Hand:
    """The runner's hand: one errand at a time, a spell of it at each turn, so that letters never wait for long."""

    def __init__(self, works: Mapping[str, Work]) -> None:
        self.works = works
        self.errand_id = 0
        self.steps: Generator[int, None, bytes] | None = None

    def work(self) -> bool:
        """Go on with an errand; False when there is none. One that breaks is logged and has failed."""
        if self.steps is None:
            errand = take()
            if errand is None:
                return False
            self.errand_id, self.steps = errand.id, self.works[errand.kind](errand.facts)
        try:
            done = _spell(self.steps)
        except StopIteration as last:
            self._leave(last.value)
        except Exception:
            log.exception("errand failed", errand=self.errand_id)
            self._leave(None)
        else:
            advance(self.errand_id, done)
        return True

    def _leave(self, result: bytes | None) -> None:
        self.steps = None
        end(self.errand_id, result)


def _spell(steps: Generator[int, None, bytes]) -> int:
    until = time.monotonic() + SPELL
    done = next(steps)
    while time.monotonic() < until:
        done = next(steps)
    return done
