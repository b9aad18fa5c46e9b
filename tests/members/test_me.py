"""One's own pages: name, address, language, sessions."""

import re

import pytest
from sqlalchemy import select

from clubapp import outbox
from clubapp.db import db
from clubapp.members import rules
from clubapp.members.models import Member
from tests.conftest import a_member

ALICE, NEW = "alice@club.fr", "alice@musee.fr"


@pytest.fixture
def alice(world, visit):
    world(a_member)
    return visit(ALICE)


@pytest.fixture
def who(world):
    def run():
        return world(lambda: [(m.email, m.display_name, m.language) for m in db.session.scalars(select(Member))])

    return run


def code_for(visitor, email):
    answer = visitor.post("/moi/adresse", email=email)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/moi/adresse/code")
    return re.search(r' id="demo-code"[^>]*>([^<]+)<', visitor.get("/moi/adresse/code").text)[1].strip()


def test_a_name_changes(alice, who):
    assert alice.post("/moi/nom", display_name="  Alix  Martin ", follow=True).request.path == "/moi"
    assert who() == [(ALICE, "Alix Martin", "fr")]
    assert "Alix Martin" in alice.get("/").text


def test_an_address_changes_once_its_code_is_typed_and_both_are_told(alice, who, world):
    code = code_for(alice, NEW)
    assert who() == [(ALICE, "Alice", "fr")]
    assert alice.post("/moi/adresse/code", code="nonsense").status_code == 422
    assert alice.post("/moi/adresse/code", code=code).status_code == 303
    assert who() == [(NEW, "Alice", "fr")]
    letters = world(lambda: [(each.kind, each.to) for each in db.session.scalars(select(outbox.Letter))])
    assert letters == [("new_address", NEW), ("address_changed", ALICE), ("address_changed", NEW)]


def test_a_taken_address_is_told_only_to_who_proves_it(alice, who, world):
    world(a_member, "sam@club.fr", "Sam")
    code = code_for(alice, "sam@club.fr")
    refused = alice.post("/moi/adresse/code", code=code)
    assert refused.status_code == 409
    assert "ouvre déjà un autre compte du club" in refused.text
    assert who() == [(ALICE, "Alice", "fr"), ("sam@club.fr", "Sam", "fr")]


def test_without_a_new_address_there_is_no_code_to_type(alice, who):
    assert alice.post("/moi/adresse/code", code="123456").headers["Location"] == "/moi/adresse"
    assert who() == [(ALICE, "Alice", "fr")]


def test_a_language_is_kept_for_the_next_visit(alice, visit, who):
    answer = alice.post("/langue", language="en", next="/moi")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/moi")
    assert '<html lang="en"' in alice.get("/moi").text
    assert who() == [(ALICE, "Alice", "en")]


def test_a_stranger_s_language_follows_the_browser_until_they_choose(visit):
    nour = visit(language="en")
    assert '<html lang="en"' in nour.get("/").text
    nour.post("/langue", language="fr", next="/")
    assert '<html lang="fr"' in nour.get("/").text


@pytest.mark.parametrize("language", ["", "de", "EN", "../fr", "x" * 10_000])
def test_a_language_we_do_not_speak_changes_nothing(alice, who, language):
    assert alice.post("/langue", language=language, next="/moi").status_code == 303
    assert who() == [(ALICE, "Alice", "fr")]


def test_sessions_are_listed_and_ended_one_by_one(alice, visit, world):
    phone = visit(ALICE)
    newest, oldest = world(rules.sessions, 1)
    page = alice.get("/moi").text
    assert f"/moi/sessions/{newest.id}/fin" in page
    assert f"/moi/sessions/{oldest.id}/fin" not in page
    alice.post(f"/moi/sessions/{newest.id}/fin")
    assert (alice.get("/moi").status_code, phone.get("/moi").status_code) == (200, 401)


def test_signing_out_everywhere_ends_every_session_at_once(alice, visit):
    others = [visit(ALICE) for _ in range(3)]
    assert alice.post("/moi/sessions/fin").headers["Clear-Site-Data"] == '"cache"'
    assert [each.get("/moi").status_code for each in (alice, *others)] == [401] * 4
