"""The trails a visitor sees: what is asked, how far they are, what they were given."""

import re

import pytest

from clubapp.points import badges
from clubapp.points.badges import Stage
from tests.conftest import a_badge, a_member, a_museum, an_activity

ALICE = "alice@club.fr"


@pytest.fixture
def network(world):
    """Two museums, an activity in each, and the trail through both; returns the codes of their posters."""

    def furnish():
        houses = [a_museum(), a_museum("ceramique", "Musée de la Céramique", "teal")]
        codes = [an_activity(f"Regard {house.id}", museum=house.code)[1] for house in houses]
        a_badge(*(Stage(1, museum_id=house.id) for house in houses), name="Tous les musées")
        a_member()
        return codes

    return world(furnish)


def scan(visitor, code):
    return visitor.post("/scans", code=code, scan_id=f"scan-of-{code}")


def plates(page):
    """Which steps of a trail have their plate."""
    return re.findall(r'<div class="station station--taken[^>]*id="station-(\d+)"', page)


def test_a_stranger_reads_what_a_trail_asks_for(network, client):
    shelf, trail = client.get("/parcours").text, client.get("/parcours/1").text
    assert "Tous les musées" in shelf and "2 étapes" in shelf
    assert ("Musée de la Céramique" in trail, plates(trail), "<progress" in trail) == (True, [], False)
    assert 'href="/a-faire?musee=ceramique"' in trail
    assert "Entrer au club pour commencer" in trail


def test_a_trail_fills_step_by_step(network, visit):
    alice = visit(ALICE)
    assert plates(alice.get("/parcours/1").text) == []
    assert 'id="badge-1"' not in scan(alice, network[1]).text
    trail = alice.get("/parcours/1").text
    assert (plates(trail), '<progress class="goal__bar" value="1" max="2"' in trail) == (["2"], True)
    assert 'id="next" href="/a-faire?musee=beaux-arts"' in trail
    told = scan(alice, network[0]).text
    assert 'href="/parcours/1">Tous les musées</a>' in told
    trail = alice.get("/parcours/1").text
    assert (plates(trail), "<progress" in trail, "À vous" in trail) == (["1", "2"], False, True)


def test_the_badge_stands_on_my_shelf_and_among_my_notices(network, visit):
    alice = visit(ALICE)
    assert "Aucun encore" in alice.get("/moi").text
    for code in network:
        scan(alice, code)
    assert 'href="/parcours/1">Tous les musées</a>' in alice.get("/moi").text
    assert '<a class="list__title" href="/parcours/1">' in alice.get("/moi/avis").text


def test_what_waited_for_a_newcomer_gives_its_badge_when_it_is_kept(network, world, visit):
    world(a_badge)
    nour = visit()
    scan(nour, network[0])
    nour.enter(ALICE)
    kept = nour.post("/scans/gardes").text
    assert "Premier regard" in kept and 'href="/parcours/2"' in kept


def test_an_archived_trail_says_so_to_who_does_not_have_it(network, world, visit):
    alice = visit(ALICE)
    world(badges.archive, 1)
    assert "Ce parcours ne se fait plus" in alice.get("/parcours/1").text
    assert "Tous les musées" not in alice.get("/parcours").text


def test_a_trail_of_no_such_number_and_a_draft_are_not_found(network, world, client):
    world(a_badge, state="draft")
    assert [client.get(f"/parcours/{number}").status_code for number in (2, 9)] == [404, 404]


def test_the_shelf_costs_the_same_with_one_trail_and_with_nine(network, world, visit, queries):
    alice, costs = visit(ALICE), []
    for more in (0, 8):
        for _ in range(more):
            world(a_badge, Stage(1, museum_id=1), Stage(2, about="activity:1"), in_order=True)
        alice.get("/parcours")
        queries.clear()
        assert alice.get("/parcours").text.count('class="trail"') == more + 1
        costs.append(len(queries))
    assert costs[1] <= costs[0] + 1, "one more question, for those in order, whatever their number"


def test_turning_the_pages_meets_every_trail(world, client):
    for _ in range(12):
        world(a_badge)
    first = client.get("/parcours").text
    (link,) = re.findall(r'id="more-link" href="([^"]+)"', first)
    met = [re.findall(r'id="trail-(\d+)"', page) for page in (first, client.get(link).text)]
    assert [int(number) for page in met for number in page] == list(range(12, 0, -1))
