"""What staff read of the boutique: every gift, every voucher."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from clubapp import clock
from clubapp.db import Rows, db
from clubapp.museums.models import Museum
from clubapp.shop import rules
from clubapp.shop.claiming import is_shown
from clubapp.shop.models import Claim, Gift, HandOver, Stock, Variant

UNDONE = {
    "wrong_gift": _l("Ce n'était pas le bon cadeau"),
    "wrong_person": _l("Ce n'était pas la bonne personne"),
    "damaged": _l("Le cadeau est abîmé"),
    "mistake": _l("Erreur de ma part"),
}


def gifts() -> Rows:
    """Every gift, cheapest first, with how many are on shelves and held in all."""
    on_hand, held = func.coalesce(func.sum(Stock.on_hand), 0), func.coalesce(func.sum(Stock.held), 0)
    return db.session.execute(
        select(Gift, on_hand.label("on_hand"), held.label("held"))
        .outerjoin(Variant, Variant.gift_id == Gift.id)
        .outerjoin(Stock, Stock.variant_id == Variant.id)
        .group_by(Gift.id)
        .order_by(Gift.price, Gift.id)
        .limit(200)
    ).all()


def state(gift: Gift) -> str:
    """The state of a gift; `early` or `late` when it is published and today is not between its dates."""
    if gift.state != "published" or is_shown(gift):
        return gift.state
    return "early" if gift.shown_from and clock.now() < gift.shown_from else "late"


def every_variant() -> Rows:
    """Every variant of every gift that is not archived."""
    open_ = select(Gift, Variant).join(Variant, Variant.gift_id == Gift.id).where(Gift.state != "archived")
    return db.session.execute(open_.order_by(Gift.price, Variant.id)).all()


def full_name(gift: Gift, variant: Variant) -> str:
    """A gift with its variant, for staff."""
    return f"{gift.title_fr} · {variant.name_fr}" if variant.name_fr else gift.title_fr


def claims(museum_id: int | None, *, before: int | None = None, count: int = rules.PAGE) -> Rows:
    """Claims, newest first, of one museum or of all."""
    query = rules.telling().order_by(Claim.id.desc()).limit(count)
    if museum_id:
        query = query.where(Museum.id == museum_id)
    if before:
        query = query.where(Claim.id < before)
    return db.session.execute(query).all()


def titles(ids: Collection[int]) -> Mapping[int, Gift]:
    """The gifts of these numbers, by number."""
    return {gift.id: gift for gift in db.session.scalars(select(Gift).where(Gift.id.in_(ids)))}


def codes(ids: Collection[int]) -> Rows:
    """The numbers of these claims, each with the code of its voucher."""
    return db.session.execute(select(Claim.id, Claim.code).where(Claim.id.in_(ids))).all()


def undone(ids: Collection[int]) -> Rows:
    """The hand-overs of these claims that were undone, in order: the claim, when, why."""
    what = select(HandOver.claim_id, HandOver.undone_at, HandOver.undone_because).order_by(HandOver.undone_at)
    return db.session.execute(what.where(HandOver.claim_id.in_(ids), HandOver.undone_at.is_not(None))).all()
