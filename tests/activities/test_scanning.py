"""The scan, judged: what counts, once or once a day in Paris, and what every other attempt is told."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from clubapp.activities import rules, scanning
from clubapp.activities.scanning import AnotherScan, scan
from clubapp.points import ledger
from clubapp.posters.models import Scan
from tests.conftest import a_member, an_activity

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)  # noon in Paris


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def alice(db):
    return a_member().id


def attempts(db):
    return [(each.member_id, each.result, each.points) for each in db.session.scalars(select(Scan).order_by(Scan.id))]


def test_a_scan_credits_the_points_of_its_activity(db, alice):
    activity, code = an_activity(points=20)
    outcome = scan(alice, code, "scan-0001")
    assert (outcome.result, outcome.activity.id, outcome.points, outcome.balance) == ("credited", activity.id, 20, 20)
    (entry,) = ledger.history(alice)
    assert (entry.amount, entry.because, entry.about) == (20, "activity.done", f"activity:{activity.id}")
    assert (entry.category, entry.museum_id, entry.at) == (None, activity.museum_id, NOON)


def test_an_activity_without_points_is_credited_all_the_same(db, alice):
    _, code = an_activity(points=0)
    assert scan(alice, code, "scan-0001").result == "credited"
    assert scan(alice, code, "scan-0002").result == "already"
    assert len(ledger.history(alice)) == 1


def test_once_is_once_whatever_the_poster_the_day_and_the_scan_id(db, alice, clock):
    activity, code = an_activity(places=("Hall", "Escalier"))
    other = rules.posters.leading_to(activity.address)[1].code
    scan(alice, code, "scan-0001")
    clock.shift(timedelta(days=400))
    assert [scan(alice, each, f"scan-{each}").result for each in (code, other)] == ["already", "already"]
    assert ledger.balance(alice) == 20


def test_two_members_each_have_their_points(db, alice):
    _, code = an_activity()
    sam = a_member("sam@club.fr", "Sam").id
    assert [scan(who, code, "scan-0001").result for who in (alice, sam)] == ["credited", "credited"]


# The last instant of a day in Paris, and the first of the next, in UTC.
MIDNIGHTS = {
    "winter": datetime(2026, 11, 22, 23, tzinfo=UTC),
    "summer": datetime(2026, 7, 14, 22, tzinfo=UTC),
    "before the night of March that has no two o'clock": datetime(2026, 3, 28, 23, tzinfo=UTC),
    "after the night of March that has no two o'clock": datetime(2026, 3, 29, 22, tzinfo=UTC),
    "before the night of October that has two": datetime(2026, 10, 24, 22, tzinfo=UTC),
    "after the night of October that has two": datetime(2026, 10, 25, 23, tzinfo=UTC),
    "into a leap day": datetime(2028, 2, 28, 23, tzinfo=UTC),
    "out of a leap day": datetime(2028, 2, 29, 23, tzinfo=UTC),
    "new year": datetime(2026, 12, 31, 23, tzinfo=UTC),
}


@pytest.mark.parametrize("midnight", MIDNIGHTS.values(), ids=MIDNIGHTS)
def test_once_a_day_means_a_day_in_paris(db, alice, clock, midnight):
    _, code = an_activity(limit="daily")
    moments = [timedelta(seconds=-2), timedelta(seconds=-1), timedelta(0), timedelta(seconds=1)]
    outcomes = []
    for number, moment in enumerate(moments):
        clock.move_to(midnight + moment)
        outcomes.append(scan(alice, code, f"scan-000{number}"))
    assert [outcome.result for outcome in outcomes] == ["credited", "cooldown", "credited", "cooldown"]
    assert outcomes[1].again_at == midnight
    assert ledger.balance(alice) == 40


@pytest.mark.parametrize(
    ("first", "hours"),
    [(datetime(2026, 3, 28, 23, tzinfo=UTC), 23), (datetime(2026, 10, 24, 22, tzinfo=UTC), 25)],
    ids=["March", "October"],
)
def test_the_days_the_clocks_change_have_23_and_25_hours(db, alice, clock, first, hours):
    _, code = an_activity(limit="daily")
    results = []
    for hour in range(hours + 1):
        clock.move_to(first + timedelta(hours=hour))
        results.append(scan(alice, code, f"scan-{hour:04}").result)
    assert results == ["credited", *["cooldown"] * (hours - 1), "credited"]


def test_an_archived_activity_answers_and_credits_nothing(db, alice):
    activity, code = an_activity(state="archived")
    outcome = scan(alice, code, "scan-0001")
    assert (outcome.result, outcome.activity.id, ledger.history(alice)) == ("closed", activity.id, [])


def test_a_draft_s_code_is_as_unknown_as_a_code_that_never_was(db, alice):
    _, draft = an_activity(state="draft")
    told = [scan(alice, code, f"scan-{code}") for code in (draft, "P-0000-0000", "n'importe quoi")]
    assert [(each.result, each.activity, each.points, each.balance) for each in told] == [("unknown", None, 0, 0)] * 3


def test_twenty_unknown_codes_are_enough_until_ten_minutes_have_passed(db, alice, clock):
    _, code = an_activity()
    for number in range(20):
        assert scan(alice, "P-0000-0000", f"guess-{number:04}").result == "unknown"
    assert scan(alice, "P-0000-0000", "guess-0020").result == "too_many"
    assert scan(alice, code, "scan-0001").result == "too_many"
    assert scan(a_member("sam@club.fr", "Sam").id, code, "scan-0001").result == "credited"
    clock.shift(timedelta(minutes=10) - timedelta(seconds=1))
    assert scan(alice, code, "scan-0001").result == "too_many"
    clock.shift(timedelta(seconds=1))
    assert scan(alice, code, "scan-0001").result == "credited"


def test_the_same_scan_sent_again_gets_the_same_answer(db, alice, clock):
    _, code = an_activity(limit="daily")
    first = scan(alice, code, "scan-0001")
    second = scan(alice, code, "scan-0002")
    clock.shift(timedelta(days=3))
    an_activity("Une autre", 5)
    assert scan(alice, code, "scan-0001") == first
    assert scan(alice, code, "scan-0002") == second
    assert ledger.balance(alice) == 20


def test_the_same_scan_of_an_unknown_code_gets_the_same_answer_and_is_one_guess(db, alice):
    answers = {scan(alice, "P-0000-0000", "scan-0001").result for _ in range(30)}
    assert answers == {"unknown"}
    assert len(attempts(db)) == 1


def test_a_scan_id_serves_one_code_only(db, alice):
    (_, one), (_, two) = an_activity(), an_activity("Une autre")
    scan(alice, one, "scan-0001")
    for other in (two, "P-0000-0000"):
        with pytest.raises(AnotherScan):
            scan(alice, other, "scan-0001")
    assert AnotherScan.status == 422
    assert ledger.balance(alice) == 20


def test_another_member_s_scan_is_turned_away_and_stays_theirs(db, alice):
    _, code = an_activity()
    assert scanning.turn_away(alice, code).result == "not_yours"
    assert ledger.history(alice) == []


def test_every_attempt_is_recorded_with_its_result_and_its_times(db, alice, clock):
    _, code = an_activity(points=20)
    _, archived = an_activity("Finie", state="archived")
    at = NOON - timedelta(hours=1)
    scan(alice, code, "scan-0001", at)
    scan(alice, code, "scan-0002")
    scan(alice, archived, "scan-0003")
    scan(alice, "P-0000-0000", "scan-0004")
    scanning.turn_away(alice, code)
    scanning.keep("a browser", code, "scan-0005")
    scanning.keep("a browser", "P-0000-0000", "scan-0006")
    expected = [(alice, "credited", 20), (alice, "already", 0), (alice, "closed", 0), (alice, "unknown", 0)]
    assert attempts(db) == [*expected, (alice, "not_yours", 0), (None, "kept", 0), (None, "unknown", 0)]
    first = db.session.get(Scan, 1)
    assert (first.scanned_at, first.received_at, first.balance) == (at, NOON, 20)


@pytest.mark.parametrize(
    ("told", "believed"),
    [
        (None, None),
        (NOON - timedelta(hours=71), NOON - timedelta(hours=71)),
        (NOON - timedelta(hours=72, seconds=1), NOON - timedelta(hours=72)),
        (datetime(1970, 1, 1, tzinfo=UTC), NOON - timedelta(hours=72)),
        (NOON + timedelta(seconds=1), NOON),
        (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), NOON),
    ],
)
def test_a_device_s_clock_is_believed_within_72_hours(db, alice, told, believed):
    _, code = an_activity()
    scan(alice, code, "scan-0001", told)
    assert db.session.get(Scan, 1).scanned_at == believed


def test_limits_are_judged_at_receipt_not_by_the_device(db, alice):
    _, code = an_activity(limit="daily")
    scan(alice, code, "scan-0001")
    assert scan(alice, code, "scan-0002", NOON - timedelta(days=1)).result == "cooldown"
