"""A report before staff: the member's words beside their scans of that moment, and an answer with points or without."""

from datetime import UTC, datetime

import pytest

from clubapp import clock
from clubapp.activities import scanning
from clubapp.points import ledger, reporting
from clubapp.points.reporting import Told
from tests.conftest import a_member, a_museum, a_staff, an_activity

DOM = "dom@club.fr"
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)


@pytest.fixture
def report(world):
    """Alice scanned a poster at noon, twice, and says that nothing arrived."""

    def furnish():
        alice, (activity, code) = a_member().id, an_activity()
        a_staff(DOM, "Dom", "desk", a_museum().id)
        with clock.at(NOON):
            for number in range(2):
                scanning.scan(alice, code, f"scan-number-{number}")
        told = Told(NOON, "Rien <b>n'est</b> arrivé.", f"activity:{activity.id}")
        return reporting.report(alice, told, key="a-page-of-its-own").id

    return world(furnish)


def test_staff_read_what_is_said_beside_what_was_scanned(report, visit):
    dom = visit(DOM)
    listed = dom.get("/equipe/signalements").text
    assert (f'href="/equipe/signalements/{report}"' in listed, "Regardez bien" in listed) == (True, True)
    assert "1</span>" in dom.get("/equipe/").text
    page = dom.get(f"/equipe/signalements/{report}").text
    assert "Rien &lt;b&gt;n’est&lt;/b&gt; arrivé." in page
    assert page.index("compté <span") < page.index("déjà compté</td>")
    assert "alice@club.fr" not in page


def test_an_answer_with_points_closes_it_and_the_member_reads_both(report, visit, world):
    dom, alice = visit(DOM), visit("alice@club.fr")
    assert "Envoyé</span>" in alice.get("/moi/points/signalements").text
    sent = {"answer": "Les voici, pardon.", "points": "15"}
    assert dom.post(f"/equipe/signalements/{report}/reponse", **sent).location == "/equipe/signalements"
    mine = alice.get("/moi/points/signalements").text
    assert ("Répondu</span>" in mine, "Les voici, pardon." in mine, "15 points donnés" in mine) == (True, True, True)
    assert "Les voici, pardon." in alice.get("/moi/avis").text
    assert world(ledger.balance, 1) == 35
    assert dom.post(f"/equipe/signalements/{report}/reponse", **sent).status_code == 409
    assert f"/equipe/signalements/{report}" in dom.get("/equipe/signalements?etat=repondus").text


def test_one_s_own_report_has_no_form(visit, world, report):
    def of_dom():
        return reporting.report(a_staff(DOM, "Dom", "desk").id, Told(NOON, "Rien."), key="a-page-of-dom").id

    own, dom = world(of_dom), visit(DOM)
    assert 'id="reply"' not in dom.get(f"/equipe/signalements/{own}").text
    assert dom.post(f"/equipe/signalements/{own}/reponse", answer="Voilà.").status_code == 403


def test_a_member_reports_from_the_book_with_the_activities_they_tried(report, visit, world):
    alice = visit("alice@club.fr")
    assert 'href="/moi/points/signalements"' in alice.get("/moi/points").text
    page = alice.get("/moi/points/signalements").text
    assert '<option value="activity:1" selected>Regardez bien</option>' in page or 'value="activity:1"' in page
    today = world(clock.today).isoformat()
    sent = {"key": "another-page", "about": "activity:1", "day": today, "hour": "00:00", "words": "Rien du tout."}
    assert alice.post("/moi/points/signalements", **sent).location == "/moi/points/signalements"
    assert world(reporting.waiting) == 2


@pytest.mark.parametrize(
    "fault",
    [{"about": "activity:9"}, {"day": "2020-01-01"}, {"day": "2099-01-01"}, {"hour": "25:00"}, {"words": "x" * 401}],
)
def test_what_is_mistyped_comes_back_and_is_not_sent(report, visit, world, fault):
    today = world(clock.today).isoformat()
    sent = {"key": "another-page", "about": "", "day": today, "hour": "00:00", "words": "Rien."} | fault
    assert visit("alice@club.fr").post("/moi/points/signalements", **sent).status_code == 422
    assert world(reporting.waiting) == 1
