"""An import as a terminal tells it: each line that is worth a word, how far it is, and a line of counts at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flask_babel import lazy_gettext as _l

from clubapp.artworks import importing, reasons, running, tables, undoing
from clubapp.artworks.models import Import
from clubapp.db import db
from clubapp.refusals import Refused

_MEGABYTE = 2**20
_MANY = 5000  # lines
_COUNTS = ("created", "changed", "unchanged", "flagged", "refused")


class NoFile(Refused):
    """Neither a file to bring in nor an import to undo."""

    says = _l("Donnez un fichier, ou --undo et le numéro d'un import.")


class NoSuchImport(Refused):
    """No import has this number."""

    says = _l("Aucun import n'a ce numéro.")


def brought(file: Path | None, *, overwrite: bool = False, dry_run: bool = False) -> Iterator[str]:
    """Bring a file in, or only try it: then every line is told, and nothing of it is kept. Raises Refused."""
    if file is None:
        raise NoFile
    tables.opened(file)
    sent = importing.receive(str(file.resolve()), file.name, file.stat().st_size)
    begin = importing.try_out if dry_run else importing.bring_in
    begin(sent.id, overwrite=overwrite)
    told, at = 0, 0
    for read in importing.go_on(sent.id):
        yield from _lines(sent.id, told, every=dry_run)
        asked = _fresh(sent.id)
        told = asked.line
        if read // _MEGABYTE > at:
            at = read // _MEGABYTE
            yield f"… {at} / {max(asked.size // _MEGABYTE, at)} MB, line {told}"
    counts = _counts(_fresh(sent.id))
    if dry_run:
        importing.forget(sent.id)
    else:
        yield f"import {sent.id}"
    yield counts


def undone(number: int) -> Iterator[str]:
    """Undo an import. Raises Refused."""
    if running.of(number) is None:
        raise NoSuchImport
    undoing.undo(number)
    at = 0
    for line in undoing.go_on(number):
        if line // _MANY > at:
            at = line // _MANY
            yield f"… line {line}"
    asked = _fresh(number)
    done = f"{asked.created} made, {asked.changed} changed, all as before but {asked.kept} that somebody touched since"
    yield f"import {number} undone: {done}"


def _fresh(number: int) -> Import:
    return db.session.get_one(Import, number, populate_existing=True)


def _lines(number: int, after: int, *, every: bool) -> Iterator[str]:
    while rows := running.report(number, "" if every else "refused", after=after):
        for row in rows:
            why = reasons.because(row.reasons)
            yield f"{row.line}\t{row.reference or '—'}\t{reasons.OUTCOMES[row.outcome]}\t{why}".rstrip()
        after = rows[-1].line


def _counts(asked: Import) -> str:
    return ", ".join(f"{getattr(asked, name)} {name}" for name in _COUNTS)
