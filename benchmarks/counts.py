"""Counts and bytes: exact on any machine, so these may fail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Engine, event

from benchmarks.club import HOST, Club
from tests.first_visit import fetched, loaded, weight

KB = 1000
# Statements each answer sends to the base; raise one only with a reason.
STATEMENTS = {"/": 9, "/activites": 5, "/moi/points": 8, "/boutique": 6}
SCAN_STATEMENTS = 18


@dataclass(frozen=True)
class Count:
    what: str
    found: int
    most: int

    @property
    def kept(self) -> bool:
        return self.found <= self.most


def first_visit(club: Club) -> Iterator[Count]:
    """What a stranger's first page weighs, compressed, with all it loads."""
    visitor = club.app.test_client(use_cookies=False)
    found = loaded("/", lambda address: fetched(visitor, address, base_url=f"https://{HOST}"))
    yield Count("First visit, home: requests", len(found), 8)
    yield Count("First visit, home: bytes", weight(found), 60 * KB)
    yield Count("First visit, home: bytes of HTML and CSS", weight(found, "text/html", "text/css"), 14 * KB)


def statements(club: Club) -> Iterator[Count]:
    """How many statements the pages of a member send to the base."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            sent.append(statement)

    event.listen(Engine, "after_cursor_execute", note)
    for path, most in STATEMENTS.items():
        sent.clear()
        club.answer(path)
        yield Count(f"Statements, {path}", len(sent), most)
    sent.clear()
    club.answer("/scans", code=club.codes[-1], scan_id="counted-by-bench")
    yield Count("Statements, a scan and its page", len(sent), SCAN_STATEMENTS)
    event.remove(Engine, "after_cursor_execute", note)
