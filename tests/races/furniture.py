"""What a race needs, made through the rules before it begins."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from clubapp.db import act, db
from clubapp.members import rules as members
from clubapp.points import ledger
from clubapp.points.models import Entry
from clubapp.posters import life
from clubapp.posters import rules as posters
from clubapp.posters.models import Poster, Scan
from tests.conftest import a_member, an_activity

POINTS = 20


@dataclass(frozen=True)
class Someone:
    """A member and their browser."""

    id: int
    token: str
    browser: object


def member(club, name):
    """A member of this name, signed in."""
    email = f"{name.lower()}@club.fr"

    @act
    def enter():
        a_member(email, name)
        return members.enter(email, "Test")

    entrance = club.rule(enter)
    return Someone(entrance.member_id, entrance.token, club.browser(_user_id=entrance.token))


def poster(club, **more):
    """The code of a new activity's poster, worth POINTS."""
    return club.rule(act(an_activity), points=POINTS, **more)[1]


def credits_at(club, code):
    """How many scans a code has credited."""
    of_code = (Poster.id == Scan.poster_id, Poster.code == code, Scan.result == "credited")
    query = select(func.count(Scan.id)).where(*of_code)
    return club.rule(lambda: db.session.scalar(query))


def revoked(club, code):
    """Revoke the poster of a code; how many scans it had credited once that was done."""
    club.rule(lambda: life.revoke(posters.of(code).id))
    return credits_at(club, code)


def gains(club, someone):
    """What a member was given by scans: the amounts, in order."""
    query = select(Entry.amount).where(Entry.member_id == someone.id).order_by(Entry.id)
    return club.rule(lambda: db.session.scalars(query).all())


def balance(club, someone):
    return club.rule(ledger.balance, someone.id)


def scans(club, someone):
    """A member's recorded scans: their ids and results, in order."""
    query = select(Scan.scan_id, Scan.result).where(Scan.member_id == someone.id).order_by(Scan.id)
    return club.rule(lambda: [tuple(row) for row in db.session.execute(query)])
