"""Conditions: what is shown once something was answered; a question nobody can come to is told, whatever was edited."""

import itertools
import random

import pytest

from clubapp.surveys import conditions, kinds, lint, reaching
from clubapp.surveys.models import Choice, Item


def item(code, kind="single", choices=("c1", "c2", "c3"), when=None, **more):
    listed = [Choice(code=each, position=n, label_fr=each, row=False, special="") for n, each in enumerate(choices)]
    settings, required = more.pop("settings", {}), more.pop("required", False)
    return Item(
        code=code,
        kind=kind,
        label_fr=code,
        choices=listed,
        when=when or {},
        settings=settings,
        required=required,
        **more,
    )


def show(*clauses, join="all", effect="show"):
    said = [dict(zip(("of", "is", "value"), clause, strict=False)) for clause in clauses]
    return {"effect": effect, "join": join, "clauses": said}


def seen(items, answers):
    return [each.code for each in conditions.shown(items, answers)]


def test_a_question_is_shown_when_its_clauses_hold():
    items = [item("q1"), item("q2", "nps"), item("q3", when=show(("q1", "is", "c1"), ("q2", "least", "9"), join="any"))]
    assert seen(items, {"q1": ["c1"]}) == ["q1", "q2", "q3"]
    assert seen(items, {"q2": ["10"]}) == ["q1", "q2", "q3"]
    assert seen(items, {"q1": ["c2"], "q2": ["8"]}) == ["q1", "q2"]


def test_an_answer_that_is_hidden_counts_for_nothing_further_on():
    items = [item("q1"), item("q2", when=show(("q1", "is", "c1"))), item("q3", when=show(("q2", "answered")))]
    answers = {"q1": ["c2"], "q2": ["c1"], "q3": ["c1"]}
    assert seen(items, answers) == ["q1"]
    assert conditions.kept(items, answers) == {"q1": ["c2"]}


def test_a_hidden_section_hides_what_it_holds():
    items = [item("q1"), item("s", "section", (), when=show(("q1", "is", "c1"))), item("q2"), item("t", "section", ())]
    assert seen(items, {"q1": ["c2"]}) == ["q1", "t"]
    assert seen(items, {"q1": ["c1"]}) == ["q1", "s", "q2", "t"]


def test_the_survey_ends_where_it_is_told_to():
    items = [item("q1"), item("q2", when=show(("q1", "is", "c3"), effect="end")), item("q3")]
    assert seen(items, {"q1": ["c3"]}) == ["q1"]
    assert seen(items, {"q1": ["c1"]}) == ["q1", "q2", "q3"]


@pytest.mark.parametrize(
    "when",
    [
        show(("q9", "is", "c1")),
        show(("q3", "answered")),
        show(("q1", "least", "2")),
        show(("q1", "is", "c9")),
    ],
)
def test_a_condition_that_cannot_be_is_told(when):
    assert list(conditions.faults([item("q1"), item("q2", when=when), item("q3")])) == ["q2"]


@pytest.mark.parametrize(
    ("kind", "more", "when", "reached"),
    [
        ("single", {}, show(("q1", "is", "c1"), ("q1", "is", "c2")), False),
        ("multiple", {}, show(("q1", "is", "c1"), ("q1", "is", "c2")), True),
        ("multiple", {"settings": {"most": 1}}, show(("q1", "is", "c1"), ("q1", "is", "c2")), False),
        ("nps", {}, show(("q1", "least", "9"), ("q1", "most", "6")), False),
        ("nps", {}, show(("q1", "least", "9"), ("q1", "most", "6"), join="any"), True),
        ("number", {}, show(("q1", "least", "3"), ("q1", "most", "3"), ("q1", "is_not", "3")), False),
        ("number", {"settings": {"most": 5}}, show(("q1", "least", "5"), ("q1", "is_not", "5")), False),
        ("date", {}, show(("q1", "least", "2026-11-01"), ("q1", "most", "2026-10-31")), False),
        ("short", {}, show(("q1", "answered"), ("q1", "blank")), False),
        ("single", {"required": True}, show(("q1", "blank")), False),
        ("single", {}, show(("q1", "blank")), True),
    ],
)
def test_a_question_nobody_can_come_to_is_told(kind, more, when, reached):
    items = [item("q1", kind, **more), item("q2", when=when)]
    assert not conditions.faults(items)
    assert ("q2" not in reaching.unreachable(items)) is reached


def test_what_follows_an_end_that_always_comes_is_unreachable():
    items = [
        item("q1"),
        item("q2", when=show(("q1", "blank"), ("q1", "answered"), join="any", effect="end")),
        item("q3"),
    ]
    assert list(reaching.unreachable(items)) == ["q2", "q3"]


def drawn(draw):
    """A few questions and sections with conditions drawn at random, as a long sequence of edits could leave them."""
    items = []
    for n in range(1, draw.randint(3, 6)):
        kind = draw.choice(["single", "single", "multiple", "section"])
        of = draw.choice([f"q{m}" for m in range(1, 7)])
        clauses = [
            (
                of if draw.random() < 0.5 else f"q{max(n - 1, 1)}",
                draw.choice(["is", "is_not", "answered", "blank"]),
                draw.choice(["c1", "c2"]),
            )
            for _ in range(draw.randint(1, 2))
        ]
        when = show(*clauses, join=draw.choice(["all", "any"]), effect=draw.choice(["show", "show", "end"]))
        choices = () if kind == "section" else ("c1", "c2")
        settings = {"most": 1} if kind == "multiple" and draw.random() < 0.3 else {}
        items.append(
            item(
                f"q{n}",
                kind,
                choices,
                when=when if draw.random() < 0.7 else None,
                required=draw.random() < 0.3,
                settings=settings,
            )
        )
    return items


def every_answer(items):
    """All that may be answered, one after the other: only what is shown is answered, and what must be is."""
    options = {"single": [("c1",), ("c2",)], "multiple": [("c1",), ("c2",), ("c1", "c2")], "section": []}
    told = [[*([] if each.required else [()]), *_sent(each, options[each.kind])] or [()] for each in items]
    for chosen in itertools.product(*told):
        yield {each.code: list(values) for each, values in zip(items, chosen, strict=True) if values}


def _sent(question, options):
    return [each for each in options if len(each) <= question.settings.get("most", 2)]


def test_however_a_survey_was_edited_each_question_is_reached_or_told():
    draw = random.Random(7)
    clean = told = 0
    for _ in range(800):
        items = drawn(draw)
        if conditions.faults(items):
            told += 1
            continue
        reached = {code for answers in every_answer(items) for code in seen(items, answers)}
        assert {each.code for each in items} - reached == set(reaching.unreachable(items))
        clean += 1
    assert clean > 50 and told > 50


def test_a_question_for_each_thing_ticked_is_walked_however_many_there_are():
    things = [f"c{n}" for n in range(1, 41)]
    followed = [item(f"f{n}", when=show(("q1", "is", thing))) for n, thing in enumerate(things)]
    assert reaching.unreachable([item("q1", "multiple", things), *followed]) == {}
    two = item("q1", "multiple", things, settings={"most": 2})
    three = show(*(("q1", "is", thing) for thing in things[:3]))
    both = [item("x", when=show(("q1", "is", "c1"), ("q1", "is", "c2"))), item("y", when=three)]
    assert list(reaching.unreachable([two, *both])) == ["y"]


def test_what_would_end_a_survey_ends_nothing_in_a_section_that_is_hidden():
    ends = item("q2", when=show(("q1", "answered"), effect="end"))
    part = item("s", "section", (), when=show(("q1", "is", "c1")))
    items = [item("q1"), part, ends, item("t", "section", ()), item("q3")]
    assert seen(items, {"q1": ["c2"]}) == ["q1", "t", "q3"]
    assert seen(items, {"q1": ["c1"]}) == ["q1", "s"]
    assert list(reaching.unreachable(items)) == ["q2"]


def test_a_number_is_held_against_its_value_however_it_is_written():
    assert kinds.answer(item("q1", "number", ()), "12,50") == "12.5"
    assert kinds.answer(item("q1", "number", ()), "100.0") == "100"
    assert list(conditions.faults([item("q1", "number", ()), item("q2", when=show(("q1", "is", "12,5")))])) == ["q2"]


def test_a_limit_that_would_tell_who_answered_what_keeps_a_survey_shut():
    limited = item("q1")
    limited.choices[0].quota = 1
    assert lint.faults([limited]) == {}
    assert list(lint.faults([limited], "anonymous")) == list(lint.faults([limited], "confidential")) == ["q1"]


def test_faults_come_before_an_opening():
    assert lint.faults([]) != {}
    assert list(lint.faults([item("q1", choices=("c1",))])) == ["q1"]
    assert not lint.faults([item("q1"), item("q2", "short", ())])
    assert set(kinds.NAMES) == set(kinds.QUESTIONS) | set(kinds.BLOCKS)
