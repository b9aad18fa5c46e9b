"""Words as a search knows them: the same whoever writes them, and never anything but letters and digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clubapp import folding, searching


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("L'élève", "eleve"),
        ("l’atelier", "l'atelier"),
        ("L’ŒUVRE", "œuvre"),
        ("œuvre", "oeuvre"),
        ("Cæcilia", "CAECILIA"),
        ("e\u0301le\u0300ve", "ÉLÈVE"),
        ("Noël\u202f1900\u00a0!", "noel 1900"),
        ("jusqu'à l'aube", "a aube"),
        ("quelqu'un", "quelqu un"),
        ("aujourd’hui", "aujourd'hui"),
        ("Sèvres–Cité", "sevres cite"),
        ("Straße, façade", "strasse facade"),
        ("ﬁlet d'ør", "filet or"),
        ("snake_case", "snake case"),
        ("Ἀθῆναι", "αθηναι"),
    ],
)
def test_what_is_typed_plainly_is_what_was_written_well(written, typed):
    assert folding.words(written) == folding.words(typed) != []


def test_no_word_is_longer_than_an_engine_takes():
    assert folding.words("é" * 9000) == ["e" * folding.LONGEST]


@pytest.mark.parametrize("typed", ["", " \u202f", "🙂", "* - : \" '", "«»", "\u0301", "%_", "\x00", "l'"])
def test_signs_are_no_words(typed):
    assert folding.words(typed) in ([], ["l"])


@given(st.text())
def test_words_hold_letters_and_digits_alone_and_folding_them_again_changes_nothing(text):
    words = folding.words(text)
    assert all(word.isalnum() and len(word) <= folding.LONGEST for word in words)
    assert folding.words(" ".join(words)) == words
    assert folding.folded(text).split(" ") == (words or [""])


@given(st.text(st.characters(max_codepoint=0x17F), max_size=80))
def test_each_word_stands_somewhere_in_the_text(text):
    found = [(text[begin:end], word) for begin, end, word in folding.spans(text)]
    assert all(here == word for here, word in found)
    told = {each for _, word in found for each in folding.words(word)}
    assert set(folding.words(text)) <= told


@given(st.text())
def test_what_is_typed_becomes_a_few_words_each_once(typed):
    words = searching.sought(typed)
    assert len(words) == len(set(words)) <= searching.WORDS
    assert searching.cut(typed) == (len(set(folding.words(typed))) > searching.WORDS)
