"""A part of a survey as a page shows it and as it comes back: which questions, what was answered, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from clubapp.surveys import kinds
from clubapp.surveys.models import Answers, Choice, Item

Typed = MultiDict[str, str]


@dataclass(slots=True)
class Question:
    """One question or block of a page; `typed` is what was answered, even wrongly, `ranks` by choice."""

    item: Item
    typed: list[str]
    choices: list[Choice]
    rows: list[Choice]
    other: str = ""
    ranks: dict[str, str] = field(default_factory=dict)
    full: frozenset[str] = frozenset()  # the choices that are no longer to be had
    wrong: str = ""


def read(items: Sequence[Item], sent: Typed) -> tuple[Answers, dict[str, str]]:
    """What a page answers, and what is wrong with the rest, by question."""
    answers: Answers = {}
    wrong: dict[str, str] = {}
    for item in items:
        if item.kind in kinds.BLOCKS:
            continue
        try:
            answers |= kinds.read(item, sent.getlist)
        except kinds.Wrong as fault:
            wrong[item.code] = str(fault)
    return answers, wrong


def lacking(items: Sequence[Item], answers: Answers) -> dict[str, str]:
    """What the questions of a page still lack, by question."""
    return {item.code: words for item in items if (words := kinds.lacking(item, answers))}


def shown(
    items: Sequence[Item],
    answers: Answers,
    seed: int,
    *,
    full: set[tuple[str, str]],
    wrong: dict[str, str] | None = None,
    sent: Typed | None = None,
) -> list[Question]:
    """The questions of a page, each as it was answered; a wrong answer as it was typed."""
    return [_question(item, answers, seed, full, wrong or {}, sent) for item in items]


def _question(
    item: Item, answers: Answers, seed: int, full: set[tuple[str, str]], wrong: dict[str, str], sent: Typed | None
) -> Question:
    name = kinds.field(item.code)
    typed = answers.get(item.code, [])
    other = "".join(answers.get(f"{item.code}-other", []))
    ranks = {code: str(rank) for rank, code in enumerate(typed, 1)} if item.kind == "ranking" else {}
    if item.code in wrong and sent is not None and item.code not in answers:
        typed, other = sent.getlist(name), sent.get(f"{name}-other", "")
        ranks = {choice.code: sent.get(f"{name}-{choice.code}", "") for choice in item.choices}
    choices = kinds.in_order(item, seed)
    if item.kind == "ranking" and len(ranks) == len(choices) and not wrong.get(item.code):
        choices = sorted(choices, key=lambda choice: int(ranks[choice.code]))
    gone = frozenset(code for code, choice in full if code == item.code for code in (choice,))
    return Question(item, typed, choices, kinds.rows_of(item), other, ranks, gone, wrong.get(item.code, ""))


def ranked(item: Item, sent: Typed, seed: int, choice: str, step: int) -> list[str]:
    """The choices of a ranking once one of them went one place up (-1) or down (1), as the page ordered them."""
    order = kinds.in_order(item, seed)
    name = kinds.field(item.code)
    places = {each.code: sent.get(f"{name}-{each.code}", "") for each in order}
    given = {code: int(place) for code, place in places.items() if place.isdecimal() and len(place) < 4}
    codes = sorted(places, key=lambda code: given.get(code, len(order)))
    here = codes.index(choice)
    there = min(max(here + step, 0), len(codes) - 1)
    codes.insert(there, codes.pop(here))
    return codes
