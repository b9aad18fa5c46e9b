"""What time it is: stored in UTC, lived in Paris."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from clubapp import clock


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2026, 11, 22), datetime(2026, 11, 22, 23, tzinfo=UTC)),
        (date(2026, 7, 14), datetime(2026, 7, 14, 22, tzinfo=UTC)),
        (date(2026, 3, 28), datetime(2026, 3, 28, 23, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 22, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),
        (date(2028, 2, 28), datetime(2028, 2, 28, 23, tzinfo=UTC)),
        (date(2028, 2, 29), datetime(2028, 2, 29, 23, tzinfo=UTC)),
        (date(2026, 12, 31), datetime(2026, 12, 31, 23, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_midnight_in_paris(day, ends):
    assert clock.midnight_after(day) == ends
    assert clock.day_of(ends - timedelta(microseconds=1)) == day
    assert clock.day_of(ends) == day + timedelta(days=1)
    with time_machine.travel(ends - timedelta(seconds=1), tick=False):
        assert clock.today() == day


def test_now_is_in_utc():
    with time_machine.travel(datetime(2026, 11, 22, 11, tzinfo=UTC), tick=False):
        assert clock.now() == datetime(2026, 11, 22, 11, tzinfo=UTC)
        assert clock.now().tzinfo is UTC


def test_another_time_lasts_as_long_as_one_is_in_it():
    past = datetime(2019, 9, 9, 8, tzinfo=UTC)
    with time_machine.travel(datetime(2026, 11, 22, 11, tzinfo=UTC), tick=False):
        with clock.at(past):
            assert (clock.now(), clock.today()) == (past, date(2019, 9, 9))
        assert clock.today() == date(2026, 11, 22)
        with pytest.raises(RuntimeError), clock.at(past):
            raise RuntimeError
        assert clock.today() == date(2026, 11, 22)
