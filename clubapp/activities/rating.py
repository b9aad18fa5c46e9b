"""What members think of an activity they took part in: a score in words, some reasons, a comment to the team.

Taking part is paid, never the answer: the points are the same whatever is said, once for each activity.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam, exists, func, or_, select

from clubapp import clock
from clubapp.activities.models import DONE, RATED, Rating
from clubapp.db import AnyRow, act, db, table
from clubapp.points import ledger
from clubapp.points.awarding import TOOK_PART
from clubapp.points.models import Entry
from clubapp.refusals import Refused

POINTS = 5
REASONS_AT_MOST = 3
MAY_CHANGE = timedelta(days=30)
ENOUGH = 5  # ratings: fewer would show what one person said

SCORES = {
    5: _l("Énormément"),
    4: _l("Beaucoup"),
    3: _l("Assez"),
    2: _l("Pas vraiment"),
    1: _l("Pas du tout"),
}
REASONS = {
    "beautiful": _l("C'est beau"),
    "learned": _l("On apprend"),
    "amusing": _l("C'est amusant"),
    "together": _l("C'est bien à plusieurs"),
    "unclear": _l("Ce n'est pas clair"),
    "hidden": _l("C'est difficile à trouver"),
    "long": _l("C'est trop long"),
    "crowded": _l("Il y a trop de monde"),
}

_entries, _ratings = table(Entry).c, table(Rating).c
_TOOK_PART = exists().where(
    _entries.member_id == bindparam("member_id"),
    _entries.because == DONE,
    or_(_entries.about == bindparam("thing"), *(_entries.about.like(bindparam("thing") + end) for end in ("@%", "#%"))),
    TOOK_PART,
)
_MINE = select(table(Rating)).where(
    _ratings.member_id == bindparam("member_id"), _ratings.activity_id == bindparam("activity_id")
)
_COUNTED = select(
    func.count(),
    *(func.count().filter(_ratings.score == score) for score in SCORES),
    *(func.count().filter(_ratings.reasons.like(f"% {reason} %")) for reason in REASONS),
).where(_ratings.activity_id == bindparam("activity_id"))


class NotTaken(Refused):
    """Only those who took part say what they think of it."""

    says = _l("Faites d'abord cette activité : vous direz ensuite ce que vous en pensez.")
    status = 403


class Settled(Refused):
    """What was said thirty days ago stays as it was said."""

    says = _l("Trente jours ont passé : ce que vous avez dit reste tel quel.")


@dataclass(frozen=True, slots=True)
class Said:
    """What a member says of an activity: a score of SCORES, up to three of REASONS, a comment, and who may read it."""

    score: int
    reasons: Collection[str] = ()
    comment: str = ""
    may_publish: bool = False
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What enough members think: how many, the mean score, how many gave each, the reasons most of them gave."""

    count: int
    spread: dict[int, int]
    reasons: list[tuple[str, int]]

    @property
    def mean(self) -> float:
        """Of scores from 1 to 5."""
        return sum(score * count for score, count in self.spread.items()) / self.count


@act
def rate(member_id: int, activity_id: int, said: Said) -> Rating:
    """Say, or say again within thirty days, what one thinks of an activity; the first time brings points.

    What is said anew is read anew: it is published no more. Raises NotTaken, Settled.
    """
    ledger.lock(member_id)
    held = _held(member_id, activity_id)
    if held is None and not took_part(member_id, activity_id):
        raise NotTaken
    if held and not may_change(held):
        raise Settled
    new = {"rated_at": clock.now(), "language": said.language, "comment": "", "version": 0}
    rating = held or Rating(member_id=member_id, activity_id=activity_id, **new)
    columns = {name: getattr(said, name) for name in ("score", "comment", "may_publish")}
    columns["reasons"] = _kept(said.reasons)
    columns["language"] = said.language if said.comment != rating.comment else rating.language
    if any(getattr(rating, name) != value for name, value in columns.items()):
        for name, value in columns.items():
            setattr(rating, name, value)
        rating.changed_at, rating.read_at, rating.published_at = clock.now(), None, None
        rating.version += 1
    db.session.add(rating)
    if not held:
        ledger.credit(member_id, POINTS, because=RATED, about=f"rated:{activity_id}")
    db.session.flush()
    return rating


def _held(member_id: int, activity_id: int) -> Rating | None:
    """What a member said, fresh and held until the act ends: staff may be publishing it."""
    said = select(Rating).filter_by(member_id=member_id, activity_id=activity_id)
    return db.session.scalars(said.with_for_update()).one_or_none()


def _kept(reasons: Collection[str]) -> str:
    assert len(reasons) <= REASONS_AT_MOST
    return "".join(f" {reason} " for reason in REASONS if reason in reasons)


@act
def withhold(member_id: int, activity_id: int) -> None:
    """Let one's comment be published no more, whenever one wishes."""
    ledger.lock(member_id)
    rating = _held(member_id, activity_id)
    if rating and rating.may_publish:
        rating.may_publish, rating.published_at = False, None
        rating.version += 1


def may_change(rating: Rating | AnyRow) -> bool:
    """Whether a member may still say it otherwise."""
    return clock.now() < until(rating)


def until(rating: Rating | AnyRow) -> datetime:
    """When what was said can be changed no more."""
    return rating.rated_at + MAY_CHANGE


def took_part(member_id: int, activity_id: int) -> bool:
    """Whether the ledger holds that a member took part in an activity, once at least, not undone."""
    asked = {"member_id": member_id, "thing": f"activity:{activity_id}"}
    return bool(db.session.scalar(select(_TOOK_PART), asked))


def mine(member_id: int, activity_id: int) -> AnyRow | None:
    """What a member said of an activity."""
    return db.session.execute(_MINE, {"member_id": member_id, "activity_id": activity_id}).one_or_none()


def opinion(activity_id: int) -> Opinion | None:
    """What members think of an activity; None while they are fewer than five."""
    count, *counts = db.session.execute(_COUNTED, {"activity_id": activity_id}).one()
    if count < ENOUGH:
        return None
    spread = dict(zip(SCORES, counts[: len(SCORES)], strict=True))
    reasons = zip(REASONS, counts[len(SCORES) :], strict=True)
    return Opinion(count, spread, sorted((each for each in reasons if each[1]), key=lambda each: -each[1])[:3])


def score(given: int) -> str:
    """A score in words."""
    return str(SCORES[given])


def reason(given: str) -> str:
    """A reason in words."""
    return str(REASONS[given])


def reasons(rating: Rating | AnyRow) -> list[str]:
    """The reasons a member gave, in words."""
    return [reason(given) for given in rating.reasons.split()]
