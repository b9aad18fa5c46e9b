"""What a visitor shows for their points: an answer, the code of a screen, a card."""

from playwright.sync_api import expect

from clubapp.typography import french
from tests.journeys.test_desk import seen

DESK, CURATOR = "desk@demo.club", "curator@demo.club"


def test_a_question_is_asked_until_it_is_answered(browse, club, scripts):
    _, code = club.asking("question")
    nour = browse(club.newcomer(), scripts=scripts)
    nour.goto(f"/q/{code}")
    expect(nour.locator("#question-words")).to_contain_text("Combien de chiens")
    for answer, mark in (("douze", "wrong_answer"), ("", "answer_needed"), ("  TROIS ", "credited")):
        nour.get_by_label("Votre réponse").fill(answer)
        nour.get_by_role("button", name=french("Répondre")).click()
        expect(nour.locator(f"[data-scan={mark}]")).to_be_visible()
    expect(nour.locator("#purse")).to_have_attribute("data-balance", "25")


def test_a_screen_shows_a_square_that_changes_and_credits_who_aims_at_it(browse, club, scripts):
    number, _ = club.asking("rotating")
    screen = browse(CURATOR, scripts=scripts)
    screen.goto(f"/equipe/activites/{number}/ecran")
    first = seen(screen)
    screen.get_by_role("link", name="Un autre carré").click()
    second = seen(screen)
    assert second != first
    shown = screen.locator(".square path").get_attribute("d")
    expect(screen.locator(".square path")).not_to_have_attribute("d", shown, timeout=30_000)  # by itself
    nour = browse(club.newcomer(), scripts=scripts)
    nour.goto(first)
    if not scripts:
        nour.get_by_role("button", name="Collecter 40 points").click()
    expect(nour.locator("[data-scan=credited]")).to_be_visible()
    late = browse(club.newcomer(), scripts=scripts)
    late.goto(first.partition("?")[0])
    if not scripts:
        late.get_by_role("button", name="Scanner quand même").click()
    expect(late.locator("[data-scan=expired_code]")).to_be_visible()


def test_an_agent_reads_a_card_and_counts_its_member_in(browse, club, scripts):
    email = club.newcomer()
    nour = browse(email, scripts=scripts)
    nour.goto("/moi")
    nour.get_by_role("link", name="Ma carte de membre").click()
    code = nour.locator("#card-code").inner_text()
    assert code == club.card(email)
    desk = browse(DESK, scripts=scripts)
    desk.goto("/equipe/accueil")
    desk.get_by_label("Code du bon").fill(code)
    desk.get_by_role("button", name="Lire", exact=True).click()
    expect(desk.locator("#sight")).to_contain_text("Nour D.")
    desk.get_by_role("button", name=french("Une question à l'accueil")).click()
    expect(desk.locator("[data-desk=green]")).to_contain_text(french("Compté : 20 points."))
    nour.goto("/moi/avis")
    expect(nour.locator("main")).to_contain_text("Un agent du musée vous a donné 20 points")
    expect(nour.locator("#purse")).to_have_attribute("data-balance", "20")
