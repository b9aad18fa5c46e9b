"""The table for the accounts."""

import pytest

from clubapp.db import db
from clubapp.shop import claiming, handing
from clubapp.shop.models import Claim
from tests.conftest import a_staff
from tests.shop.conftest import a_gift, rich


@pytest.fixture
def codes(world):
    """The codes of three vouchers: one that waits, one handed over, one given back."""

    def afternoon():
        gift, shelf = a_gift(on_hand=3)
        alice = rich(200).id
        held, given, back = (claiming.claim(alice, gift.id, shelf.museum_id, f"key-0000{n}") for n in range(3))
        handing.hand_over(given.id, by=a_staff().id, museum_id=shelf.museum_id, nonce="nonce-0001")
        claiming.cancel(alice, back.id)
        return [db.session.get_one(Claim, each.id).code for each in (held, given, back)]

    return world(afternoon)


@pytest.mark.parametrize(
    ("language", "header", "states"),
    [
        ("fr", "bon;cadeau;modèle;musée;points pris;points rendus;état", ["À retirer", "Remis", "Rendu"]),
        (
            "en",
            "voucher;gift;model;museum;points spent;points returned;state",
            ["To collect", "Handed over", "Given back"],
        ),
    ],
)
def test_each_voucher_stands_by_its_code_with_what_it_cost_and_gave_back(codes, visit, language, header, states):
    table = visit("sam@club.fr", language=language).get("/equipe/boutique/bons.csv").text.lstrip("\ufeff")
    first, *rows = table.splitlines()
    assert first.startswith(header)
    assert [row.split(";")[0:1] + row.split(";")[4:7] for row in rows] == [
        [code, "60", back, state] for code, back, state in zip(codes, ["0", "0", "60"], states, strict=True)
    ]
