from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from clubapp.db import db as base
from clubapp.notices import rules as notices
from clubapp.outbox import Letter
from clubapp.points import ledger
from clubapp.points.audit import audit
from clubapp.points.ledger import NotEnough
from clubapp.shop import claiming, deadlines, handing, rules
from clubapp.shop.audit import CHECKS
from clubapp.shop.claiming import (
    AnotherClaim,
    EnoughOfThese,
    GiftClosed,
    GiftGone,
    NotHeld,
    NotThere,
    Repriced,
    claim,
)
from clubapp.shop.models import CLAIM_NEXT, Claim, Stock
from tests.conftest import a_museum, a_staff
from tests.shop.conftest import a_gift, rich

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)


def on_shelf(shelf):
    stock = base.session.get(Stock, shelf.id, populate_existing=True)
    return stock.on_hand, stock.held


def unchanged(member, shelf, balance):
    return (ledger.balance(member.id), on_shelf(shelf), base.session.scalars(select(Claim)).all()) == (
        balance,
        (shelf.on_hand, 0),
        [],
    )


def test_a_claim_holds_the_gift_and_takes_the_points(db):
    gift, shelf = a_gift(price=60)
    alice = rich(200)
    claimed = claim(alice.id, gift.id, shelf.museum_id, "key-00001")
    assert (claimed.state, claimed.price, claimed.code[:2]) == ("held", 60, "V-")
    assert (ledger.balance(alice.id), on_shelf(shelf)) == (140, (2, 1))
    assert audit(CHECKS)[1]


def test_the_same_key_gives_the_same_claim_and_another_body_is_refused(db):
    gift, shelf = a_gift()
    other, elsewhere = a_gift()
    alice = rich(500)
    first = claim(alice.id, gift.id, shelf.museum_id, "key-00001")
    assert claim(alice.id, gift.id, shelf.museum_id, "key-00001").id == first.id
    with pytest.raises(AnotherClaim):
        claim(alice.id, other.id, elsewhere.museum_id, "key-00001")
    with pytest.raises(AnotherClaim):
        claim(alice.id, gift.id, shelf.museum_id, "key-00001", price=gift.price - 1)
    assert (ledger.balance(alice.id), on_shelf(shelf), on_shelf(elsewhere)) == (440, (2, 1), (2, 0))


def test_two_members_may_use_the_same_key(db):
    gift, shelf = a_gift()
    for member in (rich(60), rich(60, "bruno@club.fr", "Bruno")):
        claim(member.id, gift.id, shelf.museum_id, "key-00001")
    assert on_shelf(shelf) == (2, 2)


def test_the_price_is_the_one_of_the_day(db):
    gift, shelf = a_gift(price=60)
    alice = rich(500)
    first = claim(alice.id, gift.id, shelf.museum_id, "key-00001")
    draft = rules.Draft("Carte postale", "", "À envoyer.", "", "object", 80, 0)
    rules.rewrite(gift.id, draft)
    second = claim(alice.id, gift.id, shelf.museum_id, "key-00002", price=80)
    assert (first.price, second.price, ledger.balance(alice.id)) == (60, 80, 360)
    claiming.cancel(alice.id, first.id)
    assert ledger.balance(alice.id) == 420


@pytest.mark.parametrize(
    ("refusal", "made", "asked"),
    [
        (GiftClosed, {"state": "draft"}, {}),
        (GiftGone, {"on_hand": 0}, {}),
        (Repriced, {"price": 60}, {"price": 50}),
        (NotEnough, {"price": 201}, {}),
        (NotThere, {}, {"museum": "ceramique"}),
    ],
)
def test_a_refused_claim_changes_nothing(db, refusal, made, asked):
    gift, shelf = a_gift(**made)
    elsewhere = a_museum("ceramique", "Musée de la Céramique").id
    alice = rich(200)
    museum = elsewhere if "museum" in asked else shelf.museum_id
    with pytest.raises(refusal) as told:
        claim(alice.id, gift.id, museum, "key-00001", price=asked.get("price"))
    assert told.value.words
    assert unchanged(alice, shelf, 200)


def test_nobody_has_more_than_each_may(db):
    gift, shelf = a_gift(each=1)
    alice = rich(500)
    first = claim(alice.id, gift.id, shelf.museum_id, "key-00001")
    with pytest.raises(EnoughOfThese):
        claim(alice.id, gift.id, shelf.museum_id, "key-00002")
    claiming.cancel(alice.id, first.id)
    assert claim(alice.id, gift.id, shelf.museum_id, "key-00003").state == "held"


def test_a_gift_with_variants_asks_which(db):
    gift, shelf = a_gift(variants=(("Écru", "Ecru"), ("Bleu", "Blue")))
    alice = rich(200)
    with pytest.raises(NotThere):
        claim(alice.id, gift.id, shelf.museum_id, "key-00001")
    blue = rules.variants(gift.id)[1]
    claimed = claim(alice.id, gift.id, shelf.museum_id, "key-00002", variant_id=blue.id)
    assert db.session.get_one(Stock, claimed.stock_id).variant_id == blue.id


def test_a_voucher_given_back_refunds_in_full_once(db):
    gift, shelf = a_gift()
    alice = rich(100)
    claimed = claim(alice.id, gift.id, shelf.museum_id, "key-00001")
    claiming.cancel(alice.id, claimed.id)
    with pytest.raises(NotHeld):
        claiming.cancel(alice.id, claimed.id)
    assert (ledger.balance(alice.id), on_shelf(shelf)) == (100, (2, 0))
    assert audit(CHECKS)[1]


def test_a_claim_goes_from_held_to_its_ends_and_only_the_desk_brings_it_back():
    ends = {"collected", "cancelled", "expired", "withdrawn_by_museum"}
    assert {state: to for state, to in CLAIM_NEXT.items() if to} == {"held": ends, "collected": {"held"}}


def test_what_has_ended_is_ended(db):
    gift, shelf = a_gift(on_hand=10)
    alice = rich(1000)
    desk = a_staff("desk@club.fr", "Dominique", "desk").id
    acts = {
        "cancel": lambda claimed: claiming.cancel(alice.id, claimed.id),
        "expire": lambda claimed: claiming.expire(alice.id, claimed.id),
        "withdraw": lambda claimed: claiming.withdraw(alice.id, claimed.id, by=desk),
    }
    for number, end in enumerate(acts.values()):
        claimed = claim(alice.id, gift.id, shelf.museum_id, f"key-{number:05}")
        end(claimed)
        for act in (*acts.values(), lambda claimed: deadlines.extend(claimed.id, days=30)):
            with pytest.raises(NotHeld):
                act(claimed)
        with pytest.raises(NotHeld):
            handing.hand_over(claimed.id, by=desk, museum_id=shelf.museum_id, nonce=f"nonce-{number:04}")
    assert (ledger.balance(alice.id), on_shelf(shelf)) == (1000, (10, 0))


def test_a_voucher_lasts_until_the_end_of_its_sixtieth_day_in_paris(db):
    with time_machine.travel(NOON, tick=False) as clock:
        gift, shelf = a_gift()
        alice = rich(100)
        claimed = claim(alice.id, gift.id, shelf.museum_id, "key-00001")
        assert claimed.deadline == datetime(2026, 7, 3, 22, tzinfo=UTC)
        clock.move_to(datetime(2026, 7, 3, 21, 59, 59, tzinfo=UTC))
        deadlines.watch_dates()
        assert db.session.get_one(Claim, claimed.id).state == "held"
        clock.move_to(datetime(2026, 7, 3, 22, tzinfo=UTC))
        deadlines.watch_dates()
        deadlines.watch_dates()
    assert db.session.get_one(Claim, claimed.id).state == "expired"
    assert (ledger.balance(alice.id), on_shelf(shelf)) == (100, (2, 0))
    assert next(notice.kind for notice in notices.listing(alice.id)) == "claim_expired"
    assert audit(CHECKS)[1]


def test_a_member_is_reminded_fourteen_and_three_days_before_once_each(db):
    with time_machine.travel(NOON, tick=False) as clock:
        gift, shelf = a_gift()
        alice = rich(100)
        claimed = claim(alice.id, gift.id, shelf.museum_id, "key-00001")
        told = []
        for days in (15, 14, 10, 3, 1):
            clock.move_to(claimed.deadline - timedelta(days=days))
            deadlines.watch_dates()
            deadlines.watch_dates()
            told.append(len(notices.listing(alice.id)))
    assert told == [0, 1, 1, 2, 2]
    assert db.session.query(Letter).filter_by(kind="notice").count() == 2


def test_an_extended_voucher_waits_longer_and_reminds_anew(db):
    gift, shelf = a_gift()
    alice = rich(100)
    claimed = claim(alice.id, gift.id, shelf.museum_id, "key-00001")
    before = claimed.deadline
    deadlines.extend(claimed.id, days=30)
    after = db.session.get_one(Claim, claimed.id).deadline
    assert timedelta(days=30) - timedelta(hours=1) <= after - before <= timedelta(days=30) + timedelta(hours=1)
    assert [notice.kind for notice in notices.listing(alice.id)] == ["claim_extended"]


def test_a_voucher_waits_no_longer_than_half_a_year(db):
    gift, shelf = a_gift()
    claimed = claim(rich(100).id, gift.id, shelf.museum_id, "key-00001")
    deadlines.extend(claimed.id, days=110)
    before = db.session.get_one(Claim, claimed.id).deadline
    with pytest.raises(deadlines.LongEnough):
        deadlines.extend(claimed.id, days=30)
    assert db.session.get_one(Claim, claimed.id).deadline == before


def test_a_withdrawn_voucher_refunds_and_tells(db):
    gift, shelf = a_gift()
    alice = rich(100)
    claimed = claim(alice.id, gift.id, shelf.museum_id, "key-00001")
    claiming.withdraw(alice.id, claimed.id, by=rich(0, "sam@club.fr", "Sam").id)
    assert (ledger.balance(alice.id), on_shelf(shelf)) == (100, (2, 0))
    assert [notice.kind for notice in notices.listing(alice.id)] == ["claim_withdrawn"]
