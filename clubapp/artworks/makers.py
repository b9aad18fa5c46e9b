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
    understood: bool = True

    @property
    def name(self) -> str:
        """As one says it: the given name first. The letters are the base's: capitals hide accents nobody guesses."""
        return f"{self.given} {self.surname}".strip()


_NOTED = re.compile(r"^(?P<name>[^()]+?) ?\((?P<note>[^()]+)\)$")
_NOBODY = {"anonyme", "inconnu", "auteur inconnu", "non identifié", "école anonyme"}
_LINKS = {
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "l'",
    "d'",
    "di",
    "da",
    "del",
    "della",
    "van",
    "von",
    "der",
    "den",
    "ten",
}
_LINKS |= {"the", "of", "et", "dit", "dite"}
_ROLES = {"maître", "maitre", "maîtres", "monogrammiste", "atelier", "école", "ecole", "entourage", "suiveur", "cercle"}
_ROLES |= {"manufacture", "maison", "anonyme", "pseudo", "d'après", "attribué"}
_AFTER = {"I", "II", "III", "IV", "baron", "comte", "père", "fils", "l'aîné"}
_GIVEN = re.compile(r"[^\W\d_](?:[\w'’-]*[^\W\d_])?|(?:[^\W\d_]\.-?)+")  # a word, or initials
_SIGNS = re.compile(r"[?,;:/()\[\]{}<>=+*|]")


def read(text: str) -> Maker:
    """One maker. What is surely “SURNAME Given” is parted; any other name stays whole, and so does what is none."""
    noted = _NOTED.match(text)
    words = (noted["name"] if noted else text).split()
    name, note = " ".join(words), noted["note"].strip() if noted else ""
    capitals = next((n for n in range(len(words)) if not _in_surname(words[n : n + 2])), len(words))
    surname, given = words[:capitals], words[capitals:]
    if given and _surname(surname) and _given(given) and not _SIGNS.search(name):
        return Maker(" ".join(surname), " ".join(given), note)
    return Maker(name, "", note, _is_name(words) and not (given and _surname(surname)))


def _surname(words: list[str]) -> bool:
    """Whether capitals are a family name, not the beginning of “MAÎTRE DE…”."""
    return bool(words) and words[0].lower() not in _ROLES and words[-1].lower() not in _LINKS


def _given(words: list[str]) -> bool:
    """Whether these are given names, with what joins them to the family name (Georges de)."""
    first, *others = words
    return _named(first) and all(_named(word) or word in _LINKS | _AFTER for word in others)


def _named(word: str) -> bool:
    return bool(_GIVEN.fullmatch(word)) and word[0].isupper() and not _in_capitals(word)


def _is_name(words: list[str]) -> bool:
    """Whether somebody is named, in whatever order: it begins as a name does, and does not end in the middle."""
    said = " ".join(words)
    if said.lower() in _NOBODY:
        return True
    return said[:1].isupper() and len(said) > 1 and words[-1].lower() not in _LINKS and not _SIGNS.search(said)


def _in_surname(words: list[str]) -> bool:
    """Whether the first of these words is a part of a family name (ZULOAGA Y ZABALETA)."""
    return _in_capitals(words[0]) or (words[0] in {"Y", "E"} and len(words) > 1 and _in_capitals(words[1]))


def _in_capitals(word: str) -> bool:
    return word == word.upper() and sum(letter.isalpha() for letter in word) > 1 and not word.endswith(".")


def named(cell: str) -> str:
    """The makers of a work as its wall label says them."""
    said = [(maker.name, maker.note) for maker in map(read, values(cell))]
    return ", ".join(f"{name} ({note})" if note else name for name, note in said)
