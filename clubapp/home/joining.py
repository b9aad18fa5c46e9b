"""What waited while somebody was still a stranger."""

from __future__ import annotations

from clubapp import sealing
from clubapp.activities import scanning
from clubapp.activities.proofs import Shown
from clubapp.activities.scanning import AnotherScan, Outcome
from clubapp.db import act, savepoint
from clubapp.posters import rules as posters
from clubapp.posters.models import KeptScan


@act
def keep_waiting(member_id: int, browser: str) -> list[Outcome]:
    """Give a member the scans that wait in this browser, judged as if they were made now; those judged wait no more."""
    outcomes = []
    posters.hold(browser)
    for kept in posters.waiting(browser):
        outcome = _judged(member_id, kept)
        outcomes.append(outcome)
        if outcome.result != "too_many":  # a right code after many wrong ones: it waits on
            posters.settle(kept)
    return outcomes


def _judged(member_id: int, kept: KeptScan) -> Outcome:
    at, shown = kept.scanned_at or kept.kept_at, Shown(kept.answer, seen=kept.proven)
    try:
        with savepoint():
            return scanning.scan(member_id, kept.code, kept.scan_id, at, shown, kept=True)
    except AnotherScan:  # a page gave its id to two scans; the poster was seen all the same
        return scanning.scan(member_id, kept.code, sealing.token(), at, shown, kept=True)
