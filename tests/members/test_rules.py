"""Members: joining, sessions, changing one's details, staff rights."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from clubapp import outbox, sealing
from clubapp.members import access, rules
from clubapp.members.access import Right
from clubapp.members.models import Member, Session, Staff
from tests.conftest import a_member, a_museum, a_staff

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)
ALICE = "alice@club.fr"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def alice(db):
    return a_member().id


def told(db):
    letters = db.session.scalars(select(outbox.Letter).order_by(outbox.Letter.id))
    return [(letter.kind, letter.to, letter.language) for letter in letters]


def test_whoever_joins_twice_is_one_member_with_their_first_name(db, alice):
    again = rules.join(ALICE, "Somebody else", "en")
    assert (again.id, again.display_name, again.language) == (alice, "Alice", "fr")


def test_nobody_enters_with_an_address_that_is_nobody_s(db):
    assert rules.enter("nour@club.fr", "Firefox") is None
    assert db.session.scalars(select(Session)).all() == []


def test_a_session_s_token_is_not_in_the_base(db, alice):
    entrance = rules.enter(ALICE, "Firefox · Android")
    (session,) = rules.sessions(alice)
    assert session.token_hash == sealing.fingerprint(entrance.token)
    assert access.signed_in(entrance.token).id == alice
    assert access.signed_in(session.token_hash) is None


def test_each_sign_in_is_a_session_of_its_own(db, alice):
    tokens = {rules.enter(ALICE, "Firefox").token for _ in range(3)}
    assert len(tokens) == len(rules.sessions(alice)) == 3


def test_sessions_are_ended_one_by_one(db, alice):
    first, second = rules.enter(ALICE, "Firefox").token, rules.enter(ALICE, "Safari").token
    rules.leave(alice, access.signed_in(first).session_id)
    assert access.signed_in(first) is None
    assert access.signed_in(second).id == alice


def test_nobody_ends_another_member_s_session(db, alice):
    token = rules.enter(ALICE, "Firefox").token
    rules.leave(a_member("sam@club.fr", "Sam").id, access.signed_in(token).session_id)
    assert access.signed_in(token).id == alice


def test_leaving_everywhere_ends_every_session_of_that_member_and_no_other(db, alice):
    a_member("sam@club.fr", "Sam")
    tokens = [rules.enter(ALICE, "Firefox").token for _ in range(3)]
    sam = rules.enter("sam@club.fr", "Firefox").token
    rules.leave_everywhere(alice)
    assert [access.signed_in(token) for token in tokens] == [None] * 3
    assert access.signed_in(sam).display_name == "Sam"


@pytest.mark.parametrize(("role", "stays"), [(None, timedelta(days=30)), ("desk", timedelta(hours=12))])
def test_members_stay_thirty_days_and_staff_twelve_hours(db, clock, role, stays):
    if role:
        a_staff(ALICE, role=role)
    else:
        a_member()
    token = rules.enter(ALICE, "Firefox").token
    clock.shift(stays - timedelta(seconds=1))
    assert access.signed_in(token)
    clock.shift(timedelta(seconds=1))
    assert access.signed_in(token) is None


def test_ended_sessions_are_not_listed_and_are_swept(db, alice, clock):
    rules.enter(ALICE, "Firefox")
    clock.shift(timedelta(days=30))
    token = rules.enter(ALICE, "Safari").token
    assert [session.device for session in rules.sessions(alice)] == ["Safari"]
    clock.shift(timedelta(seconds=1))
    rules.sweep()
    assert db.session.scalars(select(Session.token_hash)).all() == [sealing.fingerprint(token)]


def test_a_changed_address_is_told_to_both(db, alice):
    rules.speak(alice, "en")
    rules.change_address(alice, "alice@musee.fr")
    assert db.session.get(Member, alice).email == "alice@musee.fr"
    assert told(db) == [("address_changed", ALICE, "en"), ("address_changed", "alice@musee.fr", "en")]


def test_a_taken_address_is_refused_and_nobody_is_told(db, alice):
    a_member("sam@club.fr", "Sam")
    with pytest.raises(rules.AddressTaken):
        rules.change_address(alice, "sam@club.fr")
    assert db.session.get(Member, alice, populate_existing=True).email == ALICE
    assert told(db) == []


def test_changing_to_the_same_address_tells_nobody(db, alice):
    rules.change_address(alice, ALICE)
    assert told(db) == []


def test_a_name_and_a_language_change(db, alice):
    rules.rename(alice, "Alix")
    rules.speak(alice, "en")
    member = db.session.get(Member, alice)
    assert (member.display_name, member.language) == ("Alix", "en")


def test_staff_rights_are_given_once_and_replaced(db, alice):
    museum = a_museum().id
    rules.appoint(ALICE, "Alice", "desk", museum)
    rules.appoint(ALICE, "Alice", "curator", None)
    (staff,) = db.session.scalars(select(Staff))
    assert (staff.member_id, staff.role, staff.museum_id) == (alice, "curator", None)
    assert access.signed_in(rules.enter(ALICE, "Firefox").token).staff == Right("curator", None)


@pytest.mark.parametrize(
    ("right", "may"),
    [
        (Right("desk", 1), {"serve here"}),
        (Right("desk", None), {"serve here", "serve there"}),
        (Right("curator", 1), {"publish here", "print here"}),
        (Right("curator", None), {"publish here", "publish there", "print here", "print there"}),
        (Right("admin", 1), {"serve here", "publish here", "print here", "administer here"}),
    ],
)
def test_what_each_role_may_do_and_where(right, may):
    acts, places = ("serve", "publish", "print", "administer"), {"here": 1, "there": 2}
    allowed = {f"{act} {place}" for act in acts for place, museum in places.items() if right.may(act, museum)}
    assert allowed == may
