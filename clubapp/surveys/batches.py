"""How an anonymous answer stops being somebody's, and how results move.

It waits among others; once they are ten, and a share of those moved before, all but five drawn at random are moved. A
move rewrites *every* moved answer of the survey, old and new, shuffled and under new numbers drawn at random, in one
transaction: the base's inside (order of rows, versions of rows, places on the disk) then tells no batch from another,
while batches of five would tell one in five. No day is kept, and a participation keeps no hour. At its closing, all
that wait are moved together; fewer than five in all are destroyed.

A confidential answer stays where it is, and results count it (`told`) by the same steps: two views of them never differ
by fewer than five people.
"""

from __future__ import annotations

import random
import secrets

from sqlalchemy import delete, func, insert, select, text, update

from clubapp.db import act, db, forget_log, table, within_act
from clubapp.surveys.models import ANONYMOUS, CLOSED, OPEN, PAUSED, Response, Survey, Waiting

LEAST = 5  # answers told, moved or left together
SHARE = 0.05  # of the moved answers: what each move rewrites stays in proportion to what it brings

_draw = random.SystemRandom()


def move_due() -> None:
    """Move what may be moved, survey by survey."""
    waiting = select(Waiting.survey_id).group_by(Waiting.survey_id).having(func.count() >= 2 * LEAST)
    moved = [_move(survey_id) for survey_id in db.session.scalars(waiting).all()]
    if any(moved):
        forget()


@act
def _move(survey_id: int) -> bool:
    survey = db.session.scalars(select(Survey).where(Survey.id == survey_id).with_for_update()).one()
    waiting = _ids(Waiting, survey_id)
    if survey.state not in (OPEN, PAUSED) or len(waiting) < max(2 * LEAST, SHARE * len(_ids(Response, survey_id))):
        return False
    shuffle_in(survey, _draw.sample(waiting, len(waiting) - LEAST))
    return True


def tell_due() -> None:
    """Count in results the confidential answers that may be, survey by survey."""
    untold = (Response.told.is_(False), Survey.state.in_((OPEN, PAUSED)))
    waiting = select(Survey.id).join(Response).where(*untold).group_by(Survey.id).having(func.count() >= 2 * LEAST)
    for survey_id in db.session.scalars(waiting).all():
        _tell(survey_id)


@act
def _tell(survey_id: int) -> None:
    survey = db.session.scalars(select(Survey).where(Survey.id == survey_id).with_for_update()).one()
    untold = db.session.scalars(select(Response.id).where(Response.survey_id == survey_id, ~Response.told)).all()
    if survey.state in (OPEN, PAUSED) and len(untold) >= 2 * LEAST:
        chosen = _draw.sample(untold, len(untold) - LEAST)
        db.session.execute(update(Response).where(Response.id.in_(chosen)).values(told=True))


@act
def settle(survey: Survey) -> None:
    """At its closing, all that wait are counted; anonymous ones are moved, or destroyed if they are too few in all."""
    assert survey.state == CLOSED
    if survey.identity != ANONYMOUS:
        db.session.execute(update(Response).where(Response.survey_id == survey.id).values(told=True))
        return
    waiting = _ids(Waiting, survey.id)
    if len(waiting) + len(_ids(Response, survey.id)) < LEAST:
        survey.destroyed = len(waiting)
        db.session.execute(delete(Waiting).where(Waiting.survey_id == survey.id))
    elif waiting:
        shuffle_in(survey, waiting)


def shuffle_in(survey: Survey, chosen: list[bytes]) -> None:
    """Rewrite the moved answers of a survey with these among them."""
    kept = (Response.answers, Response.seed, Response.tags)
    rows = [row._asdict() for row in db.session.execute(select(*kept).where(Response.survey_id == survey.id))]
    arriving = select(Waiting.answers, Waiting.seed).where(Waiting.id.in_(chosen))
    rows += [row._asdict() | {"tags": {}} for row in db.session.execute(arriving)]
    _draw.shuffle(rows)
    db.session.execute(delete(Response).where(Response.survey_id == survey.id))
    db.session.execute(delete(Waiting).where(Waiting.id.in_(chosen)))
    fresh = [row | {"id": secrets.token_bytes(16), "survey_id": survey.id} for row in rows]
    db.session.execute(insert(table(Response)), fresh)
    survey.moves += 1


def forget() -> None:
    """Let the base's inside forget what was deleted: drafts that were sent, answers that were moved."""
    forget_log()
    if within_act() or db.engine.dialect.name != "postgresql":
        return
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT", acting=True) as connection:
        for name in ("survey_waiting", "survey_drafts", "survey_responses"):
            connection.execute(text(f"VACUUM {name}"))


def _ids(model: type[Waiting | Response], survey_id: int) -> list[bytes]:
    return list(db.session.scalars(select(model.id).where(model.survey_id == survey_id)))
