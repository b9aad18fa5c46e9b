"""Until when a voucher waits: reminders, expiry, and more time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from clubapp import clock
from clubapp.db import act, db
from clubapp.journal import rules as journal
from clubapp.refusals import Refused
from clubapp.shop.claiming import NotHeld, about, by_another, expire, museum_of, tell
from clubapp.shop.models import HELD, Claim

REMINDERS = (14, 3)  # days before the deadline
FARTHEST = timedelta(days=180)  # from today, where more time may lead


class MovedMeanwhile(Refused):
    """The voucher waits until another day than the page said."""

    says = _l("La date de ce bon a changé depuis que vous avez lu la page. Rien de plus n'est fait : relisez-la.")


class LongEnough(Refused):
    """The voucher would wait for too long."""

    says = _l("Un bon n'attend pas plus de 180 jours. Rien n'a changé.")


@act
def extend(claim_id: int, days: int, *, by: int | None = None, read: datetime | None = None) -> Claim:
    """Let a voucher wait longer; its member is told, and reminded anew.

    `read` is the deadline the page showed, if it says. Raises TheirOwn, NotHeld, MovedMeanwhile, LongEnough.
    """
    claimed = db.session.scalars(select(Claim).where(Claim.id == claim_id).with_for_update()).one()
    if claimed.state != HELD:
        raise NotHeld
    by_another(claimed, by)
    if read is not None and read != claimed.deadline:
        raise MovedMeanwhile
    deadline = clock.midnight_after(clock.day_of(claimed.deadline) + timedelta(days=days - 1))
    if deadline > clock.now() + FARTHEST:
        raise LongEnough
    claimed.deadline = deadline
    claimed.reminded = 0
    journal.note("shop.extended", about=about(claimed), by=by, museum_id=museum_of(claimed))
    tell(claimed, "claim_extended")
    return claimed


@act
def remind(claim_id: int) -> None:
    """Remind a member of a voucher's date, once at each of the two distances."""
    claimed = db.session.scalars(select(Claim).where(Claim.id == claim_id).with_for_update()).one()
    distance = _distance(claimed)
    if claimed.state == HELD and distance and distance != claimed.reminded:
        claimed.reminded = distance
        tell(claimed, "claim_reminder")


def _distance(claimed: Claim) -> int:
    """The reminder due now: the smallest number of days before the deadline that is reached; 0 for none yet."""
    left = claimed.deadline - clock.now()
    return min((days for days in REMINDERS if left <= timedelta(days=days)), default=0)


def due() -> Sequence[Claim]:
    """The held claims whose date has passed."""
    late = select(Claim).where(Claim.state == HELD, Claim.deadline <= clock.now())
    return db.session.scalars(late.order_by(Claim.deadline).limit(200)).all()


def to_remind() -> Sequence[Claim]:
    """The held claims that may need a reminder."""
    near = clock.now() + timedelta(days=max(REMINDERS))
    soon = select(Claim).where(Claim.state == HELD, Claim.deadline > clock.now(), Claim.deadline <= near)
    last = min(REMINDERS)
    return db.session.scalars(soon.where(Claim.reminded != last).order_by(Claim.deadline).limit(200)).all()


def watch_dates() -> None:
    """The runner's part: expire what is late, remind of what is near; each claim is an act of its own."""
    for claimed in to_remind():
        remind(claimed.id)
    for claimed in due():
        try:
            expire(claimed.member_id, claimed.id)
        except NotHeld:
            continue  # collected or given back meanwhile
