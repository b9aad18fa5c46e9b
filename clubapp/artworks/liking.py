"""“J'aime”: said in front of a work, by the number its wall label bears."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select

from clubapp import clock
from clubapp.artworks.models import Artwork, Like, LostNumber, label
from clubapp.artworks.rules import with_museum
from clubapp.db import Rows, act, db, queue, table
from clubapp.pictures import rules as pictures
from clubapp.refusals import Refused

GUESSES = 20  # unknown numbers a member may type
WITHIN = timedelta(minutes=10)
SAME = 20  # works of one number that are shown to choose from
PAGE = 24

_likes, _works = table(Like), table(Artwork)
_SEEN = ("id", "museum_id", "museum_name", "title_fr", "title_en", "maker", "date_text", "flags", "inventory")


class NotThatOne(Refused):
    """The work chosen does not bear the number typed."""

    says = _l("Cette œuvre ne porte pas ce numéro. Tapez de nouveau celui du cartel.")
    status = 422
    leads_to = "artworks.mine"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a number typed came to: `liked`, `already`, `choose` among several works, `unknown` or `too_many`."""

    result: str
    works: Rows = ()


@act
def like(member_id: int, typed: str, artwork_id: int | None = None) -> Outcome:
    """Like the work whose label bears this number; `artwork_id` chooses among several. Raises NotThatOne."""
    queue(f"numbers {member_id}")
    lately = (LostNumber.member_id == member_id, LostNumber.at > clock.now() - WITHIN)
    if (db.session.scalar(select(func.count()).where(*lately)) or 0) >= GUESSES:
        return Outcome("too_many")
    found = bearing(typed)
    if not found:
        db.session.add(LostNumber(member_id=member_id, at=clock.now()))
        return Outcome("unknown")
    if artwork_id is None and len(found) > 1:
        return Outcome("choose", found)
    chosen = [work for work in found if artwork_id in (None, work.id)]
    if not chosen:
        raise NotThatOne
    (work,) = chosen
    if db.session.scalar(select(Like.id).where(Like.member_id == member_id, Like.artwork_id == work.id)):
        return Outcome("already", chosen)
    db.session.add(Like(member_id=member_id, artwork_id=work.id, at=clock.now()))
    return Outcome("liked", chosen)


@act
def take_back(member_id: int, artwork_id: int) -> None:
    """Like a work no more."""
    db.session.execute(delete(Like).where(Like.member_id == member_id, Like.artwork_id == artwork_id))


def bearing(typed: str) -> Rows:
    """The works whose label bears this number: those of the network's museums, or else those of others."""
    number = label(typed)
    if not number:
        return ()
    query = with_museum(select(*(_works.c[name] for name in _SEEN))).where(_works.c.label == number)
    query = pictures.beside(_works, query).order_by(_works.c.id).limit(SAME)
    here = db.session.execute(query.where(_works.c.museum_id.is_not(None))).all()
    return here or db.session.execute(query).all()


def likes(member_id: int, artwork_id: int) -> bool:
    """Whether a member likes a work."""
    mine = select(Like.id).where(Like.member_id == member_id, Like.artwork_id == artwork_id)
    return db.session.scalar(mine) is not None


def of(member_id: int, *, before: int | None = None) -> Rows:
    """The works a member likes, the last first."""
    query = with_museum(select(_likes.c.id.label("like_id"), *(_works.c[name] for name in _SEEN)))
    query = pictures.beside(_works, query.join(_likes, _likes.c.artwork_id == _works.c.id))
    query = query.where(_likes.c.member_id == member_id).order_by(_likes.c.id.desc()).limit(PAGE)
    if before:
        query = query.where(_likes.c.id < before)
    return db.session.execute(query).all()


@act
def forget(member_id: int) -> None:
    """Forget what a member likes."""
    for model in (Like, LostNumber):
        db.session.execute(delete(model).where(model.member_id == member_id))


@act
def sweep() -> None:
    """Forget the wrong numbers that are counted no more."""
    db.session.execute(delete(LostNumber).where(LostNumber.at < clock.now() - WITHIN))
