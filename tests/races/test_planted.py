"""A herd is worth something only if it notices a missing guard."""

from __future__ import annotations

import sys

import pytest
from sqlalchemy import func, select

from clubapp.db import db
from clubapp.points import ledger
from clubapp.points.models import Entry
from tests.races import furniture, planted, races
from tests.races.races import many_scans_of_one_poster, one_scan_many_times

PLANTED = (sys.executable, "-m", "tests.races.planted")  # and which fault
ROUNDS = 10  # at most: the first has always been enough


@pytest.mark.skipif(sys.platform != "linux", reason="the fault is planted before a fork")
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


def fails(race, club, clients):
    try:
        race(club, clients)
    except AssertionError:
        return True
    return False
