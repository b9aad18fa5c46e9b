"""Every page in every state, in both languages and both schemes, on a phone and on a desk: axe finds nothing to say, a
thumb finds its targets, nothing moves for who asked so, and on a narrow phone whose owner reads letters twice as large
nothing overflows."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.journeys.scene import CURATOR, DESK, MACHINES
from tests.journeys.scenes import PAGES, SCENES

OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
PHONE, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
TARGETS = (
    "button, .button, .bar__link, .chip[href], .purse, summary, .field__input, .skip, .head__link, .list__title[href]"
)
TOO_LOW = """targets => targets.filter(it => it.checkVisibility())
  .map(it => [it.outerHTML.slice(0, 90), it.getBoundingClientRect().height])
  .filter(([_, height]) => height < 44)"""
SIDEWAYS = "() => document.scrollingElement.scrollWidth - innerWidth"
TOO_WIDE = """() => [...document.body.querySelectorAll("*")]
  .filter(it => it.getBoundingClientRect().right > innerWidth + 1).map(it => it.outerHTML.slice(0, 90))"""
MOVING = "() => document.getAnimations().filter(it => it.effect.getComputedTiming().duration > 1).length"


def test_every_page_of_the_map_is_visited(club):
    answering = {rule.endpoint for rule in club.app.url_map.iter_rules() if "GET" in rule.methods}
    assert answering == PAGES.keys() | MACHINES


def test_a_planted_fault_is_found(browse):
    page = browse()
    page.goto("/")
    page.locator("main").evaluate("main => main.append(new Image(9, 9), document.createElement('button'))")
    assert {rule for rule, *_ in faults(page)} == {"image-alt", "button-name"}
    assert len(page.locator(TARGETS).evaluate_all(TOO_LOW)) == 1


@pytest.mark.parametrize("scene", SCENES, ids=str)
@pytest.mark.parametrize(
    ("language", "phone", "desk"), [("fr", "light", "dark"), ("en", "dark", "light")], ids=["fr", "en"]
)
def test_a_page_has_no_fault(scene, language, phone, desk, browse, club, bare_club, console):
    page = scene.play(browse, club, bare_club, console, language, reduced_motion="reduce")
    assert page.locator("html").get_attribute("lang") == language
    page.locator("details").evaluate_all("all => all.forEach(it => { it.open = true })")
    for size, scheme in ((PHONE, phone), (WIDE, desk)):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        if language == "fr":  # what axe reads is the same in English, but for the words
            assert list(faults(page)) == []
        assert page.locator(TARGETS).evaluate_all(TOO_LOW) == []
        assert page.evaluate(SIDEWAYS) <= 0
        assert page.evaluate(MOVING) == 0
    if language == "fr" and scene.who not in (CURATOR, DESK):
        with_large_letters(page)
        assert page.evaluate(SIDEWAYS) <= 0, page.evaluate(TOO_WIDE)


def with_large_letters(page):
    """A narrow phone whose browser is set to letters of 32 pixels where others read 16."""
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    page.set_viewport_size(NARROW)
    assert page.evaluate("() => getComputedStyle(document.documentElement).fontSize") == "32px"


def faults(page):
    """What axe says of a page: the rule, where, and why."""
    if not page.evaluate("() => Boolean(globalThis.axe)"):
        page.evaluate(AXE_SCRIPT)
    for violation in page.evaluate("options => axe.run(options)", OPTIONS)["violations"]:
        for node in violation["nodes"]:
            yield violation["id"], node["target"], node["failureSummary"]
