"""A text is cut the same way each time, where a reader would cut it."""

import pytest

from clubapp.labels import words
from clubapp.labels.words import Word


def said(text):
    return [word.text for sentence in words.sentences(text) for word in sentence.words]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("L'émail d'étain, aujourd'hui.", ["L'émail", "d'étain", "aujourd'hui"]),
        ("Trop serré ! dit-il ; « oui » ?", ["Trop", "serré", "dit-il", "oui"]),
        ("Le n° 12 vaut 1 200 livres", ["Le", "n° 12", "vaut", "1 200", "livres"]),
        ("(vers 1720) — un peintre…", ["vers", "1720", "un", "peintre"]),
        ("— Regardez.", ["Regardez"]),
        ("deux\nlignes  et   des espaces", ["deux", "lignes", "et", "des", "espaces"]),
        ("", []),
        (" — … ! ", []),
    ],
)
def test_words_are_those_one_reads(text, cut):
    assert said(text) == cut


def test_signs_stand_with_the_word_they_touch():
    (sentence,) = words.sentences("— Il dit : « Trop serré ! » (en riant) — enfin.")
    assert [(word.before, word.text, word.after) for word in sentence.words] == [
        ("— ", "Il", ""),
        ("", "dit", " :"),
        ("« ", "Trop", ""),
        ("", "serré", " ! »"),
        ("(", "en", ""),
        ("", "riant", ") —"),
        ("", "enfin", "."),
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Un. Deux ! Trois ? Quatre… Cinq", 5),
        ("Par M. Lemarié et Mme Duroy, av. J.-C. ou après.", 1),
        ("« Serré ! » dit-il. Il rit.", 2),
        ("Vers 1720. 12 ans plus tard.", 2),
        ("Un paragraphe\n\nUn autre", 2),
        ("etc. et la suite", 1),
    ],
)
def test_a_sentence_ends_where_one_breathes(text, count):
    assert [sentence.number for sentence in words.sentences(text)] == list(range(1, count + 1))


def test_places_run_through_the_whole_text_and_name_each_word_once():
    text = "Un, deux. Trois !\n\nQuatre."
    assert [(sentence.number, list(sentence.places)) for sentence in words.sentences(text)] == [
        (1, [0, 1]),
        (2, [2]),
        (3, [3]),
    ]
    assert words.cut(text)[1][0].words == (Word(3, "Quatre", "", "."),)
    assert [str(sentence) for sentence in words.sentences(text)] == ["Un, deux.", "Trois !", "Quatre."]


def test_nothing_of_a_text_is_lost():
    text = "Il dit : « Trop serré ! », puis s'en va (loin) — n° 1 200…"
    assert " ".join(map(str, words.sentences(text))) == text
