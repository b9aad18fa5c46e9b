"""The catalogue: writing gifts, publishing them, and what a member may have now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, delete, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from clubapp import clock, sending
from clubapp.db import Columns, Rows, act, db
from clubapp.journal import rules as journal
from clubapp.museums.models import Museum
from clubapp.pictures import rules as pictures
from clubapp.pictures.models import Picture
from clubapp.pictures.rules import Frame
from clubapp.points import ledger
from clubapp.refusals import Refused
from clubapp.shop import stocking
from clubapp.shop.claiming import cancel, is_shown
from clubapp.shop.models import GIFT_NEXT, HELD, Claim, Gift, Goal, Stock, Variant, Wish

PAGE = 20
UNNAMED = (("", ""),)


class NotFromHere(Refused):
    """A gift cannot go from the state it is in to the one asked for."""

    says = _l("Ce cadeau n'est plus dans l'état où vous l'avez vu. Rechargez la page.")


class NoShelf(Refused):
    """The gift stands in no museum: nobody could have it."""

    says = _l("Donnez-lui d'abord une étagère dans un musée.")
    status = 422


class EditedMeanwhile(Refused):
    """Somebody saved another edit since this page was read."""

    says = _l("Ce cadeau a changé depuis que vous avez ouvert cette page. Rien de plus n'est gardé : relisez-le.")


@dataclass(frozen=True, slots=True)
class Draft:
    """What staff write of a gift; it is offered from its first day to its last, both included, when it has them."""

    title_fr: str
    title_en: str
    story_fr: str
    story_en: str
    kind: str
    price: int
    each: int
    hidden_until_affordable: bool = False
    first_day: date | None = None
    last_day: date | None = None


@act
def write(
    draft: Draft,
    variants: Sequence[tuple[str, str]] = UNNAMED,
    *,
    by: int | None = None,
    frame: Frame | None = None,
    key: str | None = None,
) -> Gift:
    """Write a new gift, a draft still, with its variants (French and English names; one unnamed when none).

    The same key gives the same gift. Raises SentOtherwise.
    """
    if known := sending.already(Gift, key, _columns(draft)):
        return known
    gift = Gift(**_columns(draft), state="draft", key=key, picture=pictures.hang(None, frame))
    db.session.add(gift)
    db.session.flush()
    db.session.add_all(Variant(gift_id=gift.id, name_fr=fr, name_en=en) for fr, en in variants or UNNAMED)
    return _noted("gift.written", gift, by)


@act
def rewrite(
    gift_id: int, draft: Draft, version: int | None = None, *, by: int | None = None, frame: Frame | None = None
) -> Gift:
    """Change what a gift says, costs or shows; claims keep the price of their day.

    `version` is the one the page was written from, if it says. Raises EditedMeanwhile.
    """
    gift = db.session.get_one(Gift, gift_id, with_for_update=True)
    if version is not None and version != gift.version:
        raise EditedMeanwhile
    gift.picture = pictures.hang(gift.picture, frame)
    for column, value in _columns(draft).items():
        setattr(gift, column, value)
    gift.version += 1
    return _noted("gift.rewritten", gift, by)


def _columns(draft: Draft) -> dict[str, Any]:
    columns = {name: getattr(draft, name) for name in Draft.__slots__}
    first, last = columns.pop("first_day"), columns.pop("last_day")
    window = {"shown_from": first and clock.midnight_of(first), "shown_until": last and clock.midnight_after(last)}
    return columns | window


def days(gift: Gift) -> dict[str, date | None]:
    """The first and the last day a gift is offered, as a draft names them."""
    until = gift.shown_until and gift.shown_until - timedelta(seconds=1)
    return {
        "first_day": gift.shown_from and clock.day_of(gift.shown_from),
        "last_day": until and clock.day_of(until),
    }


@act
def publish(gift_id: int, *, by: int | None = None) -> Gift:
    """Offer a gift. Raises NotFromHere, NoShelf."""
    gift = _move(gift_id, "published")
    if not stocking.houses(gift_id):
        raise NoShelf
    return _noted("gift.published", gift, by)


@act
def archive(gift_id: int, *, by: int | None = None) -> Gift:
    """Offer a gift no more; vouchers already given are honoured. Raises NotFromHere."""
    return _noted("gift.archived", _move(gift_id, "archived"), by)


def _move(gift_id: int, state: str) -> Gift:
    gift = db.session.scalars(select(Gift).where(Gift.id == gift_id).with_for_update()).one()
    if state not in GIFT_NEXT[gift.state]:
        raise NotFromHere
    gift.state = state
    return gift


def _noted(did: str, gift: Gift, by: int | None) -> Gift:
    journal.note(did, about=f"gift:{gift.id}", by=by)
    return gift


def variants(gift_id: int) -> Sequence[Variant]:
    """A gift's variants, in the order they were written."""
    return db.session.scalars(select(Variant).where(Variant.gift_id == gift_id).order_by(Variant.id)).all()


def catalogue(balance: int) -> Rows:
    """The gifts offered now, cheapest first, with how many are free in all; hidden ones once they can be had."""
    now = clock.now()
    free = (
        select(func.coalesce(func.sum(Stock.on_hand - Stock.held), 0))
        .join(Variant, Variant.id == Stock.variant_id)
        .where(Variant.gift_id == Gift.id)
        .scalar_subquery()
    )
    return db.session.execute(
        select(Gift.id, Gift.title_fr, Gift.title_en, Gift.price, Gift.kind, Picture, free.label("free"))
        .outerjoin(Picture, Picture.id == Gift.picture_id)
        .where(
            Gift.state == "published",
            or_(Gift.shown_from.is_(None), Gift.shown_from <= now),
            or_(Gift.shown_until.is_(None), Gift.shown_until > now),
            or_(~Gift.hidden_until_affordable, Gift.price <= balance),
        )
        .order_by(Gift.price, Gift.id)
        .limit(100)
    ).all()


def offered(gift_id: int) -> Gift | None:
    """A gift visitors may see now."""
    gift = db.session.get(Gift, gift_id)
    return gift if gift and is_shown(gift) else None


def wishes(member_id: int, gift_id: int) -> bool:
    """Whether a member asked to be told of a gift's return."""
    return db.session.get(Wish, (member_id, gift_id)) is not None


def places(gift_id: int) -> Rows:
    """Where a gift can be had: each shelf with its museum and variant, and how many are free there."""
    return db.session.execute(
        select(Stock.id, Museum, Variant, (Stock.on_hand - Stock.held).label("free"))
        .join(Variant, Variant.id == Stock.variant_id)
        .join(Museum, Museum.id == Stock.museum_id)
        .where(Variant.gift_id == gift_id)
        .order_by(Museum.id, Variant.id)
    ).all()


def vouchers(member_id: int, *, before: int | None = None, count: int = PAGE) -> Rows:
    """A member's claims, newest first, with gift and museum."""
    older = [Claim.id < before] if before else []
    return db.session.execute(
        telling().where(Claim.member_id == member_id, *older).order_by(Claim.id.desc()).limit(count)
    ).all()


def told(claim_id: int) -> Row[Any] | None:
    """A claim with its gift, variant and museum."""
    return db.session.execute(telling().where(Claim.id == claim_id)).one_or_none()


def telling() -> Columns:
    """The select of claims, each with its gift, variant and museum."""
    shelf = aliased(Stock)
    return (
        select(Claim, Gift, Variant, Museum)
        .join(shelf, shelf.id == Claim.stock_id)
        .join(Variant, Variant.id == shelf.variant_id)
        .join(Gift, Gift.id == Claim.gift_id)
        .join(Museum, Museum.id == shelf.museum_id)
        .options(joinedload(Gift.picture))
    )


@act
def aim(member_id: int, gift_id: int | None) -> None:
    """Choose the gift a member saves for, or none."""
    db.session.execute(delete(Goal).where(Goal.member_id == member_id))
    if gift_id is not None:
        db.session.add(Goal(member_id=member_id, gift_id=gift_id))


def goal(member_id: int) -> Gift | None:
    """The gift a member saves for, while visitors may have it."""
    gift = db.session.scalar(select(Gift).join(Goal, Goal.gift_id == Gift.id).where(Goal.member_id == member_id))
    return gift if gift and is_shown(gift) else None


@act
def wish(member_id: int, gift_id: int) -> None:
    """Remember that a member wants to be told when a gift is back."""
    ledger.lock(member_id)  # one member's wishes come one after another: twice is once
    if db.session.get(Wish, (member_id, gift_id)) is None:
        db.session.add(Wish(member_id=member_id, gift_id=gift_id, wished_at=clock.now()))


@act
def forget(member_id: int) -> None:
    """Forget a leaving member's wishes and goal; vouchers that wait are given back, the others stay, nobody's."""
    for claim_id in db.session.scalars(select(Claim.id).where(Claim.member_id == member_id, Claim.state == HELD)).all():
        cancel(member_id, claim_id)
    for table in (Wish, Goal):
        db.session.execute(delete(table).where(table.member_id == member_id))
