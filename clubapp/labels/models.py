"""A lab, the texts it tries, and what members do with them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from clubapp.db import Instant, Model

DRAFT, OPEN, CLOSED, PUBLISHED = "draft", "open", "closed", "published"
# The states a lab may go through, and no others.
NEXT = {DRAFT: {OPEN}, OPEN: {CLOSED}, CLOSED: {PUBLISHED}, PUBLISHED: set[str]()}
READ = "label.read"  # in the ledger
TITLE, TEXT, REWRITE = 200, 2000, 2000  # signs


class Lab(Model):
    """A work whose label is on trial; in the end, the label written with what was said of it.

    The work may stand in the base or not: its title is the lab's own, as it was that day.
    """

    __tablename__ = "labels"

    id: Mapped[int] = mapped_column(primary_key=True)
    museum_id: Mapped[int] = mapped_column(ForeignKey("museums.id"), index=True)
    artwork_id: Mapped[int | None] = mapped_column(ForeignKey("artworks.id", ondelete="SET NULL"), index=True)
    title_fr: Mapped[str] = mapped_column(String(TITLE))
    title_en: Mapped[str] = mapped_column(String(TITLE), default="")
    points: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(10), default=DRAFT)
    final_fr: Mapped[str] = mapped_column(Text, default="")
    final_en: Mapped[str] = mapped_column(Text, default="")
    figures: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # counted once, at its closing
    version: Mapped[int] = mapped_column(default=1)  # counts the edits: nobody marks words they have not read
    key: Mapped[str | None] = mapped_column(String(64), unique=True, index=True)  # of the page it was written on
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    published_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        CheckConstraint("title_fr <> ''", name="titled"),
        CheckConstraint("points BETWEEN 0 AND 500", name="points"),
        CheckConstraint("state IN ('draft', 'open', 'closed', 'published')", name="state"),
        CheckConstraint("(state = 'published') = (final_fr <> '')", name="final"),
        CheckConstraint("(state = 'published') = (published_at IS NOT NULL)", name="published"),
    )

    @property
    def address(self) -> str:
        """Where its posters lead."""
        return f"/cartels/{self.id}"

    @staticmethod
    def number_at(address: str) -> int | None:
        """The number of the lab at such an address."""
        room, _, number = address.rpartition("/")
        return int(number) if room == "/cartels" and number.isdecimal() else None


class Version(Model):
    """One of the texts of a lab, A or B."""

    __tablename__ = "label_versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    label_id: Mapped[int] = mapped_column(ForeignKey("labels.id"))
    letter: Mapped[str] = mapped_column(String(1))
    text_fr: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        UniqueConstraint("label_id", "letter"),
        CheckConstraint("letter IN ('A', 'B')", name="letter"),
        CheckConstraint("text_fr <> ''", name="written"),
    )


class Reading(Model):
    """A member took part in a lab, once: in which language, and which of two texts they prefer."""

    __tablename__ = "label_readings"

    id: Mapped[int] = mapped_column(primary_key=True)
    label_id: Mapped[int] = mapped_column(ForeignKey("labels.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    language: Mapped[str] = mapped_column(String(2))
    preference: Mapped[str] = mapped_column(String(4), default="")
    at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("label_id", "member_id"),
        CheckConstraint("language IN ('fr', 'en')", name="language"),
        CheckConstraint("preference IN ('', 'A', 'B', 'none')", name="preference"),
    )


class Mark(Model):
    """What a member says of a word of a text, by its place: one thing at a time."""

    __tablename__ = "label_marks"

    version_id: Mapped[int] = mapped_column(ForeignKey("label_versions.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True, index=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(10))

    __table_args__ = (
        CheckConstraint("place >= 0", name="place"),
        CheckConstraint("mark IN ('obscure', 'liked', 'long')", name="mark"),
    )


class Rewrite(Model):
    """How a member would write a text; the team may hide it."""

    __tablename__ = "label_rewrites"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("label_versions.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    text: Mapped[str] = mapped_column(Text, info={"personal": True})
    hidden_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (UniqueConstraint("version_id", "member_id"), CheckConstraint("text <> ''", name="written"))
