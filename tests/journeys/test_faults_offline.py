"""What one holds out at a desk is there, whatever answers in the club's place; and a fault makes nobody leave."""

import pytest
from playwright.sync_api import expect

from tests.journeys.test_offline import fault, keeps, opened, portal


def bare(_environ, start_response):
    start_response("502 Bad Gateway", [("Content-Type", "text/html")])
    return [b"<h1>Bad gateway</h1>"]


def elsewhere(_environ, start_response):
    start_response("302 Found", [("Location", "/plaques/portal.svg")])
    return [b""]


@pytest.fixture
def holder(phone, club):
    """A member with a voucher, of whom this phone keeps the pages; and those pages."""
    email = club.newcomer(points=500)
    voucher, nour = club.voucher(email), phone(email)
    pages = {f"/moi/bons/{voucher.id}": voucher.code, "/moi/bons": "Carte postale", "/moi/carte": club.card(email)}
    for path in pages:
        nour.goto(path)
    keeps(nour, *sorted(pages))
    return nour, pages


@pytest.mark.parametrize(
    "other", [fault, bare, portal, elsewhere], ids=["fault", "proxy", "portal", "portal-elsewhere"]
)
def test_a_page_that_is_kept_is_shown_before_a_fault_or_a_portal(holder, club, other):
    nour, pages = holder
    for path, code in pages.items():
        with club.answering(path, other):
            nour.goto(path)
            expect(nour.locator("#main")).to_contain_text(code)


def test_a_page_that_is_not_kept_shows_what_answered(holder, club, console):
    nour, _pages = holder
    with club.answering("/moi/points", portal):
        assert opened(nour, "/moi/points") == "Accept the terms"
    console.expects(500)
    with club.broken("legal.notices", ZeroDivisionError()):
        assert opened(nour, "/mentions-legales") == "C’est de notre faute"


def test_a_fault_takes_no_page_along(holder, club, console):
    nour, pages = holder
    console.expects(500)
    with club.broken("legal.notices", ZeroDivisionError()):
        nour.goto("/mentions-legales")
        nour.wait_for_load_state("networkidle")
    keeps(nour, *sorted(pages))
    with club.cut_off():
        nour.goto("/moi/carte")
        expect(nour.locator("#card-code")).to_be_visible()
