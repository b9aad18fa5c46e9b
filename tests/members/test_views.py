"""Coming in: one flow for everybody, and no page, status or word that tells who is known."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from clubapp.activities.models import DONE
from clubapp.clock import now
from clubapp.db import db
from clubapp.members.models import Member, Session
from clubapp.points import ledger
from tests.conftest import a_member, an_activity

pytestmark = pytest.mark.both_engines

ALICE, NOUR = "alice@club.fr", "nour@club.fr"


def code_on(page):
    return re.search(r'<output[^>]* id="demo-code"[^>]*>([^<]+)</output>', page.text)[1].strip()


def ask(visitor, path="/connexion", **fields):
    answer = visitor.post(path, **fields)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/connexion/code")
    return code_on(visitor.get("/connexion/code"))


def join(visitor, email=NOUR, name="Nour"):
    return ask(visitor, "/inscription", email=email, display_name=name, consent="y")


@pytest.fixture
def people(world):
    def run():
        return world(lambda: [(m.email, m.display_name, m.language) for m in db.session.scalars(select(Member))])

    return run


def signed_in(visitor):
    return visitor.get("/moi").status_code == 200


def test_whoever_joins_is_a_member_once_the_code_is_typed_and_not_before(client, people):
    code = join(client)
    assert (people(), signed_in(client)) == ([], False)
    landed = client.post("/connexion/code", code=code, follow=True)
    assert (landed.status_code, landed.request.path) == (200, "/")
    assert 'id="purse"' in landed.text
    assert 'data-balance="0"' in landed.text
    assert people() == [(NOUR, "Nour", "fr")]


def test_an_unknown_address_at_sign_in_is_asked_its_name_and_the_rules_after_its_code(client, people):
    answer = client.post("/connexion/code", code=ask(client, email=NOUR))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/inscription/fin")
    assert (people(), signed_in(client)) == ([], False)
    page = client.get("/inscription/fin").text
    assert 'name="display_name"' in page
    assert 'name="consent"' in page
    assert 'name="email"' not in page
    assert client.post("/inscription/fin", display_name="Nour").status_code == 422
    assert people() == []
    assert client.post("/inscription/fin", display_name="Nour", consent="y", follow=True).request.path == "/"
    assert people() == [(NOUR, "Nour", "fr")]


def test_a_known_address_at_joining_is_simply_signed_in(client, world, people):
    world(a_member)
    assert client.post("/connexion/code", code=join(client, ALICE, "Somebody else"), follow=True).request.path == "/"
    assert people() == [(ALICE, "Alice", "fr")]
    assert signed_in(client)


def test_whoever_joins_in_english_is_a_member_in_english(visit, people):
    nour = visit(language="en")
    nour.post("/connexion/code", code=join(nour))
    assert people() == [(NOUR, "Nour", "en")]


def same(page, email):
    """The page without what differs by chance: tokens, the code, the address itself."""
    words = page.text.replace(email, "EMAIL")
    words = re.sub(r'(csrf_token" value="|X-CSRFToken": ")[^"]+', r"\1TOKEN", words)
    return re.sub(r"(demo-code[^>]*>)[^<]+", r"\1CODE", words)


@pytest.mark.parametrize("path", ["/connexion", "/inscription"])
def test_known_and_unknown_addresses_see_the_same_pages_statuses_and_words(visit, world, path):
    world(a_member)
    seen = []
    for email in (ALICE, NOUR):
        visitor = visit()
        asked = visitor.post(path, email=email, display_name="Somebody", consent="y")
        page = visitor.get("/connexion/code")
        wrong = visitor.post("/connexion/code", code="nonsense")
        ended = [visitor.post("/connexion/code", code="nonsense") for _ in range(5)][-1]
        answers = [asked, page, wrong, ended]
        seen.append([(each.status_code, each.headers.get("Location"), same(each, email)) for each in answers])
    assert seen[0] == seen[1]
    assert [status for status, _, _ in seen[0]] == [303, 200, 422, 422]


def test_wrong_codes_count_although_refused_and_the_sixth_try_is_too_late(client):
    code = ask(client, email=NOUR)
    said = [client.post("/connexion/code", code="nonsense") for _ in range(5)]
    assert {answer.status_code for answer in said} == {422}
    assert {"Ce n’est pas le bon code." in answer.text for answer in said} == {True}
    late = client.post("/connexion/code", code=code)
    assert late.status_code == 422
    assert "Ce code n’est plus valable." in late.text
    assert not signed_in(client)


@pytest.mark.parametrize("code", ["", " ", "9" * 10_000, "<script>", "١٢٣٤٥٦", "\x00"])
def test_a_code_that_is_none_is_told_so(client, code):
    ask(client, email=NOUR)
    answer = client.post("/connexion/code", code=code)
    assert answer.status_code == 422
    assert "<script>" not in re.sub(r"<script [^>]*></script>", "", answer.text)


@pytest.mark.parametrize("path", ["/connexion/code", "/inscription/fin"])
def test_without_a_request_there_is_no_code_to_type(client, path, people):
    for answer in (client.get(path), client.post(path, code="123456", display_name="Nour", consent="y")):
        assert (answer.status_code, answer.headers["Location"]) == (303, "/connexion")
    assert people() == []


def test_a_proven_address_waits_half_an_hour_for_its_name(client, people):
    client.post("/connexion/code", code=ask(client, email=NOUR))
    with time_machine.travel(now() + timedelta(minutes=31), tick=False):
        answer = client.post("/inscription/fin", display_name="Nour", consent="y")
    assert answer.headers["Location"] == "/connexion"
    assert people() == []


def test_another_browser_s_request_does_not_kill_the_code(visit, world):
    world(a_member)
    alice, stranger = visit(), visit()
    code = ask(alice, email=ALICE)
    ask(stranger, email=ALICE)
    assert stranger.post("/connexion/code", code=code).status_code == 422
    assert alice.post("/connexion/code", code=code).status_code == 303
    assert (signed_in(alice), signed_in(stranger)) == (True, False)


def test_the_eleventh_mail_of_an_hour_is_refused_kindly(visit):
    for _ in range(10):
        ask(visit(), email=NOUR)
    refused = visit().post("/connexion", email=NOUR)
    assert refused.status_code == 429
    assert "Trop de codes demandés à cette adresse depuis ce réseau." in refused.text


def test_forty_strangers_guessing_over_http_do_not_get_in_and_the_owner_does_meanwhile(visit, world):
    world(a_member)
    wrong, entered = [], []
    for number in range(40):
        stranger = visit()
        stranger.client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number % 50}"
        code = ask(stranger, email=ALICE)
        guess = {"code": "000000" if code != "000000" else "000001", "csrf_token": stranger.token()}
        for _ in range(5):
            answer = stranger.client.post("/connexion/code", data=guess, headers=stranger.headers)
            wrong.append(answer.status_code)
        if number % 4 == 3:
            alice = visit()
            alice.client.environ_base["REMOTE_ADDR"] = f"198.51.100.{number}"
            alice.post("/connexion/code", code=ask(alice, email=ALICE))
            entered.append(signed_in(alice))
    assert wrong == [422] * 200
    assert entered == [True] * 10


def test_the_session_is_new_at_each_sign_in_and_the_old_token_of_forms_is_worth_nothing(visit, world):
    world(a_member)
    alice = visit()
    before = alice.token()
    names = set()
    for _ in range(2):
        alice.post("/connexion/code", code=ask(alice, email=ALICE))
        with alice.client.session_transaction() as session:
            names.add(session["_user_id"])
            assert not {"asking", "proven"} & set(session)
    assert len(names) == 2
    assert alice.post("/moi/nom", token=before, display_name="Alix").status_code == 400


def test_signing_out_ends_the_session_in_the_base_too(visit, world):
    world(a_member)
    alice = visit(ALICE)
    with alice.client.session_transaction() as session:
        stolen = dict(session)
    answer = alice.post("/deconnexion")
    assert (answer.status_code, answer.headers["Clear-Site-Data"]) == (303, '"cache"')
    assert world(lambda: db.session.scalars(select(Session)).all()) == []
    thief = visit()
    with thief.client.session_transaction() as session:
        session.update(stolen)
    assert not signed_in(thief)


def test_scans_made_meanwhile_wait_for_the_answer_mine(client, world):
    _, code = world(an_activity)
    client.post("/scans", code=code, scan_id="scan-0001")
    landed = client.post("/connexion/code", code=join(client), follow=True)
    assert landed.request.path == "/scans/gardes"
    assert 'data-balance="0"' in landed.text
    assert client.post("/scans/gardes").status_code == 200
    assert 'data-balance="20"' in client.get("/").text
    assert world(lambda: ledger.has(1, because=DONE, about="activity:1"))
