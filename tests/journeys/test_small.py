"""A narrow phone whose owner reads letters twice as large, and a phone held sideways."""

import pytest

from tests.journeys.scenes import CURATOR, DESK, SCENES

SIDEWAYS = "() => document.scrollingElement.scrollWidth - innerWidth"
TOO_WIDE = """() => [...document.body.querySelectorAll("*")]
  .filter(it => it.getBoundingClientRect().right > innerWidth + 1).map(it => it.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="session")
def large_letters(browser_type, browser_type_launch_args):
    """A browser set to letters of 32 pixels where others read 16."""
    args = [*browser_type_launch_args["args"], "--blink-settings=defaultFontSize=32"]
    browser = browser_type.launch(**browser_type_launch_args | {"args": args})
    yield browser
    browser.close()


@pytest.fixture
def browse_large(browse, large_letters):
    return lambda *args, **kwargs: browse(*args, **kwargs, by=large_letters)


@pytest.mark.parametrize("scene", [scene for scene in SCENES if scene.who not in (CURATOR, DESK)], ids=str)
def test_nothing_overflows_where_all_is_small_but_the_letters(scene, browse_large, club, bare_club, console):
    page = scene.play(browse_large, club, bare_club, console, viewport={"width": 320, "height": 640})
    assert page.evaluate("() => getComputedStyle(document.documentElement).fontSize") == "32px"
    page.locator("details").evaluate_all("all => all.forEach(it => { it.open = true })")
    assert page.evaluate(SIDEWAYS) <= 0, page.evaluate(TOO_WIDE)


@pytest.mark.parametrize(("width", "height"), [(844, 390), (667, 375)])
def test_held_sideways_the_bar_leaves_the_height_to_the_page(browse, width, height):
    page = browse("alice@demo.club", viewport={"width": width, "height": height})
    page.goto("/scanner")
    bar, button = page.locator(".bar").bounding_box(), page.locator("#camera-start").bounding_box()
    assert bar["y"] + bar["height"] < height / 4, "the bar is up in the head"
    assert button["y"] + button["height"] <= height, "what the page is for is seen without scrolling"
    assert page.evaluate(SIDEWAYS) <= 0
