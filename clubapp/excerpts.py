"""What a search shows of a text: a few lines around the words that were looked for, which are marked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from clubapp import folding

LENGTH = 180  # signs of an excerpt, or a word more
_BEFORE = 60  # of which before the first word found, at most
_MARK = Markup("<mark>{}</mark>")
_known = lru_cache(8192)(folding.words)

Hit = tuple[int, int, frozenset[str]]  # where a word begins and ends, and which of those looked for it is


def hits(text: str, words: Sequence[str]) -> list[Hit]:
    """Where the words stand in a text; the last of them may only begin one."""
    return [(begin, end, said) for begin, end, word in folding.spans(text) if (said := _is(word, words))]


def _is(word: str, words: Sequence[str]) -> frozenset[str]:
    begun = words[-1] if words else ""
    return frozenset(
        each for said in _known(word) for each in words if said == each or (each == begun and said.startswith(begun))
    )


def covered(found: Iterable[Hit]) -> int:
    """How many of the words looked for are among these."""
    return len(frozenset().union(*(said for _, _, said in found)))


def marked(text: str, found: Collection[Hit]) -> Markup:
    """A text, escaped, with the words found in it marked."""
    return _drawn(text, found, 0, len(text))


def excerpt(text: str, found: Sequence[Hit]) -> Markup:
    """The few lines of a text where most of the words stand together, or its first ones."""
    begin, end = _window(text, found)
    before, after = "…\u00a0" if begin else "", "\u00a0…" if end < len(text) else ""
    return before + _drawn(text, found, begin, end) + after


def _window(text: str, found: Sequence[Hit]) -> tuple[int, int]:
    within = [[hit for hit in found[n:] if hit[1] <= begin + LENGTH - _BEFORE] for n, (begin, _, _) in enumerate(found)]
    start = max(within, key=covered)[0][0] if any(within) else 0
    far = max(start - _BEFORE, 0)
    begin = max(text.rfind(" ", 0, far) + 1, far - _BEFORE) if far else 0
    end = text.find(" ", begin + LENGTH)
    return begin, min(end if end >= 0 else len(text), begin + LENGTH + _BEFORE)


def _drawn(text: str, found: Iterable[Hit], begin: int, end: int) -> Markup:
    drawn, at = Markup(), begin
    for first, last, _ in found:
        if first >= at and last <= end:
            drawn += escape(text[at:first]) + _MARK.format(text[first:last])
            at = last
    return drawn + escape(text[at:end])
