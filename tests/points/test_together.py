"""Common goals: counted from everybody's entries, day for day, without one more question for who scans."""

from datetime import UTC, date, datetime, timedelta

import pytest

from clubapp import clock
from clubapp.points import ledger, together
from clubapp.points.models import CommonGoal
from clubapp.points.together import Draft, GoalSettled, NotFromHere
from tests.conftest import a_member, a_museum

pytestmark = pytest.mark.both_engines

MARCH = {"first_day": date(2026, 3, 1), "last_day": date(2026, 3, 28)}
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)


def draft(target=5000, **asks):
    return Draft("Regardons", "Let us look", "Une nocturne.", "A late opening.", target, **MARCH | asks)


def a_goal(**asks):
    return together.publish(together.write(draft(**asks)).id).id


def take_part(member_id, about, at=NOON, points=0, **said):
    with clock.at(at):
        return ledger.credit(member_id, points, because="activity.done", about=about, **{"museum_id": 1} | said)


def counted(db, goal_id, at=NOON):
    with clock.at(at):
        together.count()
    return db.session.get(CommonGoal, goal_id, populate_existing=True).done


@pytest.fixture
def alice(db):
    a_museum()
    return a_member().id


def test_everybody_s_taking_part_counts_and_nothing_else(alice, db):
    sam, goal = a_member("sam@club.fr", "Sam").id, a_goal()
    take_part(alice, "activity:1")
    take_part(sam, "activity:1")
    take_part(alice, "activity:2", points=20)
    with clock.at(NOON):
        ledger.credit(alice, 5, because="activity.rated", about="rated:1")
        ledger.debit(alice, 5, because="shop.claimed", about="claim:1")
        ledger.reverse(take_part(sam, "activity:2").id)
    assert counted(db, goal) == 3


def test_it_counts_from_the_first_minute_to_the_last(alice, db):
    goal = a_goal()
    for number, at in enumerate(
        [
            datetime(2026, 2, 28, 22, 59, tzinfo=UTC),
            datetime(2026, 2, 28, 23, 0, tzinfo=UTC),
            datetime(2026, 3, 28, 22, 59, tzinfo=UTC),
            datetime(2026, 3, 28, 23, 0, tzinfo=UTC),
        ]
    ):
        take_part(alice, f"activity:{number}", at)
    assert counted(db, goal, at=datetime(2026, 4, 2, tzinfo=UTC)) == 2


def test_it_counts_its_museum_and_its_category_alone(alice, db):
    here, there = 1, a_museum("ceramique", "Musée de la Céramique").id
    goals = a_goal(museum_id=here), a_goal(category="drawing"), a_goal(museum_id=here, category="drawing")
    take_part(alice, "activity:1", museum_id=here, category="drawing")
    take_part(alice, "activity:2", museum_id=here, category="words")
    take_part(alice, "activity:3", museum_id=there, category="drawing")
    assert [counted(db, goal) for goal in goals] == [2, 2, 1]


def test_it_is_counted_each_minute_and_once_more_after_its_end(alice, db):
    goal = a_goal()
    assert counted(db, goal) == 0
    take_part(alice, "activity:1")
    assert counted(db, goal, NOON + timedelta(seconds=60)) == 0
    assert counted(db, goal, NOON + timedelta(seconds=61)) == 1
    take_part(alice, "activity:2")
    long_after = datetime(2026, 4, 2, tzinfo=UTC)
    assert counted(db, goal, long_after) == 2
    assert db.session.get_one(CommonGoal, goal).counted_at == long_after
    counted(db, goal, long_after + timedelta(days=1))
    assert db.session.get_one(CommonGoal, goal).counted_at == long_after


def test_the_home_page_shows_those_of_today(db):
    together.write(draft())
    later, goal = a_goal(first_day=date(2026, 3, 20)), a_goal()
    together.archive(a_goal())
    shown = []
    for at in (datetime(2026, 2, 28, 22, 59, tzinfo=UTC), NOON, datetime(2026, 3, 28, 23, 0, tzinfo=UTC)):
        with clock.at(at):
            shown.append([row.id for row in together.live()])
    assert (shown, later != goal) == ([[], [goal], []], True)


def test_once_published_its_words_change_and_what_it_counts_does_not(db):
    goal = a_goal()
    assert together.rewrite(goal, draft()).target == 5000
    for asks in ({"target": 100}, {"last_day": date(2026, 3, 29)}, {"category": "drawing"}):
        with pytest.raises(GoalSettled):
            together.rewrite(goal, draft(**asks))
    with pytest.raises(NotFromHere):
        together.publish(goal)
