"""The museums of the network."""

import pytest
from sqlalchemy.exc import IntegrityError

from clubapp.museums import rules
from tests.conftest import a_museum


def test_museums_are_listed_in_the_order_they_joined(db):
    for code in ("secq", "beaux-arts", "ceramique"):
        a_museum(code, code.title())
    assert [museum.code for museum in rules.every()] == ["secq", "beaux-arts", "ceramique"]


def test_a_museum_is_found_by_its_short_name(db):
    opened = a_museum()
    assert rules.named("beaux-arts").id == opened.id
    assert rules.named("louvre") is None


def test_a_short_name_is_one_museum_s(db):
    rules.open_museum("beaux-arts", "Beaux-Arts", "Rouen", "cobalt", "Un musée.")
    with pytest.raises(IntegrityError):
        rules.open_museum("beaux-arts", "Autre", "Elbeuf", "iron", "Un autre.")
    assert [museum.name for museum in rules.every()] == ["Beaux-Arts"]
