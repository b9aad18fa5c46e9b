"""How staff get to a member where a GET alone doesn't lead: each takes a page and its club."""

from __future__ import annotations


def sought(typed):
    """A colleague looks for a member by what they say of themselves."""

    def seek(page, club):
        page.goto("/equipe/membres")
        page.locator("#q").fill(typed)
        page.locator("#seek").click()

    return seek


opened = sought  # an address finds one member, whose page opens


def grants(page, reason, amount):
    """Fill the form that gives points or takes them back, and send it."""
    page.locator("#reason").select_option(reason)
    page.locator("#amount").fill(str(amount))
    page.locator("#give").click()


def asked_above(page, club):
    """An agent would give more than they may alone."""
    opened("elodie@demo.club")(page, club)
    grants(page, "workshop_help", 120)
