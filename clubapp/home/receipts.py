"""The receipt book: each entry of the ledger in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from clubapp.activities import rules as activities
from clubapp.activities.models import Activity
from clubapp.activities.scanning import DONE
from clubapp.museums import rules as museums
from clubapp.points import ledger
from clubapp.points.models import Entry
from clubapp.shop.claiming import CLAIMED

PAGE = 20

_WORDS = {
    DONE: _l("Activité"),
    CLAIMED: _l("Cadeau"),
    ledger.OWED: _l("Repris sur ce qui était dû"),
    ledger.REVERSED: _l("Correction"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the book: what, which activity, where, and the entry itself."""

    entry: Entry
    what: object
    activity: Activity | None
    museum: str


def book(member_id: int, before: int | None = None) -> Sequence[Line]:
    """A page of a member's receipt book, newest first."""
    entries = ledger.history(member_id, before=before, count=PAGE)
    titles = activities.titles([number for entry in entries if (number := _activity(entry))])
    houses = {museum.id: museum.name for museum in museums.every()}
    return [
        Line(
            entry,
            _WORDS.get(entry.because, _l("Mouvement")),
            titles.get(_activity(entry) or 0),
            houses.get(entry.museum_id or 0, ""),
        )
        for entry in entries
    ]


def _activity(entry: Entry) -> int | None:
    """The number in "activity:7" or "activity:7@2026-11-22"."""
    room, _, number = entry.about.partition("@")[0].partition(":")
    return int(number) if room == "activity" else None
