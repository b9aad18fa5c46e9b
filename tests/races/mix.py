"""A day at the club: each client is a member with a telephone and a desk beside, and remembers what it was told."""

from __future__ import annotations

import random
import re
from http.client import HTTPConnection
from secrets import token_urlsafe

from sqlalchemy import select, text

from clubapp.activities.models import DONE
from clubapp.db import db
from clubapp.points.models import Entry
from clubapp.shop.models import Claim
from tests.races.boutique import PRICE, buyer, hand_over, order
from tests.races.furniture import POINTS, balance
from tests.races.herd import PATIENCE, Post, scan, until_answered

POCKET = 10  # gifts each can pay for when the day begins
SHARES = (5, 2, 1, 1, 1)  # of scans, orders, vouchers given back, gifts collected, hand-overs undone
THRICE = 0.15  # of what is sent is sent three times


class Client:
    """One member's day, and what the club said of it."""

    def __init__(self, club, number, *, desk, codes, shelves):
        self.club, self.desk, self.codes, self.shelves = club, desk, codes, shelves
        self.member = buyer(club, POCKET)
        self.chance = random.Random(number)
        self.credited = set()  # the posters whose points were told
        self.claims = {}  # the state of each voucher, as it was told
        self.given = {}  # the hand-over of each collected voucher

    def live(self, times):
        """Do so many things, one after the other, each until it is answered."""
        self.connection = HTTPConnection("127.0.0.1", self.club.port, timeout=PATIENCE)
        try:
            for do in self.chance.choices(
                (self.scan, self.order, self.give_back, self.collect, self.undo), SHARES, k=times
            ):
                do()
        finally:
            self.connection.close()

    def send(self, post):
        """The answers to a post sent once, or three times."""
        return [until_answered(self.connection, post) for _ in range(3 if self.chance.random() < THRICE else 1)]

    def scan(self):
        code = self.chance.choice(self.codes)
        told = [answer.json for answer in self.send(scan(self.member.browser, code, token_urlsafe(12)))]
        assert all(answer == told[0] for answer in told)
        assert told[0]["result"] == ("already" if code in self.credited else "credited")
        self.credited.add(code)

    def order(self):
        for answer in self.send(order(self.member, self.chance.choice(self.shelves))):
            if answer.status == 303:
                self.claims.setdefault(int(answer.leads_to.rpartition("/")[2]), "held")
            else:
                assert answer.status == 409, answer

    def give_back(self):
        if held := self.mine("held"):
            fields = Post(self.member.browser, f"/moi/bons/{held}/annulation", {}, accept="text/html")
            # Not held any more, when it was done but the answer was lost.
            assert {answer.status for answer in self.send(fields)} <= {303, 409}
            self.claims[held] = "cancelled"

    def collect(self):
        if held := self.mine("held"):
            answers = self.send(hand_over(self.club, self.desk, held))
            assert {answer.status for answer in answers} == {200}
            self.given[held] = re.search(r"/equipe/accueil/remises/(\d+)/annulation", answers[0].body)[1]
            self.claims[held] = "collected"

    def undo(self):
        if collected := self.mine("collected"):
            path = f"/equipe/accueil/remises/{self.given[collected]}/annulation"
            undoing = Post(self.desk.browser, path, {"because": "mistake"}, accept="text/html")
            assert {answer.status for answer in self.send(undoing)} <= {200, 409}
            self.claims[collected] = "held"

    def mine(self, state):
        """One of this member's vouchers in a state, 0 if there is none."""
        return self.chance.choice([number for number, now in self.claims.items() if now == state] or [0])

    def check(self):
        """What was told is what is written, no less and no more."""
        paid = sum(state in ("held", "collected") for state in self.claims.values())
        assert self.club.rule(self.written) == (self.claims, [POINTS] * len(self.credited))
        assert balance(self.club, self.member) == (POCKET - paid) * PRICE + POINTS * len(self.credited)

    def written(self):
        """The state of each of this member's claims, and what scans brought."""
        claims = db.session.execute(select(Claim.id, Claim.state).where(Claim.member_id == self.member.id)).all()
        scans = select(Entry.amount).where(Entry.member_id == self.member.id, Entry.because == DONE)
        return dict(map(tuple, claims)), db.session.scalars(scans).all()


def imbalance(club):
    """How far all balances are from all entries, at one instant."""
    sums = "SELECT (SELECT sum(balance) FROM accounts) - (SELECT sum(amount) FROM entries)"
    return club.rule(lambda: db.session.execute(text(sums)).scalar_one())
