"""Badges: earned step by step from entries, given once, kept for good."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, event, func, select

from clubapp import clock
from clubapp.notices import rules as notices
from clubapp.points import awarding, badges, ledger
from clubapp.points.badges import Stage
from clubapp.points.models import Award
from tests.conftest import a_badge, a_member, a_museum

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)
DAY = timedelta(days=1)
HANDS, SKY = Stage(1, about="activity:1"), Stage(1, about="activity:2")


@pytest.fixture
def alice(db):
    return a_member().id


def takes_part(member_id, about="activity:1", at=NOON, **said):
    with clock.at(at):
        return ledger.credit(member_id, 0, because=said.pop("because", "activity.done"), about=about, **said)


def has(member_id):
    return [row.id for row in awarding.of(member_id)]


def done(badge_id, member_id, at=NOON):
    with clock.at(at):
        return [done for _, done in awarding.road(badge_id, member_id).steps]


def test_the_last_step_gives_the_badge_and_the_member_is_told_without_a_letter(alice):
    badge = a_badge(HANDS, SKY)
    takes_part(alice, "activity:1")
    assert (has(alice), done(badge, alice)) == ([], [1, 0])
    takes_part(alice, "activity:2")
    assert has(alice) == [badge]
    told = [(notice.kind, notice.leads_to, notice.facts) for notice in notices.listing(alice)]
    assert told == [("badge_awarded", f"/parcours/{badge}", {"name_fr": "Premier regard", "name_en": "First look"})]


@pytest.mark.parametrize(
    "stage",
    [
        Stage(2, about="activity:1"),
        Stage(2, category="drawing"),
        Stage(2, museum_id=1),
        Stage(2, because="activity.done"),
        Stage(2, museum_id=1, category="drawing"),
    ],
    ids=["activity", "category", "museum", "kind", "museum and category"],
)
def test_a_step_counts_what_it_asks_for_and_nothing_else(alice, stage):
    here, there = a_museum().id, a_museum("ceramique", "Musée de la Céramique").id
    badge = a_badge(stage)
    takes_part(alice, "survey:1", because="survey.answered", category="words", museum_id=there)
    takes_part(alice, "activity:11@2026-03-10", because="survey.answered", museum_id=there)
    takes_part(alice, "activity:1@2026-03-10", category="drawing", museum_id=here)
    assert (has(alice), done(badge, alice)) == ([], [1])
    takes_part(alice, "activity:1#2", category="drawing", museum_id=here)
    assert has(alice) == [badge]


def test_what_is_spent_or_taken_back_is_no_taking_part(alice):
    here = a_museum().id
    badge = a_badge(Stage(2, museum_id=here))
    gain = ledger.credit(alice, 20, because="activity.done", about="activity:1", museum_id=here)
    ledger.debit(alice, 5, because="shop.claimed", about="claim:1", museum_id=here)
    ledger.reverse(gain.id)
    takes_part(alice, "activity:2", museum_id=here)
    assert (has(alice), done(badge, alice)) == ([], [1])


def test_a_badge_already_given_stays_when_an_entry_is_undone(alice):
    badge = a_badge(HANDS)
    ledger.reverse(takes_part(alice).id)
    assert (has(alice), done(badge, alice)) == ([badge], [1])


def test_in_order_a_step_counts_once_the_one_before_is_taken(alice):
    badge = a_badge(Stage(2, about="activity:1"), SKY, in_order=True)
    takes_part(alice, "activity:2@1")
    takes_part(alice, "activity:1@1")
    takes_part(alice, "activity:2@2")
    assert done(badge, alice) == [1, 0]
    takes_part(alice, "activity:1@2")
    assert (has(alice), done(badge, alice)) == ([], [2, 0])
    takes_part(alice, "activity:2@3")
    assert has(alice) == [badge]


def test_in_order_one_entry_does_not_take_two_steps(alice):
    badge = a_badge(Stage(1, because="activity.done"), Stage(1, because="activity.done"), in_order=True)
    takes_part(alice, "activity:1")
    assert (has(alice), done(badge, alice)) == ([], [1, 0])
    takes_part(alice, "activity:2")
    assert has(alice) == [badge]


@pytest.mark.parametrize("in_order", [False, True], ids=["free", "in order"])
@pytest.mark.parametrize(("apart", "given"), [(7 * DAY - timedelta(seconds=1), True), (7 * DAY, False)])
def test_all_steps_fall_within_the_days_given(alice, apart, given, in_order):
    badge = a_badge(HANDS, SKY, within_days=7, in_order=in_order)
    takes_part(alice, "activity:1@1")
    takes_part(alice, "activity:2", at=NOON + apart)
    assert has(alice) == ([badge] if given else [])


def test_a_badge_is_earned_until_the_end_of_its_last_day(alice):
    sam = a_member("sam@club.fr", "Sam").id
    badge = a_badge(HANDS, last_day=date(2026, 3, 28))  # the night that is an hour short follows
    takes_part(alice, at=datetime(2026, 3, 28, 22, 59, tzinfo=UTC))
    takes_part(sam, at=datetime(2026, 3, 28, 23, 0, tzinfo=UTC))
    assert (has(alice), has(sam)) == ([badge], [])


def test_a_draft_and_an_archived_badge_are_not_earned(alice):
    a_badge(HANDS, state="draft")
    badges.archive(a_badge(HANDS))
    takes_part(alice)
    assert has(alice) == []


def test_who_earned_it_before_it_was_published_is_given_it_once_by_the_runner(alice):
    sam = a_member("sam@club.fr", "Sam").id
    takes_part(alice, "activity:1")
    takes_part(alice, "activity:2")
    takes_part(sam, "activity:1")
    badge = a_badge(HANDS, SKY)
    for _ in range(2):
        awarding.review()
    assert (has(alice), has(sam)) == ([badge], [])
    badges.archive(badge)
    badges.publish(badge)
    awarding.review()
    assert [notice.kind for notice in notices.listing(alice)] == ["badge_awarded"]


def test_a_badge_the_runner_reviews_late_asks_for_the_order_too(alice):
    takes_part(alice, "activity:2")
    takes_part(alice, "activity:1")
    a_badge(HANDS, SKY, in_order=True)
    awarding.review()
    assert has(alice) == []


def test_each_badge_is_given_once_though_the_entries_go_on(alice, db):
    first, second = a_badge(Stage(1, because="activity.done")), a_badge(Stage(2, because="activity.done"))
    for number in range(4):
        takes_part(alice, f"activity:{number}")
    assert sorted(has(alice)) == [first, second]
    assert db.session.scalar(select(func.count()).select_from(Award)) == 2


@pytest.mark.parametrize("concerned", [False, True], ids=["no badge", "a badge, not complete"])
def test_an_entry_that_completes_no_badge_asks_one_question_of_badges(alice, concerned):
    for number in (1, 2, 3):
        a_badge(Stage(2, about="activity:1" if concerned else "activity:9"))
        a_badge(Stage(1, about=f"activity:{number + 10}"))
    sent = []
    note = lambda _connection, _cursor, statement, *_: sent.append(statement)  # noqa: E731
    event.listen(Engine, "after_cursor_execute", note)
    takes_part(alice)
    event.remove(Engine, "after_cursor_execute", note)
    assert len([statement for statement in sent if "badges" in statement or "awards" in statement]) == 1


def test_the_shelf_holds_what_may_be_earned_and_what_one_has(alice):
    draft, live = a_badge(HANDS, state="draft"), a_badge(SKY)
    kept, gone = a_badge(HANDS), a_badge(SKY)
    takes_part(alice)
    for badge in (kept, gone):
        badges.archive(badge)
    assert [road.badge.badge_id for road in awarding.roads(alice)] == [kept, live]
    assert [road.badge.badge_id for road in awarding.roads(None)] == [live]
    assert (awarding.road(draft, alice), awarding.road(gone, None).taken) == (None, 0)


def test_a_leaving_member_leaves_no_badge(alice):
    a_badge(HANDS)
    takes_part(alice)
    awarding.forget(alice)
    assert has(alice) == []
