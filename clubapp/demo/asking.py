"""The demonstration's surveys: defined, opened, answered by members, one of them closed."""

from __future__ import annotations

from datetime import time, timedelta
from random import Random
from typing import Any

from clubapp import clock, folding
from clubapp.demo.people import MEMBERS
from clubapp.demo.surveys import BOOKLET, READING, VISIT, WORKSHOP
from clubapp.members import rules as members
from clubapp.surveys import answering, batches, conditions, copying, kinds, life, publishing, rules
from clubapp.surveys.models import Answers, Item, Survey
from clubapp.surveys.publishing import Reading

NEW = "priya@demo.club"  # who has done nothing yet
KNOWN = 2  # the first members, whose points are known to all: they answer nothing
WORDS = ("calme", "lumière", "surprise", "bleu", "trop court", "enfin", "silence")
CROWD = (
    *("Adèle", "Agathe", "Anatole", "Anouk", "Armand", "Aurèle", "Barnabé", "Basile", "Blanche", "Brune", "Cassien"),
    *("Céleste", "Clotilde", "Colombe", "Côme", "Cyprien", "Daphné", "Diane", "Edmée", "Éloi", "Elvire", "Faustine"),
    *("Flavie", "Fleur", "Gaspard", "Gustave", "Hector", "Hortense", "Ignace", "Irène", "Jeanne", "Joachim", "Lazare"),
    *(
        "Léonie",
        "Lubin",
        "Maxence",
        "Mélisande",
        "Octave",
        "Ondine",
        "Pénélope",
        "Prosper",
        "Romane",
        "Sixtine",
        "Zélie",
    ),
)
_draw = Random(1909)


def write_surveys(houses: dict[str, int], by: int) -> None:
    """Ask, let members answer, close the oldest."""
    people = [words.email for words in MEMBERS[KNOWN:] if words.email != NEW] + _crowd()
    for days, said, museum, who in (
        (30, BOOKLET, "beaux-arts", people[:44]),
        (12, WORKSHOP, "ceramique", people[:31]),
        (9, VISIT, "beaux-arts", people),
    ):
        with clock.at(clock.instant_of(clock.today() - timedelta(days=days), time(9))):
            survey = copying.define(said, houses[museum], by=by)
            life.time(survey.id, None, clock.midnight_after(clock.today() + timedelta(days=40)), by=by)
            life.open_now(survey.id, by=by)
        _answer(survey, who, days)
        if said is BOOKLET:
            _publish(survey, by)
        batches.move_due()


def _crowd() -> list[str]:
    """Enough people for figures to be told; where they write."""
    with clock.at(clock.instant_of(clock.today() - timedelta(days=38), time(11))):
        for name in CROWD:
            members.join(f"{folding.bare(name)}@demo.club", name, "fr")
    return [f"{folding.bare(name)}@demo.club" for name in CROWD]


def _publish(survey: Survey, by: int) -> None:
    """Close a survey, say what is read in its answers, and let members read it."""
    life.close(survey.id, by=by)
    for item in rules.items_of(survey.id):
        publishing.say(item.id, Reading(True, *READING.get(item.code, ())), by=by)
    life.publish(survey.id, by=by)


def _answer(survey: Survey, people: list[str], days: int) -> None:
    items = list(rules.items_of(survey.id))
    for place, email in enumerate(people):
        member = members.join(email, "", "fr").id
        begun = clock.instant_of(clock.today() - timedelta(days=days - 1 - place % (days - 1)), time(15))
        with clock.at(begun):
            answering.save(survey, member, _said(items), items, 0)
        with clock.at(begun + timedelta(seconds=_draw.randint(90, 420))):
            answering.send(survey.id, member)


def _said(items: list[Item]) -> Answers:
    """What somebody could answer; one in six leaves a question that may be left."""
    drawn: Answers = {}
    for item in items:
        if item.kind in kinds.QUESTIONS and (item.required or _draw.random() > 1 / 6):
            drawn[item.code] = _value(item)
    return conditions.kept(items, drawn)


def _value(item: Item) -> list[str]:
    codes: list[Any] = list(kinds.names(item)) if item.kind in kinds.CLOSED else []
    if item.kind in kinds.SCALES:
        return [_draw.choice(codes[len(codes) // 2 :] if _draw.random() < 0.75 else codes)]
    if item.kind == "multiple":
        plain = [choice.code for choice in item.choices if not choice.special]
        return [code for code in plain if _draw.random() < 0.5] or plain[:1]
    if item.kind == "ranking":
        return _draw.sample(codes, len(codes))
    if item.kind == "matrix":
        return [f"{row.code}:{_draw.choice(codes)}" for row in kinds.rows_of(item)]
    if item.kind == "number":
        return [str(_draw.randint(2, 14))]
    if item.kind == "date":
        return [(clock.today() - timedelta(days=_draw.randint(10, 40))).isoformat()]
    return [_draw.choice(codes or WORDS)]
