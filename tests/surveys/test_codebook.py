"""The codebook of a workbook: every column and every question, with what may stand there, and how it is read."""

import io

import openpyxl
import pytest

from clubapp.surveys import life, rules, workbook
from clubapp.surveys.building import Asked
from tests.conftest import a_staff
from tests.surveys.conftest import a_crowd, a_survey, asked
from tests.surveys.crowd import MANY, a_crowd_s_answers, a_survey_of_every_kind, conditioned, keep


def plain(value):
    return value.replace("\u202f", " ").replace("’", "'") if isinstance(value, str) else value


def book_of(survey, people=60):
    keep(survey, a_crowd_s_answers(survey, people, 4), members=a_crowd(3) if survey.identity == "named" else ())
    book = openpyxl.load_workbook(io.BytesIO(workbook.workbook(life.close(survey.id))))
    return {sheet.title: [tuple(map(plain, row)) for row in sheet.iter_rows(values_only=True)] for sheet in book}


@pytest.mark.parametrize("identity", ["named", "confidential", "anonymous"])
def test_every_column_and_every_question_is_in_the_codebook(db, identity):
    survey = a_survey_of_every_kind(identity=identity)
    book = book_of(survey)
    heads = {row[0]: row for row in book["Questions"][1:] if row[1] or row[9]}
    assert set(book["Données"][0]) <= set(heads)
    for item in rules.items_of(survey.id):
        assert any(name.strip("()").partition("_")[0] == item.code for name in heads), item.code
    if identity == "named":
        assert [heads[code][9] for code in ("q8", "q9", "q10", "q2-other")] == [
            "le nombre écrit",
            "la date : année, mois, jour",
            "ce qui a été écrit",
            "ce qui a été écrit à « autre »",
        ]
        assert not {"(q8)", "(q2-other)"} & set(heads)
    else:
        assert [heads[code][9][:16] for code in ("(q8)", "(q9)", "(q10)", "(q2-other)")] == [
            *["non donné : un n"] * 2,
            *["non donné ici : "] * 2,
        ]


def test_zero_one_ranks_and_what_is_withheld_are_told(db):
    book = book_of(a_survey_of_every_kind(identity="anonymous"))["Questions"]
    meaning = {(row[0], row[8]): row[9] for row in book if row[8] is not None}
    assert (meaning["q2_c1", 1], meaning["q2_c1", 0]) == ("choisi", "non choisi")
    assert (meaning["q6_c1", 1], meaning["q6_c1", 4]) == ("mis en premier", "mis en dernier")
    closed = ("q1", "q2_c1", "q3", "q4", "q5", "q6_c1", "q7_r1")
    assert {meaning[name, "(retenu)"] for name in closed} == {"une réponse rare, ou qui se lit avec ses voisines"}


def test_the_words_of_an_other_are_no_code(db):
    survey = a_survey(("single", asked(choices=MANY[:3])), state="open")
    values = {(row[0], row[8]) for row in book_of(survey)["Questions"][1:] if row[8]}
    assert values == {("q1", "c1"), ("q1", "c2"), ("q1", "c3")}


def test_the_condition_of_a_question_and_of_a_part_are_told(db):
    survey = a_survey(("single", asked()), ("section", Asked("Encore")), ("single", asked()), state="draft")
    conditioned(survey, 2, clauses=[{"of": "q1", "is": "is", "value": "c1"}])
    conditioned(survey, 3, clauses=[{"of": "q1", "is": "answered"}])
    life.open_now(survey.id)
    codes = [item.code for item in rules.items_of(survey.id)]
    told = {row[0]: row[7] for row in book_of(survey)["Questions"] if row[7]}
    assert told[f"({codes[1]})"] == "La montrer si : q1 est c1"
    assert told[codes[2]] == "La montrer si : q1 a une réponse"


ROWS = {"anonymous": "Une ligne n'est personne", "confidential": "Une ligne est ce qu'une personne"}


@pytest.mark.parametrize(("identity", "words"), ROWS.items())
def test_the_workbook_says_what_a_row_is(db, identity, words):
    lines = [line for (line,) in book_of(a_survey_of_every_kind(identity=identity))["Règles de lecture"]]
    assert lines[1].startswith(words)
    assert any("(retenu)" in line for line in lines)


def test_the_page_says_what_a_row_is(world, visit):
    def closed(identity):
        survey = a_survey_of_every_kind(identity=identity)
        keep(survey, a_crowd_s_answers(survey, 20))
        return life.close(survey.id).id

    world(a_staff, "sam@club.fr")
    sam = visit("sam@club.fr")
    pages = {
        identity: sam.get(f"/equipe/enquetes/{world(closed, identity)}/resultats").text.replace("’", "'")
        for identity in ("anonymous", "confidential")
    }
    assert ["Une ligne n'est personne" in page for page in pages.values()] == [True, False]
    assert ["Une ligne par personne" in page for page in pages.values()] == [False, True]
