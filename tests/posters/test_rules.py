"""Posters, and the scans that wait in a browser until their owner has come in."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from clubapp import codes
from clubapp.activities import scanning
from clubapp.activities.scanning import AnotherScan
from clubapp.posters import keeping
from clubapp.posters import rules as posters
from tests.conftest import an_activity

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


def keep(code, scan_id="scan-0001", browser="this browser", at=None):
    return scanning.keep(browser, code, scan_id, at)


def waiting(browser="this browser"):
    return [(kept.scan_id, kept.code) for kept in keeping.waiting(browser)]


def test_each_poster_has_a_code_of_its_own(db):
    activity, _ = an_activity(places=["Hall"] * 20)
    made = posters.leading_to(activity.address)
    assert {codes.read(poster.code).kind for poster in made} == {codes.POSTER}
    assert len({poster.code for poster in made}) == 20
    assert {poster.museum_id for poster in made} == {activity.museum_id}


def test_a_poster_is_found_by_its_code_however_it_is_written(db):
    _, code = an_activity()
    bare = code.replace("-", "").lower()
    written = [code, bare, f" {code} ", f"https://club.fr/q/{code}", f"https://club.fr/q/{bare}?proof=1"]
    assert {posters.of(each).code for each in written} == {code}


def test_a_stranger_s_scan_is_kept_with_its_time(db):
    _, code = an_activity(points=20)
    outcome = keep(code, at=NOON - timedelta(minutes=1))
    assert (outcome.result, outcome.points) == ("kept", 20)
    (kept,) = keeping.waiting("this browser")
    assert (kept.scan_id, kept.code, kept.scanned_at, kept.kept_at) == (
        "scan-0001",
        code,
        NOON - timedelta(minutes=1),
        NOON,
    )


def test_the_same_scan_is_kept_once(db):
    _, code = an_activity()
    assert [keep(code).result for _ in range(3)] == ["kept"] * 3
    assert waiting() == [("scan-0001", code)]


def test_a_kept_scan_s_id_serves_one_code_only(db):
    (_, one), (_, two) = an_activity(), an_activity("Une autre")
    keep(one)
    with pytest.raises(AnotherScan):
        keep(two)
    assert waiting() == [("scan-0001", one)]


def test_browsers_keep_their_scans_apart(db):
    (_, one), (_, two) = an_activity(), an_activity("Une autre")
    keep(one)
    keep(two, browser="another browser")
    assert (waiting(), waiting("another browser")) == ([("scan-0001", one)], [("scan-0001", two)])
    keeping.drop("this browser")
    assert (waiting(), waiting("another browser")) == ([], [("scan-0001", two)])


def test_fifty_scans_wait_at_most_and_the_next_is_told_so(db):
    _, code = an_activity()
    results = [keep(code, f"scan-{number:04}").result for number in range(51)]
    assert results == [*["kept"] * 50, "too_many"]
    assert keep(code, "scan-0000").result == "kept"
    assert len(waiting()) == 50


def test_scans_wait_seven_days(db, clock):
    _, code = an_activity()
    keep(code)
    clock.shift(timedelta(days=7, seconds=-1))
    assert waiting() == [("scan-0001", code)]
    clock.shift(timedelta(seconds=1))
    assert waiting() == []


def test_a_scan_sent_again_after_seven_days_waits_anew(db, clock):
    _, code = an_activity()
    keep(code)
    clock.shift(timedelta(days=8))
    assert keep(code).result == "kept"
    assert waiting() == [("scan-0001", code)]


def test_what_waited_seven_days_is_swept_and_nothing_else(db, clock):
    _, code = an_activity()
    keep(code, "scan-0001")
    clock.shift(timedelta(days=1))
    keep(code, "scan-0002")
    clock.shift(timedelta(days=6))
    keeping.sweep()
    with time_machine.travel(NOON, tick=False):
        assert waiting() == [("scan-0002", code)]


@pytest.mark.parametrize(("state", "result"), [("draft", "unknown"), ("archived", "closed")])
def test_what_could_never_count_is_not_kept(db, state, result):
    _, code = an_activity(state=state)
    assert keep(code).result == result
    assert waiting() == []


def test_an_unknown_code_is_not_kept(db):
    assert keep("P-0000-0000").result == "unknown"
    assert waiting() == []
