"""What a lab tells the team: figures from five people on, and never who.

A count of one to four is withheld. A word's unmarked readers, those who prefer nothing they were asked and the sum of
the languages are never told, so that no withheld count is what is left of the others. Marks change as long as a lab is
open, so its figures are counted once, at its closing, and kept: two looks at them are the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from sqlalchemy import func, select

from clubapp.db import AnyRow, Rows, db
from clubapp.i18n import LANGUAGES
from clubapp.labels import words
from clubapp.labels.marking import PREFERENCES
from clubapp.labels.models import Lab, Mark, Reading, Rewrite, Version
from clubapp.labels.reading import versions
from clubapp.labels.words import Paragraphs, Sentence

ENOUGH = 5  # people: fewer would show what one of them said
SHADES = 5
FEW = -1  # a count that is withheld: from one to four


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text of a lab in one language, how many people read it, and how many said what of each of its words."""

    letter: str
    language: str
    people: int
    paragraphs: Paragraphs
    counts: Mapping[int, Mapping[str, int]]

    def said(self, place: int, mark: str) -> int:
        """How many said this of a word; FEW when they are fewer than five."""
        return told(self.counts.get(place, {}).get(mark, 0))

    def said_of(self, sentence: Sentence, mark: str) -> int:
        """The count of the word of a sentence of which most said this: what is told of its words, and no more."""
        said = [self.said(place, mark) for place in sentence.places]
        return max(said) or min(said)

    def shade(self, place: int, mark: str) -> int:
        """How strongly a word is shown, from 1 to 5, by the share of its readers; 0 where nobody or too few said it."""
        return ceil(SHADES * max(self.said(place, mark), 0) / self.people)

    def lines(self) -> Iterator[tuple[Sentence, list[words.Word]]]:
        """Each sentence, with those of its words of which somebody said something."""
        for paragraph in self.paragraphs:
            for sentence in paragraph:
                yield sentence, [word for word in sentence.words if self.counts.get(word.place)]


@dataclass(frozen=True, slots=True)
class Told:
    """All that is told of a lab: its texts where enough people read them, the choice between two, the rewrites."""

    sheets: list[Sheet]
    preferences: Mapping[str, int]
    rewrites: Rows
    hidden: int


def told(count: int) -> int:
    """A count as it may be told."""
    return FEW if 0 < count < ENOUGH else count


def of(lab: Lab) -> Told:
    """What a lab tells: nothing before it is closed, then what was counted at its closing."""
    figures, texts = lab.figures, versions(lab.id)
    if not figures:
        return Told([], {}, (), 0)
    sheets = [_sheet(text, language, found) for language, found in figures["read"].items() for text in texts]
    two = len(texts) > 1 and bool(sheets)
    rewrites, hidden = _rewrites(texts, list(figures["read"]))
    preferences = {choice: told(figures["preferences"].get(choice, 0)) for choice in PREFERENCES}
    return Told(sheets, preferences if two else {}, rewrites, hidden)


def people(lab: Lab | AnyRow) -> int:
    """How many people a lab tells of, all languages together: by fives as long as it goes on, then as was counted."""
    if lab.figures:
        return sum(found["people"] for found in lab.figures["read"].values())
    return sum(count // ENOUGH * ENOUGH for count in _told_readers(lab.id).values())


def counted(lab: Lab) -> dict[str, Any]:
    """All that a lab will ever tell, as it is kept at its closing: one view, from which nothing is subtracted."""
    read = {
        language: {"people": count, "texts": {text.letter: _counts(text, language) for text in versions(lab.id)}}
        for language, count in _told_readers(lab.id).items()
    }
    asked = select(Reading.preference, func.count()).where(Reading.label_id == lab.id, Reading.language.in_(read))
    rows = db.session.execute(asked.group_by(Reading.preference)).all()
    return {"read": read, "preferences": {choice: count for choice, count in rows if choice}}


def _told_readers(label_id: int) -> dict[str, int]:
    """How many took part in each language where they are enough."""
    asked = select(Reading.language, func.count()).where(Reading.label_id == label_id).group_by(Reading.language)
    found = {language: count for language, count in db.session.execute(asked)}
    return {language: found[language] for language in LANGUAGES if found.get(language, 0) >= ENOUGH}


def _counts(text: Version, language: str) -> list[tuple[int, str, int]]:
    """How many who read in a language said what of each word: its place, what is said, the count."""
    of_theirs = (Reading.label_id == text.label_id) & (Reading.member_id == Mark.member_id)
    asked = select(Mark.place, Mark.mark, func.count()).join(Reading, of_theirs)
    asked = asked.where(Mark.version_id == text.id, Reading.language == language)
    rows = db.session.execute(asked.group_by(Mark.place, Mark.mark).order_by(Mark.place, Mark.mark))
    return [(place, mark, count) for place, mark, count in rows]


def _sheet(text: Version, language: str, found: Mapping[str, Any]) -> Sheet:
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for place, mark, count in found["texts"][text.letter]:
        counts[place][mark] = count
    paragraphs = words.cut(getattr(text, f"text_{language}"))
    return Sheet(text.letter, language, found["people"], paragraphs, counts)


def _rewrites(texts: list[Version], languages: list[str]) -> tuple[Rows, int]:
    """The rewrites that are told, in an order that says nothing of when; and how many are hidden."""
    asked = select(Rewrite.id, Rewrite.text, Version.letter, Reading.language)
    asked = asked.join(Version, Version.id == Rewrite.version_id)
    asked = asked.join(Reading, (Reading.label_id == Version.label_id) & (Reading.member_id == Rewrite.member_id))
    asked = asked.where(Rewrite.version_id.in_([text.id for text in texts]), Reading.language.in_(languages))
    shown = asked.where(Rewrite.hidden_at.is_(None)).order_by(Version.letter, Rewrite.text)
    hidden = asked.with_only_columns(func.count()).where(Rewrite.hidden_at.is_not(None))
    return db.session.execute(shown).all(), db.session.scalar(hidden) or 0


def preference(code: str) -> str:
    """One of PREFERENCES in words."""
    return str(PREFERENCES[code])
