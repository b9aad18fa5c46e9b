"""Hanging pictures beside what they show, and taking them down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Table, select

from clubapp import clock, uploads
from clubapp.db import AnyRow, Columns, act, db, table
from clubapp.pictures.developing import Prints
from clubapp.pictures.models import Picture

STRAY = timedelta(days=1)  # what a file may be without a picture: it is written first
SAID = ("alt_fr", "alt_en", "decorative", "caption_fr", "caption_en", "credit", "licence", "source", "focus")
SEEN = ("name", "width", "height", *SAID)

_pictures = table(Picture)
_SEEN = [_pictures.c[name].label(f"picture_{name}") for name in SEEN]


@dataclass(frozen=True, slots=True)
class Frame:
    """What somebody wants hung: new prints, or the ones there are under these words; `bare` for nothing at all.

    `licence` and `focus` are of words.LICENCES and words.FOCI.
    """

    alt_fr: str
    alt_en: str
    credit: str
    by: int
    prints: Prints | None = None
    bare: bool = False
    decorative: bool = False
    caption_fr: str = ""
    caption_en: str = ""
    licence: str = ""
    source: str = ""
    focus: str = "centre"


def keep(frame: Frame) -> Frame:
    """A frame, once the files of its new prints are written: an act waits for no disk. Raises Busy."""
    if frame.prints:
        uploads.keep(frame.prints.files)
    return frame


@act
def hang(picture: Picture | None, frame: Frame | None) -> Picture | None:
    """Change what hangs beside a thing as a frame, if any, says; return the picture that hangs now, if one does."""
    if frame is None:
        return picture
    if frame.bare:
        if picture:
            db.session.delete(picture)
        return None
    if picture is None:
        if frame.prints is None:
            return None
        picture = Picture()
        db.session.add(picture)
    if frame.prints:
        picture.name, picture.width, picture.height = frame.prints.name, frame.prints.width, frame.prints.height
        picture.by, picture.at = frame.by, clock.now()
    for name in SAID:
        setattr(picture, name, getattr(frame, name))
    return picture


def beside(things: Table, query: Columns) -> Columns:
    """A select of things, with the columns of what hangs beside each: `seen` makes a picture of them."""
    return query.add_columns(*_SEEN).outerjoin(_pictures, _pictures.c.id == things.c.picture_id)


def seen(row: AnyRow) -> Picture | None:
    """What hangs beside the thing of such a row; it is to be looked at, no more."""
    said = {name: getattr(row, f"picture_{name}") for name in SEEN}
    return Picture(**said) if said["name"] else None


def sweep() -> None:
    """Delete the files that no picture has had for a day."""
    uploads.sweep(set(db.session.scalars(select(Picture.name))), before=clock.now() - STRAY)
