"""The boutique's books for the accounts."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from clubapp import clock
from clubapp.db import db
from clubapp.museums.models import Museum
from clubapp.shop.models import CANCELLED, COLLECTED, EXPIRED, HELD, WITHDRAWN, Claim, Gift, Stock, Variant

HEADER = (
    _l("bon"),
    _l("cadeau"),
    _l("modèle"),
    _l("musée"),
    _l("points pris"),
    _l("points rendus"),
    _l("état"),
    _l("pris le"),
    _l("fini le"),
)
STATES = {
    HELD: _l("À retirer"),
    COLLECTED: _l("Remis"),
    CANCELLED: _l("Rendu"),
    EXPIRED: _l("Date passée"),
    WITHDRAWN: _l("Repris par le musée"),
}


def claims(museum_id: int | None) -> Iterator[tuple[object, ...]]:
    """Every claim by the code of its voucher, oldest first, without who made it."""
    query = (
        select(Claim, Gift.title_fr, Variant.name_fr, Museum.name)
        .join(Stock, Stock.id == Claim.stock_id)
        .join(Variant, Variant.id == Stock.variant_id)
        .join(Gift, Gift.id == Claim.gift_id)
        .join(Museum, Museum.id == Stock.museum_id)
        .order_by(Claim.id)
    )
    if museum_id:
        query = query.where(Stock.museum_id == museum_id)
    for claimed, title, variant, museum in db.session.execute(query):
        back = 0 if claimed.state in (HELD, COLLECTED) else claimed.price
        ended = clock.day_of(claimed.ended_at).isoformat() if claimed.ended_at else ""
        taken = clock.day_of(claimed.claimed_at).isoformat()
        yield claimed.code, title, variant, museum, claimed.price, back, STATES[claimed.state], taken, ended
