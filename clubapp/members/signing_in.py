"""Signing in: a code by mail, typed in the browser that asked for it.

Nothing here depends on whether the address is known, and nobody's requests touch anybody else's code.
"""

from __future__ import annotations

import enum
import hmac
import re
import secrets
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select, update

from clubapp import clock, codes, outbox, sealing
from clubapp.db import act, changed, db, queue
from clubapp.members.models import SignInCode
from clubapp.refusals import Refused

LIFE = timedelta(minutes=10)
TRIES = 5
SHORT_A_DAY = 10  # × 5 tries = 50 guesses among a million: 1 in 20 000 a day
MAILS_AN_HOUR = 10  # from one network address to one e-mail


class MailedEnough(Refused):
    """This network address has asked for many codes for this e-mail within the hour."""

    says = _l("Trop de codes demandés à cette adresse depuis ce réseau. Réessayez dans une heure, ou ailleurs.")
    status = 429


class Guess(enum.Enum):
    """What became of a typed code."""

    RIGHT = "right"
    WRONG = "wrong"
    ENDED = "ended"

    @property
    def says(self) -> str:
        """The sentence for one that does not open."""
        if self is Guess.WRONG:
            return _("Ce n'est pas le bon code. Vérifiez le dernier e-mail reçu.")
        return _("Ce code n'est plus valable. Demandez-en un nouveau.")


@act
def ask_for_code(email: str, browser: str, network: str, language: str, kind: str = "code") -> str:
    """Mail a fresh code to `email`, good in `browser` only; return it (the demo shows it, others drop it).

    Raises MailedEnough.
    """
    queue(f"codes {email}")
    now = clock.now()
    sent = select(func.count()).where(SignInCode.email == email)
    within_hour = sent.where(SignInCode.network == network, SignInCode.sent_at > now - timedelta(hours=1))
    if (db.session.scalar(within_hour) or 0) >= MAILS_AN_HOUR:
        raise MailedEnough
    short = (db.session.scalar(sent.where(SignInCode.sent_at > now - timedelta(days=1))) or 0) < SHORT_A_DAY
    code = f"{secrets.randbelow(10**6):06}" if short else codes.symbols(8)
    _end(email, browser)
    db.session.add(
        SignInCode(
            email=email,
            browser=browser,
            network=network,
            code_hash=_sealed(email, code),
            short=short,
            sent_at=now,
            ends_at=now + LIFE,
        )
    )
    written = code if short else f"{code[:4]}-{code[4:]}"
    outbox.send(kind, email, language, code=written, minutes=LIFE.seconds // 60)
    return written


@act
def try_code(email: str, browser: str, typed: str) -> Guess:
    """Judge a typed code. A wrong one counts, and the count stays: this is an outcome, not a refusal."""
    live = db.session.scalar(
        select(SignInCode).where(
            SignInCode.email == email,
            SignInCode.browser == browser,
            SignInCode.ended_at.is_(None),
            SignInCode.ends_at > clock.now(),
        )
    )
    if not live or not changed(
        update(SignInCode)
        .where(SignInCode.id == live.id, SignInCode.tries < TRIES, SignInCode.ended_at.is_(None))
        .values(tries=SignInCode.tries + 1)
    ):
        return Guess.ENDED
    tidied = re.sub(r"\D", "", typed) if live.short else codes.tidy(typed)
    if not hmac.compare_digest(live.code_hash, _sealed(email, tidied)):
        return Guess.WRONG
    live.ended_at = clock.now()
    return Guess.RIGHT


def _end(email: str, browser: str) -> None:
    """End the live code of this pair, if any."""
    db.session.execute(
        update(SignInCode)
        .where(SignInCode.email == email, SignInCode.browser == browser, SignInCode.ended_at.is_(None))
        .values(ended_at=clock.now())
    )


def _sealed(email: str, code: str) -> str:
    return sealing.keyed(f"{email}\n{code}")


@act
def sweep() -> None:
    """Forget the codes of yesterday and, with them, the addresses of people who did not finish joining."""
    db.session.execute(delete(SignInCode).where(SignInCode.sent_at < clock.now() - timedelta(days=1)))
