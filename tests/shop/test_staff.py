"""Behind the door: gifts written by several, shelves kept, vouchers looked after."""

import re
from datetime import timedelta

import pytest

from clubapp import clock
from clubapp.db import db
from clubapp.notices import rules as notices
from clubapp.shop import claiming
from clubapp.shop.models import Claim, Gift, Stock
from tests.conftest import a_staff
from tests.shop.conftest import a_gift, rich

SAC = {"title_fr": "Sac", "story_fr": "En toile.", "kind": "object", "price": "60", "each": "1"}


@pytest.fixture
def gift(world):
    """The number of a postcard, two of them at the Beaux-Arts."""
    return world(lambda: a_gift()[0].id)


@pytest.fixture
def shelf(gift, world):
    """The number of the shelf where they stand."""
    return world(lambda: Stock.query.one().id)


@pytest.fixture
def held(gift, shelf, world):
    """The number of Alice's voucher for one of them."""
    return world(lambda: claiming.claim(rich().id, gift, db.session.get_one(Stock, shelf).museum_id, "key-00001").id)


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


def test_a_new_gift_sent_twice_is_written_once(sam, world):
    sent = SAC | {"key": hidden(sam.get("/equipe/boutique/nouveau"), "key")}
    first, again = (sam.post("/equipe/boutique/nouveau", **sent) for _ in range(2))
    assert (first.status_code, again.location) == (303, first.location)
    assert sam.post("/equipe/boutique/nouveau", **sent | {"title_fr": "Cabas"}).status_code == 409
    assert world(lambda: [gift.title_fr for gift in Gift.query]) == ["Carte postale", "Sac"]


def test_what_arrives_is_added_once_however_often_the_page_is_sent(sam, shelf, world):
    where = f"/equipe/boutique/stocks/{shelf}"
    sent = {"change": "5", "reason": "delivery", "key": hidden(sam.get(where), "key")}
    assert [sam.post(f"{where}/mouvements", **sent).status_code for _ in range(2)] == [303, 303]
    assert sam.post(f"{where}/mouvements", **sent | {"change": "6"}).status_code == 409
    assert world(lambda: db.session.get_one(Stock, shelf).on_hand) == 7
    assert sam.post(f"{where}/mouvements", **sent | {"key": hidden(sam.get(where), "key")}).status_code == 303
    assert world(lambda: db.session.get_one(Stock, shelf).on_hand) == 12


def test_thirty_more_days_asked_twice_are_thirty(sam, held, world):
    before = world(lambda: db.session.get_one(Claim, held).deadline)
    sent = {"deadline": hidden(sam.get("/equipe/boutique/bons"), "deadline")}
    first, again = (sam.post(f"/equipe/boutique/bons/{held}/prolongation", **sent) for _ in range(2))
    assert (first.status_code, again.status_code, "a changé depuis" in again.text) == (303, 409, True)
    days = clock.day_of(world(lambda: db.session.get_one(Claim, held).deadline)) - clock.day_of(before)
    assert days == timedelta(days=30)


@pytest.mark.parametrize("what", ["prolongation", "retrait"])
def test_nobody_looks_after_their_own_voucher(sam, shelf, world, what):
    def own():
        shelf_ = db.session.get_one(Stock, shelf)
        return claiming.claim(rich(60, "sam@club.fr", "Sam").id, 1, shelf_.museum_id, "key-00001").id

    number = world(own)
    answer = sam.post(f"/equipe/boutique/bons/{number}/{what}")
    assert (answer.status_code, "votre propre bon" in answer.text) == (403, True)
    assert world(lambda: [(claim.state, notices.listing(claim.member_id)) for claim in Claim.query]) == [("held", [])]
