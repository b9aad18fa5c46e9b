"""Bringing in a table of works: tried first, then done, a stretch of lines at a time.

Each stretch is one act, which also writes how far the import is: whoever stops it finds it where it was, and the same
file brought in twice changes nothing. No more than a stretch is ever held.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, insert, select, update
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from clubapp import clock, uploads
from clubapp.artworks import deeds, joconde, tables
from clubapp.artworks.deeds import Deed
from clubapp.artworks.models import IMPORTING, NEXT, SENT, STOPPED, TRIED, TRYING, Artwork, Import, Row
from clubapp.artworks.tables import Line, Sheet
from clubapp.db import act, db, table
from clubapp.errands.models import Errand
from clubapp.journal import rules as journal
from clubapp.museums import rules as museums
from clubapp.refusals import Refused

_WORKS = table(Artwork)
STRETCH = 200  # lines an act takes
KEPT = timedelta(days=7)
AT_MOST_TRIED = (SENT, TRYING, TRIED)
_ENDS = {TRYING: TRIED, IMPORTING: "done"}


class NotNow(Refused):
    """An import can't go from where it is to what is asked: somebody was quicker, or it is still under way."""

    says = _l("Cet import n'est plus où vous l'avez vu : rechargez la page.")


@act
def receive(file: str, name: str, size: int, *, by: int | None = None) -> Import:
    """Write down that a file was sent; `file` is where it is kept, `name` what its sender called it."""
    sent = Import(file=file, name=name[:120], size=size, by=by, at=clock.now())
    db.session.add(sent)
    db.session.flush()
    return sent


@act
def forget(import_id: int) -> None:
    """Forget an import that was tried at most. Raises NotNow."""
    held = db.session.scalars(select(Import).where(Import.id == import_id).with_for_update()).one()
    if held.state not in AT_MOST_TRIED:
        raise NotNow
    db.session.delete(held)


@act
def sweep() -> None:
    """Forget imports that were tried at most, a week later."""
    old = (Import.state.in_(AT_MOST_TRIED), Import.at < clock.now() - KEPT)
    db.session.execute(delete(Import).where(*old))


def path(sent: Import) -> Path:
    """Where the file of an import is."""
    return uploads.folder() / sent.file


@act
def try_out(import_id: int, *, overwrite: bool = False) -> Import:
    """Begin to say what a file would do, line by line; no work changes. Raises NotNow."""
    return _anew(move(import_id, TRYING), overwrite)


@act
def bring_in(import_id: int, *, overwrite: bool = False, by: int | None = None) -> Import:
    """Begin to do it, or go on where it was stopped; `overwrite` what was put right by hand too. Raises NotNow."""
    goes_on = db.session.get_one(Import, import_id).state == IMPORTING
    moved = move(import_id, IMPORTING)
    journal.note("artworks.imported", about=f"artwork_import:{import_id}", by=by)
    return moved if goes_on else _anew(moved, overwrite)


def move(import_id: int, state: str) -> Import:
    """An import, held, once it is in this state. Raises NotNow where it can't be."""
    held = db.session.scalars(select(Import).where(Import.id == import_id).with_for_update()).one()
    if state not in NEXT[held.state] and not (is_stopped(held) and state in STOPPED[held.state]):
        raise NotNow
    held.state = state
    return held


def is_stopped(asked: Import) -> bool:
    """Whether an import is under way by its state, and nobody's errand any more."""
    errand = db.session.get(Errand, asked.errand_id) if asked.errand_id else None
    return asked.state in STOPPED and (errand is None or errand.ended_at is not None)


def _anew(asked: Import, overwrite: bool) -> Import:
    asked.overwrite, asked.line, asked.read = overwrite, 0, 0
    asked.created = asked.changed = asked.unchanged = asked.flagged = asked.refused = 0
    return asked


def go_on(import_id: int) -> Generator[int, None, None]:
    """Take an import under way to its end; yields how many bytes of its file were read. Raises what `opened` does."""
    asked = db.session.get_one(Import, import_id)
    state, sheet = asked.state, tables.opened(path(asked))
    network = {museum.museofile: museum.id for museum in museums.every() if museum.museofile}
    lines = tables.lines(sheet, after=max(asked.line, 1))
    while stretch := list(islice(lines, STRETCH)):
        if not _take(import_id, state, sheet, stretch, network):
            return
        yield stretch[-1].read
    _end(import_id, state)


@act
def _end(import_id: int, state: str) -> None:
    ended = update(Import).where(Import.id == import_id, Import.state == state)
    db.session.execute(ended.values(state=_ENDS[state], read=Import.size))


@act
def _take(import_id: int, state: str, sheet: Sheet, stretch: Sequence[Line], network: Mapping[str, int]) -> bool:
    """Take a stretch of lines. False when somebody else has moved the import meanwhile."""
    held = db.session.scalars(select(Import).where(Import.id == import_id).with_for_update()).one()
    if held.state != state or held.line >= stretch[0].number:
        return False
    done = _judged(held, stretch, network)
    made = _written(done) if state == IMPORTING else {}
    first, last = held.line, stretch[-1].number
    db.session.execute(delete(Row).where(Row.import_id == held.id, Row.line > first, Row.line <= last))
    db.session.execute(insert(table(Row)), [_row(held.id, deed, made) for deed in done])
    for deed in done:
        setattr(held, deed.outcome, getattr(held, deed.outcome) + 1)
        held.flagged += deed.flagged
    held.line, held.read = last, stretch[-1].read
    return True


def _row(import_id: int, deed: Deed, made: Mapping[str, int]) -> dict[str, Any]:
    before = {name: deed.work._mapping[name] for name in deed.changes} if deed.work and deed.changes else None
    return {
        "import_id": import_id,
        "line": deed.line,
        "reference": deed.said.reference,
        "outcome": deed.outcome,
        "flagged": deed.flagged,
        "reasons": [list(reason) for reason in deed.reasons],
        "artwork_id": deed.work.id if deed.work else made.get(deed.said.reference),
        "before": before,
        "after": deed.changes if deed.work else None,
    }


def _judged(held: Import, stretch: Sequence[Line], network: Mapping[str, int]) -> list[Deed]:
    """What comes of each line, beside the works there are and the lines before it."""
    read = [(line.number, joconde.read(line.cells, network, line.fault)) for line in stretch]
    asked = {said.reference for _number, said in read if said.reference and not said.refused}
    works = {work.reference: work for work in db.session.execute(select(_WORKS).where(_WORKS.c.reference.in_(asked)))}
    earlier = select(Row.reference, Row.line).where(
        Row.import_id == held.id, Row.reference.in_(asked), Row.line <= held.line, Row.outcome != "refused"
    )
    lines = {reference: number for reference, number in db.session.execute(earlier)}
    found = []
    for number, said in read:
        if said.refused:
            found.append(Deed(number, said, "refused", [said.refused]))
        elif (before := lines.setdefault(said.reference, number)) != number:
            found.append(Deed(number, said, "refused", [("twice", str(before))]))
        else:
            found.append(deeds.of(number, said, works.get(said.reference), held.overwrite))
    return found


def _written(done: Sequence[Deed]) -> dict[str, int]:
    """Write what changes; returns the numbers of the new works by their references."""
    new = [_DEFAULTS | dict(deed.changes or {}) for deed in done if deed.outcome == "created"]
    made: dict[str, int] = {}
    if new:
        inserted = insert(_WORKS).returning(_WORKS.c.id, _WORKS.c.reference)
        made = {reference: number for number, reference in db.session.execute(inserted, new)}
    for deed in done:
        if deed.work and deed.changes:
            changes = {**deed.changes, "version": _WORKS.c.version + 1}
            db.session.execute(update(_WORKS).where(_WORKS.c.id == deed.work.id).values(changes))
    return made


# What a new work says where no line speaks of it.
_DEFAULTS: dict[str, Any] = {
    column.name: column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None
    for column in _WORKS.columns
    if column.name not in ("id", "edited", "reference")
}
