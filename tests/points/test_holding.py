"""Held points: never silently, once, out of the purse; given back they are whole again, kept they stay away."""

import pytest
from sqlalchemy import select

from clubapp.home import leaving
from clubapp.members.rules import HasLeft
from clubapp.notices import rules as notices
from clubapp.points import awarding, granting, holding, ledger, together
from clubapp.points.audit import audit
from clubapp.points.badges import Stage
from clubapp.points.granting import NotYours, ToOneself
from clubapp.points.holding import NothingToHold, Settled
from clubapp.points.models import CommonGoal, Hold
from tests.conftest import a_badge, a_common_goal, a_member, a_museum, a_staff

pytestmark = pytest.mark.both_engines


@pytest.fixture
def alice(db):
    yield a_member().id
    lines, clean = audit()
    assert clean, lines


@pytest.fixture
def ada(alice):
    return a_staff("ada@club.fr", "Ada", "admin").id


def gain(member_id, amount=20, thing="activity:1", **more):
    return ledger.credit(member_id, amount, because="activity.done", about=thing, **more).id


def hold(member_id, *entries, by):
    return [each.id for each in holding.hold(member_id, dict.fromkeys(entries, 1773140400), "too_fast", by=by)]


def told(member_id):
    return [(notice.kind, notice.facts["points"]) for notice in notices.listing(member_id)]


def test_what_is_held_is_out_of_the_purse_and_the_member_knows_why_at_once(alice, ada, db):
    hold(alice, gain(alice), gain(alice, 15, "activity:2"), by=ada)
    assert (ledger.balance(alice), ledger.owed(alice)) == (0, 0)
    (notice,) = notices.listing(alice)
    assert (notice.kind, notice.facts["points"], notice.facts["owed"]) == ("points_held", 35, 0)
    assert notice.facts["reason_en"] == "Many scans in very little time"
    assert {(row.second, row.state) for row in holding.of_scans([alice])} == {(1773140400, "held")}


def test_what_is_given_back_is_whole_again(alice, ada):
    (held,) = hold(alice, gain(alice), by=ada)
    holding.release(held, by=ada)
    assert (ledger.balance(alice), ledger.owed(alice)) == (20, 0)
    assert told(alice) == [("points_released", 20), ("points_held", 20)]


@pytest.mark.parametrize("end", ["release", "keep"])
def test_what_was_spent_is_owed_until_it_is_given_back(alice, ada, end):
    first = gain(alice)
    ledger.debit(alice, 15, because="shop.claimed", about="claim:1")
    (held,) = hold(alice, first, by=ada)
    assert (ledger.balance(alice), ledger.owed(alice)) == (0, 15)
    gain(alice, 10, "activity:2")
    assert (ledger.balance(alice), ledger.owed(alice)) == (0, 5)
    getattr(holding, end)(held, by=ada)
    assert (ledger.balance(alice), ledger.owed(alice)) == ((15, 0) if end == "release" else (0, 5))


@pytest.mark.parametrize("end", ["release", "keep"])
def test_it_is_decided_once_and_held_once(alice, ada, end):
    entry = gain(alice)
    (held,) = hold(alice, entry, by=ada)
    getattr(holding, end)(held, by=ada)
    for again in (holding.release, holding.keep):
        with pytest.raises(Settled):
            again(held, by=ada)
    with pytest.raises(NothingToHold):
        hold(alice, entry, by=ada)


def test_only_a_member_s_own_gains_are_held(alice, ada):
    sam = a_member("sam@club.fr", "Sam").id
    other = gain(sam)
    granting.grant(alice, 30, "apology", by=ada, key="a-page-of-its-own")
    given = ledger.entry(alice, because="staff.given", about="grant:1").id
    spent = ledger.debit(alice, 5, because="shop.claimed", about="claim:1").id
    undone = gain(alice)
    ledger.reverse(undone)
    with pytest.raises(NothingToHold):
        hold(alice, other, given, spent, undone, by=ada)


def test_who_may_hold_what(alice, ada):
    here, there = a_museum().id, a_museum("ceramique", "Musée de la Céramique").id
    max_, dom = a_staff("max@club.fr", "Max", "curator", there).id, a_staff("dom@club.fr", "Dom", "desk", here).id
    entry, own = gain(alice, museum_id=here), gain(ada)
    with pytest.raises(NothingToHold):
        hold(alice, entry, by=max_)
    with pytest.raises(NotYours):
        hold(alice, entry, by=dom)
    with pytest.raises(ToOneself):
        hold(ada, own, by=ada)
    (held,) = hold(alice, entry, by=ada)
    for by, refusal in ((max_, NotYours), (dom, NotYours), (alice, ToOneself)):
        with pytest.raises(refusal):
            holding.release(held, by=by)


def test_what_is_held_counts_for_no_badge_and_no_goal_until_it_is_given_back(alice, ada, db, monkeypatch):
    badge, goal, here = a_badge(Stage(2, because="activity.done")), a_common_goal(), a_museum().id
    monkeypatch.setattr(together, "COUNTED_EVERY", -together.COUNTED_EVERY)

    def counted():
        together.count()
        return db.session.get_one(CommonGoal, goal, populate_existing=True).done

    (held,) = hold(alice, gain(alice, museum_id=here), by=ada)
    gain(alice, 0, "activity:2", museum_id=here)
    assert ([row.id for row in awarding.of(alice)], counted()) == ([], 1)
    holding.release(held, by=ada)
    assert ([row.id for row in awarding.of(alice)], counted()) == ([badge], 2)


def test_a_badge_already_awarded_stays(alice, ada):
    badge, entry = a_badge(), gain(alice)
    hold(alice, entry, by=ada)
    assert [row.id for row in awarding.of(alice)] == [badge]


def test_who_left_is_held_nothing_more(alice, ada, db):
    (held,) = hold(alice, gain(alice), by=ada)
    second = gain(alice, 5, "activity:2")
    leaving.erase(alice)
    with pytest.raises(HasLeft):
        hold(alice, second, by=ada)
    with pytest.raises(HasLeft):
        holding.release(held, by=ada)
    assert db.session.scalars(select(Hold.state)).all() == ["held"]
