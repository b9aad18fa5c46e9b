import pytest

from clubapp.members import rules as members
from clubapp.notices import rules as notices
from clubapp.points.audit import audit
from clubapp.shop import claiming, rules, stocking
from clubapp.shop.audit import CHECKS
from clubapp.shop.stocking import BelowHeld, TooMany
from tests.conftest import a_museum, a_staff
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


def kinds(member_id):
    return [notice.kind for notice in notices.listing(member_id)]


def test_those_who_keep_a_museum_s_stock_are_told_once_that_a_shelf_is_low(db):
    gift, shelf = a_gift(on_hand=3)
    here, there = shelf.museum_id, a_museum("ceramique", "Musée de la Céramique", "teal").id
    dom, max_ = a_staff("dom@club.fr", "Dom", "desk", here), a_staff("max@club.fr", "Max", "curator", there)
    cleo, ada = a_staff("cleo@club.fr", "Cléo", "curator", here), a_staff("ada@club.fr", "Ada", "admin")
    alice = rich(500)
    stocking.watch(shelf.id, 2)
    stocking.watch_shelves()
    assert kinds(dom.id) == []
    for number in range(2):
        claiming.claim(alice.id, gift.id, here, f"key-0000{number}")
        stocking.watch_shelves()
    (told,) = notices.listing(dom.id)
    assert (told.kind, told.leads_to) == ("stock_low", f"/equipe/boutique/stocks/{shelf.id}")
    assert (told.facts["free"], told.facts["gift_fr"]) == (2, "Carte postale")
    sam = a_staff()  # of the network
    assert [kinds(each.id) for each in (cleo, sam, max_, ada, alice)] == [["stock_low"], ["stock_low"], [], [], []]


def test_an_administrator_is_told_of_a_low_shelf_when_there_is_nobody_else(db):
    _gift, shelf = a_gift(on_hand=1)
    ada = a_staff("ada@club.fr", "Ada", "admin")
    members.erase(a_staff().id)
    stocking.watch(shelf.id, 2)
    stocking.watch_shelves()
    assert kinds(ada.id) == ["stock_low"]


def test_a_low_shelf_is_told_anew_when_more_arrived_or_its_threshold_changed(db):
    _gift, shelf = a_gift(on_hand=2)
    sam = a_staff().id  # of the network: this museum has nobody of its own
    stocking.watch(shelf.id, 2)
    stocking.watch_shelves()
    stocking.restock(shelf.id, -1, reason="lost", by=sam)
    stocking.watch_shelves()
    assert kinds(sam) == ["stock_low"]
    stocking.restock(shelf.id, 5, reason="delivery", by=sam)
    stocking.watch_shelves()
    stocking.restock(shelf.id, -5, reason="damaged", by=sam)
    stocking.watch_shelves()
    assert kinds(sam) == ["stock_low"] * 2
    stocking.watch(shelf.id, 1)
    stocking.watch_shelves()
    assert kinds(sam) == ["stock_low"] * 3
    stocking.watch(shelf.id, 0)
    stocking.watch_shelves()
    assert kinds(sam) == ["stock_low"] * 3


def test_who_wished_is_told_once_when_a_gift_is_back(db):
    gift, shelf = a_gift(on_hand=0)
    alice = rich(60)
    rules.wish(alice.id, gift.id)
    rules.wish(alice.id, gift.id)
    stocking.restock(shelf.id, 1, reason="delivery", by=a_staff().id)
    stocking.restock(shelf.id, 1, reason="delivery", by=a_staff().id)
    assert [notice.kind for notice in notices.listing(alice.id)] == ["gift_back"]
    assert not rules.wishes(alice.id, gift.id)
