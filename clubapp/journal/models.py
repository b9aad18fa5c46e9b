"""A line of the journal. Lines are append-only: triggers refuse to change one, or to remove one of the last year."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from clubapp.db import Instant, Model


class Line(Model):
    """One act of the staff: no words, no name and no address, so that whoever is erased leaves it clean.

    `by` is nobody for what was done from a terminal, `about` nothing for a search that found nobody.
    """

    __tablename__ = "journal"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    act: Mapped[str] = mapped_column(String(40))
    about: Mapped[str | None] = mapped_column(String(60))
    museum_id: Mapped[int | None] = mapped_column(ForeignKey("museums.id"))

    __table_args__ = (
        CheckConstraint("act LIKE '_%._%'", name="act_is_a_fact"),
        CheckConstraint(r"about LIKE '_%\:_%' AND about NOT LIKE '%@%'", name="about_is_a_thing"),
        Index("ix_journal_by_at", "by", "at"),
        Index("ix_journal_museum", "museum_id", "id"),
    )
