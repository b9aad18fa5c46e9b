"""Choosing what to do: by category and by points, and back again, with scripts or without."""

import re

from playwright.sync_api import expect


def test_the_list_follows_what_is_chosen_and_its_address_says_it(browse, club, scripts):
    nour = browse(club.newcomer(), scripts=scripts)
    nour.goto("/a-faire")
    everything = nour.locator("#activities article").count()
    nour.locator("#filters > summary").click()
    nour.get_by_label("Ce qu’on y fait").select_option("drawing")
    if not scripts:
        nour.locator("#filter-show").click()
    expect(nour).to_have_url(re.compile("categorie=drawing"))
    expect(nour.locator("#chosen")).to_contain_text("Dessiner")
    drawings = nour.locator("#activities article")
    expect(drawings).not_to_have_count(everything)
    assert all("Dessiner" in facts for facts in nour.locator("#activities .cartel__facts").all_inner_texts())

    nour.reload()
    expect(nour.locator("#chosen")).to_contain_text("Dessiner")
    nour.get_by_role("link", name="Tout montrer").click()
    expect(nour.locator("#activities article")).to_have_count(everything)
