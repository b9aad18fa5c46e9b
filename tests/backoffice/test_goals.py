"""The staff's side of common goals, and where everybody reads them."""

import re

import pytest

from clubapp.db import db
from clubapp.points import together
from clubapp.points.models import CommonGoal
from tests.conftest import a_badge, a_common_goal, a_member, a_museum, a_staff

SAM = "sam@club.fr"
WRITTEN = {
    "name_fr": "Regardons ensemble",
    "reward_fr": "Une nocturne.",
    "target": "5000",
    "museum_id": "1",
    "first_day": "2026-11-01",
    "last_day": "2099-11-30",
}


@pytest.fixture
def sam(world, visit):
    world(lambda: (a_museum(), a_staff(SAM)))
    return visit(SAM)


def said(answer):
    return set(re.findall(r'<p class="field__error".*?<span>(.*?)</span>', answer.text))


def test_a_goal_is_written_read_again_and_published(sam, world):
    assert sam.post("/equipe/objectifs/nouveau", **WRITTEN).location == "/equipe/objectifs/1"
    page = sam.get("/equipe/objectifs/1").text
    assert all(f'value="{WRITTEN[name]}"' in page for name in ("target", "first_day", "last_day"))
    assert '<option value="1" selected' in page
    assert sam.post("/equipe/objectifs/1/publication").status_code == 303
    goal = world(lambda: db.session.get(CommonGoal, 1))
    assert (goal.target, goal.museum_id, goal.state) == (5000, 1, "published")
    assert [str(day) for day in together.days(goal).values()] == ["2026-11-01", "2099-11-30"]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"target": "0"}, "De 1 à 1 000 000."),
        ({"last_day": "2026-10-31"}, "Le dernier jour vient avant le premier."),
        ({"first_day": ""}, "Dites quel jour il commence."),
        ({"museum_id": "9"}, "Choisissez dans la liste."),
        ({"reward_fr": ""}, "Dites ce que tous y gagnent."),
    ],
)
def test_what_is_mistyped_is_said_beside_its_field(sam, changed, error):
    answer = sam.post("/equipe/objectifs/nouveau", **WRITTEN | changed)
    assert (answer.status_code, {words.replace("\u202f", " ") for words in said(answer)}) == (422, {error})


def test_once_published_the_page_sends_back_what_it_counts(sam, world):
    sam.post("/equipe/objectifs/nouveau", **WRITTEN)
    sam.post("/equipe/objectifs/1/publication")
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', sam.get("/equipe/objectifs/1").text))
    kept.pop("csrf_token")
    assert sam.post("/equipe/objectifs/1", **kept, name_fr="Ensemble", reward_fr="Une fête.").status_code == 303
    assert sam.post("/equipe/objectifs/1", **WRITTEN | {"target": "9"}).status_code == 422
    assert world(lambda: db.session.get(CommonGoal, 1).name_fr) == "Ensemble"


def test_everybody_reads_it_on_the_home_page_and_that_it_is_reached(world, visit):
    world(lambda: (a_member(), a_common_goal(target=1), a_common_goal(), a_common_goal(state="draft")))
    for visitor in (visit(), visit("alice@club.fr")):
        page = visitor.get("/").text
        assert re.findall(r'<progress class="goal__bar" value="(\d+)" max="(\d+)"', page) == [("0", "1"), ("0", "5000")]
        assert "Atteint" not in page


def test_a_goal_gone_past_says_it_is_reached_and_its_bar_is_full(world, visit):
    world(lambda: (a_common_goal(target=2), _counted(3)))
    page = visit().get("/").text
    assert "Atteint" in page and 'value="2" max="2"' in page and "3, pour un objectif de 2" in page


def _counted(done):
    """As if the runner had counted so many."""

    @together.act
    def note():
        db.session.get_one(CommonGoal, 1).done = done

    note()


def test_a_goal_may_count_one_category_alone(sam, world):
    sam.post("/equipe/objectifs/nouveau", **WRITTEN | {"category": "drawing"})
    assert world(lambda: db.session.get(CommonGoal, 1)).category == "drawing"
    world(together.publish, 1)
    fields = re.findall(r'name="(\w+)" value="([^"]*)"', sam.get("/equipe/objectifs/1").text)
    assert ("category", "drawing") in fields
    assert sam.post("/equipe/objectifs/1", **WRITTEN | {"category": "drawing", "name_fr": "Autre"}).status_code == 303
    assert sam.post("/equipe/objectifs/1", **WRITTEN | {"category": "writing"}).status_code == 422


def test_a_page_sent_twice_writes_one_goal(sam, world):
    sent = WRITTEN | {"key": "key-of-the-page"}
    assert {sam.post("/equipe/objectifs/nouveau", **sent).location for _ in range(2)} == {"/equipe/objectifs/1"}
    assert sam.post("/equipe/objectifs/nouveau", **sent | {"target": "1"}).status_code == 409


@pytest.mark.parametrize("room", ["objectifs", "parcours"])
def test_what_is_the_network_s_is_not_one_museum_s_to_change(world, visit, room):
    world(lambda: (a_staff(SAM, museum_id=a_museum().id), a_common_goal(), a_badge()))
    sam = visit(SAM)
    assert sam.get(f"/equipe/{room}").status_code == 200
    for path in ("nouveau", "1"):
        assert f'href="/equipe/{room}/{path}"' not in sam.get(f"/equipe/{room}").text
        assert sam.get(f"/equipe/{room}/{path}").status_code == 403
    assert sam.post(f"/equipe/{room}/1/archivage").status_code == 403
