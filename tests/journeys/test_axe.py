"""axe finds nothing to say of any page, in any state: both languages in both schemes, on a phone and on a desk."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.journeys.scenes import MACHINES, PAGES, SCENES

OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def test_every_page_of_the_map_is_visited(club):
    answering = {rule.endpoint for rule in club.app.url_map.iter_rules() if "GET" in rule.methods}
    assert answering == PAGES.keys() | MACHINES


@pytest.mark.parametrize("scene", SCENES, ids=str)
@pytest.mark.parametrize(
    ("language", "phone", "desk"), [("fr", "light", "dark"), ("en", "dark", "light")], ids=["fr", "en"]
)
def test_a_page_has_no_fault(scene, language, phone, desk, browse, club, bare_club, console):
    page = scene.play(browse, club, bare_club, console, language, reduced_motion="reduce")
    assert page.locator("html").get_attribute("lang") == language
    page.evaluate(AXE_SCRIPT)
    assert [*faults(page, PHONE, phone), *faults(page, DESK, desk)] == []


def faults(page, size, scheme):
    """What axe says of a page: the rule, where, and why."""
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    for violation in page.evaluate("options => axe.run(options)", OPTIONS)["violations"]:
        for node in violation["nodes"]:
            yield size["width"], scheme, violation["id"], node["target"], node["failureSummary"]
