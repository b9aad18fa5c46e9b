"""Numbers and days of guarded surveys: nothing that is told is what somebody gave, in one view or in two."""

import pytest

from clubapp.surveys import life, results, rules
from clubapp.surveys.building import Asked
from tests.surveys.conftest import a_survey
from tests.surveys.crowd import keep

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
