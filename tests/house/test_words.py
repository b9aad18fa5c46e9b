"""Every sentence: French as it should be set, English complete, the same facts in both."""

import re

import pytest

from clubapp import i18n
from clubapp.typography import NARROW

pytestmark = pytest.mark.house

ALIKE = {
    "Le Club des visiteurs",
    "Points",
    "Question",
    "Articles",
    "CC BY 4.0",
    "CC BY-SA 4.0",
    "Licence",
    "Licence Ouverte 2.0",
    "Source",
    "Versions",
    "Version",
    "Version A",
    "Version B",
    "Version %(letter)s",
    "Version %(number)s",
    "%(num)d minute",
    "point",
    "Date",
    "Description",
    "Acquisition",
    "Technique",
    "H. %(figure)s",
    "%(num)d point",
    "Correction",
    "PDF",
    "Prototype",
    "Badge",
    "Badges",
    "Code",
    "Condition",
    "Condition %(number)s",
    "Scans",
    "Questions",
    "question",
    "condition",
    "Publication",
    "%(num)d min",
    "%(num)d question",
    "A3",
    "A4",
    "A5",
}
HELD = re.compile(r"%\(\w+\)[sd]|%[sd]")


@pytest.fixture(scope="module")
def english():
    """The English catalogue, brought up to the sentences there are."""
    catalogue = i18n.english()
    catalogue.update(i18n.sources(), no_fuzzy_matching=True)
    return catalogue


@pytest.fixture(scope="module")
def sentences(english):
    """Each sentence as (French forms, English forms)."""
    return [(forms(message.id), forms(message.string)) for message in english if message.id]


def forms(said):
    return (said,) if isinstance(said, str) else tuple(said)


def test_every_sentence_has_its_english(english):
    assert i18n.untranslated(english) == []
    assert list(english.obsolete) == [], "sentences nobody says any more"
    assert len(english) > 200


def test_both_languages_hold_the_same_facts(sentences):
    for french, said in sentences:
        facts = {fact for form in french for fact in HELD.findall(form)}
        assert {fact for form in said for fact in HELD.findall(form)} == facts, french
        if len(french) == 2:
            assert len(said) == 2, french


def test_the_source_is_typed_plainly(sentences):
    for french, _ in sentences:
        assert not set("\u202f\u00a0’") & set("".join(french)), french


def test_french_is_set_with_its_spaces_and_apostrophes():
    for message in i18n.typeset(i18n.sources()):
        for words in forms(message.string) if message.id else ():
            assert not re.search(r" [;:!?»]|« ", words), words
            assert not re.search(r"(?<=\w)'(?=\w)", words), words
            assert all(words[mark.start() - 1] == NARROW for mark in re.finditer(r"(?<=\s)[;:!?»]", words)), words


def test_english_is_written_in_its_own_signs(sentences):
    for _french, said in sentences:
        for words in said:
            assert not re.search(rf"[{NARROW}\u00a0 ][;:!?]|[«»]", words), words


def test_what_reads_the_same_in_both_is_meant_to(sentences):
    assert {french[0] for french, said in sentences if french == said} == ALIKE
