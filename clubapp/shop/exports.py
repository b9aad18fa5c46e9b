"""The boutique's books for the accounts."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from clubapp import clock
from clubapp.db import db
from clubapp.museums.models import Museum
from clubapp.shop.models import Claim, Gift, Stock, Variant

HEADER = ("bon", "cadeau", "modèle", "musée", "points", "état", "pris le", "fini le")


def claims(museum_id: int | None) -> Iterator[tuple[object, ...]]:
    """Every claim, oldest first, without who made it."""
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
        ended = clock.day_of(claimed.ended_at).isoformat() if claimed.ended_at else ""
        taken = clock.day_of(claimed.claimed_at).isoformat()
        yield claimed.id, title, variant, museum, claimed.price, claimed.state, taken, ended
