"""The boutique and the desk when everybody comes at the same instant: exactly one wins, each time."""

from __future__ import annotations

import pytest

from tests.races import boutique
from tests.races.boutique import CROWD

ROUNDS = 40


@pytest.fixture
def desk(served):
    return boutique.agent(served)


def test_the_last_gift_goes_to_one_hand(served, herd):
    hands, crowd = herd(served, CROWD), [boutique.buyer(served, ROUNDS) for _ in range(CROWD)]
    for _ in range(ROUNDS):
        boutique.many_members_for_the_last_gift(served, hands, crowd)
    served.check_book()


def test_the_last_points_are_spent_once(served, herd):
    hands, alice, shelf = herd(served, CROWD), boutique.buyer(served), boutique.shelf(served, ROUNDS * CROWD)
    for _ in range(ROUNDS):
        boutique.last_points_many_times(served, hands, alice, shelf)
    served.check_book()


def test_one_tap_sent_many_times_is_one_claim(served, herd):
    hands, shelf = herd(served, CROWD), boutique.shelf(served, ROUNDS * CROWD)
    alice = boutique.buyer(served, ROUNDS * 2)
    for _ in range(ROUNDS):
        boutique.one_tap_many_times(served, hands, alice, shelf)
    served.check_book()


def test_one_voucher_is_handed_over_once(served, herd, desk):
    hands, alice, shelf = herd(served, CROWD), boutique.buyer(served, ROUNDS), boutique.shelf(served, ROUNDS)
    for _ in range(ROUNDS):
        boutique.one_voucher_at_many_desks(served, hands, alice, desk, shelf)
    assert boutique.counts(served, shelf) == (0, 0)
    served.check_book()


def test_a_voucher_is_handed_over_or_given_back_never_both(served, herd, desk):
    hands, alice, shelf = herd(served, CROWD), boutique.buyer(served, ROUNDS), boutique.shelf(served, ROUNDS)
    for _ in range(ROUNDS):
        boutique.one_voucher_handed_over_and_given_back(served, hands, alice, desk, shelf)
    served.check_book()
