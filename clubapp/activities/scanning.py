"""The scan: a visitor points a phone at a poster, and the points are theirs.

One act: the account is locked, the rule judged under the lock, the entry written under its unique key, the attempt
recorded. The same scan sent again gets the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam, select

from clubapp import clock, codes
from clubapp.activities import judging, proofs, turns
from clubapp.activities.models import Activity
from clubapp.activities.proofs import NOTHING, Shown
from clubapp.db import AnyRow, act, db, table
from clubapp.points import ledger
from clubapp.posters import keeping
from clubapp.posters import rules as posters
from clubapp.posters.models import Poster
from clubapp.refusals import Refused

GUESSES = 20  # unknown codes a member may send
GUESSES_WITHIN = timedelta(minutes=10)
ANSWERS = 5  # wrong ones a member may give
ANSWERS_WITHIN = timedelta(hours=1)


class AnotherScan(Refused):
    """This id was used for another code."""

    says = _l("Ce scan a déjà servi pour une autre affiche. Scannez de nouveau.")
    status = 422


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scan came to. `balance` is the member's after it; `again_at` when the same would count again.

    `handover` is the code by which a kept one is taken over, `each` what those taken over came to one by one.
    """

    result: str
    activity: AnyRow | None = None
    points: int = 0
    balance: int = 0
    again_at: datetime | None = None
    typed: str = ""
    handover: str = ""
    each: tuple[Outcome, ...] = ()


_BEHIND = select(table(Activity)).where(table(Activity).c.id == bindparam("number"))


def behind(poster: Poster | AnyRow) -> AnyRow | None:
    """The activity a poster leads to, published or not."""
    number = Activity.number_at(poster.leads_to)
    return db.session.execute(_BEHIND, {"number": number}).one_or_none() if number else None


def found(poster: AnyRow | None) -> AnyRow | None:
    """The activity a poster leads to, once staff have published it."""
    activity = behind(poster) if poster else None
    return activity if activity and activity.state != "draft" else None


def elsewhere(poster: AnyRow | None) -> str:
    """The page a poster leads to when it is none of an activity: there is nothing to count, one goes there."""
    return poster.leads_to if poster and Activity.number_at(poster.leads_to) is None else ""


def revoked(poster: AnyRow | None) -> bool:
    """Whether another poster hangs in the place of this one."""
    return poster is not None and poster.state == "revoked"


@act
def scan(
    member_id: int,
    typed: str,
    scan_id: str,
    scanned_at: datetime | None = None,
    shown: Shown = NOTHING,
    *,
    kept: bool = False,
) -> Outcome:
    """Judge a scan and, if it counts, credit it; one that was `kept` was made before its poster could be revoked.

    Raises AnotherScan.
    """
    balance = ledger.lock(member_id).balance
    poster = posters.held(typed)
    activity = found(poster)
    if known := posters.earlier(member_id, scan_id):
        if known.poster_id != (poster.id if poster else None):
            raise AnotherScan
        return recorded(known, activity, typed)
    if guessed_enough(member_id):
        return recorded(posters.record("too_many", poster, member_id=member_id, balance=balance), typed=typed)
    if (activity or elsewhere(poster)) and not kept and revoked(poster):
        verdict = judging.Verdict("revoked")
    elif elsewhere(poster):
        verdict = judging.Verdict("elsewhere")
    else:
        lacks = _lacks(member_id, activity, poster, shown)
        if poster and not kept and not lacks and _another_waited(member_id, poster, scanned_at):
            lacks = "too_late"
        verdict = judging.judge(member_id, activity, posters.believed(scanned_at) or clock.now(), lacks)
    if verdict.result == "too_many":
        again_at = clock.now() + ANSWERS_WITHIN
        tried = posters.record("too_many", poster, member_id=member_id, balance=balance, again_at=again_at)
        return recorded(tried, activity, typed)
    points = 0
    if activity and verdict.turn:
        points, balance = activity.points, turns.take(member_id, activity, verdict.turn)
    judged = posters.record(
        verdict.result,
        poster,
        scan_id=None if verdict.result == "answer_needed" else scan_id,  # it may come again with an answer
        member_id=member_id,
        points=points,
        balance=balance,
        again_at=verdict.again_at,
        scanned_at=scanned_at,
    )
    return recorded(judged, activity, typed)


def _lacks(member_id: int, activity: AnyRow | None, poster: AnyRow | None, shown: Shown) -> str | None:
    """The result of a scan whose proof is missing or wrong; nobody tries many answers."""
    if activity is None or poster is None:
        return None
    lacks = proofs.lacking(activity, poster, shown)
    if lacks or activity.proof != "question":
        return lacks
    if posters.failures(member_id, ANSWERS_WITHIN, "wrong_answer") >= ANSWERS:
        return "too_many"
    return None if proofs.is_right(activity, shown.answer) else "wrong_answer"


def _another_waited(member_id: int, poster: AnyRow, scanned_at: datetime | None) -> bool:
    """Whether this scan waited in a phone with another for the same page, which was credited for both."""
    late = posters.waited(scanned_at, clock.now())
    return late and posters.credited_late(member_id, poster.leads_to)


def guessed_enough(member_id: int) -> bool:
    """Whether a member has sent as many unknown codes lately as anybody may."""
    return posters.failures(member_id, GUESSES_WITHIN) >= GUESSES


def recorded(attempt: AnyRow, activity: AnyRow | None = None, typed: str = "") -> Outcome:
    """What a recorded attempt came to."""
    return Outcome(attempt.result, activity, attempt.points, attempt.balance, attempt.again_at, typed)


@act
def keep(browser: str, typed: str, scan_id: str, scanned_at: datetime | None = None, shown: Shown = NOTHING) -> Outcome:
    """Keep a stranger's scan until they have signed in; judge only whether it could ever count. Raises AnotherScan.

    A screen's code is judged now; an answer waits with its scan.
    """
    poster = posters.held(typed)
    activity = found(poster)
    known = keeping.kept_under(browser, scan_id)
    if known and known.poster_id != (poster.id if poster else None):
        raise AnotherScan
    handover = None
    if elsewhere(poster):
        result = "revoked" if revoked(poster) else "elsewhere"
    elif activity is None or poster is None:
        result = "unknown"
    elif revoked(poster):
        result = "revoked"
    elif not judging.is_open(activity, posters.believed(scanned_at) or clock.now()):
        result = "closed"
    elif lacks := proofs.lacking(activity, poster, shown):
        result = lacks
    else:
        proof = {"answer": shown.answer, "proven": activity.proof == "rotating"}
        handover = keeping.keep(poster, browser, scan_id, scanned_at, **proof)
        result = "kept" if handover else "too_many"
    posters.record(result, poster, scanned_at=scanned_at)
    points = activity.points if activity and result == "kept" else 0
    again_at = judging.opens(activity) if activity and result == "closed" else None
    return Outcome(result, activity, points, again_at=again_at, typed=typed, handover=handover or "")


@act
def turn_away(member_id: int | None, typed: str) -> Outcome:
    """Refuse a scan of another member than whoever sends it, from a browser they share: it stays for its owner."""
    balance = ledger.balance(member_id) if member_id else 0
    posters.record("not_yours", posters.of(typed), member_id=member_id, balance=balance)
    return Outcome("not_yours", balance=balance, typed=typed)


def kind(typed: str) -> str | None:
    """The kind letter of what was typed; None when it is not shaped like a code at all."""
    code = codes.read(typed)
    return code.kind if code else None
