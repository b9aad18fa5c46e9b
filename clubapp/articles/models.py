"""An article, what it said at each edit, and what its readers do with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from clubapp.db import Instant, Model
from clubapp.pictures.models import Pictured

DRAFT, IN_REVIEW, SCHEDULED, PUBLISHED, ARCHIVED = "draft", "in_review", "scheduled", "published", "archived"
# The states an article may go through, and no others.
NEXT = {
    DRAFT: {IN_REVIEW},
    IN_REVIEW: {DRAFT, SCHEDULED, PUBLISHED},
    SCHEDULED: {IN_REVIEW, PUBLISHED},
    PUBLISHED: {ARCHIVED},
    ARCHIVED: {PUBLISHED, DRAFT},
}
FINISHED = "article.read"  # in the ledger
TITLE, LEAD, ACT, ADDRESS = 120, 400, 80, 200  # signs


class Article(Pictured, Model):
    """What a museum gives to read: in French, perhaps in English and in easy French, to everybody or to some.

    Its English is written at leisure and shown once it is whole. The title and the lead are read by all, whoever may
    read the rest.
    """

    __tablename__ = "articles"

    id: Mapped[int] = mapped_column(primary_key=True)
    museum_id: Mapped[int] = mapped_column(ForeignKey("museums.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    title_fr: Mapped[str] = mapped_column(String(TITLE))
    title_en: Mapped[str] = mapped_column(String(TITLE), default="")
    lead_fr: Mapped[str] = mapped_column(String(LEAD))
    lead_en: Mapped[str] = mapped_column(String(LEAD), default="")
    text_fr: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text, default="")
    easy_fr: Mapped[str] = mapped_column(Text, default="")  # “facile à lire”
    english_shown: Mapped[bool] = mapped_column(default=False)
    recording: Mapped[str] = mapped_column(String(ADDRESS), default="")  # where it is heard or seen
    transcript_fr: Mapped[str] = mapped_column(Text, default="")
    transcript_en: Mapped[str] = mapped_column(Text, default="")
    visibility: Mapped[str] = mapped_column(String(10), default="everyone")
    badge_id: Mapped[int | None] = mapped_column(ForeignKey("badges.id"))
    poll_id: Mapped[int | None] = mapped_column(ForeignKey("polls.id"))  # asked where its text ends
    act_fr: Mapped[str] = mapped_column(String(ACT), default="")  # the one thing to do at its end,
    act_en: Mapped[str] = mapped_column(String(ACT), default="")
    act_to: Mapped[str] = mapped_column(String(ADDRESS), default="")  # and the page of ours where it is done
    words_fr: Mapped[int] = mapped_column(default=0)
    words_en: Mapped[int] = mapped_column(default=0)
    slug: Mapped[str] = mapped_column(String(80), unique=True)  # in its address; kept once it was published
    state: Mapped[str] = mapped_column(String(10), default=DRAFT)
    version: Mapped[int] = mapped_column(default=1)  # counts the edits: nobody overwrites what they have not read
    key: Mapped[str | None] = mapped_column(String(64), unique=True, index=True)  # of the page it was written on
    written_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))  # its author
    edited_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))  # whose this version is
    reviewed_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))  # another, who read this version
    note: Mapped[str] = mapped_column(String(LEAD), default="")  # why it was sent back
    scheduled_at: Mapped[datetime | None] = mapped_column(Instant)
    published_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        CheckConstraint("kind IN ('collection', 'profession', 'short', 'dossier', 'recording')", name="kind"),
        CheckConstraint("visibility IN ('everyone', 'members', 'badge')", name="visibility"),
        CheckConstraint("(visibility = 'badge') = (badge_id IS NOT NULL)", name="badge"),
        CheckConstraint("state IN ('draft', 'in_review', 'scheduled', 'published', 'archived')", name="state"),
        CheckConstraint("(state = 'scheduled') = (scheduled_at IS NOT NULL)", name="scheduled"),
        CheckConstraint("state NOT IN ('published', 'archived') OR published_at IS NOT NULL", name="published"),
        CheckConstraint("reviewed_by <> written_by AND reviewed_by <> edited_by", name="reviewed_by_another"),
        Index("ix_articles_state_published", "state", "published_at", "id"),
    )


class Revision(Model):
    """What an article said at one of its versions; its picture apart, which has no versions."""

    __tablename__ = "article_revisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    version: Mapped[int]
    said: Mapped[dict[str, Any]] = mapped_column(JSON)
    by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (UniqueConstraint("article_id", "version"),)


class Keeping(Model):
    """An article that a member keeps for later."""

    __tablename__ = "article_keepings"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (UniqueConstraint("member_id", "article_id"),)


class Reaction(Model):
    """What an article did to a reader, in a word."""

    __tablename__ = "article_reactions"

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True, index=True)
    feeling: Mapped[str] = mapped_column(String(10), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (CheckConstraint("feeling IN ('learned', 'surprised', 'moved')", name="feeling"),)
