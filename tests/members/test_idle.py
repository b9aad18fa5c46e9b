"""Staff who leave a browser alone for half an hour are strangers to it; members are not."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from clubapp import db as base
from clubapp.members.models import Session
from tests.conftest import a_member, a_staff

SAM, DOOR = "sam@club.fr", "/connexion/double-code"
NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


def test_staff_away_for_half_an_hour_are_asked_for_the_mailed_code_again(world, come, clock):
    world(a_staff)
    sam = come().sign_in(SAM).set_up()
    for _ in range(3):
        clock.shift(timedelta(minutes=29, seconds=59))
        assert sam.get("/equipe/").status_code == 200
    clock.shift(timedelta(minutes=30))
    assert (sam.get("/equipe/").status_code, sam.get("/moi").status_code) == (401, 401)
    assert 'id="purse"' not in sam.get("/").text
    sam.sign_in(SAM)
    assert sam.get("/equipe/").headers["Location"] == f"{DOOR}?next=/equipe/"


def test_being_seen_writes_no_row_and_a_cookie_at_most_once_a_minute(world, come, clock):
    world(a_staff)
    sam = come().sign_in(SAM).set_up()
    sam.get("/equipe/")
    row = world(lambda: base.db.session.execute(select(Session.__table__)).all())
    cookies = []
    for _ in range(12):
        clock.shift(timedelta(seconds=10))
        cookies.append("Set-Cookie" in sam.get("/equipe/").headers)
    assert cookies == ([False] * 5 + [True]) * 2
    assert world(lambda: base.db.session.execute(select(Session.__table__)).all()) == row


def test_an_old_copy_of_the_cookie_grows_stale_though_the_owner_stays(world, come, clock):
    world(a_staff)
    sam = come().sign_in(SAM).set_up()
    copied = sam.cookie()
    for _ in range(2):
        clock.shift(timedelta(minutes=20))
        assert sam.get("/equipe/").status_code == 200
    thief = come()
    with thief.client.session_transaction() as session:
        session.update(copied)
    assert thief.get("/equipe/").status_code == 401


def test_a_member_may_stay_away_for_hours(world, come, clock):
    world(a_member)
    alice = come().sign_in("alice@club.fr")
    clock.shift(timedelta(days=29))
    assert alice.get("/moi").status_code == 200


def test_who_becomes_staff_meanwhile_signs_in_again(world, come):
    world(a_member, SAM, "Sam")
    sam = come().sign_in(SAM)
    world(a_staff)
    assert (sam.get("/equipe/").status_code, sam.get("/moi").status_code) == (401, 401)
    assert sam.sign_in(SAM).get("/equipe/").status_code == 303
