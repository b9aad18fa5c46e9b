"""Steps of a visitor in the boutique, with a voucher, or told something."""

from __future__ import annotations

from clubapp.shop import deadlines
from tests.journeys.steps import address, become


def sold_out(page, club):
    become(page, club)
    page.goto(f"/boutique/{club.nowhere()}")


def wished(page, club):
    sold_out(page, club)
    page.locator("#wish").click()


def aiming(page, club):
    become(page, club, points=20)
    page.goto(address("/boutique/{postcard}", club))
    page.locator("#aim").click()


def arrived(page, club):
    become(page, club, points=60)
    with_goal = club.nowhere()
    page.goto(f"/boutique/{with_goal}")
    page.locator("#aim").click()


def holding(page, club):
    """A voucher in one's hand."""
    page.goto(f"/moi/bons/{club.voucher(become(page, club, points=60)).id}")


def listed(page, club):
    holding(page, club)
    page.goto("/moi/bons")


def given_back(page, club):
    holding(page, club)
    page.locator("summary").click()
    page.locator("#give-back").click()


def about_to_take_back(page, club):
    """A voucher is one tap from being taken back."""
    club.voucher()
    page.goto("/equipe/boutique/bons")
    page.locator("details > summary").first.click()
    page.locator("details details > summary").first.click()


def told(page, club):
    """A notice waits to be read."""
    claimed = club.voucher(become(page, club, points=60))
    club.run(deadlines.extend, claimed.id, 30)
    page.goto("/moi/avis")


def all_read(page, club):
    told(page, club)
    page.locator("#read-all").click()
