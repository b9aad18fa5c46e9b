"""Forms sent too late, twice or from elsewhere: refused with the right status, in the reader's language, nothing done.

Who may enter which address, and what another site can make a browser send, are tried by the house tests.
"""

import sqlite3
from contextlib import closing

import pytest

from clubapp import doors
from tests.house.network import PEOPLE, addresses, furnish

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
ADMIN = PEOPLE["admin"]


@pytest.fixture
def network(world):
    return world(furnish)


@pytest.fixture
def base(settings):
    def dump():
        with closing(sqlite3.connect(settings.instance / "club.db")) as connection:
            return "\n".join(connection.iterdump())

    return dump


def send(visitor, path, method, token, **headers):
    sent = {name: value for name, value in (visitor.headers | headers).items() if value}
    return visitor.client.open(path, method=method, data={"csrf_token": token}, headers=sent)


def everywhere(app, network):
    return [(endpoint, path, method) for endpoint, path, method, _ in addresses(app, network, *UNSAFE)]


def test_a_token_of_another_session_is_refused_everywhere(app, network, visit, base):
    other = visit(PEOPLE["member"]).token()
    visitor = visit(ADMIN)
    visitor.token()
    before = base()
    statuses = {path: send(visitor, path, method, other).status_code for _, path, method in everywhere(app, network)}
    assert statuses == dict.fromkeys(statuses, 400)
    assert base() == before


def test_a_token_from_before_signing_out_is_refused_everywhere(app, network, visit, base):
    visitor = visit(ADMIN)
    stale = visitor.token()
    visitor.post("/deconnexion", token=stale)
    visitor.enter(ADMIN)
    before = base()
    statuses = {path: send(visitor, path, method, stale).status_code for _, path, method in everywhere(app, network)}
    assert statuses == dict.fromkeys(statuses, 400)
    assert base() == before


@pytest.mark.parametrize(
    ("attack", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "nonsense"}, 403),
        ({"Sec-Fetch-Site": None, "Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": None, "Origin": "null"}, 403),
        ({"Sec-Fetch-Site": None, "Origin": "http://localhost.evil.example"}, 403),
        ({"Sec-Fetch-Site": None, "Origin": "http://localhost@evil.example"}, 403),
    ],
)
def test_a_good_token_from_another_site_is_refused_everywhere(app, network, visit, base, attack, status):
    visitor = visit(ADMIN)
    token, before = visitor.token(), base()
    found = {p: send(visitor, p, method, token, **attack).status_code for _, p, method in everywhere(app, network)}
    assert found == dict.fromkeys(found, status)
    assert base() == before


def test_an_old_browser_that_says_its_origin_or_nothing_is_let_in(visit, world, network):
    alice = visit(PEOPLE["member"])
    for headers in ({}, {"Origin": "http://localhost"}):
        assert send(alice, "/langue", "POST", alice.token(), **{"Sec-Fetch-Site": None}, **headers).status_code == 303


def test_a_stale_form_has_its_own_sentence_in_both_languages(visit, network):
    pages = [visit(language=each).post("/langue", token="stale", language="fr") for each in ("fr", "en")]
    assert [page.status_code for page in pages] == [400, 400]
    assert ["Ce formulaire a trop attendu" in page.text for page in pages] == [True, False]
    assert "<h1>Cette page n’est plus à jour</h1>" in pages[0].text
    assert ">400<" not in pages[0].text
    alice = visit(PEOPLE["member"])
    old = alice.client.post("/scans", data={"csrf_token": "another's"}, headers={"Referer": "http://localhost/scanner"})
    assert 'href="/scanner">Revenir à la page' in old.text


def test_a_session_ended_mid_form_is_told_so_and_nothing_changes(app, network, visit, world, base):
    visitor, by_htmx = visit(ADMIN), visit(ADMIN, htmx=True)
    tokens = visitor.token(), by_htmx.token()
    with closing(sqlite3.connect(app.config["SETTINGS"].instance / "club.db")) as connection:
        connection.execute("DELETE FROM sessions")
        connection.commit()
    before, tried = base(), 0
    for endpoint, path, method in everywhere(app, network):
        if doors.audience(endpoint) == "public":
            continue
        page = send(visitor, path, method, tokens[0])
        assert (page.status_code, "Entrez d’abord au club" in page.text) == (401, True), path
        swap = send(by_htmx, path, method, tokens[1])
        assert (swap.status_code, swap.headers["HX-Redirect"], swap.text) == (401, "/connexion", ""), path
        tried += 1
    assert base() == before
    assert tried >= 12


def test_a_door_asked_for_by_get_says_where_to_sign_in_and_comes_back(client, network):
    answer = client.get("/moi/points")
    assert answer.status_code == 401
    assert 'href="/connexion?next=' in answer.text


def test_who_an_address_is_for_must_be_said():
    with pytest.raises(LookupError, match=r"somewhere\.new"):
        doors.audience("somewhere.new")
