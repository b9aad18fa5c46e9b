"""What a lab tells, as a table: the figures of its page, withheld alike."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from clubapp.labels.marking import MARKS, PREFERENCES
from clubapp.labels.models import Lab
from clubapp.labels.results import FEW, Sheet, of
from clubapp.labels.words import Sentence

HEADER = (
    *(_l("Ce que c'est"), _l("Version"), _l("Langue"), _l("Phrase"), _l("Mot"), _l("Texte"), _l("Personnes")),
    *MARKS.values(),
)


def lines(lab: Lab) -> Iterator[tuple[object, ...]]:
    """A line for each text, each sentence and each marked word; then the preferences and the rewrites."""
    for line in _lines(lab):
        yield (*line, *("",) * (len(HEADER) - len(line)))


def _lines(lab: Lab) -> Iterator[tuple[object, ...]]:
    told = of(lab)
    for sheet in told.sheets:
        yield (_("texte"), sheet.letter, sheet.language, "", "", "", sheet.people)
        for sentence, words in sheet.lines():
            yield (*_sentence(sheet, sentence), *(_figure(sheet.said_of(sentence, mark)) for mark in MARKS))
            for word in words:
                named = (_("mot"), sheet.letter, sheet.language, sentence.number, word.place + 1, word.text, "")
                yield (*named, *(_figure(sheet.said(word.place, mark)) for mark in MARKS))
    for choice, count in told.preferences.items():
        yield (_("préférence"), "", "", "", "", str(PREFERENCES[choice]), _figure(count))
    for rewrite in told.rewrites:
        yield (_("réécriture"), rewrite.letter, rewrite.language, "", "", rewrite.text, "")


def _sentence(sheet: Sheet, sentence: Sentence) -> tuple[object, ...]:
    return (_("phrase"), sheet.letter, sheet.language, sentence.number, "", str(sentence), "")


def _figure(count: int) -> object:
    return _("moins de 5") if count == FEW else count
