"""The staff's side of badges: the form and its lines, and what no longer changes."""

import re

import pytest

from clubapp.points import badges
from clubapp.points.badges import Stage
from clubapp.points.models import Badge
from tests.conftest import a_badge, a_museum, a_staff, an_activity

SAM = "sam@club.fr"
WRITTEN = {
    "name_fr": "Tour du bleu",
    "text_fr": "Regardez le bleu.",
    "what_1": "museum_id:1",
    "times_1": "2",
    "what_3": "about:activity:1",
    "times_3": "1",
    "in_order": "y",
    "within_days": "30",
    "last_day": "2027-10-31",
}


@pytest.fixture
def sam(world, visit):
    """Sam, a curator; one museum, one activity."""
    world(lambda: (a_museum(), an_activity(), a_staff(SAM)))
    return visit(SAM)


def said(answer):
    return set(re.findall(r'<p class="field__error".*?<span>(.*?)</span>', answer.text))


def test_a_badge_is_written_line_by_line_and_empty_lines_are_left_out(sam, world):
    answer = sam.post("/equipe/parcours/nouveau", **WRITTEN)
    assert (answer.status_code, answer.location) == (303, "/equipe/parcours/1")
    badge = world(lambda: badges.db.session.get(Badge, 1))
    assert (badge.name_fr, badge.in_order, badge.within_days, badge.state) == ("Tour du bleu", True, 30, "draft")
    assert str(world(badges.last_day, badge)) == "2027-10-31"
    assert world(badges.stages, 1) == (Stage(2, museum_id=1), Stage(1, about="activity:1"))


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"what_1": "", "what_3": ""}, "Donnez au moins une étape."),
        ({"what_1": "museum_id:9"}, "Choisissez dans la liste."),
        ({"what_1": "amount:500"}, "Choisissez dans la liste."),
        ({"times_1": "0"}, "De 1 à 1 000 fois."),
        ({"times_1": "deux"}, "Écrivez un nombre entier."),
        ({"within_days": "2"}, "Choisissez dans la liste."),
        ({"last_day": "31 octobre"}, "Écrivez une date : le jour, le mois et l’année."),
        ({"name_fr": " "}, "Donnez-lui un nom."),
    ],
)
def test_what_is_mistyped_is_said_beside_its_field(sam, changed, error):
    answer = sam.post("/equipe/parcours/nouveau", **WRITTEN | changed)
    assert (answer.status_code, {french.replace("\u202f", " ") for french in said(answer)}) == (422, {error})


def test_one_step_in_each_museum_is_offered_to_begin_with(sam, world):
    world(a_museum, "ceramique", "Musée de la Céramique")
    page = sam.get("/equipe/parcours/nouveau?etapes=musees").text
    assert re.findall(r'<option value="(museum_id:\d)" selected', page) == ["museum_id:1", "museum_id:2"]


def test_the_form_of_a_draft_shows_what_was_written(sam):
    sam.post("/equipe/parcours/nouveau", **WRITTEN)
    page = sam.get("/equipe/parcours/1").text
    assert re.findall(r'<option value="([^"]+)" selected', page) == [
        *("museum_id:1", "about:activity:1", "30"),
        "centre",  # what must stay in view of its photograph
    ]
    assert 'value="2027-10-31"' in page


def test_a_published_badge_keeps_its_steps_and_changes_its_words(sam, world):
    sam.post("/equipe/parcours/nouveau", **WRITTEN)
    assert sam.post("/equipe/parcours/1/publication").status_code == 303
    page = sam.get("/equipe/parcours/1").text
    assert ('<select class="field__input" id="what_1"' in page, 'name="what_1" value="museum_id:1"' in page) == (
        False,
        True,
    )
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    kept.pop("csrf_token")
    words = {"name_fr": "Le bleu", "text_fr": "Regardez.", "last_day": "2027-10-31"}
    assert sam.post("/equipe/parcours/1", **kept | words).status_code == 303
    assert sam.post("/equipe/parcours/1", **WRITTEN | {"times_1": "3"}).status_code == 422
    assert world(badges.stages, 1) == (Stage(2, museum_id=1), Stage(1, about="activity:1"))


def test_an_activity_a_badge_asks_for_stays_in_its_list_once_archived(sam, world):
    world(lambda: an_activity("D'hier", state="archived"))
    world(a_badge, Stage(1, about="activity:2"), state="draft")
    assert 'value="about:activity:2" selected' in sam.get("/equipe/parcours/1").text
    assert "about:activity:2" not in sam.get("/equipe/parcours/nouveau").text


def test_the_button_answers_htmx_with_the_state_alone(sam, world, visit):
    world(a_badge, state="draft")
    answer = visit(SAM, htmx=True).post("/equipe/parcours/1/publication")
    assert 'id="badge-state"' in answer.text and "<html" not in answer.text
    assert sam.post("/equipe/parcours/1/publication").status_code == 409


def test_a_step_may_ask_for_a_category_or_a_kind_of_participation(sam, world):
    sam.post("/equipe/parcours/nouveau", **WRITTEN | {"what_1": "category:drawing", "what_3": "because:activity.done"})
    assert world(badges.stages, 1) == (Stage(2, category="drawing"), Stage(1, because="activity.done"))
    page = sam.get("/equipe/parcours/1").text
    assert '<option value="category:drawing" selected>Catégorie : Dessiner' in page.replace("\u202f", " ").replace(
        "\u00a0", " "
    )
    world(badges.publish, 1)
    trail = sam.get("/parcours/1").text
    assert "Dessiner" in trail and 'href="/a-faire?categorie=drawing"' in trail


def test_a_page_sent_twice_writes_one_badge(sam, world):
    sent = WRITTEN | {"key": "key-of-the-page"}
    assert {sam.post("/equipe/parcours/nouveau", **sent).location for _ in range(2)} == {"/equipe/parcours/1"}
    for other in ({"name_fr": "Autre"}, {"times_1": "3"}):
        assert sam.post("/equipe/parcours/nouveau", **sent | other).status_code == 409
    assert world(lambda: badges.db.session.query(Badge).count()) == 1
