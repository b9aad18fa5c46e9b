"""“J'aime”, by the number of a label: one a member and work, taken back at will; nobody guesses their way along."""

from datetime import timedelta

import pytest
import time_machine

from clubapp import clock
from clubapp.artworks import liking, rules
from clubapp.artworks.models import Like, LostNumber, label
from clubapp.home import leaving
from tests.artworks.conftest import a_work
from tests.conftest import a_member, a_museum

pytestmark = pytest.mark.both_engines


@pytest.mark.parametrize("typed", ["1912.1.7", " 1912-1-7 ", "1912 1 7", "1912.1.7."])
def test_a_number_is_found_however_it_is_typed(db, typed):
    work, alice = a_work("1912.1.7"), a_member().id
    outcome = liking.like(alice, typed)
    assert (outcome.result, [row.id for row in outcome.works]) == ("liked", [work.id])
    assert liking.likes(alice, work.id)


def test_letters_count_but_not_their_case_nor_their_accents():
    assert label("D.1825-É") == label("d 1825 e") == "d.1825.e"
    assert label("1912.17") != label("1912.1.7")


def test_the_same_work_is_liked_once(db):
    a_work("1912.1.7")
    alice = a_member().id
    assert [liking.like(alice, "1912.1.7").result for _ in range(3)] == ["liked", "already", "already"]
    assert db.session.query(Like).count() == 1


def test_a_like_is_taken_back_and_may_be_given_again(db):
    work, alice = a_work("1912.1.7"), a_member().id
    liking.like(alice, "1912.1.7")
    for _ in range(2):
        liking.take_back(alice, work.id)
        assert not liking.likes(alice, work.id)
    assert liking.like(alice, "1912.1.7").result == "liked"


def test_of_several_works_of_one_number_one_is_chosen(db):
    here, there = a_work("1912.1.7"), a_work("1912-1-7", museum="ceramique", title="La Fontaine")
    alice = a_member().id
    outcome = liking.like(alice, "1912.1.7")
    assert (outcome.result, {row.id for row in outcome.works}) == ("choose", {here.id, there.id})
    assert liking.like(alice, "1912.1.7", there.id).result == "liked"
    assert (liking.likes(alice, here.id), liking.likes(alice, there.id)) == (False, True)


def test_a_work_that_bears_another_number_is_not_chosen(db):
    a_work("1912.1.7")
    other, alice = a_work("D.8"), a_member().id
    with pytest.raises(liking.NotThatOne):
        liking.like(alice, "1912.1.7", other.id)
    assert not liking.likes(alice, other.id)


def test_the_network_s_works_come_before_those_of_other_museums(db):
    here = a_work("1912.1.7")
    rules.write(rules.Draft("Ailleurs", museum_name="Un musée lointain", inventory="1912.1.7"))
    assert liking.like(a_member().id, "1912.1.7").works[0].id == here.id


@pytest.mark.parametrize("typed", ["", "…", "///", "9"])
def test_an_unknown_number_is_no_work(db, typed):
    a_work("1912.1.7")
    assert liking.like(a_member().id, typed).result == "unknown"


def test_nobody_tries_many_numbers_and_right_ones_cost_nothing(db):
    for number in range(30):
        a_work(f"R.{number}")
    alice, bob = a_member().id, a_member("bob@club.fr", "Bob").id
    assert {liking.like(alice, f"R.{number}").result for number in range(30)} == {"liked"}
    tries = [liking.like(alice, f"X.{number}").result for number in range(22)]
    assert tries == ["unknown"] * 20 + ["too_many"] * 2
    assert liking.like(alice, "R.1").result == "too_many"
    assert liking.like(bob, "R.1").result == "liked"
    with time_machine.travel(clock.now() + liking.WITHIN + timedelta(seconds=1), tick=False):
        assert liking.like(alice, "R.1").result == "already"
        liking.sweep()
        assert db.session.query(LostNumber).count() == 0


def test_fewer_than_five_are_not_counted_aloud(db):
    work = a_work("1912.1.7")
    told = []
    for number in range(6):
        liking.like(a_member(f"member{number}@club.fr", f"Membre {number}").id, "1912.1.7")
        told.append(rules.likes(work.id))
    assert told == [0, 0, 0, 0, 5, 6]


def test_who_leaves_takes_what_they_like_along(db):
    a_museum()
    work, alice, bob = a_work("1912.1.7"), a_member().id, a_member("bob@club.fr", "Bob").id
    for member in (alice, bob):
        liking.like(member, "1912.1.7")
    liking.like(alice, "nulle part")
    assert [row["artwork_id"] for row in leaving.copy(alice)["artwork_likes"]] == [work.id]
    leaving.erase(alice)
    assert [(like.member_id, like.artwork_id) for like in db.session.query(Like)] == [(bob, work.id)]
    assert db.session.query(LostNumber).count() == 0


def test_a_member_s_works_are_listed_the_last_first(db):
    alice = a_member().id
    for number in range(3):
        a_work(f"D.{number}")
        liking.like(alice, f"D.{number}")
    rows = liking.of(alice)
    assert [row.inventory for row in rows] == ["D.2", "D.1", "D.0"]
    assert [row.inventory for row in liking.of(alice, before=rows[0].like_id)] == ["D.1", "D.0"]
