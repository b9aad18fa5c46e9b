"""The main job: a visitor scans a printed poster in the gallery and the points are theirs."""

import re

import zxingcpp
from playwright.sync_api import expect

from clubapp.typography import french
from tests.posters.wear import MM, pages, worn


def type_the_code(page):
    """Type the code that the demo shows instead of a letter."""
    code = page.locator("#demo-code").inner_text()
    page.get_by_label("Code reçu").fill(code)
    page.get_by_role("button", name="Entrer").click()


def publish(page):
    """Sign in as the curator, write an activity, publish it; return its page to print and its title."""
    page.goto("/connexion")
    page.get_by_label("Adresse e-mail").fill("curator@demo.club")
    page.get_by_role("button", name="Recevoir mon code").click()
    type_the_code(page)
    page.get_by_role("banner").get_by_role("link", name="Équipe").click()
    page.get_by_role("link", name=french("Écrire une activité")).click()
    page.get_by_label("Titre en français").fill("Le reflet dans l'armure")
    page.get_by_label("Texte en français").fill("Approchez-vous.\n\nQui s'y reflète ?")
    page.get_by_label("Points", exact=True).fill("35")
    page.get_by_label("Lieux des affiches, un par ligne").fill("Salle 2.14, à droite")
    page.get_by_role("button", name="Garder").click()
    page.get_by_role("button", name="Publier").click()
    expect(page.locator("#activity-state")).to_contain_text("Publiée")
    address = page.get_by_role("link", name="PDF").get_attribute("href")
    printed = page.request.get(address)
    assert printed.headers["content-type"] == "application/pdf"
    return printed.body()


def read_the_wall(pdf, club):
    """Point a phone at each page, worn as it is; return where it leads."""
    (sheet,) = pages(pdf)
    (found,) = zxingcpp.read_barcodes(sheet)
    assert (found.position.top_right.x - found.position.top_left.x) / MM >= 60
    (read,) = zxingcpp.read_barcodes(worn(sheet))
    assert re.fullmatch(re.escape(club.address) + r"/q/P-[0-9A-Z]{4}-[0-9A-Z]{4}", read.text)
    return read.text


def test_a_stranger_scans_a_printed_poster_joins_and_has_the_points(browse, club, scripts):
    address = read_the_wall(publish(browse(scripts=scripts)), club)
    nour = browse(scripts=scripts)
    nour.goto(address)
    if not scripts:
        nour.get_by_role("button", name="Garder ces 35 points").click()
    expect(nour.locator("[data-scan=kept]")).to_contain_text("35 points vous attendent ici")
    nour.get_by_role("link", name="Continuer ici").click()

    nour.get_by_label("Adresse e-mail").fill(f"nour{scripts:d}@club.fr")
    nour.get_by_label("Nom affiché").fill("Nour")
    nour.get_by_role("checkbox").check()
    nour.get_by_role("button", name="Recevoir mon code").click()
    type_the_code(nour)
    expect(nour).to_have_url(f"{club.address}/scans/gardes")
    expect(nour.locator("#purse")).to_have_attribute("data-balance", "0")
    nour.get_by_role("button", name=french("C'est à moi : garder les points")).click()
    expect(nour.get_by_role("heading", level=1)).to_have_text("35 points sont à vous")
    expect(nour.locator("#purse")).to_have_attribute("data-balance", "35")

    nour.goto(address)
    if not scripts:
        nour.locator("#collect").click()
    expect(nour.locator("[data-scan=already]")).to_contain_text("Vous avez déjà collecté les points")
    expect(nour.locator("#purse")).to_have_attribute("data-balance", "35")
    nour.locator("#purse").click()
    expect(nour.locator(".list__row")).to_have_count(1)


def test_a_member_scans_and_the_purse_fills(browse, club, scripts):
    alice = browse(club.newcomer(), scripts=scripts)
    visits = []
    alice.on("request", lambda request: request.is_navigation_request() and visits.append(request.method))
    poster = club.poster()
    alice.goto(f"/q/{poster.code}")
    if not scripts:
        alice.locator("#collect").click()
    expect(alice.locator("[data-scan=credited]")).to_be_visible()
    points = alice.locator(".joy .token").inner_text().split()[0].lstrip("+")
    expect(alice.locator("#purse")).to_have_attribute("data-balance", points)
    assert visits == (["GET"] if scripts else ["GET", "POST"])


def test_a_visitor_who_says_not_mine_leaves_the_points_to_nobody(browse, club, scripts):
    nour = browse(scripts=scripts)
    nour.goto(f"/q/{club.poster().code}")
    if not scripts:
        nour.locator("#collect").click()
    nour.locator("#sign-in").click()
    nour.get_by_label("Adresse e-mail").fill(club.newcomer())
    nour.get_by_role("button", name="Recevoir mon code").click()
    type_the_code(nour)
    nour.get_by_role("button", name=french("Ce n'est pas à moi")).click()
    expect(nour.get_by_role("status")).to_contain_text(french("C'est noté"))
    expect(nour.locator("#purse")).to_have_attribute("data-balance", "0")


def test_the_moment_of_joy_moves_but_only_for_who_bears_it(browse, club):
    poster = club.poster()
    for wish, moving in (("no-preference", True), ("reduce", False)):
        page = browse(club.newcomer(), reduced_motion=wish)
        page.goto(f"/q/{poster.code}")
        expect(page.locator(".joy")).to_be_visible()
        assert page.evaluate("() => document.getAnimations().length > 0") is moving


def test_what_the_camera_opened_in_one_browser_is_finished_in_the_installed_club(browse, club, scripts):
    camera, poster = browse(scripts=scripts), club.poster()
    camera.goto(f"/q/{poster.code}")
    if not scripts:
        camera.locator("#collect").click()
    code = camera.locator("#handover-code").inner_text()
    installed = browse(club.newcomer(), scripts=scripts)
    for again in (False, True):
        installed.goto("/scanner")
        installed.get_by_label(french("Code de l'affiche")).fill(code.lower())
        installed.get_by_role("button", name="Valider ce code").click()
        expect(installed.locator(f"[data-scan={'already' if again else 'credited'}]")).to_be_visible()
    assert installed.locator("#purse").get_attribute("data-balance") != "0"
    camera.goto("/")
    expect(camera.locator("#handover-code")).to_have_count(0)
