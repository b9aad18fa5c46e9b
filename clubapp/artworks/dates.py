"""When a work was made, as museums write it: “1er quart 19e siècle”, “vers 1650”, “1888 ; 1889”.

A text is read whole or not at all: the years returned are those it says, never what one would guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce


@dataclass(frozen=True, slots=True)
class Years:
    """The first and the last year a text speaks of; none where it sets no bound. Before our era they are negative."""

    first: int | None
    last: int | None


EARLIEST, LATEST = -9999, 2100
_PARTS = {"quart": 4, "tiers": 3, "moitie": 2}
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi".split()
_PLAIN = str.maketrans("éèêàâîôûç’–—−\u00a0\u202f", "eeeaaiouc'---  ")

_YEAR = r"\d{1,4}"
_CENTURY = r"(?:\d{1,2}|[ivx]{1,6}) ?(?:e|er|eme|ieme)"
_NEAR = r"(?:vers|environ|circa|ca\.?|c\.|autour de)"
_ORDINAL = r"(?:[1-4] ?(?:er|ere|re|e|eme|nde?)|premiere?|seconde?|deuxieme|troisieme|quatrieme|derniere?)"
_SHARE = rf"(?:(?P<ordinal>{_ORDINAL}) (?P<part>quart|tiers|moitie)|debut|milieu|fin)"

_ERA = re.compile(r"^(?P<said>.*?) ?(?P<era>av|ap|apr|avant|apres)\.? ?j\.? ?-? ?c\.?$")
_BOUND = re.compile(rf"^(?:(?P<before>avant|apres) )?(?P<year>{_YEAR})(?: \(?(?P<after>avant|apres)\)?)?$")
_ABOUT = re.compile(rf"^(?:(?:{_NEAR}|en|datee?(?: de)?) )?(?P<year>{_YEAR})(?: \(?(?:{_NEAR}|en|datee?)\)?)?$")
_SPAN = re.compile(rf"^(?:entre |de )?(?P<first>{_YEAR})(?: ?- ?| et | a )(?P<last>{_YEAR})$")
_ABOUT_SPAN = re.compile(rf"^{_NEAR} (?P<first>{_YEAR}) ?- ?(?P<last>{_YEAR})$")
_DECADE = re.compile(r"^(?:les )?annees (?P<year>\d{3}0)$")
_AGE = re.compile(rf"^(?:{_SHARE} (?:du )?)?(?P<century>{_CENTURY}) (?:siecle|s\.?)$")
_AGES = re.compile(rf"^(?P<first>{_CENTURY}) ?(?:siecle )?(?:-|a|et) ?(?P<last>{_CENTURY}) siecles?$")
# What the base writes behind: “1750 entre, 1760 et”, “20e siècle, 1re moitié”.
_END = r"(?= ?(?:[;,]|$))"
_BETWEEN = re.compile(rf"\b({_YEAR}) \(?entre\)? ?[;,] ?({_YEAR}) \(?et\)?{_END}")
_SHARE_BEHIND = re.compile(rf"\b(?P<age>{_CENTURY} (?:siecle|s\.?)) ?, ?(?P<share>{_SHARE}){_END}")


def read(text: str) -> Years | None:
    """The years of a date as it is written; None when some of it is not understood."""
    said = " ".join(text.lower().translate(_PLAIN).split())
    said = _SHARE_BEHIND.sub(r"\g<share> \g<age>", _BETWEEN.sub(r"entre \1 et \2", said))
    spans = [_span(part.strip()) for part in re.split(r"[;,]", said)]
    if any(span is None for span in spans):
        return None
    years = reduce(_join, (span for span in spans if span))
    return years if _sensible(years) else None


def _join(one: Years, other: Years) -> Years:
    first = None if one.first is None or other.first is None else min(one.first, other.first)
    last = None if one.last is None or other.last is None else max(one.last, other.last)
    return Years(first, last)


def _sensible(years: Years) -> bool:
    said = [year for year in (years.first, years.last) if year is not None]
    return bool(said) and all(year and EARLIEST <= year <= LATEST for year in said) and said == sorted(said)


def _span(said: str) -> Years | None:
    """The years of one part: a single thing, or from one to another."""
    one = _dated(said)
    if one is None and said.count(" - ") == 1:
        first, last = (_dated(end) for end in said.split(" - "))
        return Years(first.first, last.last) if first and last else None
    return one


def _dated(said: str) -> Years | None:
    era = _ERA.match(said)
    if era is None:
        return _one(said, 1)
    return _one(era["said"], -1 if era["era"].startswith("av") else 1)


def _one(said: str, sign: int) -> Years | None:
    """The years of a single thing; the sign is that of its era."""
    if found := _BOUND.match(said):
        side, year = found["before"] or found["after"], sign * int(found["year"])
        if found["before"] and found["after"]:
            return None
        return Years(None if side == "avant" else year, None if side == "apres" else year)
    if found := _ABOUT.match(said):
        return Years(sign * int(found["year"]), sign * int(found["year"]))
    if found := _SPAN.match(said) or _ABOUT_SPAN.match(said):
        first, last = found["first"], found["last"]
        if sign > 0 and len(last) == 2 < len(first):  # 1820-30
            last = first[:-2] + last
        return _in_order(sign * int(first), sign * int(last))
    if (found := _DECADE.match(said)) and sign > 0:
        return Years(int(found["year"]), int(found["year"]) + 9)
    return _ages(said, sign)


def _in_order(first: int, last: int) -> Years | None:
    return Years(first, last) if first <= last else None


def _ages(said: str, sign: int) -> Years | None:
    if found := _AGES.match(said):
        first, last = _century(found["first"], sign), _century(found["last"], sign)
        return _in_order(first[0], last[1]) if first and last else None
    found = _AGE.match(said)
    century = _century(found["century"], sign) if found else None
    if found is None or century is None:
        return None
    if found["ordinal"] is None:
        return Years(*century)
    count = _PARTS[found["part"]]
    number = count if found["ordinal"].startswith("dern") else _number(found["ordinal"])
    if number > count:
        return None
    return Years(century[0] + 100 * (number - 1) // count, century[0] + 100 * number // count - 1)


def _number(ordinal: str) -> int:
    words = {"p": 1, "s": 2, "d": 2, "t": 3, "q": 4}
    return int(ordinal[0]) if ordinal[0].isdecimal() else words[ordinal[0]]


def _century(said: str, sign: int) -> tuple[int, int] | None:
    """The first and last year of a century, by its figures."""
    figures = re.findall(r"^(?:\d+|[ivx]+)", said)[0]
    number = int(figures) if figures.isdecimal() else _ROMAN.index(figures) + 1 if figures in _ROMAN else 0
    if not 1 <= number <= len(_ROMAN):
        return None
    return (100 * number - 99, 100 * number) if sign > 0 else (-100 * number, -100 * number + 99)
