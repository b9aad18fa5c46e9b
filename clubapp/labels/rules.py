"""A lab as staff lead it: written, opened, closed, and its label published to those who took part."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import load_only

from clubapp import clock, sending
from clubapp.artworks.models import Artwork, label
from clubapp.db import Rows, act, db
from clubapp.journal import rules as journal
from clubapp.labels import results
from clubapp.labels.models import CLOSED, DRAFT, NEXT, OPEN, PUBLISHED, Lab, Mark, Reading, Rewrite, Version
from clubapp.museums.models import Museum
from clubapp.notices import rules as notices
from clubapp.posters import rules as posters
from clubapp.posters.models import Poster
from clubapp.refusals import Refused

STAFF_PAGE = 50


class NotFromHere(Refused):
    """A lab cannot go from the state it is in to the one asked for."""

    says = _l("Ce laboratoire n'est plus dans l'état où vous l'avez vu. Rechargez la page.")


class EditedMeanwhile(Refused):
    """Somebody saved another edit since this page was read."""

    says = _l("Ce laboratoire a changé depuis que vous avez ouvert cette page. Rien de plus n'est gardé : relisez-le.")


class Settled(Refused):
    """Somebody has read it, or it is closed: what they said is said of these words."""

    says = _l("Ce cartel ne change plus : des visiteurs l'ont lu. Pour d'autres mots, ouvrez un autre laboratoire.")


@dataclass(frozen=True, slots=True)
class Words:
    """A text in French, perhaps in English."""

    fr: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What staff write of a lab: one text, or two to be compared."""

    museum_id: int
    title_fr: str
    texts: tuple[Words, ...]
    title_en: str = ""
    artwork_id: int | None = None
    points: int = 0


@act
def write(draft: Draft, *, by: int | None = None, key: str | None = None) -> Lab:
    """Write a new lab, a draft still; the same key gives the same one. Raises SentOtherwise."""
    columns = _columns(draft)
    if known := sending.already(Lab, key, columns):
        if texts(known.id) != draft.texts:
            raise sending.SentOtherwise
        return known
    lab = Lab(**columns, key=key)
    db.session.add(lab)
    db.session.flush()
    _lay(lab.id, draft.texts)
    return _noted("label.written", lab, by)


@act
def rewrite(label_id: int, draft: Draft, version: int | None = None, *, by: int | None = None) -> Lab:
    """Change a lab nobody has taken part in yet. Raises EditedMeanwhile, Settled.

    `version` is the one the page was written from, if it says.
    """
    lab = _held(label_id)
    if is_settled(lab):
        raise Settled
    if version is not None and version != lab.version:
        raise EditedMeanwhile
    for column, value in _columns(draft).items():
        setattr(lab, column, value)
    lab.version += 1
    _lay(lab.id, draft.texts)
    posters.rehouse(lab.address, draft.museum_id)
    return _noted("label.rewritten", lab, by)


def _columns(draft: Draft) -> dict[str, object]:
    return {name: value for name, value in asdict(draft).items() if name != "texts"}


def _lay(label_id: int, words: tuple[Words, ...]) -> None:
    """Let these be the texts of a lab, A then B."""
    db.session.execute(delete(Version).where(Version.label_id == label_id))
    for letter, text in zip("AB", words, strict=False):
        db.session.add(Version(label_id=label_id, letter=letter, text_fr=text.fr, text_en=text.en))
    db.session.flush()


def is_settled(lab: Lab) -> bool:
    """Whether the words of a lab are those that somebody marked, or that nobody may mark any more."""
    read = exists().where(Reading.label_id == lab.id)
    return lab.state not in (DRAFT, OPEN) or bool(db.session.scalar(select(read)))


@act
def open_up(label_id: int, *, by: int | None = None) -> Lab:
    """Let members take part. Raises NotFromHere."""
    lab = _moved(label_id, OPEN)
    lab.opened_at = clock.now()
    return _noted("label.opened", lab, by)


@act
def close(label_id: int, *, by: int | None = None) -> Lab:
    """Let nobody say anything more, and count what was said. Raises NotFromHere."""
    lab = _moved(label_id, CLOSED)
    lab.closed_at, lab.figures = clock.now(), results.counted(lab)
    return _noted("label.closed", lab, by)


@act
def publish(label_id: int, final: Words, *, by: int | None = None) -> Lab:
    """Show the label written anew; whoever took part is told. Raises NotFromHere."""
    lab = _moved(label_id, PUBLISHED)
    lab.final_fr, lab.final_en, lab.published_at = final.fr, final.en, clock.now()
    facts = {"label_fr": lab.title_fr, "label_en": lab.title_en or lab.title_fr}
    for member_id in db.session.scalars(select(Reading.member_id).where(Reading.label_id == label_id)).all():
        notices.mention(member_id, "label_published", lab.address, **facts)
    return _noted("label.published", lab, by)


@act
def hide(rewrite_id: int, *, by: int | None = None) -> None:
    """Show a member's rewrite to the team no more; they are told. Raises NotFromHere."""
    rewrite = db.session.scalars(select(Rewrite).where(Rewrite.id == rewrite_id).with_for_update()).one()
    if rewrite.hidden_at:
        raise NotFromHere
    rewrite.hidden_at = clock.now()
    lab = of_rewrite(rewrite_id)
    assert lab
    facts = {"label_fr": lab.title_fr, "label_en": lab.title_en or lab.title_fr}
    notices.tell(rewrite.member_id, "label_rewrite_hidden", lab.address, **facts)
    _noted("label.rewrite_hidden", lab, by)


@act
def add_poster(label_id: int, place: str, *, by: int | None = None) -> Poster:
    """Give a lab a poster, at a place beside the work."""
    lab = _held(label_id)
    poster = posters.make(lab.museum_id, place, lab.address)
    journal.note("poster.made", about=f"poster:{poster.id}", by=by, museum_id=lab.museum_id)
    return poster


def _moved(label_id: int, state: str) -> Lab:
    lab = _held(label_id)
    if state not in NEXT[lab.state]:
        raise NotFromHere
    lab.state = state
    return lab


def _held(label_id: int) -> Lab:
    """A lab, fresh and held until the act ends."""
    return db.session.scalars(select(Lab).where(Lab.id == label_id).with_for_update()).one()


def _noted(did: str, lab: Lab, by: int | None) -> Lab:
    db.session.flush()
    journal.note(did, about=f"label:{lab.id}", by=by, museum_id=lab.museum_id)
    return lab


def texts(label_id: int) -> tuple[Words, ...]:
    """The texts of a lab, A first."""
    found = select(Version).where(Version.label_id == label_id).order_by(Version.letter)
    return tuple(Words(version.text_fr, version.text_en) for version in db.session.scalars(found))


def of_rewrite(rewrite_id: int) -> Lab | None:
    """The lab in which a member wrote this."""
    found = select(Lab).join(Version, Version.label_id == Lab.id).join(Rewrite, Rewrite.version_id == Version.id)
    return db.session.scalars(found.where(Rewrite.id == rewrite_id)).one_or_none()


def works(number: str, museum_id: int) -> Rows:
    """The works of a museum whose label bears this inventory number, and their titles."""
    found = select(Artwork.id, Artwork.title_fr, Artwork.title_en)
    found = found.where(Artwork.label == label(number), Artwork.museum_id == museum_id).order_by(Artwork.id)
    return db.session.execute(found).all()


def inventory(artwork_id: int | None) -> str:
    """The inventory number of a lab's work; nothing when it is not in the base."""
    return db.session.scalar(select(Artwork.inventory).where(Artwork.id == artwork_id)) or "" if artwork_id else ""


def titles(ids: Collection[int]) -> Mapping[int, Lab]:
    """The labs of these numbers, by number, with no more than their titles."""
    found = select(Lab).where(Lab.id.in_(ids)).options(load_only(Lab.title_fr, Lab.title_en, Lab.points))
    return {lab.id: lab for lab in db.session.scalars(found)} if ids else {}


def for_staff(*, state: str = "", before: int | None = None, count: int = STAFF_PAGE) -> Rows:
    """Every lab, newest first, with its museum."""
    columns = (Lab.id, Lab.museum_id, Lab.title_fr, Lab.state, Lab.points, Museum.name.label("museum"))
    query = select(*columns).join(Museum, Museum.id == Lab.museum_id).order_by(Lab.id.desc()).limit(count)
    if state:
        query = query.where(Lab.state == state)
    if before:
        query = query.where(Lab.id < before)
    return db.session.execute(query).all()


def counts() -> dict[str, int]:
    """How many labs stand in each state."""
    rows = db.session.execute(select(Lab.state, func.count()).group_by(Lab.state)).all()
    return {state: count for state, count in rows}


@act
def forget(member_id: int) -> None:
    """Forget all that a leaving member said of labels; their entries stay in the ledger, nobody's."""
    for model in (Mark, Rewrite, Reading):
        db.session.execute(delete(model).where(model.member_id == member_id))
