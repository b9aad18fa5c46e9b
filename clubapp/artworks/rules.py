"""Works as staff write them, find them and take them away in a table, and as visitors read them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, or_, select
from sqlalchemy.orm import load_only

from clubapp import sending
from clubapp.artworks import dates, joconde, reasons, sizes
from clubapp.artworks.models import Artwork, Like, label
from clubapp.db import AnyRow, Columns, Rows, act, db, table
from clubapp.journal import rules as journal
from clubapp.museums.models import Museum
from clubapp.pictures import rules as pictures
from clubapp.pictures.rules import Frame
from clubapp.refusals import Refused

STAFF_PAGE = 50
SHOWN_FROM = 5  # likes: fewer tell too much of who was there
MAPPED = 40_000  # in the map of the site, which holds 50 000 addresses at most
_ROWS = 500  # of an export, at a time

_works, _museums = table(Artwork), table(Museum)


class EditedMeanwhile(Refused):
    """Somebody saved another edit, or an import changed it, since this page was read."""

    says = _l("Cette œuvre a changé depuis que vous avez ouvert cette page. Rien de plus n'est gardé : relisez-la.")


class TakenReference(Refused):
    """A reference names one work."""

    says = _l("Une autre œuvre a déjà cette référence.")
    status = 422


@dataclass(frozen=True, slots=True)
class Draft:
    """What staff write of a work."""

    title_fr: str
    museum_id: int | None = None
    museofile: str = ""
    museum_name: str = ""
    inventory: str | None = None
    title_en: str = ""
    maker: str = ""
    date_text: str = ""
    from_year: int | None = None
    to_year: int | None = None
    domain: str = ""
    technique: str = ""
    school: str = ""
    size_text: str = ""
    height: float | None = None
    width: float | None = None
    depth: float | None = None
    diameter: float | None = None
    subjects: str = ""
    description_fr: str = ""
    description_en: str = ""
    acquired: str = ""
    rights: str = ""


@act
def write(
    draft: Draft,
    *,
    reference: str | None = None,
    by: int | None = None,
    frame: Frame | None = None,
    key: str | None = None,
) -> Artwork:
    """Write a new work; the same key gives the same one. Raises SentOtherwise, TakenReference."""
    said = _columns(draft) | {"reference": reference}
    if known := sending.already(Artwork, key, said):
        return known
    if reference and db.session.scalar(select(Artwork.id).where(Artwork.reference == reference)):
        raise TakenReference
    flags = "" if draft.inventory else "no_inventory"
    edited = joconde.led([name for name, value in asdict(draft).items() if value])
    work = Artwork(**said, key=key, flags=flags, edited=edited, picture=pictures.hang(None, frame))
    db.session.add(work)
    db.session.flush()
    return _noted("artwork.written", work, by)


@act
def rewrite(
    artwork_id: int, draft: Draft, version: int | None = None, *, by: int | None = None, frame: Frame | None = None
) -> Artwork:
    """Change what a work says; what is changed by hand is remembered, and settles what was to be checked of it.

    `version` is the one the page was written from, if it says. Raises EditedMeanwhile.
    """
    work = db.session.scalars(select(Artwork).where(Artwork.id == artwork_id).with_for_update()).one()
    if version is not None and version != work.version:
        raise EditedMeanwhile
    work.picture = pictures.hang(work.picture, frame)
    said = _columns(draft)
    mine = joconde.led([name for name, value in said.items() if getattr(work, name) != value])
    for name, value in said.items():
        setattr(work, name, value)
    work.edited = sorted({*work.edited, *mine})
    left = [code for code in work.flags.split() if (by_hand := reasons.FLAGS[code][1]) and by_hand not in mine]
    work.flags = " ".join(sorted({*left, *([] if work.inventory else ["no_inventory"])}))
    work.version += 1
    return _noted("artwork.rewritten", work, by)


def _columns(draft: Draft) -> dict[str, Any]:
    said = asdict(draft)
    return said | {"label": label(draft.inventory) if draft.inventory else None}


def _noted(did: str, work: Artwork, by: int | None) -> Artwork:
    db.session.flush()
    journal.note(did, about=f"artwork:{work.id}", by=by, museum_id=work.museum_id)
    return work


def understood(draft: Draft) -> Draft:
    """A draft with the years its date says and the measures its size says, where they are clear."""
    years = dates.read(draft.date_text)
    said: dict[str, Any] = {"from_year": years and years.first, "to_year": years and years.last}
    return replace(draft, **said | sizes.read(draft.size_text).measures)


def with_museum(query: Columns) -> Columns:
    named = (_museums.c.name.label("museum"), _museums.c.accent, _museums.c.city)
    return query.add_columns(*named).outerjoin(_museums, _museums.c.id == _works.c.museum_id)


_SHOWN = pictures.beside(_works, with_museum(select(_works)))


def shown(artwork_id: int) -> AnyRow | None:
    """A work with its museum and what hangs beside it."""
    return db.session.execute(_SHOWN.where(_works.c.id == artwork_id)).one_or_none()


def likes(artwork_id: int) -> int:
    """How many members like a work, once they are enough to be counted aloud; else 0."""
    count = db.session.scalar(select(func.count()).where(Like.artwork_id == artwork_id)) or 0
    return count if count >= SHOWN_FROM else 0


def for_staff(sought: str = "", *, to_check: bool = False, before: int | None = None, count: int = STAFF_PAGE) -> Rows:
    """Works, newest first; those of a reference or number that begins so, or whose title or maker holds the words."""
    names = ("id", "museum_id", "reference", "inventory", "title_fr", "maker", "flags", "museum_name")
    query = with_museum(select(*(_works.c[name] for name in names))).order_by(_works.c.id.desc()).limit(count)
    for word in sought.split():
        query = query.where(
            or_(
                _works.c.reference.istartswith(word, autoescape=True),
                _works.c.label.startswith(label(word) or word, autoescape=True),
                _works.c.title_fr.icontains(word, autoescape=True),
                _works.c.maker.icontains(word, autoescape=True),
            )
        )
    if to_check:
        query = query.where(_works.c.flags != "")
    if before:
        query = query.where(_works.c.id < before)
    return db.session.execute(query).all()


def counts() -> tuple[int, int]:
    """How many works there are, and how many have something to be checked."""
    total = db.session.scalar(select(func.count()).select_from(Artwork)) or 0
    return total, db.session.scalar(select(func.count()).where(Artwork.flags != "")) or 0


def every() -> Iterator[AnyRow]:
    """Every work with its museum, the oldest first, never more than a few hundred at a time."""
    last = 0
    while rows := db.session.execute(
        with_museum(select(_works)).where(_works.c.id > last).order_by(_works.c.id).limit(_ROWS)
    ).all():
        yield from rows
        last = rows[-1].id


def mapped(count: int = MAPPED) -> Sequence[int]:
    """The numbers of the last works, for the map of the site."""
    return db.session.scalars(select(Artwork.id).order_by(Artwork.id.desc()).limit(count)).all()


def titles(ids: Collection[int]) -> Mapping[int, Artwork]:
    """The works of these numbers, by number, with no more than their titles."""
    found = select(Artwork).where(Artwork.id.in_(ids)).options(load_only(Artwork.title_fr, Artwork.title_en))
    return {work.id: work for work in db.session.scalars(found)} if ids else {}
