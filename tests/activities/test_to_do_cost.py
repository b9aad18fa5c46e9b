"""“To do now” costs the same with two thousand activities, photographed, and five thousand scans as with a handful."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import event, insert

from clubapp import clock
from clubapp import db as base
from clubapp.activities.hours import Hours, read
from clubapp.activities.models import Activity, Opening
from clubapp.pictures.models import Picture
from clubapp.points.models import Entry
from clubapp.posters.models import Scan
from tests.conftest import a_member, a_museum

pytestmark = pytest.mark.both_engines

ALICE = "alice@club.fr"
NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)  # noon in Paris, a Sunday
PAGES = ["/a-faire", "/a-faire?quand=plus-tard", "/a-faire?categorie=drawing&tri=points", "/activites", "/"]
HOURS = ("", str(Hours("67")), str(Hours("12345")), "1234567 10:00-12:00 14:00-18:00")
LIMITS = (("once", ""), ("daily", "@2026-11-22"))


@pytest.fixture(autouse=True)
def a_clock():
    with time_machine.travel(NOON, tick=False):
        yield


@base.act
def fill(activities, scans):
    """The activities of these numbers, open or not, and scans of Alice's with their entries: every third is done."""
    museum, alice, now = a_museum().id, a_member(ALICE).id, clock.now()
    words = {"museum_id": museum, "text_fr": "Texte", "points": 1, "state": "published"}
    rows = {
        Picture: [
            {"id": n, "name": f"{n:032x}", "width": 800, "height": 600, "alt_fr": "Vue", "alt_en": "", "credit": "Club"}
            | {"by": alice, "at": now}
            for n in activities
        ],
        Activity: [
            words
            | {"id": n, "title_fr": f"Activité {n}", "hours": HOURS[n % 4], "limit": LIMITS[n % 2][0]}
            | {"category": ("", "drawing", "looking")[n % 3], "picture_id": n if n % 2 else None}
            for n in activities
        ],
        Opening: [
            {"activity_id": n, "since": since, "until": until}
            for n in activities
            for since, until in read(HOURS[n % 4]).windows()
        ],
        Entry: [
            {"member_id": alice, "amount": 1, "because": "activity.done", "museum_id": museum, "at": now}
            | {"id": n, "balance_after": n, "about": about(n)}
            for n in scans
        ],
        Scan: [{"member_id": alice, "result": "credited", "received_at": now - timedelta(minutes=n)} for n in scans],
    }
    for model, many in rows.items():
        base.db.session.execute(insert(model.__table__), many)


def about(n):
    """The key of an entry: of every third activity, today if it is a daily one, else of some older day."""
    return f"activity:{n}{LIMITS[n % 2][1]}" if n % 3 == 0 else f"activity:{n}@{NOON.date() - timedelta(days=n)}"


@pytest.fixture
def rows(app, clean, engine):
    """How many rows the base gave, statement by statement."""
    given = []

    def count(_connection, cursor, statement, *_):
        if engine == "postgresql" and cursor.description:
            given.append(cursor.rowcount)

    def watch(connection, *_):
        if engine == "sqlite":
            connection.row_factory = lambda _cursor, row: given.append(1) or row

    with app.app_context():
        theirs = base.db.engine
    event.listen(theirs, "after_cursor_execute", count)
    event.listen(theirs, "checkout", watch)
    yield given
    event.remove(theirs, "after_cursor_execute", count)
    event.remove(theirs, "checkout", watch)


@pytest.mark.parametrize("path", PAGES)
def test_it_costs_the_same_however_much_there_is(world, visit, queries, rows, path):
    costs = []
    for activities, scans in ((range(1, 201), range(1, 151)), (range(201, 2001), range(151, 5001))):
        world(fill, activities, scans)
        alice = visit(ALICE)
        assert len(re.findall(r'<article id="activity-', alice.get(path).text)) >= 5
        queries.clear()
        rows.clear()
        alice.get(path)
        costs.append((len(queries), sum(rows)))
    assert costs[0] == costs[1]
    assert costs[0][0] <= 12
    assert costs[0][1] <= 60
