import pytest

from clubapp.notices import rules as notices
from clubapp.points.audit import audit
from clubapp.shop import claiming, rules, stocking
from clubapp.shop.audit import CHECKS
from clubapp.shop.stocking import BelowHeld, TooMany
from tests.conftest import a_staff
from tests.shop.conftest import a_gift, rich
from tests.shop.test_claiming import on_shelf

pytestmark = pytest.mark.both_engines


def test_what_arrives_is_logged_with_its_reason(db):
    _gift, shelf = a_gift(on_hand=0)
    sam = a_staff().id
    stocking.restock(shelf.id, 5, reason="delivery", by=sam)
    stocking.restock(shelf.id, -2, reason="damaged", by=sam)
    stocking.count(shelf.id, 4, by=sam)
    log = [(move.change, move.on_hand_after, move.reason) for move in stocking.moves(shelf.id)]
    assert log == [(1, 4, "count"), (-2, 3, "damaged"), (5, 5, "delivery")]
    assert audit(CHECKS)[1]


@pytest.mark.parametrize("counted", [0, -1])
def test_a_shelf_never_goes_below_what_is_promised(db, counted):
    gift, shelf = a_gift(on_hand=2)
    claiming.claim(rich(60).id, gift.id, shelf.museum_id, "key-00001")
    with pytest.raises(BelowHeld) as told:
        stocking.count(shelf.id, counted, by=a_staff().id)
    assert "1" in told.value.words
    with pytest.raises(BelowHeld):
        stocking.restock(shelf.id, -2, reason="lost", by=a_staff().id)
    assert on_shelf(shelf) == (2, 1)


def test_a_shelf_holds_no_more_than_a_shelf_can(db):
    _gift, shelf = a_gift(on_hand=1)
    with pytest.raises(TooMany):
        stocking.restock(shelf.id, 10**9, reason="delivery", by=a_staff().id)
    assert on_shelf(shelf) == (1, 0)


def test_who_wished_is_told_once_when_a_gift_is_back(db):
    gift, shelf = a_gift(on_hand=0)
    alice = rich(60)
    rules.wish(alice.id, gift.id)
    rules.wish(alice.id, gift.id)
    stocking.restock(shelf.id, 1, reason="delivery", by=a_staff().id)
    stocking.restock(shelf.id, 1, reason="delivery", by=a_staff().id)
    assert [notice.kind for notice in notices.listing(alice.id)] == ["gift_back"]
    assert not rules.wishes(alice.id, gift.id)
