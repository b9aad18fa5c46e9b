"""The poster of a label: a scan leads to the page, and counts nothing by itself."""

import pypdfium2
import pytest

from clubapp import clock
from clubapp.backoffice import prints
from clubapp.labels import rules
from clubapp.points import ledger
from clubapp.posters import life, printing
from clubapp.posters import rules as posters
from clubapp.posters.models import Scan
from tests.conftest import a_member, an_activity
from tests.labels.conftest import a_lab

pytestmark = pytest.mark.both_engines


@pytest.fixture
def poster(world):
    """A poster beside a work whose label is on trial: its number, its code."""
    return world(lambda: (made := rules.add_poster(a_lab().id, "À gauche"), (made.id, made.code))[1])


def test_its_code_opens_the_label(client, poster):
    answer = client.get(f"/q/{poster[1]}")
    assert (answer.status_code, answer.location) == (303, "/cartels/1")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("email", [None, "alice@club.fr"])
def test_typed_at_the_scanner_it_says_where_to_go_and_costs_no_guess(world, visit, poster, email):
    world(a_member)
    visitor = visit(email)
    for number in range(22):
        page = visitor.post("/scans", code=poster[1].lower(), scan_id=f"scan-of-a-label-{number}")
        assert page.status_code == 200
    assert 'data-scan="elsewhere"' in page.text and 'href="/cartels/1"' in page.text
    assert world(lambda: {scan.result for scan in ledger.db.session.query(Scan)}) == {"elsewhere"}
    assert world(lambda: ledger.db.session.query(ledger.Entry).count()) == 0


def test_a_scan_that_waited_for_the_network_ends(world, visit, poster):
    world(a_member)
    phone = visit("alice@club.fr", json=True)
    for _ in range(2):
        told = phone.post("/scans", code=poster[1], scan_id="kept-in-the-phone")
        assert (told.status_code, told.json["result"], told.json["points"]) == (200, "elsewhere", 0)


def test_a_revoked_one_says_where_the_new_one_is(world, client, poster):
    newer = world(lambda: life.say_printed(life.revoke(poster[0]).id).code)
    page = client.get(f"/q/{poster[1]}")
    assert page.status_code == 200 and 'data-scan="revoked"' in page.text and "À gauche" in page.text
    assert client.get(f"/q/{newer}").location == "/cartels/1"
    typed = client.post("/scans", code=poster[1], scan_id="an-old-code-typed")
    assert 'data-scan="revoked"' in typed.text and 'href="/cartels/1"' not in typed.text


def test_posters_of_activities_are_still_counted(world, visit, poster):
    _, code = world(an_activity)
    world(a_member)
    page = visit("alice@club.fr").post("/scans", code=code, scan_id="scan-of-an-activity")
    assert 'data-scan="credited"' in page.text


def test_on_paper_it_asks_what_one_thinks(db):
    lab = a_lab()
    rules.add_poster(lab.id, "À gauche")
    (placard,) = prints.placards(posters.leading_to(lab.address), "http://localhost")
    assert (placard.title, placard.promise) == ("Le vase", "Ce cartel est-il clair\u202f?")
    file = pypdfium2.PdfDocument(printing.printed([placard], clock.now()))
    words = file[0].get_textpage().get_text_range()
    assert "donnez votre avis" in words and "tell us what you think" in words and "points" not in words
