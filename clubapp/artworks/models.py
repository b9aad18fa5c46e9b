"""A work, who likes it, and what each import did to it."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Float, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from clubapp.db import Instant, Model
from clubapp.pictures.models import Pictured

# The longest each may be, in signs; an import cuts at these and says so.
LONGEST = {
    "inventory": 80,
    "title_fr": 500,
    "title_en": 500,
    "maker": 400,
    "date_text": 200,
    "domain": 200,
    "technique": 400,
    "school": 120,
    "size_text": 300,
    "subjects": 4000,
    "description_fr": 8000,
    "description_en": 8000,
    "acquired": 400,
    "rights": 300,
    "image_at": 500,
    "museofile": 10,
    "museum_name": 160,
}
REFERENCE = 40
MEASURES = ("height", "width", "depth", "diameter")
YEARS = ("from_year", "to_year")


class Artwork(Pictured, Model):
    """A work that a museum keeps: of the network, or of another museum, whose Muséofile code and name stand here.

    `edited` names what was put right by hand here, which an import leaves alone; `flags` what is still to be checked.
    """

    __tablename__ = "artworks"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str | None] = mapped_column(String(REFERENCE), unique=True)  # in the Joconde base
    museum_id: Mapped[int | None] = mapped_column(ForeignKey("museums.id"), index=True)
    museofile: Mapped[str] = mapped_column(String(10), default="")
    museum_name: Mapped[str] = mapped_column(String(160), default="")
    inventory: Mapped[str | None] = mapped_column(String(80))  # as the wall label says it
    label: Mapped[str | None] = mapped_column(String(80), index=True)  # the same, as one looks for it
    title_fr: Mapped[str] = mapped_column(String(500))
    title_en: Mapped[str] = mapped_column(String(500), default="")
    maker: Mapped[str] = mapped_column(String(400), default="")
    date_text: Mapped[str] = mapped_column(String(200), default="")
    from_year: Mapped[int | None]
    to_year: Mapped[int | None]
    domain: Mapped[str] = mapped_column(String(200), default="")
    technique: Mapped[str] = mapped_column(String(400), default="")
    school: Mapped[str] = mapped_column(String(120), default="")
    size_text: Mapped[str] = mapped_column(String(300), default="")
    height: Mapped[float | None] = mapped_column(Float)  # centimetres, like the three that follow
    width: Mapped[float | None] = mapped_column(Float)
    depth: Mapped[float | None] = mapped_column(Float)
    diameter: Mapped[float | None] = mapped_column(Float)
    subjects: Mapped[str] = mapped_column(Text, default="")  # one a line
    description_fr: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")
    acquired: Mapped[str] = mapped_column(String(400), default="")
    rights: Mapped[str] = mapped_column(String(300), default="")
    image_at: Mapped[str] = mapped_column(String(500), default="")  # where the base says there is one; never fetched
    flags: Mapped[str] = mapped_column(String(200), default="")  # codes of `reasons`, a space between
    edited: Mapped[list[str]] = mapped_column(JSON, default=list)
    version: Mapped[int] = mapped_column(default=1)
    key: Mapped[str | None] = mapped_column(String(64), unique=True)  # of the page it was written on

    __table_args__ = (
        CheckConstraint("title_fr <> ''", name="titled"),
        CheckConstraint("(inventory IS NULL) = (label IS NULL)", name="label"),
        CheckConstraint("from_year <= to_year", name="years"),
        CheckConstraint("height > 0 AND width > 0 AND depth > 0 AND diameter > 0", name="measures"),
    )


def label(number: str) -> str:
    """An inventory number as one looks for it: case, spaces, accents and the kinds of dashes and points told apart by
    nobody in front of a wall."""
    plain = unicodedata.normalize("NFKD", number.casefold())
    return re.sub(r"[^0-9a-z]+", ".", "".join(sign for sign in plain if not unicodedata.combining(sign))).strip(".")[
        :80
    ]


class Like(Model):
    """A member likes a work, having stood before its label."""

    __tablename__ = "artwork_likes"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    artwork_id: Mapped[int] = mapped_column(ForeignKey("artworks.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (UniqueConstraint("member_id", "artwork_id"),)


class LostNumber(Model):
    """A member typed a number no label bears: counted for ten minutes, against guessing."""

    __tablename__ = "lost_numbers"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (Index("ix_lost_numbers_member_id_at", "member_id", "at"),)


# What an import may be, and where each leads. STOPPED: besides, once nobody works on it any more.
SENT, TRYING, TRIED, IMPORTING, DONE, UNDOING, UNDONE = (
    *("sent", "trying", "tried", "importing", "done", "undoing", "undone"),
)
NEXT = {
    SENT: {TRYING, IMPORTING},
    TRYING: {TRIED},
    TRIED: {IMPORTING},
    IMPORTING: {DONE},
    DONE: {UNDOING},
    UNDOING: {UNDONE},
    UNDONE: set[str](),
}
STOPPED = {TRYING: {TRYING}, IMPORTING: {IMPORTING, UNDOING}, UNDOING: {UNDOING}}
UNDER_WAY = tuple(STOPPED)


class Import(Model):
    """A file of works, tried, brought in, perhaps undone; `line` is the last one it has got to."""

    __tablename__ = "artwork_imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))  # as its sender called the file
    file: Mapped[str] = mapped_column(String(400))  # where it is kept, for a while
    size: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default=SENT)
    overwrite: Mapped[bool] = mapped_column(default=False)  # what was put right by hand too
    line: Mapped[int] = mapped_column(default=0)
    read: Mapped[int] = mapped_column(default=0)  # bytes of the file
    created: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    flagged: Mapped[int] = mapped_column(default=0)  # of those three
    refused: Mapped[int] = mapped_column(default=0)
    kept: Mapped[int] = mapped_column(default=0)  # works an undoing left as somebody had made them since
    errand_id: Mapped[int | None] = mapped_column(ForeignKey("errands.id", ondelete="SET NULL"))
    by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (
        CheckConstraint("state IN ('sent', 'trying', 'tried', 'importing', 'done', 'undoing', 'undone')", name="state"),
    )


class Row(Model):
    """What an import did, or would do, with one line; `before` and `after` are what it changed, for undoing it."""

    __tablename__ = "artwork_import_rows"

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("artwork_imports.id", ondelete="CASCADE"))
    line: Mapped[int]
    reference: Mapped[str] = mapped_column(String(REFERENCE))
    outcome: Mapped[str] = mapped_column(String(10))
    flagged: Mapped[bool] = mapped_column(default=False)
    reasons: Mapped[list[list[str]]] = mapped_column(JSON)  # each a code of `reasons` and its fact
    artwork_id: Mapped[int | None] = mapped_column(ForeignKey("artworks.id", ondelete="SET NULL"))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    __table_args__ = (
        CheckConstraint("outcome IN ('created', 'changed', 'unchanged', 'refused')", name="outcome"),
        UniqueConstraint("import_id", "line"),
        Index("ix_artwork_import_rows_reference", "import_id", "reference"),
        Index("ix_artwork_import_rows_artwork", "artwork_id", "import_id"),
    )
