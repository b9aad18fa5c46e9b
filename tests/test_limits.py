"""Limits by network address: wide, counted apart for each network, and only for what deserves it."""

import pytest

from tests.conftest import a_member, an_activity


def from_network(visitor, address):
    visitor.client.environ_base["REMOTE_ADDR"] = address
    return visitor


def test_three_hundred_unknown_codes_from_one_network_are_enough_for_ten_minutes(visit):
    nour = from_network(visit(), "192.0.2.1")
    answers = [nour.client.get("/q/P-0000-0000").status_code for _ in range(300)]
    assert answers == [404] * 300
    assert nour.get("/q/P-0000-0000").status_code == 429
    assert nour.post("/scans", code="P-0000-0000", scan_id="abcdefgh").status_code == 429
    assert from_network(visit(), "192.0.2.2").get("/q/P-0000-0000").status_code == 404


def test_right_codes_are_not_counted(visit, world):
    world(a_member)
    _, code = world(an_activity)
    nour = from_network(visit(), "192.0.2.1")
    assert {nour.client.get(f"/q/{code}").status_code for _ in range(310)} == {200}


@pytest.mark.parametrize("address", ["/connexion", "/inscription"])
def test_six_hundred_codes_asked_in_an_hour_from_one_network_are_enough(visit, address):
    nour = visit()
    token = nour.token()
    fields = {"csrf_token": token, "email": "not an address"}
    answers = {nour.client.post(address, data=fields, headers=nour.headers).status_code for _ in range(600)}
    assert answers == {422}
    refused = nour.post(address, email="not an address")
    assert refused.status_code == 429
    assert "Trop de demandes depuis ce réseau" in refused.text
    assert nour.get(address).status_code == 200
