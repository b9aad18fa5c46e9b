"""Who made a work, and cells that hold several values: parted at semicolons alone, since brackets hold commas."""

from __future__ import annotations

import re
from dataclasses import dataclass

MISSING = {"", "non renseigné", "non renseignée", "non renseignés", "non renseignées", "n.r.", "nr"}


def present(cell: str | None) -> str:
    """A cell's text on one line; nothing where the base says that it does not know."""
    said = " ".join((cell or "").split())
    return "" if said.lower() in MISSING else said


def values(cell: str | None) -> list[str]:
    """The values of a cell, each once, in their order."""
    return list(dict.fromkeys(said for part in (cell or "").split(";") if (said := present(part))))


@dataclass(frozen=True, slots=True)
class Maker:
    """A maker: the name as the base sorts it, and what stands in brackets after it (painter, after…)."""

    surname: str
    given: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """As one says it: the given name first. The letters are the base's: capitals hide accents nobody guesses."""
        return f"{self.given} {self.surname}".strip()


_NOTED = re.compile(r"^(?P<name>[^()]+?) ?\((?P<note>[^()]+)\)$")


def read(text: str) -> Maker:
    """One maker; a name that is not “SURNAME Given” is all surname."""
    noted = _NOTED.match(text)
    words = (noted["name"] if noted else text).split()
    note = noted["note"].strip() if noted else ""
    capitals = 0
    while capitals < len(words) and _in_capitals(words[capitals]):
        capitals += 1
    if capitals == 0 or "," in "".join(words):
        return Maker(" ".join(words), "", note)
    return Maker(" ".join(words[:capitals]), " ".join(words[capitals:]), note)


def _in_capitals(word: str) -> bool:
    return word == word.upper() and sum(letter.isalpha() for letter in word) > 1


def named(cell: str) -> str:
    """The makers of a work as its wall label says them."""
    said = [(maker.name, maker.note) for maker in map(read, values(cell))]
    return ", ".join(f"{name} ({note})" if note else name for name, note in said)
