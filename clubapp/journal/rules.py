"""Writing what staff did, reading it back, and letting go of what is older than a year."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, func, select

from clubapp import clock
from clubapp.db import Rows, act, db
from clubapp.journal.models import Line
from clubapp.members.models import Member
from clubapp.museums.models import Museum

PAGE = 50
KEPT_FOR = timedelta(days=366)  # twelve months, whatever the year; the triggers let go one day before


@act
def note(did: str, *, about: str | None, by: int | None, museum_id: int | None = None) -> None:
    """Write that a staff member did something. Called once by the rule that does it, so that both stand or fall."""
    db.session.add(Line(at=clock.now(), by=by, act=did, about=about, museum_id=museum_id))
    db.session.flush()


def page(museum_id: int | None = None, did: str = "", *, before: int | None = None, count: int = PAGE) -> Rows:
    """Lines, newest first, of one museum or one act if named, each with who it was (no name once erased) and where."""
    lines = (
        select(Line, Member.display_name.label("who"), Museum.name.label("museum"))
        .outerjoin(Member, Member.id == Line.by)
        .outerjoin(Museum, Museum.id == Line.museum_id)
        .order_by(Line.id.desc())
        .limit(count)
    )
    if museum_id:
        lines = lines.where(Line.museum_id == museum_id)
    if did:
        lines = lines.where(Line.act == did)
    if before:
        lines = lines.where(Line.id < before)
    return db.session.execute(lines).all()


def times(did: str, by: int, within: timedelta) -> int:
    """How many times a staff member did something lately."""
    lately = (Line.by == by, Line.act == did, Line.at > clock.now() - within)
    return db.session.scalar(select(func.count()).where(*lately)) or 0


def did(what: str, about: str, by: int, within: timedelta) -> bool:
    """Whether a staff member did this to a thing lately."""
    lately = (Line.by == by, Line.at > clock.now() - within, Line.act == what, Line.about == about)
    return db.session.scalar(select(Line.id).where(*lately).limit(1)) is not None


@act
def sweep() -> None:
    """Forget the lines of more than a year."""
    db.session.execute(delete(Line).where(Line.at < clock.now() - KEPT_FOR))
