"""A work as visitors meet it, and the number they type."""

import pytest

from clubapp.artworks import liking
from tests.artworks.conftest import PAINTING, a_work, brought, work
from tests.conftest import a_member

pytestmark = pytest.mark.both_engines


@pytest.fixture
def alice(world, visit):
    world(a_member)
    return visit("alice@club.fr")


def test_a_work_s_page_is_its_wall_label(client, world):
    number = world(
        lambda: (
            a_work(
                maker="LEMARIÉ Jeanne ; DUROY Émile",
                date_text="vers 1892",
                height=54.0,
                width=73.5,
                size_text="H. 54 × l. 73,5 cm",
                technique="huile ; toile",
                subjects="fleuve\nquai",
                description_fr="Il pleut.\n\nEncore.",
            ).id
        )
    )
    page = client.get(f"/oeuvres/{number}").text
    for words in ("Jeanne LEMARIÉ, Émile DUROY", "vers 1892", "1912.1.7", "l. 73,5\u00a0cm", "huile, toile", "quai"):
        assert words in page, words
    assert page.count("<p>Il pleut.</p>") == 1
    assert "année indicative" not in page
    assert client.get("/oeuvres/999").status_code == 404


def test_a_year_of_unknown_precision_is_not_told_as_exact(client, world):
    world(lambda: brought(PAINTING).id)
    page = client.get(f"/oeuvres/{world(lambda: work('000PE1').id)}").text
    assert "(année indicative)" in page
    assert "musée d’Ailleurs" in page


def test_a_page_asks_for_no_image_of_elsewhere(client, world):
    world(lambda: brought(PAINTING).id)
    assert "images.example" not in client.get(f"/oeuvres/{world(lambda: work('000PE1').id)}").text


def test_a_number_is_typed_and_the_work_is_liked_then_not(alice, world):
    number = world(lambda: a_work().id)
    page = alice.post("/oeuvres/coups-de-coeur", number="1912 1 7", follow=True)
    assert "vous aimez cette œuvre" in page.text
    assert f'action="/oeuvres/{number}/coup-de-coeur/retrait"' in page.text
    assert f'id="work-{number}"' in alice.get("/oeuvres").text
    alice.post(f"/oeuvres/{number}/coup-de-coeur/retrait", follow=True)
    assert f'id="work-{number}"' not in alice.get("/oeuvres").text


def test_an_unknown_number_is_answered_kindly_and_kept_in_the_field(alice):
    page = alice.post("/oeuvres/coups-de-coeur", number="<b>D.9")
    assert page.status_code == 404
    assert "ne porte le numéro «\u202f&lt;b&gt;D.9\u202f»" in page.text
    assert 'value="&lt;b&gt;D.9"' in page.text


def test_nothing_typed_is_asked_again(alice):
    page = alice.post("/oeuvres/coups-de-coeur", number=" ")
    assert page.status_code == 422
    assert "Tapez le numéro du cartel." in page.text


def test_one_chooses_among_works_of_one_number(alice, world):
    world(a_work)
    there = world(lambda: a_work(museum="ceramique", title="La Fontaine").id)
    page = alice.post("/oeuvres/coups-de-coeur", number="1912.1.7")
    assert page.text.count("C’est elle") == 2
    page = alice.post("/oeuvres/coups-de-coeur", number="1912.1.7", artwork_id=str(there), follow=True)
    assert "La Fontaine" in page.text and "Vous l’aimez" in page.text


def test_who_guesses_waits(alice):
    answers = [alice.post("/oeuvres/coups-de-coeur", number=f"X.{n}").status_code for n in range(liking.GUESSES + 1)]
    assert answers == [404] * liking.GUESSES + [429]


def test_a_stranger_is_asked_to_come_in(client):
    assert client.get("/oeuvres").status_code == 401
