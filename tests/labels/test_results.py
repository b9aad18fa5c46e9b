"""What the team is told: from five people on, once it is over, and nothing that others' figures would give away."""

import pytest

from clubapp import csvs
from clubapp.home import leaving
from clubapp.labels import exports, marking, results, rules
from clubapp.labels.marking import Page
from clubapp.labels.models import OPEN, Lab, Mark, Reading, Rewrite
from clubapp.labels.results import FEW
from tests.labels.conftest import a_lab, a_reader, version_of

pytestmark = pytest.mark.both_engines


def read_by(lab, count, first=0, **says):
    return [a_reader(lab, number, **says) for number in range(first, first + count)]


def told(db, lab):
    """What a lab tells, closed now if it was open."""
    if db.session.get(Lab, lab.id, populate_existing=True).state == OPEN:
        rules.close(lab.id)
    return results.of(db.session.get(Lab, lab.id, populate_existing=True))


@pytest.mark.parametrize("count", [1, 4])
def test_fewer_than_five_readers_tell_nothing(db, count):
    lab = a_lab()
    read_by(lab, count, marks={"obscure": [0]}, rewrite="Bleu", preference="A")
    rules.close(lab.id)
    found = told(db, lab)
    assert (found.sheets, found.preferences, list(found.rewrites), found.hidden) == ([], {}, [], 0)
    assert list(exports.lines(lab)) == []
    assert results.people(lab) == 0


def test_five_readers_tell_what_they_said_word_by_word(db):
    lab = a_lab()
    read_by(lab, 5, marks={"obscure": [0, 1], "liked": [2]}, preference="B", rewrite="Bleu")
    a, b = told(db, lab).sheets
    assert (a.letter, a.people, b.letter, b.people) == ("A", 5, "B", 5)
    assert [a.said(place, "obscure") for place in range(4)] == [5, 5, 0, 0]
    assert (a.said(2, "liked"), a.said(2, "long")) == (5, 0)
    assert told(db, lab).preferences == {"A": 0, "B": 5, "none": 0}
    assert len(told(db, lab).rewrites) == 5


def test_a_count_of_one_to_four_is_withheld_wherever_it_stands(db):
    lab = a_lab()
    read_by(lab, 6, marks={"obscure": [0]}, preference="B")
    read_by(lab, 4, first=6, marks={"liked": [0, 1]}, preference="A")
    found = told(db, lab)
    assert (found.sheets[0].said(0, "obscure"), found.sheets[0].said(0, "liked")) == (6, FEW)
    assert found.sheets[0].shade(1, "liked") == 0
    assert found.preferences == {"A": FEW, "B": 6, "none": 0}
    table = csvs.table(exports.HEADER, exports.lines(lab))
    assert "moins de 5" in table
    figures = {cell for line in csvs.table((), exports.lines(lab)).splitlines() for cell in line.split(";")[7:]}
    assert figures == {"", "0", "6", "moins de 5"}


def test_no_sum_is_told_that_would_give_a_withheld_count(db):
    lab = a_lab()
    read_by(lab, 5, marks={"obscure": [0]})
    read_by(lab, 5, first=5, marks={"obscure": [0, 1]})
    (sentence, some), *_ = told(db, lab).sheets[0].lines()
    assert [word.place for word in some] == [0, 1]
    assert told(db, lab).sheets[0].said_of(sentence, "obscure") == 10  # its most marked word's, no union of readers
    assert told(db, lab).sheets[0].said_of(sentence, "liked") == 0


def test_a_sentence_of_withheld_words_is_withheld(db):
    lab = a_lab()
    read_by(lab, 5, marks={"obscure": [0]})
    read_by(lab, 2, first=5, marks={"long": [1]})
    rules.close(lab.id)
    sheet = told(db, lab).sheets[0]
    sentence, _some = next(iter(sheet.lines()))
    assert (sheet.said_of(sentence, "long"), sheet.said_of(sentence, "obscure")) == (FEW, 5)


def test_nothing_is_told_of_an_open_lab_but_how_many_take_part_by_fives(db):
    lab, seen = a_lab(), []
    for number in range(11):
        read_by(lab, 1, first=number, marks={"obscure": [0]}, rewrite="Bleu")
        found = results.of(db.session.get(Lab, lab.id, populate_existing=True))
        assert (found.sheets, found.preferences, list(found.rewrites)) == ([], {}, [])
        seen.append(results.people(lab))
    assert seen == [0] * 4 + [5] * 5 + [10] * 2
    assert told(db, lab).sheets[0].said(0, "obscure") == 11


def test_what_was_told_once_does_not_move_when_somebody_leaves(db):
    lab = a_lab()
    alice, *_others = read_by(lab, 6, marks={"obscure": [0]}, preference="A")
    before = told(db, lab)
    leaving.erase(alice)
    after = told(db, lab)
    assert (after.sheets[0].said(0, "obscure"), after.preferences) == (6, before.preferences)


def test_each_language_stands_alone(db):
    lab = a_lab()
    read_by(lab, 5, marks={"obscure": [0]}, preference="A")
    read_by(lab, 4, first=5, marks={"obscure": [0]}, preference="B", language="en")
    rules.close(lab.id)
    found = told(db, lab)
    assert results.people(lab) == 5  # nine in all would tell that four read English
    assert {sheet.language for sheet in found.sheets} == {"fr"}
    assert found.preferences == {"A": 5, "B": 0, "none": 0}


@pytest.mark.parametrize(("people", "shade"), [(5, 3), (6, 3), (7, 4), (10, 5)])
def test_a_word_is_shown_the_stronger_the_more_readers_said_it(db, people, shade):
    lab = a_lab(two=False)
    read_by(lab, people, marks={"obscure": [0]})
    read_by(lab, 10 - people, first=people, marks={"liked": [3]})
    assert told(db, lab).sheets[0].shade(0, "obscure") == shade


def test_a_hidden_rewrite_is_shown_no_more(db):
    lab = a_lab()
    read_by(lab, 5, rewrite="Bleu")
    rules.hide(told(db, lab).rewrites[0].id)
    assert (len(told(db, lab).rewrites), told(db, lab).hidden) == (4, 1)


def test_the_table_runs_no_formula(db):
    lab = a_lab()
    read_by(lab, 5, rewrite="=1+1")
    rules.close(lab.id)
    assert "'=1+1" in csvs.table(exports.HEADER, exports.lines(lab))


def test_who_leaves_takes_all_they_said(db):
    lab = a_lab()
    alice, *others = read_by(lab, 6, marks={"obscure": [0]}, rewrite="Bleu", preference="A")
    copied = leaving.copy(alice)
    assert [len(copied[table]) for table in ("label_readings", "label_marks", "label_rewrites")] == [1, 1, 1]
    leaving.erase(alice)
    for model in (Mark, Rewrite, Reading):
        assert sorted(row.member_id for row in db.session.query(model)) == others
    rules.close(lab.id)
    assert told(db, lab).sheets[0].people == 5


def test_marks_of_another_lab_are_not_counted(db):
    lab, other = a_lab(), a_lab(title_fr="Le pot")
    members = read_by(lab, 5, marks={"obscure": [0]})
    for member in members:
        marking.mark(member, version_of(other).id, Page(1, "fr"), "liked", [0])
    assert told(db, lab).sheets[0].said(0, "liked") == 0
