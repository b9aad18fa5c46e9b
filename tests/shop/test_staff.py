"""Behind the door: gifts written by several, shelves kept, vouchers looked after."""

import re
from datetime import timedelta

import pytest

from clubapp import clock
from clubapp.db import db
from clubapp.notices import rules as notices
from clubapp.shop import claiming, rules, stocking
from clubapp.shop.models import Claim, Gift, Stock
from tests.conftest import a_museum, a_staff
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


@pytest.fixture
def max_(visit, world, gift):
    """Max, a curator of the Beaux-Arts alone."""
    world(lambda: a_staff("max@club.fr", "Max", "curator", a_museum().id))
    return visit("max@club.fr")


def also(world, gift_id, museum="ceramique"):
    """Give a gift a shelf in another museum."""
    world(lambda: stocking.shelve(rules.variants(gift_id)[0].id, a_museum(museum, "La Céramique", "teal").id))


def test_a_gift_is_changed_by_who_may_publish_wherever_it_stands(sam, max_, gift, world):
    where = f"/equipe/boutique/{gift}"
    assert f'href="{where}"' in max_.get("/equipe/boutique").text
    assert max_.post(where, **SAC).status_code == 303
    also(world, gift)
    assert f'href="{where}"' not in max_.get("/equipe/boutique").text
    for what in ("", "/publication", "/archivage"):
        assert max_.post(where + what, **SAC | {"title_fr": "Cabas"}).status_code == 403
    assert read(world, gift, "title_fr", "state") == ["Sac", "published"]
    assert f'href="{where}"' in sam.get("/equipe/boutique").text
    assert sam.post(f"{where}/archivage").status_code == 303


def test_any_curator_writes_of_a_gift_that_stands_nowhere(max_, world):
    number = world(lambda: rules.write(rules.Draft("Sac", "", "En toile.", "", "object", 60, 1)).id)
    assert max_.post(f"/equipe/boutique/{number}", **SAC).status_code == 303


def test_a_gift_without_a_shelf_is_not_offered(sam, world):
    number = world(lambda: rules.write(rules.Draft("Sac", "", "En toile.", "", "object", 60, 1)).id)
    where = f"/equipe/boutique/{number}/publication"
    answer = sam.post(where)
    assert (answer.status_code, "Donnez-lui d’abord une étagère" in answer.text) == (422, True)
    assert read(world, number, "state") == ["draft"]
    also(world, number)
    assert sam.post(where).status_code == 303


def test_a_download_is_not_among_the_kinds_one_may_write(sam):
    assert 'value="download"' not in sam.get("/equipe/boutique/nouveau").text
    assert sam.post("/equipe/boutique/nouveau", **SAC | {"kind": "download"}).status_code == 422


@pytest.mark.parametrize("unseen", ["\u200b", "\ufeff \u2060", "\u00ad", "\u3164", "\u2800"])
def test_a_name_that_nobody_sees_is_none(sam, gift, world, unseen):
    where = f"/equipe/boutique/{gift}"
    for name in ("title_fr", "story_fr"):
        assert sam.post(where, **SAC | {name: unseen}).status_code == 422
    assert sam.post(where, **SAC | {"title_en": unseen, "story_en": unseen}).status_code == 303
    assert read(world, gift, "title_en", "story_en") == ["", ""]


def test_a_blank_line_separates_two_paragraphs(sam, client, gift):
    sam.post(f"/equipe/boutique/{gift}", **SAC | {"story_fr": "En toile.\r\n\r\nIl est grand."})
    page = client.get(f"/boutique/{gift}").text
    assert re.findall(r"<p>((?:En|Il) [^<]*)</p>", page) == ["En toile.", "Il est grand."]


@pytest.mark.parametrize(
    ("where", "sent", "field"),
    [
        ("mouvements", {"change": "-2", "reason": "lost"}, "change"),
        ("inventaire", {"counted": "0", "reason": "lost"}, "counted"),
    ],
)
def test_a_stock_below_what_is_promised_is_refused_beside_its_field(sam, shelf, held, where, sent, field):
    answer = sam.post(f"/equipe/boutique/stocks/{shelf}/{where}", **sent)
    said = re.search(rf'id="{field}-error">.*?<span>(.*?)</span>', answer.text, re.DOTALL)
    assert (answer.status_code, said and said[1]) == (
        422,
        "Ce qui est promis à des membres reste ici\u202f: au moins 1. Rien n’a changé.",
    )
    assert f'value="{sent[field]}"' in answer.text


def test_a_stock_take_says_where_its_difference_comes_from(sam, shelf):
    where = f"/equipe/boutique/stocks/{shelf}"
    assert sam.post(f"{where}/inventaire", counted="1", reason="lost").status_code == 303
    log = sam.get(where).text.partition('id="moves"')[2]
    assert "Perdu" in log.partition("</li>")[0]


def test_a_voucher_is_taken_back_after_a_word_of_what_follows(sam, held):
    page = sam.get("/equipe/boutique/bons").text
    (confirming,) = re.findall(r"<details[^>]*>(?:(?!<details).)*?</details>", page, re.DOTALL)
    assert "retrouve ses 60 points" in confirming
    assert f"/equipe/boutique/bons/{held}/retrait" in confirming


def test_thousands_are_set_apart_in_a_count_of_points(client, world):
    number = world(lambda: a_gift(price=5000)[0].id)
    assert "5\u202f000 points" in client.get(f"/boutique/{number}").text


@pytest.mark.parametrize(
    "variants", ["Bleu / Blue\nBleu / Blue", "Bleu\nbleu", "Bleu / Blue\nAzur / Blue", "Bleu\nBleu\u200b"]
)
def test_a_variant_is_written_once(sam, world, variants):
    answer = sam.post("/equipe/boutique/nouveau", **SAC, variants=variants)
    assert (answer.status_code, "Un modèle ne s’écrit qu’une fois" in answer.text) == (422, True)
    assert sam.post("/equipe/boutique/nouveau", **SAC, variants="Bleu / Blue\nBlanc\nVert").status_code == 303


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [("", "", "Proposé"), ("2090-01-01", "", "Pas encore proposé"), ("", "2020-01-01", "Plus proposé")],
)
def test_the_list_says_whether_visitors_see_a_gift(sam, gift, first, last, says):
    sam.post(f"/equipe/boutique/{gift}", **SAC, first_day=first, last_day=last)
    assert re.search(r'<span class="chip[^>]*>([^<]*)</span>', sam.get("/equipe/boutique").text)[1] == says


def test_in_english_a_gift_has_its_english_name_or_says_that_it_is_french(world, visit, held):
    world(lambda: [a_staff(), a_gift(), rules.write(rules.Draft("Sac", "", "En toile.", "", "object", 60, 1))])
    sam = visit("sam@club.fr", language="en")
    assert sam.post("/langue", language="en").status_code == 303
    assert [name in sam.get("/equipe/boutique").text for name in ("Postcard", 'lang="fr">Sac<')] == [True, True]
    for page in ("stocks", "stocks/1", "bons"):
        assert "Postcard" in sam.get(f"/equipe/boutique/{page}").text
