"""A survey of every kind, on a phone: by keyboard alone; without JavaScript, begun on one device, ended on another."""

import pytest
from playwright.sync_api import expect

from clubapp import clock
from clubapp.surveys import building, life, rules
from clubapp.surveys.building import Asked, Option
from clubapp.typography import french
from tests.journeys.keys import press, tab_to, write
from tests.pictures.conftest import a_frame
from tests.surveys.conftest import CHOICES, EVERYTHING, a_survey

PICTURES = (Option("Le vase", "The vase"), Option("Le plat", "The dish"))


def of_every_kind():
    """An open survey in two parts: all twelve kinds, a question that an answer shows, and each block."""
    more = (
        ("picture", Asked("Lequel emportez-vous ?", choices=PICTURES)),
        ("image", Asked("La cour du musée")),
        ("section", Asked("Pour finir", hint_fr="Encore un mot.")),
        ("single", Asked("Êtes-vous venu en famille ?", choices=CHOICES, required=True)),
        ("short", Asked("Avec combien d'enfants ?", required=True)),
    )
    title = f"Tout de vous {clock.now().timestamp()}"
    survey = a_survey(*EVERYTHING, *more, title_fr=title, points=5, identity="confidential")
    items = {item.label_fr: item for item in rules.items_of(survey.id)}
    for choice in items["Lequel emportez-vous ?"].choices:
        building.illustrate(choice.id, a_frame(1))
    image = items["La cour du musée"]
    building.edit(image.id, Asked(image.label_fr), frame=a_frame(1))
    last, family = items["Avec combien d'enfants ?"], items["Êtes-vous venu en famille ?"]
    when = {"effect": "show", "join": "all", "clauses": [{"of": family.code, "is": "is", "value": "c1"}]}
    building.set_when(last.id, when)
    life.open_now(survey.id)
    return survey.slug, {item.kind: item.code for item in reversed(list(rules.items_of(survey.id)))}, last.code


@pytest.fixture
def survey(club):
    return club.run(of_every_kind)


def test_by_keyboard_alone(browse, club, survey):
    slug, codes, last = survey
    page = browse(club.newcomer(), reduced_motion="reduce")
    page.goto(f"/enquetes/{slug}")
    press(page, page.get_by_role("button", name="Commencer"))
    for kind, words in (("short", "Un mot"), ("long", "Deux mots"), ("number", "12,5"), ("date", "11272026")):
        tab_to(page, page.locator(f"#q-{codes[kind]}"))
        page.keyboard.type(words)
    press(page, page.locator(f"#q-{codes['rating']}-1"), "ArrowRight")
    press(page, page.locator(f"#q-{codes['nps']}-0"), "ArrowLeft")  # from the first to the last
    press(page, page.locator(f"#q-{codes['single']}-c1"), "ArrowDown")
    press(page, page.locator(f"#q-{codes['multiple']}-c2"), "Space")
    tab_to(page, page.locator(f"#q-{codes['dropdown']}"))
    page.keyboard.press("ArrowDown")
    press(page, page.locator(f"#q-{codes['ranking']}-c3-up"))
    up = page.locator(f"#q-{codes['ranking']}-c3-up")
    expect(page.locator(f"#q-{codes['ranking']}-said")).to_contain_text("2. Je ne sais pas")
    expect(up).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#q-{codes['ranking']}-said")).to_contain_text("1. Je ne sais pas")
    press(page, page.locator(f"#q-{codes['matrix']}-r1-c1"), "Space")
    press(page, page.locator(f"#q-{codes['picture']}-c1"), "ArrowDown")
    press(page, page.locator("#next"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Pour finir")
    press(page, page.get_by_label("Oui"), "Space")
    expect(page.locator(f"#q-{last}")).to_be_visible()
    write(page, french("Avec combien d'enfants ?"), "deux")
    press(page, page.locator("#next"))
    expect(page.locator(".receipt")).to_contain_text("Je ne sais pas")
    press(page, page.locator("#send"))
    expect(page.locator("#sent")).to_be_visible()
    expect(page.locator("#purse")).to_have_attribute("data-balance", "5")


def test_begun_on_one_device_without_javascript_and_ended_on_another(browse, club, survey, console):
    console.expects(422)
    slug, codes, last = survey
    who = club.newcomer()
    phone = browse(who, scripts=False)
    phone.goto(f"/enquetes/{slug}")
    phone.get_by_role("button", name="Commencer").click()
    phone.locator(f"#q-{codes['short']}").fill("Un mot")
    phone.locator(f"#q-{codes['number']}").fill("douze")
    phone.locator("#next").click()
    expect(phone.locator(f"#q-{codes['number']}-error")).to_be_visible()
    expect(phone.locator(f"#q-{codes['number']}")).to_have_value("douze")
    phone.locator(f"#q-{codes['number']}").fill("12")
    phone.locator(f"#q-{codes['ranking']}-c2-up").click()
    expect(phone.locator(".ranking__label").first).to_have_text("Non")
    phone.locator("#next").click()
    phone.get_by_label("Oui").check()
    phone.locator("#next").click()
    expect(phone.locator(f"#q-{last}")).to_be_visible()  # asked before one goes on

    tablet = browse(who, scripts=False, viewport={"width": 820, "height": 1100})
    tablet.goto(f"/enquetes/{slug}")
    expect(tablet.locator("main")).to_contain_text("Brouillon enregistré")
    tablet.get_by_role("button", name="Reprendre").click()
    expect(tablet.get_by_label("Oui")).to_be_checked()
    tablet.locator(f"#q-{last}").fill("deux")
    tablet.locator("#next").click()
    expect(tablet.locator(".receipt")).to_contain_text("Un mot")
    tablet.locator("#send").click()
    expect(tablet.locator("#sent")).to_be_visible()
    phone.goto(f"/enquetes/{slug}/recu")
    expect(phone.locator("#sent")).to_be_visible()
