"""An agent counts a member in by their card: once, never oneself, and the member is told."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from clubapp.activities import vouching
from clubapp.activities.vouching import NotCountedHere, ToOneself
from clubapp.journal.models import Line
from clubapp.members import rules as members
from clubapp.notices import rules as notices
from clubapp.points import ledger
from tests.conftest import a_member, a_museum, a_staff, an_activity

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def here(db):
    return a_museum().id


@pytest.fixture
def dom(here):
    return a_staff("dom@club.fr", "Dom", "desk", here).id


@pytest.fixture
def alice(here):
    return a_member()


@pytest.fixture
def vouched(alice, dom, here):
    """Let Dom count Alice in."""

    def once_more(activity, nonce="nonce-0001", **changed):
        return vouching.vouch(alice.id, activity.id, **{"by": dom, "museum_id": here, "nonce": nonce} | changed)

    return once_more


def lines(db):
    return [(line.act, line.about, line.by) for line in db.session.scalars(select(Line).order_by(Line.id))]


def test_a_member_is_credited_told_and_it_stands_in_the_journal(db, alice, dom, here, vouched):
    activity, _ = an_activity(proof="agent")
    before = len(lines(db))
    outcome = vouched(activity)
    assert (outcome.result, outcome.points, outcome.balance) == ("credited", 20, 20)
    (entry,) = ledger.history(alice.id)
    assert (entry.about, entry.by, entry.museum_id) == (f"activity:{activity.id}", dom, here)
    (told,) = notices.listing(alice.id)
    assert (told.kind, told.leads_to, told.facts["points"]) == ("activity_vouched", "/moi/points", 20)
    assert lines(db)[before:] == [("activity.vouched", f"activity:{activity.id}", dom)]


def test_the_same_button_sent_again_counts_once_and_another_is_already_done(db, alice, vouched):
    activity, _ = an_activity(proof="agent")
    results = [vouched(activity).result, vouched(activity).result, vouched(activity, "nonce-0002").result]
    assert (results, ledger.balance(alice.id)) == (["credited", "credited", "already"], 20)
    assert (len(notices.listing(alice.id)), lines(db)[-1][0]) == (1, "activity.vouched")


def test_nobody_counts_themselves_in(dom, vouched):
    activity, _ = an_activity(proof="agent")
    with pytest.raises(ToOneself):
        vouching.vouch(dom, activity.id, by=dom, museum_id=activity.museum_id, nonce="nonce-0001")
    assert ledger.balance(dom) == 0


@pytest.mark.parametrize("elsewhere", [{"museum": "ceramique"}, {"proof": "poster"}, {"state": "draft"}])
def test_only_what_agents_of_this_museum_count_is_counted(alice, vouched, elsewhere):
    a_museum("ceramique", "Musée de la Céramique", "teal")
    activity, _ = an_activity(**{"proof": "agent"} | elsewhere)
    with pytest.raises(NotCountedHere):
        vouched(activity)
    assert ledger.balance(alice.id) == 0


def test_the_desk_is_offered_what_is_open_today(here, alice):
    now, _ = an_activity("Maintenant", proof="agent")
    an_activity("Bientôt", proof="agent", first_day=date(2026, 12, 1))
    an_activity("Archivée", proof="agent", state="archived")
    an_activity("Par affiche")
    assert [each.id for each in vouching.offered(here, alice.id)] == [now.id]


def test_the_desk_is_offered_nothing_that_a_member_has_no_turn_left_at(here, alice, clock, vouched):
    once, _ = an_activity("Une fois", proof="agent")
    daily, _ = an_activity("Chaque jour", proof="agent", limit="daily")
    vouched(once, "nonce-0001")
    vouched(daily, "nonce-0002")
    assert vouching.offered(here, alice.id) == []
    clock.shift(timedelta(days=1))
    assert [each.id for each in vouching.offered(here, alice.id)] == [daily.id]


def test_a_card_opens_its_member_however_it_is_typed_until_they_leave(alice):
    typed = alice.card.lower().replace("-", " ")
    assert members.of_card(typed).id == alice.id
    members.erase(alice.id)
    assert members.of_card(typed) is None
    assert members.of_card("n'importe quoi") is None


def test_each_member_has_a_card_of_their_own(db):
    assert len({a_member(f"pupil{n}@club.fr", f"Pupil {n}").card for n in range(20)}) == 20
