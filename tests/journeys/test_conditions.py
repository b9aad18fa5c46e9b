"""A condition is written in one go: the answers of the question it names come to be chosen from."""

import pytest
from playwright.sync_api import expect

from clubapp.db import db
from clubapp.surveys import rules
from clubapp.surveys.building import Asked
from clubapp.surveys.models import Item
from tests.journeys.scene import CURATOR
from tests.surveys.conftest import CHOICES, a_survey


def two_questions():
    survey = a_survey(("single", Asked("En famille ?", choices=CHOICES)), ("short", Asked("Avec qui ?")))
    return [item.id for item in rules.items_of(survey.id)]


@pytest.fixture
def questions(club):
    return club.run(two_questions)


def condition(club, item_id):
    def stored():
        return db.session.get(Item, item_id).when

    return club.run(stored)


def test_a_question_once_chosen_offers_its_answers(browse, club, questions):
    curator, (_family, who) = browse(CURATOR), questions
    curator.goto(f"/equipe/enquetes/questions/{who}")
    curator.locator("#label_fr").fill("Avec qui donc ?")
    curator.locator("#condition-summary").click()
    curator.locator("#effect").select_option("show")
    curator.locator("#w1_of").focus()
    curator.locator("#w1_of").select_option(label="En famille ?")
    expect(curator.locator("#w1_value option")).to_have_count(len(CHOICES) + 1)
    expect(curator.locator("#w1_of")).to_be_focused()
    expect(curator.locator("#effect")).to_have_value("show")
    curator.locator("#w1_value").select_option("c1")
    curator.locator("#save").click()
    expect(curator.locator(".message--good")).to_be_visible()
    expect(curator.locator("#label_fr")).to_have_value("Avec qui donc ?")
    assert [clause["value"] for clause in condition(club, who)["clauses"]] == ["c1"]


def test_without_scripts_they_are_there_after_saving(browse, club, questions, console):
    console.expects(422)
    curator, (_family, who) = browse(CURATOR, scripts=False), questions
    curator.goto(f"/equipe/enquetes/questions/{who}")
    curator.locator("#condition-summary").click()
    curator.locator("#effect").select_option("show")
    curator.locator("#w1_of").select_option(label="En famille ?")
    curator.locator("#save").click()
    curator.locator("#w1_value").select_option("c1")
    curator.locator("#save").click()
    expect(curator.locator(".message--good")).to_be_visible()
    assert [clause["value"] for clause in condition(club, who)["clauses"]] == ["c1"]
