"""Accounts, entries, what staff decide of points, and the badges that entries earn.

Entries are append-only: triggers refuse to change or remove one, on both engines.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from clubapp.db import Instant, Model
from clubapp.pictures.models import Pictured

# The states a badge may go through, and no others.
BADGE_NEXT = {"draft": {"published"}, "published": {"archived"}, "archived": {"published"}}
# What an entry is because of, when staff decide: none of it is taking part.
GIVEN, TAKEN, HELD, RELEASED = BY_STAFF = ("staff.given", "staff.taken", "points.held", "points.released")
SPANS = (1, 7, 30, 365)  # days within which all its steps may have to be taken


class Account(Model):
    """What a member has, and what is to be taken from their next gains."""

    __tablename__ = "accounts"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    balance: Mapped[int] = mapped_column(default=0)
    owed: Mapped[int] = mapped_column(default=0)

    __table_args__ = (CheckConstraint("balance >= 0 AND owed >= 0", name="never_negative"),)


class Entry(Model):
    """One movement, with its reason (`because`, a room's fact) and its thing (`about`): the same only once."""

    __tablename__ = "entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    amount: Mapped[int]
    balance_after: Mapped[int]
    because: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(60))
    category: Mapped[str | None] = mapped_column(String(40))
    museum_id: Mapped[int | None] = mapped_column(ForeignKey("museums.id"))
    by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    reverses: Mapped[int | None] = mapped_column(ForeignKey("entries.id"), unique=True)
    at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("member_id", "because", "about"),
        CheckConstraint("balance_after >= 0", name="never_negative"),
    )


class Grant(Model):
    """Points that a staff member gives, or takes back when the amount is below zero; above a ceiling, asks for.

    `by` asks; `decided_by`, where one is needed, is a second person, and neither is the member.
    """

    __tablename__ = "grants"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    amount: Mapped[int]
    reason: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(String(200), default="", info={"personal": True})  # for colleagues
    museum_id: Mapped[int | None] = mapped_column(ForeignKey("museums.id"))
    by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(10))
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    key: Mapped[str] = mapped_column(String(64), unique=True)  # of the page it was written on

    __table_args__ = (
        CheckConstraint("amount <> 0 AND abs(amount) <= 10000", name="amount"),
        CheckConstraint("state IN ('asked', 'given', 'declined')", name="state"),
        CheckConstraint("(state = 'asked') = (decided_at IS NULL)", name="decided_once"),
        CheckConstraint("by <> member_id", name="not_to_oneself"),
        CheckConstraint("decided_by <> by AND decided_by <> member_id", name="by_a_second_person"),
        CheckConstraint("decided_at IS NOT NULL OR decided_by IS NULL", name="asked_is_open"),
        CheckConstraint("state <> 'declined' OR decided_by IS NOT NULL", name="declined_by_somebody"),
        Index("ix_grants_by_asked", "by", "asked_at"),
        Index(
            "ix_grants_asked",  # the few that wait
            "id",
            sqlite_where=text("state = 'asked'"),
            postgresql_where=text("state = 'asked'"),
        ),
    )


class Report(Model):
    """What a member says they did not receive: about what, when it was, in their words; and what they are answered."""

    __tablename__ = "reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    about: Mapped[str | None] = mapped_column(String(60))  # a thing, such as "activity:7", when it is in the list
    happened_at: Mapped[datetime] = mapped_column(Instant)
    words: Mapped[str] = mapped_column(String(400), info={"personal": True})
    sent_at: Mapped[datetime] = mapped_column(Instant)
    key: Mapped[str] = mapped_column(String(64), unique=True)  # of the page it was written on
    answer: Mapped[str | None] = mapped_column(String(400), info={"personal": True})
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    grant_id: Mapped[int | None] = mapped_column(ForeignKey("grants.id"), unique=True)  # what came with the answer

    __table_args__ = (
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered_once"),
        CheckConstraint("(answered_by IS NULL) = (answered_at IS NULL)", name="answered_by_somebody"),
        CheckConstraint("answered_by <> member_id", name="answered_by_another"),
        CheckConstraint("grant_id IS NULL OR answer IS NOT NULL", name="granted_in_words"),
        Index("ix_reports_member", "member_id", "id"),
        Index(
            "ix_reports_open",  # the few that wait
            "id",
            sqlite_where=text("answered_at IS NULL"),
            postgresql_where=text("answered_at IS NULL"),
        ),
    )


class Hold(Model):
    """A gain held while it is looked into, once: then given back (`released`) or taken for good (`kept`)."""

    __tablename__ = "holds"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    second: Mapped[int | None] = mapped_column(BigInteger)  # since 1970, of the scan it was held for
    reason: Mapped[str] = mapped_column(String(20))
    by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(10), default="held")
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        CheckConstraint("state IN ('held', 'released', 'kept')", name="state"),
        CheckConstraint("(state = 'held') = (ended_at IS NULL)", name="ended_once"),
        CheckConstraint("(ended_by IS NULL) = (ended_at IS NULL)", name="ended_by_somebody"),
        CheckConstraint("by <> member_id AND (ended_by IS NULL OR ended_by <> member_id)", name="not_of_oneself"),
    )


class Badge(Pictured, Model):
    """A plate to be earned, step by step; several steps make it a trail."""

    __tablename__ = "badges"

    id: Mapped[int] = mapped_column(primary_key=True)
    name_fr: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80), default="")
    text_fr: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text, default="")
    in_order: Mapped[bool] = mapped_column(default=False)
    within_days: Mapped[int | None]
    ends_at: Mapped[datetime | None] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(10), default="draft")
    version: Mapped[int] = mapped_column(default=1)  # counts the edits: nobody overwrites what they have not read
    reviewed_at: Mapped[datetime | None] = mapped_column(Instant)  # when it was given to who had earned it before
    key: Mapped[str | None] = mapped_column(String(64), unique=True, index=True)  # of the page it was written on

    __table_args__ = (
        CheckConstraint("within_days IN (1, 7, 30, 365)", name="within_days"),
        CheckConstraint("state IN ('draft', 'published', 'archived')", name="state"),
    )

    @property
    def address(self) -> str:
        """Its page."""
        return f"/parcours/{self.id}"


class Step(Model):
    """A step of a badge: so many times what an entry says, for each of these columns that is filled."""

    __tablename__ = "badge_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    badge_id: Mapped[int] = mapped_column(ForeignKey("badges.id"))
    position: Mapped[int]
    times: Mapped[int]
    about: Mapped[str | None] = mapped_column(String(60))  # a thing, such as "activity:7", on whatever day
    category: Mapped[str | None] = mapped_column(String(40))
    museum_id: Mapped[int | None] = mapped_column(ForeignKey("museums.id"))
    because: Mapped[str | None] = mapped_column(String(40))

    __table_args__ = (
        UniqueConstraint("badge_id", "position"),
        CheckConstraint("times BETWEEN 1 AND 1000", name="times"),
        CheckConstraint("coalesce(about, category, because) IS NOT NULL OR museum_id IS NOT NULL", name="of_something"),
    )


class Award(Model):
    """A badge a member has, once and for good."""

    __tablename__ = "awards"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    badge_id: Mapped[int] = mapped_column(ForeignKey("badges.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)


class CommonGoal(Model):
    """What everybody does together; `done` is counted from the entries by the runner, for the pages to read."""

    __tablename__ = "common_goals"

    id: Mapped[int] = mapped_column(primary_key=True)
    name_fr: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80), default="")
    reward_fr: Mapped[str] = mapped_column(String(200))
    reward_en: Mapped[str] = mapped_column(String(200), default="")
    target: Mapped[int]
    museum_id: Mapped[int | None] = mapped_column(ForeignKey("museums.id"))
    category: Mapped[str | None] = mapped_column(String(40))
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(10), default="draft")
    done: Mapped[int] = mapped_column(default=0)
    counted_at: Mapped[datetime | None] = mapped_column(Instant)
    key: Mapped[str | None] = mapped_column(String(64), unique=True, index=True)  # of the page it was written on

    __table_args__ = (
        CheckConstraint("target BETWEEN 1 AND 1000000", name="target"),
        CheckConstraint("starts_at < ends_at", name="days"),
        CheckConstraint("state IN ('draft', 'published', 'archived')", name="state"),
    )
