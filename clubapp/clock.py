"""What time it is: stored in UTC, lived in Paris."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")

_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """This instant, in UTC."""
    return _pretended.get() or datetime.now(UTC)


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Let it be `instant` within: how the demo lives its past month through the rules."""
    token = _pretended.set(instant)
    try:
        yield
    finally:
        _pretended.reset(token)


def today() -> date:
    """The date on a wall calendar in Paris."""
    return now().astimezone(PARIS).date()


def monday() -> date:
    """The Monday, in Paris, of the week it is."""
    return today() - timedelta(days=today().weekday())


def day_of(instant: datetime) -> date:
    """The Paris date an instant falls on."""
    return instant.astimezone(PARIS).date()


def instant_of(day: date, hour: time) -> datetime:
    """The instant, in UTC, at which the clocks of Paris show this hour, the first time if they do it twice."""
    return datetime.combine(day, hour, PARIS).astimezone(UTC)


def midnight_of(day: date) -> datetime:
    """The instant, in UTC, at which `day` begins in Paris."""
    return instant_of(day, time())


def midnight_after(day: date) -> datetime:
    """The instant, in UTC, at which `day` ends in Paris (a day may last 23 or 25 hours)."""
    return midnight_of(day + timedelta(days=1))
