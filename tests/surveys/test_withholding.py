"""What is told of few people: nothing, and nothing from which it could be found.

The attacker knows all that is shown, in every view, and the rule itself. A figure is safe when the answers may have
been others, with that figure another, and all that is shown the same.
"""

import itertools

import pytest

from clubapp.surveys import batches, crossing, life, results, rules, withholding
from clubapp.surveys.building import Asked
from clubapp.surveys.models import Response
from clubapp.surveys.withholding import LEAST, groups, halved, options
from tests.surveys.conftest import a_crowd, a_survey, answers, asked
from tests.surveys.crowd import FOUR, conditioned, keep

CODES = ("c1", "c2", "c3", "c4")


def cut(counts, **how):
    codes = [f"c{n}" for n in range(1, len(counts) + 1)]
    return groups(halved(codes, **how), dict(zip(codes, counts, strict=True)))


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((12, 8, 6, 5), [("c1",), ("c2",), ("c3",), ("c4",)]),
        ((12, 8, 6, 1), [("c1",), ("c2",), ("c3", "c4")]),
        ((12, 8, 6, 0), [("c1",), ("c2",), ("c3", "c4")]),  # nobody is as few as one
        ((1, 0, 9, 8), [("c1", "c2", "c3"), ("c4",)]),
        ((3, 3, 9, 1), [("c1", "c2"), ("c3", "c4")]),
        ((20, 1, 0, 2), [("c1", "c2", "c3", "c4")]),  # what all but three said
        ((2, 1), [("c1", "c2")]),
    ],
)
def test_a_rare_answer_is_told_with_its_neighbours(counts, told):
    assert cut(counts) == told


def test_whatever_is_answered_each_group_holds_five_or_nothing_is_told():
    for counts in itertools.product(range(8), repeat=4):
        told = cut(counts)
        sums = [sum(counts[int(code[1]) - 1] for code in group) for group in told]
        assert [code for group in told for code in group] == list(CODES)
        assert not withholding.is_told(told) or min(sums) >= LEAST


def test_with_more_people_what_was_cut_stays_cut():
    for before in itertools.product(range(0, 8, 2), repeat=4):
        for more in itertools.product((0, 1, 4), repeat=4):
            after = [one + other for one, other in zip(before, more, strict=True)]
            assert all(any(set(group) <= set(old) for old in cut(before)) for group in cut(after))


def vectors(total, parts):
    """Every way to share so many people among so many answers."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in vectors(total - first, parts - 1))


def shown(counts):
    """All that is shown of one question."""
    told = cut(counts)
    if not withholding.is_told(told):
        return (sum(counts),)
    return tuple((group, sum(counts[int(code[1]) - 1] for code in group)) for group in told)


@pytest.mark.parametrize("people", [5, 9, 12, 15])
def test_no_withheld_figure_is_found_by_whoever_knows_the_rule(people):
    """Every set of answers is tried: those that show the same differ in each figure that is withheld."""
    alike = {}
    for counts in vectors(people, 4):
        alike.setdefault(shown(counts), []).append(counts)
    for view, several in alike.items():
        apart = {group[0] for group, _count in view if len(group) == 1} if len(view) > 1 else set()
        for place, code in enumerate(CODES):
            if code not in apart:
                assert len({counts[place] for counts in several}) > 1, (view, code)


def test_nor_by_whoever_keeps_the_view_before():
    """Eight people, then five more: each pair of views leaves two values to each figure withheld in either."""
    alike = {}
    for before in vectors(8, 3):
        for more in vectors(5, 3):
            after = tuple(map(sum, zip(before, more, strict=True)))
            alike.setdefault((shown(before), shown(after)), []).append((before, after))
    for views, several in alike.items():
        for moment, view in enumerate(views):
            apart = {group[0] for group, _count in view if len(group) == 1} if len(view) > 1 else set()
            for place, code in enumerate(CODES[:3]):
                if code not in apart:
                    values = {pair[moment][place] for pair in several}
                    known = {pair[1][place] for pair in several} if moment == 0 else set()
                    assert len(values) > 1 or known == values, (views, moment, code)


@pytest.mark.parametrize(
    ("counts", "people", "none", "least", "most", "told"),
    [
        ({"a": 9, "b": 12, "c": 5}, 20, "", 1, 3, {"a", "b", "c"}),
        ({"a": 9, "b": 17, "c": 5}, 20, "", 1, 3, {"a", "c"}),  # three did not choose b
        ({"a": 9, "b": 12, "c": 2}, 20, "", 1, 3, {"a", "b"}),
        ({"a": 9, "b": 9, "c": 2}, 20, "", 1, 1, set()),  # each makes one choice: the rest is c
        ({"a": 18, "b": 18, "c": 4}, 20, "", 2, 2, set()),
        ({"a": 3, "z": 17}, 20, "z", 1, 2, set()),  # who does not choose none chooses a
        ({"a": 10, "b": 5, "c": 5}, 10, "", 2, 3, set()),  # b and c make one each: all chose a
        ({"a": 24, "b": 27, "c": 25, "z": 0}, 44, "z", 1, 4, {"a", "b", "c"}),
        ({"a": 9, "b": 9, "z": 2}, 20, "z", 1, 2, set()),  # eighteen choices: two at least made none
        ({"a": 15, "b": 15, "c": 10, "z": 0}, 20, "z", 1, 2, set()),  # forty choices: nobody made none
        ({"a": 15, "b": 12, "z": 4}, 20, "z", 1, 2, {"a", "b"}),
        ({"a": 15, "b": 15, "c": 15, "z": 4}, 20, "z", 1, 3, {"a", "b", "c"}),
    ],
)
def test_a_choice_is_told_if_five_made_it_and_five_did_not(counts, people, none, least, most, told):
    assert options(counts, people, none, least, most) == told


@pytest.mark.parametrize(("people", "least", "most"), [(11, 1, 3), (12, 1, 2), (17, 2, 3)])
def test_who_chose_none_of_these_may_be_nobody_or_four(people, least, most):
    """Every set of answers is tried: those that show the same have from nought to four who chose none."""
    made = [set(codes) for size in range(least, most + 1) for codes in itertools.combinations("abc", size)]
    alike = {}
    for none, *sizes in vectors(people, len(made) + 1):
        counts = {code: sum(n for n, codes in zip(sizes, made, strict=True) if code in codes) for code in "abc"}
        told = options(counts | {"z": none}, people, "z", least, most)
        if told == set("abc"):
            alike.setdefault(tuple(counts.values()), set()).add(none)
    assert alike
    assert all(values == set(range(LEAST)) for values in alike.values())


def rating(*counts, **says):
    survey = a_survey(("rating", Asked("Combien ?", settings={"steps": 5})), state="open", **says)
    keep(survey, [{"q1": [str(n)]} for n, count in enumerate(counts, 1) for _ in range(count)])
    survey = life.close(survey.id)
    return results.figures(survey, rules.items_of(survey.id), guarded=True)["q1"]


def told_rows(figure):
    return [(row.codes, row.people) for row in figure.tables[0].rows]


def test_a_mean_is_told_as_far_as_the_table_tells_it(db):
    open_figure = rating(0, 3, 10, 22, 25, identity="confidential")
    assert told_rows(open_figure) == [(("1", "2", "3"), 13), (("4",), 22), (("5",), 25)]
    assert (open_figure.mean, open_figure.between) == (None, (3.8, 4.2))
    assert (open_figure.median, open_figure.top) == (4.0, 47 / 60)
    assert rating(6, 6, 6, 6, 6, identity="anonymous").mean == 3.0
    two = rating(0, 0, 0, 6, 2, identity="confidential")
    assert (two.tables[0].rows, two.mean, two.median) == ([], None, None)


def test_fewer_than_five_are_told_in_nothing(db):
    survey = a_survey(
        ("single", asked()), ("short", Asked("Un mot ?")), ("number", Asked("Âge ?")), identity="anonymous"
    )
    keep(survey, [{"q1": ["c1"], "q2": ["Rien"], "q3": ["7"]}] * 4)
    items = rules.items_of(survey.id)
    assert results.figures(survey, items, guarded=True) == {}
    keep(survey, [{"q1": ["c2"]}] * 9)
    told = results.figures(survey, items, guarded=True)
    assert told["q1"].tables[0].rows == []  # four said c1
    assert (told["q2"].people, told["q2"].words, told["q3"].people, told["q3"].mean) == (None, False, None, None)


def test_a_question_few_were_not_asked_tells_nothing_of_them(db):
    """Four said c2 and were not asked: subtracting who answered from who came would say it."""
    survey = a_survey(("single", asked(choices=FOUR)), ("single", asked(choices=FOUR)), identity="anonymous")
    conditioned(survey, 2, clauses=[{"of": "q1", "is": "is_not", "value": "c2"}])
    keep(survey, [{"q1": ["c1"], "q2": [f"c{n % 4 + 1}"]} for n in range(40)] + [{"q1": ["c2"]}] * 4)
    told = results.figures(survey, rules.items_of(survey.id), guarded=True)
    assert told["q1"].tables[0].rows == []
    assert (told["q2"].people, told["q2"].tables[0].base, told["q2"].tables[0].asked_all) == (None, 44, False)
    assert told_rows(told["q2"]) == [(("c1",), 10), (("c2",), 10), (("c3",), 10), (("c4", ""), 14)]


def test_a_condition_on_what_is_told_is_told(db):
    survey = a_survey(("single", asked(choices=FOUR)), ("single", asked(choices=FOUR)), identity="anonymous")
    conditioned(survey, 2, clauses=[{"of": "q1", "is": "is", "value": "c2"}])
    keep(
        survey,
        [{"q1": ["c2"], "q2": [f"c{n % 4 + 1}"]} for n in range(40)] + [{"q1": ["c1"]}] * 6 + [{"q1": ["c3"]}] * 6,
    )
    told = results.figures(survey, rules.items_of(survey.id), guarded=True)
    assert (told["q2"].people, told["q2"].tables[0].asked_all) == (40, True)


@pytest.mark.both_engines
def test_confidential_results_move_by_five_at_least(db):
    survey = a_survey(identity="confidential", state="open")
    sizes = [0]
    for n, member in enumerate(a_crowd(23)):
        answers(survey, {"q1": [f"c{n % 3 + 1}"]}, member)
        life.watch()
        size = db.session.query(Response).filter_by(survey_id=survey.id, told=True).count()
        assert size == sizes[-1] or size >= sizes[-1] + LEAST
        assert n + 1 - size >= min(LEAST, n + 1)
        sizes.append(size)
    life.close(survey.id)
    assert db.session.query(Response).filter_by(told=True).count() == 23 >= sizes[-1] + LEAST
    batches.tell_due()


@pytest.mark.parametrize("identity", ["confidential", "anonymous"])
def test_questions_are_crossed_once_the_survey_is_over(db, identity):
    survey = a_survey(("single", asked()), ("single", asked()), identity=identity, state="open")
    keep(survey, [{"q1": [f"c{n % 3 + 1}"], "q2": [f"c{n % 2 + 1}"]} for n in range(60)])
    items = rules.items_of(survey.id)
    axes = crossing.axes(items)
    with pytest.raises(crossing.NotOverYet):
        crossing.cross(survey, items, axes["q1"], axes["q2"])
    survey = life.close(survey.id)
    table = crossing.cross(survey, items, axes["q1"], axes["q2"])
    assert [row.codes for row in table.rows] == [("c1",), ("c2",), ("c3",)]
    assert [row.cells for row in table.rows] == [[10, 10]] * 3
    assert table.columns == [("c1",), ("c2", "c3")]
