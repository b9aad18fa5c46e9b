"""A phone held sideways."""

import pytest

SIDEWAYS = "() => document.scrollingElement.scrollWidth - innerWidth"


@pytest.mark.parametrize(("width", "height"), [(844, 390), (667, 375)])
def test_held_sideways_the_bar_leaves_the_height_to_the_page(browse, width, height):
    page = browse("alice@demo.club", viewport={"width": width, "height": height})
    page.goto("/scanner")
    bar, button = page.locator(".bar").bounding_box(), page.locator("#camera-start").bounding_box()
    assert bar["y"] + bar["height"] < height / 4, "the bar is up in the head"
    assert button["y"] + button["height"] <= height, "what the page is for is seen without scrolling"
    assert page.evaluate(SIDEWAYS) <= 0
