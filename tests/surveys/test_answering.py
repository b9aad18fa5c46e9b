"""Answering: kept as one goes, sent once, paid once; what is hidden is not kept."""

from dataclasses import replace

import pytest

from clubapp.home import leaving
from clubapp.points import ledger
from clubapp.surveys import answering, building, copying, life, rules
from clubapp.surveys.building import Asked, Option
from clubapp.surveys.models import Draft, Participation, Response, Survey
from tests.conftest import a_member, a_museum, a_staff
from tests.surveys.conftest import a_crowd, a_survey, answers, asked

pytestmark = pytest.mark.both_engines


def responses(db):
    return [row.answers for row in db.session.query(Response).all()]


def test_an_answer_is_stored_once_and_paid_once(db):
    survey = a_survey(state="open", points=15)
    alice = answers(survey, {"q1": ["c2"]})
    assert answering.send(survey.id, alice) is False
    assert responses(db) == [{"q1": ["c2"]}]
    assert ledger.balance(alice) == 15
    assert db.session.query(Draft).count() == 0


def test_a_draft_is_taken_up_again_with_what_was_answered(db):
    survey = a_survey(("single", asked()), ("short", Asked("Et encore ?")), state="open")
    alice = a_member().id
    first, second = rules.items_of(survey.id)
    answering.save(survey, alice, {"q1": ["c1"]}, [first], 0)
    answering.save(survey, alice, {"q2": ["Rien"]}, [second], 1)
    draft = answering.draft(survey.id, alice)
    assert (draft.answers, draft.section) == ({"q1": ["c1"], "q2": ["Rien"]}, 1)
    answering.save(survey, alice, {}, [first], 0)
    assert answering.draft(survey.id, alice).answers == {"q2": ["Rien"]}


def test_the_answer_to_a_question_that_became_hidden_is_not_stored(db):
    survey = a_survey(("single", asked()), ("short", Asked("Avec qui ?")))
    second = rules.items_of(survey.id)[1]
    building.set_when(second.id, {"effect": "show", "clauses": [{"of": "q1", "is": "is", "value": "c1"}]})
    life.open_now(survey.id)
    answers(survey, {"q1": ["c2"], "q2": ["Mon fils"]})
    assert responses(db) == [{"q1": ["c2"]}]


def test_a_required_question_that_is_shown_must_be_answered(db):
    survey = a_survey(("single", asked(required=True)), state="open")
    alice = a_member().id
    answering.save(survey, alice, {}, rules.items_of(survey.id), 0)
    with pytest.raises(answering.Incomplete):
        answering.send(survey.id, alice)
    assert (responses(db), ledger.balance(alice)) == ([], 0)


def test_nobody_answers_what_is_not_open(db):
    survey = a_survey()
    with pytest.raises(answering.NotOpen):
        answers(survey, {"q1": ["c1"]})
    life.open_now(survey.id)
    life.pause(survey.id)
    with pytest.raises(answering.NotOpen):
        answers(survey, {"q1": ["c1"]})


def test_a_survey_for_a_museum_asks_who_took_part_there(db):
    survey = a_survey(state="open", audience="museum")
    alice = a_member().id
    with pytest.raises(answering.NotForYou):
        answers(survey, {"q1": ["c1"]}, alice)
    ledger.credit(alice, 5, because="activity.done", about="activity:9", museum_id=a_museum().id)
    answers(survey, {"q1": ["c1"]}, alice)
    assert len(responses(db)) == 1


def test_a_full_survey_takes_no_more(db):
    survey = a_survey(state="open", at_most=2)
    for member in a_crowd(2):
        answers(survey, {"q1": ["c1"]}, member)
    with pytest.raises(answering.NotOpen):
        answers(survey, {"q1": ["c1"]})
    life.watch()
    assert db.session.get(Survey, survey.id).state == "closed"


def test_a_choice_is_taken_no_more_often_than_its_quota(db):
    choices = (Option("Le mardi", quota=2), Option("Le jeudi"))
    survey = a_survey(("single", asked(choices=choices)), state="open")
    for member in a_crowd(2):
        answers(survey, {"q1": ["c1"]}, member)
    with pytest.raises(answering.ChoiceFull):
        answers(survey, {"q1": ["c1"]})
    answers(survey, {"q1": ["c2"]})
    assert sorted(row["q1"] for row in responses(db)) == [["c1"], ["c1"], ["c2"]]


def test_a_pseudonym_follows_a_member_through_the_versions_of_a_survey(db):
    first = a_survey(state="open", identity="confidential")
    alice, bruno = a_crowd(2)
    for member in (alice, bruno):
        answers(first, {"q1": ["c1"]}, member)
    second = copying.duplicate(first.id)
    life.open_now(second.id)
    for member in (bruno, alice):
        answers(second, {"q1": ["c2"]}, member)
    names = [
        [
            db.session.get(Response, took.response_id).pseudonym
            for took in db.session.query(Participation).filter_by(survey_id=survey.id).order_by(Participation.member_id)
        ]
        for survey in (first, second)
    ]
    assert names[0] == names[1]
    assert len(set(names[0])) == 2


def test_a_trial_before_the_opening_is_wiped_by_it(db):
    survey = a_survey(points=10)
    sam = a_staff().id
    answering.save(survey, sam, {"q1": ["c1"]}, rules.items_of(survey.id), 0, trial=True)
    answering.send(survey.id, sam, trial=True)
    assert (responses(db), ledger.balance(sam)) == ([{"q1": ["c1"]}], 0)
    life.open_now(survey.id)
    assert (responses(db), db.session.query(Participation).count()) == ([], 0)


def test_who_leaves_takes_their_named_answers_and_a_confidential_one_becomes_nobody_s(db):
    named, confidential = a_survey(state="open"), a_survey(state="open", identity="confidential")
    alice = answers(named, {"q1": ["c1"]})
    answers(confidential, {"q1": ["c3"]}, alice)
    leaving.erase(alice)
    assert responses(db) == [{"q1": ["c3"]}]
    assert db.session.query(Participation).count() == 0


def test_what_a_survey_announced_does_not_change_once_it_has_opened(db):
    survey = a_survey(state="open", identity="anonymous")
    with pytest.raises(rules.Announced):
        rules.rewrite(survey.id, replace(rules.planned(survey), identity="named"))
    rules.rewrite(survey.id, replace(rules.planned(survey), title_fr="Votre passage"))
    kept = db.session.get(Survey, survey.id)
    assert (kept.identity, kept.title_fr) == ("anonymous", "Votre passage")
