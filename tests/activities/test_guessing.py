"""Guessing codes is pointless, and whoever shares a network with a guesser still gets in."""

import re

import pytest

from clubapp.points import ledger
from clubapp.posters import life
from clubapp.posters import rules as posters
from tests.conftest import a_member, an_activity

NOWHERE = [f"P-0000-{number:04}" for number in range(300)]


@pytest.fixture
def unpublished(world):
    """The codes of posters whose activity visitors may not know of yet."""
    return [world(an_activity, f"Secret {number}", state="draft")[1] for number in range(5)]


def told(answer, code):
    """What an answer says, but for the code it was asked and the tokens of its forms."""
    words = re.sub(r'(value="|X-CSRFToken": ")[^"]*', "", answer.text).replace(code, "CODE")
    return answer.status_code, re.sub(r"request-id[^>]*>|[0-9a-f]{16,}", "", words)


def test_a_stranger_s_guesses_get_one_same_answer_then_none(client, world, unpublished):
    _, published = world(an_activity)
    guesses = [code for five in zip(unpublished, NOWHERE, strict=False) for code in five] + NOWHERE[5:295]
    answers = {told(client.get(f"/q/{code}"), code) for code in guesses}
    assert len(guesses) == 300
    assert len(answers) == 1
    assert {status for status, _ in answers} == {404}
    for code in (NOWHERE[-1], unpublished[0], published):
        answer = client.get(f"/q/{code}")
        assert (answer.status_code, "Secret" in answer.text, "Regardez bien" in answer.text) == (429, False, False)


def test_a_member_s_guesses_get_one_same_answer_then_none(visit, world, unpublished):
    alice_id = world(lambda: a_member().id)
    _, published = world(an_activity)
    alice, guesses = visit("alice@club.fr", json=True), unpublished + NOWHERE[:15]
    token = alice.token()
    answers = [
        alice.post("/scans", code=code, scan_id=f"guess-{number:03}", token=token)
        for number, code in enumerate(guesses)
    ]
    assert {(answer.status_code, answer.text) for answer in answers} == {(200, answers[0].text)}
    assert answers[0].json["result"] == "unknown"
    for number, code in enumerate((NOWHERE[-1], unpublished[0], published)):
        answer = alice.post("/scans", code=code, scan_id=f"later-{number:03}", token=token)
        assert (answer.status_code, answer.json["result"]) == (429, "too_many")
    assert world(ledger.balance, alice_id) == 0


def test_a_revoked_poster_says_so_and_another_kind_is_named(client, world):
    _, code = world(an_activity)
    world(lambda: life.revoke(posters.of(code).id))
    answer = client.get(f"/q/{code}")
    assert (answer.status_code, 'data-scan="revoked"' in answer.text) == (200, True)
    for other, named in {
        "V-1234-5678": "bon de retrait",
        "T-1234-5678": "billet",
        "M-1234-5678": "carte de membre",
        "H-1234-5678": "code de reprise",
    }.items():
        assert named in client.get(f"/q/{other}").text


def test_a_class_and_a_family_on_a_guesser_s_network_still_get_in(visit, world):
    codes = [world(an_activity, f"Activité {number}", points=20)[1] for number in range(3)]
    family = [visit(), visit()]
    for number, code in enumerate(codes):
        kept = family[0].post("/scans", code=code, scan_id=f"kept-{number:03}")
        assert ('data-scan="kept"' in kept.text, "Retry-After" in kept.headers) == (True, False)
    guesser = visit()
    assert {guesser.client.get(f"/q/{code}").status_code for code in NOWHERE} == {404}
    refused = guesser.client.get(f"/q/{codes[0]}")
    assert (refused.status_code, 0 < int(refused.headers["Retry-After"]) <= 600) == (429, True)
    for number in range(24):
        email = f"pupil-{number}@club.fr"
        world(a_member, email, f"Pupil {number}")
        pupil = visit(email, json=True)
        mistyped = [pupil.post("/scans", code=NOWHERE[number], scan_id=f"typo-{typo:03}").json for typo in range(5)]
        assert {answer["result"] for answer in mistyped} == {"unknown"}
        assert pupil.post("/scans", code=codes[0], scan_id="scan-0001").json["result"] == "credited"
    world(a_member, "mother@club.fr", "Mother")
    assert "60 points sont à vous" in family[0].enter("mother@club.fr").post("/scans/gardes").text
