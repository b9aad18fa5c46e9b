"""Members, staff rights, sessions and the codes that open them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from clubapp import codes, sealing
from clubapp.db import Instant, Model

ROLES = ("desk", "curator", "admin")


class Member(Model):
    """A person of the club. Erased, the row stays without a name or an address, for the ledger's sake."""

    __tablename__ = "members"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True, info={"personal": True})
    display_name: Mapped[str] = mapped_column(String(40), info={"personal": True})
    language: Mapped[str] = mapped_column(String(2), info={"personal": True})
    # Names the member to their own browser (caches, queued scans) and to nobody else.
    mark: Mapped[str] = mapped_column(String(43), unique=True, default=sealing.token)
    card: Mapped[str | None] = mapped_column(String(12), unique=True, default=lambda: codes.new(codes.CARD))
    joined_at: Mapped[datetime] = mapped_column(Instant)
    entered_at: Mapped[datetime] = mapped_column(Instant)  # last signed in
    warned_at: Mapped[datetime | None] = mapped_column(Instant)  # told that their long absence ends the membership
    erased_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (CheckConstraint("(email IS NULL) = (erased_at IS NOT NULL)", name="erased_has_no_email"),)


class Staff(Model):
    """What a member may do behind the door; no museum means the whole network."""

    __tablename__ = "staff"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(10))
    museum_id: Mapped[int | None] = mapped_column(ForeignKey("museums.id"))

    __table_args__ = (CheckConstraint("role IN ('desk', 'curator', 'admin')", name="role"),)


class Session(Model):
    """One signed-in browser; its token is in that browser only."""

    __tablename__ = "sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    device: Mapped[str] = mapped_column(String(60), info={"personal": True})
    started_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    proven_at: Mapped[datetime | None] = mapped_column(Instant)  # when its second factor was shown


class StaffFactor(Model):
    """A staff member's authenticator application. What is offered takes the secret's place at its first right code."""

    __tablename__ = "staff_factors"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    secret: Mapped[str | None] = mapped_column(String(32))
    offered: Mapped[str | None] = mapped_column(String(32))
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    last_step: Mapped[int | None]  # of the last code taken: it and those before are worth nothing

    __table_args__ = (CheckConstraint("(secret IS NULL) = (confirmed_at IS NULL)", name="confirmed_has_secret"),)


class RecoveryCode(Model):
    """One of the codes on the sheet of paper for the day the application is lost; good once."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class FactorTry(Model):
    """A wrong second code, remembered for a day: they are what bounds guessing."""

    __tablename__ = "factor_tries"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime] = mapped_column(Instant, index=True)

    __table_args__ = (Index("ix_factor_tries_member_at", "member_id", "at"),)


class SignInCode(Model):
    """A code mailed to an address at a browser's request: one live for each pair, ended by use, time or five tries."""

    __tablename__ = "sign_in_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), index=True, info={"personal": True})
    browser: Mapped[str] = mapped_column(String(64))
    network: Mapped[str] = mapped_column(String(64), info={"personal": True})
    code_hash: Mapped[str] = mapped_column(String(64))
    short: Mapped[bool]
    sent_at: Mapped[datetime] = mapped_column(Instant, index=True)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    tries: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        CheckConstraint("tries BETWEEN 0 AND 5", name="tries"),
        Index(
            "uq_sign_in_codes_live",
            "email",
            "browser",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )
