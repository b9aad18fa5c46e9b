"""“I did not receive my points”: a member says what and when, staff look, answer in words, and may give the points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select
from sqlalchemy.orm import aliased

from clubapp import clock, sending
from clubapp.db import AnyRow, Columns, Rows, act, db, queue
from clubapp.journal import rules as journal
from clubapp.members import rules as members
from clubapp.members.access import right_of
from clubapp.members.models import Member
from clubapp.notices import rules as notices
from clubapp.points import granting, ledger
from clubapp.points.models import Grant, Report
from clubapp.refusals import Refused

A_DAY = 5  # reports of one member
OLDEST = timedelta(days=60)  # further back, nobody remembers the hour
PAGE = 20


class ReportedEnough(Refused):
    """This member has reported a lot since yesterday."""

    says = _l("Vous avez déjà envoyé plusieurs signalements depuis hier : l'équipe les lit. Revenez demain.")
    status = 429


class Answered(Refused):
    """A colleague answered meanwhile."""

    says = _l("Ce signalement a déjà sa réponse. Rechargez la page.")


@dataclass(frozen=True, slots=True)
class Told:
    """What a member says: of which thing, if it is in the list, when, and in a sentence."""

    happened_at: datetime
    words: str
    about: str | None = None


@act
def report(member_id: int, told: Told, *, key: str) -> Report:
    """Write down what a member did not receive; the same key does it once. Raises ReportedEnough, SentOtherwise."""
    queue(f"reports {member_id}")
    members.stays(member_id)
    says = {"member_id": member_id, "words": told.words, "about": told.about, "happened_at": told.happened_at}
    if known := sending.already(Report, key, says):
        return known
    lately = (Report.member_id == member_id, Report.sent_at > clock.now() - timedelta(days=1))
    if (db.session.scalar(select(func.count()).where(*lately)) or 0) >= A_DAY:
        raise ReportedEnough
    made = Report(**says, sent_at=clock.now(), key=key)
    db.session.add(made)
    db.session.flush()
    return made


@act
def answer(report_id: int, words: str, *, by: int, points: int = 0) -> Report:
    """Answer a report once, with points or without; the member is told. The points go the way of any others.

    Raises Answered, ToOneself, NotYours and what `granting.grant` does.
    """
    whose = db.session.scalar(select(Report.member_id).where(Report.id == report_id))
    if whose is None:
        raise Answered
    if whose == by:
        raise granting.ToOneself
    ledger.lock(whose)
    held = db.session.scalars(select(Report).where(Report.id == report_id).with_for_update()).one_or_none()
    if held is None or held.answered_at:
        raise Answered
    right = right_of(by)
    if right is None or not right.may("award"):
        raise granting.NotYours
    grant = granting.grant(whose, points, "not_received", by=by, key=f"for-report-{report_id}") if points else None
    held.answer, held.answered_by, held.answered_at = words, by, clock.now()
    held.grant_id = grant.id if grant else None
    db.session.flush()
    journal.note("report.answered", about=f"report:{report_id}", by=by, museum_id=right.museum_id)
    notices.tell(whose, "report_answered", "/moi/points/signalements", answer=words)
    return held


def of_member(member_id: int, *, before: int | None = None, count: int = PAGE) -> Rows:
    """A member's reports, newest first, each with what came with its answer."""
    mine = select(Report, Grant.amount, Grant.state.label("granted")).outerjoin(Grant, Grant.id == Report.grant_id)
    if before:
        mine = mine.where(Report.id < before)
    return db.session.execute(mine.where(Report.member_id == member_id).order_by(Report.id.desc()).limit(count)).all()


def open_ones(*, before: int | None = None, count: int = PAGE) -> Rows:
    """The reports that wait for an answer, newest first, each with its member's name."""
    return _page(_told().where(Report.answered_at.is_(None)), before, count)


def answered(*, before: int | None = None, count: int = PAGE) -> Rows:
    """The reports that have their answer, newest first."""
    return _page(_told().where(Report.answered_at.is_not(None)), before, count)


def _page(found: Columns, before: int | None, count: int) -> Rows:
    older = [Report.id < before] if before else []
    return db.session.execute(found.where(*older).order_by(Report.id.desc()).limit(count)).all()


def shown(report_id: int) -> AnyRow | None:
    """One report, with its member, who answered it and what came with the answer."""
    return db.session.execute(_told().where(Report.id == report_id)).one_or_none()


def waiting() -> int:
    """How many reports wait for an answer."""
    return db.session.scalar(select(func.count()).select_from(Report).where(Report.answered_at.is_(None))) or 0


def _told() -> Columns:
    colleague = aliased(Member)
    return (
        select(Report, Member.display_name.label("member"), colleague.display_name.label("who"))
        .add_columns(Grant.amount, Grant.state.label("granted"))
        .join(Member, Member.id == Report.member_id)
        .outerjoin(colleague, colleague.id == Report.answered_by)
        .outerjoin(Grant, Grant.id == Report.grant_id)
    )


@act
def forget(member_id: int) -> None:
    """Forget what a leaving member reported, and what they were answered."""
    db.session.execute(delete(Report).where(Report.member_id == member_id))
