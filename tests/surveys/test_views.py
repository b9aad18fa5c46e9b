"""Answering in a browser without JavaScript: part by part, on two devices, a receipt, and once."""

import re

import pytest

from clubapp.db import db
from clubapp.surveys import answering, building, life, rules
from clubapp.surveys.building import Asked, Option
from clubapp.surveys.models import Survey
from tests.conftest import a_member, a_museum, a_staff
from tests.surveys.conftest import CHOICES, a_survey, answers, asked, stored

EVERY_KIND = {
    "short": ({"q-q1": " Un  mot "}, {"q1": ["Un mot"]}),
    "long": ({"q-q1": "Deux\r\nlignes"}, {"q1": ["Deux\nlignes"]}),
    "single": ({"q-q1": "c2"}, {"q1": ["c2"]}),
    "multiple": ({"q-q1": ["c3", "c1"]}, {"q1": ["c1", "c3"]}),
    "dropdown": ({"q-q1": "c1"}, {"q1": ["c1"]}),
    "rating": ({"q-q1": "4"}, {"q1": ["4"]}),
    "nps": ({"q-q1": "10"}, {"q1": ["10"]}),
    "ranking": ({"q-q1-c1": "3", "q-q1-c2": "1", "q-q1-c3": "2"}, {"q1": ["c2", "c3", "c1"]}),
    "matrix": ({"q-q1-r1": "c2"}, {"q1": ["r1:c2"]}),
    "number": ({"q-q1": "1 250,5"}, {"q1": ["1250.5"]}),
    "date": ({"q-q1": "2026-11-27"}, {"q1": ["2026-11-27"]}),
}
WRONG = {
    "number": ("q-q1", "douze", "Écrivez un nombre"),
    "date": ("q-q1", "2026-02-31", "Écrivez une date"),
    "short": ("q-q1", "x" * 201, "200 caractères au plus"),
    "ranking": ("q-q1-c1", "2", "rang différent"),
}


def one(kind, **more):
    choices = CHOICES if kind in ("single", "multiple", "dropdown", "ranking", "matrix") else ()
    if kind == "matrix":
        choices += (Option("Les salles", row=True),)
    return a_survey((kind, asked(choices=choices, **more)), state="open").slug


def begun(visitor, slug):
    answer = visitor.post(f"/enquetes/{slug}/brouillon")
    assert answer.status_code == 303
    return visitor.get(answer.location)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_each_kind_of_question_is_asked_answered_told_and_kept(visit, world, kind):
    sent, kept = EVERY_KIND[kind]
    world(a_member)
    slug = world(one, kind)
    alice = visit("alice@club.fr")
    page = begun(alice, slug)
    assert page.status_code == 200
    for name in sent:
        assert f'name="{name}"' in page.text
    answer = alice.post(f"/enquetes/{slug}/questions", partie="1", go="next", **sent)
    assert (answer.status_code, answer.location) == (303, f"/enquetes/{slug}/recu")
    assert "Voici exactement" in alice.get(answer.location).text
    assert alice.post(f"/enquetes/{slug}/envoi").status_code == 303
    assert "Merci" in alice.get(f"/enquetes/{slug}").text
    assert world(stored) == [kept]


@pytest.mark.parametrize("kind", WRONG)
def test_what_cannot_be_is_told_beside_its_question_and_kept_as_typed(visit, world, kind):
    name, typed, says = WRONG[kind]
    world(a_member)
    slug = world(one, kind)
    alice = visit("alice@club.fr")
    begun(alice, slug)
    page = alice.post(f"/enquetes/{slug}/questions", partie="1", go="next", **{name: typed})
    assert page.status_code == 422
    assert says in page.text
    assert 'id="summary"' in page.text
    if kind != "ranking":
        assert f'value="{typed}"' in page.text


def test_a_required_question_stops_the_way_on_but_not_back_nor_later(visit, world):
    world(a_member)
    slug = world(one, "single", required=True)
    alice = visit("alice@club.fr")
    begun(alice, slug)
    page = alice.post(f"/enquetes/{slug}/questions", partie="1", go="next")
    assert (page.status_code, "Répondez à cette question" in page.text) == (422, True)
    assert alice.get(f"/enquetes/{slug}/recu").location == f"/enquetes/{slug}/questions?partie=1"
    assert alice.post(f"/enquetes/{slug}/questions", partie="1", go="later").location == f"/enquetes/{slug}"


def conditional():
    survey = a_survey(("single", asked()), ("short", Asked("Avec qui ?", required=True)))
    second = rules.items_of(survey.id)[1]
    building.set_when(second.id, {"effect": "show", "clauses": [{"of": "q1", "is": "is", "value": "c1"}]})
    life.open_now(survey.id)
    return survey.slug


def test_without_javascript_a_question_that_appears_is_asked_before_one_goes_on(visit, world):
    world(a_member)
    slug = world(conditional)
    alice = visit("alice@club.fr")
    assert "Avec qui" not in begun(alice, slug).text
    page = alice.post(f"/enquetes/{slug}/questions", partie="1", go="next", **{"q-q1": "c1"})
    assert "Avec qui" in page.text
    answer = alice.post(f"/enquetes/{slug}/questions", partie="1", go="next", **{"q-q1": "c1", "q-q2": "Ma fille"})
    assert answer.location == f"/enquetes/{slug}/recu"


def test_with_htmx_the_part_alone_comes_back_with_what_an_answer_shows(visit, world):
    world(a_member)
    slug = world(conditional)
    alice = visit("alice@club.fr")
    begun(alice, slug)
    alice.headers["HX-Request"] = "true"
    part = alice.post(f"/enquetes/{slug}/questions", partie="1", **{"q-q1": "c1"})
    assert part.status_code == 200
    assert "<html" not in part.text
    assert "Avec qui" in part.text
    assert "Brouillon enregistré" in part.text


def test_a_draft_begun_on_one_device_is_resumed_on_another(visit, world):
    world(a_member)
    slug = world(conditional)
    begun(phone := visit("alice@club.fr"), slug)
    phone.post(f"/enquetes/{slug}/questions", partie="1", go="later", **{"q-q1": "c1"})
    tablet = visit("alice@club.fr")
    assert "Reprendre" in tablet.get(f"/enquetes/{slug}").text
    page = tablet.get(f"/enquetes/{slug}/questions").text
    assert re.search(r'value="c1" checked', page)


def test_buttons_move_a_choice_up_and_down_without_javascript(visit, world):
    world(a_member)
    slug = world(one, "ranking")
    alice = visit("alice@club.fr")
    begun(alice, slug)
    alice.post(f"/enquetes/{slug}/questions", partie="1", go="up:q1:c3")
    page = alice.get(f"/enquetes/{slug}/questions").text
    assert re.findall(r'name="q-q1-(c\d)"', page) == ["c1", "c3", "c2"]
    alice.post(f"/enquetes/{slug}/questions", partie="1", go="up:q9:c3")
    alice.post(f"/enquetes/{slug}/questions", partie="1", go="up:q1:c9")


@pytest.mark.parametrize("path", ["", "/questions", "/recu"])
def test_a_draft_is_for_its_staff_alone(visit, world, path):
    world(a_member)
    world(a_staff, "sam@club.fr", "Sam")
    world(a_museum, "ceramique", "Musée de la Céramique")
    slug = world(a_survey).slug
    for email in (None, "alice@club.fr"):
        assert visit(email).get(f"/enquetes/{slug}{path}").status_code in (401, 404)
    assert visit("sam@club.fr").get(f"/enquetes/{slug}").status_code == 200


def test_staff_try_a_draft_and_are_told_it_counts_for_nothing(visit, world):
    world(a_staff, "sam@club.fr", "Sam")
    slug = world(a_survey, points=10).slug
    sam = visit("sam@club.fr")
    assert "Essai" in sam.get(f"/enquetes/{slug}").text
    begun(sam, slug)
    sam.post(f"/enquetes/{slug}/questions", partie="1", go="next", **{"q-q1": "c1"})
    sam.post(f"/enquetes/{slug}/envoi")
    assert 'data-balance="0"' in sam.get("/enquetes").text
    assert world(stored) == [{"q1": ["c1"]}]


@pytest.mark.parametrize(
    ("identity", "says"), [("named", "votre nom"), ("confidential", "numéro"), ("anonymous", "détruites")]
)
def test_the_identity_mode_is_said_before_the_first_question(visit, world, identity, says):
    slug = world(a_survey, state="open", identity=identity).slug
    assert says in visit().get(f"/enquetes/{slug}").text


def test_sending_twice_is_sending_once_and_nobody_sends_another_s(visit, world):
    world(a_member)
    world(a_member, "bruno@club.fr", "Bruno")
    slug = world(one, "single")
    alice, bruno = visit("alice@club.fr"), visit("bruno@club.fr")
    begun(alice, slug)
    alice.post(f"/enquetes/{slug}/questions", partie="1", go="next", **{"q-q1": "c1"})
    assert bruno.post(f"/enquetes/{slug}/envoi").status_code == 409
    assert bruno.get(f"/enquetes/{slug}/recu").status_code == 303
    for _ in range(2):
        assert alice.post(f"/enquetes/{slug}/envoi").status_code == 303
    assert world(stored) == [{"q1": ["c1"]}]
    assert alice.get(f"/enquetes/{slug}/questions").location == f"/enquetes/{slug}"
    assert alice.post(f"/enquetes/{slug}/questions", partie="1", **{"q-q1": "c2"}).status_code == 409


@pytest.mark.parametrize(
    "sent",
    [
        {"q-q1": "c9"},
        {"q-q1": "'; DROP TABLE surveys; --"},
        {"q-q1": ["c1", "c2"]},
        {"q-q1-other": "<script>"},
        {"partie": "99999999999"},
        {"go": "up:" + "x" * 500},
    ],
)
def test_a_forged_form_keeps_nothing_that_was_not_offered(visit, world, sent):
    world(a_member)
    slug = world(one, "single")
    alice = visit("alice@club.fr")
    begun(alice, slug)
    assert alice.post(f"/enquetes/{slug}/questions", **{"partie": "1", "go": "next"} | sent).status_code in (200, 303)
    alice.post(f"/enquetes/{slug}/envoi")
    assert world(stored) in ([{}], [{"q1": ["c1"]}], [])


def test_the_list_says_what_waits_what_was_begun_and_what_is_sent(visit, world):
    member = world(a_member).id
    for title in ("Une", "Deux", "Trois"):
        survey = world(a_survey, state="open", title_fr=title)
        if title != "Une":
            world(save, survey.id, member)
        if title == "Trois":
            world(answering.send, survey.id, member)
    page = visit("alice@club.fr").get("/enquetes").text
    assert [word in page for word in ("Une", "Commencée", "Répondu")] == [True, True, True]
    assert "Une" in visit().get("/enquetes").text


def save(survey_id, member):
    answering.save(db.session.get(Survey, survey_id), member, {"q1": ["c1"]}, (), 0)


def test_whoever_answered_is_told_that_too_few_did(visit, world):
    survey = world(a_survey, state="open", identity="anonymous")
    world(answers, survey, {"q1": ["c1"]})
    alice = visit("alice@club.fr")
    assert "elles vont être mélangées" in alice.get(f"/enquetes/{survey.slug}").text
    world(life.close, survey.id)
    page = alice.get(f"/enquetes/{survey.slug}").text
    assert "toutes les réponses ont été détruites" in page
    assert "elles vont être mélangées" not in page
