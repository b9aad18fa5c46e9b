"""When an activity is open, by its days, its hours and its ceiling; and what is said of it until then."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from clubapp.activities import cartels, hours, judging
from clubapp.activities.hours import Hours
from clubapp.activities.models import Tally
from clubapp.activities.scanning import keep, scan
from tests.conftest import a_member, an_activity

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)  # noon in Paris, a Sunday
SECOND = timedelta(seconds=1)
LUNCH = Hours("234567", ((time(10), time(12)), (time(14), time(18))))


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def alice(db):
    return a_member().id


@pytest.fixture
def scanned(alice):
    """Let Alice scan a code: the result, and when it would count."""

    def once_more(code, seen_at=None):
        once_more.count += 1
        outcome = scan(alice, code, f"scan-{once_more.count:04}", seen_at)
        return outcome.result, outcome.again_at

    once_more.count = 0
    return once_more


DAYS = {
    "winter": (date(2026, 12, 1), datetime(2026, 11, 30, 23, tzinfo=UTC), datetime(2026, 12, 1, 23, tzinfo=UTC)),
    "23 hours": (date(2027, 3, 28), datetime(2027, 3, 27, 23, tzinfo=UTC), datetime(2027, 3, 28, 22, tzinfo=UTC)),
    "25 hours": (date(2027, 10, 31), datetime(2027, 10, 30, 22, tzinfo=UTC), datetime(2027, 10, 31, 23, tzinfo=UTC)),
    "leap day": (date(2028, 2, 29), datetime(2028, 2, 28, 23, tzinfo=UTC), datetime(2028, 2, 29, 23, tzinfo=UTC)),
}


@pytest.mark.parametrize(("day", "begins", "ends"), DAYS.values(), ids=DAYS)
def test_an_activity_of_one_day_is_open_from_its_first_second_to_its_last(scanned, clock, day, begins, ends):
    codes = [an_activity(f"Activité {n}", first_day=day, last_day=day)[1] for n in range(2)]
    clock.move_to(begins - SECOND)
    assert scanned(codes[0]) == ("closed", begins)
    clock.move_to(begins)
    assert scanned(codes[0]) == ("credited", None)
    clock.move_to(ends - SECOND)
    assert scanned(codes[1]) == ("credited", None)
    clock.move_to(ends)
    assert scanned(codes[1]) == ("closed", None)


def test_the_days_are_judged_at_receipt_and_the_hours_by_the_device(scanned, clock):
    _, ended = an_activity(last_day=date(2026, 11, 21))
    _, open_in_the_morning = an_activity(hours=Hours(spans=((time(9), time(11)),)))
    morning = NOON - timedelta(hours=2)
    assert scanned(ended, NOON - timedelta(days=1)) == ("closed", None)
    assert scanned(open_in_the_morning) == ("closed", NOON + timedelta(hours=21))
    assert scanned(open_in_the_morning, morning) == ("credited", None)


def test_a_device_s_time_is_believed_for_72_hours_only(scanned):
    thursday_noon = an_activity(hours=Hours("4", ((time(12), time(13)),)))[1]
    wednesday = an_activity(hours=Hours("3"))[1]
    assert scanned(wednesday, NOON - timedelta(days=4))[0] == "closed"
    assert scanned(thursday_noon, NOON - timedelta(days=9))[0] == "credited"  # taken for 72 hours ago


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("2026-11-22T09:59:59+01:00", "2026-11-22T10:00+01:00"),
        ("2026-11-22T10:00:00+01:00", None),
        ("2026-11-22T11:59:59+01:00", None),
        ("2026-11-22T12:00:00+01:00", "2026-11-22T14:00+01:00"),
        ("2026-11-22T17:59:59+01:00", None),
        ("2026-11-22T18:00:00+01:00", "2026-11-24T10:00+01:00"),  # closed on Mondays
        ("2027-03-27T18:00:00+01:00", "2027-03-28T10:00+02:00"),
        ("2026-10-24T18:00:00+02:00", "2026-10-25T10:00+01:00"),
    ],
)
def test_opening_hours_are_those_of_the_clocks_of_paris(scanned, clock, at, opens):
    _, code = an_activity(hours=LUNCH)
    clock.move_to(datetime.fromisoformat(at))
    assert scanned(code) == (("closed", datetime.fromisoformat(opens)) if opens else ("credited", None))


def test_hours_that_fall_where_the_clocks_jump_open_all_the_same():
    night = Hours(spans=((time(2, 30), time(4)),))
    march = datetime(2027, 3, 28, 0, 59, 59, tzinfo=UTC)
    opens = night.next(march)
    assert (opens, night.hold(opens), night.hold(march)) == (datetime(2027, 3, 28, 1, 30, tzinfo=UTC), True, False)


@pytest.mark.parametrize("written", [Hours(), LUNCH, Hours("1"), Hours(spans=((time(9), time(11, 30)),))])
def test_hours_are_read_as_they_were_written(written):
    assert hours.read(str(written)) == written
    assert str(Hours()) == ""


def test_what_is_counted_once_a_day_says_the_hour_it_opens_tomorrow(scanned):
    _, code = an_activity(limit="daily", hours=Hours(spans=((time(10), time(18)),)))
    assert scanned(code)[0] == "credited"
    assert scanned(code) == ("cooldown", datetime(2026, 11, 23, 9, tzinfo=UTC))


def test_a_ceiling_is_for_all_members_together_and_for_a_day(db, scanned, clock):
    activity, code = an_activity(limit="daily", ceiling=2)
    people = [a_member(f"pupil{n}@club.fr", f"Pupil {n}").id for n in range(3)]
    midnight = datetime(2026, 11, 22, 23, tzinfo=UTC)
    outcomes = [scan(who, code, "scan-0001") for who in people]
    assert [each.result for each in outcomes] == ["credited", "credited", "ceiling"]
    assert (outcomes[2].again_at, outcomes[2].points) == (midnight, 0)
    assert scanned(code)[0] == "ceiling"
    assert db.session.get(Tally, (activity.id, date(2026, 11, 22))).count == 2
    clock.move_to(midnight)
    assert scanned(code) == ("credited", None)


def test_a_second_scan_by_one_member_does_not_count_towards_the_ceiling(alice, scanned):
    _, code = an_activity(ceiling=2)
    assert [scanned(code)[0] for _ in range(3)] == ["credited", "already", "already"]
    assert scan(a_member("sam@club.fr", "Sam").id, code, "scan-0001").result == "credited"


def test_a_stranger_s_scan_of_what_is_not_open_yet_is_not_kept(db):
    _, code = an_activity(first_day=date(2026, 12, 1))
    told = keep("a browser", code, "scan-0001")
    assert (told.result, told.again_at) == ("closed", datetime(2026, 11, 30, 23, tzinfo=UTC))


def test_what_is_over_leaves_the_lists_and_what_opens_later_says_when(alice):
    an_activity("Finie", last_day=date(2026, 11, 21))
    later, _ = an_activity("Bientôt", first_day=date(2026, 12, 1), hours=LUNCH)
    now, _ = an_activity("Maintenant")
    rows = cartels.listing(alice, to_do=True)
    opening = datetime(2026, 12, 1, 9, tzinfo=UTC)
    assert [(row.id, judging.opens(row)) for row in rows] == [(now.id, None), (later.id, opening)]
    assert cartels.next_for(alice, None).id == now.id
