"""What visitors wrote, question by question: nothing on two pages tells which texts are one person's."""

import re

import pytest

from clubapp.surveys import life, tagging
from clubapp.surveys.building import Asked
from clubapp.surveys.models import Response
from tests.conftest import a_staff
from tests.surveys.conftest import a_survey
from tests.surveys.crowd import keep

PEOPLE = 120
SAM = "sam@club.fr"


def two_texts(identity="anonymous", people=PEOPLE):
    survey = a_survey(("short", Asked("Un ?")), ("short", Asked("Deux ?")), identity=identity, state="open")
    keep(survey, [{"q1": [f"un {n}"], "q2": [f"deux {n}"]} for n in range(people)])
    return life.close(survey.id)


def read(survey, code):
    """All the pages of a question, one after the other."""
    page, after = tagging.texts(survey, code)
    found = [*page]
    while after:
        page, after = tagging.texts(survey, code, after=after)
        found += page
    return found


@pytest.mark.both_engines
@pytest.mark.parametrize("identity", ["confidential", "anonymous"])
def test_no_order_and_no_number_joins_two_texts_of_one_person(db, identity):
    survey = two_texts(identity)
    ones, twos = ([(text.handle, text.words.split()[1]) for text in read(survey, code)] for code in ("q1", "q2"))
    assert sorted(who for _handle, who in ones) == sorted(map(str, range(PEOPLE))) == sorted(w for _h, w in twos)
    numbers = {row.id.hex(): row.answers["q1"][0].split()[1] for row in db.session.query(Response)}
    handles = [{handle for handle, _who in each} for each in (ones, twos)]
    assert len(handles[0] | handles[1] | set(numbers)) == 3 * PEOPLE
    by_number = [who for _number, who in sorted(numbers.items())]
    orders = [by_number, *([who for _handle, who in each] for each in (ones, twos))]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        for line in (orders[one], orders[one][::-1]):
            assert sum(map(str.__eq__, line, orders[other])) < 10  # one in chance


def test_the_page_bears_no_number_of_a_response(world, visit, db):
    def wrote():
        a_staff(SAM)
        return two_texts(people=9).id

    number, sam = world(wrote), visit(SAM)
    numbers = world(lambda: {row.id.hex() for row in db.session.query(Response)})
    signs = [
        set(re.findall(r"[0-9a-f]{32}", sam.get(f"/equipe/enquetes/{number}/textes?question={code}").text))
        for code in ("q1", "q2")
    ]
    assert [len(each - signs[1 - n]) for n, each in enumerate(signs)] == [9, 9]
    assert not numbers & (signs[0] | signs[1])


def test_a_handle_of_one_question_is_none_of_another_s(db):
    survey = two_texts()
    (first, *_others), _after = tagging.texts(survey, "q1")
    with pytest.raises(tagging.Moved):
        tagging.tag(survey, "q2", first.handle, ["beau"])
    tagging.tag(survey, "q1", first.handle, ["beau"])
    assert [text.words for text in tagging.texts(survey, "q1", tag="beau")[0]] == [first.words]
