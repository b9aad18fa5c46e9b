"""A label from its wall to the one written anew: by touch, by keyboard, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from clubapp import db as base
from clubapp.posters.models import Poster
from clubapp.typography import french
from tests.journeys.keys import press, tab_to
from tests.journeys.labels import TEXT

CURATOR = "curator@demo.club"


def test_a_label_is_scanned_marked_read_in_figures_and_written_anew(browse, club, scripts):
    claire = browse(CURATOR, scripts=scripts)
    claire.goto("/equipe/cartels/nouveau")
    claire.get_by_label("Titre de l’œuvre").fill("Le pot")
    claire.get_by_label("Version A", exact=True).fill(TEXT)
    claire.get_by_label("Version B (facultatif)", exact=True).fill("Regardez le bleu.")
    claire.get_by_label("Points").fill("5")
    claire.get_by_role("button", name="Garder le brouillon").click()
    claire.get_by_label("Lieu de la nouvelle affiche").fill("À gauche du pot")
    claire.get_by_role("button", name=french("Préparer l'affiche")).click()
    claire.get_by_role("button", name="Ouvrir").click()
    expect(claire.locator("#label-state")).to_contain_text("Ouvert")
    where = claire.locator("#see").get_attribute("href")
    code = club.run(lambda: base.db.session.query(Poster.code).filter_by(leads_to=where).scalar())

    readers = [browse(club.newcomer(), scripts=scripts) for _ in range(5)]
    for reader in readers:
        reader.goto(f"/q/{code}")  # as a phone's camera opens it
        expect(reader.locator("h1")).to_have_text("Le pot")
        a = reader.locator("#sheet-A")
        a.get_by_role("radio", name="Obscur").check()
        a.get_by_role("checkbox", name="émail").check()
        a.get_by_role("button", name="Marquer").click()
        expect(a.get_by_role("checkbox", name="émail (Obscur)")).to_be_visible()
        expect(reader.locator("#purse")).to_have_attribute("data-balance", "5")
        reader.get_by_role("radio", name="La version B").check()
        reader.get_by_role("button", name="Dire ma préférence").click()
        expect(reader.locator("#prefer-B")).to_be_checked()
    nour = readers[0]
    b = nour.locator("#sheet-B")
    b.get_by_role("radio", name="J’aime").check()
    b.get_by_role("checkbox", name="Toute la phrase 1").check()
    b.get_by_role("button", name="Marquer").click()
    expect(b.get_by_role("checkbox", name="Toute la phrase 1 (J’aime)")).to_be_visible()
    b.get_by_text("Proposer une réécriture").click()
    b.get_by_label(french("Comment le diriez-vous ?")).fill("Voyez comme il est bleu.")
    b.get_by_role("button", name="Envoyer ma réécriture").click()
    expect(b.get_by_label(french("Comment le diriez-vous ?"))).to_have_value("Voyez comme il est bleu.")
    expect(nour.locator("#purse")).to_have_attribute("data-balance", "5")

    claire.get_by_role("button", name="Fermer").click()
    claire.get_by_role("link", name="Lire les résultats").click()
    expect(claire.locator(".lab__sheets .heat--5")).to_have_text("émail (5)")
    expect(claire.locator("#preferences")).to_contain_text("5")
    claire.get_by_role("link", name="J’aime").click()
    expect(claire.locator(".lab__sheets .heat--0").first).to_have_text("Regardez (moins de 5)")
    expect(claire.locator("#rewrites")).to_contain_text("Voyez comme il est bleu.")
    claire.get_by_role("link", name="Revenir au laboratoire").click()
    claire.get_by_label("Le cartel réécrit", exact=True).fill("Voyez ce bleu : il vient de loin.")
    claire.get_by_role("button", name="Publier et remercier").click()

    nour.goto("/moi/avis")
    nour.get_by_role("link", name="Un cartel réécrit grâce à vous").click()
    expect(nour.locator("#final .wall--new")).to_contain_text(french("Voyez ce bleu : il vient de loin."))
    expect(nour.get_by_role("region", name="Avant, version A")).to_contain_text("émail (Obscur)")


def test_a_label_is_marked_without_a_mouse(browse, club):
    page = browse(club.newcomer(), reduced_motion="reduce")
    page.goto("/cartels")
    page.get_by_role("link", name="Assiette aux cinq lambrequins").press("Enter")
    first = page.locator(".wall").first
    tab_to(page, first.get_by_role("radio", name="Obscur"))
    page.keyboard.press("Space")
    expect(first.get_by_role("radio", name="Obscur")).to_be_checked()
    page.keyboard.press("ArrowRight")
    expect(first.get_by_role("radio", name="J’aime")).to_be_checked()
    press(page, first.get_by_role("checkbox", name="Toute la phrase 1"), "Space")
    press(page, first.get_by_role("button", name="Marquer"))
    expect(first.get_by_role("checkbox", name="Toute la phrase 1 (J’aime)")).to_be_visible()
    expect(first.get_by_role("button", name="Marquer")).to_be_focused()


def test_the_text_is_passed_by_keyboard(browse, club):
    page = browse(club.newcomer(), reduced_motion="reduce")
    page.goto("/cartels")
    page.get_by_role("link", name="Assiette aux cinq lambrequins").click()
    first = page.locator(".wall").first
    first.get_by_role("radio", name="Obscur").focus()
    press(page, first.get_by_role("link", name="Passer le texte"))
    page.keyboard.press("Tab")
    expect(first.locator("summary")).to_be_focused()


# Some phones give a button that is touched no focus; there, whoever marks stands nowhere.
@pytest.mark.parametrize("touch", ["button => button.click()", "button => { button.focus(); button.click(); }"])
def test_who_marks_far_down_a_page_stays_there(browse, club, touch):
    page = browse(club.newcomer(), reduced_motion="reduce")
    page.goto("/cartels")
    page.get_by_role("link", name="Assiette aux cinq lambrequins").click()
    last = page.locator(".wall").last
    marking = last.get_by_role("button", name="Marquer")
    for sentence, pen in ((1, "Obscur"), (1, "J’aime"), (2, "Trop long")):
        last.get_by_role("radio", name=pen).check()
        last.get_by_role("checkbox", name=f"Toute la phrase {sentence}").check()
        page.evaluate("document.activeElement.blur()")
        marking.scroll_into_view_if_needed()
        stood = page.evaluate("scrollY")
        assert stood > 0
        marking.evaluate(touch)
        expect(last.get_by_role("checkbox", name=f"Toute la phrase {sentence} ({pen})")).to_be_visible()
        expect(page.locator("#messages .message--good")).to_be_attached()
        expect(marking).to_be_in_viewport()
