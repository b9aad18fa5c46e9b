"""Behind the door: gifts written by several, shelves kept, vouchers looked after."""

import re

import pytest

from clubapp.db import db
from clubapp.shop.models import Gift
from tests.conftest import a_staff
from tests.shop.conftest import a_gift

SAC = {"title_fr": "Sac", "story_fr": "En toile.", "kind": "object", "price": "60", "each": "1"}


@pytest.fixture
def gift(world):
    """The number of a postcard, two of them at the Beaux-Arts."""
    return world(lambda: a_gift()[0].id)


@pytest.fixture
def sam(visit, world, gift):
    """Sam, who writes gifts for the whole network."""
    world(a_staff)
    return visit("sam@club.fr")


def hidden(page, name):
    """What a page would send of a field nobody sees."""
    return re.search(rf'name="{name}"[^>]* value="([^"]*)"', page.text)[1]


def read(world, gift_id, *columns):
    """What stands of a gift."""
    return world(lambda: [getattr(db.session.get_one(Gift, gift_id), name) for name in columns])


def test_what_a_colleague_wrote_is_not_overwritten_unread(sam, gift, world):
    where = f"/equipe/boutique/{gift}"
    version = hidden(sam.get(where), "version")
    assert sam.post(where, **SAC | {"price": "90", "version": version}).status_code == 303
    refused = sam.post(where, **SAC | {"title_fr": "Cabas", "version": version})
    assert (refused.status_code, "Ce cadeau a changé" in refused.text) == (409, True)
    assert read(world, gift, "title_fr", "price") == ["Sac", 90]
