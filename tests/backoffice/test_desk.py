"""“Le code ne se lit pas”: a member's vouchers by their address, which the desk can't use to learn who is a member."""

import re

import pytest

from clubapp import db as base
from clubapp.backoffice import rules
from clubapp.journal.models import Line
from clubapp.points import ledger
from clubapp.shop import claiming, stocking
from clubapp.shop import rules as shop
from tests.conftest import a_member, a_museum, a_staff
from tests.shop.conftest import a_gift, rich

DOM, ADA, SAM = "dom@club.fr", "ada@club.fr", "sam@club.fr"
SEARCH = "/equipe/accueil/recherches"


@pytest.fixture
def town(world):
    """Alice holds a postcard here, one there and one that was cancelled; Bob holds nothing."""

    def furnish():
        here, there = a_gift()[1], a_gift(museum="ceramique")[1]
        a_staff(DOM, "Dom", "desk", here.museum_id)
        a_staff(ADA, "Ada", "admin")
        alice = rich(500, name="Alice Martin")
        a_member("bob@club.fr", "Bob")
        held = [claiming.claim(alice.id, 1, here.museum_id, f"key-0000{n}") for n in range(2)]
        claiming.cancel(alice.id, held[1].id)
        elsewhere = claiming.claim(alice.id, 2, there.museum_id, "key-00003")
        return held[0].code, elsewhere.code

    return world(furnish)


def codes(answer):
    return re.findall(r'name="code" value="([^"]+)"', answer.text)


def lines(world):
    query = base.db.select(Line.act, Line.about, Line.museum_id).where(Line.act == rules.LOOKED_UP)
    return [tuple(row) for row in world(lambda: base.db.session.execute(query).all())]


def test_what_can_be_handed_over_here_leads_to_its_card(town, visit):
    dom = visit(DOM)
    found = dom.post(SEARCH, email=" Alice@Club.fr ")
    assert (found.status_code, codes(found), "Alice M." in found.text) == (200, [town[0]], True)
    assert "Martin" not in found.text
    card = dom.post("/equipe/accueil", code=codes(found)[0])
    assert ('data-desk="green"' in card.text, 'id="hand-over"' in card.text) == (True, True)


def test_what_waits_elsewhere_is_for_the_desks_that_may_hand_it_over(town, visit, world):
    assert town[1] not in visit(DOM).post(SEARCH, email="alice@club.fr").text
    seen = visit(ADA).post(SEARCH, email="alice@club.fr", musee="1")
    assert (codes(seen), "Il n’y en a pas ici." in seen.text) == ([town[0]], True)
    world(lambda: stocking.restock(stocking.shelve(shop.variants(2)[0].id, 1).id, 1, reason="delivery", by=1))
    assert codes(visit(DOM).post(SEARCH, email="alice@club.fr")) == list(town)


def test_an_administrator_who_has_not_said_where_they_stand_opens_none(town, visit):
    seen = visit(ADA).post(SEARCH, email="alice@club.fr")
    assert (codes(seen), seen.text.count("Dites d’abord dans quel musée vous êtes.")) == ([], 2)


def test_an_agent_does_not_open_their_own(town, visit, world):
    def own():
        dom = a_member(DOM)
        ledger.credit(dom.id, 60, because="test.gift", about="own")
        claiming.claim(dom.id, 1, 1, "key-00009")

    world(own)
    seen = visit(DOM).post(SEARCH, email=DOM)
    assert (codes(seen), "C’est votre propre bon" in seen.text) == ([], True)


@pytest.mark.parametrize("htmx", [False, True])
def test_nobody_s_address_is_answered_as_a_member_s_without_vouchers(town, visit, htmx):
    dom = visit(DOM, htmx=htmx)
    bob, nobody = (dom.post(SEARCH, email=f"{who}@club.fr") for who in ("bob", "ann"))
    assert bob.status_code == nobody.status_code == 200
    hidden = re.compile(r'value="[^"]*"|\?l=\w+|{"X-CSRFToken": "[^"]*"}|request_id=\S+')
    assert hidden.sub("", bob.text) == hidden.sub("", nobody.text)
    assert "Rien à remettre ici pour cette adresse" in bob.text


def test_each_search_is_a_line_without_the_address(town, visit, world):
    dom = visit(DOM)
    for email in ("alice@club.fr", "alice@club.fr", "ann@club.fr"):
        dom.post(SEARCH, email=email)
    alice = world(lambda: a_member().id)
    known = (rules.LOOKED_UP, f"member:{alice}", 1)
    assert lines(world) == [known, known, (rules.LOOKED_UP, None, 1)]


@pytest.mark.parametrize("email", ["", "alice", "alice@club.fr, bob@club.fr", "x" * 300 + "@club.fr"])
@pytest.mark.parametrize("htmx", [False, True])
def test_what_is_no_address_is_told_and_is_no_search(town, visit, world, email, htmx):
    answer = visit(DOM, htmx=htmx).post(SEARCH, email=email)
    assert (answer.status_code, 'id="email-error"' in answer.text, lines(world)) == (422, True, [])
    assert answer.headers.get("HX-Retarget") == ("body" if htmx else None)


def test_an_agent_searches_thirty_times_a_day(town, visit, world):
    dom = visit(DOM)
    answers = [dom.post(SEARCH, email=f"nobody{n}@club.fr").status_code for n in range(31)]
    assert answers == [200] * 30 + [429]
    assert len(lines(world)) == 30
    assert visit(ADA).post(SEARCH, email="alice@club.fr").status_code == 200


@pytest.mark.parametrize(("who", "status"), [(None, 401), ("bob@club.fr", 403), (SAM, 403), (DOM, 200), (ADA, 200)])
def test_who_searches(town, visit, world, who, status):
    world(a_staff)
    assert visit(who).post(SEARCH, email="bob@club.fr").status_code == status


def test_the_page_keeps_the_address_only_while_nothing_is_found(town, visit):
    dom = visit(DOM)
    assert 'value="bob@club.fr"' in dom.post(SEARCH, email="bob@club.fr").text
    assert "alice@club.fr" not in dom.post(SEARCH, email="alice@club.fr").text


def test_one_place_has_the_focus_of_a_page(town, visit, world):
    dom = visit(DOM)
    pages = [dom.get("/equipe/accueil"), *(dom.post(SEARCH, email=email) for email in ("alice@club.fr", "alice"))]
    assert [re.findall(r'<[^>]+id="([\w-]+)"[^>]* autofocus', page.text) for page in pages] == [
        ["code"],
        ["found"],
        ["summary"],
    ]
    assert world(a_museum)


@pytest.mark.parametrize("musee", ["9" * 30, "-1", "deux", "99"])
def test_a_desk_that_is_nowhere_says_so(town, visit, musee):
    ada = visit(ADA)
    assert ada.get(f"/equipe/accueil?musee={musee}").status_code == 200
    assert "Dites d’abord dans quel musée vous êtes." in ada.post("/equipe/accueil", code=town[0], musee=musee).text
