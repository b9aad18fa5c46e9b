"""How often an activity counts: some times a week, Monday to Sunday in Paris, or every so many minutes."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from clubapp.activities import cartels
from clubapp.activities.scanning import scan
from clubapp.points import ledger
from tests.conftest import a_member, an_activity

pytestmark = pytest.mark.both_engines

SUNDAY_NIGHT = datetime(2026, 11, 22, 22, 59, 59, tzinfo=UTC)  # the last second of a week in Paris


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(SUNDAY_NIGHT, tick=False) as moved:
        yield moved


@pytest.fixture
def alice(db):
    return a_member().id


@pytest.fixture
def scanned(alice):
    """Let Alice scan a code: the result, and when it would count again."""

    def once_more(code):
        once_more.count += 1
        outcome = scan(alice, code, f"scan-{once_more.count:04}")
        return outcome.result, outcome.again_at

    once_more.count = 0
    return once_more


def keys(member_id):
    return [entry.about for entry in reversed(ledger.history(member_id))]


def test_twice_a_week_counts_anew_on_monday_in_paris(alice, scanned, clock):
    _, code = an_activity(limit="weekly", times=2)
    monday = SUNDAY_NIGHT + timedelta(seconds=1)
    week = [scanned(code) for _ in range(3)]
    assert week == [("credited", None), ("credited", None), ("cooldown", monday)]
    clock.move_to(monday)
    assert [scanned(code)[0] for _ in range(3)] == ["credited", "credited", "cooldown"]
    assert keys(alice) == [f"activity:1@{day}#{n}" for day in ("2026-11-16", "2026-11-23") for n in (1, 2)]


@pytest.mark.parametrize(
    ("sunday", "monday"),
    [
        (datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC), datetime(2026, 10, 25, 23, tzinfo=UTC)),
        (datetime(2027, 1, 3, 22, 59, 59, tzinfo=UTC), datetime(2027, 1, 3, 23, tzinfo=UTC)),
    ],
    ids=["the Sunday of 23 hours", "the Sunday of 25 hours", "a week over two years"],
)
def test_a_week_ends_with_its_sunday_in_paris(alice, scanned, clock, sunday, monday):
    _, code = an_activity(limit="weekly", times=1)
    clock.move_to(sunday)
    assert [scanned(code), scanned(code)] == [("credited", None), ("cooldown", monday)]
    clock.move_to(monday)
    assert scanned(code) == ("credited", None)


def test_every_half_hour_counts_again_after_the_last_second_of_it(alice, scanned, clock):
    _, code = an_activity(limit="spaced", minutes=30)
    again = SUNDAY_NIGHT + timedelta(minutes=30)
    assert [scanned(code), scanned(code)] == [("credited", None), ("cooldown", again)]
    clock.move_to(again - timedelta(seconds=1))
    assert scanned(code) == ("cooldown", again)
    clock.move_to(again)
    assert [scanned(code)[0], scanned(code)[0]] == ["credited", "cooldown"]
    assert keys(alice) == ["activity:1#1", "activity:1#2"]


def test_half_an_hour_is_thirty_minutes_on_the_night_that_has_two_o_clock_twice(alice, scanned, clock):
    _, code = an_activity(limit="spaced", minutes=30)
    first = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)  # 2:45; in half an hour it is 2:15
    results = []
    for minutes in (0, 29, 30, 59, 60):
        clock.move_to(first + timedelta(minutes=minutes))
        results.append(scanned(code)[0])
    assert results == ["credited", "cooldown", "credited", "cooldown", "credited"]


def test_each_member_waits_for_their_own_turn(alice, scanned):
    _, code = an_activity(limit="spaced", minutes=30)
    scanned(code)
    assert scan(a_member("sam@club.fr", "Sam").id, code, "scan-0001").result == "credited"


LIMITS = {
    "once": ({"limit": "once"}, timedelta(days=9999)),
    "daily": ({"limit": "daily"}, timedelta(seconds=1)),
    "weekly": ({"limit": "weekly", "times": 1}, timedelta(seconds=1)),
    "spaced": ({"limit": "spaced", "minutes": 30}, timedelta(minutes=30)),
}


@pytest.mark.parametrize(("limit", "comes_back"), LIMITS.values(), ids=LIMITS)
def test_what_rests_is_not_to_do_until_it_counts_again(alice, scanned, clock, limit, comes_back):
    activity, code = an_activity(**limit)
    to_do = lambda: [row.id for row in cartels.listing(alice, to_do=True)]  # noqa: E731
    assert to_do() == [activity.id]
    scanned(code)
    assert to_do() == []
    clock.shift(comes_back - timedelta(seconds=1))
    assert to_do() == []
    clock.shift(timedelta(seconds=1))
    assert to_do() == ([] if limit["limit"] == "once" else [activity.id])


def test_two_times_a_week_is_still_to_do_after_the_first(alice, scanned):
    _, code = an_activity(limit="weekly", times=2)
    scanned(code)
    assert [row.done for row in cartels.listing(alice, to_do=True)] == [False]
    scanned(code)
    assert cartels.listing(alice, to_do=True) == []


def test_what_never_counts_again_is_already_done(alice, scanned):
    _, code = an_activity(limit="daily", last_day=SUNDAY_NIGHT.date())
    assert [scanned(code), scanned(code)] == [("credited", None), ("already", None)]
