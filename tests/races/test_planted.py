"""A herd is worth something only if it notices a missing guard."""

from __future__ import annotations

import sys
from functools import partial

import pytest
from sqlalchemy import func, select

from clubapp.db import db
from clubapp.points import ledger
from clubapp.points.models import Entry
from tests.races import boutique, furniture, planted, races
from tests.races.boutique import CROWD
from tests.races.races import many_scans_of_one_poster, one_scan_many_times

PLANTED = (sys.executable, "-m", "tests.races.planted")  # and which fault
ROUNDS = 10  # at most: the first has always been enough


needs_a_fork = pytest.mark.skipif(sys.platform != "linux", reason="the fault is planted before a fork")


@needs_a_fork
@pytest.mark.parametrize(
    ("fault", "engine_name", "processes"),
    [("early", "sqlite", 1), ("early", "sqlite", 4), ("early", "postgresql", 4), ("unlocked", "postgresql", 4)],
)
@pytest.mark.parametrize("race", [one_scan_many_times, many_scans_of_one_poster])
def test_the_herd_notices_a_guard_planted_away(own_club, herd, monkeypatch, race, fault, engine_name, processes):
    club = own_club(processes, engine_name)
    club.rule(planted.without_keys)
    monkeypatch.setattr(races, "member", with_account)
    clients = herd(club.start((*PLANTED, fault)), 50)
    noticed = next((count for count in range(1, ROUNDS + 1) if fails(race, club, clients)), None)
    assert noticed
    assert club.rule(db.session.scalar, select(func.count(Entry.id))) > noticed, "what it noticed is no double credit"


def with_account(club, name):
    """A member who has scanned before: whoever opens an account waits for the others who do."""
    someone = furniture.member(club, name)
    club.rule(ledger.lock, someone.id)
    return someone


@needs_a_fork
def test_the_herd_notices_a_shelf_read_then_written(own_club, herd):
    club = own_club(4, "postgresql")
    people = [boutique.buyer(club, ROUNDS) for _ in range(CROWD)]
    clients = herd(club.start((*PLANTED, "shelf")), CROWD)
    race = partial(boutique.many_members_for_the_last_gift, people=people)
    assert any(fails(race, club, clients) for _ in range(ROUNDS))
    with pytest.raises(AssertionError, match="shelves holding another number than their vouchers"):
        club.check_book()


@needs_a_fork
@pytest.mark.parametrize("race", [boutique.one_voucher_at_many_desks, boutique.one_voucher_handed_over_and_given_back])
def test_the_herd_notices_a_voucher_read_then_written(own_club, herd, race):
    club = own_club(4, "postgresql")
    alice, desk, shelf = (
        boutique.buyer(club, ROUNDS + CROWD),
        boutique.agent(club),
        boutique.shelf(club, ROUNDS + CROWD),
    )
    for _ in range(CROWD):  # or the shelf's own check, which holds no fewer than none, would refuse the second
        boutique.claim(club, alice, shelf)
    clients = herd(club.start((*PLANTED, "voucher")), CROWD)
    race = partial(race, alice=alice, desk=desk, where=shelf)
    assert any(fails(race, club, clients) for _ in range(ROUNDS))
    with pytest.raises(AssertionError, match=r"refunds missing|without exactly one hand-over"):
        club.check_book()


def fails(race, club, clients):
    try:
        race(club, clients)
    except AssertionError:
        return True
    return False
