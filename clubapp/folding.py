"""Words as a search knows them: without case, accents or ligatures, the same for what is written and what is typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

RULE = 1  # raise it with any change here: what was folded by another rule is folded anew
LONGEST = 40  # signs of a word; what follows tells no two words apart

_JOINED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "’": "'", "ʼ": "'", "＇": "'"})
# French lets an article or a pronoun lean on the next word: nobody looks for it.
_LEANING = re.compile(r"(?<![^\W_])(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)'(?=[^\W_])")
_WORD = re.compile(r"[^\W_]+")
_SPAN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")


def bare(text: str) -> str:
    """A text in small letters, its accents taken off and its ligatures undone."""
    return _unmarked(_unmarked(text).casefold().translate(_JOINED))


def _unmarked(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    return letters if letters.isascii() else "".join(char for char in letters if unicodedata.category(char)[0] != "M")


def words(text: str) -> list[str]:
    """The words of a text as they are looked for; signs, apostrophes and spaces of any width only part them."""
    return [word[:LONGEST] for word in _WORD.findall(_LEANING.sub("", bare(text)))]


def folded(text: str) -> str:
    """The words of a text, one space between two."""
    return " ".join(words(text))


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each word of a text begins and ends, and the word."""
    return ((found.start(), found.end(), found[0]) for found in _SPAN.finditer(text))
