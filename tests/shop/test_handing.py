from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import text

from clubapp.db import act
from clubapp.points import ledger
from clubapp.points.audit import audit
from clubapp.shop import claiming, handing, rules, stocking
from clubapp.shop.audit import CHECKS
from clubapp.shop.claiming import NotHeld
from clubapp.shop.handing import AnotherHandOver, NoneHere, TooLateToUndo, ToOneself, Undone
from clubapp.shop.models import Claim
from tests.conftest import a_museum, a_staff
from tests.shop.conftest import a_gift, rich
from tests.shop.test_claiming import on_shelf

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)


@pytest.fixture
def held(db):
    """Alice's voucher for a postcard, its shelf, and Dominique of the desk."""
    gift, shelf = a_gift()
    alice = rich(100)
    claimed = claiming.claim(alice.id, gift.id, shelf.museum_id, "key-00001")
    return claimed, shelf, a_staff("desk@club.fr", "Dominique", "desk").id


def test_a_voucher_is_handed_over_once(db, held):
    claimed, shelf, desk = held
    given = handing.hand_over(claimed.id, by=desk, museum_id=shelf.museum_id, nonce="nonce-0001")
    assert handing.hand_over(claimed.id, by=desk, museum_id=shelf.museum_id, nonce="nonce-0001").id == given.id
    with pytest.raises(NotHeld):
        handing.hand_over(claimed.id, by=desk, museum_id=shelf.museum_id, nonce="nonce-0002")
    with pytest.raises(NotHeld):
        claiming.cancel(claimed.member_id, claimed.id)
    assert (on_shelf(shelf), ledger.balance(claimed.member_id)) == ((1, 0), 40)
    assert audit(CHECKS)[1]


def test_a_nonce_serves_one_voucher(db, held):
    claimed, shelf, desk = held
    other = claiming.claim(rich(60, "bruno@club.fr", "Bruno").id, claimed.gift_id, shelf.museum_id, "key-00001")
    handing.hand_over(claimed.id, by=desk, museum_id=shelf.museum_id, nonce="nonce-0001")
    colleague = a_staff("max@club.fr", "Max", "desk", shelf.museum_id).id
    for claim_id, by in (other.id, desk), (claimed.id, colleague):
        with pytest.raises(AnotherHandOver):
            handing.hand_over(claim_id, by=by, museum_id=shelf.museum_id, nonce="nonce-0001")


def test_a_voucher_past_its_date_is_not_handed_over(db, held):
    claimed, shelf, desk = held
    with time_machine.travel(claimed.deadline, tick=False), pytest.raises(NotHeld):
        handing.hand_over(claimed.id, by=desk, museum_id=shelf.museum_id, nonce="nonce-0001")
    assert on_shelf(shelf) == (2, 1)


def test_an_agent_never_hands_over_to_themself(db, held):
    claimed, shelf, _desk = held
    with pytest.raises(ToOneself):
        handing.hand_over(claimed.id, by=claimed.member_id, museum_id=shelf.museum_id, nonce="nonce-0001")
    assert on_shelf(shelf) == (2, 1)


def test_undoing_within_ten_minutes_lets_the_voucher_wait_again(db, held):
    claimed, shelf, desk = held
    with time_machine.travel(NOON, tick=False) as clock:
        given = handing.hand_over(claimed.id, by=desk, museum_id=shelf.museum_id, nonce="nonce-0001")
        clock.shift(timedelta(minutes=9, seconds=59))
        handing.undo(given.id, by=desk, because="mistake")
        assert handing.undo(given.id, by=desk, because="mistake").id == given.id
        with pytest.raises(TooLateToUndo):
            handing.undo(given.id, by=desk, because="damaged")
        with pytest.raises(Undone):
            handing.hand_over(claimed.id, by=desk, museum_id=shelf.museum_id, nonce="nonce-0001")
    assert (db.session.get_one(Claim, claimed.id).state, on_shelf(shelf)) == ("held", (2, 1))
    assert audit(CHECKS)[1]
    again = handing.hand_over(claimed.id, by=desk, museum_id=shelf.museum_id, nonce="nonce-0002")
    assert (handing.last(claimed.id).id, on_shelf(shelf)) == (again.id, (1, 0))


def test_after_ten_minutes_a_hand_over_stays(db, held):
    claimed, shelf, desk = held
    with time_machine.travel(NOON, tick=False) as clock:
        given = handing.hand_over(claimed.id, by=desk, museum_id=shelf.museum_id, nonce="nonce-0001")
        clock.shift(timedelta(minutes=10))
        with pytest.raises(TooLateToUndo):
            handing.undo(given.id, by=desk, because="mistake")
    assert (db.session.get_one(Claim, claimed.id).state, on_shelf(shelf)) == ("collected", (1, 0))


def test_another_museum_hands_over_from_its_own_shelf(db, held):
    claimed, shelf, desk = held
    elsewhere = a_museum("ceramique", "Musée de la Céramique").id
    with pytest.raises(NoneHere):
        handing.hand_over(claimed.id, by=desk, museum_id=elsewhere, nonce="nonce-0001")
    assert db.session.get_one(Claim, claimed.id).state == "held"
    variant = rules.variants(claimed.gift_id)[0]
    there = stocking.restock(stocking.shelve(variant.id, elsewhere).id, 1, reason="delivery", by=desk)
    given = handing.hand_over(claimed.id, by=desk, museum_id=elsewhere, nonce="nonce-0002")
    assert (on_shelf(shelf), on_shelf(there)) == ((2, 0), (0, 0))
    assert audit(CHECKS)[1]
    handing.undo(given.id, by=desk, because="wrong_gift")
    assert (on_shelf(shelf), on_shelf(there)) == ((2, 1), (1, 0))
    assert audit(CHECKS)[1]


def test_an_agent_does_not_undo_the_hand_over_of_their_own_gift(db, held):
    claimed, shelf, desk = held
    given = handing.hand_over(claimed.id, by=desk, museum_id=shelf.museum_id, nonce="nonce-0001")
    with pytest.raises(ToOneself):
        handing.undo(given.id, by=claimed.member_id, because="mistake")
    assert (db.session.get_one(Claim, claimed.id).state, on_shelf(shelf)) == ("collected", (1, 0))


def test_undoing_is_too_late_once_the_last_one_is_promised_to_somebody_else(db):
    gift, shelf = a_gift(on_hand=1)
    claimed = claiming.claim(rich(60).id, gift.id, shelf.museum_id, "key-00001")
    desk = a_staff("desk@club.fr", "Dominique", "desk").id
    elsewhere = a_museum("ceramique", "Musée de la Céramique").id
    there = stocking.restock(
        stocking.shelve(rules.variants(gift.id)[0].id, elsewhere).id, 1, reason="delivery", by=desk
    )
    given = handing.hand_over(claimed.id, by=desk, museum_id=elsewhere, nonce="nonce-0001")
    claiming.claim(rich(60, "bruno@club.fr", "Bruno").id, gift.id, shelf.museum_id, "key-00002")
    with pytest.raises(TooLateToUndo):
        handing.undo(given.id, by=desk, because="mistake")
    assert (db.session.get_one(Claim, claimed.id).state, on_shelf(shelf), on_shelf(there)) == (
        "collected",
        (1, 1),
        (0, 0),
    )
    assert audit(CHECKS)[1]


TOLD_TWICE = "INSERT INTO journal (at, act, about) VALUES (CURRENT_TIMESTAMP, 'shop.handed_over', 'claim:1')"
UNTOLD = """INSERT INTO hand_overs (nonce, claim_id, museum_id, "by", at)
    SELECT 'by-hand-' || id, claim_id, museum_id, "by", at FROM hand_overs"""


@pytest.mark.parametrize(("plant", "faults"), [("SELECT 1", 0), (TOLD_TWICE, 1), (UNTOLD, 1)])
def test_the_audit_holds_each_hand_over_against_the_journal(db, held, plant, faults):
    claimed, shelf, desk = held
    for nonce in ("nonce-0001", "nonce-0002"):
        given = handing.hand_over(claimed.id, by=desk, museum_id=shelf.museum_id, nonce=nonce)
        handing.undo(given.id, by=desk, because="mistake")
    act(lambda: db.session.execute(text(plant)))()
    check = CHECKS["hand-overs that the journal does not tell, or tells twice"]
    assert db.session.execute(text(check)).scalar_one() == faults
