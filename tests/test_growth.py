"""What a member waits for does not grow with the club: counted in SQLite's own steps, not in seconds."""

from functools import partial

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from clubapp import load
from clubapp.points.badges import Stage
from tests.conftest import a_badge, a_common_goal, a_member, an_activity

ALICE = "alice@club.fr"
PAGES = (
    "/",
    "/a-faire",
    "/activites",
    "/parcours",
    "/parcours/1",
    "/boutique",
    "/moi/points",
    "/moi/points/signalements",
    "/moi/avis",
    "/moi/carte",
)


@pytest.fixture
def steps():
    """The steps SQLite has taken since this list was last cleared, one item for ten."""
    taken = []

    def watch(connection, *_):
        connection.connection.dbapi_connection.set_progress_handler(lambda: taken.append(10), 10)

    event.listen(Engine, "before_cursor_execute", watch)
    yield taken
    event.remove(Engine, "before_cursor_execute", watch)


def test_a_member_s_pages_and_scans_cost_the_same_among_many(visit, world, steps):
    world(a_member)
    posters = [world(an_activity, f"Activité {number}")[1] for number in range(4)]
    for asks in ({}, {"in_order": True}, {"within_days": 7}):
        world(a_badge, Stage(50, because="activity.done"), name=f"Badge {asks}", **asks)
    world(a_common_goal)
    alice = visit(ALICE)

    def cost(go):
        go()  # once, for what a process reads once
        steps.clear()
        assert go().status_code == 200
        return sum(steps)

    def collect():
        code = posters.pop()
        return alice.post("/scans", code=code, scan_id=f"scan-{code}")

    def among(members, entries):
        world(lambda: (list(load.members(members)), list(load.entries(entries))))
        pages = {page: cost(partial(alice.get, page)) for page in PAGES}
        return pages | {"a scan": cost(collect)}

    few, many = among(10, 40), among(2000, 6000)  # of which some are Alice's own
    assert {page: (few[page], cost) for page, cost in many.items() if cost > 2 * few[page]} == {}
