"""The ledger: credit, debit, reverse, balance, owed, has, history."""

import pytest

from clubapp.points import ledger
from clubapp.points.audit import audit
from tests.conftest import a_member

pytestmark = pytest.mark.both_engines


@pytest.fixture
def alice(db):
    yield a_member().id
    lines, clean = audit()
    assert clean, lines


def gain(member_id, amount, about="thing:1"):
    return ledger.credit(member_id, amount, because="test.gain", about=about)


def spend(member_id, amount, about="thing:1"):
    return ledger.debit(member_id, amount, because="test.spend", about=about)


def book(member_id):
    return [(entry.amount, entry.balance_after, entry.because) for entry in ledger.history(member_id)]


def test_a_new_member_has_nothing_and_owes_nothing(alice):
    assert (ledger.balance(alice), ledger.owed(alice), book(alice)) == (0, 0, [])


def test_gains_and_spends_move_the_balance_and_are_written_newest_first(alice):
    gain(alice, 20)
    spend(alice, 15)
    assert ledger.balance(alice) == 5
    assert book(alice) == [(-15, 5, "test.spend"), (20, 20, "test.gain")]


def test_the_same_thing_is_credited_once(alice):
    gain(alice, 20)
    with pytest.raises(ledger.AlreadyCounted):
        gain(alice, 20)
    assert book(alice) == [(20, 20, "test.gain")]


def test_the_same_thing_is_debited_once(alice):
    gain(alice, 20)
    spend(alice, 5)
    with pytest.raises(ledger.AlreadyCounted):
        spend(alice, 5)
    assert ledger.balance(alice) == 15


def test_another_member_another_reason_or_another_thing_is_another_movement(alice):
    sam = a_member("sam@club.fr", "Sam").id
    gain(alice, 1)
    gain(alice, 2, about="thing:2")
    ledger.credit(alice, 4, because="test.other", about="thing:1")
    gain(sam, 8)
    assert (ledger.balance(alice), ledger.balance(sam)) == (7, 8)


def test_a_spend_beyond_the_balance_is_refused_and_says_how_much_is_missing(alice):
    gain(alice, 20)
    with pytest.raises(ledger.NotEnough) as refusal:
        spend(alice, 27)
    assert refusal.value.facts == {"missing": 7}
    assert "7" in refusal.value.words
    assert ledger.balance(alice) == 20
    assert not ledger.has(alice, because="test.spend", about="thing:1")


def test_a_credit_of_nothing_is_an_entry_all_the_same(alice):
    gain(alice, 0)
    assert book(alice) == [(0, 0, "test.gain")]
    assert ledger.has(alice, because="test.gain", about="thing:1")


@pytest.mark.parametrize(("move", "amount"), [(gain, -1), (spend, 0), (spend, -1)])
def test_amounts_have_their_sign_from_the_verb(alice, move, amount):
    with pytest.raises(AssertionError):
        move(alice, amount)
    assert book(alice) == []


def test_reversing_a_gain_takes_it_back(alice):
    entry = gain(alice, 20)
    undone = ledger.reverse(entry.id)
    assert (undone.amount, undone.reverses, undone.about) == (-20, entry.id, f"entry:{entry.id}")
    assert (ledger.balance(alice), ledger.owed(alice)) == (0, 0)


def test_reversing_a_gain_already_spent_takes_what_is_left_and_the_rest_is_owed(alice):
    entry = gain(alice, 20)
    spend(alice, 15)
    ledger.reverse(entry.id)
    assert (ledger.balance(alice), ledger.owed(alice)) == (0, 15)


def test_what_is_owed_is_taken_from_the_next_gains_until_nothing_is_owed(alice):
    entry = gain(alice, 20)
    spend(alice, 15)
    ledger.reverse(entry.id)
    gain(alice, 10, about="thing:2")
    assert (ledger.balance(alice), ledger.owed(alice)) == (0, 5)
    gain(alice, 10, about="thing:3")
    assert (ledger.balance(alice), ledger.owed(alice)) == (5, 0)
    assert book(alice)[:4] == [
        (-5, 5, ledger.OWED),
        (10, 10, "test.gain"),
        (-10, 0, ledger.OWED),
        (10, 10, "test.gain"),
    ]


def test_reversing_a_spend_gives_it_back(alice):
    gain(alice, 20)
    entry = spend(alice, 15)
    assert ledger.reverse(entry.id).amount == 15
    assert ledger.balance(alice) == 20


def test_a_spend_given_back_pays_what_is_owed_first(alice):
    first = gain(alice, 20)
    entry = spend(alice, 15)
    ledger.reverse(first.id)
    ledger.reverse(entry.id)
    assert (ledger.balance(alice), ledger.owed(alice)) == (0, 0)


def test_an_entry_is_reversed_once(alice):
    entry = gain(alice, 20)
    ledger.reverse(entry.id)
    with pytest.raises(ledger.AlreadyCounted):
        ledger.reverse(entry.id)
    assert len(book(alice)) == 2


def test_a_gain_reversed_is_still_a_thing_once_counted(alice):
    ledger.reverse(gain(alice, 20).id)
    with pytest.raises(ledger.AlreadyCounted):
        gain(alice, 20)


def test_has_asks_for_this_member_this_reason_and_this_thing(alice):
    gain(alice, 20)
    sam = a_member("sam@club.fr", "Sam").id
    asked = [(alice, "test.gain", "thing:1"), (alice, "test.gain", "thing:10"), (alice, "test", "thing:1")]
    asked.append((sam, "test.gain", "thing:1"))
    assert [ledger.has(who, because=why, about=what) for who, why, what in asked] == [True, False, False, False]


def test_history_goes_on_from_an_entry(alice):
    for number in range(5):
        gain(alice, number, about=f"thing:{number}")
    newest = ledger.history(alice, count=2)
    older = ledger.history(alice, before=newest[-1].id, count=2)
    assert [entry.amount for entry in (*newest, *older)] == [4, 3, 2, 1]
