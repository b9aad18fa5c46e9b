"""Makers and cells of several values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clubapp.artworks import makers
from clubapp.artworks.makers import Maker

READ = {
    "BRAQUE Georges": Maker("BRAQUE", "Georges"),
    "LE SUEUR Eustache": Maker("LE SUEUR", "Eustache"),
    "DURANDEAU Antoine Auguste": Maker("DURANDEAU", "Antoine Auguste"),
    "DELACROIX Eugène (peintre, inventeur)": Maker("DELACROIX", "Eugène", "peintre, inventeur"),
    "Anonyme": Maker("Anonyme"),
    "ANONYME": Maker("ANONYME"),
    "Maître de 1423": Maker("Maître de 1423"),
    "D. Dupont": Maker("D. Dupont"),
    "LA TOUR Georges de": Maker("LA TOUR", "Georges de"),
    "ZULOAGA Y ZABALETA Ignacio": Maker("ZULOAGA Y ZABALETA", "Ignacio"),
    "POURBUS Frans II": Maker("POURBUS", "Frans II"),
    "DUPONT J.-B.": Maker("DUPONT", "J.-B."),
    "RUBENS Pierre Paul (?)": Maker("RUBENS", "Pierre Paul", "?"),
    "MAÎTRE DE X": Maker("MAÎTRE DE X"),
}
UNREAD = ["?", "1850", "de la Tour, Georges", "d'après RUBENS", "atelier de", "DUPONT ?", "CLOUET François atelier"]


@pytest.mark.parametrize("text", READ)
def test_a_maker_is_read(text):
    assert makers.read(text) == READ[text]


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_not_surely_a_name_is_said_not_to_be_and_stays_as_it_is(text):
    maker = makers.read(text)
    assert (maker.understood, makers.named(text)) == (False, text)


def test_makers_are_named_given_name_first_and_keep_their_letters():
    assert makers.named("ANDRE Albert;LE SUEUR Eustache (d'après)") == "Albert ANDRE, Eustache LE SUEUR (d'après)"
    assert makers.named("Anonyme") == "Anonyme"
    assert makers.named("") == ""


def test_values_are_parted_at_semicolons_alone():
    cell = "vue d'intérieur (escalier, musée);étoile ; étoile;Non renseigné; lune"
    assert makers.values(cell) == ["vue d'intérieur (escalier, musée)", "étoile", "lune"]


@pytest.mark.parametrize("cell", ["", "  ", None, "Non renseigné", "non  renseigné", "NR"])
def test_what_the_base_does_not_know_is_nothing(cell):
    assert makers.present(cell) == ""


WORDS = st.text(st.characters(blacklist_characters=";", blacklist_categories=["Cs"]), max_size=30)


@given(st.lists(WORDS, max_size=5))
def test_values_joined_again_are_the_same_values(words):
    found = makers.values(";".join(words))
    assert makers.values(" ; ".join(found)) == found
    assert all(found) and len(set(found)) == len(found)


@given(WORDS)
def test_no_letter_of_a_maker_is_lost(text):
    maker = makers.read(" ".join(text.split()))
    said = f"{maker.surname}{maker.given}{maker.note}"
    brackets = str.maketrans("", "", " ()") if maker.note else str.maketrans("", "", " ")
    assert sorted(said.translate(brackets)) == sorted("".join(text.split()).translate(brackets))
