"""What waited in a browser: mine is judged and credited once, not mine is forgotten, and nothing is lost between."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from clubapp.activities import rules as activities
from clubapp.activities import scanning
from clubapp.activities.models import DONE
from clubapp.home import joining
from clubapp.points import ledger
from clubapp.posters import rules as posters
from tests.conftest import a_member, an_activity

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def alice(db):
    return a_member().id


def claim(member_id):
    return [outcome.result for outcome in joining.keep_waiting(member_id, "this browser")]


def test_mine_credits_each_kept_scan_once_and_they_wait_no_more(alice):
    for number, points in enumerate((20, 30)):
        _, code = an_activity(f"Activité {number}", points)
        scanning.keep("this browser", code, f"scan-000{number}")
    assert claim(alice) == ["credited", "credited"]
    assert ledger.balance(alice) == 50
    assert claim(alice) == []
    assert ledger.balance(alice) == 50


def test_two_kept_scans_of_one_activity_count_once(alice):
    _, code = an_activity(points=20)
    scanning.keep("this browser", code, "scan-0001")
    scanning.keep("this browser", code, "scan-0002")
    assert claim(alice) == ["credited", "already"]
    assert ledger.balance(alice) == 20


def test_a_kept_scan_is_judged_on_the_day_it_is_claimed(alice, clock):
    activity, code = an_activity()
    scanning.keep("this browser", code, "scan-0001")
    activities.archive(activity.id)
    assert claim(alice) == ["closed"]


def test_a_scan_that_waited_too_long_is_not_credited(alice, clock):
    _, code = an_activity()
    scanning.keep("this browser", code, "scan-0001")
    clock.shift(timedelta(days=7))
    assert claim(alice) == []


def test_another_browser_s_scans_are_not_claimed(alice):
    _, code = an_activity()
    scanning.keep("another browser", code, "scan-0001")
    assert claim(alice) == []
    assert len(posters.waiting("another browser")) == 1


def test_whoever_guessed_too_much_finds_their_scans_waiting_ten_minutes_later(alice, clock):
    _, code = an_activity(points=20)
    scanning.keep("this browser", code, "scan-0001")
    for number in range(20):
        scanning.scan(alice, "P-0000-0000", f"guess-{number:04}")
    assert claim(alice) == ["too_many"]
    assert ledger.balance(alice) == 0
    clock.shift(timedelta(minutes=10))
    assert claim(alice) == ["credited"]
    assert ledger.balance(alice) == 20


def test_an_id_already_used_for_another_code_does_not_bar_the_way_to_the_others(alice):
    (_, one), (_, two), (_, three) = (an_activity(f"Activité {number}") for number in range(3))
    scanning.scan(alice, one, "scan-0001")
    scanning.keep("this browser", two, "scan-0001")
    scanning.keep("this browser", three, "scan-0002")
    claim(alice)
    assert ledger.has(alice, because=DONE, about="activity:3")
    assert claim(alice) == []
