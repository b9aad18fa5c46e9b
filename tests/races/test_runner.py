"""The jobs runner killed at any instant: what it had begun is whole or not begun, and the next one goes on."""

from __future__ import annotations

import random
import subprocess
import sys
from contextlib import suppress
from datetime import timedelta
from secrets import token_urlsafe

from sqlalchemy import func, select

from clubapp import clock, jobs
from clubapp.db import act, db
from clubapp.notices.models import Notice
from clubapp.outbox import Letter
from clubapp.points import ledger
from clubapp.points.models import Entry
from clubapp.shop import claiming, rules, stocking
from clubapp.shop.models import Claim, Stock
from tests.conftest import a_member, a_museum, a_staff
from tests.races.served import KEY, LOOKS

DEATHS = 20
EACH = 60  # vouchers to expire, and as many to remind of
PRICE = 60
SHARE = EACH * 2 // DEATHS
RUNNER = (sys.executable, "-c", "from clubapp.cli import club; club()", "jobs")


@act
def _claims(days_ago):
    """Vouchers taken so many days ago, one a member."""
    with clock.at(clock.now() - timedelta(days=days_ago)):
        draft = rules.Draft("Carte postale", "Postcard", "À envoyer.", "To post.", "object", PRICE, 0)
        gift = rules.write(draft)
        shelf = stocking.shelve(rules.variants(gift.id)[0].id, a_museum().id)
        stocking.restock(shelf.id, EACH, reason="delivery", by=a_staff().id)
        rules.publish(gift.id)
        for number in range(EACH):
            member = a_member(f"m{number}-{days_ago}@club.fr", "Alice")
            ledger.credit(member.id, PRICE, because="test.gift", about="start")
            claiming.claim(member.id, gift.id, shelf.museum_id, token_urlsafe(8))


def _done():
    """How many members have been told something."""
    return db.session.scalar(select(func.count()).select_from(Notice))


def _told(kind):
    per_member = select(func.count()).where(Notice.kind == kind).group_by(Notice.member_id)
    return db.session.scalars(per_member).all()


def _state(club):
    """What the runner has done so far."""

    def look():
        refunds = select(func.count()).where(Entry.because == ledger.REVERSED).group_by(Entry.member_id)
        expired = select(func.count()).where(Claim.state == "expired")
        held = select(func.sum(Stock.held))
        return {
            "expired": db.session.scalar(expired),
            "refunds": db.session.scalars(refunds).all(),
            "told of the end": _told("claim_expired"),
            "reminded": _told("claim_reminder"),
            "held": db.session.scalar(held),
        }

    return club.rule(look)


def test_a_runner_killed_twenty_times_refunds_once_and_forgets_nobody(own_club):
    club = own_club()
    club.rule(_claims, 62)
    club.rule(_claims, 50)
    environment = {"CLUB_INSTANCE": str(club.instance), "CLUB_SECRET_KEY": KEY}
    for death in range(DEATHS):
        runner = subprocess.Popen(RUNNER, env=environment, stderr=subprocess.DEVNULL)
        # Somewhere in the share of the work that is this life's: the runner itself brings the instant about.
        last_seen = random.randint(death * SHARE, (death + 1) * SHARE - 1)
        for _ in range(LOOKS * 10):
            if club.rule(_done) > last_seen:
                break
            with suppress(subprocess.TimeoutExpired):
                runner.wait(0.005)
        assert runner.poll() is None, "the runner ended by itself"
        runner.kill()
        runner.wait()
        club.check_book()
    club.rule(jobs.run, once=True)
    club.check_book()
    assert _state(club) == {
        "expired": EACH,
        "refunds": [1] * EACH,
        "told of the end": [1] * EACH,
        "reminded": [1] * EACH,
        "held": EACH,
    }
    posted = len(list((club.instance / "outbox").iterdir()))
    waiting = club.rule(lambda: db.session.scalar(select(func.count()).select_from(Letter)))
    assert (posted >= 1, waiting) == (True, 0)
