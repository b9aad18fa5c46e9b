"""What a poster says in its gallery, and a museum's posters in one file, drawn by the runner while a page counts."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from clubapp import clock, i18n
from clubapp.activities import rules as activities
from clubapp.activities.models import Activity
from clubapp.db import AnyRow
from clubapp.errands import rules as errands
from clubapp.errands.models import Errand
from clubapp.labels import rules as labels
from clubapp.labels.models import Lab
from clubapp.museums import rules as museums
from clubapp.posters import printing
from clubapp.posters import rules as posters
from clubapp.posters.models import Poster
from clubapp.posters.printing import Placard
from clubapp.refusals import Refused

KIND = "posters.printed"


class NothingToPrint(Refused):
    says = _l("Ce musée n'a pas encore d'affiche : elles naissent avec une activité.")


def ask(museum_id: int, size: str, *, site: str) -> Errand:
    """Ask for a museum's posters in one of the printing formats; their codes lead to `site`. Raises NothingToPrint."""
    total = len(posters.of_museum(museum_id))
    if not total:
        raise NothingToPrint
    return errands.ask(KIND, museum_id, total, museum=museum_id, format=size, site=site)


def draw(facts: Mapping[str, Any]) -> Generator[int, None, bytes]:
    """Do the errand, in the runner's language, which is the museums'."""
    shown = placards(posters.of_museum(facts["museum"]), facts["site"])
    return (yield from printing.drawn(shown, clock.now(), facts["format"]))


def placards(hung: Sequence[Poster], site: str) -> list[Placard]:
    """What posters say, in French first, as museums do; one that leads to nothing we know says nothing."""
    every = {museum.id: museum for museum in museums.every()}
    behind = led_to(poster.leads_to for poster in hung)
    with i18n.speaking("fr"):
        return [
            _placard(poster, thing, every[poster.museum_id], site)
            for poster in hung
            if (thing := behind.get(poster.leads_to))
        ]


def led_to(addresses: Iterable[str]) -> Mapping[str, Activity | Lab]:
    """The activities and the labs at these addresses, by address."""
    asked = set(addresses)
    numbers = [number for each in asked if (number := Activity.number_at(each))]
    others = [number for each in asked if (number := Lab.number_at(each))]
    found: list[Activity | Lab] = [*activities.titles(numbers).values(), *labels.titles(others).values()]
    return {thing.address: thing for thing in found}


def _placard(poster: Poster, thing: Activity | Lab, museum: AnyRow, site: str) -> Placard:
    asks = isinstance(thing, Lab)
    earns = isinstance(thing, Activity) and thing.proof in ("poster", "question")
    return Placard(
        code=poster.code,
        address=f"{site}/q/{poster.code}",
        title=thing.title_fr,
        promise=_("Ce cartel est-il clair ?") if asks else _promise(thing.points, earns=earns),
        museum=museum.name,
        place=poster.place,
        accent=printing.INKS[museum.accent],
        language="fr",
        earns=earns,
        asks=asks,
    )


def _promise(points: int, *, earns: bool) -> str:
    if not points:
        return _("Scannez : votre visite compte")
    if not earns:
        return ngettext("%(num)d point à gagner", "%(num)d points à gagner", points)
    return ngettext("Scannez : %(num)d point", "Scannez : %(num)d points", points)
