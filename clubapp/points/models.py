"""Accounts and entries. Entries are append-only: triggers refuse to change or remove one, on both engines."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from clubapp.db import Instant, Model


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
