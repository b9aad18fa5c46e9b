"""A survey from a blank page to what is made of its answers: every kind built, tried, opened, answered, closed, read,
published."""

from playwright.sync_api import expect

from clubapp.surveys import kinds
from clubapp.typography import french
from tests.journeys.articles import captioned

CURATOR = "curator@demo.club"
PHOTO = {"name": "vase.jpg", "mimeType": "image/jpeg", "buffer": captioned("Atelier de la fabrique")}
CHOICES = ("Le vase", "Le plat", "L'assiette")


def asks(page, survey, kind):
    """Staff ask one thing of this kind, called by its name."""
    page.goto(f"{survey}/questions?kind={kind}")
    page.locator("#label_fr").fill(f"Question {kind}")
    if kind in kinds.CHOSEN:
        for number, words in enumerate(CHOICES, 1):
            page.locator(f"#c{number}_fr").fill(words)
    if kind == "matrix":
        page.locator("#r1_fr").fill("De près")
    if kind == "image":
        shows(page)
    page.locator("#save").click()
    if kind == "picture":
        question = page.url  # where one stays until each choice has its picture
        for address in page.locator("[id^=illustrate-]").evaluate_all("links => links.map(it => it.href)"):
            page.goto(address)
            shows(page)
            page.locator("#save").click()
        page.goto(question)
        expect(page.locator("[aria-labelledby=pictures] img")).to_have_count(len(CHOICES))


def shows(page):
    page.get_by_label("Fichier").set_input_files(PHOTO)
    page.get_by_label(french("Ce qu'on y voit, en français")).fill("Un vase bleu.")
    page.get_by_label("Crédit").fill("Atelier de la fabrique")


def answers(page, address, words):
    """Somebody answers the first questions, and leaves the others."""
    page.goto(address)
    page.locator("#begin").click()
    page.get_by_label("Question short").fill(words)
    page.get_by_role("group", name="Question single").get_by_label("Le plat").check()
    page.locator("#next").click()
    page.locator("#next").click()
    expect(page.locator(".receipt")).to_contain_text(words)
    page.locator("#send").click()
    expect(page.locator("#sent")).to_be_visible()


def test_a_survey_of_every_kind_is_brought_from_a_blank_page_to_what_is_made_of_it(browse, club, console, scripts):
    console.expects(422)
    claire = browse(CURATOR, scripts=scripts)
    claire.goto("/equipe/enquetes/nouvelle")
    claire.locator("#title_fr").fill(f"Votre regard {scripts}")
    claire.locator("#lead_fr").fill("Quelques questions de toute sorte.")
    claire.locator("#identity-named").check()
    claire.locator("#points").fill("5")
    claire.locator("#save").click()
    survey = claire.url

    # Nothing is asked yet: the opening is refused, and says why.
    claire.locator("#open-now").click()
    expect(claire.locator("#fault")).to_be_visible()
    for kind in (*kinds.QUESTIONS, "section", "text", "image"):
        asks(claire, survey, kind)
    claire.goto(survey)
    expect(claire.locator("#items > li")).to_have_count(len(kinds.NAMES))
    last = claire.locator("#items > li").last
    expect(last).to_contain_text("Question image")
    last.get_by_role("button", name="Monter").click()
    expect(claire.locator("#items > li").last).to_contain_text("Question text")

    visitors = claire.locator("#try").get_attribute("href")
    answers(claire, visitors, "Un essai")
    claire.goto(survey)
    claire.locator("#open-now").click()
    for words in ("Bleu", "Blanc"):
        answers(browse(club.newcomer(), scripts=scripts), visitors, words)

    claire.goto(survey)
    claire.locator("#results").click()
    expect(claire.locator("main")).to_contain_text("2")
    claire.get_by_role("link", name="Lire les textes").first.click()
    expect(claire.locator("main")).to_contain_text("Bleu")
    expect(claire.locator("main")).not_to_contain_text("Un essai")

    claire.goto(survey)
    claire.get_by_text("La fermer").click()
    claire.locator("#close").click()
    claire.locator("#publication").click()
    claire.locator("#q3-shown").check()
    claire.locator("#q3-decision_fr").fill("Nous changeons les vitrines.")
    claire.locator("#save-q3").click()
    claire.locator("#publish").click()
    nour = browse(scripts=scripts)
    nour.goto(visitors)
    expect(nour.locator(".told")).to_contain_text("Nous changeons les vitrines.")
    expect(nour.locator(".told")).to_contain_text("Trop peu de réponses")
