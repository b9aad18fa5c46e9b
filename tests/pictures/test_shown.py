"""Where visitors see the photographs of activities and badges, and what the pages cost that show them."""

import re

import pytest

from clubapp.points.badges import Stage
from tests.conftest import a_badge, a_member, a_staff, an_activity
from tests.pictures.conftest import a_frame, a_view
from tests.pictures.things import ACTIVITY, BADGE

ALICE = "alice@club.fr"
ALTS = {"fr": "Une carte, vue du port.", "en": "A card, seen from the harbour."}


def photographed(count=1):
    """So many activities that have one, under one that has none, and a badge for doing any; the first poster's code."""
    a_member()
    frame = a_frame(a_staff().id, a_view(800, 600))
    codes = []
    for number in range(1, count + 1):
        activity, code = an_activity(f"Regard {number}")
        ACTIVITY.hang(activity.id, frame)
        codes.append(code)
    an_activity("Sans photographie")
    BADGE.hang(a_badge(Stage(1, because="activity.done")), frame)
    return codes[0]


def images(page):
    """The pictures of a page, their attributes."""
    found = re.findall(r"<picture.*?<img (.*?)>", page.text, re.DOTALL)
    return [dict(re.findall(r'([\w-]+)="([^"]*)"', image)) | {"lazy": "loading=" in image} for image in found]


@pytest.mark.parametrize("language", ALTS)
def test_they_are_seen_wherever_a_plate_would_stand(world, visit, language):
    code = world(photographed)
    nour, alice = visit(language=language), visit(ALICE, language=language)
    for visitor in (nour, alice):
        visitor.post("/langue", language=language)
    landing = nour.get(f"/q/{code}")
    scan = {"code": code, "scan_id": re.search(r'name="scan_id" value="([^"]+)"', landing.text)[1]}
    pages = [landing, nour.get("/a-faire"), nour.get("/activites"), nour.get("/activites/1"), nour.get("/parcours/1")]
    pages += [nour.get("/parcours"), alice.get("/"), nour.post("/scans", **scan) and nour.get("/activites/1")]
    earned = alice.post("/scans", **scan | {"scan_id": "scan-00002"})
    assert 'data-scan="credited"' in earned.text
    for page in (*pages, earned, alice.get("/moi")):
        (shown,) = images(page)
        assert (shown["alt"], shown["width"], shown["height"]) == (ALTS[language], "800", "600")
        assert "-320.jpeg 320w" in shown["srcset"] and shown["sizes"]


def test_what_has_none_keeps_its_plate(world, client):
    world(photographed)
    page = client.get("/activites").text
    assert [("<picture" in each, 'class="plate' in each) for each in page.split("<article ")[1:]] == [
        (False, True),
        (True, False),
    ]


def test_in_a_list_those_past_the_third_wait_until_they_are_near(world, client):
    world(photographed, 5)
    assert [image["lazy"] for image in images(client.get("/activites"))] == [False, False, True, True, True]


def test_a_waiting_scan_shows_what_it_is_of(world, visit, client):
    code = world(photographed)
    client.post("/scans", code=code, scan_id="scan-00001")
    client.enter(ALICE)
    (shown,) = images(client.get("/scans/gardes"))
    assert shown["alt"] == ALTS["fr"]


PAGES = ("/a-faire", "/activites", "/activites/1", "/parcours", "/parcours/1", "/moi", "/")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_as_much_with_photographs_as_without(world, visit, queries, path):
    def plain():
        a_member()
        an_activity()
        a_badge(Stage(1, because="activity.done"))

    world(plain)
    alice, costs = visit(ALICE), []
    for more in (lambda: None, lambda: photographed(3)):
        world(more)
        alice.get(path)
        queries.clear()
        alice.get(path)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_a_scan_asks_as_much_with_photographs_as_without(world, visit, queries):
    def plain():
        a_member()
        an_activity("Autre")
        code = an_activity()[1]
        a_badge(Stage(1, because="activity.done"))
        return code

    def photos():
        frame = a_frame(a_staff().id)
        for thing in (ACTIVITY, BADGE):
            thing.hang(1, frame)
        ACTIVITY.hang(2, frame)

    code, costs = world(plain), []
    world(a_member, "bea@club.fr", "Béa")
    for email, more in ((ALICE, lambda: None), ("bea@club.fr", photos)):
        world(more)
        visitor = visit(email)
        visitor.get(f"/q/{code}")
        queries.clear()
        assert 'id="earned"' in visitor.post("/scans", code=code, scan_id="scan-00001").text
        costs.append(len(queries))
    assert costs[0] == costs[1]
