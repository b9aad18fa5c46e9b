"""What waited while somebody was still a stranger becomes theirs: where they came in, or by a hand-over code."""

from __future__ import annotations

from dataclasses import replace

from clubapp import sealing
from clubapp.activities import scanning
from clubapp.activities.proofs import Shown
from clubapp.activities.scanning import AnotherScan, Outcome
from clubapp.db import act, savepoint
from clubapp.points import ledger
from clubapp.posters import keeping
from clubapp.posters import rules as posters
from clubapp.posters.models import KeptScan


@act
def keep_waiting(member_id: int, browser: str) -> list[Outcome]:
    """Give a member the scans that wait in this browser, judged as if they were made now; those judged wait no more."""
    ledger.lock(member_id)
    outcomes = []
    keeping.hold(browser)
    for kept in keeping.waiting(browser):
        outcome = _judged(member_id, kept)
        outcomes.append(outcome)
        if outcome.result != "too_many":  # a right code after many wrong ones: it waits on
            keeping.settle(kept)
    return outcomes


@act
def take_over(member_id: int, typed: str, scan_id: str) -> Outcome:
    """Give a member the scans that wait in the browser which shows this hand-over code, once.

    An unknown code is a guess, of which a member has as many as of posters' codes. Raises AnotherScan.
    """
    account = ledger.lock(member_id)
    if known := posters.earlier(member_id, scan_id):
        if known.poster_id:
            raise AnotherScan
        return scanning.recorded(known, typed=typed)
    if scanning.guessed_enough(member_id):
        tried = posters.record("too_many", None, member_id=member_id, balance=account.balance)
        return scanning.recorded(tried, typed=typed)
    handover = keeping.handover(typed)
    each = keep_waiting(member_id, handover.browser) if handover and not handover.ended_at else []
    result = _together(each) if handover else "unknown"
    attempt = posters.record(
        result,
        None,
        scan_id=None if result == "too_many" else scan_id,
        member_id=member_id,
        points=sum(outcome.points for outcome in each),
        balance=each[-1].balance if each else account.balance,
    )
    return replace(scanning.recorded(attempt, typed=typed), each=tuple(each))


def _together(each: list[Outcome]) -> str:
    """What several scans came to, in one word; that of none is that they were taken already."""
    results = [outcome.result for outcome in each] or ["already"]
    return "credited" if "credited" in results else results[-1]


def _judged(member_id: int, kept: KeptScan) -> Outcome:
    at, shown = kept.scanned_at or kept.kept_at, Shown(kept.answer, seen=kept.proven)
    try:
        with savepoint():
            return scanning.scan(member_id, kept.code, kept.scan_id, at, shown, kept=True)
    except AnotherScan:  # a page gave its id to two scans; the poster was seen all the same
        return scanning.scan(member_id, kept.code, sealing.token(), at, shown, kept=True)
