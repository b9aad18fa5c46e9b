"""Home: what waits, the receipt book, one's data and leaving."""

import re

import pytest
from sqlalchemy import select

from clubapp.activities.models import DONE
from clubapp.db import db
from clubapp.members.models import Member
from clubapp.points import ledger
from clubapp.posters.models import KeptScan
from clubapp.shop import claiming
from tests.conftest import a_member, an_activity
from tests.shop.conftest import a_gift, rich

pytestmark = pytest.mark.both_engines

ALICE = "alice@club.fr"


@pytest.fixture
def returned(world, visit):
    """Alice, who scanned a poster before signing in."""
    world(a_member)
    alice = visit()
    alice.post("/scans", code=world(an_activity, points=20)[1], scan_id="scan-0001")
    return alice.enter(ALICE)


def waiting(world):
    return len(world(lambda: db.session.scalars(select(KeptScan)).all()))


def test_what_waits_is_shown_with_one_form_to_keep_it_and_one_to_drop_it(returned):
    assert 'href="/scans/gardes"' in returned.get("/").text
    page = returned.get("/scans/gardes").text
    assert page.count('action="/scans/gardes"') == page.count('action="/scans/gardes/abandon"') == 1
    assert "Regardez bien" in page


def test_mine_credits_once_however_often_it_is_said(returned, world):
    assert "20 points sont à vous" in returned.post("/scans/gardes").text
    assert returned.post("/scans/gardes").status_code == 303
    assert (world(ledger.balance, 1), waiting(world)) == (20, 0)


def test_not_mine_drops_and_credits_nothing(returned, world):
    answer = returned.post("/scans/gardes/abandon", follow=True)
    assert (answer.status_code, answer.request.path) == (200, "/")
    assert (world(ledger.balance, 1), waiting(world)) == (0, 0)
    assert returned.get("/scans/gardes").status_code == 303


def test_another_member_s_waiting_scans_are_not_seen_from_another_browser(returned, visit, world):
    world(a_member, "sam@club.fr", "Sam")
    sam = visit("sam@club.fr")
    assert sam.get("/scans/gardes").status_code == 303
    sam.post("/scans/gardes")
    sam.post("/scans/gardes/abandon")
    assert waiting(world) == 1


def test_the_receipt_book_says_what_how_much_and_the_balance_after(returned):
    returned.post("/scans/gardes")
    page = returned.get("/moi/points").text
    for words in ("Regardez bien", "+20", "solde 20", "Musée des Beaux-Arts"):
        assert words in page


def test_the_receipt_book_names_the_gift_and_leads_to_its_voucher(world, visit):
    def taken_and_given_back():
        (gift, shelf), alice = a_gift(), rich(100)
        claimed = claiming.claim(alice.id, gift.id, shelf.museum_id, "key-00001")
        claiming.cancel(alice.id, claimed.id)

    world(taken_and_given_back)
    page = visit(ALICE).get("/moi/points").text
    lines = re.findall(r'<a href="/moi/bons/1">(.*?)</a>.*?</time> · (.*?)[ <]', page, re.DOTALL)
    assert [(title, words) for title, words in lines] == [("Carte postale", "Bon"), ("Carte postale", "Cadeau")]


def test_what_is_owed_is_said_plainly(returned, world):
    def owe():
        entry = ledger.credit(1, 30, because="test.gain", about="thing:1")
        ledger.debit(1, 25, because="test.spend", about="thing:1")
        ledger.reverse(entry.id)

    world(owe)
    assert "25 points vous ont été repris" in returned.get("/moi/points").text


def test_a_long_book_goes_on_to_its_first_line(world, visit):
    alice = world(a_member).id
    for number in range(45):
        world(ledger.credit, alice, number, because="test.gain", about=f"thing:{number}")
    visitor, path, amounts = visit(ALICE), "/moi/points", []
    while path:
        page = visitor.get(path).text
        amounts += [int(amount) for amount in re.findall(r'receipt__amount">\+?(\d+)<', page)]
        onward = re.search(r'href="(/moi/points\?avant=\d+)"', page)
        path = onward and onward[1]
    assert amounts == list(range(44, -1, -1))


def test_the_book_shows_what_was_gained_or_what_was_spent_alone(world, visit):
    def lived():
        alice = a_member().id
        for number in range(25):
            ledger.credit(alice, 10, because="test.gain", about=f"thing:{number}")
            ledger.debit(alice, 3, because="test.spend", about=f"thing:{number}")
        ledger.credit(alice, 0, because="test.gain", about="thing:25")

    world(lived)
    alice = visit(ALICE)

    def pages(path):
        while path:
            page = alice.get(path).text
            yield from re.findall(r"receipt__amount[^>]*>(.*?)<", page)
            onward = re.search(r'href="(/moi/points\?[^"]*avant=\d+)"', page)
            path = onward and onward[1].replace("&amp;", "&")

    assert list(pages("/moi/points?sens=gagnes")) == ["+10"] * 25
    assert list(pages("/moi/points?sens=depenses")) == ["−3"] * 25
    assert len(list(pages("/moi/points?sens=ailleurs"))) == 51


def test_a_book_with_nothing_of_the_kind_says_so(returned):
    returned.post("/scans/gardes")
    page = returned.get("/moi/points?sens=depenses").text
    assert "Rien de tel dans votre carnet" in page
    assert 'aria-current="true">Dépensés ou repris' in page


def test_the_copy_is_a_file_nobody_stores(returned):
    answer = returned.get("/moi/donnees/copie.json")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json["members"][0]["email"] == ALICE


def test_an_account_is_erased_once_it_is_confirmed_and_not_before(returned, world):
    returned.post("/scans/gardes")
    assert returned.post("/moi/donnees/effacement").status_code == 422
    assert world(lambda: db.session.get(Member, 1).email) == ALICE
    answer = returned.post("/moi/donnees/effacement", sure="y", follow=True)
    assert (answer.status_code, answer.request.path) == (200, "/")
    assert "Votre compte est effacé." in answer.text
    assert world(lambda: db.session.get(Member, 1).email) is None
    assert returned.get("/moi").status_code == 401
    assert world(ledger.has, 1, because=DONE, about="activity:1")
