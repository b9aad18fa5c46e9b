"""The receipt book: each entry of the ledger in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from clubapp.activities import rules as activities
from clubapp.activities.models import DONE, RATED, Activity
from clubapp.articles import rules as articles
from clubapp.articles.models import FINISHED, Article
from clubapp.labels import rules as labels
from clubapp.labels.models import READ, Lab
from clubapp.museums import rules as museums
from clubapp.points import granting, holding, ledger
from clubapp.points.models import GIVEN, HELD, RELEASED, TAKEN, Entry
from clubapp.polls import rules as polls
from clubapp.polls.models import ANSWERED as POLLED
from clubapp.polls.models import Poll
from clubapp.shop import claiming
from clubapp.shop.claiming import CLAIMED
from clubapp.shop.models import Gift
from clubapp.surveys import rules as surveys
from clubapp.surveys.models import ANSWERED, Survey

PAGE = 20
_THING = re.compile(r"(\w+):(\d+)")

Thing = Activity | Article | Gift | Lab | Poll | Survey

_WORDS = {
    DONE: _l("Activité"),
    RATED: _l("Votre retour"),
    FINISHED: _l("Lecture"),
    ANSWERED: _l("Enquête"),
    POLLED: _l("Sondage"),
    READ: _l("Cartel relu"),
    CLAIMED: _l("Cadeau"),
    GIVEN: _l("Donné par l'équipe"),
    TAKEN: _l("Repris par l'équipe"),
    HELD: _l("Retenu le temps d'une vérification"),
    RELEASED: _l("Rendu après vérification"),
    ledger.OWED: _l("Repris sur ce qui était dû"),
    ledger.REVERSED: _l("Correction"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the book: what, why if staff did it, the thing it is about, its page, where, the entry."""

    entry: Entry
    what: object
    why: object
    about: Thing | None
    leads_to: str
    museum: str


def book(member_id: int, before: int | None = None, kind: str = "") -> Sequence[Line]:
    """A page of a member's receipt book, newest first; of one kind of ledger.KINDS, if it is named."""
    entries = ledger.history(member_id, before=before, count=PAGE, kind=kind)
    origins = {entry.id: origin for entry, origin in zip(entries, ledger.origins(entries), strict=True)}
    things = _things(origins.values())
    reasons = {
        row.Grant.id: granting.REASONS[row.Grant.reason] for row in granting.told(_numbers("grant", origins.values()))
    }
    holds = holding.of_entries([_held(entry) for entry in entries if entry.because == HELD])
    houses = {museum.id: museum.name for museum in museums.every()}

    def line(entry: Entry) -> Line:
        room, number = _about(origins[entry.id])
        thing, leads_to = things.get((room, number), (None, ""))
        what = _WORDS.get(entry.because, _l("Mouvement"))
        if entry.because == ledger.REVERSED and room == "claim":
            what = _l("Bon rendu")
        why = reasons.get(number, "") if room == "grant" else ""
        if entry.because == HELD and (hold := holds.get(_held(entry))):
            why = holding.REASONS[hold.reason]
            what = _l("Repris après vérification") if hold.state == "kept" else what
        return Line(entry, what, why, thing, leads_to, houses.get(entry.museum_id or 0, ""))

    return [line(entry) for entry in entries]


def _things(abouts: Collection[str]) -> dict[tuple[str, int], tuple[Thing, str]]:
    """What entries are about, by room and number, each with its page."""
    done = activities.titles([*_numbers("activity", abouts), *_numbers("rated", abouts)])
    read = articles.titles(_numbers("article", abouts))
    marked = labels.titles(_numbers("label", abouts))
    polled = polls.titles(_numbers("poll", abouts))
    asked = surveys.titles(_numbers("survey", abouts))
    gifts = claiming.gifts(_numbers("claim", abouts))
    return {
        **{(room, number): (it, it.address) for room in ("activity", "rated") for number, it in done.items()},
        **{("article", number): (it, f"/articles/{it.slug}") for number, it in read.items()},
        **{("label", number): (it, it.address) for number, it in marked.items()},
        **{("poll", number): (it, f"/sondages/{number}") for number, it in polled.items()},
        **{("survey", number): (it, f"/enquetes/{it.slug}") for number, it in asked.items()},
        **{("claim", number): (it, f"/moi/bons/{number}") for number, it in gifts.items()},
    }


def _numbers(room: str, abouts: Iterable[str]) -> list[int]:
    return [number for named, number in map(_about, abouts) if named == room]


def number(room: str, about: str | None) -> int:
    """The number of a thing of this room; 0 of anything else."""
    named, found = _about(about or "")
    return found if named == room else 0


def _held(entry: Entry) -> int:
    """The number of the entry that a hold is about."""
    return _about(entry.about)[1]


def _about(about: str) -> tuple[str, int]:
    """The room and the number in "activity:7", "activity:7@2026-11-22", "activity:7#3" or "claim:12"."""
    named = _THING.match(about)
    return (named[1], int(named[2])) if named else ("", 0)
