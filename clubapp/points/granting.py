"""What staff give a member, or take back: for a reason of a list, under a ceiling, with a second person above it.

Locks are taken in one order: the member's account, then the rights of who acts, then what was asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import aliased

from clubapp import clock, i18n, sending
from clubapp.db import Columns, Rows, act, db
from clubapp.journal import rules as journal
from clubapp.members import rules as members
from clubapp.members.access import Right, right_of, who_may
from clubapp.members.models import Member
from clubapp.notices import rules as notices
from clubapp.points import ledger
from clubapp.points.models import GIVEN, TAKEN, Grant
from clubapp.refusals import Refused

GIVES = {
    "workshop_help": _l("Aide à un atelier ou à un rendez-vous"),
    "not_received": _l("Points d'une activité non reçus"),
    "apology": _l("Nos excuses pour un désagrément"),
    "our_mistake": _l("Erreur du musée corrigée"),
}
TAKES = {
    "counted_wrongly": _l("Points comptés par erreur"),
    "counted_twice": _l("Activité comptée deux fois"),
    "doubtful_scans": _l("Scans douteux, après vérification"),
}
REASONS = GIVES | TAKES


@dataclass(frozen=True, slots=True)
class Ceiling:
    """How many points one person gives or takes back alone, in one act and in one day."""

    each: int
    a_day: int


CEILINGS = {"desk": Ceiling(50, 200), "curator": Ceiling(200, 500), "admin": Ceiling(1000, 5000)}
MOST = 10_000  # in one act, even of two people
WAITING = 20  # what one person may have asked for that nobody has decided yet
PAGE = 50


class ToOneself(Refused):
    """Nobody gives points to themselves, nor takes their own back."""

    says = _l("C'est votre propre compte : demandez à un collègue. Rien n'a changé.")
    status = 403


class NotYours(Refused):
    """This person may not, or may not any more."""

    says = _l("Vos droits ne vont pas jusque-là. Rien n'a changé.")
    status = 403


class ASecondPerson(Refused):
    """Who asked does not decide, nor whom it is about."""

    says = _l("Il faut une deuxième personne : ni celle qui a demandé, ni le membre concerné.")
    status = 403


class AskedEnough(Refused):
    """Many requests of this person wait already."""

    says = _l("Beaucoup de vos demandes attendent déjà leur réponse. Voyez-les d'abord avec un collègue.")
    status = 429


class Decided(Refused):
    """The request was decided meanwhile."""

    says = _l("Cette demande a déjà reçu sa réponse.")


@act
def grant(member_id: int, amount: int, reason: str, *, by: int, key: str, note: str = "") -> Grant:
    """Give a member points, or take `-amount` back; the same key does it once, and the member is told.

    Above what this person may do alone it is asked for instead. Raises ToOneself, NotYours, HasLeft, AskedEnough,
    SentOtherwise.
    """
    assert reason in (GIVES if amount > 0 else TAKES) and 0 < abs(amount) <= MOST
    if member_id == by:
        raise ToOneself
    ledger.lock(member_id)
    right = right_of(by)
    if right is None or not right.may("award"):
        raise NotYours
    says = {"member_id": member_id, "amount": amount, "reason": reason, "note": note, "by": by}
    if known := sending.already(Grant, key, says):
        return known
    members.stays(member_id)
    alone, now = _alone(right, by, abs(amount)), clock.now()
    made = Grant(**says, museum_id=right.museum_id, asked_at=now, key=key)
    made.state, made.decided_at = ("given", now) if alone else ("asked", None)
    db.session.add(made)
    db.session.flush()
    if alone:
        _enter(made)
        _note("points.given" if amount > 0 else "points.taken_back", made, by)
    else:
        _ask(made)
    return made


def _alone(right: Right, by: int, points: int) -> bool:
    """Whether a person, whose rights are held, may move so many points more today without asking."""
    ceiling = CEILINGS[right.role]
    return points <= ceiling.each and spent(by) + points <= ceiling.a_day


def spent(by: int) -> int:
    """How many points a person gave and took back alone today."""
    today = (Grant.asked_at >= clock.midnight_of(clock.today()), Grant.state == "given", Grant.decided_by.is_(None))
    return db.session.scalar(select(func.sum(func.abs(Grant.amount))).where(Grant.by == by, *today)) or 0


def _ask(asked: Grant) -> None:
    """Tell who may decide that something waits for them. Raises AskedEnough."""
    mine = select(func.count()).select_from(Grant).where(Grant.by == asked.by, Grant.state == "asked")
    if (db.session.scalar(mine) or 0) > WAITING:
        raise AskedEnough
    for colleague in who_may("oversee", asked.museum_id):
        if colleague not in (asked.by, asked.member_id):
            notices.mention(colleague, "grant_asked", "/equipe/membres", points=asked.amount)
    _note("points.asked", asked, asked.by)


def _enter(made: Grant) -> None:
    """Write what was decided in the ledger, and tell the member."""
    who, key, where = made.member_id, about(made), made.museum_id
    facts: dict[str, object] = {"points": abs(made.amount)}
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            facts[f"reason_{language}"] = str(REASONS[made.reason])
    if made.amount > 0:
        ledger.credit(who, made.amount, because=GIVEN, about=key, museum_id=where, by=made.by)
        notices.tell(who, "points_given", "/moi/points", **facts)
    else:
        entry = ledger.take_back(who, -made.amount, because=TAKEN, about=key, museum_id=where, by=made.by)
        notices.tell(who, "points_taken", "/moi/points", **facts, owed=entry.amount - made.amount)


def about(made: Grant) -> str:
    """The ledger's key of what staff gave or took back."""
    return f"grant:{made.id}"


def _note(did: str, made: Grant, by: int) -> None:
    journal.note(did, about=about(made), by=by, museum_id=made.museum_id)


@act
def decide(grant_id: int, *, accept: bool, by: int) -> Grant:
    """Answer what a colleague asked for, as the second person; accepted, it is done and the member told.

    Raises ASecondPerson, NotYours, Decided.
    """
    whose = db.session.scalar(select(Grant.member_id).where(Grant.id == grant_id))  # not the row: it is read once held
    if whose is None:
        raise Decided
    ledger.lock(whose)
    right = right_of(by)
    asked = db.session.scalars(select(Grant).where(Grant.id == grant_id).with_for_update()).one_or_none()
    if asked is None or asked.state != "asked":
        raise Decided
    if by in (asked.by, asked.member_id):
        raise ASecondPerson
    if right is None or not may_decide(right, asked):
        raise NotYours
    asked.state, asked.decided_by, asked.decided_at = "given" if accept else "declined", by, clock.now()
    db.session.flush()
    if accept:
        _enter(asked)
    if db.session.get_one(Member, asked.by).erased_at is None:
        notices.mention(asked.by, "grant_decided", "/equipe/membres", points=asked.amount, accepted=accept)
    _note("points.accepted" if accept else "points.declined", asked, by)
    return asked


def may_decide(right: Right, asked: Grant) -> bool:
    """Whether this right goes as far as a request: one of the network is decided in its name."""
    return right.may("oversee") and right.museum_id in (None, asked.museum_id)


def waiting(right: Right, *, count: int = PAGE) -> Rows:
    """What waits for the decision of somebody of this right, oldest first: of whom, and who asked."""
    if not right.may("oversee"):
        return []
    here = [Grant.museum_id == right.museum_id] if right.museum_id else []
    return db.session.execute(_told().where(Grant.state == "asked", *here).order_by(Grant.id).limit(count)).all()


def told(grant_ids: Sequence[int]) -> Rows:
    """These, each with its member and who asked for it and decided it; no name once erased."""
    return db.session.execute(_told().where(Grant.id.in_(grant_ids))).all() if grant_ids else []


def asked_for(member_id: int, *, count: int = PAGE) -> Rows:
    """What waits or was declined for a member, newest first: nothing of it is in their book."""
    left = (Grant.member_id == member_id, or_(Grant.state == "asked", Grant.state == "declined"))
    return db.session.execute(_told().where(*left).order_by(Grant.id.desc()).limit(count)).all()


def _told() -> Columns:
    asker, second = aliased(Member), aliased(Member)
    names = (asker.display_name.label("asker"), second.display_name.label("second"))
    return (
        select(Grant, Member.display_name.label("member"), *names)
        .join(Member, Member.id == Grant.member_id)
        .join(asker, asker.id == Grant.by)
        .outerjoin(second, second.id == Grant.decided_by)
    )


@act
def forget(member_id: int) -> None:
    """Forget what was asked for a leaving member, and what colleagues wrote of them; what was entered stays counted."""
    theirs = Grant.member_id == member_id
    db.session.execute(delete(Grant).where(theirs, Grant.state == "asked"))
    db.session.execute(update(Grant).where(theirs).values(note=""))
