"""A survey, what it asks, who took part, and what was answered: in anonymous mode, nothing joins these two."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from clubapp.db import Instant, Model
from clubapp.pictures.models import Pictured

NAMED, CONFIDENTIAL, ANONYMOUS = "named", "confidential", "anonymous"
DRAFT, SCHEDULED, OPEN, PAUSED, CLOSED, PUBLISHED, ARCHIVED = (
    *("draft", "scheduled", "open", "paused", "closed", "published", "archived"),
)
# The states a survey may go through, and no others.
NEXT = {
    DRAFT: {SCHEDULED, OPEN},
    SCHEDULED: {DRAFT, OPEN},
    OPEN: {PAUSED, CLOSED},
    PAUSED: {OPEN, CLOSED},
    CLOSED: {PUBLISHED, ARCHIVED},
    PUBLISHED: {ARCHIVED},
    ARCHIVED: set[str](),
}
ANSWERED = "survey.answered"  # in the ledger
TITLE, LEAD, LABEL, HINT, CHOICE = 120, 600, 300, 300, 160  # signs

Answers = dict[str, list[str]]  # by the code of the question; what was said, in the order it counts
_JSON = JSON().with_variant(JSONB(), "postgresql")


class Survey(Model):
    """What a museum asks, of whom, until when; how its answers are kept (`identity`) is fixed once it has opened."""

    __tablename__ = "surveys"

    id: Mapped[int] = mapped_column(primary_key=True)
    museum_id: Mapped[int] = mapped_column(ForeignKey("museums.id"), index=True)
    title_fr: Mapped[str] = mapped_column(String(TITLE))
    title_en: Mapped[str] = mapped_column(String(TITLE), default="")
    lead_fr: Mapped[str] = mapped_column(String(LEAD))
    lead_en: Mapped[str] = mapped_column(String(LEAD), default="")
    slug: Mapped[str] = mapped_column(String(80), unique=True)  # in its address
    identity: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(10), default=DRAFT)
    audience: Mapped[str] = mapped_column(String(8), default="all")
    badge_id: Mapped[int | None] = mapped_column(ForeignKey("badges.id"))
    points: Mapped[int] = mapped_column(default=0)
    at_most: Mapped[int | None]  # answers, after which it closes by itself
    opens_at: Mapped[datetime | None] = mapped_column(Instant)
    closes_at: Mapped[datetime | None] = mapped_column(Instant)  # the first moment when it is over
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    moves: Mapped[int] = mapped_column(default=0)  # how often waiting answers were moved: its results change at these
    destroyed: Mapped[int] = mapped_column(default=0)  # answers too few to be anonymous
    figures: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # as they were published, by question: they stay so
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("surveys.id"), index=True)  # the version before it
    version: Mapped[int] = mapped_column(default=1)
    key: Mapped[str | None] = mapped_column(String(64), unique=True)  # of the page it was written on
    written_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))

    __table_args__ = (
        CheckConstraint("identity IN ('named', 'confidential', 'anonymous')", name="identity"),
        CheckConstraint(
            "state IN ('draft', 'scheduled', 'open', 'paused', 'closed', 'published', 'archived')", name="state"
        ),
        CheckConstraint("audience IN ('all', 'museum', 'badge')", name="audience"),
        CheckConstraint("(audience = 'badge') = (badge_id IS NOT NULL)", name="badge"),
        CheckConstraint("points BETWEEN 0 AND 200", name="points"),
        CheckConstraint("at_most >= 1", name="at_most"),
        CheckConstraint("opens_at < closes_at", name="window"),
        CheckConstraint("state <> 'scheduled' OR opens_at IS NOT NULL", name="scheduled"),
        UniqueConstraint("id", "identity"),
    )


class Item(Pictured, Model):
    """A question, or what stands between questions: a text, a picture, the beginning of a section.

    `settings` are its kind's (see kinds). `when` says when it is shown, or the survey ends before it: an `effect`, a
    `join` and clauses, each the code of an earlier question, an operator and a value; nothing: always shown.
    """

    __tablename__ = "survey_items"

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("surveys.id"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(20))  # names it in forms, answers and exports
    kind: Mapped[str] = mapped_column(String(10))
    label_fr: Mapped[str] = mapped_column(String(LABEL))
    label_en: Mapped[str] = mapped_column(String(LABEL), default="")
    hint_fr: Mapped[str] = mapped_column(String(HINT), default="")
    hint_en: Mapped[str] = mapped_column(String(HINT), default="")
    required: Mapped[bool] = mapped_column(default=False)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    when: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    shown: Mapped[bool] = mapped_column(default=False)  # its figures, to members, once the survey is published
    reading_fr: Mapped[str] = mapped_column(Text, default="")  # what the museum reads in them
    reading_en: Mapped[str] = mapped_column(Text, default="")
    decision_fr: Mapped[str] = mapped_column(Text, default="")  # and what it does about it
    decision_en: Mapped[str] = mapped_column(Text, default="")

    choices: Mapped[list[Choice]] = relationship(
        order_by="Choice.position", cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )

    __table_args__ = (UniqueConstraint("survey_id", "code"), Index("ix_survey_items_survey", "survey_id", "position"))


class Choice(Pictured, Model):
    """What may be chosen in a question, or a line of a matrix (`row`)."""

    __tablename__ = "survey_choices"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("survey_items.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(20))
    label_fr: Mapped[str] = mapped_column(String(CHOICE))
    label_en: Mapped[str] = mapped_column(String(CHOICE), default="")
    row: Mapped[bool] = mapped_column(default=False)
    special: Mapped[str] = mapped_column(String(5), default="")  # "other": with words; "none": it excludes the rest
    quota: Mapped[int | None]  # answers that may choose it

    __table_args__ = (
        UniqueConstraint("item_id", "code"),
        CheckConstraint("special IN ('', 'other', 'none')", name="special"),
        CheckConstraint("quota >= 1", name="quota"),
    )


class Draft(Model):
    """What a member has answered so far and not sent: theirs, whatever the identity mode, and said to them."""

    __tablename__ = "survey_drafts"

    survey_id: Mapped[int] = mapped_column(ForeignKey("surveys.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True, index=True)
    answers: Mapped[Answers] = mapped_column(JSON, default=dict, info={"personal": True})
    section: Mapped[int] = mapped_column(default=0)  # the furthest one has come to
    seed: Mapped[int]  # of the order in which choices are shown
    begun_at: Mapped[datetime] = mapped_column(Instant)
    saved_at: Mapped[datetime] = mapped_column(Instant)


class Participation(Model):
    """A member took part, once. It names its response in the modes that know it; never an anonymous one."""

    __tablename__ = "survey_participations"

    survey_id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True, index=True)
    identity: Mapped[str] = mapped_column(String(12))
    day: Mapped[date] = mapped_column(Date)
    seconds: Mapped[int]  # from the first page to the sending
    response_id: Mapped[bytes | None] = mapped_column(LargeBinary(16), unique=True)

    __table_args__ = (
        ForeignKeyConstraint(["survey_id", "identity"], ["surveys.id", "surveys.identity"]),
        CheckConstraint("(identity = 'anonymous') = (response_id IS NULL)", name="anonymous_has_no_response"),
    )


class Response(Model):
    """What somebody answered. Its number is drawn at random, and on SQLite gives the row its place: no order shows."""

    __tablename__ = "survey_responses"

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("surveys.id"), index=True)
    answers: Mapped[Answers] = mapped_column(_JSON, info={"personal": True})
    seed: Mapped[int]
    day: Mapped[date | None] = mapped_column(Date)  # none in anonymous mode
    pseudonym: Mapped[str | None] = mapped_column(String(12), info={"personal": True})  # in confidential mode
    tags: Mapped[dict[str, list[str]]] = mapped_column(
        JSON, default=dict, info={"personal": True}
    )  # staff's, by question
    told: Mapped[bool] = mapped_column(default=True)  # counted in results; a confidential one waits for its batch

    __table_args__ = ({"sqlite_with_rowid": False},)


class Waiting(Model):
    """An anonymous answer that waits to be shuffled among others; until then the base's inside shows when it came."""

    __tablename__ = "survey_waiting"

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("surveys.id"), index=True)
    answers: Mapped[Answers] = mapped_column(_JSON, info={"personal": True})
    seed: Mapped[int]

    __table_args__ = ({"sqlite_with_rowid": False},)


class Fix(Model):
    """A wording put right after the first answer: what it said before."""

    __tablename__ = "survey_fixes"

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("surveys.id"), index=True)
    about: Mapped[str] = mapped_column(String(50))  # the code of the item, or nothing: the survey itself
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime] = mapped_column(Instant)
