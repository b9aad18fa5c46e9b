"""Taking the answers away: exact where they are named, and nothing rare where they are not."""

import csv
import io
from collections import Counter

import openpyxl
import pytest

from clubapp import csvs
from clubapp.surveys import exports, kinds, life, results, rules, workbook
from clubapp.surveys.building import Asked
from clubapp.surveys.crossing import NotOverYet
from tests.surveys.conftest import a_crowd, a_survey, asked
from tests.surveys.crowd import FOUR, MANY, a_crowd_s_answers, a_survey_of_every_kind, keep


def taken(survey):
    """The export as whoever opens it reads it: a dictionary for each row."""
    of = exports.columns(survey)
    words = csvs.table([*exports.people_columns(survey), *(each.name for each in of)], exports.rows(survey, of))
    assert words.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(words[1:]), delimiter=";"))


def closed(survey, answers, **how):
    keep(survey, answers, **how)
    return life.close(survey.id)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.both_engines
def test_the_figures_are_those_of_the_file(db, seed):
    """Recomputed in plain Python from the CSV of a named survey, for every kind that is counted."""
    survey = a_survey_of_every_kind()
    people = a_crowd_s_answers(survey, 47, seed)
    closed(survey, people, members=a_crowd(3))
    rows, items = taken(survey), rules.items_of(survey.id)
    figures = results.figures(survey, items, guarded=False)
    assert len(rows) == 47
    assert sum(1 for row in rows if row["nom"].startswith("Visiteur")) == 3
    for item in items:
        figure = figures[item.code]
        told = {(t.line, row.codes[0]): row.people for t in figure.tables for row in t.rows if row.people}
        values = [row[item.code] for row in rows if row.get(item.code)]
        if item.kind == "multiple":
            names = kinds.names(item)
            assert told == {("", c): n for c in names if (n := sum(row[f"{item.code}_{c}"] == "1" for row in rows))}
        elif item.kind == "ranking":
            first = {
                ("", c): n for c in kinds.names(item) if (n := sum(row[f"{item.code}_{c}"] == "1" for row in rows))
            }
            assert told == first
            for code, place in figure.places.items():
                ranks = [int(row[f"{item.code}_{code}"]) for row in rows if row[f"{item.code}_{code}"]]
                assert place == round(sum(ranks) / len(ranks), 1)
        elif item.kind == "matrix":
            by_line = {r.code: Counter(row[f"{item.code}_{r.code}"] for row in rows) for r in kinds.rows_of(item)}
            assert told == {(line, c): n for line, tally in by_line.items() for c, n in tally.items() if c}
        elif item.kind in kinds.CLOSED:
            assert told == {("", code): n for code, n in Counter(values).items()}
        else:
            assert figure.people == len(values)


@pytest.mark.parametrize("identity", ["confidential", "anonymous"])
def test_a_guarded_file_tells_what_the_figures_tell(db, identity):
    survey = a_survey_of_every_kind(identity=identity)
    closed(survey, a_crowd_s_answers(survey, 60, 4))
    rows, figures = taken(survey), results.figures(survey, rules.items_of(survey.id), guarded=True)
    assert {"jour", "pseudonyme"} & set(rows[0]) == ({"jour", "pseudonyme"} if identity == "confidential" else set())
    assert not {"q8", "q9", "q10", "q2-other"} & set(rows[0])  # numbers, days and what is written
    for name in set(rows[0]) - {"pseudonyme"}:
        tally = Counter(row[name] for row in rows)
        rare = {
            value: n for value, n in tally.items() if 0 < n < 5 and value not in ("(retenu)", "") and "q6" not in name
        }
        assert not rare, name
    for code in ("q1", "q3", "q4", "q5"):
        told = {row.codes[0]: row.people for row in figures[code].tables[0].rows if len(row.codes) == 1}
        assert told == {v: n for v, n in Counter(row[code] for row in rows).items() if v not in ("", "(retenu)")}


@pytest.mark.parametrize(("identity", "cells"), [("confidential", {"(retenu)"}), ("anonymous", {"0", "1"})])
def test_no_row_tells_who_made_the_choice_that_is_withheld(db, identity, cells):
    survey = a_survey(("multiple", asked(choices=MANY[:2] + MANY[3:])), identity=identity, state="open")
    closed(survey, [{"q1": codes} for codes in (["c1"], ["c2"], ["c1", "c2"], ["c2", "c1"]) * 6] + [{"q1": ["c3"]}] * 2)
    figure = results.figures(survey, rules.items_of(survey.id), guarded=True)["q1"]
    assert [row.people for row in figure.tables[0].rows] == [18, 18, None]
    assert {row["q1_c1"] for row in taken(survey)} == cells
    assert {row["q1_c3"] for row in taken(survey)} == {"(retenu)"}


def test_what_is_written_is_given_apart_and_each_question_in_another_order(db):
    survey = a_survey(("short", Asked("Un ?")), ("short", Asked("Deux ?")), identity="anonymous", state="open")
    closed(survey, [{"q1": [f"un {n}"], "q2": [f"deux {n}"]} for n in range(40)])
    texts = list(exports.written(survey))
    ones, twos = ([words.split()[1] for code, words in texts if code == name] for name in ("q1", "q2"))
    assert sorted(ones) == sorted(twos) == sorted(str(n) for n in range(40))
    assert ones != twos


def test_few_answers_are_not_taken_away_and_none_before_the_end(db):
    survey = a_survey(identity="confidential", state="open")
    keep(survey, [{"q1": ["c1"]}] * 4)
    with pytest.raises(NotOverYet):
        exports.taken(survey.id)
    life.close(survey.id)
    with pytest.raises(exports.TooFew):
        exports.taken(survey.id)


def test_no_cell_is_a_formula(db):
    survey = a_survey(("short", Asked("=1+1 ?")), ("single", asked(choices=FOUR)), state="open")
    closed(survey, [{"q1": ["=HYPERLINK(1)"], "q2": ["c1"]}, {"q1": ["@SUM(A1)"]}, {"q1": ["-2+3"]}])
    assert {row["q1"] for row in taken(survey)} == {"'=HYPERLINK(1)", "'@SUM(A1)", "'-2+3"}
    book = openpyxl.load_workbook(io.BytesIO(workbook.workbook(survey)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}


def test_a_number_is_a_number_and_what_looks_like_one_in_a_text_is_a_text(db):
    survey = a_survey(("number", Asked("Combien ?")), ("short", Asked("Un mot ?")), state="open")
    numbers = ("-5", "12.5", "1000000", "-0.25")
    closed(survey, [{"q1": [number], "q2": ["-5"]} for number in numbers] + [{"q2": ["-5"]}])
    assert {(row["q1"], row["q2"]) for row in taken(survey)} == {
        (number, "'-5") for number in ("-5", "12,5", "1000000", "-0,25", "")
    }
    for sheet in ("Données", "Libellés"):
        _head, *rows = openpyxl.load_workbook(io.BytesIO(workbook.workbook(survey)))[sheet].values
        assert {row[2:] for row in rows} == {(float(number), "-5") for number in numbers} | {(None, "-5")}


def test_a_workbook_holds_codes_words_and_what_they_mean(db):
    survey = a_survey_of_every_kind(identity="anonymous")
    closed(survey, a_crowd_s_answers(survey, 60, 4))
    book = openpyxl.load_workbook(io.BytesIO(workbook.workbook(survey)))
    assert book.sheetnames == ["Données", "Libellés", "Textes", "Questions", "Règles de lecture"]
    data, words, texts, codebook, _how = (list(book[name].iter_rows(values_only=True)) for name in book.sheetnames)
    assert data[0] == words[0] and len(data) == len(words) == 61
    place = data[0].index("q1")
    assert {(one[place], other[place]) for one, other in zip(data[1:], words[1:], strict=True)} >= {("c4", "Choix 4")}
    about = {row[0]: row for row in codebook[1:] if row[1]}
    assert set(data[0]) <= set(about) and {"(q8)", "(q10)"} <= set(about)
    assert {row[8] for row in codebook if row[0] == "q1" and row[8]} == {"c1", "c2", "c3", "c4", "(retenu)"}
    assert {row[0] for row in texts[1:]} == {"q10", "q2-other"}
