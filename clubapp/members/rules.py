"""Joining, changing one's details, ending sessions, leaving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select, update

from clubapp import clock, codes, outbox, sealing
from clubapp.db import act, db
from clubapp.members.models import FactorTry, Member, RecoveryCode, Session, SignInCode, Staff, StaffFactor
from clubapp.refusals import Refused

MEMBER_STAYS = timedelta(days=30)
STAFF_STAYS = timedelta(hours=12)
ABSENT_FOR = timedelta(days=730)
WARNED_FOR = timedelta(days=30)

_STAYS = Member.erased_at.is_(None)  # who leaves while they send something stays forgotten


class AddressTaken(Refused):
    """The new address already opens another membership; its owner, who proved it, may know."""

    says = _l("Cette adresse ouvre déjà un autre compte du club. Gardez l'ancienne, ou effacez d'abord l'autre compte.")


class HasLeft(Refused):
    """The member has left the club."""

    says = _l("Ce membre a quitté le club. Rien n'a changé.")


@dataclass(frozen=True, slots=True)
class Entrance:
    """A browser let in: the token it keeps, and the language its member reads."""

    token: str
    language: str
    member_id: int


@act
def join(email: str, display_name: str, language: str) -> Member:
    """Create a membership; if the address already has one, that is the one."""
    member = of(email)
    if member is None:
        member = Member(
            email=email, display_name=display_name, language=language, joined_at=clock.now(), entered_at=clock.now()
        )
        db.session.add(member)
        db.session.flush()
    return member


@act
def enter(email: str, device: str) -> Entrance | None:
    """Open a session for the owner of this proven address; None when the address is not a member's."""
    member = db.session.scalar(select(Member).where(Member.email == email).with_for_update(key_share=True))
    if member is None:
        return None
    now, token = clock.now(), sealing.token()
    member.entered_at, member.warned_at = now, None
    stays = STAFF_STAYS if db.session.get(Staff, member.id) else MEMBER_STAYS
    db.session.add(
        Session(
            member_id=member.id,
            token_hash=sealing.fingerprint(token),
            device=device,
            started_at=now,
            ends_at=now + stays,
        )
    )
    return Entrance(token, member.language, member.id)


@act
def join_and_enter(email: str, display_name: str, language: str, device: str) -> Entrance:
    """Create the membership if it does not exist, and open a session for it."""
    join(email, display_name, language)
    entrance = enter(email, device)
    assert entrance
    return entrance


def of(email: str) -> Member | None:
    """The member this address opens."""
    return db.session.scalar(select(Member).where(Member.email == email))


def of_card(typed: str) -> Member | None:
    """The member whose card was typed or scanned."""
    code = codes.read(typed)
    return db.session.scalar(select(Member).where(Member.card == str(code))) if code else None


def called(name: str, *, count: int = 10) -> Sequence[Member]:
    """The members whose name begins so, whatever its capitals, `count` at most."""
    begins = Member.display_name.istartswith(name, autoescape=True)
    return db.session.scalars(select(Member).where(_STAYS, begins).order_by(Member.id.desc()).limit(count)).all()


@act
def stays(member_id: int) -> None:
    """Make sure that a member has not left, nor leaves before the act ends. Raises HasLeft."""
    held = select(Member.erased_at).where(Member.id == member_id).with_for_update(read=True, key_share=True)
    if db.session.scalars(held).one() is not None:
        raise HasLeft


def card(member_id: int) -> str:
    """The code on a member's card."""
    code = db.session.scalar(select(Member.card).where(Member.id == member_id))
    assert code
    return code


def sessions(member_id: int) -> Sequence[Session]:
    """The browsers where this member is signed in, newest first."""
    return db.session.scalars(
        select(Session)
        .where(Session.member_id == member_id, Session.ends_at > clock.now())
        .order_by(Session.id.desc())
        .limit(50)
    ).all()


@act
def leave(member_id: int, session_id: int) -> None:
    """End one session of this member."""
    db.session.execute(delete(Session).where(Session.id == session_id, Session.member_id == member_id))


@act
def leave_everywhere(member_id: int) -> None:
    """End every session of this member."""
    db.session.execute(delete(Session).where(Session.member_id == member_id))


@act
def rename(member_id: int, display_name: str) -> None:
    """Change the name the club calls a member by."""
    db.session.execute(update(Member).where(Member.id == member_id, _STAYS).values(display_name=display_name))


@act
def speak(member_id: int, language: str) -> None:
    """Change the language a member reads and is written to in."""
    db.session.execute(update(Member).where(Member.id == member_id, _STAYS).values(language=language))


def _held(member_id: int) -> Member:
    """A member, fresh and held until the act ends."""
    return db.session.scalars(select(Member).where(Member.id == member_id).with_for_update(key_share=True)).one()


@act
def change_address(member_id: int, email: str) -> None:
    """Move a membership to a proven address; both addresses are told. Raises AddressTaken."""
    member = _held(member_id)
    if db.session.scalar(select(Member.id).where(Member.email == email, Member.id != member_id)):
        raise AddressTaken
    old, member.email = member.email, email
    if old and old != email:
        for to in (old, email):
            outbox.send("address_changed", to, member.language, name=member.display_name, old=old, new=email)


@act
def erase(member_id: int) -> None:
    """Forget who a member was: name, address, sessions, rights. Their entries stay in the ledger, nobody's now."""
    member = _held(member_id)
    email = member.email
    for held in (Session, Staff, StaffFactor, RecoveryCode, FactorTry):
        db.session.execute(delete(held).where(held.member_id == member_id))
    db.session.execute(delete(SignInCode).where(SignInCode.email == email))
    db.session.execute(delete(outbox.Letter).where(outbox.Letter.to == email))
    db.session.execute(
        update(Member)
        .where(Member.id == member_id)
        .values(
            email=None,
            display_name="",
            language="fr",
            mark=sealing.token(),
            card=None,
            warned_at=None,
            erased_at=clock.now(),
        )
    )


@act
def appoint(email: str, display_name: str, role: str, museum_id: int | None) -> Member:
    """Give staff rights to the owner of an address, who becomes a member if they weren't."""
    member = join(email, display_name, "fr")
    db.session.merge(Staff(member_id=member.id, role=role, museum_id=museum_id))
    return member


@act
def warn_absent() -> None:
    """Write to members who have not signed in for two years: in thirty days they will be forgotten."""
    absent = (_STAYS, Member.warned_at.is_(None), Member.entered_at < clock.now() - ABSENT_FOR)
    for member in db.session.scalars(select(Member).where(*absent).limit(200).with_for_update(key_share=True)):
        member.warned_at = clock.now()
        assert member.email
        outbox.send("long_absent", member.email, member.language, name=member.display_name, days=WARNED_FOR.days)


def long_absent() -> Sequence[int]:
    """The members who were warned thirty days ago and have not come back."""
    return db.session.scalars(select(Member.id).where(Member.warned_at < clock.now() - WARNED_FOR).limit(200)).all()


def is_long_absent(member_id: int) -> bool:
    """Whether this member is one of them; they cannot come back before the act ends."""
    warned_at = _held(member_id).warned_at
    return warned_at is not None and warned_at < clock.now() - WARNED_FOR


@act
def sweep() -> None:
    """Forget sessions that have ended."""
    db.session.execute(delete(Session).where(Session.ends_at < clock.now()))
