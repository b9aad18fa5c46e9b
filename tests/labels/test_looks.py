"""Whoever looks at a lab again and again, whatever happens in between, sees five people more or nobody."""

import random
from contextlib import suppress

import pytest

from clubapp.home import leaving
from clubapp.labels import exports, marking, results, rules
from clubapp.labels.marking import MARKS, NONE, PREFERENCES, Closed, Page
from clubapp.labels.models import Lab
from tests.conftest import a_member
from tests.labels.conftest import a_lab, version_of

PLACES = range(6)


def look(db, lab):
    """All that is told of a lab: on its pages, in its table."""
    fresh = db.session.get(Lab, lab.id, populate_existing=True)
    told = results.of(fresh)
    said = [(sheet.letter, sheet.people, *map(sheet.said, PLACES, ["obscure"] * 6)) for sheet in told.sheets]
    return results.people(fresh), said, dict(told.preferences), list(exports.lines(fresh))


def do_something(chance, lab, readers):
    """Somebody marks, erases, prefers or leaves; too late, once it is closed."""
    who, page = chance.choice(readers), Page(lab.version, "fr")
    text = version_of(lab, chance.choice("AB")).id
    with suppress(Closed):
        match chance.choices(("mark", "prefer", "leave"), (8, 3, 1))[0]:
            case "mark":
                marking.mark(who, text, page, chance.choice([*MARKS, NONE]), chance.sample(PLACES, 2))
            case "prefer":
                marking.prefer(who, lab.id, page, chance.choice([*PREFERENCES]))
            case "leave" if len(readers) > 1:
                readers.remove(who)
                leaving.erase(who)


@pytest.mark.parametrize("seed", range(12))
def test_two_looks_differ_by_five_people_or_by_nobody(db, seed):
    chance, lab = random.Random(seed), a_lab(points=0)
    readers = [a_member(f"reader{number}@club.fr", f"Lecteur {number}").id for number in range(chance.randrange(4, 13))]
    acts, before = 60, look(db, lab)
    closing = chance.randrange(20, acts)
    for turn in range(acts):
        if turn == closing:
            rules.close(lab.id)
        else:
            do_something(chance, lab, readers)
        after = look(db, lab)
        people, *figures = after
        if turn < closing:
            assert people % 5 == 0
            assert figures == [[], {}, []]  # no mark, no preference, before everybody's are counted
        elif turn == closing:
            assert (people == 0 and figures == [[], {}, []]) or people >= 5  # the only step
            assert all(of == people for _letter, of, *_said in figures[0])
        else:
            assert after == before
        before = after


def test_a_tenth_reader_who_erases_a_mark_is_not_seen_to(db):
    lab = a_lab(points=0)
    tenth, *others = [a_member(f"reader{number}@club.fr", f"Lecteur {number}").id for number in range(10)]
    text, page = version_of(lab).id, Page(lab.version, "fr")
    for other in others:
        marking.mark(other, text, page, "obscure", [1])
    marking.mark(tenth, text, page, "obscure", [1])
    before = look(db, lab)
    marking.mark(tenth, text, page, NONE, [1])
    assert look(db, lab) == before


def test_an_eleventh_reader_is_not_what_a_closing_adds(db):
    lab = a_lab(points=0)
    for number in range(11):
        if number == 10:
            assert look(db, lab) == (10, [], {}, [])  # nothing from which the eleventh would be taken
        reader = a_member(f"reader{number}@club.fr", f"Lecteur {number}").id
        marking.mark(reader, version_of(lab).id, Page(lab.version, "fr"), "liked" if number == 10 else "obscure", [1])
    rules.close(lab.id)
    (_letter, people, _first, said, *_rest), _b = look(db, lab)[1]
    assert (people, said) == (11, 10)
    assert ("mot", "A", "fr", 1, 2, "bleu", "", 10, "moins de 5", 0) in look(db, lab)[3]


def test_how_many_took_part_stays_what_was_counted(db):
    lab = a_lab(points=0)
    readers = [a_member(f"reader{number}@club.fr", f"Lecteur {number}").id for number in range(5)]
    for reader in readers:
        marking.mark(reader, version_of(lab).id, Page(lab.version, "fr"), "liked", [1])
    rules.close(lab.id)
    leaving.erase(readers[0])
    assert look(db, lab)[0] == 5


def test_every_line_of_the_table_has_all_its_cells(db):
    lab = a_lab(points=0)
    for number in range(5):
        reader = a_member(f"reader{number}@club.fr", f"Lecteur {number}").id
        marking.mark(reader, version_of(lab).id, Page(lab.version, "fr"), "liked", [1])
        marking.propose(reader, version_of(lab).id, Page(lab.version, "fr"), "Bleu")
    rules.close(lab.id)
    lines = look(db, lab)[3]
    assert {line[0] for line in lines} == {"texte", "phrase", "mot", "préférence", "réécriture"}
    assert {len(line) for line in lines} == {len(exports.HEADER)}
