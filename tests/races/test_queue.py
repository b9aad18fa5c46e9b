"""Five hundred scans that waited in telephones, over a network that loses answers, while the club is started again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from tests.races.furniture import POINTS, balance, gains, member, poster, scans
from tests.races.phone import Phone, Restarter

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")

PEOPLE, POSTERS, RESTARTS = 5, 100, 10
SCANS = PEOPLE * POSTERS


@pytest.mark.parametrize("engine_name", ["sqlite", "postgresql"])
def test_five_hundred_scans_through_losses_and_restarts_are_credited_once(own_club, engine_name):
    club = own_club(2, engine_name).start()
    people = [member(club, f"Pupil-{number}") for number in range(PEOPLE)]
    codes = [poster(club) for _ in range(POSTERS)]
    phones = [Phone(one, codes, Random(number)) for number, one in enumerate(people)]
    ids = [{scan["scan_id"] for scan in phone.waiting} for phone in phones]
    restarter = Restarter(club, SCANS // (RESTARTS + 1), RESTARTS)
    with ThreadPoolExecutor(PEOPLE) as pool:
        list(pool.map(lambda phone: phone.empty(club, restarter), phones))
    assert restarter.done == RESTARTS
    assert sum(phone.sent for phone in phones) > SCANS * 1.3, "a network that loses nothing proves nothing"
    for one, phone, sent in zip(people, phones, ids, strict=True):
        assert phone.told == dict.fromkeys(sent, "credited")
        assert gains(club, one) == [POINTS] * POSTERS
        assert sorted(scans(club, one)) == sorted((scan_id, "credited") for scan_id in sent)
        assert balance(club, one) == POINTS * POSTERS
    club.check_book()
