"""A boutique: one gift on one shelf, and who wants it."""

import pytest

from clubapp.points import ledger
from clubapp.shop import rules, stocking
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
