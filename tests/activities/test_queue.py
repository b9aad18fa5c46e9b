"""Scans that waited in a phone, as its queue sends them: whose they are, and what a page says of who reads it."""

import pytest
from sqlalchemy import select

from clubapp.db import db
from clubapp.members import rules as members
from clubapp.points import ledger
from clubapp.posters.models import KeptScan
from tests.conftest import a_member, an_activity

pytestmark = pytest.mark.both_engines

ALICE, BRUNO = "alice@club.fr", "bruno@club.fr"


@pytest.fixture
def code(world):
    world(a_member)
    world(a_member, BRUNO, "Bruno")
    return world(an_activity, points=20)[1]


def mark(world, email):
    return world(lambda: members.of(email).mark)


def send(visitor, code, whose):
    return visitor.post("/scans", code=code, scan_id="scan-0001", **{"for": whose}).json["result"]


def kept(world):
    return world(lambda: len(db.session.scalars(select(KeptScan)).all()))


def test_a_member_s_scan_sent_once_they_have_left_credits_nobody_and_waits(visit, world, code):
    assert send(visit(json=True), code, mark(world, ALICE)) == "not_yours"
    assert send(visit(BRUNO, json=True), code, mark(world, ALICE)) == "not_yours"
    assert (kept(world), world(ledger.balance, 1), world(ledger.balance, 2)) == (0, 0, 0)
    assert send(visit(ALICE, json=True), code, mark(world, ALICE)) == "credited"


@pytest.mark.parametrize("email", [None, ALICE])
def test_a_scan_made_before_anybody_came_in_is_kept_for_whoever_says_it_is_theirs(visit, world, code, email):
    assert send(visit(email, json=True), code, "stranger") == "kept"
    assert (kept(world), world(ledger.balance, 1)) == (1, 0)


@pytest.mark.parametrize("email", [None, ALICE])
def test_two_scans_under_one_id_both_count_once_and_leave_the_queue(visit, world, code, email):
    other, visitor = world(an_activity, "Ailleurs", points=20)[1], visit(email, json=True)
    whose = mark(world, email) if email else "stranger"
    results = [send(visitor, each, whose) for each in (code, other, code, other)]
    assert results == ["credited" if email else "kept"] * 4, "sent again, each answers as it did"
    assert (world(ledger.balance, 1), kept(world)) == ((40, 0) if email else (0, 2))


def test_a_page_left_open_by_who_has_left_still_keeps_its_scan(visit, world, code):
    page = visit().post("/scans", code=code, scan_id="scan-0001", **{"for": mark(world, ALICE)})
    assert 'data-scan="kept"' in page.text


def test_a_page_tells_the_worker_whose_it_is(visit, world, code):
    assert visit().get("/").headers["X-Club-Mark"] == "none"
    assert visit(ALICE).get("/moi/carte").headers["X-Club-Mark"] == mark(world, ALICE)
    assert visit().get("/moi/carte").headers["X-Club-Mark"] == "none"
    assert visit(ALICE).get("/a-faire").headers["Content-Language"] == "fr"
    assert "X-Club-Mark" not in visit(ALICE, json=True).get("/scans/jeton").headers


@pytest.mark.parametrize("page", ["/hors-ligne", "/hors-ligne/scan", "/hors-ligne/scanner"])
def test_what_is_kept_for_when_there_is_no_network_is_nobody_s(visit, world, code, page):
    assert "data-mark" not in visit().get(page).text
    assert 'data-mark="none"' in visit().get("/scanner").text
