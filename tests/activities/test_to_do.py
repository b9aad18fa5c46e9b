"""What is to do now: the select says what plain reckoning says, at any hour, and reads no more rows than it shows."""

import random
import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from sqlalchemy import select

from clubapp import clock
from clubapp.activities import cartels, hours, judging, rules, turns
from clubapp.activities.cartels import Choice
from clubapp.activities.hours import Hours
from clubapp.activities.models import Activity, Opening
from clubapp.db import act, table
from clubapp.db import db as base
from clubapp.museums import rules as museums
from clubapp.points import ledger
from clubapp.points.models import Entry
from tests.conftest import a_member, a_museum, an_activity

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)  # noon in Paris, a Sunday
ALL = 10**6
SPANS = ((), ((time(10), time(18)),), ((time(10), time(12)), (time(14), time(17, 30))), ((time(19), time(23, 59)),))
LIMITS = ({"limit": "once"}, {"limit": "daily"}, {"limit": "weekly", "times": 2}, {"limit": "spaced", "minutes": 90})
INSTANTS = [
    NOON,
    datetime(2026, 11, 23, 8, 59, tzinfo=UTC),  # a minute before the doors open, a Monday
    datetime(2026, 11, 23, 9, tzinfo=UTC),
    datetime(2026, 11, 27, 16, 30, tzinfo=UTC),
    datetime(2026, 11, 29, 22, 30, tzinfo=UTC),  # the last evening of a week
    datetime(2027, 3, 27, 23, 30, tzinfo=UTC),  # the night of 23 hours
    datetime(2027, 3, 28, 8, tzinfo=UTC),
    datetime(2027, 10, 31, 0, 30, tzinfo=UTC),  # half past two, for the first time
]


@pytest.fixture(autouse=True)
def a_clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@act
def furnish(count, chance):
    """`count` activities of any hours, days, limits and categories."""
    a_museum()
    museums.open_museum("elbeuf", "Fabrique des savoirs", "Elbeuf", "iron", "Un musée.")
    for n in range(count):
        first = chance.choice([None, date(2026, 11, 20), date(2026, 11, 24), date(2027, 3, 27)])
        length = chance.choice([None, 0, 1, 3, 8, 400])
        last = None if length is None else (first or date(2026, 11, 22)) + timedelta(days=length)
        days = "".join(sorted(chance.sample(hours.WEEK, chance.choice([1, 2, 5, 7]))))
        an_activity(
            f"Activité {n}",
            points=chance.choice([0, 5, 10, 20]),
            state=chance.choice(["published"] * 5 + ["draft", "archived"]),
            museum=chance.choice(["beaux-arts", "elbeuf"]),
            category=chance.choice(["", "drawing", "looking"]),
            first_day=first,
            last_day=last,
            hours=Hours(days, chance.choice(SPANS)),
            **chance.choice(LIMITS),
        )


@act
def take_some(member_id, chance):
    """Let a member take part in some of them, as often as their limits let, whatever their hours."""
    ledger.lock(member_id)
    for activity in base.session.execute(select(table(Activity))).all():
        for _time in range(chance.choice([0, 0, 1, 2])):
            turn = turns.following(member_id, activity)
            if turn.about:
                turns.take(member_id, activity, turn)


def reckoned(member_id, choice, *, to_do):
    """What a page should show, one activity after the other."""
    found = []
    for activity in base.session.execute(select(table(Activity))).all():
        is_open = judging.is_offered(activity) and hours.read(activity.hours).hold(clock.now())
        later = not is_open and judging.opens(activity) is not None
        done = turns.following(member_id, activity).about is None
        museum = base.session.scalar(select(museums.Museum.code).where(museums.Museum.id == activity.museum_id))
        asked = {"": is_open or later, "now": is_open, "later": later}[choice.when]
        chosen = choice.museum in ("", museum) and choice.category in ("", activity.category)
        if asked and chosen and not (to_do and done):
            found.append((activity.points if choice.most else 0, activity.id))
    return [number for _points, number in sorted(found, reverse=True)]


CHOICES = [
    Choice(museum, category, when, most)
    for museum in ("", "elbeuf")
    for category in ("", "drawing")
    for when in ("", "now", "later")
    for most in (False, True)
]


@pytest.mark.parametrize("seed", range(2))
def test_the_list_says_what_plain_reckoning_says(db, a_clock, seed):
    chance = random.Random(seed)
    furnish(60, chance)
    alice = a_member().id
    take_some(alice, chance)
    shown = 0
    for instant in INSTANTS:
        a_clock.move_to(instant)
        for choice in CHOICES:
            for to_do in (True, False):
                rows = cartels.listing(alice, choice, to_do=to_do, count=ALL)
                assert [row.id for row in rows] == reckoned(alice, choice, to_do=to_do), (instant, choice, to_do)
                shown += len(rows)
        open_now = reckoned(alice, Choice(when="now"), to_do=True)
        later = reckoned(alice, Choice(when="later"), to_do=True)
        assert [row.id for row in cartels.few(alice, ALL)] == open_now + later
    assert shown > 1000


@pytest.mark.parametrize("most", [False, True])
def test_turning_the_pages_meets_everything_once(db, most):
    furnish(60, random.Random(3))
    alice, choice = a_member().id, Choice(most=most)
    met, before = [], None
    while page := cartels.listing(alice, choice, to_do=True, before=before, count=7):
        met += [row.id for row in page]
        before = met[-1]
    assert met == reckoned(alice, choice, to_do=True)
    assert len(met) > 14


def test_an_edit_changes_when_it_is_open(db):
    activity, _code = an_activity(hours=Hours("1"))
    draft = rules.Draft(a_museum().id, "Regardez", "", "Regardez.", "", 20, "once", last_day=date(2026, 11, 30))
    rules.rewrite(activity.id, draft)
    assert [row.id for row in cartels.listing(None, Choice(when="now"), to_do=False)] == [activity.id]
    assert base.session.execute(select(table(Opening))).all() == []


def test_openings_are_written_in_minutes_of_the_week():
    assert Hours("17", ((time(10), time(12)), (time(14), time(18)))).windows() == [
        *((600, 720), (840, 1080)),
        *((6 * 1440 + 600, 6 * 1440 + 720), (6 * 1440 + 840, 6 * 1440 + 1080)),
    ]
    assert Hours("2").windows() == [(1440, 2880)]
    assert hours.ALWAYS.windows() == []


@pytest.fixture
def alice(world, visit):
    """Alice's browser, in a museum with an activity always open, one open by day, and one for next spring."""
    world(a_member)
    world(an_activity, "Toujours", points=5, category="looking")
    world(an_activity, "De jour", points=20, category="drawing", hours=Hours(hours.WEEK, ((time(10), time(18)),)))
    world(an_activity, "Au printemps", points=30, museum="beaux-arts", first_day=date(2027, 3, 21))
    return visit("alice@club.fr")


def titles(page, after="<h1>", before="</main>"):
    return re.findall(r'id="activity-\d+-link">([^<]+)<', page.text.partition(after)[2].partition(before)[0])


def test_the_page_shows_what_is_open_and_then_what_opens_and_when(alice, a_clock):
    page = alice.get("/a-faire")
    assert titles(page, before='id="later"') == ["De jour", "Toujours"]
    assert titles(page, after='id="later"') == ["Au printemps"]
    assert "Ouvre dimanche 21 mars" in page.text
    a_clock.move_to(datetime(2026, 11, 22, 20, tzinfo=UTC))
    page = alice.get("/a-faire")
    assert titles(page, before='id="later"') == ["Toujours"]
    assert "Ouvre demain à 10\u202fh" in page.text


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"categorie": "drawing"}, ["De jour"]),
        ({"quand": "plus-tard"}, ["Au printemps"]),
        ({"quand": "maintenant", "tri": "points"}, ["De jour", "Toujours"]),
        ({"categorie": "nothing of the kind", "quand": "hier", "tri": "x"}, ["Au printemps", "De jour", "Toujours"]),
        ({"musee": "elsewhere"}, []),
    ],
)
def test_a_list_shows_what_its_address_asks_for(alice, asked, shown):
    assert titles(alice.get("/activites", query_string=asked)) == shown


def test_the_form_keeps_what_was_chosen_and_the_next_page_asks_it_again(alice, world):
    for n in range(20):
        world(an_activity, f"Dessin {n}", category="drawing")
    page = alice.get("/a-faire?categorie=drawing&tri=points").text
    assert '<option value="drawing" selected>' in page
    assert '<option value="points" selected>' in page
    more = re.search(r'id="more-link" href="([^"]+)"', page)[1].replace("&amp;", "&")
    assert "categorie=drawing" in more and "tri=points" in more
    assert titles(alice.get(more)) == ["De jour"]


def test_a_category_is_told_on_the_cartel_and_written_in_the_ledger(alice, world):
    _activity, code = world(an_activity, "Esquisse", category="drawing", points=7)
    assert "Dessiner · " in alice.get("/a-faire").text
    alice.post("/scans", code=code, scan_id="scan-0001")
    entry = world(lambda: base.session.execute(select(table(Entry))).one())
    assert (entry.category, entry.amount) == ("drawing", 7)


def test_what_is_done_at_home_is_not_collected_in_the_museum(alice, world):
    activity, _code = world(an_activity, "Chez moi", kind="at_home")
    page = alice.get(activity.address).text
    assert "Faites-la chez vous" in page
    assert "Sur place" not in page
