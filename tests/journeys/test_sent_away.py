"""Whoever was sent away from afar, or leaves, takes along what the phone kept of them, however the phone learns it."""

import time

import pytest
from playwright.sync_api import expect

from clubapp.members import rules as members
from tests.journeys.test_offline import keeps, portal, scan_in_the_dark, sign_out

SEEN = "/images/seen.webp"
LEFT = """async (seen) => {
  const left = [];
  for (const name of await caches.keys()) {
    const kept = await (await caches.open(name)).keys();
    for (const {url} of kept) if (url.includes("/moi/") || url.endsWith(seen)) left.push(url);
  }
  return left;
}"""


def leaves_nothing(page):
    until = time.monotonic() + 5
    while left := page.evaluate(LEFT, SEEN):
        assert time.monotonic() < until, left
        page.wait_for_timeout(50)


@pytest.fixture
def member(phone, club):
    """A member's phone, which keeps a card and a picture, and their address."""
    email = club.newcomer(points=500)
    nour = phone(email, reduced_motion="reduce")  # no transition towards a page that is not the club's
    nour.goto("/moi/carte")
    keeps(nour, "/moi/carte")
    nour.evaluate("async (seen) => (await caches.open('pictures')).put(seen, new Response('seen'))", SEEN)
    return nour, email


def unknown(_environ, start_response):
    start_response("401 Unauthorized", [("Content-Type", "text/html"), ("X-Request-ID", "0123456789")])
    return [b"<h1>Entrez</h1>"]


def test_a_button_that_is_answered_with_401_takes_their_pages_along(member, club):
    nour, email = member
    club.scanned(email, club.poster().code)
    nour.goto(f"/activites/{club.activity()}")
    nour.locator("#rating-form [name=score]").first.check()
    club.run(lambda: members.leave_everywhere(members.of(email).id))
    with club.answering("/connexion", portal):  # where it leads, nothing of the club runs
        nour.locator("#rating-form [type=submit]").click()
        expect(nour.get_by_role("heading", level=1)).to_have_text("Accept the terms")
        leaves_nothing(nour)


def test_a_queue_that_is_answered_with_401_takes_their_pages_along_and_keeps_its_scan(member, club):
    nour, _email = member
    scan_in_the_dark(nour, club, club.poster().code)
    with club.answering("/scans/jeton", unknown):
        nour.goto("/a-faire")
        leaves_nothing(nour)
        nour.goto("about:blank")
    nour.goto("/a-faire")
    expect(nour.locator("scan-queue [data-scan]")).to_have_attribute("data-scan", "credited")


def test_who_leaves_takes_along_the_pictures_they_saw(member):
    nour, _email = member
    sign_out(nour)
    leaves_nothing(nour)


def test_pictures_stay_from_page_to_page(member):
    nour, _email = member
    nour.goto("/boutique")
    nour.goto("/a-faire")
    assert any(url.endswith(SEEN) for url in nour.evaluate(LEFT, SEEN))
