"""The desk: a code read, one button, three colours, and what is not for this desk to do."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from clubapp import clock
from clubapp.db import act, db
from clubapp.points import ledger
from clubapp.shop import claiming
from clubapp.shop.models import Claim
from tests.conftest import a_member, a_museum, a_staff
from tests.shop.conftest import a_gift, rich


def hand_over(visitor, held, nonce):
    number, code = held
    return visitor.post(f"/equipe/accueil/bons/{number}/remise", code=code, nonce=nonce)


def colour(answer):
    return re.search(r'data-desk="(\w+)"', answer.text)[1]


def test_the_desk_hands_over_once_and_undoes(desk, held):
    seen = desk.post("/equipe/accueil", code=held[1].lower().replace("-", " "))
    assert (colour(seen), ">Remis</button>" in seen.text.replace("\n", "")) == ("green", True)
    nonce = re.search(r'name="nonce" value="([^"]+)"', seen.text)[1]
    done = hand_over(desk, held, nonce)
    assert (done.status_code, colour(done)) == (200, "green")
    assert hand_over(desk, held, nonce).status_code == 200
    second = desk.post("/equipe/accueil", code=held[1])
    assert (colour(second), "Dominique" in second.text, "Beaux-Arts" in second.text) == ("red", True, True)
    undo = re.search(r'action="(/equipe/accueil/remises/\d+/annulation)"', second.text)[1]
    assert [colour(desk.post(undo, because="mistake")) for _ in range(2)] == ["green", "green"]
    again = hand_over(desk, held, nonce)
    assert (again.status_code, colour(again), "annulée depuis" in again.text) == (409, "red", True)


@pytest.mark.parametrize("code", ["", "V-0000-0000", "bonjour"])
def test_who_has_not_read_a_voucher_neither_hands_it_over_nor_learns_of_it(desk, held, world, code):
    answer = hand_over(desk, (held[0], code), "nonce-0001")
    assert (answer.status_code, colour(answer)) == (404, "red")
    assert not {"Alice", held[1], "Carte postale"} & set(re.split(r"[<>]", answer.text))
    assert world(lambda: Claim.query.one().state) == "held"


def test_another_museum_s_hand_over_is_not_theirs_to_undo(desk, held, world, visit):
    hand_over(desk, held, "nonce-0001")
    world(lambda: a_staff("max@club.fr", "Max", "desk", a_museum("ceramique", "Musée de la Céramique", "teal").id))
    max_ = visit("max@club.fr")
    assert max_.post("/equipe/accueil/remises/1/annulation", because="mistake").status_code == 403
    seen = max_.post("/equipe/accueil", code=held[1])
    assert (colour(seen), "annulation" in seen.text) == ("red", False)
    assert world(lambda: Claim.query.one().state) == "collected"


def test_a_voucher_past_its_date_is_refused_before_the_runner_comes(desk, held, world):
    late = update(Claim).values(deadline=clock.now() - timedelta(seconds=1))
    world(act(lambda: db.session.execute(late)))
    seen, answer = desk.post("/equipe/accueil", code=held[1]), hand_over(desk, held, "nonce-0001")
    assert (colour(seen), answer.status_code, colour(answer)) == ("red", 409, "red")


@pytest.mark.parametrize(
    "code", ["", "bonjour", "V-0000-0000", "P-7K3Q-9XWD", "M-7K3Q-9XWD", "T-7K3Q-9XWD", "H-7K3Q-9XWD"]
)
def test_what_is_no_voucher_is_red_and_named(desk, code):
    answer = desk.post("/equipe/accueil", code=code)
    assert (answer.status_code, colour(answer)) == (404, "red")


def test_a_voucher_of_another_museum_is_amber(desk, world):
    def elsewhere():
        gift, shelf = a_gift(museum="ceramique")
        return claiming.claim(rich(100).id, gift.id, shelf.museum_id, "key-00002").code

    answer = desk.post("/equipe/accueil", code=world(elsewhere))
    assert (colour(answer), ">Remis<" in answer.text) == ("amber", False)


def test_a_voucher_given_back_is_red(desk, held, world):
    world(lambda: claiming.cancel(Claim.query.one().member_id, held[0]))
    assert colour(desk.post("/equipe/accueil", code=held[1])) == "red"


def test_an_agent_is_refused_their_own_voucher(desk, gift, world):
    def own():
        me = a_member("desk@club.fr", "Dominique")
        ledger.credit(me.id, 60, because="test.gift", about="own")
        claimed = claiming.claim(me.id, gift[0], gift[1], "key-00003")
        return claimed.id, claimed.code

    number, code = world(own)
    assert colour(desk.post("/equipe/accueil", code=code)) == "red"
    answer = hand_over(desk, (number, code), "nonce-0001")
    assert (answer.status_code, colour(answer)) == (403, "red")


def test_the_desk_is_for_those_who_serve(visit, world, held):
    world(a_staff)  # Sam, a curator
    sam = visit("sam@club.fr")
    assert sam.get("/equipe/accueil").status_code == 403
    assert hand_over(sam, held, "nonce-0001").status_code == 403
