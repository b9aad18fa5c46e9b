"""A herd is worth something only if it notices a missing guard."""

from __future__ import annotations

import sys

import pytest
from sqlalchemy import func, select

from clubapp.db import db
from clubapp.points.models import Entry
from tests.races import planted
from tests.races.races import many_scans_of_one_poster, one_scan_many_times

PLANTED = (sys.executable, "-m", "tests.races.planted")
ROUNDS = 10  # at most: the first has always been enough


@pytest.mark.skipif(sys.platform != "linux", reason="the fault is planted before a fork")
@pytest.mark.parametrize("processes", [1, 4], ids=["1 process", "4 processes"])
@pytest.mark.parametrize("race", [one_scan_many_times, many_scans_of_one_poster])
def test_the_herd_notices_a_guard_planted_away(own_club, herd, race, processes):
    club = own_club(processes)
    club.rule(planted.without_keys)
    clients = herd(club.start(PLANTED), 50)
    noticed = next((count for count in range(1, ROUNDS + 1) if fails(race, club, clients)), None)
    assert noticed
    assert club.rule(db.session.scalar, select(func.count(Entry.id))) > noticed, "what it noticed is no double credit"


def fails(race, club, clients):
    try:
        race(club, clients)
    except AssertionError:
        return True
    return False
