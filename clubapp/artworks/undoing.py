"""Undoing an import: what it made goes, what it changed comes back, what somebody did since stays and is counted."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select, update
from sqlalchemy.orm import aliased

from clubapp.artworks.importing import STRETCH, move
from clubapp.artworks.joconde import LEADER
from clubapp.artworks.models import DONE, IMPORTING, UNDOING, UNDONE, Artwork, Import, Like, Row
from clubapp.db import AnyRow, Rows, act, db, table
from clubapp.journal import rules as journal
from clubapp.refusals import Refused

_works = table(Artwork)


class ChangedLater(Refused):
    """Another import has changed the same works since: undoing this one would mix the two."""

    says = _l("L'import n° %(number)s a touché ensuite les mêmes œuvres : annulez-le d'abord.")


@act
def undo(import_id: int, *, by: int | None = None) -> Import:
    """Begin to undo an import, or go on. Raises NotNow, ChangedLater."""
    goes_on = db.session.get_one(Import, import_id).state == UNDOING
    asked = move(import_id, UNDOING)
    if (number := _later(import_id)) is not None:
        raise ChangedLater(number=number)
    if not goes_on:
        asked.line = asked.kept = 0
    journal.note("artworks.undone", about=f"artwork_import:{import_id}", by=by)
    return asked


def _later(import_id: int) -> int | None:
    """The last import that touched works after this one did, if any."""
    theirs, mine = aliased(Row), aliased(Row)
    query = (
        select(theirs.import_id)
        .join(mine, mine.artwork_id == theirs.artwork_id)
        .join(Import, Import.id == theirs.import_id)
        .where(mine.import_id == import_id, mine.outcome.in_(("created", "changed")))
        .where(theirs.import_id != import_id, theirs.id > mine.id, theirs.outcome == "changed")
        .where(Import.state.in_((IMPORTING, DONE, UNDOING)))
        .order_by(theirs.id.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def go_on(import_id: int) -> Generator[int, None, None]:
    """Take an undoing to its end; yields the lines it has got to."""
    while line := _take(import_id):
        yield line


@act
def _take(import_id: int) -> int:
    """Undo a stretch of lines; returns the last of them, 0 when there is none left."""
    held = db.session.scalars(select(Import).where(Import.id == import_id).with_for_update()).one()
    if held.state != UNDOING:
        return 0
    rows = db.session.execute(
        select(Row.line, Row.outcome, Row.before, Row.after, Row.artwork_id)
        .where(Row.import_id == import_id, Row.line > held.line, Row.outcome.in_(("created", "changed")))
        .where(Row.artwork_id.is_not(None))
        .order_by(Row.line)
        .limit(STRETCH)
    ).all()
    if not rows:
        held.state = UNDONE
        return 0
    held.kept += _removed([row.artwork_id for row in rows if row.outcome == "created"])
    held.kept += _given_back([row for row in rows if row.outcome == "changed"])
    held.line = rows[-1].line
    return held.line


def _removed(numbers: list[int]) -> int:
    """Delete the works an import made; those that somebody edited, pictured or likes since stay, and are counted."""
    if not numbers:
        return 0
    held = db.session.execute(select(_works).where(_works.c.id.in_(numbers)).with_for_update()).all()
    liked = set(db.session.scalars(select(Like.artwork_id).where(Like.artwork_id.in_(numbers))))
    gone = [work.id for work in held if not (work.edited or work.picture_id or work.id in liked)]
    db.session.execute(delete(_works).where(_works.c.id.in_(gone)))
    return len(held) - len(gone)


def _given_back(rows: Rows) -> int:
    """Give works back what they said before; what was edited since stays, and its works are counted."""
    numbers = [row.artwork_id for row in rows]
    query = select(_works).where(_works.c.id.in_(numbers)).with_for_update()
    works = {work.id: work for work in db.session.execute(query)} if numbers else {}
    kept = 0
    for row in rows:
        changes, touched = _back(works[row.artwork_id], row)
        kept += touched
        if changes:
            changes["version"] = _works.c.version + 1
            db.session.execute(update(_works).where(_works.c.id == row.artwork_id).values(changes))
    return kept


def _back(work: AnyRow, row: AnyRow) -> tuple[dict[str, Any], bool]:
    """The columns to give back, and whether some stay, since somebody changed them or what goes with them."""
    now, before, after = work._mapping, row.before, row.after
    touched = {LEADER.get(name, name) for name in after if name not in _MARKS}
    since = touched & {LEADER.get(name, name) for name, value in after.items() if now[name] != value}
    since |= touched & set(now["edited"])
    back = {name: value for name, value in before.items() if LEADER.get(name, name) in touched - since}
    if "edited" in after:
        back["edited"] = sorted({*before["edited"], *now["edited"]})
    if "flags" in after and now["flags"] == after["flags"] and not since:
        back["flags"] = before["flags"]
    return back, bool(since)


_MARKS = ("flags", "edited")
