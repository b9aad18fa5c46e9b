"""The journal: one line for each act, read newest first, and nothing of it older than a year."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from clubapp import clock
from clubapp.db import act
from clubapp.journal import rules as journal
from clubapp.members import rules as members
from clubapp.refusals import Refused
from tests.conftest import a_museum, a_staff

pytestmark = pytest.mark.both_engines


def told(**which):
    return [(row.Line.act, row.Line.about, row.who, row.museum) for row in journal.page(**which)]


def note(did="shop.handed_over", about="claim:12", **where):
    journal.note(did, about=about, by=a_staff().id, **where)


@act
def write(db, statement, **values):
    db.session.execute(text(statement), values)


def test_a_line_says_who_what_and_where_newest_first(db):
    note(museum_id=a_museum().id)
    journal.note("staff.appointed", about="member:7", by=None)
    assert told() == [
        ("staff.appointed", "member:7", None, None),
        ("shop.handed_over", "claim:12", "Sam", "Musée des Beaux-Arts"),
    ]


def test_lines_are_sifted_by_museum_and_by_act(db):
    here, there = a_museum().id, a_museum("ceramique", "Musée de la Céramique").id
    note(museum_id=here)
    note("shop.counted", "shelf:1", museum_id=here)
    note("shop.counted", "shelf:2", museum_id=there)
    assert [about for _, about, *_ in told(museum_id=here)] == ["shelf:1", "claim:12"]
    assert [about for _, about, *_ in told(did="shop.counted")] == ["shelf:2", "shelf:1"]
    assert [about for _, about, *_ in told(museum_id=here, did="shop.counted")] == ["shelf:1"]


def test_what_was_refused_leaves_no_line(db):
    @act
    def refused():
        note()
        raise Refused

    with pytest.raises(Refused):
        refused()
    assert told() == []


def test_who_left_the_club_leaves_their_lines_without_a_name(db):
    note()
    members.erase(a_staff().id)
    assert told() == [("shop.handed_over", "claim:12", "", None)]


@pytest.mark.parametrize(
    "statement",
    [
        """UPDATE journal SET "by" = NULL""",
        "UPDATE journal SET act = act",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal",
        "TRUNCATE journal",
    ],
)
def test_nobody_rewrites_or_removes_a_line(db, engine, statement):
    if engine != {"TRUNCATE": "postgresql", "INSERT": "sqlite"}.get(statement.split()[0], engine):
        pytest.skip("a statement of the other engine")
    note()
    with pytest.raises(IntegrityError, match="the journal is append-only"):
        write(db, statement)
    assert told() == [("shop.handed_over", "claim:12", "Sam", None)]


@pytest.mark.parametrize(
    ("did", "about"), [("handed", "claim:12"), ("shop.", "claim:12"), ("shop.done", "claim"), ("shop.done", "a:b@c.fr")]
)
def test_a_line_holds_a_fact_and_a_thing_and_no_address(db, did, about):
    with pytest.raises(IntegrityError, match="is_a_"):
        note(did, about)
    assert told() == []


def test_lines_of_more_than_a_year_are_let_go_and_no_others(db):
    now = datetime.now(UTC)
    for days in (400, 367, 364, 0):
        with clock.at(now - timedelta(days=days)):
            note(about=f"claim:{days}")
    journal.sweep()
    assert [about for _, about, *_ in told()] == ["claim:0", "claim:364"]
    with pytest.raises(IntegrityError, match="the journal is append-only"):
        write(db, "DELETE FROM journal WHERE about = 'claim:364'")
    with pytest.raises(IntegrityError, match="the journal is append-only"):
        write(db, "UPDATE journal SET about = 'claim:1' WHERE about = 'claim:364'")


def test_a_clock_that_runs_ahead_does_not_empty_it(db):
    note()
    with clock.at(datetime.now(UTC) + timedelta(days=800)), pytest.raises(IntegrityError, match="append-only"):
        journal.sweep()
    assert len(told()) == 1


def test_times_counts_one_act_of_one_person_lately(db):
    now, sam = datetime.now(UTC), a_staff().id
    with clock.at(now - timedelta(hours=25)):
        note("desk.looked_up", "member:1")
    note("desk.looked_up", None)
    note()
    journal.note("desk.looked_up", about=None, by=a_staff("max@club.fr", "Max").id)
    assert journal.times("desk.looked_up", sam, timedelta(days=1)) == 1
