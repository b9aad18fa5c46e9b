"""What shows that a visitor is there: the poster alone, an answer about the work, the code of a screen, an agent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from clubapp import folding, sealing
from clubapp.db import AnyRow

ON_SCREEN = timedelta(seconds=60)  # how long a screen's code is accepted
TURNED = 15  # seconds after which a screen shows another


@dataclass(frozen=True, slots=True)
class Shown:
    """What came with a scan: an answer, a screen's code, or (`seen`) that this code was good when the scan was kept."""

    answer: str = ""
    code: str = ""
    seen: bool = False


NOTHING = Shown()


def lacking(activity: AnyRow, poster: AnyRow, shown: Shown) -> str | None:
    """The result of a scan without what its activity asks; None when all is there, an answer being judged apart."""
    match activity.proof:
        case "question" if not shown.answer.strip():
            return "answer_needed"
        case "rotating" if not (shown.seen or sealing.is_stamp(shown.code, poster.code, ON_SCREEN)):
            return "expired_code"
        case "agent":
            return "expired_code"
    return None


def is_right(activity: AnyRow, answer: str) -> bool:
    """Whether an answer is one of those expected, whatever its case, accents, spaces and stops."""
    return _folded(answer) in {_folded(line) for line in activity.answers.splitlines()}


def _folded(words: str) -> str:
    return "".join(sign for sign in folding.bare(words) if sign.isalnum())


def on_screen(code: str, site: str) -> str:
    """The address that a screen shows now, for the poster of this code: another each time."""
    return f"{site}/q/{code}?proof={sealing.stamped(code)}"
