"""An agent counts a visitor in: the member card is shown, and what was done together is credited."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from clubapp import clock
from clubapp.activities import judging, turns
from clubapp.activities.models import Activity
from clubapp.activities.scanning import Outcome
from clubapp.db import Rows, act, db, table
from clubapp.journal import rules as journal
from clubapp.notices import rules as notices
from clubapp.points import ledger
from clubapp.posters import rules as posters
from clubapp.refusals import Refused

VOUCHED = "activity.vouched"


class ToOneself(Refused):
    """An agent may not count themselves in."""

    says = _l("C'est votre propre carte : demandez à un collègue.")
    status = 403


class NotCountedHere(Refused):
    """No agent of this museum counts such an activity."""

    says = _l("Cette activité ne se compte pas à cet accueil.")


def offered(museum_id: int, member_id: int) -> Rows:
    """The activities that agents of a museum count for this member today: those they have a turn left at."""
    one = table(Activity)
    counted = (one.c.museum_id == museum_id, one.c.proof == "agent", one.c.state == "published")
    every = db.session.execute(select(one).where(*counted).order_by(one.c.id).limit(50))
    return [each for each in every if judging.is_offered(each) and turns.following(member_id, each).about]


@act
def vouch(member_id: int, activity_id: int, *, by: int, museum_id: int, nonce: str) -> Outcome:
    """Count a member in, by an agent of a museum; the same nonce gives the same answer.

    The member is told. Raises ToOneself, NotCountedHere.
    """
    if member_id == by:
        raise ToOneself
    balance, points = ledger.lock(member_id).balance, 0
    one = table(Activity)
    counted = (one.c.id == activity_id, one.c.museum_id == museum_id, one.c.proof == "agent")
    activity = db.session.execute(select(one).where(*counted, one.c.state != "draft")).one_or_none()
    if activity is None:
        raise NotCountedHere
    if known := posters.earlier(member_id, nonce):
        return Outcome(known.result, activity, known.points, known.balance, known.again_at)
    verdict = judging.judge(member_id, activity, clock.now())
    if verdict.turn:
        points, balance = activity.points, turns.take(member_id, activity, verdict.turn, by=by)
        journal.note(VOUCHED, about=f"activity:{activity.id}", by=by, museum_id=museum_id)
        said = {"activity_fr": activity.title_fr, "activity_en": activity.title_en or activity.title_fr}
        notices.tell(member_id, "activity_vouched", "/moi/points", points=points, **said)
    facts = {"points": points, "balance": balance, "again_at": verdict.again_at}
    posters.record(verdict.result, None, scan_id=nonce, member_id=member_id, **facts)
    return Outcome(verdict.result, activity, points, balance, verdict.again_at)
