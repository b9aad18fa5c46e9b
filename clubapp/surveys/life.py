"""The life of a survey: tried, opened, paused, closed, its results published, put away. Each step is one rule."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select

from clubapp import clock
from clubapp.db import act, db
from clubapp.notices import rules as notices
from clubapp.refusals import Refused
from clubapp.surveys import batches, lint, publishing
from clubapp.surveys.models import (
    ANONYMOUS,
    ARCHIVED,
    CLOSED,
    DRAFT,
    NEXT,
    OPEN,
    PAUSED,
    PUBLISHED,
    SCHEDULED,
    Draft,
    Participation,
    Response,
    Survey,
    Waiting,
)
from clubapp.surveys.rules import held, items_of, noted

DRAFTS_KEPT = timedelta(days=30)  # after the closing


class NotFromHere(Refused):
    """A survey cannot go from the state it is in to the one asked for."""

    says = _l("Cette enquête n'est plus dans l'état où vous l'avez vue. Rechargez la page.")


class NotYetThere(Refused):
    """It lacks something that whoever answers needs."""

    says = _l("Il lui manque quelque chose avant d'ouvrir. Corrigez les points marqués.")
    status = 422


class TooLate(Refused):
    """A moment asked for has passed, or comes before the other."""

    says = _l("Choisissez des moments à venir, la fermeture après l'ouverture.")
    status = 422


class NothingToShow(Refused):
    """No question is to be shown, or none has an answer that may be."""

    says = _l("Choisissez d'abord ce que les membres liront : au moins une question, avec ce que vous en faites.")


@act
def time(survey_id: int, opens_at: datetime | None, closes_at: datetime | None, *, by: int | None = None) -> Survey:
    """Fix when it opens and when it is over; an open one keeps its opening. Raises NotFromHere, TooLate."""
    survey = held(survey_id)
    if survey.state not in (DRAFT, OPEN, PAUSED):
        raise NotFromHere
    opens_at = opens_at if survey.state == DRAFT else survey.opens_at
    if survey.state == DRAFT and opens_at and opens_at <= clock.now():
        raise TooLate
    if closes_at and closes_at <= max(clock.now(), opens_at or clock.now()):
        raise TooLate
    survey.opens_at, survey.closes_at = opens_at, closes_at
    return noted("survey.timed", survey, by)


@act
def schedule(survey_id: int, *, by: int | None = None) -> Survey:
    """Have the runner open it at its moment. Raises NotFromHere, NotYetThere, TooLate."""
    survey = _ready(survey_id, SCHEDULED)
    if survey.opens_at is None or survey.opens_at <= clock.now():
        raise TooLate
    return noted("survey.scheduled", survey, by)


@act
def take_back(survey_id: int, *, by: int | None = None) -> Survey:
    """Open it at no moment any more. Raises NotFromHere."""
    survey = _moved(survey_id, DRAFT, SCHEDULED)
    survey.opens_at = None
    return noted("survey.taken_back", survey, by)


@act
def open_now(survey_id: int, *, by: int | None = None) -> Survey:
    """Let visitors answer; the trials before it are wiped. Raises NotFromHere, NotYetThere, TooLate."""
    survey = _ready(survey_id, OPEN)
    _open(survey, clock.now())
    return noted("survey.opened", survey, by)


@act
def pause(survey_id: int, *, by: int | None = None) -> Survey:
    """Let nobody answer for a while. Raises NotFromHere."""
    return noted("survey.paused", _moved(survey_id, PAUSED, OPEN), by)


@act
def resume(survey_id: int, *, by: int | None = None) -> Survey:
    """Let visitors answer again. Raises NotFromHere."""
    return noted("survey.resumed", _moved(survey_id, OPEN, PAUSED), by)


def close(survey_id: int, *, by: int | None = None) -> Survey:
    """Take no more answers: those that waited are moved, or destroyed if they are too few. Raises NotFromHere."""
    survey = _close(survey_id, by)
    if survey.identity == ANONYMOUS:
        batches.forget()
    return survey


@act
def _close(survey_id: int, by: int | None) -> Survey:
    survey = held(survey_id)
    if CLOSED not in NEXT[survey.state]:
        raise NotFromHere
    survey.state, survey.closed_at = CLOSED, clock.now()
    batches.settle(survey)
    return noted("survey.closed", survey, by)


@act
def publish(survey_id: int, *, by: int | None = None) -> Survey:
    """Show members the figures chosen, what the museum reads in them and what it does; all who took part are told.

    Raises NotFromHere, NothingToShow.
    """
    survey = _moved(survey_id, PUBLISHED, CLOSED)
    if not any(item.shown for item in items_of(survey_id)):
        raise NothingToShow
    survey.figures = publishing.frozen(survey)
    titles = {"survey_fr": survey.title_fr, "survey_en": survey.title_en or survey.title_fr}
    took_part = select(Participation.member_id).where(Participation.survey_id == survey_id)
    for member_id in db.session.scalars(took_part.order_by(Participation.member_id)).all():
        notices.mention(member_id, "survey_published", f"/enquetes/{survey.slug}", **titles)
    return noted("survey.published", survey, by)


@act
def archive(survey_id: int, *, by: int | None = None) -> Survey:
    """Put it away: members read its results no more. Raises NotFromHere."""
    survey = held(survey_id)
    if ARCHIVED not in NEXT[survey.state]:
        raise NotFromHere
    survey.state = ARCHIVED
    return noted("survey.archived", survey, by)


def watch() -> None:
    """Open what is due, close what is over or full, move the anonymous answers that may be, forget old drafts."""
    now = clock.now()
    due = select(Survey.id).where(Survey.state == SCHEDULED, Survey.opens_at <= now)
    for survey_id in db.session.scalars(due).all():
        _open_due(survey_id)
    for survey_id in db.session.scalars(select(Survey.id).where(Survey.state.in_((OPEN, PAUSED)))).all():
        if _is_over(survey_id):
            close(survey_id)
    batches.move_due()
    batches.tell_due()


@act
def sweep() -> None:
    """Forget the drafts of surveys closed for a month."""
    old = select(Survey.id).where(Survey.closed_at < clock.now() - DRAFTS_KEPT)
    db.session.execute(delete(Draft).where(Draft.survey_id.in_(old)))


@act
def _open_due(survey_id: int) -> None:
    survey = held(survey_id)
    if survey.state != SCHEDULED or survey.opens_at is None or survey.opens_at > clock.now():
        return  # taken back, or opened meanwhile
    _open(survey, survey.opens_at)
    noted("survey.opened", survey, None)


def _open(survey: Survey, at: datetime) -> None:
    survey.state, survey.opened_at = OPEN, at
    for trial in (Waiting, Participation, Response, Draft):
        db.session.execute(delete(trial).where(trial.survey_id == survey.id))


def _is_over(survey_id: int) -> bool:
    survey = db.session.get(Survey, survey_id)
    if survey is None or survey.state not in (OPEN, PAUSED):
        return False
    return is_past(survey) or is_full(survey)


def is_past(survey: Survey) -> bool:
    """Whether its last moment has passed, be the runner there or not."""
    return survey.closes_at is not None and survey.closes_at <= clock.now()


def is_full(survey: Survey) -> bool:
    """Whether as many took part as may."""
    if survey.at_most is None:
        return False
    people = select(func.count()).where(Participation.survey_id == survey.id)
    return (db.session.scalar(people) or 0) >= survey.at_most


def _ready(survey_id: int, state: str) -> Survey:
    survey = held(survey_id)
    if state not in NEXT[survey.state] or survey.state == PAUSED:
        raise NotFromHere
    if survey.closes_at and survey.closes_at <= clock.now():
        raise TooLate
    if lint.faults(items_of(survey_id), survey.identity):
        raise NotYetThere
    survey.state = state
    return survey


def _moved(survey_id: int, state: str, here: str) -> Survey:
    survey = held(survey_id)
    if survey.state != here or state not in NEXT[here]:
        raise NotFromHere
    survey.state = state
    return survey
