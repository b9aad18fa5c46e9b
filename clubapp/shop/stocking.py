"""Shelves: what arrives, what is counted, what is missing; and who wanted to know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, delete, select

from clubapp import clock, sending
from clubapp.db import Columns, Rows, act, db
from clubapp.journal import rules as journal
from clubapp.members import access
from clubapp.members.models import Member
from clubapp.museums.models import Museum
from clubapp.notices import rules as notices
from clubapp.refusals import Refused
from clubapp.shop.models import Gift, Stock, StockMove, Variant, Wish

REASONS = ("delivery", "return", "count", "found", "damaged", "lost", "moved")
MOST = 100_000


class BelowHeld(Refused):
    """There would be fewer on the shelf than members have vouchers for."""

    says = _l("Ce qui est promis à des membres reste ici : au moins %(held)s. Rien n'a changé.")
    status = 422


class TooMany(Refused):
    """More than a shelf bears."""

    says = _l("Ce nombre est trop grand. Rien n'a changé.")
    status = 422


@act
def shelve(variant_id: int, museum_id: int, *, by: int | None = None) -> Stock:
    """Give a variant its place in a museum, empty until something arrives."""
    stock = _locked(variant_id, museum_id)
    if stock is None:
        stock = Stock(variant_id=variant_id, museum_id=museum_id, on_hand=0, held=0, low=0)
        db.session.add(stock)
        db.session.flush()
        _note("shop.shelved", stock, by)
    return stock


@act
def restock(stock_id: int, change: int, *, reason: str, by: int, key: str | None = None) -> Stock:
    """Add to a shelf, or take away what was broken or lost; the same key does it once.

    Raises BelowHeld, TooMany, SentOtherwise.
    """
    stock = db.session.scalars(select(Stock).where(Stock.id == stock_id).with_for_update()).one()
    if sending.already(StockMove, key, {"change": change, "reason": reason}, stock_id=stock_id):
        return stock
    _set(stock, stock.on_hand + change, reason, by, key)
    _note("shop.restocked", stock, by)
    return stock


@act
def count(stock_id: int, counted: int, *, reason: str = "count", by: int) -> Stock:
    """Write what a stock-take found; the difference is logged with its reason, even when there is none.

    Raises BelowHeld, TooMany.
    """
    stock = db.session.scalars(select(Stock).where(Stock.id == stock_id).with_for_update()).one()
    _set(stock, counted, reason, by)
    _note("shop.counted", stock, by)
    return stock


@act
def watch(stock_id: int, low: int, *, by: int | None = None) -> Stock:
    """Choose how few may be free before staff are told, 0 for never. Raises TooMany."""
    if not 0 <= low <= MOST:
        raise TooMany
    stock = db.session.scalars(select(Stock).where(Stock.id == stock_id).with_for_update()).one()
    stock.low, stock.low_told = low, False
    _note("shop.watched", stock, by)
    return stock


def _note(did: str, stock: Stock, by: int | None) -> None:
    journal.note(did, about=f"shelf:{stock.id}", by=by, museum_id=stock.museum_id)


@act
def tell_low(stock_id: int) -> None:
    """Tell those who keep a museum's stock that a shelf is nearly empty, once until more arrive."""
    row = db.session.execute(_shelves().where(Stock.id == stock_id).with_for_update(of=Stock)).one()
    stock, gift, variant = row.Stock, row.Gift, row.Variant
    if not stock.is_low or stock.low_told:
        return
    stock.low_told = True
    facts = {
        "gift_fr": " · ".join(filter(None, (gift.title_fr, variant.name_fr))),
        "gift_en": " · ".join(filter(None, (gift.title_en or gift.title_fr, variant.name_en or variant.name_fr))),
        "museum": row.Museum.name,
        "free": stock.free,
    }
    for member_id in access.who_may("stock", stock.museum_id):
        notices.tell(member_id, "stock_low", f"/equipe/boutique/stocks/{stock.id}", **facts)


def watch_shelves() -> None:
    """The runner's part: tell of each shelf that has become low."""
    low = select(Stock.id).where(Stock.low > 0, Stock.on_hand - Stock.held <= Stock.low, ~Stock.low_told)
    for stock_id in db.session.scalars(low.limit(200)).all():
        tell_low(stock_id)


def _set(stock: Stock, on_hand: int, reason: str, by: int, key: str | None = None) -> None:
    assert reason in REASONS
    if on_hand > MOST:
        raise TooMany
    if on_hand < stock.held:
        raise BelowHeld(held=stock.held)
    was_free, change = stock.on_hand - stock.held, on_hand - stock.on_hand
    stock.on_hand = on_hand
    stock.low_told &= stock.is_low
    line = {"change": change, "on_hand_after": on_hand, "reason": reason, "by": by, "at": clock.now(), "key": key}
    db.session.add(StockMove(stock_id=stock.id, **line))
    if was_free == 0 and on_hand > stock.held:
        _tell_who_wished(stock)


def _locked(variant_id: int, museum_id: int) -> Stock | None:
    here = select(Stock).where(Stock.variant_id == variant_id, Stock.museum_id == museum_id)
    return db.session.scalar(here.with_for_update())


def _tell_who_wished(stock: Stock) -> None:
    gift_id = db.session.get_one(Variant, stock.variant_id).gift_id
    gift = db.session.get_one(Gift, gift_id)
    museum = db.session.get_one(Museum, stock.museum_id)
    for member_id in db.session.scalars(select(Wish.member_id).where(Wish.gift_id == gift_id)).all():
        facts = {"gift_fr": gift.title_fr, "gift_en": gift.title_en or gift.title_fr, "museum": museum.name}
        notices.tell(member_id, "gift_back", f"/boutique/{gift_id}", **facts)
    db.session.execute(delete(Wish).where(Wish.gift_id == gift_id))


def shelves(museum_id: int | None = None) -> Rows:
    """Every shelf with its gift, variant and museum, for one museum if named."""
    query = _shelves().order_by(Museum.id, Gift.price, Variant.id)
    return db.session.execute(query.where(Stock.museum_id == museum_id) if museum_id else query).all()


def _shelves() -> Columns:
    return (
        select(Stock, Gift, Variant, Museum)
        .join(Variant, Variant.id == Stock.variant_id)
        .join(Gift, Gift.id == Variant.gift_id)
        .join(Museum, Museum.id == Stock.museum_id)
    )


def shelf(stock_id: int) -> Row[*tuple[Any, ...]]:
    """One shelf with its gift, variant and museum."""
    return db.session.execute(_shelves().where(Stock.id == stock_id)).one()


def moves(stock_id: int) -> Rows:
    """The last hundred lines of a shelf's log, each with the name of who made it, empty once erased."""
    line = (StockMove.change, StockMove.on_hand_after, StockMove.reason, StockMove.at)
    log = select(*line, Member.display_name.label("who")).join(Member, Member.id == StockMove.by)
    return db.session.execute(log.where(StockMove.stock_id == stock_id).order_by(StockMove.id.desc()).limit(100)).all()


def houses(gift_id: int) -> Collection[int]:
    """The museums where a gift has a shelf."""
    return every_house(gift_id)[gift_id]


def every_house(gift_id: int | None = None) -> Mapping[int, Collection[int]]:
    """The museums where each gift has a shelf, one gift's if named, by its number."""
    standing = select(Variant.gift_id, Stock.museum_id).join(Stock, Stock.variant_id == Variant.id).distinct()
    found = defaultdict[int, set[int]](set)
    for gift, museum in db.session.execute(standing.where(Variant.gift_id == gift_id) if gift_id else standing):
        found[gift].add(museum)
    return found
