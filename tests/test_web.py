"""Answering: fragments or redirects, the way back that never leaves, and numbers no base could hold."""

from urllib.parse import quote, urlsplit

import pytest

from tests.conftest import a_member, a_staff, an_activity

HOSTILE = [
    "//evil.example",
    "///evil.example",
    "////evil.example/moi",
    "https://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "http://evil.example/moi",
    "HTTPS://EVIL.EXAMPLE",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\\/evil.example",
    "%2f%2fevil.example",
    "/%2fevil.example",
    "/%5cevil.example",
    "%5c%5cevil.example",
    "%252f%252fevil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "\t//evil.example",
    " //evil.example",
    "\n//evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\nLocation: https://evil.example",
    "/moi\r\nSet-Cookie: a=b",
    "/\x00/evil.example",
    "//evil.example\\@localhost/moi",
    "//localhost@evil.example/moi",
    "http://localhost:8000@evil.example",
    "/moi/..//evil.example",
    "/..//evil.example",
    "/.//evil.example",
    "//[::1]@evil.example",
    "ftp://evil.example",
    "mailto:a@evil.example",
    "?next=//evil.example",
    "#//evil.example",
    ".evil.example",
    "@evil.example",
    "localhost.evil.example",
    "/deconnexion",
    "/scans",
    "/nulle-part",
    "\uff0f\uff0fevil.example",
    "/\u202e//evil.example",
    "evil.example/" * 500,
]


def stays(location):
    parts = urlsplit(location)
    return not parts.scheme and not parts.netloc and location.startswith("/") and location[1:2] not in ("/", "\\")


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_next_never_leaves(client, hostile):
    answer = client.post("/langue", language="fr", next=hostile)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(
    "code", ["/evil.example", "\\evil.example", "%2f%2fevil.example", "\r\nX: y", "//evil.example"]
)
def test_next_to_an_address_with_words_in_it_stays_too(client, code):
    answer = client.post("/langue", language="fr", next=f"/q/{code}")
    assert answer.status_code == 303
    assert stays(answer.headers["Location"])
    assert "X" not in answer.headers


@pytest.mark.parametrize("ours", ["/", "/moi", "/a-faire", "/moi/points", "/activites/7", "/q/P-7K30-91WD", "/equipe/"])
def test_next_leads_to_pages_of_ours(client, ours):
    assert client.post("/langue", language="fr", next=ours).headers["Location"] == ours


@pytest.mark.parametrize("hostile", [HOSTILE[0], HOSTILE[4], HOSTILE[8], HOSTILE[17], HOSTILE[27]])
def test_signing_in_never_leaves_either(visit, world, hostile):
    world(a_member)
    alice = visit()
    alice.get(f"/connexion?next={quote(hostile)}")
    alice.post("/connexion", email="alice@club.fr")
    with alice.client.session_transaction() as session:
        code = session["asking"]["code"]
    landed = alice.post("/connexion/code", code=code, follow=True)
    assert (landed.status_code, landed.request.path) == (200, "/")


def test_signing_in_leads_back_to_the_page_that_asked(visit, world):
    world(a_member)
    alice = visit()
    assert 'href="/connexion?next=/moi/points' in alice.get("/moi/points").text.replace("%2F", "/")
    alice.get("/connexion?next=/moi/points")
    alice.post("/connexion", email="alice@club.fr")
    with alice.client.session_transaction() as session:
        code = session["asking"]["code"]
    assert alice.post("/connexion/code", code=code, follow=True).request.path == "/moi/points"


@pytest.mark.parametrize("number", ["0", "999999999", "1" + "0" * 9, "9" * 30, "9" * 5000, "-1", "1.5", "²", "abc"])
def test_a_number_no_row_has_leads_nowhere(client, number):
    assert client.get(f"/activites/{number}").status_code == 404


@pytest.mark.parametrize("number", ["0", "9" * 30, "9" * 5000, "-1", "1.5", "²", "abc", "", "%00"])
@pytest.mark.parametrize("path", ["/activites", "/a-faire", "/moi/points", "/equipe/activites", "/equipe/affiches"])
def test_a_list_that_goes_on_after_nonsense_is_still_a_page(visit, world, path, number):
    world(a_staff)
    world(an_activity)
    assert visit("sam@club.fr").get(f"{path}?avant={number}").status_code == 200
