"""Joining, scanning and saying "mine" without a mouse, seeing at each step where one is."""

from playwright.sync_api import expect

from clubapp.typography import french
from tests.journeys.keys import press, write


def type_the_code(page):
    code = page.locator("#demo-code").inner_text()
    write(page, "Code reçu", code)
    page.keyboard.press("Enter")


def test_scan_by_typed_code_then_join_then_mine(browse, club):
    page = browse(reduced_motion="reduce")
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()

    page.goto("/scanner")
    write(page, french("Code de l'affiche"), club.poster().code.lower())
    page.keyboard.press("Enter")
    expect(page.locator("[data-scan=kept]")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()

    press(page, page.get_by_role("link", name="Continuer ici"))
    write(page, "Adresse e-mail", "keys@club.fr")
    write(page, "Nom affiché", "Nour")
    press(page, page.get_by_role("checkbox"), "Space")
    press(page, page.get_by_role("button", name="Recevoir mon code"))
    type_the_code(page)
    press(page, page.get_by_role("button", name=french("C'est à moi : garder les points")))
    expect(page.locator(".joy")).to_be_visible()
    expect(page.locator("#purse")).not_to_have_attribute("data-balance", "0")
    press(page, page.get_by_role("link", name="Continuer ma visite"))


def test_a_form_in_error_takes_the_focus_to_what_is_wrong(browse, console):
    console.expects(422)
    page = browse(reduced_motion="reduce")
    page.goto("/inscription")
    press(page, page.get_by_role("button", name="Recevoir mon code"))
    expect(page.locator("#summary")).to_be_focused()
    press(page, page.locator("#summary").get_by_role("link").first)
    expect(page.get_by_label("Adresse e-mail")).to_be_focused()


def test_the_focus_outlives_a_swap(browse, club):
    member = browse(club.newcomer(), reduced_motion="reduce")
    member.goto(f"/q/{club.poster().code}")
    expect(member.locator("[data-scan=credited]")).to_be_visible()
    expect(member.get_by_role("heading", level=1)).to_be_focused()

    curator = browse("curator@demo.club", reduced_motion="reduce")
    curator.goto(f"/equipe/activites/{club.activity('archived')}")
    press(curator, curator.locator("#change-state"))
    expect(curator.locator("#activity-state")).to_contain_text("Publiée")
    expect(curator.locator("#change-state")).to_be_focused()
