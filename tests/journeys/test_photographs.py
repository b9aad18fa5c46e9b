"""What is photographed: a curator hangs it, a member sees it, the desk hands over a gift that it shows."""

import pytest
from playwright.sync_api import expect

from tests.journeys.scenes import CURATOR, DESK
from tests.journeys.test_desk import claim_a_postcard, scan
from tests.pictures.conftest import a_file, a_view

CARD = {"name": "IMG_2019.JPG", "mimeType": "image/jpeg"}


def decoded(image):
    """Whether a browser could show an image, and how wide."""
    expect(image).to_be_visible()
    return image.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")


def test_a_curator_a_member_and_the_desk_see_one_photograph(browse, club, console, scripts):
    sam = browse(CURATOR, scripts=scripts)
    sam.goto(f"/equipe/boutique/{club.gift()}")
    sam.get_by_label("Fichier").set_input_files(CARD | {"buffer": a_file(a_view(1600, 1200)).read()})
    console.expects(422)
    sam.get_by_role("button", name="Enregistrer").click()
    expect(sam.locator("#picture-fields")).to_contain_text("inutile de la choisir de nouveau")
    sam.get_by_label("Ce qu’on y voit, en français").fill("Une carte bleue et rouge.")
    sam.get_by_label("Ce qu’on y voit, en anglais").fill("A blue and red card.")
    sam.get_by_label("Crédit").fill("Photo : Camille Roy")
    sam.get_by_role("button", name="Enregistrer").click()
    expect(sam.locator("#messages")).to_contain_text("C’est enregistré")
    assert decoded(sam.get_by_role("img", name="Une carte bleue et rouge."))

    nour = browse(club.newcomer(points=100), scripts=scripts)
    nour.goto("/boutique")
    assert decoded(nour.get_by_role("img", name="Une carte bleue et rouge."))
    nour.get_by_role("link", name="Carte postale").click()
    assert decoded(nour.get_by_role("img", name="Une carte bleue et rouge."))
    expect(nour.locator("figure")).to_contain_text("Camille Roy")
    code = claim_a_postcard(nour)
    assert decoded(nour.get_by_role("img", name="Une carte bleue et rouge."))

    desk = browse(DESK, scripts=scripts)
    desk.goto("/equipe/accueil")
    scan(desk, code)
    assert decoded(desk.get_by_role("img", name="Une carte bleue et rouge."))

    sam.get_by_label("Retirer la photographie").check()
    sam.get_by_role("button", name="Enregistrer").click()
    expect(sam.locator("#picture-fields img")).to_have_count(0)


@pytest.mark.parametrize(
    ("staff", "shown", "listed", "found"),
    [
        ("/equipe/activites", "/activites", "/activites", lambda club: club.activity(limit="daily")),
        ("/equipe/parcours", "/parcours", "/parcours", lambda club: club.badge("Premier regard")),
    ],
    ids=["an activity", "a badge"],
)
def test_an_activity_or_a_badge_shows_what_a_curator_hangs(browse, club, scripts, staff, shown, listed, found):
    number = found(club)
    sam, nour = (browse(who, scripts=scripts) for who in (CURATOR, club.newcomer()))
    sam.goto(f"{staff}/{number}")
    sam.get_by_label("Fichier").set_input_files(CARD | {"buffer": a_file(a_view(1600, 1200)).read()})
    sam.get_by_label("Ce qu’on y voit, en français").fill("Une assiette bleue et rouge.")
    sam.get_by_label("Crédit").fill("Photo : Camille Roy")
    sam.get_by_role("button", name="Enregistrer").click()
    expect(sam.locator("#messages")).to_contain_text("C’est enregistré")

    nour.goto(f"{shown}/{number}")
    assert decoded(nour.get_by_role("img", name="Une assiette bleue et rouge."))
    expect(nour.locator("figure")).to_contain_text("Camille Roy")
    nour.goto(listed)
    while not nour.get_by_role("img", name="Une assiette bleue et rouge.").count():
        nour.get_by_role("link", name="Voir la suite").click()
    assert decoded(nour.get_by_role("img", name="Une assiette bleue et rouge."))

    sam.get_by_label("Retirer la photographie").check()
    sam.get_by_role("button", name="Enregistrer").click()
    expect(sam.locator("#picture-fields img")).to_have_count(0)
    nour.goto(f"{shown}/{number}")
    expect(nour.locator("figure, .picture")).to_have_count(0)
