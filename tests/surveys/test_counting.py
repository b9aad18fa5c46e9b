"""Figures: counted in the base, the same as counted by hand, and as few rows for a crowd as for a few."""

import statistics
from collections import Counter

import pytest
from sqlalchemy import event

from clubapp.surveys import answering, crossing, results, rules
from clubapp.surveys.building import Asked
from clubapp.surveys.models import Draft
from tests.surveys.conftest import a_crowd, a_survey, answers, asked
from tests.surveys.crowd import a_crowd_s_answers, a_survey_of_every_kind, conditioned, keep

pytestmark = pytest.mark.both_engines


def found(survey, **how):
    return results.figures(survey, rules.items_of(survey.id), **{"guarded": False} | how)


def counts(figure, line=""):
    (table,) = [each for each in figure.tables if each.line == line]
    return {row.codes[0]: row.people for row in table.rows}


def test_choices_are_counted_of_those_who_answered(db):
    survey = a_survey(("single", asked()), ("multiple", asked()), state="open")
    keep(survey, [{"q1": ["c1"], "q2": ["c1", "c2"]}, {"q1": ["c1"]}, {"q1": ["c2"], "q2": ["c2"]}, {}])
    figures = found(survey)
    assert (figures["q1"].people, counts(figures["q1"])) == (3, {"c1": 2, "c2": 1, "c3": 0})
    assert (figures["q2"].people, counts(figures["q2"])) == (2, {"c1": 1, "c2": 2, "c3": 0})
    assert [row.share for row in figures["q2"].tables[0].rows] == [0.5, 1.0, 0.0]  # of two people: more than 1 in all


def test_a_scale_has_its_mean_its_middle_and_its_top(db):
    survey = a_survey(("rating", Asked("Combien ?", settings={"steps": 5})), ("nps", Asked("Vos amis ?")), state="open")
    keep(survey, [{"q1": [rate], "q2": [nps]} for rate, nps in zip("55421", ("10", "9", "8", "6", "0"), strict=True)])
    rating, nps = found(survey)["q1"], found(survey)["q2"]
    assert (rating.mean, rating.median, rating.top) == (3.4, 4, 0.6)
    assert (nps.score, nps.parts) == (0, {"against": 0.4, "neither": 0.2, "favour": 0.4})


def test_a_ranking_has_mean_ranks_and_first_choices(db):
    survey = a_survey(("ranking", asked()), state="open")
    keep(survey, [{"q1": list(order)} for order in (("c1", "c2", "c3"), ("c1", "c3", "c2"), ("c2", "c1", "c3"))])
    figure = found(survey)["q1"]
    assert counts(figure) == {"c1": 2, "c2": 1, "c3": 0}
    assert figure.places == {"c1": 1.3, "c2": 2.0, "c3": 2.7}


def test_numbers_and_days_have_their_ends_and_their_middle(db):
    survey = a_survey(("number", Asked("Quel âge ?")), ("date", Asked("Quand ?")), state="open")
    days = ("2026-11-02", "2026-01-01", "2026-11-01")
    keep(survey, [{"q1": [age], "q2": [day]} for age, day in zip(("9", "12.5", "100"), days, strict=True)])
    age, day = found(survey)["q1"], found(survey)["q2"]
    assert (age.mean, age.median, age.lowest, age.highest) == (40.5, 12.5, 9, 100)
    assert (day.median, day.lowest, day.highest) == ("2026-11-01", "2026-01-01", "2026-11-02")


def by_hand(survey, people):
    """The figures of every kind, in plain Python."""
    told = {}
    for item in rules.items_of(survey.id):
        said = [each[item.code] for each in people if item.code in each]
        one = [each[0] for each in said]
        told[item.code] = {
            "single": lambda one=one: Counter(one),
            "dropdown": lambda one=one: Counter(one),
            "multiple": lambda said=said: Counter(code for each in said for code in each),
            "ranking": lambda one=one: Counter(one),
            "rating": lambda one=one: (Counter(one), statistics.median(map(int, one))),
            "nps": lambda one=one: (Counter(one), statistics.median(map(int, one))),
            "matrix": lambda said=said: Counter(code for each in said for code in each),
            "number": lambda one=one: (round(statistics.fmean(map(float, one)), 2), statistics.median(map(float, one))),
            "date": lambda one=one: sorted(one)[(len(one) - 1) // 2],
            "short": lambda said=said: len(said),
        }[item.kind]()
    return told


def as_by_hand(figures):
    told = {}
    for code, figure in figures.items():
        lines = [(f"{t.line}:" if t.line else "", row) for t in figure.tables for row in t.rows]
        tally = Counter({start + row.codes[0]: row.people for start, row in lines if row.people})
        told[code] = {
            **dict.fromkeys(("single", "dropdown", "multiple", "ranking", "matrix"), tally),
            **dict.fromkeys(("rating", "nps"), (tally, figure.median)),
            "number": (figure.mean, figure.median),
            "date": figure.median,
            "short": figure.people,
        }[figure.kind]
    return told


@pytest.mark.parametrize("seed", range(5))
def test_every_kind_is_counted_as_by_hand(db, seed):
    survey = a_survey_of_every_kind()
    people = a_crowd_s_answers(survey, 83, seed)
    keep(survey, people)
    assert as_by_hand(found(survey)) == by_hand(survey, people)


def rows_fetched(db, read):
    """How many rows the base gives while this is read: each statement is asked again how many it has."""
    sent = []

    def note(_connection, _cursor, statement, parameters, *_):
        if statement.startswith(("SELECT", "WITH")):
            sent.append((statement, parameters))

    event.listen(db.engine, "after_cursor_execute", note)
    read()
    event.remove(db.engine, "after_cursor_execute", note)
    with db.engine.connect() as connection:
        return sum(
            connection.exec_driver_sql(f"SELECT count(*) FROM ({statement}) AS asked", parameters).scalar()
            for statement, parameters in sent
        )


def test_as_few_rows_are_fetched_for_a_crowd_as_for_a_few(db):
    survey = a_survey_of_every_kind()
    people = a_crowd_s_answers(survey, 50)
    keep(survey, people)

    def page():
        db.session.expire_all()
        results.of(survey)
        items = rules.items_of(survey.id)
        axes = crossing.axes(items)
        crossing.cross(survey, items, axes["q1"], axes["q2"])

    few = rows_fetched(db, page)
    keep(survey, people * 39)
    assert few == rows_fetched(db, page) > 50


def test_crossed_questions_are_counted_pair_by_pair(db):
    survey = a_survey_of_every_kind()
    people = a_crowd_s_answers(survey, 60)
    keep(survey, people)
    items = rules.items_of(survey.id)
    axes = crossing.axes(items)
    table = crossing.cross(survey, items, axes["q1"], axes["q7-r2"])
    by_hand = Counter(
        (each["q1"][0], value[3:])
        for each in people
        if "q1" in each
        for value in each.get("q7", ())
        if value[:2] == "r2"
    )
    counted = {
        (row.codes[0], column[0]): cell
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    }
    assert {at: count for at, count in counted.items() if count} == by_hand
    assert table.people == sum(by_hand.values())
    both = crossing.cross(survey, items, axes["q4"], axes["q2"])
    chosen = Counter((e["q4"][0], code) for e in people if {"q2", "q4"} <= set(e) for code in e["q2"])
    assert {
        (row.codes[0], column[0]): cell
        for row in both.rows
        for column, cell in zip(both.columns, row.cells, strict=True)
        if cell
    } == chosen
    assert [row.people for row in both.rows] == [
        sum(1 for e in people if "q2" in e and e.get("q4") == [row.codes[0]]) for row in both.rows
    ]


def test_who_has_begun_and_where_they_stopped(db):
    survey = a_survey(("single", asked()), ("section", Asked("Encore")), ("single", asked()), state="open")
    for member in a_crowd(3):
        answers(survey, {"q1": ["c1"]}, member)
    for member in a_crowd(2, 10):
        answering.save(survey, member, {"q1": ["c1"]}, rules.items_of(survey.id), 1)
    told = results.overview(survey, rules.items_of(survey.id))
    assert (told.people, told.sent, told.completion) == (3, 3, 0.6)
    assert [people for _section, people in told.sections] == [0, 2]
    assert told.minutes is None  # of three people
    assert db.session.query(Draft).count() == 2


def test_a_question_on_a_condition_is_counted_of_those_it_was_asked(db):
    survey = a_survey(("single", asked()), ("single", asked()))
    conditioned(survey, 2, clauses=[{"of": "q1", "is": "is", "value": "c1"}])
    keep(survey, [{"q1": ["c1"], "q2": ["c2"]}] * 6 + [{"q1": ["c2"]}] * 7)
    plain, guarded = found(survey)["q2"], found(survey, guarded=True)["q1"]
    assert (plain.people, counts(plain)) == (6, {"c1": 0, "c2": 6, "c3": 0})
    assert guarded.people == 13
