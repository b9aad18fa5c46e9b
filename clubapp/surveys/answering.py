"""Answering: a draft kept section by section, a receipt of what the museum will see, and the sending, once."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import Text, cast, delete, func, select

from clubapp import clock
from clubapp.db import act, db, forget_log, inserting, table
from clubapp.i18n import spoken
from clubapp.points import ledger
from clubapp.refusals import Refused
from clubapp.surveys import conditions, finding, kinds, life
from clubapp.surveys.models import (
    ANONYMOUS,
    ANSWERED,
    CONFIDENTIAL,
    DRAFT,
    OPEN,
    SCHEDULED,
    Answers,
    Draft,
    Item,
    Participation,
    Response,
    Survey,
    Waiting,
)
from clubapp.surveys.rules import items_of

LONGEST = timedelta(hours=2)  # a sitting; what was left and taken up again says nothing of the time it takes


class NotOpen(Refused):
    """It takes no answers now."""

    says = _l("Cette enquête ne prend pas de réponses en ce moment.")


class NotForYou(Refused):
    """It asks others."""

    says = _l("Cette enquête s'adresse à d'autres membres.")
    status = 403


class AnsweredBefore(Refused):
    """One answers once."""

    says = _l("Vous avez déjà répondu à cette enquête. Merci.")


class NotBegun(Refused):
    """One begins at the beginning."""

    says = _l("Commencez l'enquête par sa première page.")


class Incomplete(Refused):
    """A question that needs an answer has none."""

    says = _l("Il manque une réponse. Reprenez l'enquête là où elle s'arrête.")


class ChoiceFull(Refused):
    """As many chose this as may."""

    says = _l("« %(choice)s » n'est plus disponible : choisissez autre chose.")


def takes(survey: Survey, member_id: int, *, trial: bool = False) -> None:
    """Refuse, in words, whoever may not answer now. Raises NotOpen, NotForYou, AnsweredBefore."""
    if not (survey.state == OPEN or (trial and survey.state in (DRAFT, SCHEDULED))) or life.is_past(survey):
        raise NotOpen
    if not trial and not finding.asks(survey, member_id):
        raise NotForYou
    if took_part(survey.id, member_id):
        raise AnsweredBefore
    if life.is_full(survey):
        raise NotOpen


def took_part(survey_id: int, member_id: int) -> bool:
    """Whether a member sent their answers."""
    return db.session.get(Participation, (survey_id, member_id)) is not None


def draft(survey_id: int, member_id: int) -> Draft | None:
    """What a member has answered so far."""
    return db.session.get(Draft, (survey_id, member_id))


@act
def save(
    survey: Survey, member_id: int, answered: Answers, asked: Iterable[Item], section: int, *, trial: bool = False
) -> Draft:
    """Keep what a member answers to these questions, whole or not. Raises as takes does."""
    ledger.lock(member_id)
    takes(survey, member_id, trial=trial)
    now = clock.now()
    begin = inserting(table(Draft)).values(
        survey_id=survey.id,
        member_id=member_id,
        answers={},
        section=0,
        seed=secrets.randbits(30),
        begun_at=now,
        saved_at=now,
    )
    db.session.execute(begin.on_conflict_do_nothing())
    kept = db.session.scalars(
        select(Draft).where(Draft.survey_id == survey.id, Draft.member_id == member_id).with_for_update()
    ).one()
    gone = {code for item in asked for code in (item.code, f"{item.code}-other")}
    kept.answers = {code: values for code, values in kept.answers.items() if code not in gone} | answered
    kept.section, kept.saved_at = max(kept.section, section), now
    return kept


def first_lacking(items: Sequence[Item], answers: Answers) -> int | None:
    """The first section where a question that is shown still lacks something; None when none does."""
    seen = {item.code for item in conditions.shown(items, answers)}
    for number, part in enumerate(conditions.sections(items)):
        if any(item.code in seen and kinds.lacking(item, answers) for item in part):
            return number
    return None


def send(survey_id: int, member_id: int, *, trial: bool = False) -> bool:
    """Send a draft: the museum has its answers, the member their points; sent again, it is as sent once.

    In anonymous mode nothing that lasts joins the two. False if it was sent before.
    Raises NotOpen, NotForYou, Incomplete, ChoiceFull.
    """
    done = _send(survey_id, member_id, trial=trial)
    forget_log()  # where the draft could still be read
    return done


@act
def _send(survey_id: int, member_id: int, *, trial: bool) -> bool:
    ledger.lock(member_id)
    survey = db.session.scalars(select(Survey).where(Survey.id == survey_id).with_for_update()).one()
    if took_part(survey_id, member_id):
        return False
    takes(survey, member_id, trial=trial)
    mine = draft(survey_id, member_id)
    items = items_of(survey_id)
    if mine is None or first_lacking(items, mine.answers) is not None:
        raise Incomplete
    answers = conditions.kept(items, mine.answers)
    _room(survey, items, answers)
    now = clock.now()
    seconds = int(min(now - mine.begun_at, LONGEST).total_seconds())
    response_id = _keep(survey, member_id, answers, mine.seed, trial=trial)
    took = Participation(survey_id=survey_id, member_id=member_id, identity=survey.identity)
    took.day, took.seconds, took.response_id = clock.today(), seconds, response_id
    db.session.add(took)
    db.session.delete(mine)
    db.session.flush()
    if not trial:
        about, museum = f"survey:{survey_id}", survey.museum_id
        ledger.credit(member_id, survey.points, because=ANSWERED, about=about, category="survey", museum_id=museum)
    return True


def _keep(survey: Survey, member_id: int, answers: Answers, seed: int, *, trial: bool) -> bytes | None:
    """Put answers where the identity mode says; the number of the response, where the member may be known by it."""
    number = secrets.token_bytes(16)
    if survey.identity == ANONYMOUS and not trial:
        db.session.add(Waiting(id=number, survey_id=survey.id, answers=answers, seed=seed))
        return None
    response = Response(id=number, survey_id=survey.id, answers=answers, seed=seed, tags={})
    if survey.identity != ANONYMOUS:
        response.day = clock.today()
    if survey.identity == CONFIDENTIAL:
        response.pseudonym, response.told = _pseudonym(survey, member_id), trial
    db.session.add(response)
    db.session.flush()
    return None if survey.identity == ANONYMOUS else number


def _pseudonym(survey: Survey, member_id: int) -> str:
    """The name a member bears in a survey and in the versions before it: drawn once, it says nothing of them."""
    if survey.follows_id:
        before = (
            select(Response.pseudonym)
            .join(Participation, Participation.response_id == Response.id)
            .where(Participation.survey_id == survey.follows_id, Participation.member_id == member_id)
        )
        if known := db.session.scalar(before):
            return known
    return secrets.token_hex(4).upper()


def _room(survey: Survey, items: Sequence[Item], answers: Answers) -> None:
    """Refuse a choice that as many made as may. Raises ChoiceFull."""
    full = full_choices(survey, items)
    for item in items:
        for code in answers.get(item.code, ()):
            if (item.code, code) in full:
                choice = next(each for each in item.choices if each.code == code)
                raise ChoiceFull(choice=spoken(choice, "label")[0])


def full_choices(survey: Survey, items: Sequence[Item]) -> set[tuple[str, str]]:
    """The choices that as many made as may, each with its question."""
    return {
        (item.code, choice.code)
        for item in items
        for choice in item.choices
        if choice.quota and _made(survey.id, item.code, choice.code) >= choice.quota
    }


def _made(survey_id: int, item: str, choice: str) -> int:
    """How many sent answers made a choice, moved or waiting."""
    counts = 0
    for model in (Response, Waiting):
        said = cast(model.answers[item], Text).contains(f'"{choice}"', autoescape=True)
        counts += db.session.scalar(select(func.count()).where(model.survey_id == survey_id, said)) or 0
    return counts


@act
def forget(member_id: int) -> None:
    """Forget a leaving member: drafts and named answers; a confidential answer stays, and is nobody's."""
    mine = select(Participation.response_id).where(Participation.member_id == member_id)
    named = mine.where(Participation.identity == "named")
    gone = db.session.scalars(named).all()
    db.session.execute(delete(Draft).where(Draft.member_id == member_id))
    db.session.execute(delete(Participation).where(Participation.member_id == member_id))
    db.session.execute(delete(Response).where(Response.id.in_(gone)))
