"""The races in the boutique and at the desk: one round of each, which fails when more than one hand has won."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from secrets import token_urlsafe

from clubapp.db import act, db
from clubapp.members.models import Member
from clubapp.points import ledger
from clubapp.shop import claiming, rules, stocking
from clubapp.shop.models import Claim, Stock
from tests.conftest import a_museum, a_staff
from tests.races.furniture import balance, member
from tests.races.herd import Post

CROWD = 24
PRICE = 60


@dataclass(frozen=True)
class Shelf:
    """Where a museum keeps a gift."""

    id: int
    gift_id: int
    museum_id: int


def shelf(club, on_hand):
    """A new gift, so many of it on the shelf."""
    return club.rule(_shelf, on_hand)


@act
def _shelf(on_hand):
    draft = rules.Draft("Carte postale", "Postcard", "À envoyer.", "To post.", "object", PRICE, 0)
    gift = rules.write(draft)
    stock = stocking.shelve(rules.variants(gift.id)[0].id, a_museum().id)
    if on_hand:
        stocking.restock(stock.id, on_hand, reason="delivery", by=a_staff().id)
    return Shelf(stock.id, rules.publish(gift.id).id, stock.museum_id)


def counts(club, where):
    """What a shelf has, and what it holds of it."""

    def look():
        stock = db.session.get_one(Stock, where.id)
        return stock.on_hand, stock.held

    return club.rule(look)


def pay(club, someone, gifts):
    """Give a member the points of so many gifts."""
    club.rule(ledger.credit, someone.id, gifts * PRICE, because="test.gift", about=token_urlsafe(8))


def buyer(club, gifts=0):
    """A member who can pay for so many gifts."""
    someone = member(club, f"Buyer-{token_urlsafe(6)}")
    if gifts:
        pay(club, someone, gifts)
    return someone


def agent(club):
    """An agent of the museum's desk, signed in."""
    someone = member(club, f"Desk-{token_urlsafe(6)}")
    email = club.rule(lambda: db.session.get_one(Member, someone.id).email)
    club.rule(lambda: a_staff(email, "Dominique", "desk", a_museum().id))
    return someone


def claim(club, someone, where):
    """Take a gift for a member, through the rule; return the claim's number."""
    return club.rule(claiming.claim, someone.id, where.gift_id, where.museum_id, token_urlsafe(12)).id


def order(someone, where):
    fields = {"museum_id": str(where.museum_id), "key": token_urlsafe(12)}
    return Post(someone.browser, f"/boutique/{where.gift_id}/commandes", fields, accept="text/html")


def hand_over(club, desk, claim_id):
    code = club.rule(lambda: db.session.get_one(Claim, claim_id).code)
    fields = {"code": code, "nonce": token_urlsafe(12)}
    return Post(desk.browser, f"/equipe/accueil/bons/{claim_id}/remise", fields, accept="text/html")


def many_members_for_the_last_gift(club, herd, people):
    """Each of them could pay, and there is one."""
    where = shelf(club, 1)
    answers = herd.charge([order(someone, where) for someone in people])
    assert Counter(answer.status for answer in answers) == {303: 1, 409: len(people) - 1}
    assert counts(club, where) == (1, 1)


def last_points_many_times(club, herd, alice, where):
    """A member who has nothing is given one price, and spends it on every device they own."""
    pay(club, alice, 1)
    on_hand, held = counts(club, where)
    answers = herd.charge([order(alice, where) for _ in range(CROWD)])
    assert Counter(answer.status for answer in answers) == {303: 1, 409: CROWD - 1}
    assert (balance(club, alice), counts(club, where)) == (0, (on_hand, held + 1))


def one_tap_many_times(club, herd, alice, where):
    """One order is sent again and again, and all of it arrives at once."""
    on_hand, held = counts(club, where)
    answers = herd.charge([order(alice, where)] * CROWD)
    assert {answer.status for answer in answers} == {303}
    assert counts(club, where) == (on_hand, held + 1)


def one_voucher_at_many_desks(club, herd, alice, desk, where):
    """Every desk hands over the same voucher."""
    on_hand, held = counts(club, where)
    claim_id = claim(club, alice, where)
    answers = herd.charge([hand_over(club, desk, claim_id) for _ in range(CROWD)])
    assert Counter(answer.status for answer in answers) == {200: 1, 409: CROWD - 1}
    assert counts(club, where) == (on_hand - 1, held)


def one_voucher_handed_over_and_given_back(club, herd, alice, desk, where):
    """A member gives a voucher back while the desk hands its gift over."""
    (on_hand, held), points = counts(club, where), balance(club, alice)
    claim_id = claim(club, alice, where)
    cancel = Post(alice.browser, f"/moi/bons/{claim_id}/annulation", {}, accept="text/html")
    answers = herd.charge([each for _ in range(CROWD // 2) for each in (cancel, hand_over(club, desk, claim_id))])
    state = club.rule(lambda: db.session.get_one(Claim, claim_id).state)
    assert state in ("collected", "cancelled")
    collected = int(state == "collected")
    assert Counter(answer.status in (200, 303) for answer in answers)[True] == 1
    assert counts(club, where) == (on_hand - collected, held)
    assert balance(club, alice) == points - PRICE * collected
