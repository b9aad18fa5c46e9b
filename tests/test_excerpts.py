"""Excerpts: the words found stand in them, marked, and nothing of a text is anything but text."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from clubapp import folding
from clubapp.excerpts import LENGTH, covered, excerpt, hits, marked

LONG = "Un mot puis un autre. " * 30


def shown(text, *words):
    return str(excerpt(text, hits(text, words)))


def test_the_words_found_are_marked_as_they_were_written():
    assert shown("L’élève et l'œuvre.", "oeuvre", "elev") == "L’<mark>élève</mark> et l&#39;<mark>œuvre</mark>."


def test_the_last_word_may_be_begun_and_the_others_not():
    assert shown("Des bols, un bol.", "bol", "un") == "Des bols, <mark>un</mark> <mark>bol</mark>."
    assert shown("Des bols, un bol.", "un", "bol") == "Des <mark>bols</mark>, <mark>un</mark> <mark>bol</mark>."


def test_a_text_is_escaped_around_its_words():
    assert shown('<b>bol</b> & "bol" </mark>', "bol").count("<mark>bol</mark>") == 2
    assert "<b>" not in shown("<b>bol</b>", "bol") and "&lt;/mark&gt;" in shown("bol </mark>", "bol")


def test_an_excerpt_is_taken_where_most_words_stand_together():
    text = f"Le bleu d'abord. {LONG}Le bleu de cobalt. {LONG}"
    lines = shown(text, "bleu", "cobalt")
    assert "<mark>bleu</mark> de <mark>cobalt</mark>" in lines and "abord" not in lines
    assert lines.startswith("…\u00a0") and lines.endswith("\u00a0…")
    assert shown(LONG, "absent").startswith("Un mot puis") and shown("Court.", "absent") == "Court."


def test_a_text_without_spaces_is_cut_too():
    assert len(shown("a" * 9000, "b")) < 300
    assert len(re.sub("<[^>]+>", "", shown("b" * 9000 + " cobalt " + "c" * 9000, "cobalt"))) < 450


@given(st.text(), st.lists(st.text("abcdeéœ<&'", min_size=1, max_size=3), max_size=4))
def test_marking_changes_no_sign_and_opens_no_tag(text, typed):
    words = tuple(folding.words(" ".join(typed)))
    found = hits(text, words)
    for drawn in (str(marked(text, found)), str(excerpt(text, found))):
        assert set(re.findall("<[^>]*>", drawn)) <= {"<mark>", "</mark>"}
        assert drawn.count("<mark>") == drawn.count("</mark>")
    assert html.unescape(re.sub("</?mark>", "", str(marked(text, found)))) == html.unescape(html.escape(text))
    assert len(html.unescape(re.sub("</?mark>", "", str(excerpt(text, found))))) <= LENGTH + 64
    assert covered(found) <= len(words)
