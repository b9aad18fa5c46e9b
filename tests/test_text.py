"""Names and spaces, as people type them."""

import pytest

from clubapp import text


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("  Alice  ", "Alice"),
        ("Jean \t  Paul\n", "Jean Paul"),
        ("Zoe\u0301", "Zoé"),
        ("\u00a0Alice\u202fB", "Alice B"),
        ("", ""),
        ("\u200b \ufeff", ""),
        ("Sac\u00ad", "Sac\u00ad"),
    ],
)
def test_spaces_are_single_and_letters_composed(typed, tidy):
    assert text.tidy(typed) == tidy


@pytest.mark.parametrize(
    "name",
    [
        "Alice",
        "Zoé",
        "Jean-Paul",
        "D’Artagnan",
        "O'Neil",
        "J. P.",
        "李小龍",
        "محمد",
        "Анна",
        "नेहा",
        "Léa2",
        "12",
        "Aŋ·i",
    ],
)
def test_names_of_any_script_are_names(name):
    assert text.is_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "...",
        "Alice 🎨",
        "👩‍🎨",
        "\u202eecilA",
        "Ali\u200bce",
        "Ali\u2066ce",
        "<b>Alice</b>",
        "Alice&Bob",
        "Alice\x00",
        "Alice\x1b[1m",
        "alice@club.fr",
        "Alice\u2028Bob",
        "http://x.fr",
        "Alice_",
        "½",
        "\u3164",
        "\u3164 \uffa0",
    ],
)
def test_what_cannot_be_called_out_is_no_name(name):
    assert not text.is_name(name)


@pytest.mark.parametrize(
    "typed", ["\u200b", "\ufeff", "\u2060", "\u00ad", "\u3164", "\u2800", "\u115f\u1160\uffa0", "\ufe0f"]
)
def test_nothing_is_seen_of_what_has_no_shape(typed):
    assert text.seen(typed) == ""


@pytest.mark.parametrize("typed", ["Sac", "🎨", " ", "\n", "नेहा", "محمد", "…"])
def test_what_has_a_shape_is_seen(typed):
    assert text.seen(typed) == typed
