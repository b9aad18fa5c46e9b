"""What a lab tells the team: figures from five people on, and never who.

A count of one to four is withheld. A word's unmarked readers, those who prefer nothing they were asked and the sum of
the languages are never told, so that no withheld count is what is left of the others. While a lab is open its figures
move by five people: two looks at them do not tell what one person said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from sqlalchemy import func, select

from clubapp.db import AnyRow, Rows, db
from clubapp.i18n import LANGUAGES
from clubapp.labels import words
from clubapp.labels.marking import PREFERENCES
from clubapp.labels.models import OPEN, Lab, Mark, Reading, Rewrite, Version
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
    """What a lab tells now."""
    texts = versions(lab.id)
    readers = {language: people for language in LANGUAGES if (people := _readers(lab, language))}
    sheets = [_sheet(text, language, people) for language, people in readers.items() for text in texts]
    everybody = [member for people in readers.values() for member in people]
    two = len(texts) > 1 and bool(everybody)
    rewrites, hidden = _rewrites(texts, everybody)
    return Told(sheets, _preferences(lab.id, everybody) if two else {}, rewrites, hidden)


def people(lab: Lab | AnyRow) -> int:
    """How many people a lab tells of, all languages together: what is told of each, and no more."""
    return sum(len(_readers(lab, language)) for language in LANGUAGES)


def _readers(lab: Lab | AnyRow, language: str) -> list[int]:
    """Those who took part in a language and are told of: all once it is closed, a multiple of five until then."""
    asked = select(Reading.member_id).where(Reading.label_id == lab.id, Reading.language == language)
    readers = list(db.session.scalars(asked.order_by(Reading.id)))
    if len(readers) < ENOUGH:
        return []
    return readers[: len(readers) - len(readers) % ENOUGH] if lab.state == OPEN else readers


def _sheet(text: Version, language: str, readers: list[int]) -> Sheet:
    counted = select(Mark.place, Mark.mark, func.count()).where(Mark.version_id == text.id, Mark.member_id.in_(readers))
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for place, mark, count in db.session.execute(counted.group_by(Mark.place, Mark.mark)):
        counts[place][mark] = count
    paragraphs = words.cut(getattr(text, f"text_{language}"))
    return Sheet(text.letter, language, len(readers), paragraphs, counts)


def _preferences(label_id: int, readers: list[int]) -> Mapping[str, int]:
    asked = select(Reading.preference).where(Reading.label_id == label_id, Reading.member_id.in_(readers))
    counts = Counter(db.session.scalars(asked))
    return {choice: told(counts[choice]) for choice in PREFERENCES}


def _rewrites(texts: list[Version], readers: list[int]) -> tuple[Rows, int]:
    """The rewrites that are told, in an order that says nothing of when; and how many are hidden."""
    asked = select(Rewrite.id, Rewrite.text, Version.letter, Reading.language)
    asked = asked.join(Version, Version.id == Rewrite.version_id)
    asked = asked.join(Reading, (Reading.label_id == Version.label_id) & (Reading.member_id == Rewrite.member_id))
    asked = asked.where(Rewrite.version_id.in_([text.id for text in texts]), Rewrite.member_id.in_(readers))
    shown = asked.where(Rewrite.hidden_at.is_(None)).order_by(Version.letter, Rewrite.text)
    hidden = asked.with_only_columns(func.count()).where(Rewrite.hidden_at.is_not(None))
    return db.session.execute(shown).all(), db.session.scalar(hidden) or 0


def preference(code: str) -> str:
    """One of PREFERENCES in words."""
    return str(PREFERENCES[code])
