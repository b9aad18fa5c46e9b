"""A poll, its choices with the figures shown of them, and what each member answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from clubapp.db import Instant, Model

DRAFT, OPEN, CLOSED = "draft", "open", "closed"
# The states a poll may go through, and no others.
NEXT: dict[str, set[str]] = {DRAFT: {OPEN}, OPEN: {CLOSED}, CLOSED: set()}
ANSWERED = "poll.answered"  # in the ledger
QUESTION, LABEL = 160, 80  # signs
LEAST, MOST = 2, 8  # choices
POINTS = 20  # at most


class Poll(Model):
    """A question a museum asks, with what answering once brings, if anything, and when it ends, if that is said."""

    __tablename__ = "polls"

    id: Mapped[int] = mapped_column(primary_key=True)
    museum_id: Mapped[int] = mapped_column(ForeignKey("museums.id"), index=True)
    question_fr: Mapped[str] = mapped_column(String(QUESTION))
    question_en: Mapped[str] = mapped_column(String(QUESTION), default="")
    points: Mapped[int] = mapped_column(default=0)
    on_home: Mapped[bool] = mapped_column(default=False)  # of those open, the last opened is shown there
    state: Mapped[str] = mapped_column(String(6), default=DRAFT)
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    ends_at: Mapped[datetime | None] = mapped_column(Instant)  # the midnight that ends its last day
    version: Mapped[int] = mapped_column(default=1)  # counts the edits: nobody overwrites what they have not read
    key: Mapped[str | None] = mapped_column(String(64), unique=True, index=True)  # of the page it was written on

    __table_args__ = (
        CheckConstraint("state IN ('draft', 'open', 'closed')", name="state"),
        CheckConstraint("(state = 'draft') = (opened_at IS NULL)", name="opened"),
        CheckConstraint("points BETWEEN 0 AND 20", name="points"),
    )

    @property
    def title_fr(self) -> str:
        return self.question_fr

    @property
    def title_en(self) -> str:
        return self.question_en


class Option(Model):
    """A choice of a poll. `shown` is how many answers are shown for it: fewer than there are, see `counting`."""

    __tablename__ = "poll_options"

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(1))  # a letter, in tables
    label_fr: Mapped[str] = mapped_column(String(LABEL))
    label_en: Mapped[str] = mapped_column(String(LABEL), default="")
    shown: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        UniqueConstraint("poll_id", "position"),
        UniqueConstraint("poll_id", "code"),
        UniqueConstraint("poll_id", "id"),
        CheckConstraint("position BETWEEN 1 AND 8", name="position"),
        CheckConstraint("shown >= 0", name="shown"),
    )


class Vote(Model):
    """What a member answers: their choice of today, and the one that the figures shown hold for them, if any."""

    __tablename__ = "poll_votes"

    poll_id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True, index=True)
    option_id: Mapped[int]
    counted_id: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (
        ForeignKeyConstraint(
            ["poll_id", "option_id"], ["poll_options.poll_id", "poll_options.id"], name="fk_poll_votes_option_id"
        ),
        ForeignKeyConstraint(
            ["poll_id", "counted_id"], ["poll_options.poll_id", "poll_options.id"], name="fk_poll_votes_counted_id"
        ),
        Index("ix_poll_votes_counted", "poll_id", "counted_id"),
    )
