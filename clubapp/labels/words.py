"""A label cut into paragraphs, sentences and words: the same text always the same way.

Marks are kept by the place of a word in its text, so this rule may not change while a label lives. An elided word goes
with the one it leans on (« l'émail » is one), and a number with its thousands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_HELD = "\u00a0"  # a space that parts no words, until they are read again
_HOLDS = re.compile(r"(?<=\S) (?=[;:!?»](?:\s|$))|(?<=«) |(?<=n°) |(?<=\d) (?=\d{3}(?!\d))")
_PARTS = re.compile(r"(?P<before>\W*)(?P<word>.*?)(?P<after>\W*)", re.DOTALL)
_ENDS = re.compile(r"[.!?…]")
_INITIALS = re.compile(r"(?:[^\W\d_][.-]+)*[^\W\d_]")  # M., J.-C.
_SHORT = {"mm", "mlle", "mme", "dr", "st", "ste", "env", "cat", "inv", "coll", "fig", "vol", "av", "apr", "cf", "pp"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its place in the text, and the signs that touch it."""

    place: int
    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Some words in a row; `number` from 1."""

    number: int
    words: tuple[Word, ...]

    @property
    def places(self) -> range:
        """The places of its words."""
        return range(self.words[0].place, self.words[-1].place + 1)

    def __str__(self) -> str:
        return " ".join(word.before + word.text + word.after for word in self.words)


Paragraphs = tuple[tuple[Sentence, ...], ...]


@lru_cache(256)
def cut(text: str) -> Paragraphs:
    """The paragraphs of a text, each as its sentences."""
    paragraphs: list[tuple[Sentence, ...]] = []
    place = number = 0
    for lines in re.split(r"\n\s*\n", text):
        words = _words(lines, place)
        place += len(words)
        sentences = []
        for some in _sentences(words):
            number += 1
            sentences.append(Sentence(number, some))
        if sentences:
            paragraphs.append(tuple(sentences))
    return tuple(paragraphs)


def sentences(text: str) -> tuple[Sentence, ...]:
    """All the sentences of a text."""
    return tuple(sentence for paragraph in cut(text) for sentence in paragraph)


def _words(lines: str, first: int) -> list[Word]:
    """The words of a paragraph; signs that stand alone go with the word before them, or else after."""
    found: list[Word] = []
    loose = ""
    for piece in _HOLDS.sub(_HELD, " ".join(lines.split())).split(" "):
        said = _PARTS.fullmatch(piece)
        assert said
        before, text, after = (said[name].replace(_HELD, " ") for name in ("before", "word", "after"))
        if text:
            found.append(Word(first + len(found), text, loose + before, after))
            loose = ""
        elif found:
            last = found.pop()
            found.append(Word(last.place, last.text, last.before, f"{last.after} {before}"))
        elif before:
            loose += f"{before} "
    return found


def _sentences(words: list[Word]) -> list[tuple[Word, ...]]:
    some: list[Word] = []
    all_ = []
    for following, word in enumerate(words, start=1):
        some.append(word)
        if following == len(words) or (_ends(word) and not words[following].text[0].islower()):
            all_.append(tuple(some))
            some = []
    return all_


def _ends(word: Word) -> bool:
    """Whether the signs after a word may end a sentence: the point of « M. » does not."""
    short = word.after == "." and (_INITIALS.fullmatch(word.text) or word.text.lower() in _SHORT)
    return bool(_ENDS.search(word.after)) and not short
