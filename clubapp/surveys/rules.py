"""What a survey is as a whole; once somebody has begun to answer, only its wording changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import load_only

from clubapp import clock, sending, slugs
from clubapp.db import Rows, act, db
from clubapp.journal import rules as journal
from clubapp.members.models import Member
from clubapp.museums.models import Museum
from clubapp.points.models import Badge
from clubapp.refusals import Refused
from clubapp.surveys.models import DRAFT, SCHEDULED, Draft, Fix, Item, Participation, Survey

STAFF_PAGE = 50


class EditedMeanwhile(Refused):
    """Somebody changed it since this page was read."""

    says = _l("Cette enquête a changé depuis que vous avez ouvert cette page. Rien de plus n'est gardé : relisez-la.")


class Begun(Refused):
    """Somebody has begun to answer: what was asked of some is what is asked of all."""

    says = _l(
        "Des visiteurs ont commencé à y répondre : on n'en corrige plus que les mots. "
        "Pour changer autre chose, faites-en une nouvelle version."
    )


class Announced(Refused):
    """Visitors have read what it is, and how their answers are kept."""

    says = _l("Elle a ouvert : ce qu'elle a annoncé aux visiteurs ne change plus, sauf ses mots.")


@dataclass(frozen=True, slots=True)
class Plan:
    """What staff decide of a survey as a whole."""

    museum_id: int
    title_fr: str
    lead_fr: str
    identity: str
    title_en: str = ""
    lead_en: str = ""
    audience: str = "all"
    badge_id: int | None = None
    points: int = 0
    at_most: int | None = None


@act
def write(plan: Plan, *, by: int | None = None, key: str | None = None) -> Survey:
    """Begin a survey, a draft still; the same key gives the same one. Raises SentOtherwise."""
    if known := sending.already(Survey, key, asdict(plan)):
        return known
    survey = Survey(**asdict(plan), slug=slugs.free(Survey, plan.title_fr, "enquete"), key=key, written_by=by)
    db.session.add(survey)
    db.session.flush()
    return noted("survey.written", survey, by)


@act
def rewrite(survey_id: int, plan: Plan, version: int | None = None, *, by: int | None = None) -> Survey:
    """Change what a survey is; once it has opened, its title and lead only. Raises EditedMeanwhile, Announced."""
    survey = held(survey_id, version)
    words = {name: getattr(plan, name) for name in ("title_fr", "title_en", "lead_fr", "lead_en")}
    if survey.opened_at is not None:
        if any(getattr(survey, name) != value for name, value in asdict(plan).items() if name not in words):
            raise Announced
        fix(survey, "", survey, words, by)
    for name, value in asdict(plan).items():
        setattr(survey, name, value)
    if survey.opened_at is None:
        survey.slug = slugs.free(Survey, plan.title_fr, "enquete", survey.id)
    return changed(survey, by)


def fix(survey: Survey, about: str, thing: Any, words: dict[str, str], by: int | None) -> None:
    """Put words right, and keep what they were."""
    before = {name: getattr(thing, name) for name, value in words.items() if getattr(thing, name) != value}
    if before:
        db.session.add(Fix(survey_id=survey.id, about=about, before=before, by=by, at=clock.now()))
    for name in before:
        setattr(thing, name, words[name])


def begun(survey: Survey) -> bool:
    """Whether somebody has begun to answer it in earnest: what comes before its opening is a trial."""
    if survey.opened_at is None:
        return False
    anybody = or_(exists().where(Participation.survey_id == survey.id), exists().where(Draft.survey_id == survey.id))
    return bool(db.session.scalar(select(anybody)))


def held(survey_id: int, version: int | None = None) -> Survey:
    """A survey, fresh and held until the act ends. Raises EditedMeanwhile."""
    survey = db.session.scalars(select(Survey).where(Survey.id == survey_id).with_for_update()).one()
    if version is not None and version != survey.version:
        raise EditedMeanwhile
    return survey


def changed(survey: Survey, by: int | None) -> Survey:
    """Note one more edit of a survey."""
    survey.version += 1
    db.session.flush()
    return noted("survey.rewritten", survey, by)


def noted(did: str, survey: Survey, by: int | None) -> Survey:
    """Write in the journal what was done to a survey."""
    journal.note(did, about=f"survey:{survey.id}", by=by, museum_id=survey.museum_id)
    return survey


def items_of(survey_id: int) -> Sequence[Item]:
    """What a survey asks, in its order."""
    return db.session.scalars(select(Item).where(Item.survey_id == survey_id).order_by(Item.position, Item.id)).all()


def planned(survey: Survey) -> Plan:
    """A survey as a plan names it."""
    return Plan(**{name: getattr(survey, name) for name in Plan.__slots__})


def for_staff(*, state: str = "", before: int | None = None, count: int = STAFF_PAGE) -> Rows:
    """Every survey, newest first, with its museum and how many took part."""
    people = select(func.count()).where(Participation.survey_id == Survey.id).scalar_subquery()
    columns = (Survey.id, Survey.museum_id, Survey.title_fr, Survey.identity, Survey.state, Survey.closes_at)
    query = select(*columns, Museum.name.label("museum"), people.label("people")).join(Museum)
    query = query.order_by(Survey.id.desc()).limit(count)
    if state:
        query = query.where(Survey.state == state)
    if before:
        query = query.where(Survey.id < before)
    return db.session.execute(query).all()


def counts() -> dict[str, int]:
    """How many surveys stand in each state."""
    rows = db.session.execute(select(Survey.state, func.count()).group_by(Survey.state)).all()
    return {state: count for state, count in rows}


def badges(other: int | None) -> Sequence[Badge]:
    """The badges a survey may be kept for: those that may be earned, and this other."""
    offered = or_(Badge.state == "published", Badge.id == other)
    return db.session.scalars(select(Badge).where(offered).order_by(Badge.id)).all()


def people(survey_id: int) -> int:
    """How many took part."""
    count = select(func.count()).where(Participation.survey_id == survey_id)
    return db.session.scalar(count) or 0


def fixes(survey_id: int) -> Rows:
    """The wordings put right since the first answer, the last one first, each with who did it."""
    query = select(Fix, Member.display_name.label("who")).outerjoin(Member, Member.id == Fix.by)
    return db.session.execute(query.where(Fix.survey_id == survey_id).order_by(Fix.id.desc()).limit(STAFF_PAGE)).all()


def titles(ids: Collection[int]) -> Mapping[int, Survey]:
    """The surveys of these numbers, by number, with no more than their titles and addresses."""
    said = load_only(Survey.title_fr, Survey.title_en, Survey.slug)
    found = select(Survey).where(Survey.id.in_(ids)).options(said)
    return {survey.id: survey for survey in db.session.scalars(found)} if ids else {}


def is_trial(survey: Survey) -> bool:
    """Whether what is answered now is a trial, wiped when it opens."""
    return survey.state in (DRAFT, SCHEDULED)
