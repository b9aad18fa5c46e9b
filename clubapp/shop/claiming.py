"""From points to a voucher, and back: a claim holds the gift and takes the points in one act.

Locks are taken in one order everywhere: the member's account, then the stock.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select, update

from clubapp import clock, codes
from clubapp.db import act, changed, db
from clubapp.journal import rules as journal
from clubapp.notices import rules as notices
from clubapp.points import ledger
from clubapp.refusals import Refused
from clubapp.shop.models import (
    CANCELLED,
    CLAIM_NEXT,
    COLLECTED,
    EXPIRED,
    HELD,
    WITHDRAWN,
    Claim,
    Gift,
    Stock,
    Variant,
)

CLAIMED = "shop.claimed"
KEPT_FOR = timedelta(days=60)


class GiftClosed(Refused):
    """The gift is not offered, or not any more."""

    says = _l("Ce cadeau n'est plus proposé. Rien ne vous a été compté.")
    leads_to = "shop.index"


class GiftGone(Refused):
    """None is free in this museum."""

    says = _l(
        "Le dernier vient de partir dans ce musée. Rien ne vous a été compté ; demandez à être prévenu de son retour."
    )


class NotThere(Refused):
    """This museum does not offer this gift, or this variant."""

    says = _l("Ce musée ne propose pas ce cadeau. Choisissez-en un autre dans la liste.")
    status = 422


class EnoughOfThese(Refused):
    """The member has as many as one may."""

    says = _l("Vous avez déjà ce que chacun peut prendre de ce cadeau. Un autre vous tente ?")


class Repriced(Refused):
    """The price is not the one the page showed."""

    says = _l(
        "Le prix vient de changer : il est maintenant de %(price)s points. Rien ne vous a été compté, relisez la page."
    )


class AnotherClaim(Refused):
    """This key was used to claim something else, or at another price."""

    says = _l("Cette demande a déjà servi pour un autre cadeau. Rechargez la page.")
    status = 422


class NotHeld(Refused):
    """The claim is not waiting any more."""

    says = _l("Ce bon n'attend plus : il a été remis, rendu, ou sa date est passée.")


class TheirOwn(Refused):
    """An agent may not look after their own voucher."""

    says = _l("C'est votre propre bon : demandez à un collègue de s'en occuper. Rien n'a changé.")
    status = 403


@act
def claim(
    member_id: int, gift_id: int, museum_id: int, key: str, *, variant_id: int | None = None, price: int | None = None
) -> Claim:
    """Hold a gift for a member at a museum and take its price; the same key gives the same claim.

    `price` is what the page showed, if it did. Raises GiftClosed, NotThere, Repriced, EnoughOfThese, GiftGone,
    AnotherClaim and the ledger's NotEnough.
    """
    ledger.lock(member_id)
    gift = db.session.get(Gift, gift_id, populate_existing=True)
    stock = _stock(gift_id, museum_id, variant_id)
    if known := db.session.scalar(select(Claim).where(Claim.member_id == member_id, Claim.key == key)):
        if stock is None or known.stock_id != stock.id or price not in (None, known.price):
            raise AnotherClaim
        return known
    if gift is None or not is_shown(gift):
        raise GiftClosed
    if stock is None:
        raise NotThere
    if price is not None and price != gift.price:
        raise Repriced(price=gift.price)
    if has_enough(member_id, gift):
        raise EnoughOfThese
    hold(stock)
    now = clock.now()
    claimed = Claim(
        member_id=member_id,
        key=key,
        stock_id=stock.id,
        gift_id=gift_id,
        price=gift.price,
        code=codes.new(codes.VOUCHER),
        claimed_at=now,
        deadline=deadline(),
    )
    db.session.add(claimed)
    db.session.flush()
    ledger.debit(member_id, gift.price, because=CLAIMED, about=about(claimed), museum_id=museum_id)
    return claimed


def deadline() -> datetime:
    """When a voucher taken now ends: at the end of its sixtieth day in Paris."""
    return clock.midnight_after(clock.day_of(clock.now() + KEPT_FOR))


def about(claimed: Claim) -> str:
    """The ledger's key of a claim."""
    return f"claim:{claimed.id}"


def gifts(claim_ids: Sequence[int]) -> dict[int, Gift]:
    """The gifts that claims are for, by the claim's number."""
    found = select(Claim.id, Gift).join(Gift).where(Claim.id.in_(claim_ids))
    rows = db.session.execute(found) if claim_ids else ()
    return {row.id: row.Gift for row in rows}


def museum_of(claimed: Claim) -> int:
    """The museum where a claim waits."""
    return db.session.get_one(Stock, claimed.stock_id).museum_id


def is_shown(gift: Gift) -> bool:
    """Whether visitors may have this gift now."""
    now = clock.now()
    opened = gift.shown_from is None or gift.shown_from <= now
    return gift.state == "published" and opened and (gift.shown_until is None or now < gift.shown_until)


def _stock(gift_id: int, museum_id: int, variant_id: int | None) -> Stock | None:
    found = select(Stock).join(Variant).where(Variant.gift_id == gift_id, Stock.museum_id == museum_id)
    if variant_id is not None:
        found = found.where(Variant.id == variant_id)
    stocks = db.session.scalars(found.order_by(Stock.id).limit(2)).all()
    return stocks[0] if len(stocks) == 1 or (stocks and variant_id is not None) else None


def has_enough(member_id: int, gift: Gift) -> bool:
    """Whether a member has as many of a gift as one may."""
    mine = (Claim.member_id == member_id, Claim.gift_id == gift.id, Claim.state.in_((HELD, COLLECTED)))
    return bool(gift.each) and (db.session.scalar(select(func.count()).where(*mine)) or 0) >= gift.each


def hold(stock: Stock) -> None:
    """Hold one, if one is free: the condition is in the update itself. Raises GiftGone."""
    if not changed(update(Stock).where(Stock.id == stock.id, Stock.held < Stock.on_hand).values(held=Stock.held + 1)):
        raise GiftGone


@act
def cancel(member_id: int, claim_id: int) -> Claim:
    """Give a voucher back before it is collected: all its points return. Raises NotHeld."""
    return _end(member_id, claim_id, CANCELLED)


@act
def expire(member_id: int, claim_id: int) -> Claim:
    """End a voucher whose date has passed: its points return and its member is told. Raises NotHeld."""
    claimed = _end(member_id, claim_id, EXPIRED)
    tell(claimed, "claim_expired")
    return claimed


@act
def withdraw(member_id: int, claim_id: int, by: int) -> Claim:
    """Take a gift back for the museum: the points return and the member is told. Raises TheirOwn, NotHeld."""
    by_another(db.session.get_one(Claim, claim_id), by)
    claimed = _end(member_id, claim_id, WITHDRAWN, by=by)
    journal.note("shop.withdrawn", about=about(claimed), by=by, museum_id=museum_of(claimed))
    tell(claimed, "claim_withdrawn")
    return claimed


def by_another(claimed: Claim, by: int | None) -> None:
    """Make sure that a voucher is looked after by somebody else than its member. Raises TheirOwn."""
    if claimed.member_id == by:
        raise TheirOwn


def _end(member_id: int, claim_id: int, state: str, by: int | None = None) -> Claim:
    """Refund in full and put the gift back on the shelf, once."""
    ledger.lock(member_id)
    claimed = move(claim_id, HELD, state)
    db.session.execute(update(Stock).where(Stock.id == claimed.stock_id).values(held=Stock.held - 1))
    spent = ledger.entry(member_id, because=CLAIMED, about=about(claimed))
    ledger.reverse(spent.id, by=by)
    return claimed


def move(claim_id: int, state: str, to: str) -> Claim:
    """Take a claim from one state to the next, if that is where it is. Raises NotHeld."""
    assert to in CLAIM_NEXT[state]
    if not changed(
        update(Claim)
        .where(Claim.id == claim_id, Claim.state == state)
        .values(state=to, ended_at=None if to == HELD else clock.now())
    ):
        raise NotHeld
    return db.session.get_one(Claim, claim_id, populate_existing=True)


def tell(claimed: Claim, kind: str) -> None:
    """Tell the member of a voucher what became of it."""
    gift = db.session.get_one(Gift, claimed.gift_id)
    facts = {"gift_fr": gift.title_fr, "gift_en": gift.title_en or gift.title_fr, "points": claimed.price}
    day = clock.day_of(claimed.deadline - timedelta(seconds=1)).isoformat()
    notices.tell(claimed.member_id, kind, f"/moi/bons/{claimed.id}", **facts, day=day)
