"""Small questions about text that people typed."""

from __future__ import annotations

import unicodedata

_IN_NAMES = " '’-.·"


# Letters and marks that nobody sees, besides the whole category Cf: fillers, the blank of braille, selectors of shapes.
_UNSEEN = {
    "\u034f",
    "\u115f",
    "\u1160",
    "\u17b4",
    "\u17b5",
    "\u2800",
    "\u3164",
    "\uffa0",
    *map(chr, range(0xFE00, 0xFE10)),
}


def seen(typed: str) -> str:
    """What one sees of a text, spaces included."""
    return "".join(char for char in typed if char not in _UNSEEN and unicodedata.category(char) != "Cf")


def tidy(typed: str) -> str:
    """Composed letters, single spaces, none around; nothing when nothing is seen."""
    return " ".join(unicodedata.normalize("NFC", typed).split()) if seen(typed).strip() else ""


_TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_plain(typed: str) -> bool:
    """Whether nothing in a text is unseen and turns the line around or breaks it (line ends apart)."""
    return not any(char in _TURNING or (unicodedata.category(char) == "Cc" and char not in "\n\r\t") for char in typed)


def is_name(typed: str) -> bool:
    """Whether every character may stand in a person's name: letters and digits of any script, a few marks."""
    return any(char.isalnum() for char in seen(typed)) and all(
        char in _IN_NAMES or unicodedata.category(char)[0] in "LM" or unicodedata.category(char) == "Nd"
        for char in typed
    )
