"""Pictures."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from clubapp.db import Instant, Model
from clubapp.pictures import developing

WORDS = 200
CREDIT = 200
SOURCE = 300


class Picture(Model):
    """A photograph hung beside a thing: the name of its files, the size of the widest, what it shows and whose it is.

    One that is decorative teaches nothing more and is not read aloud. Two rows may show the same files.
    """

    __tablename__ = "pictures"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(32))
    width: Mapped[int]
    height: Mapped[int]
    alt_fr: Mapped[str] = mapped_column(String(WORDS))
    alt_en: Mapped[str] = mapped_column(String(WORDS))
    decorative: Mapped[bool] = mapped_column(default=False)
    caption_fr: Mapped[str] = mapped_column(String(WORDS), default="")
    caption_en: Mapped[str] = mapped_column(String(WORDS), default="")
    credit: Mapped[str] = mapped_column(String(CREDIT))
    licence: Mapped[str] = mapped_column(String(10), default="")  # one of words.LICENCES
    source: Mapped[str] = mapped_column(String(SOURCE), default="")  # an address, or words
    focus: Mapped[str] = mapped_column(String(12), default="centre")  # one of words.FOCI
    by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (
        CheckConstraint("width >= 1 AND height >= 1", name="size"),
        CheckConstraint("(alt_fr <> '' OR decorative) AND credit <> ''", name="words"),
    )

    def prints(self, encoding: str) -> list[tuple[str, int]]:
        """The file and the width of each print, the narrowest first."""
        return [(developing.file_name(self.name, width, encoding), width) for width in developing.widths(self.width)]


class Pictured:
    """What may have a picture hung beside it: mix it into the model of a thing."""

    picture_id: Mapped[int | None] = mapped_column(ForeignKey("pictures.id", ondelete="SET NULL"), unique=True)

    @declared_attr
    def picture(cls) -> Mapped[Picture | None]:
        return relationship(Picture)
