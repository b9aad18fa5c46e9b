"""A boutique: one gift on one shelf, and who wants it."""

import pytest

from clubapp.points import ledger
from clubapp.shop import claiming, rules, stocking
from tests.conftest import a_member, a_museum, a_staff


def a_gift(price=60, each=0, on_hand=2, museum="beaux-arts", state="published", variants=(("", ""),), frame=None):
    """A gift with its variants, each on a shelf of one museum; returns it and the first shelf."""
    draft = rules.Draft("Carte postale", "Postcard", "À envoyer.", "To post.", "object", price, each)
    gift = rules.write(draft, variants, frame=frame)
    sam = a_staff().id
    shelves = [stocking.shelve(variant.id, a_museum(museum).id) for variant in rules.variants(gift.id)]
    for shelf in shelves:
        if on_hand:
            stocking.restock(shelf.id, on_hand, reason="delivery", by=sam)
    if state != "draft":
        rules.publish(gift.id)
    return gift, shelves[0]


def rich(points=200, email="alice@club.fr", name="Alice"):
    """A member with points to spend."""
    member = a_member(email, name)
    ledger.credit(member.id, points, because="test.gift", about=f"start:{member.id}")
    return member


@pytest.fixture
def shelf(db):
    return a_gift()[1]


@pytest.fixture
def gift(world):
    """A postcard at 60 points, two of them at the Beaux-Arts."""
    return world(lambda: (lambda made: (made[0].id, made[1].museum_id))(a_gift()))


@pytest.fixture
def held(gift, world):
    """Alice's voucher: its number and code."""

    def claim():
        claimed = claiming.claim(rich(100).id, gift[0], gift[1], "key-00001")
        return claimed.id, claimed.code

    return world(claim)


@pytest.fixture
def desk(visit, world, gift):
    """Dominique, at the desk of the Beaux-Arts."""
    world(lambda: a_staff("desk@club.fr", "Dominique", "desk", gift[1]))
    return visit("desk@club.fr")
