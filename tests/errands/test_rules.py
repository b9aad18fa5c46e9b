"""An errand is done once, step by step, whatever happens to its runner."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from clubapp.errands import rules
from clubapp.errands.models import Errand
from tests.conftest import a_museum

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture(autouse=True)
def _short_spells(monkeypatch):
    """One step a spell."""
    monkeypatch.setattr(rules, "SPELL", 0)


def count(facts):
    """An errand that counts."""
    for number in range(facts["to"]):
        yield number + 1
    return b"counted"


def stumble(facts):
    yield 1
    raise ValueError("a stone")


WORKS = {"count": count, "stumble": stumble}


def asked(kind="count", to=3):
    return rules.ask(kind, a_museum().id, to, to=to).id


def state(db, errand_id):
    db.session.expire_all()
    errand = db.session.get(Errand, errand_id)
    return errand.done, errand.ended_at is not None, errand.failed, errand.result


def test_it_goes_on_a_spell_at_a_time_and_ends_with_its_file(db):
    number, hand = asked(), rules.Hand(WORKS)
    seen = []
    while hand.work():
        seen.append(state(db, number))
    assert seen == [
        (1, False, False, None),
        (2, False, False, None),
        (3, False, False, None),
        (3, True, False, b"counted"),
    ]


def test_the_oldest_is_done_first_and_all_are_done(db):
    first, second = asked(), asked(to=2)
    hand = rules.Hand(WORKS)
    hand.work()
    assert [state(db, number)[0] for number in (first, second)] == [1, 0]
    while hand.work():
        pass
    assert [state(db, number)[1:] for number in (first, second)] == [(True, False, b"counted")] * 2


def test_one_that_breaks_has_failed_and_the_next_is_done(db):
    broken, good = asked("stumble"), asked()
    hand = rules.Hand(WORKS)
    while hand.work():
        pass
    assert state(db, broken) == (1, True, True, None)
    assert state(db, good) == (3, True, False, b"counted")


def test_asked_again_while_it_waits_it_is_the_same_and_later_another(db):
    first = asked()
    assert asked() == first
    assert asked(to=4) != first
    hand = rules.Hand(WORKS)
    while hand.work():
        pass
    assert asked() != first


def test_two_hands_never_do_the_same(db):
    asked()
    one, other = rules.Hand(WORKS), rules.Hand(WORKS)
    assert (one.work(), other.work()) == (True, False)


def test_a_runner_that_died_is_replaced_after_a_minute_and_the_errand_begins_anew(db, clock):
    number, dead, next_one = asked(), rules.Hand(WORKS), rules.Hand(WORKS)
    dead.work()
    dead.work()
    clock.shift(timedelta(seconds=60))
    assert not next_one.work()
    clock.shift(timedelta(seconds=1))
    assert next_one.work()
    assert state(db, number) == (1, False, False, None)


def test_one_that_kills_its_runner_again_and_again_has_failed(db, clock):
    number = asked()
    for _ in range(rules.TRIES):
        assert rules.Hand(WORKS).work()
        clock.shift(timedelta(minutes=2))
    assert not rules.Hand(WORKS).work()
    assert state(db, number) == (1, True, True, None)


def test_it_is_of_its_kind_alone(db):
    number = asked()
    assert rules.of(number, "count").id == number
    assert rules.of(number, "stumble") is None


def test_it_is_forgotten_a_day_after_its_end_and_never_while_it_is_done(db, clock):
    done, hand = asked(), rules.Hand(WORKS)
    while hand.work():
        pass
    waiting = asked(to=4)
    clock.shift(timedelta(days=1))
    rules.sweep()
    assert db.session.scalars(select(Errand.id).order_by(Errand.id)).all() == [done, waiting]
    clock.shift(timedelta(seconds=1))
    rules.sweep()
    assert db.session.scalars(select(Errand.id)).all() == [waiting]
    clock.shift(timedelta(days=1))
    rules.sweep()
    assert db.session.scalar(select(func.count()).select_from(Errand)) == 0
