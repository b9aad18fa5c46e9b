"""Numbers and days of guarded surveys: nothing that is told is what somebody gave, in one view or in two."""

import pytest

from clubapp.surveys import conditions, life, results, rules
from clubapp.surveys.building import Asked
from tests.surveys.conftest import a_survey, asked
from tests.surveys.crowd import conditioned, keep

ASKED = (("number", Asked("Combien ?")), ("date", Asked("Quand ?")))
TELLING = ("mean", "median", "lowest", "highest")


def survey_of(numbers, identity="anonymous"):
    survey = a_survey(*ASKED, identity=identity, state="open")
    keep(survey, [{"q1": [str(number)], "q2": [f"2026-11-{1 + n % 28:02}"]} for n, number in enumerate(numbers)])
    return survey


def told(survey, code="q1"):
    figure = results.figures(survey, rules.items_of(survey.id), guarded=True)[code]
    return {name: value for name in TELLING if (value := getattr(figure, name)) is not None}


@pytest.mark.both_engines
@pytest.mark.parametrize("identity", ["named", "confidential", "anonymous"])
def test_no_day_and_no_number_of_anybody_is_told(db, identity):
    survey = life.close(survey_of([*range(7)] * 3, identity).id)
    assert told(survey, "q2") == {}
    assert told(survey) == {"mean": 3.0}


@pytest.mark.parametrize(
    "numbers",
    [
        [*range(7)],  # seven people: three are the mean
        [10, 11, 12, 13] * 10 + [100_000],  # one carries it
        [10, 11, 12, 13] * 10 + [-100_000],
        [4] * 40 + [1, 2, 3, 5],  # all but four gave the same
        [6] * 40 + [0] * 4,
    ],
)
def test_a_mean_that_one_of_them_carries_is_withheld(db, numbers):
    assert told(life.close(survey_of(numbers).id)) == {}


def test_two_views_of_a_survey_that_goes_on_are_not_subtracted(db):
    """Five come between two views, and one of them alone gives a number: the two means would tell it."""
    survey = survey_of([*range(7)] * 3)
    assert told(survey) == {}
    keep(survey, [{"q1": ["6"]}] + [{"q2": ["2026-11-05"]}] * 4)
    assert told(survey) == {}
    assert told(life.close(survey.id)) == {"mean": 3.1}


def test_questions_asked_from_two_numbers_on_do_not_tell_who_stands_between(db):
    """Two people are eighteen: who was asked from eighteen on, less who was from nineteen on."""
    survey = a_survey(("number", Asked("Quel âge ?")), ("single", asked()), ("single", asked()), identity="anonymous")
    for number, age in ((2, "18"), (3, "19")):
        conditioned(survey, number, clauses=[{"of": "q1", "is": "least", "value": age}])
    life.open_now(survey.id)
    ages = [10] * 10 + [18] * 2 + [30] * 20
    said = [{"q1": [str(age)], "q2": [f"c{1 + n % 3}"], "q3": [f"c{1 + n % 3}"]} for n, age in enumerate(ages)]
    keep(survey, [conditions.kept(rules.items_of(survey.id), each) for each in said])
    figures = results.figures(life.close(survey.id), rules.items_of(survey.id), guarded=True)
    assert [figures[code].people for code in ("q1", "q2", "q3")] == [32, None, None]
    assert [table.base for code in ("q2", "q3") for table in figures[code].tables] == [32, 32]
