"""Without network every way leads somewhere of the club's, and none in a circle."""

import pytest
from playwright.sync_api import expect

from tests.journeys.scene import DESK
from tests.journeys.test_desk import seen
from tests.journeys.test_offline import keeps, opened

NOTHING = "Pas de réseau ici"
OFFLINE = {"the page that says so": "/boutique", "a poster's": "/q/P-0000-0000", "the scanner's": "/scanner"}


@pytest.mark.parametrize("address", OFFLINE.values(), ids=OFFLINE)
@pytest.mark.parametrize("email", [None, DESK], ids=["stranger", "agent"])
def test_every_link_of_a_page_without_network_leads_to_a_page_of_the_club(phone, club, address, email):
    nour = phone(email)
    with club.cut_off():
        nour.goto(address)
        ways = nour.locator("a[href]:visible")
        ways = {ways.nth(number).get_attribute("href") for number in range(ways.count())} - {"#main"}
        assert len(ways) >= 8
        expect(nour.locator("form[action='/langue']")).to_have_count(0)
        for way in ways | {"/connexion", "/inscription", "/equipe/", "/equipe/accueil"}:
            assert nour.goto(way or address).ok, way
            expect(nour.get_by_role("heading", level=1)).to_be_visible()


def test_the_page_without_network_offers_what_this_phone_keeps_and_nothing_else(phone, club):
    nour = phone(club.newcomer(points=500))
    nour.goto("/moi")
    keeps(nour, "/moi/carte")
    with club.cut_off():
        assert opened(nour, "/moi/bons") == NOTHING
        expect(nour.locator("#here a:visible")).to_have_text(["Ma carte de membre"])
        nour.locator("#here a:visible").click()
        expect(nour.locator("#card-code")).to_be_visible()
    nour.goto("/moi/bons")
    nour.goto("/moi/articles")
    keeps(nour, "/moi/articles", "/moi/bons", "/moi/carte")
    with club.cut_off():
        assert opened(nour, "/boutique") == NOTHING
        expect(nour.locator("#here a:visible")).to_have_count(3)
        nour.get_by_role("link", name="Mes bons de retrait").click()
        expect(nour.get_by_role("heading", level=1)).to_have_text("Mes bons")


def test_a_page_that_is_kept_says_that_its_language_cannot_change_now(phone, club):
    nour = phone(club.newcomer())
    nour.goto("/moi/carte")
    keeps(nour, "/moi/carte")
    with club.cut_off():
        nour.goto("/moi/carte")
        nour.get_by_role("button", name="English").click()
        expect(nour.locator("#messages")).to_contain_text("le réseau ne passe pas ici")
    nour.get_by_role("button", name="English").click()
    expect(nour.get_by_role("heading", level=1)).to_have_text("My member card")


def test_a_page_that_is_kept_says_that_it_is_the_phone_s_copy(phone, club):
    nour = phone(club.newcomer())
    copy = nour.get_by_text("voici la copie gardée dans ce téléphone")
    nour.goto("/moi/carte")
    expect(copy).to_be_hidden()
    keeps(nour, "/moi/carte")
    with club.cut_off():
        nour.goto("/moi/carte")
        expect(copy).to_be_visible()
        expect(nour.locator("#card-code")).to_be_visible()
    nour.reload()
    expect(copy).to_be_hidden()


def test_a_voucher_is_held_out_without_network_and_given_back_there_it_is_not_and_says_so(phone, club):
    email = club.newcomer(points=500)
    nour, voucher = phone(email), f"/moi/bons/{club.voucher(email).id}"
    nour.goto(voucher)
    keeps(nour, voucher, "/moi/carte")
    with club.cut_off():
        nour.goto(voucher)
        assert seen(nour) == nour.locator("#voucher-code").inner_text(), "its square is there too"
        nour.get_by_text("Rendre ce bon").click()
        nour.get_by_role("button", name="Rendre le bon").click()
        expect(nour.locator("#messages")).to_contain_text("le réseau ne passe pas ici")
    nour.get_by_role("button", name="Rendre le bon").click()
    expect(nour.locator(".voucher--over")).to_contain_text("Vous l’avez rendu")


def test_a_form_sent_without_network_keeps_what_was_typed_and_says_that_nothing_left(phone, club):
    nour = phone(club.newcomer())
    nour.goto("/moi/nom")
    nour.context.set_offline(True)
    nour.locator("[name=display_name]").fill("Nour d’ici")
    nour.locator("#main form button").click()
    expect(nour.locator("#messages")).to_contain_text("le réseau ne passe pas ici")
    expect(nour.locator("[name=display_name]")).to_have_value("Nour d’ici")
    nour.context.set_offline(False)
    nour.locator("#main form button").click()
    expect(nour.get_by_text("Nour d’ici").first).to_be_visible()


def test_the_page_without_network_offers_a_stranger_nothing_that_is_not_there(phone, club):
    nour = phone()
    with club.cut_off():
        assert opened(nour, "/boutique") == NOTHING
        expect(nour.locator("#here")).to_be_hidden()


def test_signing_in_and_the_staff_s_pages_go_on_as_before(phone, club):
    desk = phone(DESK)
    assert opened(desk, "/equipe/accueil") == "Accueil des visiteurs"
    assert opened(desk, "/connexion")
    pages = desk.evaluate(
        "async () => (await Promise.all((await caches.keys()).map(async (name) => "
        "(await (await caches.open(name)).keys()).map(({url}) => url)))).flat()"
    )
    assert not [url for url in pages if "/equipe" in url or "/connexion" in url]
