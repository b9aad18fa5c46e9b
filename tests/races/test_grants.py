"""What staff give when everything arrives at the same instant: the ceiling holds, one page and one request do once."""

from __future__ import annotations

import pytest

from tests.races import grants

ROUNDS = 6


@pytest.mark.parametrize("members", [1, 6])
def test_the_ceiling_of_a_day_holds(served, herd, members):
    hands = herd(served)
    for _ in range(ROUNDS):
        grants.one_day_of_an_agent(served, hands, members)
    served.check_book()


def test_one_page_gives_once(served, herd):
    hands = herd(served)
    for _ in range(ROUNDS):
        grants.one_page_many_times(served, hands)
    served.check_book()


def test_one_request_is_decided_once(served, herd):
    hands = herd(served)
    for _ in range(ROUNDS):
        grants.one_request_before_many(served, hands)
    served.check_book()


def test_one_gain_is_held_once_and_decided_once(served, herd):
    hands = herd(served)
    for _ in range(ROUNDS):
        grants.one_gain_held_by_many(served, hands)
    served.check_book()
