"""Scans that waited for the network: of each activity, one counts in what a phone sends at once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from clubapp.activities import sentences
from clubapp.activities.scanning import keep, scan
from clubapp.activities.waiting import keep_waiting
from clubapp.db import db as base
from clubapp.points import ledger
from clubapp.posters import rules as posters
from clubapp.posters.models import Scan
from clubapp.posters.rules import SYNC, WAITED
from tests.conftest import a_member, an_activity

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)  # a Wednesday
THRICE = {"limit": "weekly", "times": 3, "points": 20}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def alice(db):
    return a_member().id


@pytest.fixture
def send(alice):
    """Alice's phone sends a scan that was made so long ago, or that gives no time; the result."""

    def sent(code, ago=None):
        sent.count += 1
        scanned_at = None if ago is None else datetime.now(UTC) - ago
        return scan(alice, code, f"scan-{sent.count:04}", scanned_at).result

    sent.count = 0
    return sent


def test_of_several_that_waited_together_one_counts(alice, send):
    _, code = an_activity(**THRICE)
    ago = [timedelta(hours=hours) for hours in (50, 26, 3, 1)]
    assert [send(code, each) for each in ago] == ["credited", "too_late", "too_late", "too_late"]
    assert ledger.balance(alice) == 20


def test_each_activity_has_its_own(send):
    codes = [an_activity(title, **THRICE)[1] for title in ("Ici", "Là", "Plus loin")]
    assert [send(code, timedelta(hours=1)) for code in codes] == ["credited"] * 3


def test_two_posters_of_an_activity_are_one(send):
    activity, _ = an_activity(places=("Hall", "Escalier"), **THRICE)
    codes = [poster.code for poster in posters.leading_to(activity.address)]
    assert [send(code, timedelta(hours=1)) for code in codes] == ["credited", "too_late"]


def test_what_is_scanned_with_network_counts_beside_it(send):
    _, code = an_activity(**THRICE)
    assert [send(code), send(code, timedelta(hours=1)), send(code)] == ["credited"] * 3


@pytest.mark.parametrize(
    ("ago", "result"), [(WAITED, "too_late"), (WAITED - timedelta(seconds=1), "credited"), (None, "credited")]
)
def test_two_minutes_are_waiting_less_is_a_slow_answer(send, ago, result):
    _, code = an_activity(**THRICE)
    assert [send(code, timedelta(hours=1)), send(code, ago)] == ["credited", result]


@pytest.mark.parametrize(
    ("later", "result"), [(SYNC, "credited"), (SYNC - timedelta(seconds=1), "too_late")], ids=["next", "same"]
)
def test_what_comes_ten_minutes_later_is_another_visit(send, clock, later, result):
    _, code = an_activity(**THRICE)
    send(code, timedelta(hours=1))
    clock.shift(later)
    assert send(code, timedelta(hours=1)) == result


def test_a_limit_that_is_reached_says_its_own_word_first(send):
    _, code = an_activity(limit="daily")
    assert [send(code, timedelta(hours=1)) for _ in range(2)] == ["credited", "cooldown"]


def test_the_answer_is_kind_written_down_and_the_same_when_sent_again(alice, send):
    _, code = an_activity(**THRICE)
    send(code, timedelta(hours=2))
    late = [scan(alice, code, "sent-twice", NOON - timedelta(hours=1)) for _ in range(2)]
    assert {each.result for each in late} == {"too_late"}
    assert len({sentences.says(each) for each in late}) == 1
    assert "un seul compte" in sentences.says(late[0])
    assert base.session.scalars(select(Scan.result).order_by(Scan.id)).all() == ["credited", "too_late"]


def test_somebody_else_s_phone_is_somebody_else_s(send):
    _, code = an_activity(**THRICE)
    send(code, timedelta(hours=1))
    sam = a_member("sam@club.fr", "Sam").id
    assert scan(sam, code, "scan-sam1", NOON - timedelta(hours=1)).result == "credited"


def test_what_the_club_itself_kept_for_a_stranger_did_not_wait_for_a_network(alice, clock):
    _, code = an_activity(**THRICE)
    for number in range(3):
        keep("a browser", code, f"kept-{number:04}")
        clock.shift(timedelta(hours=5))
    assert [each.result for each in keep_waiting(alice, "a browser")] == ["credited"] * 3
