"""What a cartel says of how often an activity counts, and of when it is open."""

from __future__ import annotations

from typing import Any

from babel.dates import get_day_names
from flask_babel import gettext as _
from flask_babel import ngettext

from clubapp import i18n
from clubapp.activities import hours, judging
from clubapp.activities.hours import WEEK


def often(activity: Any) -> str:
    """How often it counts."""
    match activity.limit:
        case "once":
            return _("une fois")
        case "daily":
            return _("une fois par jour")
        case "weekly":
            return ngettext("une fois par semaine", "%(num)d fois par semaine", activity.times)
    full, minutes = divmod(activity.minutes, 60)
    if minutes:
        return ngettext("toutes les minutes", "toutes les %(num)d minutes", activity.minutes)
    return ngettext("toutes les heures", "toutes les %(num)d heures", full)


def done(activity: Any) -> str:
    """What is said of an activity that a member has no more to collect from, for now or for good."""
    match activity.limit:
        case "once":
            return _("Fait")
        case "daily":
            return _("Fait aujourd'hui")
        case "weekly":
            return _("Fait cette semaine")
    return _("Fait il y a peu")


def opens(activity: Any) -> str:
    """When it opens, or gives points again if it gave all those of the day; nothing when it is open, or over."""
    opening = judging.opens_tomorrow(activity) if activity.full else judging.opens(activity)
    return i18n.coming(opening) if opening else ""


def when(activity: Any) -> str:
    """The days of the week and the hours when it is open; nothing when it always is."""
    opening = hours.read(activity.hours)
    days = "" if opening.days == WEEK else _days(opening.days)
    spans = [
        _("de %(since)s à %(until)s", since=i18n.hour(since), until=i18n.hour(until)) for since, until in opening.spans
    ]
    words = ", ".join(part for part in (days, _and(spans)) if part)
    return words[:1].upper() + words[1:]


def _days(days: str) -> str:
    """Some weekdays: “mardi et jeudi”, “du mardi au dimanche”."""
    said = get_day_names("wide", locale=i18n.locale(i18n.current()))
    names = [said[int(day) - 1] for day in days]
    if len(days) > 2 and days in WEEK:
        return _("du %(first)s au %(last)s", first=names[0], last=names[-1])
    return _and(names)


def _and(words: list[str]) -> str:
    *first, last = words or [""]
    return _("%(some)s et %(last)s", some=", ".join(first), last=last) if first else last
