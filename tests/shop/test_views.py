import re
from datetime import UTC, datetime, timedelta

import pytest

from clubapp import clock
from clubapp.db import db
from clubapp.members import rules as members
from clubapp.shop import rules, stocking
from clubapp.shop.models import Claim, Gift, Stock
from tests.conftest import a_member, a_museum, a_staff
from tests.shop.conftest import a_gift, rich


@pytest.fixture
def alice(visit, world):
    """Alice, with 100 points."""
    world(rich, 100)
    return visit("alice@club.fr")


def form_of(page, gift_id):
    """What the one form of a gift's page would send, its museum chosen."""
    form = re.search(rf'<form[^>]*action="/boutique/{gift_id}/commandes".*?</form>', page, re.DOTALL)[0]
    hidden = dict(re.findall(r'<input type="hidden" name="(key|price)" value="([^"]*)"', form))
    assert 'name="museum_id"' in form
    return hidden


def claims(world):
    return world(lambda: [(c.member_id, c.state) for c in Claim.query.order_by(Claim.id)])


def test_anybody_may_look_at_the_boutique(client, gift):
    assert "Carte postale" in client.get("/boutique").text
    page = client.get(f"/boutique/{gift[0]}")
    assert (page.status_code, "/inscription" in page.text) == (200, True)
    assert client.post(f"/boutique/{gift[0]}/commandes", museum_id=gift[1], key="key-00001").status_code == 401


def test_one_tap_gives_a_voucher_and_the_same_tap_the_same(alice, gift, world):
    sent = form_of(alice.get(f"/boutique/{gift[0]}").text, gift[0]) | {"museum_id": gift[1]}
    first = alice.post(f"/boutique/{gift[0]}/commandes", **sent)
    again = alice.post(f"/boutique/{gift[0]}/commandes", **sent)
    assert (first.status_code, first.location) == (303, again.location)
    voucher = alice.get(first.location)
    assert re.search(r'<output[^>]*id="voucher-code"[^>]*>\s*V-\w{4}-\w{4}', voucher.text)
    assert 'data-balance="40"' in voucher.text
    assert len(claims(world)) == 1


def test_the_key_of_one_gift_does_not_claim_another(alice, gift, world):
    other, museum = world(lambda: (lambda made: (made[0].id, made[1].museum_id))(a_gift()))
    alice.post(f"/boutique/{gift[0]}/commandes", museum_id=gift[1], key="key-00001")
    answer = alice.post(f"/boutique/{other}/commandes", museum_id=museum, key="key-00001")
    assert (answer.status_code, len(claims(world))) == (422, 1)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"museum_id": "", "key": "key-00001"}, 422),
        ({"museum_id": "-1", "key": "key-00001"}, 422),
        ({"museum_id": "9" * 30, "key": "key-00001"}, 422),
        ({"museum_id": "9" * 309, "key": "key-00001"}, 422),
        ({"museum_id": "nulle part", "key": "key-00001"}, 422),
        ({"museum_id": "1", "key": ""}, 422),
        ({"museum_id": "1", "key": "x" * 65}, 422),
        ({"museum_id": "1", "key": "key-00001", "price": "59"}, 409),
        ({"museum_id": "1", "key": "key-00001", "variant_id": "999"}, 422),
    ],
)
def test_a_claim_that_makes_no_sense_changes_nothing(alice, gift, world, sent, status):
    answer = alice.post(f"/boutique/{gift[0]}/commandes", **sent)
    assert (answer.status_code, claims(world)) == (status, [])
    assert 'data-balance="100"' in answer.text


def test_a_gift_withdrawn_or_repriced_a_second_ago_is_refused_in_words(alice, gift, world):
    sent = form_of(alice.get(f"/boutique/{gift[0]}").text, gift[0]) | {"museum_id": gift[1]}
    world(lambda: rules.rewrite(gift[0], rules.Draft("Carte postale", "", "À envoyer.", "", "object", 70, 0)))
    repriced = alice.post(f"/boutique/{gift[0]}/commandes", **sent)
    assert (repriced.status_code, "70" in repriced.text) == (409, True)
    world(rules.archive, gift[0])
    gone = alice.post(f"/boutique/{gift[0]}/commandes", **sent)
    assert (gone.status_code, "n’est plus proposé" in gone.text, claims(world)) == (409, True, [])
    assert '<a class="button" href="/boutique">' in gone.text  # the page one comes from is no more


def test_who_has_as_many_as_one_may_is_told_so_whatever_their_points(alice, world):
    gift, museum = world(lambda: (lambda made: (made[0].id, made[1].museum_id))(a_gift(each=1)))
    alice.post(f"/boutique/{gift}/commandes", museum_id=museum, key="key-00001")
    page = alice.get(f"/boutique/{gift}").text
    assert ('id="enough"' in page, 'id="claim"' in page, 'id="earn"' in page) == (True, False, False)


def test_a_voucher_is_its_member_s_alone(alice, gift, visit, world):
    where = alice.post(f"/boutique/{gift[0]}/commandes", museum_id=gift[1], key="key-00001").location
    world(a_member, "bruno@club.fr", "Bruno")
    bruno = visit("bruno@club.fr")
    assert bruno.get(where).status_code == 404
    assert bruno.post(f"{where}/annulation").status_code == 404
    assert claims(world)[0][1] == "held"


def test_a_voucher_given_back_brings_its_points(alice, gift, world):
    where = alice.post(f"/boutique/{gift[0]}/commandes", museum_id=gift[1], key="key-00001").location
    page = alice.post(f"{where}/annulation", follow=True)
    assert ('data-balance="100"' in page.text, claims(world)[0][1]) == (True, "cancelled")
    assert alice.post(f"{where}/annulation").status_code == 409


def test_a_goal_stands_on_the_home_page(alice, gift):
    alice.post(f"/boutique/{gift[0]}/objectif")
    assert "Carte postale" in alice.get("/").text
    alice.post("/boutique/objectif/abandon")
    assert "Carte postale" not in alice.get("/").text


def test_who_wished_finds_a_notice(visit, world):
    gift, shelf = world(lambda: (lambda made: (made[0].id, made[1].id))(a_gift(on_hand=0)))
    world(a_member)
    alice = visit("alice@club.fr")
    assert alice.post(f"/boutique/{gift}/souhait").status_code == 303
    world(lambda: stocking.restock(shelf, 1, reason="delivery", by=a_staff().id))
    assert "Carte postale" in alice.get("/moi/avis").text


@pytest.mark.parametrize(
    ("where", "sent", "status"),
    [
        ("mouvements", {"change": "0", "reason": "delivery"}, 422),
        ("mouvements", {"change": "9" * 12, "reason": "delivery"}, 422),
        ("mouvements", {"change": "-2", "reason": "lost"}, 422),
        ("mouvements", {"change": "1", "reason": "magic"}, 422),
        ("inventaire", {"counted": "-1", "reason": "lost"}, 422),
        ("inventaire", {"counted": "0", "reason": "lost"}, 422),
        ("inventaire", {"counted": "", "reason": "lost"}, 422),
        ("inventaire", {"counted": "deux", "reason": "lost"}, 422),
        ("inventaire", {"counted": "2"}, 422),
        ("inventaire", {"counted": "2", "reason": "magic"}, 422),
        ("mouvements", {"change": "9" * 309, "reason": "delivery"}, 422),
        ("seuil", {"low": "-1"}, 422),
        ("seuil", {"low": "100001"}, 422),
        ("seuil", {"low": ""}, 422),
        ("seuil", {"low": "deux"}, 422),
    ],
)
def test_a_stock_that_makes_no_sense_is_refused(desk, held, world, where, sent, status):
    shelf = world(lambda: Claim.query.one().stock_id)
    assert desk.post(f"/equipe/boutique/stocks/{shelf}/{where}", **sent).status_code == status
    assert world(lambda: [(row.Stock.on_hand, row.Stock.held) for row in stocking.shelves()]) == [(2, 1)]


def test_a_desk_keeps_its_own_shelves_only(desk, world):
    shelf = world(lambda: a_gift(museum="ceramique")[1].id)
    assert desk.post(f"/equipe/boutique/stocks/{shelf}/inventaire", counted="5", reason="count").status_code == 403
    assert world(a_museum)


def test_a_shelf_s_log_says_who_made_each_move(desk, world):
    shelf = world(lambda: Stock.query.one().id)  # Sam filled it
    where = f"/equipe/boutique/stocks/{shelf}"
    desk.post(f"{where}/inventaire", counted="5", reason="count")
    log = desk.get(where).text.partition('id="moves"')[2]
    assert 0 < log.find("Dominique") < log.find("Sam")
    world(lambda: members.erase(a_staff().id))
    log = desk.get(where).text.partition('id="moves"')[2]
    assert ("Sam" in log, log.count("un ancien collègue")) == (False, 1)


@pytest.fixture
def sam(visit, world, gift):
    """Sam, who writes gifts."""
    world(a_staff)
    return visit("sam@club.fr")


WRITTEN = {"title_fr": "Sac", "story_fr": "En toile.", "kind": "object", "price": "60", "each": "1"}


def window(world, gift):
    return world(lambda: (lambda it: (it.shown_from, it.shown_until))(db.session.get_one(Gift, gift[0])))


def test_a_gift_is_seen_from_its_first_day_to_its_last_in_paris(sam, client, gift, world):
    where = f"/equipe/boutique/{gift[0]}"
    # The clock goes back on the 26th of October 2025: that day lasts 25 hours.
    assert sam.post(where, **WRITTEN, first_day="2025-10-26", last_day="2025-10-26").status_code == 303
    begins, ends = datetime(2025, 10, 25, 22, tzinfo=UTC), datetime(2025, 10, 26, 23, tzinfo=UTC)
    assert window(world, gift) == (begins, ends)
    page = sam.get(where).text
    assert [re.search(rf'value="([^"]*)" id="{name}"', page)[1] for name in ("first_day", "last_day")] == [
        "2025-10-26",
        "2025-10-26",
    ]
    assert 'id="see"' not in page
    second = timedelta(seconds=1)
    saver = world(lambda: a_member("emma@club.fr", "Emma").id)
    world(rules.aim, saver, gift[0])
    for instant, seen in [(begins - second, False), (begins, True), (ends - second, True), (ends, False)]:
        with clock.at(instant):
            shown = world(rules.catalogue, 100), world(rules.offered, gift[0]), world(rules.goal, saver)
            assert [bool(each) for each in shown] == [seen] * 3
    sam.post(where, **WRITTEN, first_day="", last_day="")
    assert (window(world, gift), 'id="see"' in sam.get(where).text) == ((None, None), True)


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        ("2026-06-02", "2026-06-01", "Le dernier jour vient avant le premier."),
        ("demain", "", "Écrivez une date"),
        ("2026-02-30", "2026-06-01", "Écrivez une date"),
        ("0001-01-01", "", "Choisissez une date entre 2000 et 2099."),
        ("", "9999-12-31", "Choisissez une date entre 2000 et 2099."),
    ],
)
def test_dates_that_make_no_sense_are_refused_in_words(sam, gift, world, first, last, says):
    answer = sam.post(f"/equipe/boutique/{gift[0]}", **WRITTEN, first_day=first, last_day=last)
    assert (answer.status_code, says in answer.text, window(world, gift)) == (422, True, (None, None))


@pytest.mark.parametrize(("low", "free", "told"), [(0, 1, 0), (1, 2, 0), (2, 2, 1), (3, 2, 1), (1, 1, 1)])
def test_a_shelf_soon_empty_is_told_from_what_is_free(desk, world, held, low, free, told):
    shelf = world(lambda: Claim.query.one().stock_id)
    where = f"/equipe/boutique/stocks/{shelf}"
    desk.post(f"{where}/inventaire", counted=str(free + 1), reason="count")  # one is promised
    assert desk.post(f"{where}/seuil", low=str(low)).location == where
    assert f'value="{low}" id="low"' in desk.get(where).text
    assert desk.get("/equipe/boutique/stocks").text.count("Bientôt épuisé") == told


def test_a_refused_threshold_is_shown_back_and_changes_nothing(desk, world):
    shelf = world(lambda: Stock.query.one().id)
    answer = desk.post(f"/equipe/boutique/stocks/{shelf}/seuil", low="-3")
    assert (answer.status_code, 'value="-3" id="low"' in answer.text) == (422, True)
    assert world(lambda: Stock.query.one().low) == 0


def test_a_threshold_is_set_by_those_who_keep_the_shelf(desk, world):
    shelf = world(lambda: a_gift(museum="ceramique")[1].id)
    assert desk.post(f"/equipe/boutique/stocks/{shelf}/seuil", low="5").status_code == 403
    assert world(lambda: db.session.get_one(Stock, shelf).low) == 0
