"""An activity of a museum, the turns members take at it, and what they say of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from clubapp.db import Instant, Model
from clubapp.pictures.models import Pictured

# In the ledger: taking part, and saying what one thinks of it.
DONE, RATED = "activity.done", "activity.rated"

# The states an activity may go through, and no others.
NEXT = {"draft": {"published"}, "published": {"archived"}, "archived": {"published"}}


class Activity(Pictured, Model):
    """What a visitor is invited to do, for how many points, how often."""

    __tablename__ = "activities"

    id: Mapped[int] = mapped_column(primary_key=True)
    museum_id: Mapped[int] = mapped_column(ForeignKey("museums.id"), index=True)
    title_fr: Mapped[str] = mapped_column(String(120))
    title_en: Mapped[str] = mapped_column(String(120), default="")
    text_fr: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[str] = mapped_column(String(10), default="on_site")
    category: Mapped[str] = mapped_column(String(20), default="")  # one of categories.NAMES, or none
    room: Mapped[str] = mapped_column(String(80), default="")
    access_fr: Mapped[str] = mapped_column(String(400), default="")  # steps, seats, light, noise
    access_en: Mapped[str] = mapped_column(String(400), default="")
    points: Mapped[int]
    limit: Mapped[str] = mapped_column(String(10))
    times: Mapped[int | None]  # a week, Monday to Sunday in Paris
    minutes: Mapped[int | None]  # between two times
    ceiling: Mapped[int] = mapped_column(default=0)  # times a day, all members together; 0: as many as come
    proof: Mapped[str] = mapped_column(String(10), default="poster")
    question_fr: Mapped[str] = mapped_column(String(300), default="")
    question_en: Mapped[str] = mapped_column(String(300), default="")
    answers: Mapped[str] = mapped_column(Text, default="")  # those accepted, one a line
    opens_at: Mapped[datetime | None] = mapped_column(Instant)
    closes_at: Mapped[datetime | None] = mapped_column(Instant)  # the midnight that ends its last day
    hours: Mapped[str] = mapped_column(String(60), default="")  # as hours.Hours is written
    last_opening: Mapped[datetime | None] = mapped_column(Instant)  # of one with a last day, as openings.last finds it
    prototype: Mapped[bool] = mapped_column(default=False)  # on trial: members alone are shown it
    debrief: Mapped[str] = mapped_column(String(300), default="")  # where those who tried it tell how it went
    state: Mapped[str] = mapped_column(String(10), default="draft")
    version: Mapped[int] = mapped_column(default=1)  # counts the edits: nobody overwrites what they have not read
    key: Mapped[str | None] = mapped_column(String(64), unique=True, index=True)  # of the page it was written on
    published_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        CheckConstraint("points BETWEEN 0 AND 500", name="points"),
        CheckConstraint("\"limit\" IN ('once', 'daily', 'weekly', 'spaced')", name="limit"),
        CheckConstraint("(\"limit\" = 'weekly') = (times IS NOT NULL) AND times BETWEEN 1 AND 20", name="times"),
        CheckConstraint(
            "(\"limit\" = 'spaced') = (minutes IS NOT NULL) AND minutes BETWEEN 1 AND 1440", name="minutes"
        ),
        CheckConstraint("kind IN ('on_site', 'at_home')", name="kind"),
        CheckConstraint("ceiling >= 0", name="ceiling"),
        CheckConstraint("opens_at < closes_at", name="days"),
        CheckConstraint("proof IN ('poster', 'question', 'rotating', 'agent')", name="proof"),
        CheckConstraint("(proof = 'question') = (question_fr <> '' AND answers <> '')", name="question"),
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


class Opening(Model):
    """A window of the week when an activity is open, in minutes since Monday's midnight in Paris; see openings.py."""

    __tablename__ = "openings"

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    since: Mapped[int] = mapped_column(primary_key=True)
    until: Mapped[int]

    __table_args__ = (CheckConstraint("since >= 0 AND since < until AND until <= 10080", name="in_a_week"),)


class Turn(Model):
    """How many times a member took part in an activity that comes back by minutes, and when it does."""

    __tablename__ = "turns"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    times: Mapped[int]
    again_at: Mapped[datetime] = mapped_column(Instant)


class Tally(Model):
    """How many times an activity with a ceiling was counted on a day, all members together."""

    __tablename__ = "tallies"

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int]


class Rating(Model):
    """What a member who took part in an activity thinks of it, and what the team answered."""

    __tablename__ = "ratings"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    score: Mapped[int]
    reasons: Mapped[str] = mapped_column(String(80), default="")  # some of rating.REASONS, each between two spaces
    comment: Mapped[str] = mapped_column(Text, default="", info={"personal": True})
    language: Mapped[str] = mapped_column(String(2))  # that its comment is in
    may_publish: Mapped[bool] = mapped_column(default=False)
    rated_at: Mapped[datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)  # counts the changes: staff publish what they have read
    read_at: Mapped[datetime | None] = mapped_column(Instant)  # by the team
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("member_id", "activity_id"),
        CheckConstraint("score BETWEEN 1 AND 5", name="score"),
        CheckConstraint("published_at IS NULL OR (may_publish AND comment <> '')", name="published"),
        CheckConstraint("(answered_at IS NULL) = (answer = '')", name="answered"),
    )
