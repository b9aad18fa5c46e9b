"""Answers of a whole crowd, drawn at random and put in the base at once."""

import random
import secrets
from datetime import date

from sqlalchemy import insert

from clubapp.db import act, table
from clubapp.db import db as base
from clubapp.surveys import building, conditions, kinds, rules
from clubapp.surveys.building import Asked, Option
from clubapp.surveys.models import Participation, Response
from tests.surveys.conftest import a_survey

FOUR = tuple(Option(f"Choix {n}") for n in range(1, 5))
MANY = (Option("Un"), Option("Deux"), Option("Autre", special="other"), Option("Aucun", special="none"))
GRID = (Option("Accueil", row=True), Option("Textes", row=True), Option("Bien"), Option("Assez"), Option("Mal"))
EVERY_KIND = (
    ("single", Asked("Avec qui ?", choices=FOUR)),
    ("multiple", Asked("Quoi ?", choices=MANY)),
    ("dropdown", Asked("Où ?", choices=FOUR[:3])),
    ("rating", Asked("Combien ?", settings={"steps": 5})),
    ("nps", Asked("Et vos amis ?")),
    ("ranking", Asked("Dans quel ordre ?", choices=FOUR)),
    ("matrix", Asked("Et ceci ?", choices=GRID)),
    ("number", Asked("Quel âge ?")),
    ("date", Asked("Quand ?")),
    ("short", Asked("Un mot ?")),
)


def a_survey_of_every_kind(**says):
    return a_survey(*EVERY_KIND, state="open", **says)


def drawn(item, draw):
    """What somebody may answer to a question; nothing one time in eight."""
    if item.kind not in kinds.QUESTIONS or draw.random() < 0.125:
        return {}
    names = [code for code in (kinds.names(item) if item.kind in kinds.CLOSED else ())]
    leaning = [code for n, code in enumerate(names) for _ in range(1 + n * n)]  # the last ones are the commonest
    if item.kind == "multiple":
        picked = {draw.choice(leaning) for _ in range(draw.randint(1, 3))}
        picked = [c.code for c in item.choices if c.code in picked and (c.special != "none" or len(picked) == 1)]
        others = {c.code for c in item.choices if c.special == "other"} & set(picked)
        return {item.code: picked} | ({f"{item.code}-other": [f"Autre {draw.random()}"]} if others else {})
    if item.kind == "ranking":
        return {item.code: draw.sample(names, len(names))}
    if item.kind == "matrix":
        lines = [row.code for row in kinds.rows_of(item) if draw.random() < 0.9]
        return {item.code: [f"{row}:{draw.choice(leaning)}" for row in lines]} if lines else {}
    if item.kind in kinds.CLOSED:
        return {item.code: [draw.choice(leaning)]}
    written = {"number": str(draw.randint(7, 90)), "date": f"2026-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"}
    return {item.code: [written.get(item.kind, f"Mot {draw.randint(1, 10**9)}")]}


def a_crowd_s_answers(survey, count, seed=1, draw_one=drawn):
    """What so many people answer, as it would be kept."""
    draw, items = random.Random(seed), rules.items_of(survey.id)
    people = [{code: v for item in items for code, v in draw_one(item, draw).items()} for _ in range(count)]
    return [conditions.kept(items, answers) for answers in people]


@act
def keep(survey, answers, members=(), told=True):
    """Keep these answers, as those of these members if any."""
    rows = [
        {"id": secrets.token_bytes(16), "survey_id": survey.id, "answers": each, "seed": 1, "tags": {}, "told": told}
        | {"day": date(2026, 11, 20 + n % 3), "pseudonym": f"P{n}" if survey.identity == "confidential" else None}
        for n, each in enumerate(answers)
    ]
    if rows:
        base.session.execute(insert(table(Response)), rows)
    took = [
        {"survey_id": survey.id, "member_id": member, "identity": survey.identity, "day": row["day"], "seconds": 60 + n}
        | {"response_id": None if survey.identity == "anonymous" else row["id"]}
        for n, (member, row) in enumerate(zip(members, rows, strict=False))
    ]
    if took:
        base.session.execute(insert(table(Participation)), took)


def conditioned(survey, number, **when):
    """Ask the question of this number on a condition: show(…) as `when` says it."""
    item = rules.items_of(survey.id)[number - 1]
    building.set_when(item.id, {"effect": "show", "join": "all"} | when)
