"""The second factor of staff: six digits of an authenticator application (TOTP), or a recovery code kept on paper.

Whoever comes here has already typed a mailed code. A wrong second code is an outcome, and stays counted.
"""

from __future__ import annotations

import enum
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select, update

from clubapp import clock, codes, outbox, sealing
from clubapp.db import act, changed, db
from clubapp.members.models import FactorTry, Member, RecoveryCode, Session, StaffFactor
from clubapp.refusals import Refused

STEP = 30  # seconds a code stands on the screen
DRIFT = 1  # steps a clock may be wrong, and a slow hand late
RECOVERY_CODES = 10
WRONG, WITHIN = 10, timedelta(minutes=15)
WRONG_A_DAY = 30  # × 3 codes good at once among a million: 1 in 11 000 a day; recovery codes, of 40 bits, go on
ISSUER = "Le Club des visiteurs"


class Unproven(Refused):
    """A factor there is can only be changed by who has just shown it."""

    says = _l("Tapez d'abord le code de votre application, ou un code de secours.")
    status = 403


class NothingSet(Refused):
    """There is no application yet, or none was offered."""

    says = _l("Affichez d'abord le carré et scannez-le avec l'application.")


class Guess(enum.Enum):
    """What became of a typed second code."""

    RIGHT = "right"
    WRONG = "wrong"
    USED = "used"
    TOO_MANY = "too_many"
    TOO_MANY_TODAY = "too_many_today"

    @property
    def says(self) -> str:
        """The sentence for one that does not open."""
        if self is Guess.USED:
            return _("Ce code a déjà servi. Attendez que l'application en montre un autre.")
        if self is Guess.TOO_MANY:
            return _("Trop de codes faux à la suite. Réessayez dans un quart d'heure.")
        if self is Guess.TOO_MANY_TODAY:
            return _("Trop de codes faux aujourd'hui : jusqu'à demain, seul un code de secours ouvre.")
        return _("Ce n'est pas le bon code. Vérifiez aussi l'heure de votre téléphone.")


@dataclass(frozen=True, slots=True)
class Offer:
    """A new secret, to be shown once: the letters to type, or the address a telephone reads from a square."""

    secret: str
    address: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What a typed code brought: if it was right the browser's new token, after a first code the recovery codes."""

    guess: Guess
    token: str = ""
    recovery: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """Since when a member has a factor, if they have one, and how many recovery codes are left."""

    since: datetime | None
    recovery_left: int


def state(member_id: int) -> State:
    """What a member has."""
    factor = db.session.get(StaffFactor, member_id)
    left = select(func.count()).where(RecoveryCode.member_id == member_id, RecoveryCode.used_at.is_(None))
    return State(factor.confirmed_at if factor else None, db.session.scalar(left) or 0)


@act
def offer(member_id: int, session_id: int) -> Offer:
    """Make a secret for a new application; the one in use lives until this one's first code. Raises Unproven."""
    factor = _factor(member_id)
    if factor is None:
        factor = StaffFactor(member_id=member_id)
        db.session.add(factor)
    _must_be_proven(factor, session_id)
    factor.offered = pyotp.random_base32()
    email = db.session.get_one(Member, member_id).email
    return Offer(factor.offered, pyotp.TOTP(factor.offered).provisioning_uri(name=email, issuer_name=ISSUER))


@act
def confirm(member_id: int, session_id: int, typed: str) -> Proof:
    """Take the offered secret into use at its first right code; the member is told, other browsers must prove again.

    Raises Unproven, NothingSet.
    """
    factor = _factor(member_id)
    if factor is None or factor.offered is None:
        raise NothingSet
    _must_be_proven(factor, session_id)
    step = next(_steps_of(factor.offered, codes.tidy(typed)), None)
    if step is None:
        return Proof(Guess.WRONG)
    factor.secret, factor.offered, factor.last_step, factor.confirmed_at = factor.offered, None, step, clock.now()
    db.session.execute(update(Session).where(Session.member_id == member_id).values(proven_at=None))
    _tell("factor_set", member_id)
    return Proof(Guess.RIGHT, _renewed(member_id, session_id), _recovery(member_id))


@act
def prove(member_id: int, session_id: int, typed: str) -> Proof:
    """Judge a second code. Right, it is worth nothing from then on, and the session goes on under a new token."""
    factor = _factor(member_id)
    if factor is None or factor.secret is None:
        return Proof(Guess.WRONG)
    tidied = codes.tidy(typed)
    short = tidied.isdecimal() and len(tidied) <= 6
    if (guess := _tired(member_id, short)) is None:
        guess = _judge_digits(factor, tidied) if short else _judge_recovery(member_id, tidied)
        if guess is Guess.RIGHT:
            return Proof(guess, _renewed(member_id, session_id))
        db.session.add(FactorTry(member_id=member_id, at=clock.now()))
    return Proof(guess)


@act
def renew_recovery(member_id: int, session_id: int) -> tuple[str, ...]:
    """Ten new recovery codes; the old ones open nothing from then on. Raises Unproven, NothingSet."""
    factor = _factor(member_id)
    if factor is None or factor.secret is None:
        raise NothingSet
    _must_be_proven(factor, session_id)
    return _recovery(member_id)


@act
def reset(email: str) -> bool:
    """Take away a lost factor; its owner signs in again, sets a new one, and is told. False when there is none."""
    member = db.session.scalar(select(Member).where(Member.email == email))
    if member is None or db.session.get(StaffFactor, member.id) is None:
        return False
    for held in (StaffFactor, RecoveryCode, FactorTry, Session):
        db.session.execute(delete(held).where(held.member_id == member.id))
    _tell("factor_reset", member.id)
    return True


@act
def sweep() -> None:
    """Forget the wrong codes of yesterday."""
    db.session.execute(delete(FactorTry).where(FactorTry.at < clock.now() - timedelta(days=1)))


def _factor(member_id: int) -> StaffFactor | None:
    """This member's factor, held until the end of the act: their tries are judged one after another."""
    db.session.get_one(Member, member_id, with_for_update=True)
    return db.session.get(StaffFactor, member_id)


def _must_be_proven(factor: StaffFactor, session_id: int) -> None:
    proven = select(Session.proven_at).where(Session.id == session_id, Session.member_id == factor.member_id)
    if factor.secret is not None and db.session.scalar(proven) is None:
        raise Unproven


def _steps_of(secret: str, typed: str) -> Iterator[int]:
    """The steps about now at which an application with this secret shows what was typed."""
    now = int(clock.now().timestamp()) // STEP
    shown = pyotp.TOTP(secret, interval=STEP)
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(shown.generate_otp(step).encode(), typed.encode()):
            yield step


def _judge_digits(factor: StaffFactor, typed: str) -> Guess:
    assert factor.secret
    guess = Guess.WRONG
    for step in _steps_of(factor.secret, typed):
        later = StaffFactor.last_step.is_(None) | (StaffFactor.last_step < step)
        taken = update(StaffFactor).where(StaffFactor.member_id == factor.member_id, later).values(last_step=step)
        if changed(taken):
            return Guess.RIGHT
        guess = Guess.USED
    return guess


def _judge_recovery(member_id: int, typed: str) -> Guess:
    used = update(RecoveryCode).where(
        RecoveryCode.member_id == member_id,
        RecoveryCode.code_hash == _sealed(member_id, typed),
        RecoveryCode.used_at.is_(None),
    )
    return Guess.RIGHT if changed(used.values(used_at=clock.now())) else Guess.WRONG


def _tired(member_id: int, short: bool) -> Guess | None:
    def wrong(within: timedelta) -> int:
        tries = select(func.count()).where(FactorTry.member_id == member_id, FactorTry.at > clock.now() - within)
        return db.session.scalar(tries) or 0

    if wrong(WITHIN) >= WRONG:
        return Guess.TOO_MANY
    return Guess.TOO_MANY_TODAY if short and wrong(timedelta(days=1)) >= WRONG_A_DAY else None


def _renewed(member_id: int, session_id: int) -> str:
    """Mark a session proven, under a token nobody could have known before."""
    token = sealing.token()
    proven = update(Session).where(Session.id == session_id, Session.member_id == member_id)
    db.session.execute(proven.values(token_hash=sealing.fingerprint(token), proven_at=clock.now()))
    return token


def _recovery(member_id: int) -> tuple[str, ...]:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.member_id == member_id))
    fresh = [codes.symbols(8) for _ in range(RECOVERY_CODES)]
    db.session.add_all(RecoveryCode(member_id=member_id, code_hash=_sealed(member_id, each)) for each in fresh)
    return tuple(f"{each[:4]}-{each[4:]}" for each in fresh)


def _sealed(member_id: int, code: str) -> str:
    return sealing.keyed(f"recovery\n{member_id}\n{code}")


def _tell(kind: str, member_id: int) -> None:
    member = db.session.get_one(Member, member_id)
    assert member.email
    outbox.send(kind, member.email, member.language, name=member.display_name)
