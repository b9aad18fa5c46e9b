"""From points to a gift in the hand, and back when the agent was mistaken."""

import io
import re

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from clubapp.shop import rules as shop
from clubapp.typography import french
from tests.journeys.keys import press, write

DESK = "desk@demo.club"


def claim_a_postcard(page):
    """Choose it in the boutique, and return the code of its voucher."""
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="Boutique").click()
    page.get_by_role("link", name="Carte postale").click()
    page.get_by_role("radio", name=re.compile("Musée des Beaux-Arts")).check()
    page.get_by_role("button", name="Échanger 60 points").click()
    expect(page.locator("#voucher")).to_contain_text("À retirer")
    return page.locator("#voucher-code").inner_text()


def seen(page):
    """What a scanner reads on the screen."""
    shot = Image.open(io.BytesIO(page.locator("#square").screenshot()))
    (found,) = zxingcpp.read_barcodes(shot)
    return found.text


def scan(page, code):
    """A USB scanner is a fast keyboard that ends with Enter; it types where the focus is."""
    expect(page.get_by_label("Code du bon")).to_be_focused()
    page.keyboard.type(f"{code}\n")


def colour(page, name):
    return page.locator(f"[data-desk={name}]")


def test_a_postcard_goes_from_points_to_the_hand_and_back(browse, club, scripts):
    nour = browse(club.newcomer(points=100), scripts=scripts)
    code = claim_a_postcard(nour)
    assert seen(nour) == code
    expect(nour.locator("#purse")).to_have_attribute("data-balance", "40")

    desk = browse(DESK, scripts=scripts)
    desk.goto("/equipe/accueil")
    desk.get_by_label("Code du bon").fill(code.lower().replace("-", " "))
    desk.get_by_role("button", name="Lire").click()
    expect(colour(desk, "green")).to_contain_text("Nour D.")
    expect(colour(desk, "green")).to_contain_text("Carte postale")
    desk.get_by_role("button", name="Remis", exact=True).click()
    expect(colour(desk, "green")).to_contain_text("Remis.")
    expect(desk.get_by_role("button", name="Remis", exact=True)).to_have_count(0)
    nour.reload()
    expect(nour.locator("#voucher")).to_contain_text("Il est à vous")

    desk.get_by_label("Code du bon").fill(code)
    desk.get_by_role("button", name="Lire").click()
    red = colour(desk, "red")
    expect(red).to_contain_text(french("Déjà remis : Musée des Beaux-Arts"))
    expect(red).to_contain_text(re.compile(r"\d{4} \d{2}:\d{2}, par Dominique"))

    desk.get_by_text(french("Ce n'était pas ça ?")).click()
    desk.get_by_label("Pourquoi").select_option(label=french("Ce n'était pas la bonne personne"))
    desk.get_by_role("button", name="Annuler la remise").click()
    expect(desk.locator("#messages")).to_contain_text("La remise est annulée")
    expect(colour(desk, "green")).to_contain_text("À remettre")
    expect(desk.get_by_role("button", name="Remis", exact=True)).to_be_visible()
    nour.reload()
    expect(nour.locator("#voucher")).to_contain_text("À retirer")


def test_the_desk_works_by_scanner_and_keyboard_alone(browse, club, scripts):
    first, second = club.voucher(), club.voucher(title="Crayon à papier")
    desk = browse(DESK, scripts=scripts, reduced_motion="reduce")
    desk.goto("/equipe/accueil")
    scan(desk, first.code)
    expect(colour(desk, "green")).to_contain_text(first.code)
    press(desk, desk.get_by_role("button", name="Remis", exact=True))
    expect(desk.locator("#sight .disclosure")).to_be_visible()
    field = desk.get_by_label("Code du bon")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    scan(desk, second.code)
    expect(colour(desk, "green")).to_contain_text(second.code)
    expect(field).to_be_focused()


def test_two_scans_in_a_row_are_both_read(browse, club):
    first, second = club.voucher(), club.voucher(title="Crayon à papier")
    desk = browse(DESK)
    desk.goto("/equipe/accueil")
    desk.evaluate("() => customElements.whenDefined('desk-field').then(() => true)")
    with desk.expect_response(lambda answer: answer.request.method == "POST" and first.code in answer.text()):
        scan(desk, first.code)
        scan(desk, second.code)
    expect(colour(desk, "green")).to_contain_text(second.code)
    expect(desk.get_by_label("Code du bon")).to_have_value("")


def test_a_scan_is_read_wherever_the_focus_is(browse, club):
    first, second = club.voucher(), club.voucher(title="Crayon à papier")
    desk = browse(DESK)
    desk.goto("/equipe/accueil")
    scan(desk, first.code)
    remis = desk.get_by_role("button", name="Remis", exact=True)
    remis.focus()
    desk.keyboard.type(f"{second.code}\n")
    expect(colour(desk, "green")).to_contain_text(second.code)
    expect(colour(desk, "green")).to_contain_text("À remettre")
    desk.locator("h1").click()
    desk.keyboard.type(f"{first.code}\n")
    expect(colour(desk, "green")).to_contain_text(first.code)
    assert club.run(lambda: shop.told(first.id).Claim.state) == "held"


def test_a_second_tap_on_the_same_spot_undoes_nothing(browse, club, scripts):
    claimed = club.voucher()
    desk = browse(DESK, scripts=scripts, viewport={"width": 1280, "height": 900})
    desk.goto("/equipe/accueil")
    scan(desk, claimed.code)
    remis = desk.get_by_role("button", name="Remis", exact=True)
    box = remis.bounding_box()
    remis.click()
    expect(colour(desk, "green")).to_contain_text("Remis.")
    for down in (0.1, 0.5, 0.95):
        desk.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * down)
    expect(colour(desk, "green")).to_contain_text("Remis.")
    assert club.run(lambda: shop.told(claimed.id).Claim.state) == "collected"


def test_an_administrator_says_where_they_stand(browse, club, scripts):
    claimed = club.voucher(museum="ceramique")
    desk = browse("admin@demo.club", scripts=scripts)
    desk.goto("/equipe/accueil")
    scan(desk, claimed.code)
    expect(colour(desk, "amber")).to_contain_text(french("Dites d'abord dans quel musée vous êtes."))
    desk.get_by_label("Musée", exact=True).select_option(label="Musée de la Céramique")
    desk.get_by_role("button", name=french("C'est ici")).click()
    expect(desk).to_have_url(re.compile("musee="))
    scan(desk, claimed.code)
    desk.get_by_role("button", name="Remis", exact=True).click()
    expect(colour(desk, "green")).to_contain_text("Remis.")
    desk.get_by_text(french("Ce n'était pas ça ?")).click()
    desk.get_by_role("button", name="Annuler la remise").click()
    expect(colour(desk, "green")).to_contain_text("À remettre.")


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("bonjour", "Ce n'est pas un code du club"),
        ("V-0000-0000", "Aucun bon ne porte ce code"),
        ("M-1234-5678", "Aucun membre ne porte cette carte"),
        ("P-1234-5678", "C'est le code d'une affiche"),
    ],
)
def test_what_is_no_voucher_is_red_and_says_what_it_is(code, says, browse, console):
    console.expects(404)
    desk = browse(DESK)
    desk.goto("/equipe/accueil")
    scan(desk, code)
    expect(colour(desk, "red")).to_contain_text(french(says))
    expect(desk.get_by_role("button", name="Remis", exact=True)).to_have_count(0)


def test_a_voucher_given_back_is_red_and_its_points_return(browse, club):
    nour = browse(club.newcomer(points=60))
    code = claim_a_postcard(nour)
    nour.get_by_text("Rendre ce bon").click()
    nour.get_by_role("button", name="Rendre le bon").click()
    expect(nour.locator("#purse")).to_have_attribute("data-balance", "60")
    desk = browse(DESK)
    desk.goto("/equipe/accueil")
    scan(desk, code)
    expect(colour(desk, "red")).to_contain_text("Bon rendu par le membre")


def look_for(desk, email):
    desk.get_by_text("Le code ne se lit pas").click()
    desk.get_by_label("Adresse e-mail du membre").fill(email)
    desk.get_by_role("button", name="Chercher ses bons").click()
    expect(desk.locator("#found")).to_be_focused()


def test_a_voucher_whose_code_does_not_read_is_found_by_its_owner_s_address(browse, club, scripts):
    email = club.newcomer(points=60)
    claimed = club.voucher(email)
    desk = browse(DESK, scripts=scripts)
    desk.goto("/equipe/accueil")
    look_for(desk, "nobody@club.fr")
    expect(desk.locator("#found")).to_contain_text("Rien à remettre ici")
    desk.get_by_label("Adresse e-mail du membre").fill(email)
    desk.get_by_role("button", name="Chercher ses bons").click()
    found = desk.locator("#found")
    expect(found).to_contain_text("Nour D.")
    expect(found).to_contain_text("Carte postale")
    expect(found).to_be_focused()
    assert email not in desk.url
    desk.get_by_role("button", name=f"Ouvrir le bon {claimed.code}").click()
    expect(colour(desk, "green")).to_contain_text("À remettre")
    desk.get_by_role("button", name="Remis", exact=True).click()
    expect(colour(desk, "green")).to_contain_text("Remis.")
    look_for(desk, email)
    expect(desk.locator("#found")).to_contain_text("Rien à remettre ici")
    desk.get_by_label("Code du bon").fill(claimed.code)
    desk.get_by_role("button", name="Lire").click()
    expect(colour(desk, "red")).to_contain_text("Déjà remis")

    curator = browse("curator@demo.club", scripts=scripts)
    curator.goto("/equipe/journal")
    told = curator.locator("tbody tr")
    expect(told.nth(1)).to_contain_text(re.compile(r"Dominique\s+a remis un cadeau"))
    expect(told.nth(3)).to_contain_text("personne en particulier")


def test_a_search_by_keyboard_alone_leads_to_the_card(browse, club, scripts):
    email = club.newcomer(points=60)
    claimed = club.voucher(email)
    desk = browse(DESK, scripts=scripts, reduced_motion="reduce")
    desk.goto("/equipe/accueil")
    press(desk, desk.locator("#look-up-open"))
    write(desk, "Adresse e-mail du membre", f"{email}\n")
    expect(desk.locator("#found")).to_be_focused()
    press(desk, desk.locator(f"#open-{claimed.id}"))
    expect(colour(desk, "green")).to_contain_text(claimed.code)
    press(desk, desk.get_by_role("button", name="Remis", exact=True))
    expect(desk.locator("#sight .disclosure")).to_be_visible()


def test_a_mistyped_address_is_told_where_it_was_typed(browse, console, scripts):
    console.expects(422)
    desk = browse(DESK, scripts=scripts)
    desk.goto("/equipe/accueil")
    desk.get_by_text("Le code ne se lit pas").click()
    desk.get_by_label("Adresse e-mail du membre").fill("nour")
    desk.get_by_role("button", name="Chercher ses bons").click()
    expect(desk.locator("#summary")).to_be_focused()
    desk.get_by_label("Adresse e-mail du membre").fill("nour@club.fr")
    desk.get_by_role("button", name="Chercher ses bons").click()
    expect(desk.locator("#found")).to_be_focused()
    expect(desk.locator("#summary")).to_have_count(0)
