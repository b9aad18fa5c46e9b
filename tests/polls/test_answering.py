"""Answering: once each, changed until it closes, paid for once, and what is shown of it."""

import threading
from datetime import UTC, date, datetime

import pytest
import time_machine
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from clubapp.db import act
from clubapp.db import db as base
from clubapp.points import ledger
from clubapp.polls import answering, rules
from clubapp.polls.answering import NoSuchChoice
from clubapp.polls.models import Option, Poll, Vote
from clubapp.polls.rules import Over
from tests.conftest import a_member, a_museum
from tests.polls.conftest import a_draft, a_poll, choices, votes

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)


@pytest.fixture
def alice(db):
    return a_member().id


def said(poll):
    query = select(Vote.member_id, Vote.option_id).where(Vote.poll_id == poll.id)
    return {member: choices(poll).index(option) for member, option in base.session.execute(query)}


def shown(poll):
    query = select(Option.shown).where(Option.poll_id == poll.id).order_by(Option.position)
    return list(base.session.scalars(query))


def test_one_answers_once_and_changes_it_in_one_act(alice):
    poll = a_poll()
    rooms, garden, _ = choices(poll)
    for option in (rooms, rooms, garden):
        answering.answer(alice, poll.id, option)
    assert said(poll) == {alice: 1}
    assert answering.seen(poll.id, alice).mine.label_fr == "Le jardin"


def test_another_poll_s_choice_is_none_of_its_own(alice):
    poll, other = a_poll(), a_poll()
    for option in (choices(other)[0], 0, 999_999):
        with pytest.raises(NoSuchChoice):
            answering.answer(alice, poll.id, option)
    assert said(poll) == said(other) == {}


def test_the_base_itself_refuses_another_poll_s_choice(alice):
    poll, other = a_poll(), a_poll()

    @act
    def plant(**columns):
        base.session.execute(insert(Vote.__table__).values(poll_id=poll.id, at=NOON, member_id=alice, **columns))

    for columns in (
        {"option_id": choices(other)[0]},
        {"option_id": choices(poll)[0], "counted_id": choices(other)[0]},
    ):
        with pytest.raises(IntegrityError):
            plant(**columns)
    plant(option_id=choices(poll)[0])


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_only_an_open_poll_is_answered(alice, state):
    poll = a_poll(state)
    with pytest.raises(Over):
        answering.answer(alice, poll.id, choices(poll)[0])
    assert said(poll) == {}


def test_its_last_day_is_in_it_and_nobody_has_to_close_it(alice):
    with time_machine.travel(NOON, tick=False) as clock:
        poll = a_poll(last_day=date(2026, 11, 30))
        rooms, garden, _ = choices(poll)
        clock.move_to(datetime(2026, 11, 30, 22, 59, 59, tzinfo=UTC))  # the last second of the day in Paris
        answering.answer(alice, poll.id, rooms)
        clock.move_to(datetime(2026, 11, 30, 23, tzinfo=UTC))
        with pytest.raises(Over):
            answering.answer(alice, poll.id, garden)
        assert (said(poll), answering.seen(poll.id, None).open) == ({alice: 0}, False)


def test_taking_part_brings_points_once_whatever_is_said(alice):
    poll = a_poll(points=5)
    assert [answering.answer(alice, poll.id, option) for option in choices(poll)] == [5, 0, 0]
    assert ledger.balance(alice) == 5
    entry = ledger.entry(alice, because="poll.answered", about=f"poll:{poll.id}")
    assert (entry.amount, entry.museum_id) == (5, None)


def test_an_opinion_brings_nothing_unless_the_poll_says_so(alice):
    poll = a_poll()
    assert answering.answer(alice, poll.id, choices(poll)[0]) == 0
    assert ledger.history(alice) == []


def test_a_draft_is_seen_by_nobody(alice):
    poll = a_poll("draft")
    assert answering.seen(poll.id, alice) is answering.seen(poll.id, None) is answering.seen(999, alice) is None


def test_the_result_is_for_who_has_answered_and_for_all_once_it_is_closed(alice):
    poll = a_poll()
    people = votes(poll, [0] * 12)
    seen = answering.seen
    assert (seen(poll.id, alice).tally, seen(poll.id, None).tally) == (None, None)
    assert {choice.figure for choice in seen(poll.id, alice).choices} == {None}
    assert seen(poll.id, people[0]).tally.total == 10
    rules.close(poll.id)
    assert seen(poll.id, alice).tally == seen(poll.id, None).tally == seen(poll.id, people[0]).tally


def test_the_first_result_comes_with_the_seventh_answer_and_the_next_with_the_twelfth(db):
    poll, totals = a_poll(), []
    for number in range(17):
        votes(poll, [number % 2], first=number)
        totals.append(sum(shown(poll)))
    assert totals == [0] * 6 + [5] * 5 + [10] * 5 + [15]


def test_the_figures_shown_are_those_that_were_counted(db):
    poll = a_poll()
    votes(poll, [0, 1, 2] * 11)
    query = select(func.count()).where(Vote.poll_id == poll.id)
    counted = [base.session.scalar(query.where(Vote.counted_id == option)) for option in choices(poll)]
    assert shown(poll) == counted and sum(counted) == 30


def test_a_changed_answer_waits_for_a_step_and_takes_no_figure_down(db):
    poll = a_poll()
    _rooms, garden, _ = choices(poll)
    people = votes(poll, [0] * 12)
    for member in people:
        answering.answer(member, poll.id, garden)
        assert sum(shown(poll)) == 10 and min(shown(poll)) >= 0
    assert shown(poll) == [10, 0, 0], "nobody new has answered: nothing moves"
    before = shown(poll)
    for number in range(12, 112):
        votes(poll, [0], first=number)
        assert all(now >= then for now, then in zip(shown(poll), before, strict=True))
        before = shown(poll)
    assert shown(poll)[1] > 2, "those who changed their mind have come into the figures"


def test_one_person_alone_moves_nothing_however_often_they_change_their_mind(db):
    poll = a_poll()
    people = votes(poll, [0] * 8)
    before = shown(poll)
    for _ in range(5):
        for option in choices(poll):
            answering.answer(people[-1], poll.id, option)
    assert shown(poll) == before


def test_who_leaves_takes_their_answer_along_and_the_figures_stay(db):
    poll = a_poll()
    people = votes(poll, [0] * 7)
    before = shown(poll)
    answering.forget(people[0])
    assert (shown(poll), set(said(poll))) == (before, set(people[1:]))


def test_the_home_page_has_the_last_opened_of_those_meant_for_it(alice):
    with time_machine.travel(NOON, tick=False) as clock:
        assert answering.on_home(alice) is None
        older = rules.write(a_draft(on_home=True, question_fr="Avant ?"))
        a_poll(question_fr="Ailleurs ?")
        first = a_poll(on_home=True, last_day=date(2026, 11, 25))
        clock.shift(60)
        rules.open_poll(older.id)
        assert answering.on_home(alice).id == older.id
        rules.close(older.id)
        assert answering.on_home(alice).id == first.id
        clock.move_to(datetime(2026, 11, 25, 23, tzinfo=UTC))
        assert answering.on_home(alice) is None


def test_ten_taps_at_once_are_one_answer_paid_once(app, db):
    poll, alice = a_poll(points=5), a_member().id
    number, options, barrier = poll.id, choices(poll), threading.Barrier(10)

    def tap(option):
        with app.app_context():
            barrier.wait()
            answering.answer(alice, number, option)

    threads = [threading.Thread(target=tap, args=(options[n % 3],)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    base.session.rollback()
    assert (len(said(poll)), ledger.balance(alice)) == (1, 5)


def test_seven_at_once_give_one_step(app, db):
    poll = a_poll()
    people = [a_member(f"voter{n}@club.fr", "Votante").id for n in range(7)]
    number, rooms, barrier = poll.id, choices(poll)[0], threading.Barrier(7)

    def tap(member):
        with app.app_context():
            barrier.wait()
            answering.answer(member, number, rooms)

    threads = [threading.Thread(target=tap, args=(member,)) for member in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    base.session.rollback()
    assert (len(said(poll)), sum(shown(poll))) == (7, 5)


def test_the_base_keeps_a_poll_in_its_states(db):
    museum = a_museum().id

    @act
    def plant(**columns):
        base.session.execute(update(Poll).where(Poll.museum_id == museum).values(**columns))

    a_poll("draft")
    for columns in ({"state": "open"}, {"state": "lost"}, {"points": 21}, {"points": -1}):
        with pytest.raises(IntegrityError):
            plant(**columns)
