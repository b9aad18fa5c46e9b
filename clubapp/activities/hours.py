"""Opening hours: the days of the week and the hours of the day when an activity counts, on the clocks of Paris."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache

from clubapp import clock

WEEK = "1234567"  # Monday first
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


ALWAYS = Hours()


@cache
def read(stored: str) -> Hours:
    """The hours that were stored."""
    if not stored:
        return ALWAYS
    days, *spans = stored.split()
    ends = [span.split("-") for span in spans]
    return Hours(days, tuple((time.fromisoformat(since), time.fromisoformat(until)) for since, until in ends))
