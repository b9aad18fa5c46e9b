"""Backups of the SQLite base: whole, checked, taken while the club is open. PostgreSQL has its own (pg_dump)."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from clubapp.db import db
from clubapp.home import leaving
from clubapp.members.models import Member


class Unfit(Exception):
    """The file is not a backup that can be trusted; its words say why."""


def backup(file: Path) -> None:
    """Write a copy of the base, as it is at one instant, to `file`. Raises Unfit when the copy is not sound."""
    # A folder of its own beside the file: nothing half-written ever has the file's name, or is seen by others.
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=file.absolute().parent) as folder:
        draft = Path(folder) / file.name
        with closing(sqlite3.connect(_base())) as base, closing(sqlite3.connect(draft)) as copy:
            base.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
        draft.chmod(0o600)
        verify(draft)
        draft.replace(file)


def restore(file: Path) -> int:
    """Put a backup in the base's place, even while others read it; return how many members were erased again."""
    _base()
    verify(file)
    erased = _erased()
    db.session.remove()
    db.engine.dispose()
    with closing(_read(file)) as copy, closing(sqlite3.connect(_base(), timeout=10)) as base:
        copy.backup(base)
    db.engine.dispose()
    return _erase_again(erased)


def verify(file: Path) -> None:
    """Read every page of a backup. Raises Unfit when it is not a sound base of the club."""
    try:
        with closing(_read(file)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise Unfit(f"{file}: its pages are damaged.")
            if copy.execute("PRAGMA foreign_key_check").fetchall():
                raise Unfit(f"{file}: some of its rows point at nothing.")
            copy.execute("SELECT version_num FROM alembic_version")
            copy.execute("SELECT count(*) FROM entries")
    except sqlite3.Error as fault:
        raise Unfit(f"{file} is not a base of the club ({fault}).") from fault


def _read(file: Path) -> sqlite3.Connection:
    if not file.is_file():
        raise Unfit(f"{file} is not there.")
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


def _base() -> str:
    if db.engine.dialect.name != "sqlite" or not db.engine.url.database:
        raise Unfit("This base is PostgreSQL's: use pg_dump and pg_restore.")
    return db.engine.url.database


def _erased() -> dict[int, datetime]:
    rows = db.session.execute(select(Member.id, Member.joined_at).where(Member.erased_at.is_not(None)))
    return {row.id: row.joined_at for row in rows}


def _erase_again(erased: dict[int, datetime]) -> int:
    """Who left since the backup has left for good: a restore brings back neither their name nor their scans."""
    back = db.session.scalars(select(Member).where(Member.erased_at.is_(None), Member.id.in_(erased))).all()
    known = [member.id for member in back if erased[member.id] == member.joined_at]
    for member_id in known:
        leaving.erase(member_id)
    return len(known)
