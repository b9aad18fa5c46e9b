"""The team's pages of what members say: whose they are, what they hide, and what they refuse to overwrite."""

import pytest

from clubapp.activities import rating
from clubapp.activities.models import Rating
from clubapp.activities.rating import Said
from clubapp.activities.scanning import scan
from clubapp.db import db
from tests.conftest import a_member, a_museum, a_staff, an_activity

SAM, CLAUDE = "sam@club.fr", "claude@club.fr"
WORDS = "Il manque un banc."


def heard(may_publish=True, comment=WORDS):
    """What a member says of an activity of the Beaux-Arts, which they did."""
    activity, code = an_activity()
    alice = a_member().id
    scan(alice, code, "scan-0001")
    return rating.rate(alice, activity.id, Said(4, ("learned",), comment, may_publish)).id


@pytest.fixture
def sam(world, visit):
    world(lambda: (a_museum(), a_staff(SAM)))
    return visit(SAM)


def kept(world):
    return world(lambda: db.session.get(Rating, 1))


def test_a_word_waits_to_be_read_is_answered_and_published(sam, world):
    assert "Tout est lu" in sam.get("/equipe/retours").text
    world(heard)
    assert WORDS in sam.get("/equipe/retours").text
    page = sam.get("/equipe/retours/1").text
    assert all(words in page for words in (WORDS, "Alice", "Beaucoup", "On apprend"))
    assert sam.post("/equipe/retours/1", version="1", answer="Il arrive en mai.").location == "/equipe/retours/1"
    assert sam.post("/equipe/retours/1/publication", version="1").status_code == 303
    assert (kept(world).answer, kept(world).published_at is not None) == ("Il arrive en mai.", True)
    assert "Tout est lu" in sam.get("/equipe/retours").text
    assert WORDS in sam.get("/equipe/retours?etat=tous").text
    assert WORDS not in sam.get("/equipe/retours?etat=tous&activite=9").text
    sam.post("/equipe/retours/1/retrait")
    assert kept(world).published_at is None


def test_who_writes_to_the_team_alone_is_not_named_and_not_published(sam, world):
    world(heard, may_publish=False)
    for page in ("/equipe/retours", "/equipe/retours/1"):
        assert "Alice" not in sam.get(page).text
    assert 'id="publish"' not in sam.get("/equipe/retours/1").text
    assert sam.post("/equipe/retours/1/publication", version="1").status_code == 409
    assert kept(world).published_at is None


@pytest.mark.parametrize("act", ["publication", "lecture", ""])
def test_what_changed_since_it_was_read_is_neither_published_nor_answered(sam, world, act):
    world(heard)
    world(lambda: rating.rate(kept(world).member_id, 1, Said(1, comment="Tout compte fait, non.", may_publish=True)))
    answer = sam.post(f"/equipe/retours/1/{act}".rstrip("/"), version="1", answer="Merci !")
    assert answer.status_code == 409
    assert "a changé depuis" in answer.text
    assert (kept(world).published_at, kept(world).read_at, kept(world).answer) == (None, None, "")


def test_an_empty_answer_is_said_beside_its_field(sam, world):
    world(heard)
    assert sam.post("/equipe/retours/1", version="1", answer=" ").status_code == 422


def test_each_museum_s_writers_read_their_own(world, visit):
    def elsewhere():
        heard()
        here = a_museum("ceramique", "Musée de la Céramique").id
        a_staff(SAM, museum_id=here)
        a_staff(CLAUDE, "Claude", museum_id=a_museum().id)
        a_staff("desk@club.fr", "Dominique", "desk", a_museum().id)

    world(elsewhere)
    other, claude, desk = visit(SAM), visit(CLAUDE), visit("desk@club.fr")
    assert WORDS not in other.get("/equipe/retours").text
    assert other.get("/equipe/retours/1").status_code == 403
    assert other.post("/equipe/retours/1/publication", version="1").status_code == 403
    assert WORDS in claude.get("/equipe/retours").text
    assert claude.get("/equipe/retours/1").status_code == 200
    assert desk.get("/equipe/retours").status_code == 403
    assert claude.get("/equipe/retours/9").status_code == 404
