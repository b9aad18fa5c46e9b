"""The club with its guard planted away, for the herd's own test.

`early`: whether a scan counts is asked before the act, in a reading transaction, and not again under the lock.
`unlocked`: it is asked in the act, where the account is read and not locked; right on SQLite, whose acts pass one at a
time, wrong on PostgreSQL. `without_keys` takes the unique keys off the base besides.

`shelf` and `voucher`: what is free on a shelf, and whether a claim still waits, are read in the act and then written,
without the condition in the update; right on SQLite and wrong on PostgreSQL too.
"""

from __future__ import annotations

import re
import sys

from sqlalchemy import select, text, update

from clubapp import clock
from clubapp.activities import scanning
from clubapp.activities.models import DONE
from clubapp.activities.scanning import Outcome
from clubapp.cli import club
from clubapp.db import act, db
from clubapp.points import ledger
from clubapp.points.models import Account
from clubapp.posters import rules as posters
from clubapp.shop import claiming, handing
from clubapp.shop.models import HELD, Claim, Stock

KEYS = {"entries": "uq_entries_member_id_because_about", "scans": "uq_scans_member_id_scan_id"}
WRITTEN = re.compile(r",\s*CONSTRAINT uq_(?:entries_member_id_because_about|scans_member_id_scan_id) UNIQUE \([^)]*\)")


def scan(member_id, typed, scan_id, scanned_at=None, _shown=None):
    """`scanning.scan` as one might write it who has not thought of two requests at once."""
    poster = posters.of(typed)
    activity = scanning.found(poster)
    if known := posters.earlier(member_id, scan_id):
        return Outcome(known.result, activity, known.points, known.balance)
    counted = ledger.has(member_id, because=DONE, about=f"activity:{activity.id}")
    return write(member_id, activity, poster, scan_id, "already" if counted else "credited")


@act
def write(member_id, activity, poster, scan_id, result):
    balance, points = ledger.lock(member_id).balance, 0
    if result == "credited":
        points = activity.points
        about = f"activity:{activity.id}"
        balance = ledger._move(member_id, points, DONE, about, museum_id=activity.museum_id).balance_after
    posters.record(result, poster, scan_id=scan_id, member_id=member_id, points=points, balance=balance)
    return Outcome(result, activity, points, balance)


def unlocked(member_id):
    """`ledger.lock` as one might write it who tries it on SQLite alone; the account is there."""
    return db.session.scalars(select(Account).where(Account.member_id == member_id)).one()


def hold(stock):
    """`claiming.hold` without its condition."""
    if stock.held >= stock.on_hand:
        raise claiming.GiftGone
    db.session.execute(update(Stock).where(Stock.id == stock.id).values(held=stock.held + 1))


def move(claim_id, state, to):
    """`claiming.move` without its condition: a hand-over read the claim before it waited for the member's account."""
    if db.session.get_one(Claim, claim_id).state != state:
        raise claiming.NotHeld
    ended = None if to == HELD else clock.now()
    db.session.execute(update(Claim).where(Claim.id == claim_id).values(state=to, ended_at=ended))
    return db.session.get_one(Claim, claim_id, populate_existing=True)


def without_keys():
    """Take away the keys that would refuse a second credit."""
    if db.engine.dialect.name == "postgresql":
        drop_keys()
    else:
        make_tables_again()


@act
def drop_keys():
    for table, key in KEYS.items():
        db.session.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {key}"))


def make_tables_again():
    with db.engine.connect() as connection:
        raw = connection.connection.driver_connection
        raw.execute("PRAGMA query_only=OFF")
        raw.execute("PRAGMA foreign_keys=OFF")
        for table in KEYS:
            assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
            made = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql NOT NULL ORDER BY type = 'table' DESC"
            statements = [sql for (sql,) in raw.execute(made, [table])]
            raw.execute(f"DROP TABLE {table}")
            for statement in statements:
                raw.execute(WRITTEN.sub("", statement))
        connection.invalidate()


def plant(fault):
    if fault == "early":
        scanning.scan = scan
    elif fault == "unlocked":
        ledger.lock = unlocked
    elif fault == "shelf":
        claiming.hold = handing.hold = hold
    else:
        claiming.move = handing.move = move


if __name__ == "__main__":  # the served processes are forked from this one and keep what is planted here
    plant(sys.argv[1])
    club(["serve"])
