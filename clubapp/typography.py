"""French typography: written plainly in the source, set properly where it is read."""

from __future__ import annotations

import re
from functools import lru_cache

NARROW = "\u202f"  # narrow no-break space

_RULES = (
    (re.compile(r"(?<=\w)'(?=[\w«%])"), "’"),
    (re.compile(r" (?=[;:!?»])"), NARROW),
    (re.compile(r"(?<=n°) "), NARROW),
    (re.compile(r"(?<=«) "), NARROW),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NARROW),
)


@lru_cache(1024)
def english(text: str) -> str:
    """The same words with typographic apostrophes."""
    return _RULES[0][0].sub(_RULES[0][1], text)


@lru_cache(1024)
def french(text: str) -> str:
    """The same words with typographic apostrophes and narrow no-break spaces."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
