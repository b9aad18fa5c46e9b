"""A long file costs no more memory than a short one, and each stretch as many statements."""

import tracemalloc

from clubapp.artworks import importing
from clubapp.db import db as base
from tests.artworks.conftest import OFFICIAL, sent


def peak(count, first):
    """The most memory an import of so many lines holds at once."""
    number = sent(*({**OFFICIAL, "REF": f"{first + n:08}", "DESC": "Un texte. " * 40} for n in range(count)))
    importing.bring_in(number)
    tracemalloc.start()
    for _step in importing.go_on(number):
        pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    base.session.rollback()
    return most


def test_memory_does_not_grow_with_the_file(db):
    peak(400, 0)  # what is compiled once
    short, long = peak(400, 10_000), peak(2400, 20_000)
    assert long < 1.3 * short


def test_each_stretch_asks_the_base_as_much(db, queries):
    number = sent(*({**OFFICIAL, "REF": f"{n:08}"} for n in range(800)))
    importing.bring_in(number)
    asked = []
    for _step in importing.go_on(number):
        asked.append(len(queries))
        queries.clear()
    assert len(asked) == 4
    assert asked[1] == asked[2] == asked[3] < 15
