"""Members for staff: nobody is looked at in secret, nobody is given points by themselves or by one person alone."""

import re

import pytest

from clubapp import db as base
from clubapp.backoffice import members, rules
from clubapp.home import receipts
from clubapp.journal.models import Line
from clubapp.members.models import Member
from clubapp.points import ledger
from tests.conftest import a_member, a_museum, a_staff

DOM, ADA, SAM = "dom@club.fr", "ada@club.fr", "sam@club.fr"


@pytest.fixture
def alice(world):
    """Alice, her namesake, and who works here."""

    def furnish():
        alice = a_member(name="Alice Martin")
        a_member("other@club.fr", "alice Petit")
        a_staff(DOM, "Dom", "desk", a_museum().id)
        a_staff(SAM, "Sam", "curator", a_museum().id)
        a_staff(ADA, "Ada", "admin")
        return alice.id

    return world(furnish)


def lines(world):
    query = base.db.select(Line.act, Line.about).order_by(Line.id)
    return [tuple(row) for row in world(lambda: base.db.session.execute(query).all()) if row.act != "staff.appointed"]


def seek(visitor, typed):
    return visitor.post("/equipe/membres/recherches", q=typed)


def key(page):
    return re.search(r'name="key"[^>]*value="([^"]+)"', page.text)[1]


def grant(visitor, member, points, reason="workshop_help", **more):
    sheet = visitor.get(f"/equipe/membres/{member}")
    sent = {"key": key(sheet), "amount": str(points), "reason": reason, "note": ""} | more
    return visitor.post(f"/equipe/membres/{member}/gestes", follow=True, **sent)


def test_an_address_or_a_card_opens_the_page_and_the_journal_tells_it(alice, visit, world):
    dom, card = visit(DOM), world(lambda: base.db.session.get_one(Member, alice).card)
    for typed in (" Alice@Club.fr ", card.lower(), card.replace("-", "")):
        assert seek(dom, typed).location == f"/equipe/membres/{alice}"
    assert lines(world) == [("member.looked_up", f"member:{alice}")] * 3
    assert "Alice Martin" in dom.get(f"/equipe/membres/{alice}").text


def test_a_name_of_several_shows_them_and_opens_none(alice, visit, world):
    dom = visit(DOM)
    found = seek(dom, "ALICE")
    assert re.findall(r'id="open-(\d+)"', found.text) == [str(alice + 1), str(alice)]
    assert "@club.fr" not in found.text
    assert dom.get(f"/equipe/membres/{alice}").location == "/equipe/membres"
    assert dom.post(f"/equipe/membres/{alice}/ouverture").location == f"/equipe/membres/{alice}"
    assert lines(world) == [("member.looked_up", None), ("member.looked_up", f"member:{alice}")]


def test_what_joins_nothing_in_a_name_is_read_as_it_is_written(alice, visit):
    assert "Personne de ce nom" in seek(visit(DOM), "%%").text


def test_an_unknown_address_is_a_search_too(alice, visit, world):
    answer = seek(visit(DOM), "nobody@club.fr")
    assert (answer.status_code, "Personne de ce nom" in answer.text) == (200, True)
    assert lines(world) == [("member.looked_up", None)]


def test_a_page_opened_by_one_is_closed_to_another_and_to_oneself_the_day_after(alice, visit, world, monkeypatch):
    dom = visit(DOM)
    seek(dom, "alice@club.fr")
    assert visit(ADA).get(f"/equipe/membres/{alice}").status_code == 303
    monkeypatch.setattr(rules, "WITHIN", -rules.WITHIN)
    assert dom.get(f"/equipe/membres/{alice}").status_code == 303


def test_who_looks_at_many_members_in_a_day_is_stopped(alice, visit, monkeypatch):
    monkeypatch.setattr(rules, "LOOKS", 2)
    dom = visit(DOM)
    assert [seek(dom, "nobody@club.fr").status_code for _ in range(3)] == [200, 200, 429]
    assert dom.post(f"/equipe/membres/{alice}/ouverture").status_code == 429


def test_points_given_are_told_to_both_sides(alice, visit):
    dom = visit(DOM)
    seek(dom, "alice@club.fr")
    sheet = grant(dom, alice, 30, note="Atelier du samedi")
    assert "30 points sont donnés" in sheet.text
    assert "Atelier du samedi" in sheet.text
    book = visit("alice@club.fr").get("/moi/points").text
    assert ("Donné par l’équipe" in book, "Aide à un atelier" in book, "Atelier du samedi" in book) == (
        True,
        True,
        False,
    )
    assert "Aide à un atelier ou à un rendez-vous." in visit("alice@club.fr").get("/moi/avis").text


def test_what_will_be_owed_is_said_plainly(alice, visit, world):
    world(ledger.credit, alice, 20, because="test.gain", about="thing:1")
    dom = visit(DOM)
    seek(dom, "alice@club.fr")
    assert "Repris au-delà de ses 20 points, le reste sera dû" in dom.get(f"/equipe/membres/{alice}").text
    sheet = grant(dom, alice, 50, "counted_twice")
    assert "le reste, 30, sera retenu sur ses prochains gains" in sheet.text
    told = visit("alice@club.fr").get("/moi/avis").text
    assert "Il en manquait 30, déjà dépensés" in told


@pytest.mark.parametrize("fault", [{"amount": "0"}, {"amount": "10001"}, {"reason": "because"}, {"note": "x" * 201}])
def test_what_is_mistyped_comes_back_and_moves_nothing(alice, visit, world, fault):
    dom = visit(DOM)
    seek(dom, "alice@club.fr")
    sent = {"key": "a-page-of-its-own", "amount": "5", "reason": "apology", "note": ""} | fault
    assert dom.post(f"/equipe/membres/{alice}/gestes", **sent).status_code == 422
    assert world(ledger.balance, alice) == 0


def test_nobody_finds_a_form_for_themselves(alice, visit, world):
    dom, own = visit(DOM), world(lambda: base.db.session.scalar(base.db.select(Member.id).filter_by(email=DOM)))
    seek(dom, DOM)
    assert 'id="grant"' not in dom.get(f"/equipe/membres/{own}").text
    sent = {"amount": "5", "reason": "apology"}
    assert dom.post(f"/equipe/membres/{own}/gestes", **sent).status_code == 403


def test_above_the_ceiling_a_colleague_reads_why_and_decides(alice, visit, world):
    dom, sam = visit(DOM), visit(SAM)
    seek(dom, "alice@club.fr")
    assert "un collègue décide. Rien n’a encore bougé." in grant(dom, alice, 80, note="Trois samedis").text
    assert 'id="accept-' not in dom.get("/equipe/membres").text
    waiting = sam.get("/equipe/membres").text
    assert ("Alice Martin" in waiting, "+80 points" in waiting, "Trois samedis" in waiting) == (True, True, True)
    (number,) = re.findall(r'id="accept-(\d+)"', waiting)
    assert dom.post(f"/equipe/membres/gestes/{number}/accord").status_code == 403
    answer = sam.post(f"/equipe/membres/gestes/{number}/accord", follow=True)
    assert "80 points sont donnés" in answer.text
    assert (world(ledger.balance, alice), 'id="accept-' in answer.text) == (80, False)
    assert sam.post(f"/equipe/membres/gestes/{number}/refus").status_code == 409


def test_who_asked_sees_it_wait_and_cannot_decide_it(alice, visit):
    ada = visit(ADA)
    seek(ada, "alice@club.fr")
    grant(ada, alice, 1001)
    waiting = ada.get("/equipe/membres").text
    assert ("Un collègue décidera." in waiting, 'id="accept-' in waiting) == (True, False)


def test_staff_have_words_for_all_that_stands_in_a_member_s_book():
    assert members._WORDS.keys() == receipts._WORDS.keys()
