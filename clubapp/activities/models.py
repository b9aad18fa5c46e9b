"""An activity of a museum."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from clubapp.db import Instant, Model

LIMITS = ("once", "daily")

# The states an activity may go through, and no others.
NEXT = {"draft": {"published"}, "published": {"archived"}, "archived": {"published"}}


class Activity(Model):
    """What a visitor is invited to do, for how many points, how often."""

    __tablename__ = "activities"

    id: Mapped[int] = mapped_column(primary_key=True)
    museum_id: Mapped[int] = mapped_column(ForeignKey("museums.id"), index=True)
    title_fr: Mapped[str] = mapped_column(String(120))
    title_en: Mapped[str] = mapped_column(String(120), default="")
    text_fr: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text, default="")
    points: Mapped[int]
    limit: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10), default="draft")
    version: Mapped[int] = mapped_column(default=1)  # counts the edits: nobody overwrites what they have not read
    key: Mapped[str | None] = mapped_column(String(64), unique=True, index=True)  # of the page it was written on
    published_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        CheckConstraint("points BETWEEN 0 AND 500", name="points"),
        CheckConstraint("\"limit\" IN ('once', 'daily')", name="limit"),
        CheckConstraint("state IN ('draft', 'published', 'archived')", name="state"),
    )

    @property
    def address(self) -> str:
        """Where its posters lead."""
        return f"/activites/{self.id}"

    @staticmethod
    def number_at(address: str) -> int | None:
        """The number of the activity at such an address."""
        room, _, number = address.rpartition("/")
        return int(number) if room == "/activites" and number.isdigit() else None
