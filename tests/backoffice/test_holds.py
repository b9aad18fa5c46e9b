"""Points that look odd, held by staff: exactly those of the suspicion, told to the member, then decided once."""

import re
from datetime import timedelta

import pytest

from clubapp import clock
from clubapp.activities import scanning
from clubapp.points import ledger
from tests.conftest import a_member, a_museum, a_staff, an_activity

ADA, MAX = "ada@club.fr", "max@club.fr"


@pytest.fixture
def alice(world):
    """Alice scanned eleven posters in three minutes an hour ago, and another one since."""

    def furnish():
        alice = a_member().id
        a_staff(ADA, "Ada", "admin")
        a_staff(MAX, "Max", "curator", a_museum("ceramique", "Musée de la Céramique").id)
        codes = [an_activity(f"Œuvre {number}", 10)[1] for number in range(12)]
        before = clock.now() - timedelta(hours=1)
        for number, code in enumerate(codes):
            with clock.at(before + timedelta(seconds=15 * number) + timedelta(minutes=30 * (number == 11))):
                scanning.scan(alice, code, f"scan-number-{number}")
        return alice

    return world(furnish)


def looked_at(ada):
    """Follow the suspicion to its points; the address and the page."""
    odd = ada.get("/equipe/soupcons").text
    de, a = (re.search(rf'name="{name}" value="(\d+)"', odd)[1] for name in ("de", "a"))
    opened = ada.post("/equipe/membres/1/ouverture", de=de, a=a)
    return opened.location, ada.get(opened.location)


def gains(page):
    return re.findall(r'name="gains" value="(\d+)"', page.text)


def test_a_suspicion_leads_to_its_points_alone_and_says_when_they_are_held(alice, visit, world):
    ada = visit(ADA)
    address, page = looked_at(ada)
    assert (alice, len(gains(page)), "Œuvre 11" in page.text) == (1, 11, False)
    answer = ada.post(address, follow=True, gains=gains(page)[:10], reason="too_fast")
    assert ("10 lignes sont retenues" in answer.text, len(gains(answer))) == (True, 1)
    assert "Points retenus" in ada.get("/equipe/soupcons").text
    assert world(ledger.balance, alice) == 20
    mine = visit("alice@club.fr")
    assert "100 points retenus le temps d’une vérification" in mine.get("/moi/avis").text
    book = mine.get("/moi/points").text
    assert book.count("Beaucoup de scans en très peu de temps") == 10
    assert ("Retenu le temps d’une vérification" in book, "Œuvre 3" in book) == (True, True)


def test_what_is_held_is_given_back_or_taken_for_good_once(alice, visit, world):
    ada = visit(ADA)
    address, page = looked_at(ada)
    held = ada.post(address, follow=True, gains=gains(page)[:2], reason="shared_code").text
    back, gone = re.findall(r'id="release-(\d+)"', held)
    assert ada.post(f"/equipe/membres/retenues/{back}/restitution").status_code == 303
    assert ada.post(f"/equipe/membres/retenues/{gone}/reprise").status_code == 303
    assert ada.post(f"/equipe/membres/retenues/{gone}/restitution").status_code == 409
    assert world(ledger.balance, alice) == 110
    book = visit("alice@club.fr").get("/moi/points").text
    assert ("Rendu après vérification" in book, "Repris après vérification" in book) == (True, True)
    page = ada.get(address).text
    assert (page.count("Rendu</span>"), page.count("Repris</span>")) == (1, 1)


def test_the_last_gains_of_a_member_are_held_from_their_page(alice, visit, world):
    ada = visit(ADA)
    ada.post("/equipe/membres/1/ouverture")
    assert 'href="/equipe/membres/1/retenues"' in ada.get("/equipe/membres/1").text
    page = ada.get("/equipe/membres/1/retenues")
    assert len(gains(page)) == 12
    assert "checked" not in page.text
    ada.post("/equipe/membres/1/retenues", gains=gains(page)[0], reason="closed_hours")
    assert world(ledger.balance, alice) == 110


@pytest.mark.parametrize("sent", [{"gains": "999", "reason": "too_fast"}, {"reason": "too_fast"}, {"gains": "x"}])
def test_what_is_mistyped_holds_nothing(alice, visit, world, sent):
    ada = visit(ADA)
    address, _page = looked_at(ada)
    assert ada.post(address, **sent).status_code == 422
    assert world(ledger.balance, alice) == 120


def test_a_page_nobody_opened_holds_nothing(alice, visit, world):
    ada = visit(ADA)
    assert ada.post("/equipe/membres/1/retenues", gains="1", reason="too_fast").location == "/equipe/membres"
    assert ada.get("/equipe/membres/1/retenues").location == "/equipe/membres"
    assert world(ledger.balance, alice) == 120


def test_another_museum_sees_and_holds_nothing_of_it(alice, visit, world):
    max_ = visit(MAX)
    max_.post("/equipe/membres/1/ouverture")
    assert gains(max_.get("/equipe/membres/1/retenues")) == []
    assert max_.post("/equipe/membres/1/retenues", gains="1", reason="too_fast").status_code == 409
    assert world(ledger.balance, alice) == 120
