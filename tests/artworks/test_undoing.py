"""Undoing an import: exactly what it did, and nothing of what people did since."""

import pytest

from clubapp.artworks import importing, liking, undoing
from clubapp.artworks.models import Import
from tests.artworks.conftest import PAINTING, brought, counts, sent, undone, work
from tests.artworks.test_importing import edited
from tests.conftest import a_member

pytestmark = pytest.mark.both_engines
TWO = {**PAINTING, "Référence": "000PE2"}


def test_what_it_made_goes(db, everything):
    done = undone(brought(PAINTING, TWO).id)
    assert (done.state, done.kept, everything()) == ("undone", 0, [])


def test_what_it_changed_comes_back_and_what_it_left_stays(db, everything):
    brought(PAINTING, TWO)
    before = everything()
    second = brought({**PAINTING, "titre": "Port", "anneecreation": "", "hauteur": "9"}, TWO, {**TWO, "Référence": "3"})
    assert counts(second)[:3] == (1, 1, 1)
    assert everything() != before
    assert undone(second.id).kept == 0
    assert everything() == before


def test_a_stretch_at_a_time(db, everything, monkeypatch):
    monkeypatch.setattr(undoing, "STRETCH", 2)
    done = brought(*({**PAINTING, "Référence": f"000PE{n}"} for n in range(5)))
    undoing.undo(done.id)
    steps = undoing.go_on(done.id)
    next(steps)
    steps.close()
    assert len(everything()) == 3
    assert undone(done.id).state == "undone"
    assert everything() == []


def test_what_somebody_edited_since_stays_with_the_work(db):
    done = brought(PAINTING, TWO)
    edited("000PE1", inventory="D.1912.4")
    done = undone(done.id)
    assert done.kept == 1
    assert (work("000PE1").inventory, work("000PE2")) == ("D.1912.4", None)


def test_what_somebody_likes_stays(db):
    brought(PAINTING)
    number = edited("000PE1", inventory="D.1912.4").id
    done = brought({**PAINTING, "Référence": "000PE2"})
    edited("000PE1", inventory="D.1912.5")
    alice = a_member().id
    edited("000PE2", inventory="D.2")
    assert liking.like(alice, "d 2").result == "liked"
    assert undone(done.id).kept == 1
    assert work("000PE1").id == number


def test_only_what_was_edited_since_stays_as_it_is(db):
    brought(PAINTING)
    second = brought({**PAINTING, "titre": "Port", "anneecreation": "1900", "Ecole_pays": "Flandres"})
    edited("000PE1", date_text="1901", from_year=1901, to_year=1901)
    assert undone(second.id).kept == 1
    port = work("000PE1")
    assert (port.title_fr, port.school) == ("Le Port, le soir", "France")
    assert (port.date_text, port.from_year, port.edited) == ("1901", 1901, ["date_text"])


def test_what_it_replaced_of_an_edit_comes_back_as_an_edit(db):
    brought(PAINTING)
    edited("000PE1", title_fr="Le Port de Rouen", date_text="1848", from_year=1848, to_year=1848)
    second = brought(PAINTING, overwrite=True)
    assert (work("000PE1").edited, work("000PE1").flags) == ([], "date_about no_inventory")
    undone(second.id)
    port = work("000PE1")
    assert (port.title_fr, port.from_year, port.edited) == ("Le Port de Rouen", 1848, ["date_text", "title_fr"])
    assert port.flags == "no_inventory"
    assert counts(brought({**PAINTING, "titre": "Port"}))[1] == 0, "the edit is left again"


def test_an_older_one_waits_for_those_that_came_after(db, everything):
    first = brought(PAINTING)
    second = brought({**PAINTING, "titre": "Port"})
    with pytest.raises(undoing.ChangedLater) as refused:
        undoing.undo(first.id)
    assert f"n°\u202f{second.id} " in refused.value.words
    assert work("000PE1").title_fr == "Port"
    undone(second.id)
    undone(first.id)
    assert everything() == []


def test_what_came_after_and_changed_nothing_is_in_nobody_s_way(db, everything):
    first = brought(PAINTING)
    brought(PAINTING)
    undone(first.id)
    assert everything() == []


def test_only_what_is_done_is_undone_and_once(db):
    number = sent(PAINTING)
    with pytest.raises(importing.NotNow):
        undoing.undo(number)
    done = undone(brought(PAINTING).id)
    with pytest.raises(importing.NotNow):
        undoing.undo(done.id)


def test_one_that_was_stopped_is_undone_as_far_as_it_went(db, everything, monkeypatch):
    monkeypatch.setattr(importing, "STRETCH", 1)
    number = sent(PAINTING, TWO)
    importing.bring_in(number)
    steps = importing.go_on(number)
    next(steps)
    undoing.undo(number)
    assert list(steps) == [], "it goes no further"
    assert undone(number).state == "undone"
    assert everything() == []
    assert db.session.get_one(Import, number).created == 1
