"""An activity that has given all it gives in a day comes after what is open, and says when it is back."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from clubapp.activities import cartels
from clubapp.activities.cartels import Choice
from clubapp.activities.hours import WEEK, Hours
from clubapp.activities.models import Activity
from clubapp.activities.scanning import scan
from tests.conftest import a_member, an_activity

pytestmark = pytest.mark.both_engines

ALICE, BRUNO = "alice@club.fr", "bruno@club.fr"
NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)
BY_DAY = Hours(WEEK, ((time(10), time(18)),))


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


def furnish():
    """An activity that gives once a day, all members together, and gave; another without a ceiling."""
    a_member(ALICE)
    other, (full, code) = (
        an_activity("Sans plafond")[0],
        an_activity("Une fois", ceiling=1, limit="daily", hours=BY_DAY),
    )
    assert scan(a_member(BRUNO, "Bruno").id, code, "scan-0001").result == "credited"
    return full.id, other.id


def ids(rows):
    return [row.id for row in rows]


def test_what_is_full_is_not_to_do_now_and_is_back_tomorrow(db, clock):
    full, other = furnish()
    now, later = Choice(when="now"), Choice(when="later")
    assert ids(cartels.listing(1, now, to_do=True)) == [other]
    assert ids(cartels.listing(1, later, to_do=True)) == [full]
    assert ids(cartels.few(1, 5)) == [other, full]
    clock.move_to(datetime(2026, 11, 23, 9, tzinfo=UTC))  # ten o'clock in Paris
    assert ids(cartels.listing(1, now, to_do=True)) == [full, other]


def test_nobody_is_sent_there_next(db):
    _full, other = furnish()
    assert cartels.next_for(1, db.session.get(Activity, other)) is None


def test_its_cartel_and_its_page_say_when_to_come(world, visit, clock):
    full, _ = world(furnish)
    alice = visit(ALICE)
    assert "Ouvre demain à 10\u202fh" in alice.get("/a-faire").text
    assert "Complète aujourd’hui" in alice.get(f"/activites/{full}").text
    assert "Complète aujourd’hui" not in visit(BRUNO).get(f"/activites/{full}").text, "theirs is done"
    clock.shift(timedelta(days=1))
    assert "Complète aujourd’hui" not in alice.get(f"/activites/{full}").text


def test_on_its_last_day_it_is_over_once_full(db):
    _, code = an_activity("Dernière", ceiling=1, hours=BY_DAY, last_day=NOON.date())
    alice, bruno = a_member(ALICE).id, a_member(BRUNO, "Bruno").id
    assert len(cartels.listing(alice, to_do=True)) == 1
    scan(bruno, code, "scan-0001")
    assert cartels.listing(alice, to_do=True) == []
