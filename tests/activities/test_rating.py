"""What members think of an activity: only those who took part, once paid, thirty days to change, five to be shown."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy
import time_machine

from clubapp import db as base
from clubapp.activities import hearing, rating, vouching
from clubapp.activities.models import Rating
from clubapp.activities.rating import NotTaken, Said, Settled
from clubapp.activities.scanning import scan
from clubapp.journal.models import Line
from clubapp.notices import rules as notices
from clubapp.points import holding, ledger, together
from clubapp.points.audit import audit
from tests.conftest import a_common_goal, a_member, a_museum, a_staff, an_activity

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)
WELL = Said(5, ("learned",), "J'y reviendrai.", may_publish=True)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def alice(db):
    return a_member().id


@pytest.fixture
def sam(db):
    return a_staff().id


def taken(member_id, **more):
    """An activity this member has taken part in, its number."""
    activity, code = an_activity(**more)
    assert scan(member_id, code, f"scan-{activity.id:04}").result == "credited"
    return activity.id


def said_by(count, scores):
    """An activity that `count` members scored, one after the other."""
    activity, code = an_activity()
    for n in range(count):
        member = a_member(f"m{n}@club.fr", f"M{n}").id
        scan(member, code, "scan-0001")
        rating.rate(member, activity.id, Said(scores[n % len(scores)], ("learned", "long")[: n % 3]))
    return activity.id


def test_who_took_part_says_it_and_is_paid_once(alice):
    activity = taken(alice, points=20)
    for said in (WELL, WELL, Said(1)):
        rating.rate(alice, activity, said)
    assert (ledger.balance(alice), rating.mine(alice, activity).score) == (20 + rating.POINTS, 1)
    assert audit()[1]


def test_the_points_are_the_same_whatever_is_said(db):
    activity = said_by(5, (5, 1, 3, 2, 4))
    entries = db.session.execute(sqlalchemy.text("SELECT amount FROM entries WHERE because = 'activity.rated'"))
    assert entries.scalars().all() == [rating.POINTS] * 5
    assert rating.opinion(activity).count == 5


def test_who_did_not_take_part_says_nothing(alice):
    activity, _ = an_activity()
    with pytest.raises(NotTaken):
        rating.rate(alice, activity.id, WELL)
    assert (rating.mine(alice, activity.id), ledger.history(alice)) == (None, [])


def test_another_activity_whose_number_begins_alike_does_not_open_this_one(alice):
    numbers = [an_activity(f"N° {n}")[0].id for n in range(11)]
    ledger.credit(alice, 5, because="activity.done", about=f"activity:{numbers[-1]}1@2026-11-22")
    assert not rating.took_part(alice, numbers[-1])
    assert not rating.took_part(alice, numbers[0])


@pytest.mark.parametrize(
    "limit", [{"limit": "daily"}, {"limit": "weekly", "times": 2}, {"limit": "spaced", "minutes": 5}]
)
def test_taking_part_in_what_comes_back_counts(alice, limit):
    assert rating.took_part(alice, taken(alice, **limit))


def test_a_participation_undone_opens_nothing(alice):
    activity = taken(alice)
    ledger.reverse(ledger.history(alice)[0].id)
    with pytest.raises(NotTaken):
        rating.rate(alice, activity, WELL)


def test_it_is_changed_for_thirty_days(alice, clock):
    activity = taken(alice)
    rating.rate(alice, activity, WELL)
    clock.shift(timedelta(days=30) - timedelta(seconds=1))
    rating.rate(alice, activity, Said(2))
    clock.shift(timedelta(seconds=1))
    with pytest.raises(Settled):
        rating.rate(alice, activity, Said(4))
    assert rating.mine(alice, activity).score == 2


def test_fewer_than_five_show_nothing(db):
    activity = said_by(4, (5,))
    assert rating.opinion(activity) is None


def test_five_show_their_mean_their_spread_and_their_reasons(db):
    shown = rating.opinion(said_by(6, (5, 4, 1)))
    assert (shown.count, shown.spread) == (6, {5: 2, 4: 2, 3: 0, 2: 0, 1: 2})
    assert shown.mean == pytest.approx(10 / 3)
    assert shown.reasons == [("learned", 4), ("long", 2)]


def test_a_comment_is_published_when_its_author_agrees_as_it_was_read(alice, sam):
    activity = taken(alice)
    said = rating.rate(alice, activity, WELL)
    hearing.publish(said.id, said.version, by=sam)
    assert [row.comment for row in hearing.published(activity)] == [WELL.comment]
    assert [notice.kind for notice in notices.listing(alice)] == ["rating_published"]


def test_what_was_changed_meanwhile_is_not_published(alice, sam):
    activity = taken(alice)
    said = rating.rate(alice, activity, WELL)
    read = said.version
    rating.rate(alice, activity, Said(5, comment="Autre chose.", may_publish=True))
    with pytest.raises(hearing.SaidOtherwise):
        hearing.publish(said.id, read, by=sam)
    assert (hearing.published(activity), notices.listing(alice)) == ([], [])


def test_what_is_changed_once_published_is_read_again_first(alice, sam):
    activity = taken(alice)
    said = rating.rate(alice, activity, WELL)
    hearing.publish(said.id, said.version, by=sam)
    assert hearing.to_read() == 0
    rating.rate(alice, activity, Said(5, comment="Autre chose.", may_publish=True))
    assert (hearing.published(activity), hearing.to_read()) == ([], 1)


def test_saying_the_same_again_keeps_it_published(alice, sam):
    activity = taken(alice)
    said = rating.rate(alice, activity, WELL)
    hearing.publish(said.id, said.version, by=sam)
    rating.rate(alice, activity, WELL)
    assert hearing.published(activity)


@pytest.mark.parametrize("said", [Said(5, comment="À vous seuls."), Said(5, may_publish=True)])
def test_what_is_to_the_team_alone_is_not_published(alice, sam, said):
    kept = rating.rate(alice, taken(alice), said)
    with pytest.raises(hearing.NotToPublish):
        hearing.publish(kept.id, kept.version, by=sam)


def test_one_takes_back_ones_word_whenever_one_wishes(alice, sam, clock):
    activity = taken(alice)
    said = rating.rate(alice, activity, WELL)
    hearing.publish(said.id, said.version, by=sam)
    clock.shift(timedelta(days=400))
    rating.withhold(alice, activity)
    assert (hearing.published(activity), rating.mine(alice, activity).may_publish) == ([], False)


def test_staff_answer_once_and_the_member_is_told(alice, sam):
    said = rating.rate(alice, taken(alice), WELL)
    for _ in range(2):
        hearing.answer(said.id, said.version, "Merci !", by=sam)
    assert [notice.kind for notice in notices.listing(alice)] == ["rating_answered"]
    assert hearing.one(said.id).answer == "Merci !"


def test_staff_take_it_back_and_each_act_stands_in_the_journal(alice, sam, db):
    said = rating.rate(alice, taken(alice), WELL)
    hearing.read(said.id, said.version, by=sam)
    hearing.publish(said.id, said.version, by=sam)
    hearing.withdraw(said.id, by=sam)
    hearing.withdraw(said.id, by=sam)
    noted = db.session.scalars(sqlalchemy.select(Line.act).where(Line.about == f"rating:{said.id}").order_by(Line.id))
    assert noted.all() == ["rating.read", "rating.published", "rating.withdrawn"]
    assert [notice.kind for notice in notices.listing(alice)] == ["rating_withdrawn", "rating_published"]


def test_staff_see_their_museum_and_the_name_of_who_agrees(alice, sam):
    said = rating.rate(alice, taken(alice), WELL)
    bob = a_member("bob@club.fr", "Bob").id
    rating.rate(bob, taken(bob, museum="ceramique"), Said(2, comment="Trop haut."))
    mine = hearing.for_staff(a_museum().id)
    assert [(row.id, row.author) for row in mine] == [(said.id, "Alice")]
    assert [row.author for row in hearing.for_staff()] == [None, "Alice"]
    assert (hearing.to_read(), hearing.to_read(a_museum().id)) == (2, 1)


def test_the_base_refuses_to_publish_what_may_not_be(alice, db):
    rating.rate(alice, taken(alice), Said(5, comment="À vous seuls."))
    force = base.act(lambda: db.session.execute(sqlalchemy.update(Rating).values(published_at=NOON)))
    with pytest.raises(sqlalchemy.exc.IntegrityError):
        force()


def test_saying_what_one_thinks_is_not_taking_part_together(alice):
    a_common_goal(target=10)
    rating.rate(alice, taken(alice), WELL)
    together.count()
    assert [goal.done for goal in together.live()] == [1]


def test_an_agent_s_participation_opens_it_too(alice, sam):
    activity, _ = an_activity(proof="agent")
    vouching.vouch(alice, activity.id, by=sam, museum_id=a_museum().id, nonce="nonce-0001")
    assert rating.took_part(alice, activity.id)


def test_whose_points_are_held_says_nothing_new_but_may_say_it_otherwise(alice):
    ada, rated, other = a_staff("ada@club.fr", "Ada", "admin").id, taken(alice), taken(alice, title="Plus loin")
    rating.rate(alice, rated, WELL)
    gains = [row.Entry.id for row in ledger.gains(alice) if row.Entry.because == "activity.done"]
    holding.hold(alice, dict.fromkeys(gains), "too_fast", by=ada)
    assert rating.rate(alice, rated, Said(2)).score == 2
    with pytest.raises(NotTaken):
        rating.rate(alice, other, WELL)
