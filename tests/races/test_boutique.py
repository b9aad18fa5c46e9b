"""The boutique and the desk when everybody comes at the same instant: exactly one wins, each time."""

from __future__ import annotations

from collections import Counter
from secrets import token_urlsafe

import pytest

from clubapp.db import act, db
from clubapp.members.models import Member
from clubapp.points import ledger
from clubapp.shop import claiming, rules, stocking
from clubapp.shop.models import Claim, Stock
from tests.conftest import a_museum, a_staff
from tests.races.furniture import balance, member
from tests.races.herd import Post

ROUNDS = 60
CROWD = 24
PRICE = 60


@act
def _gift(on_hand):
    draft = rules.Draft("Carte postale", "Postcard", "À envoyer.", "To post.", "object", PRICE, 0)
    gift = rules.write(draft)
    shelf = stocking.shelve(rules.variants(gift.id)[0].id, a_museum().id)
    if on_hand:
        stocking.restock(shelf.id, on_hand, reason="delivery", by=a_staff().id)
    return rules.publish(gift.id).id, shelf.id, shelf.museum_id


def _pay(someone, points):
    ledger.credit(someone.id, points, because="test.gift", about=token_urlsafe(8))


def _order(someone, gift, museum, key=None):
    fields = {"museum_id": str(museum), "key": key or token_urlsafe(12)}
    return Post(someone.browser, f"/boutique/{gift}/commandes", fields, accept="text/html")


def _shelf(club, shelf_id):
    def look():
        stock = db.session.get_one(Stock, shelf_id)
        return stock.on_hand, stock.held

    return club.rule(look)


@pytest.fixture
def crowd(served):
    """Two dozen members who could all pay for every round."""
    people = [member(served, f"Buyer-{number}-{token_urlsafe(6)}") for number in range(CROWD)]
    for someone in people:
        served.rule(_pay, someone, PRICE * ROUNDS)
    return people


@pytest.fixture
def desk(served):
    """An agent of the museum's desk, signed in."""
    agent = member(served, f"Desk-{token_urlsafe(6)}")
    email = served.rule(lambda: db.session.get_one(Member, agent.id).email)
    served.rule(lambda: a_staff(email, "Dominique", "desk", a_museum().id))
    return agent


def test_the_last_gift_goes_to_one_hand(served, herd, crowd):
    hands = herd(served, CROWD)
    for _ in range(ROUNDS):
        gift, shelf, museum = served.rule(_gift, 1)
        answers = hands.charge([_order(someone, gift, museum) for someone in crowd])
        assert Counter(answer.status for answer in answers) == {303: 1, 409: CROWD - 1}
        assert _shelf(served, shelf) == (1, 1)
    served.check_book()


def test_the_last_points_are_spent_once(served, herd):
    gift, shelf, museum = served.rule(_gift, ROUNDS * CROWD)
    alice = member(served, f"Alice-{token_urlsafe(6)}")
    hands = herd(served, CROWD)
    for number in range(1, ROUNDS + 1):
        served.rule(_pay, alice, PRICE)
        answers = hands.charge([_order(alice, gift, museum) for _ in range(CROWD)])
        assert Counter(answer.status for answer in answers) == {303: 1, 409: CROWD - 1}
        assert (balance(served, alice), _shelf(served, shelf)[1]) == (0, number)
    served.check_book()


def test_one_tap_sent_many_times_is_one_claim(served, herd):
    gift, shelf, museum = served.rule(_gift, ROUNDS * CROWD)
    alice = member(served, f"Alice-{token_urlsafe(6)}")
    served.rule(_pay, alice, PRICE * ROUNDS * 2)
    hands = herd(served, CROWD)
    for number in range(1, ROUNDS + 1):
        key = token_urlsafe(12)
        answers = hands.charge([_order(alice, gift, museum, key)] * CROWD)
        assert {answer.status for answer in answers} == {303}
        assert _shelf(served, shelf)[1] == number
    served.check_book()


def _claim(served, alice, gift, museum):
    return served.rule(claiming.claim, alice.id, gift, museum, token_urlsafe(12)).id


def _hand_over(desk, claim_id):
    fields = {"nonce": token_urlsafe(12)}
    return Post(desk.browser, f"/equipe/accueil/bons/{claim_id}/remise", fields, accept="text/html")


def test_one_voucher_is_handed_over_once(served, herd, desk):
    gift, shelf, museum = served.rule(_gift, ROUNDS)
    alice = member(served, f"Alice-{token_urlsafe(6)}")
    served.rule(_pay, alice, PRICE * ROUNDS)
    hands = herd(served, CROWD)
    for number in range(1, ROUNDS + 1):
        claim_id = _claim(served, alice, gift, museum)
        answers = hands.charge([_hand_over(desk, claim_id) for _ in range(CROWD)])
        assert Counter(answer.status for answer in answers) == {200: 1, 409: CROWD - 1}
        assert _shelf(served, shelf) == (ROUNDS - number, 0)
    served.check_book()


def test_a_voucher_is_handed_over_or_given_back_never_both(served, herd, desk):
    gift, shelf, museum = served.rule(_gift, ROUNDS)
    alice = member(served, f"Alice-{token_urlsafe(6)}")
    served.rule(_pay, alice, PRICE * ROUNDS)
    hands = herd(served, CROWD)
    collected = 0
    for _ in range(ROUNDS):
        claim_id = _claim(served, alice, gift, museum)
        cancel = Post(alice.browser, f"/moi/bons/{claim_id}/annulation", {}, accept="text/html")
        answers = hands.charge([each for _ in range(CROWD // 2) for each in (cancel, _hand_over(desk, claim_id))])
        state = served.rule(lambda claim_id=claim_id: db.session.get_one(Claim, claim_id).state)
        assert state in ("collected", "cancelled")
        collected += state == "collected"
        assert Counter(answer.status in (200, 303) for answer in answers)[True] == 1
        assert _shelf(served, shelf) == (ROUNDS - collected, 0)
        assert balance(served, alice) == PRICE * (ROUNDS - collected)
    served.check_book()
