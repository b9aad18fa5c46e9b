"""Anonymous answers: whoever holds the whole base, its file, its log and ours links none to who gave it."""

import random
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from clubapp.db import act
from clubapp.db import db as base
from clubapp.points import ledger
from clubapp.points.models import Entry
from clubapp.surveys import answering, batches, life, rules
from clubapp.surveys.building import Asked
from clubapp.surveys.models import Participation, Response, Survey, Waiting
from tests.surveys.conftest import a_crowd, a_survey, answers, asked

PEOPLE = 200
CHANCE = 1 / PEOPLE


def an_anonymous_survey(**says):
    questions = (("single", asked()), ("short", Asked("Un mot ?")))
    return a_survey(*questions, identity="anonymous", state="open", **says)


def secret(member):
    """What only this member answers."""
    return f"mot secret de {member}."


def everybody_answers(survey, people):
    for n, member in enumerate(people):
        answers(survey, {"q1": [f"c{n % 3 + 1}"], "q2": [secret(member)]}, member)
        if n % 3 == 0:
            batches.move_due()


def said(rows):
    return [row.answers["q2"][0] for row in rows]


@pytest.mark.both_engines
def test_two_hundred_answers_are_all_kept_and_each_is_paid_once(db):
    survey = an_anonymous_survey(points=7)
    people = a_crowd(PEOPLE)
    everybody_answers(survey, people)
    life.close(survey.id)
    assert sorted(said(db.session.query(Response))) == sorted(map(secret, people))
    assert {ledger.balance(member) for member in people} == {7}
    assert db.session.query(Participation).filter(Participation.response_id.is_not(None)).count() == 0


@pytest.mark.both_engines
def test_no_order_of_the_base_links_an_answer_to_its_participant(db):
    """The attacker sorts both tables by everything the engine shows, pairs them place by place, and keeps the best."""
    survey = an_anonymous_survey(points=7)
    people = a_crowd(PEOPLE)
    random.Random(3).shuffle(people)
    everybody_answers(survey, people)
    postgresql = db.engine.dialect.name == "postgresql"
    orders = ["xmin::text::bigint", "ctid", "id", "seed"] if postgresql else ["id", "seed"]
    came = [
        row.member_id
        for row in db.session.execute(
            select(Entry.member_id).where(Entry.because == "survey.answered").order_by(Entry.id)
        )
    ]
    moved = db.session.query(Response).count()
    assert came == people and moved > PEOPLE * 0.8
    for order in orders:
        rows = db.session.execute(text(f"SELECT answers FROM survey_responses ORDER BY {order}")).all()
        found = [str(row.answers) for row in rows]
        for start in range(PEOPLE - moved + 1):
            for line in (found, found[::-1]):
                linked = sum(secret(member) in row for member, row in zip(came[start:], line, strict=False))
                assert linked / moved <= CHANCE + 0.05, order
    if postgresql:
        groups = db.session.execute(text("SELECT DISTINCT xmin::text FROM survey_responses")).all()
        assert len(groups) == 1  # one version of all rows: batches cannot be told apart


def test_the_file_and_its_log_hold_no_draft_and_no_answer_that_waited(db):
    survey = an_anonymous_survey()
    people = a_crowd(12)
    everybody_answers(survey, people)
    life.close(survey.id)
    path = db.engine.url.database
    kept = b"".join(Path(path + end).read_bytes() for end in ("", "-wal"))
    for member in people:
        assert kept.count(secret(member).encode()) <= 1  # where it is now, and nowhere else
    assert db.session.query(Response).count() == len(people)


@pytest.mark.both_engines
def test_no_move_is_smaller_than_five_and_five_are_left(db):
    survey = an_anonymous_survey()
    before = 0
    for member in a_crowd(60):
        answers(survey, {"q2": [secret(member)]}, member)
        batches.move_due()
        now = db.session.query(Response).count()
        assert now == before or now - before >= 5
        assert db.session.query(Waiting).count() >= min(5, before or 1)
        before = now
    assert before >= 50


@pytest.mark.both_engines
@pytest.mark.parametrize(("people", "kept", "destroyed"), [(4, 0, 4), (5, 5, 0), (9, 9, 0), (13, 13, 0)])
def test_at_the_closing_all_are_moved_or_too_few_are_destroyed(db, people, kept, destroyed):
    survey = an_anonymous_survey()
    for member in a_crowd(people):
        answers(survey, {"q2": [secret(member)]}, member)
        batches.move_due()
    life.close(survey.id)
    assert db.session.query(Response).count() == kept
    assert db.session.query(Waiting).count() == 0
    assert db.session.get(Survey, survey.id).destroyed == destroyed


@act
def joined(survey_id):
    base.session.execute(
        update(Participation).where(Participation.survey_id == survey_id).values(response_id=b"0" * 16)
    )


@pytest.mark.both_engines
def test_the_base_refuses_to_join_an_anonymous_answer_to_its_participant(db):
    survey = an_anonymous_survey()
    (member,) = a_crowd(1)
    answers(survey, {"q1": ["c1"]}, member)
    with pytest.raises(IntegrityError, match="anonymous_has_no_response"):
        joined(survey.id)
    assert rules.begun(db.session.get(Survey, survey.id))
    assert answering.took_part(survey.id, member)
