"""From a poster to what its visitors think of it: said, read by the team, answered, and shown to all."""

from playwright.sync_api import expect

from clubapp.typography import french

CURATOR = "curator@demo.club"
WORDS = "Il manque un banc pour regarder longtemps."


def test_what_a_visitor_says_is_read_answered_and_published(browse, club, console, scripts):
    console.expects(422)
    code = club.poster().code
    nour = browse(club.newcomer(), scripts=scripts)
    nour.goto(f"/q/{code}")
    if not scripts:
        nour.locator("#main form button").click()
    expect(nour.locator("#purse")).to_have_attribute("data-balance", "20")
    nour.get_by_role("link", name="Dire ce que j’en ai pensé").click()
    nour.get_by_role("button", name="Envoyer").click()
    expect(nour.get_by_text("Choisissez l’une des cinq réponses.")).to_have_count(2)  # in the summary, by the field
    nour.get_by_role("radio", name="Beaucoup").check()
    nour.get_by_role("checkbox", name="On apprend").check()
    nour.get_by_label("Un mot à l’équipe du musée").fill(WORDS)
    nour.get_by_label("L’équipe peut publier ce mot").check()
    nour.get_by_role("button", name="Envoyer").click()
    expect(nour.locator("#rating .quote")).to_have_text(WORDS)
    expect(nour.locator("#purse")).to_have_attribute("data-balance", "25")
    expect(nour.locator("#messages .message--good")).to_be_in_viewport()

    claire = browse(CURATOR, scripts=scripts)
    claire.goto("/equipe/retours")
    claire.get_by_role("link", name=WORDS).first.click()
    claire.get_by_role("button", name=french("Publier sur la page de l'activité")).click()
    claire.get_by_label("Réponse au membre").fill("Il arrive au printemps.")
    claire.get_by_role("button", name="Envoyer la réponse").click()
    expect(claire.locator(".message--good")).to_contain_text("La réponse est envoyée.")

    stranger = browse(scripts=scripts)
    stranger.goto(nour.url.partition("#")[0])
    newest = stranger.locator(".comment").first
    expect(newest).to_contain_text(WORDS)
    expect(newest).to_contain_text("Il arrive au printemps.")
    nour.goto("/moi/avis")
    expect(nour.locator("main")).to_contain_text("publié")
