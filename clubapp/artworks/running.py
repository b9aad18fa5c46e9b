"""An import as an errand: asked for on a page, taken to its end by the runner, a stretch of lines at each step."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any

from sqlalchemy import select

from clubapp.artworks import importing, undoing
from clubapp.artworks.models import UNDOING, Import, Row
from clubapp.db import Rows, act, db
from clubapp.errands import rules as errands
from clubapp.errands.models import Errand
from clubapp.members.models import Member

KIND = "artworks.import"
PAGE = 50
IMPORTS = 30


@act
def try_out(import_id: int, *, overwrite: bool) -> Import:
    """Ask for a trial. Raises NotNow."""
    return _errand(importing.try_out(import_id, overwrite=overwrite))


@act
def bring_in(import_id: int, *, by: int) -> Import:
    """Ask for the import, as it was tried. Raises NotNow."""
    overwrite = db.session.get_one(Import, import_id).overwrite
    return _errand(importing.bring_in(import_id, overwrite=overwrite, by=by))


@act
def undo(import_id: int, *, by: int) -> Import:
    """Ask for the undoing. Raises NotNow, ChangedLater."""
    return _errand(undoing.undo(import_id, by=by))


def _errand(asked: Import) -> Import:
    steps = asked.created + asked.changed + asked.unchanged + asked.refused if asked.state == UNDOING else asked.size
    errand = errands.ask(KIND, None, max(steps, 1), number=asked.id, state=asked.state)
    asked.errand_id = errand.id
    return asked


def work(facts: Mapping[str, Any]) -> Generator[int, None, bytes]:
    """Do the errand; its file is empty, since the works are what came of it."""
    asked = db.session.get_one(Import, facts["number"])
    errand = db.session.get(Errand, asked.errand_id or 0)
    most = errand.total if errand else 1
    steps = undoing.go_on(asked.id) if asked.state == UNDOING else importing.go_on(asked.id)
    for done in steps:
        yield min(done, most)
    return b""


def every() -> Rows:
    """The last imports, newest first, each with who asked for it (no name once erased)."""
    query = (
        select(Import, Member.display_name.label("who"))
        .outerjoin(Member, Member.id == Import.by)
        .order_by(Import.id.desc())
        .limit(IMPORTS)
    )
    return db.session.execute(query).all()


def of(import_id: int) -> Import | None:
    """An import, with how far its errand is."""
    return db.session.get(Import, import_id)


def errand_of(asked: Import) -> Errand | None:
    """The errand an import is, while somebody keeps it."""
    return db.session.get(Errand, asked.errand_id) if asked.errand_id else None


def report(import_id: int, outcome: str = "", *, after: int = 0) -> Rows:
    """The lines of an import, in the order of the file; those of one outcome, or `flagged`, if asked."""
    columns = (Row.line, Row.reference, Row.outcome, Row.flagged, Row.reasons, Row.artwork_id)
    query = select(*columns).where(Row.import_id == import_id, Row.line > after).order_by(Row.line).limit(PAGE)
    if outcome:
        query = query.where(Row.flagged if outcome == "flagged" else Row.outcome == outcome)
    return db.session.execute(query).all()
