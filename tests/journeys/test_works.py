"""A work from a file of the Joconde base to the one who likes it, before its label; and the file taken back."""

from playwright.sync_api import expect

from clubapp.typography import french
from tests.artworks.conftest import OFFICIAL, written

CURATOR, ALICE = "curator@demo.club", "alice@demo.club"
PLATE = {**OFFICIAL, "TITR": "Le Plat voyageur"}


def test_a_file_is_read_brought_in_liked_and_undone(browse, club, scripts):
    claire = browse(CURATOR, scripts=scripts)
    claire.goto("/equipe/oeuvres")
    claire.get_by_role("link", name="Importer", exact=True).click()
    number = f"J.{scripts:d}-3"
    plate = {**PLATE, "REF": number, "INV": number}
    content = written(plate, {**plate, "REF": ""}, {**plate, "REF": f"{number}-2", "INV": ""})
    claire.get_by_label("Fichier").set_input_files({"name": "j.csv", "mimeType": "text/csv", "buffer": content})
    claire.get_by_role("button", name="Essayer ce fichier").click()
    expect(claire.get_by_role("progressbar")).to_be_visible()
    club.run_errands()
    claire.goto(claire.url)
    expect(claire.locator("#lines-refused")).to_have_text("Refusées 1")
    expect(claire.locator("tbody")).to_contain_text(french("pas de numéro d'inventaire"))
    claire.get_by_role("button", name="Importer", exact=True).click()
    club.run_errands()
    claire.goto(claire.url)
    expect(claire.locator(".run__says")).to_have_text(french("L'import est fait."))

    alice = browse(ALICE, scripts=scripts)
    alice.goto("/moi")
    alice.get_by_role("link", name=french("Les œuvres que j'aime")).click()
    alice.get_by_label(french("Numéro d'inventaire")).fill(number.lower().replace(".", " "))
    alice.get_by_role("button", name=french("J'aime cette œuvre")).click()
    expect(alice.locator("h1")).to_have_text("Le Plat voyageur")
    expect(alice.locator("#likes")).to_contain_text(french("Vous l'aimez"))

    claire.get_by_role("button", name="Annuler cet import").click()
    club.run_errands()
    claire.goto(claire.url)
    expect(claire.locator("#kept")).to_contain_text("1 œuvre reste")

    alice.goto(alice.url)
    alice.get_by_role("button", name=french("Ne plus l'aimer")).click()
    expect(alice.locator("#likes")).not_to_contain_text(french("Vous l'aimez"))
