"""What waited while somebody was still a stranger."""

from __future__ import annotations

from clubapp.activities import scanning
from clubapp.activities.scanning import Outcome
from clubapp.db import act
from clubapp.posters import rules as posters


@act
def keep_waiting(member_id: int, browser: str) -> list[Outcome]:
    """Give a member the scans that wait in this browser; each is judged as if it were made now, and waits no more."""
    outcomes = [scanning.scan(member_id, kept.code, kept.scan_id, kept.scanned_at) for kept in posters.waiting(browser)]
    posters.drop(browser)
    return outcomes
