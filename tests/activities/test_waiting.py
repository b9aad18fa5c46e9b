"""What waited in a browser: mine is judged and credited once, not mine is forgotten, and nothing is lost between."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from clubapp.activities import rules as activities
from clubapp.activities import scanning, waiting
from clubapp.activities.hours import WEEK, Hours
from clubapp.activities.models import DONE
from clubapp.activities.proofs import Shown
from clubapp.points import ledger
from clubapp.posters import keeping
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
    return [outcome.result for outcome in waiting.keep_waiting(member_id, "this browser")]


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


def test_a_stranger_before_closed_doors_is_told_and_promised_nothing(alice):
    _, code = an_activity(hours=Hours(WEEK, ((time(10), time(11)),)))
    at_night = scanning.keep("this browser", code, "scan-0001")
    assert (at_night.result, at_night.points, at_night.again_at) == ("closed", 0, NOON + timedelta(hours=22))
    assert scanning.keep("this browser", code, "scan-0002", NOON - timedelta(hours=2)).result == "kept"
    assert claim(alice) == ["credited"]


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
    assert len(keeping.waiting("another browser")) == 1


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


def kept_elsewhere(*points):
    """The hand-over code of a browser where one scan waits for each of these points."""
    for number, each in enumerate(points):
        _, code = an_activity(f"Activité {number}", each)
        code = scanning.keep("this browser", code, f"scan-000{number}").handover
    return code


def take_over(member_id, code, scan_id="take-0001"):
    outcome = waiting.take_over(member_id, code, scan_id)
    return outcome.result, outcome.points, outcome.balance


def test_a_hand_over_code_gives_all_that_waits_in_another_browser_once(alice):
    code = kept_elsewhere(20, 30)
    assert code.startswith("H-")
    assert take_over(alice, code.lower().replace("-", " ")) == ("credited", 50, 50)
    assert keeping.waiting("this browser") == []
    assert take_over(alice, code, "take-0002") == ("already", 0, 50)
    assert take_over(a_member("bruno@club.fr", "Bruno").id, code) == ("already", 0, 0)


def test_a_hand_over_sent_again_gets_the_same_answer(alice):
    code = kept_elsewhere(20)
    assert take_over(alice, code) == take_over(alice, code) == ("credited", 20, 20)


def test_an_id_used_at_a_poster_is_not_used_again_for_a_hand_over(alice):
    _, poster = an_activity("Ailleurs", 5)
    scanning.scan(alice, poster, "take-0001")
    code = kept_elsewhere(20)
    with pytest.raises(scanning.AnotherScan):
        take_over(alice, code)
    assert len(keeping.waiting("this browser")) == 1


def test_a_browser_has_one_code_until_it_has_served_then_another(alice):
    first = kept_elsewhere(20, 30)
    assert keeping.handover_code("this browser") == first
    take_over(alice, first)
    assert keeping.handover_code("this browser") is None
    second = kept_elsewhere(5)
    assert second != first
    assert take_over(alice, first, "take-0002") == ("already", 0, 50)
    assert take_over(alice, second, "take-0003") == ("credited", 5, 55)


def test_a_code_has_served_once_its_owner_came_in_where_the_scans_waited(alice):
    code = kept_elsewhere(20)
    claim(alice)
    assert take_over(a_member("bruno@club.fr", "Bruno").id, code) == ("already", 0, 0)


def test_a_code_opens_nothing_once_its_scans_were_disowned_or_seven_days_old(alice, clock):
    dropped = kept_elsewhere(20)
    keeping.drop("this browser")
    assert take_over(alice, dropped) == ("unknown", 0, 0)
    old = kept_elsewhere(20)
    clock.shift(timedelta(days=7))
    assert take_over(alice, old, "take-0002") == ("unknown", 0, 0)
    keeping.sweep()
    assert keeping.handover(old) is None


def test_what_counts_no_more_says_so_and_what_must_wait_waits_on(alice, clock):
    _, poster = an_activity(points=20)
    scanning.scan(alice, poster, "scan-0009")
    code = scanning.keep("this browser", poster, "scan-0001").handover
    assert take_over(alice, code) == ("already", 0, 20)
    asked = {"proof": "question", "question_fr": "Quel fruit ?", "answers": "une pêche"}
    _, question = an_activity("Le fruit", 30, **asked)
    for number in range(5):
        scanning.scan(alice, question, f"wrong-{number}", shown=Shown("une poire"))
    code = scanning.keep("this browser", question, "scan-0002", shown=Shown("une pêche")).handover
    assert take_over(alice, code, "take-0002") == ("too_many", 0, 20)
    clock.shift(timedelta(hours=1))
    assert take_over(alice, code, "take-0002") == ("credited", 30, 50)


def test_codes_cannot_be_guessed_live_ones_among_the_guesses_included(alice, clock):
    live = [kept_elsewhere(20)]
    guesses = [f"H-0000-{number:04}" for number in range(20)]
    told = [take_over(alice, code, f"guess-{number:04}")[0] for number, code in enumerate(guesses + live * 5)]
    assert told == ["unknown"] * 20 + ["too_many"] * 5
    assert scanning.scan(alice, "P-0000-0000", "guess-0099").result == "too_many", "one count for every kind of code"
    assert (ledger.balance(alice), len(keeping.waiting("this browser"))) == (0, 1)
    clock.shift(timedelta(minutes=10))
    assert take_over(alice, live[0], "take-0002") == ("credited", 20, 20)
