"""A herd is worth something only if it notices a missing guard."""

from __future__ import annotations

import sys

import pytest
from sqlalchemy import func, select

from clubapp.db import db
from clubapp.points.models import Entry
from tests.races import planted
from tests.races.races import many_scans_of_one_poster, one_scan_many_times

GRANIAN = (sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--blocking-threads", "64")
PLANTED = (*GRANIAN, "--port", "{port}", "--workers", "{processes}", "--factory", "tests.races.planted:app")
ROUNDS = 3


@pytest.mark.parametrize("processes", [1, 4], ids=["1 process", "4 processes"])
@pytest.mark.parametrize("race", [one_scan_many_times, many_scans_of_one_poster])
def test_the_herd_notices_a_guard_planted_away(own_club, herd, race, processes):
    club = own_club(processes)
    club.rule(planted.without_keys)
    club.start(PLANTED, ready="/healthz")
    clients, noticed = herd(club, 50), 0
    for _ in range(ROUNDS):
        try:
            race(club, clients)
        except AssertionError:
            noticed += 1
    assert noticed
    assert club.rule(db.session.scalar, select(func.count(Entry.id))) > ROUNDS, "what it noticed is not a double credit"
