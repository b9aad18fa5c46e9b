"""At the desk: a voucher against its gift, one button, and ten minutes to undo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from clubapp import clock, codes
from clubapp.db import act, changed, db
from clubapp.journal import rules as journal
from clubapp.points import ledger
from clubapp.refusals import Refused
from clubapp.shop.claiming import GiftGone, NotHeld, about, hold, move
from clubapp.shop.models import COLLECTED, HELD, Claim, HandOver, Stock

UNDO_WITHIN = timedelta(minutes=10)
REASONS = ("wrong_gift", "wrong_person", "damaged", "mistake")


class ToOneself(Refused):
    """An agent may not hand over their own gift."""

    says = _l("C'est votre propre bon : demandez à un collègue de vous le remettre.")
    status = 403


class NoneHere(Refused):
    """This museum has none to give for another's voucher."""

    says = _l("Ce bon est à retirer dans un autre musée, et il n'y en a pas ici.")


class TooLateToUndo(Refused):
    """The ten minutes have passed, or somebody undid it already."""

    says = _l("Une remise s'annule dans les dix minutes, une seule fois. Adressez-vous à l'administrateur du réseau.")


class Undone(Refused):
    """This hand-over was made, and undone since."""

    says = _l("Cette remise a été annulée depuis. Relisez le code.")


class AnotherHandOver(Refused):
    """This page was used for another voucher, or by somebody else."""

    says = _l("Cette page a déjà servi. Relisez le code.")
    status = 422


def voucher(typed: str) -> Claim | None:
    """The claim whose voucher was typed or scanned."""
    code = codes.read(typed)
    return db.session.scalar(select(Claim).where(Claim.code == str(code))) if code else None


def waiting(member_id: int) -> Sequence[Claim]:
    """A member's vouchers that wait, the one that ends first first."""
    held = select(Claim).where(Claim.member_id == member_id, Claim.state == HELD)
    return db.session.scalars(held.order_by(Claim.deadline, Claim.id).limit(20)).all()


@act
def hand_over(claim_id: int, *, by: int, museum_id: int, nonce: str) -> HandOver:
    """Give a held gift at a museum's desk; the same nonce gives the same hand-over.

    From another museum's shelf when the gift is also there. Raises ToOneself, NotHeld, NoneHere, Undone,
    AnotherHandOver.
    """
    claimed = db.session.get_one(Claim, claim_id)
    if claimed.member_id == by:
        raise ToOneself
    ledger.lock(claimed.member_id)
    if known := db.session.scalar(select(HandOver).where(HandOver.nonce == nonce)):
        if (known.claim_id, known.by) != (claim_id, by):
            raise AnotherHandOver
        if known.undone_at:
            raise Undone
        return known
    if claimed.deadline <= clock.now():  # the runner has not come by yet
        raise NotHeld
    claimed = move(claim_id, HELD, COLLECTED)
    stock = db.session.get_one(Stock, claimed.stock_id)
    if stock.museum_id == museum_id:
        _shift(stock.id, on_hand=-1, held=-1)
    else:
        here = at(stock.variant_id, museum_id)
        if here is None or not _take_free(here.id):
            raise NoneHere
        _shift(stock.id, on_hand=0, held=-1)
    given = HandOver(nonce=nonce, claim_id=claim_id, museum_id=museum_id, by=by, at=clock.now())
    db.session.add(given)
    db.session.flush()
    journal.note("shop.handed_over", about=about(claimed), by=by, museum_id=museum_id)
    return given


@act
def undo(hand_over_id: int, *, by: int, because: str) -> HandOver:
    """Take a hand-over back within ten minutes, once, however often it is asked for; the voucher waits again.

    Raises ToOneself, TooLateToUndo.
    """
    assert because in REASONS
    given = db.session.get_one(HandOver, hand_over_id)
    claimed = db.session.get_one(Claim, given.claim_id)
    if claimed.member_id == by:
        raise ToOneself
    ledger.lock(claimed.member_id)
    db.session.refresh(given)
    if given.undone_at and given.undone_because == because:
        return given
    if not changed(
        update(HandOver)
        .where(HandOver.id == hand_over_id, HandOver.undone_at.is_(None), HandOver.at > clock.now() - UNDO_WITHIN)
        .values(undone_at=clock.now(), undone_because=because)
    ):
        raise TooLateToUndo
    try:
        move(claimed.id, COLLECTED, HELD)
    except NotHeld:
        raise TooLateToUndo from None
    stock = db.session.get_one(Stock, claimed.stock_id)
    if stock.museum_id == given.museum_id:
        _shift(stock.id, on_hand=1, held=1)
    else:
        here = at(stock.variant_id, given.museum_id)
        assert here
        _shift(here.id, on_hand=1, held=0)
        _hold_again(stock)
    journal.note("shop.hand_over_undone", about=about(claimed), by=by, museum_id=given.museum_id)
    return db.session.get_one(HandOver, hand_over_id, populate_existing=True)


def _hold_again(stock: Stock) -> None:
    """Hold one at the voucher's own museum, where one may have been claimed meanwhile. Raises TooLateToUndo."""
    try:
        hold(stock)
    except GiftGone:
        raise TooLateToUndo from None


def _take_free(stock_id: int) -> bool:
    taken = update(Stock).where(Stock.id == stock_id, Stock.held < Stock.on_hand).values(on_hand=Stock.on_hand - 1)
    return changed(taken)


def _shift(stock_id: int, *, on_hand: int, held: int) -> None:
    db.session.execute(
        update(Stock).where(Stock.id == stock_id).values(on_hand=Stock.on_hand + on_hand, held=Stock.held + held)
    )


def at(variant_id: int, museum_id: int) -> Stock | None:
    """The shelf of a variant in a museum."""
    return db.session.scalar(select(Stock).where(Stock.variant_id == variant_id, Stock.museum_id == museum_id))


def last(claim_id: int) -> HandOver | None:
    """The latest hand-over of a claim that stands."""
    return db.session.scalar(
        select(HandOver)
        .where(HandOver.claim_id == claim_id, HandOver.undone_at.is_(None))
        .order_by(HandOver.id.desc())
        .limit(1)
    )
