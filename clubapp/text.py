"""Small questions about text that people typed."""

from __future__ import annotations

import unicodedata

_IN_NAMES = " '’-.·"


def tidy(typed: str) -> str:
    """Composed letters, single spaces, none around."""
    return " ".join(unicodedata.normalize("NFC", typed).split())


def is_name(typed: str) -> bool:
    """Whether every character may stand in a person's name: letters and digits of any script, a few marks."""
    return any(char.isalpha() for char in typed) and all(
        char in _IN_NAMES or unicodedata.category(char)[0] in "LM" or unicodedata.category(char) == "Nd"
        for char in typed
    )
