"""What staff give or take back: for a reason, under a ceiling, by two people above it, never to oneself."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from clubapp import clock
from clubapp import db as base
from clubapp.home import leaving
from clubapp.members.rules import HasLeft
from clubapp.notices import rules as notices
from clubapp.outbox import Letter
from clubapp.points import awarding, granting, ledger, together
from clubapp.points.audit import audit
from clubapp.points.badges import Stage
from clubapp.points.granting import ASecondPerson, AskedEnough, Decided, NotYours, ToOneself
from clubapp.points.models import CommonGoal, Grant
from clubapp.sending import SentOtherwise
from tests.conftest import a_badge, a_common_goal, a_member, a_museum, a_staff

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)


@pytest.fixture
def alice(db):
    yield a_member().id
    lines, clean = audit()
    assert clean, lines


@pytest.fixture
def dom(alice):
    return a_staff("dom@club.fr", "Dom", "desk", a_museum().id).id


@pytest.fixture
def ada(alice):
    return a_staff("ada@club.fr", "Ada", "admin").id


def give(member_id, amount, by, key="a-page-of-its-own", reason=None, **more):
    reason = reason or ("workshop_help" if amount > 0 else "counted_wrongly")
    return granting.grant(member_id, amount, reason, by=by, key=key, **more)


def told(member_id):
    return [
        (notice.kind, notice.facts.get("points"), notice.facts.get("owed")) for notice in notices.listing(member_id)
    ]


def test_points_given_are_in_the_book_and_the_member_reads_why_in_both_languages(alice, dom, db):
    give(alice, 30, dom)
    entry = ledger.history(alice)[0]
    assert (entry.amount, entry.because, entry.about, entry.by) == (30, "staff.given", "grant:1", dom)
    assert entry.museum_id == a_museum().id
    (notice,) = notices.listing(alice)
    assert (notice.kind, notice.leads_to, notice.facts["points"]) == ("points_given", "/moi/points", 30)
    assert notice.facts["reason_fr"] == "Aide à un atelier ou à un rendez-vous"
    assert notice.facts["reason_en"] == "Help at a workshop or an event"
    assert db.session.scalars(select(Letter.to)).all() == ["alice@club.fr"]


def test_what_is_taken_back_beyond_what_there_is_is_owed_and_the_member_knows_how_much(alice, dom):
    ledger.credit(alice, 20, because="test.gain", about="thing:1")
    give(alice, -50, dom)
    assert (ledger.balance(alice), ledger.owed(alice)) == (0, 30)
    assert told(alice) == [("points_taken", 50, 30)]
    ledger.credit(alice, 40, because="test.gain", about="thing:2")
    assert (ledger.balance(alice), ledger.owed(alice)) == (10, 0)


def test_the_same_page_sent_again_gives_once_and_says_something_else_in_vain(alice, dom):
    first = give(alice, 30, dom)
    assert give(alice, 30, dom).id == first.id
    with pytest.raises(SentOtherwise):
        give(alice, 31, dom)
    assert (ledger.balance(alice), len(told(alice))) == (30, 1)


def test_nobody_gives_to_themselves_nor_without_the_right(alice, dom):
    with pytest.raises(ToOneself):
        give(dom, 5, dom)
    with pytest.raises(NotYours):
        give(dom, 5, alice)
    assert (ledger.balance(dom), ledger.balance(alice)) == (0, 0)


def test_above_the_ceiling_of_one_act_nothing_moves_until_a_second_person_accepts(alice, dom, ada):
    asked = give(alice, 51, dom)
    assert (asked.state, ledger.balance(alice), told(alice)) == ("asked", 0, [])
    assert told(ada) == [("grant_asked", 51, None)]
    granting.decide(asked.id, accept=True, by=ada)
    assert (ledger.balance(alice), told(alice)) == (51, [("points_given", 51, None)])
    assert told(dom) == [("grant_decided", 51, None)]
    with pytest.raises(Decided):
        granting.decide(asked.id, accept=False, by=ada)


def test_a_request_declined_moves_nothing_and_is_told_to_who_asked_alone(alice, dom, ada):
    asked = give(alice, -51, dom)
    granting.decide(asked.id, accept=False, by=ada)
    assert (ledger.balance(alice), ledger.owed(alice), told(alice)) == (0, 0, [])
    assert told(dom) == [("grant_decided", -51, None)]
    with pytest.raises(Decided):
        granting.decide(asked.id, accept=True, by=ada)


def test_who_asked_and_whom_it_is_about_do_not_decide(alice, ada):
    sam = a_staff().id
    asked = give(sam, 1001, ada)
    for by in (ada, sam):
        with pytest.raises(ASecondPerson):
            granting.decide(asked.id, accept=True, by=by)
    assert ledger.balance(sam) == 0


def test_a_curator_decides_for_their_museum_and_the_desk_for_none(alice, dom):
    there = a_museum("ceramique", "Musée de la Céramique").id
    max_, other = a_staff("max@club.fr", "Max", "curator", there).id, a_staff("deb@club.fr", "Deb", "desk").id
    asked = give(alice, 51, dom)
    for by in (max_, other):
        with pytest.raises(NotYours):
            granting.decide(asked.id, accept=True, by=by)
    here = a_staff("lou@club.fr", "Lou", "curator", a_museum().id).id
    assert granting.decide(asked.id, accept=True, by=here).state == "given"


def test_what_the_network_asks_is_not_decided_in_one_museum(alice, ada):
    lou = a_staff("lou@club.fr", "Lou", "curator", a_museum().id).id
    asked = give(alice, 1001, ada)
    with pytest.raises(NotYours):
        granting.decide(asked.id, accept=True, by=lou)


def test_above_the_ceiling_of_a_day_the_next_is_asked_for_and_the_day_after_is_new(alice, dom):
    with clock.at(NOON):
        states = [give(alice, 50 if n % 2 else -50, dom, f"page-number-{n}").state for n in range(5)]
        assert (states, granting.spent(dom)) == (["given"] * 4 + ["asked"], 200)
    with clock.at(NOON + timedelta(days=1)):
        assert give(alice, 50, dom, "another-day").state == "given"


def test_nobody_leaves_more_than_twenty_requests_waiting(alice, dom):
    for number in range(20):
        give(alice, 51, dom, f"page-number-{number}")
    with pytest.raises(AskedEnough):
        give(alice, 51, dom, "one-too-many")


def test_what_staff_give_is_no_step_of_a_badge_nor_of_a_common_goal(alice, dom, db):
    museum = a_museum().id
    badge, goal = a_badge(Stage(1, museum_id=museum)), a_common_goal(museum_id=museum)
    give(alice, 30, dom)
    give(alice, -50, dom, "another-page")
    give(alice, -50, dom, "one-page-more")  # an entry of nothing, for there is nothing left
    together.count()
    assert [row.id for row in awarding.of(alice)] == []
    assert db.session.get_one(CommonGoal, goal, populate_existing=True).done == 0
    ledger.credit(alice, 0, because="activity.done", about="activity:1", museum_id=museum)
    assert [row.id for row in awarding.of(alice)] == [badge]


def test_who_left_gets_nothing_more_and_what_was_asked_for_them_is_forgotten(alice, dom, db):
    give(alice, 30, dom, note="Elle a tenu l'atelier")
    asked = give(alice, 51, dom, "another-page").id
    leaving.erase(alice)
    assert [(grant.amount, grant.note) for grant in db.session.scalars(select(Grant))] == [(30, "")]
    with pytest.raises(HasLeft):
        give(alice, 5, dom, "one-page-more")
    assert granting.told([asked]) == []


def test_the_copy_of_one_s_data_holds_what_was_decided_of_oneself_not_what_one_decided(alice, dom):
    give(alice, 30, dom, note="Merci")
    assert [(row["amount"], row["note"]) for row in leaving.copy(alice)["grants"]] == [(30, "Merci")]
    assert leaving.copy(dom)["grants"] == []


FAULTY = {
    "to oneself": {"by": 1},
    "decided by who asked": {"decided_by": 2},
    "decided, still asked": {"state": "asked"},
}


@pytest.mark.parametrize("fault", FAULTY)
def test_the_base_itself_refuses_what_no_rule_writes(alice, dom, fault):
    row = {"member_id": 1, "amount": 5, "reason": "apology", "by": 2, "asked_at": NOON, "state": "given"}

    @base.act
    def write():
        base.db.session.add(Grant(**row | {"decided_at": NOON, "key": "some-key"} | FAULTY[fault]))
        base.db.session.flush()

    with pytest.raises(IntegrityError, match=r"constraint|violates"):
        write()
