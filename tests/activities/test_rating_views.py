"""Where a member says what they think of an activity, where all read it, and what an activity on trial shows."""

import re

import pytest

from clubapp.activities import hearing, rating
from clubapp.activities.scanning import scan
from clubapp.points import ledger
from tests.conftest import a_member, a_staff, an_activity

ALICE = "alice@club.fr"
SAID = {"score": "4", "reasons": ["learned"], "comment": "On y revient.", "may_publish": "y"}


@pytest.fixture
def taken(world):
    """An activity that Alice has done, its number."""

    def taken():
        activity, code = an_activity(points=20)
        scan(a_member(ALICE).id, code, "scan-0001")
        return activity.id

    return world(taken)


@pytest.fixture
def alice(taken, visit):
    return visit(ALICE)


@pytest.fixture
def live(taken, visit):
    """Alice's page, changed in place."""
    return visit(ALICE, htmx=True)


def plain(words):
    """A text without the fine spaces and apostrophes of French."""
    return re.sub("[\u202f\xa0]", " ", words).replace("’", "'").replace("&#39;", "'")


def of_alice(world, activity):
    return world(lambda: rating.mine(1, activity))


def test_who_did_it_is_asked_and_nobody_else(alice, taken, world, visit, client):
    world(lambda: a_member("sam@club.fr", "Sam"))
    assert 'id="rating-form"' in alice.get(f"/activites/{taken}").text
    for other in (visit("sam@club.fr"), client):
        assert 'id="rating"' not in other.get(f"/activites/{taken}").text


def test_what_is_said_is_thanked_paid_and_read_again(alice, taken, world):
    answer = alice.post(f"/activites/{taken}/retour", follow=True, **SAID)
    assert "5 points sont à vous" in plain(answer.text)
    assert 'value="4" required checked' in answer.text
    assert "On y revient." in answer.text
    assert world(lambda: ledger.balance(1)) == 25
    assert (of_alice(world, taken).reasons, of_alice(world, taken).may_publish) == (" learned ", True)


def test_in_place_the_answer_is_the_piece_alone(live, taken):
    answer = live.post(f"/activites/{taken}/retour", **SAID)
    assert answer.status_code == 200
    assert 'id="rating"' in answer.text
    assert "<h1" not in answer.text


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"score": ""}, "Choisissez l'une des cinq réponses."),
        ({"score": "9"}, "Choisissez dans la liste."),
        ({"reasons": ["beautiful", "learned", "long", "hidden"]}, "Trois raisons au plus."),
        ({"comment": "a" * 601}, "600 caractères au plus."),
        ({"comment": "a\x00b"}, "Ce texte contient des signes invisibles."),
    ],
)
def test_what_is_mistyped_is_said_beside_its_field_and_nothing_is_kept(alice, taken, world, changed, error):
    answer = alice.post(f"/activites/{taken}/retour", **SAID | changed)
    said = " ".join(re.findall(r'<p class="field__error".*?<span>(.*?)</span>', answer.text))
    assert answer.status_code == 422
    assert error in plain(said)
    assert of_alice(world, taken) is None
    assert world(lambda: ledger.balance(1)) == 20


def test_a_word_without_its_author_s_leave_stays_with_the_team(alice, taken, world):
    alice.post(f"/activites/{taken}/retour", **{name: SAID[name] for name in ("score", "comment")})
    assert of_alice(world, taken).may_publish is False
    alice.post(f"/activites/{taken}/retour", score="4", may_publish="y")  # nothing there to publish
    assert of_alice(world, taken).may_publish is False


def test_a_published_word_is_read_by_all_with_its_author_and_its_answer(alice, taken, world, client):
    alice.post(f"/activites/{taken}/retour", **SAID)
    words = ("On y revient.", "Alice", "Merci, à bientôt.")
    page = client.get(f"/activites/{taken}").text
    assert not [word for word in words if word in page]

    def answered():
        sam = a_staff().id
        hearing.publish(1, 1, by=sam)
        hearing.answer(1, 1, "Merci, à bientôt.", by=sam)

    world(answered)
    page = client.get(f"/activites/{taken}").text
    assert [word for word in words if word not in page] == []
    assert "sur 5" not in page, "one rating is no opinion"
    alice.post(f"/activites/{taken}/retour/reprise")
    assert "On y revient." not in client.get(f"/activites/{taken}").text


def test_nobody_rates_a_draft_or_what_they_have_not_done(alice, taken, world):
    draft, elsewhere = world(an_activity, state="draft")[0].id, world(an_activity)[0].id
    assert alice.post(f"/activites/{draft}/retour", **SAID).status_code == 404
    assert alice.post(f"/activites/{elsewhere}/retour", **SAID).status_code == 403
    assert world(lambda: ledger.balance(1)) == 20


def test_an_activity_on_trial_is_for_members_and_asks_how_it_went(world, visit, client):
    def tried():
        activity, code = an_activity(prototype=True, debrief="https://example.org/essai")
        scan(a_member(ALICE).id, code, "scan-0001")
        return activity.id

    trial, alice = world(tried), visit(ALICE)
    page = alice.get(f"/activites/{trial}").text
    assert ">À l'essai</span>" in plain(page)
    assert 'href="https://example.org/essai"' in page
    assert client.get(f"/activites/{trial}").status_code == 401
    for listing in ("/activites", "/a-faire"):
        assert f'"/activites/{trial}"' not in client.get(listing).text
    assert f'"/activites/{trial}"' in alice.get("/activites").text
