"""Opening hours: the days of the week and the hours of the day when an activity counts, on the clocks of Paris."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache

from clubapp import clock

WEEK = "1234567"  # Monday first
DAY = 24 * 60  # minutes of a day
Span = tuple[time, time]


@dataclass(frozen=True, slots=True)
class Hours:
    """Some days, and on each of them the same spans, the end of one excluded; no span is the whole day."""

    days: str = WEEK
    spans: tuple[Span, ...] = ()

    def __str__(self) -> str:
        """As they are stored: "234567 10:00-12:00 14:00-18:00"; nothing when the doors never close."""
        spans = [f"{since:%H:%M}-{until:%H:%M}" for since, until in self.spans]
        return " ".join([self.days, *spans]) if spans or self.days != WEEK else ""

    def hold(self, instant: datetime) -> bool:
        """Whether this is an instant when the doors are open."""
        local = instant.astimezone(clock.PARIS)
        hour = local.time()
        inside = not self.spans or any(since <= hour < until for since, until in self.spans)
        return str(local.isoweekday()) in self.days and inside

    def next(self, instant: datetime) -> datetime:
        """This instant if the doors are open, else the next when they open."""
        if self.hold(instant):
            return instant
        today = clock.day_of(instant)
        starts = sorted(since for since, _until in self.spans) or [time()]
        for day in (today + timedelta(days=ahead) for ahead in range(8)):
            if str(day.isoweekday()) in self.days:
                for start in starts:
                    opens = clock.instant_of(day, start)
                    if opens > instant:
                        return opens
        raise AssertionError("a week without a day")

    def last(self, since: datetime | None, until: datetime) -> datetime | None:
        """When the doors open for the last time before `until`, a midnight, and not before `since`, if they do."""
        if self == ALWAYS:
            return since
        last_day = clock.day_of(until - timedelta(seconds=1))
        starts = sorted((since for since, _until in self.spans), reverse=True) or [time()]
        for day in (last_day - timedelta(days=ago) for ago in range(7)):
            if str(day.isoweekday()) in self.days:
                opens = clock.instant_of(day, starts[0])
                return opens if since is None or opens >= since else None
        raise AssertionError("a week without a day")

    def windows(self) -> list[tuple[int, int]]:
        """When the doors are open in a week, in minutes since Monday's midnight; none when they never close."""
        if self == ALWAYS:
            return []
        spans = [(_minutes(since), _minutes(until)) for since, until in self.spans] or [(0, DAY)]
        mornings = [(int(day) - 1) * DAY for day in self.days]
        return [(morning + since, morning + until) for morning in mornings for since, until in spans]


def _minutes(hour: time) -> int:
    return hour.hour * 60 + hour.minute


ALWAYS = Hours()


@cache
def read(stored: str) -> Hours:
    """The hours that were stored."""
    if not stored:
        return ALWAYS
    days, *spans = stored.split()
    ends = [span.split("-") for span in spans]
    return Hours(days, tuple((time.fromisoformat(since), time.fromisoformat(until)) for since, until in ends))
