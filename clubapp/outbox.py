"""The outbox: letters written in the transaction of the rule that sends them, posted afterwards by the runner."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import structlog
from flask import Flask, render_template
from flask_mailman import EmailMessage, Mail
from sqlalchemy import JSON, String, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from clubapp import clock, i18n
from clubapp.db import Instant, Model, act, changed, db

log = structlog.get_logger()
mail = Mail()

GIVEN_UP = timedelta(days=30)
LAST_TRY = 8  # then the letter stays, marked by its tries, for someone to look at


class Letter(Model):
    """A letter not yet posted: its facts, not its text, which is written when it leaves. Deleted once posted."""

    __tablename__ = "letters"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    to: Mapped[str] = mapped_column(String(254), info={"personal": True})
    language: Mapped[str] = mapped_column(String(2), info={"personal": True})
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, info={"personal": True})
    post_after: Mapped[datetime] = mapped_column(Instant, index=True)
    tries: Mapped[int] = mapped_column(default=0)


class Runner(Model):
    """One row: when the jobs runner was last seen."""

    __tablename__ = "runner"

    id: Mapped[int] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(Instant)


def send(kind: str, to: str, language: str, **facts: Any) -> None:
    """Put a letter in the outbox; `templates/mail/<kind>.txt` says it, subject first. Call it inside an act."""
    db.session.add(Letter(kind=kind, to=to, language=language, facts=facts, post_after=clock.now()))


def post_all() -> int:
    """Post every letter that is due; return how many left. A letter whose posting fails waits longer each time."""
    due = db.session.scalars(
        select(Letter).where(Letter.post_after <= clock.now(), Letter.tries < LAST_TRY).order_by(Letter.id).limit(200)
    ).all()
    return sum(_post(letter) for letter in due)


def _post(letter: Letter) -> bool:
    try:
        with i18n.speaking(letter.language):
            subject, _, body = render_template(f"mail/{letter.kind}.txt", **letter.facts).partition("\n")
        EmailMessage(subject.strip(), body.strip() + "\n", to=[letter.to]).send()
    except OSError as fault:  # smtplib's and the network's errors are all OSError
        log.warning("letter not posted", letter=letter.id, kind=letter.kind, fault=type(fault).__name__)
        _postpone(letter.id)
        return False
    _posted(letter.id)
    return True


@act
def _posted(letter_id: int) -> None:
    db.session.execute(delete(Letter).where(Letter.id == letter_id))


@act
def _postpone(letter_id: int) -> None:
    letter = db.session.get_one(Letter, letter_id)
    letter.tries += 1
    letter.post_after = clock.now() + timedelta(minutes=2**letter.tries)


@act
def sweep() -> None:
    """Throw away letters that could not be posted for a month: they hold addresses, and nobody waits for them now."""
    db.session.execute(delete(Letter).where(Letter.tries >= LAST_TRY, Letter.post_after < clock.now() - GIVEN_UP))


@act
def tick() -> None:
    """Say that the runner is alive."""
    if not changed(update(Runner).values(seen_at=clock.now())):
        db.session.add(Runner(id=1, seen_at=clock.now()))


def runner_seen_at() -> datetime | None:
    """When the runner was last seen."""
    return db.session.scalar(select(Runner.seen_at))


def init_app(app: Flask) -> None:
    """Prepare posting."""
    mail.init_app(app)
