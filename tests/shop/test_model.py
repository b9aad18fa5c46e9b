"""The boutique against a plain model of it: whatever happens in whatever order, they agree."""

from datetime import UTC, datetime, timedelta

import hypothesis.strategies as st
import pytest
import time_machine
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from clubapp.db import db as base
from clubapp.points import ledger
from clubapp.points.audit import audit
from clubapp.refusals import Refused
from clubapp.shop import claiming, deadlines, handing, rules, stocking
from clubapp.shop.audit import CHECKS
from clubapp.shop.models import Claim, Stock
from tests.conftest import a_staff
from tests.shop.conftest import a_gift, rich

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)
RUNS, STEPS = 200, 50
PEOPLE = ("alice@club.fr", "bruno@club.fr")


def refused(rule, *args, **kwargs):
    """Run a rule; return its answer, or the name of its refusal."""
    try:
        return rule(*args, **kwargs)
    except Refused as refusal:
        return type(refusal).__name__


class Boutique(RuleBasedStateMachine):
    """Two members, one gift, one shelf of two, a desk; prices, dates and counts move."""

    empty = None  # puts an empty base in place

    @initialize()
    def open(self):
        self.empty()
        self.travel = time_machine.travel(NOON, tick=False)
        self.clock = self.travel.start()
        self.gift, shelf = a_gift(price=60, each=2, on_hand=2)
        self.shelf, self.museum = shelf.id, shelf.museum_id
        self.members = [rich(150, email, email[:5]).id for email in PEOPLE]
        self.desk = a_staff("desk@club.fr", "Dominique", "desk").id
        self.price, self.on_hand, self.number = 60, 2, 0
        self.balances = dict.fromkeys(self.members, 150)
        self.claims = {}  # id: member, price, state, deadline, hand-over, when
        self.shown = True

    def teardown(self):
        if hasattr(self, "travel"):
            self.travel.stop()

    @property
    def held(self):
        return sum(claim["state"] == "held" for claim in self.claims.values())

    def pick(self, choice, states=None):
        ids = [number for number, claim in self.claims.items() if states is None or claim["state"] in states]
        return ids[choice % len(ids)] if ids else None

    @rule(who=st.integers(0, 1), seen=st.sampled_from(["now", "before"]))
    def claim(self, who, seen):
        member = self.members[who]
        self.number += 1
        price = self.price if seen == "now" else self.price + 10
        had = sum(c["member"] == member and c["state"] in ("held", "collected") for c in self.claims.values())
        expected = (
            "GiftClosed" if not self.shown
            else "Repriced" if price != self.price
            else "EnoughOfThese" if had >= 2
            else "GiftGone" if self.held >= self.on_hand
            else "NotEnough" if self.balances[member] < self.price
            else None
        )  # fmt: skip
        got = refused(claiming.claim, member, self.gift.id, self.museum, f"key-{self.number:06}", price=price)
        if expected:
            assert got == expected
            return
        self.balances[member] -= self.price
        deadline = claiming.deadline()
        self.claims[got.id] = {"member": member, "price": self.price, "state": "held", "deadline": deadline}
        assert claiming.claim(member, self.gift.id, self.museum, f"key-{self.number:06}").id == got.id

    def end(self, number, act, state):
        claim = self.claims[number]
        got = refused(act, claim["member"], number)
        if claim["state"] != "held":
            assert got == "NotHeld"
            return
        claim["state"] = state
        self.balances[claim["member"]] += claim["price"]

    @precondition(lambda self: self.claims)
    @rule(choice=st.integers(0, 50))
    def cancel(self, choice):
        self.end(self.pick(choice), claiming.cancel, "cancelled")

    @precondition(lambda self: self.claims)
    @rule(choice=st.integers(0, 50))
    def withdraw(self, choice):
        act = lambda member, number: claiming.withdraw(member, number, by=self.desk)  # noqa: E731
        self.end(self.pick(choice), act, "withdrawn_by_museum")

    @precondition(lambda self: self.claims)
    @rule(choice=st.integers(0, 50))
    def collect(self, choice):
        claim, number = self.claims[self.pick(choice)], self.pick(choice)
        self.number += 1
        got = refused(handing.hand_over, number, by=self.desk, museum_id=self.museum, nonce=f"nonce-{self.number:06}")
        if claim["state"] != "held":
            assert got == "NotHeld"
            return
        claim.update(state="collected", hand_over=got.id, at=got.at)
        self.on_hand -= 1

    @precondition(lambda self: any("hand_over" in claim for claim in self.claims.values()))
    @rule(choice=st.integers(0, 50))
    def undo(self, choice):
        given = [claim for claim in self.claims.values() if "hand_over" in claim]
        claim = given[choice % len(given)]
        got = refused(handing.undo, claim["hand_over"], by=self.desk, because="mistake")
        now = datetime.now(UTC)
        if claim.get("undone") == claim["hand_over"]:
            assert got.id == claim["hand_over"]  # asked for again, it is the same
            return
        if claim["state"] != "collected" or claim["at"] <= now - timedelta(minutes=10):
            assert got == "TooLateToUndo"
            return
        claim["state"], claim["undone"] = "held", claim["hand_over"]
        self.on_hand += 1

    @rule(change=st.integers(-3, 3).filter(bool))
    def restock(self, change):
        got = refused(stocking.restock, self.shelf, change, reason="delivery", by=self.desk)
        self.settle(got, self.on_hand + change)

    @rule(counted=st.integers(0, 4))
    def count(self, counted):
        self.settle(refused(stocking.count, self.shelf, counted, by=self.desk), counted)

    def settle(self, got, on_hand):
        if on_hand < self.held:
            assert got == "BelowHeld"
        else:
            self.on_hand = on_hand

    @rule(price=st.sampled_from([40, 60, 90]))
    def reprice(self, price):
        rules.rewrite(self.gift.id, rules.Draft("Carte", "", "À envoyer.", "", "object", price, 2))
        self.price = price

    @rule()
    def turn_over(self):
        """Take the gift off the boutique, or put it back."""
        (rules.archive if self.shown else rules.publish)(self.gift.id)
        self.shown = not self.shown

    @rule(hours=st.sampled_from([0.1, 1, 30, 24 * 20, 24 * 61]))
    def let_time_pass(self, hours):
        self.clock.shift(timedelta(hours=hours))
        deadlines.watch_dates()
        for claim in self.claims.values():
            if claim["state"] == "held" and claim["deadline"] <= datetime.now(UTC):
                claim["state"] = "expired"
                self.balances[claim["member"]] += claim["price"]

    @invariant()
    def agree(self):
        if not hasattr(self, "claims"):
            return
        base.session.rollback()
        assert {member: ledger.balance(member) for member in self.members} == self.balances
        stock = base.session.get(Stock, self.shelf, populate_existing=True)
        assert (stock.on_hand, stock.held) == (self.on_hand, self.held)
        states = {number: base.session.get(Claim, number, populate_existing=True).state for number in self.claims}
        assert states == {number: claim["state"] for number, claim in self.claims.items()}

    @precondition(lambda self: self.number % 5 == 4)
    @rule()
    def audit_the_book(self):
        assert audit(CHECKS)[1]


@pytest.fixture
def emptied(app, engine, applications):
    """What puts an empty base in place between two runs, in one context."""

    def empty():
        base.session.remove()
        base.engine.dispose()
        applications(engine).renew()

    with app.app_context():
        yield empty


def test_the_boutique_agrees_with_its_model(emptied):
    class Emptied(Boutique):
        empty = staticmethod(emptied)

    run_state_machine_as_test(
        Emptied,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
