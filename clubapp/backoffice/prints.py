"""What a poster says in its gallery, and a museum's posters in one file, drawn by the runner while a page counts."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
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
    """What posters say, in French first, as museums do; one that leads to no activity says nothing."""
    every = {museum.id: museum for museum in museums.every()}
    numbers = {poster.id: Activity.number_at(poster.leads_to) or 0 for poster in hung}
    behind = activities.titles(list(numbers.values()))
    with i18n.speaking("fr"):
        return [
            _placard(poster, activity, every[poster.museum_id], site)
            for poster in hung
            if (activity := behind.get(numbers[poster.id]))
        ]


def _placard(poster: Poster, activity: Activity, museum: AnyRow, site: str) -> Placard:
    earns = activity.proof in ("poster", "question")
    return Placard(
        code=poster.code,
        address=f"{site}/q/{poster.code}",
        title=activity.title_fr,
        promise=_promise(activity.points, earns=earns),
        museum=museum.name,
        place=poster.place,
        accent=printing.INKS[museum.accent],
        language="fr",
        earns=earns,
    )


def _promise(points: int, *, earns: bool) -> str:
    if not points:
        return _("Scannez : votre visite compte")
    if not earns:
        return ngettext("%(num)d point à gagner", "%(num)d points à gagner", points)
    return ngettext("Scannez : %(num)d point", "Scannez : %(num)d points", points)
