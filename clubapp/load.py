"""`club load`: members and entries by the hundred thousand, for measuring how the club bears them.

With the ledger, the one place that writes points: a million credits through its rules would take hours. It keeps what
the ledger keeps (each account held while it moves, a running balance, keys used once), and `club audit` judges it.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from sqlalchemy import exists, func, insert, select, update

from clubapp import clock
from clubapp.db import act, db, inserting, table
from clubapp.members.models import Member
from clubapp.points.models import Account, Entry

BATCH = 5000  # rows of an act: what is held in memory, and how long others wait
LOADED = "load.entry"

# Whose gains are theirs: those who owe would see them taken, which is the ledger's to do.
_GAINS = Member.erased_at.is_(None) & ~exists().where(Account.member_id == Member.id, Account.owed > 0)


def anybody() -> bool:
    """Whether somebody is there to receive entries."""
    return bool(db.session.scalar(select(exists().where(_GAINS))))


def held() -> tuple[int, int]:
    """How many members and entries the base holds."""
    members, entries = (db.session.scalar(select(func.count()).select_from(model)) for model in (Member, Entry))
    return members or 0, entries or 0


def members(count: int) -> Iterator[int]:
    """Add `count` members, an act a batch; yields how many each one added."""
    for size in _batches(count):
        _join(size)
        yield size


def entries(count: int) -> Iterator[int]:
    """Add `count` entries, in turn to everybody who owes nothing, an act a batch; yields how many each one added."""
    last = 0
    for size in _batches(count):
        last = _give(size, last)
        yield size


def _batches(count: int) -> Iterator[int]:
    for done in range(0, count, BATCH):
        yield min(BATCH, count - done)


@act
def _join(size: int) -> None:
    now, batch = clock.now(), secrets.token_hex(8)
    then = {"language": "fr", "joined_at": now, "entered_at": now}
    rows = [{"email": f"load-{batch}-{n}@load.invalid", "display_name": f"Charge {n}"} | then for n in range(size)]
    db.session.execute(insert(Member), rows)


@act
def _give(size: int, last: int) -> int:
    """Give `size` entries to the members who follow number `last`; returns the number of the last one served."""
    now, batch, turns = clock.now(), secrets.token_hex(8), _following(last, size)
    balances = _lock(sorted(turns))
    rows = []
    for n in range(size):
        member_id, amount = turns[n % len(turns)], 5 + n % 46
        balances[member_id] += amount
        rows.append(
            {
                "member_id": member_id,
                "amount": amount,
                "balance_after": balances[member_id],
                "because": LOADED,
                "about": f"load:{batch}:{n}",
                "at": now,
            }
        )
    db.session.execute(insert(Entry), rows)
    db.session.execute(update(Account), [{"member_id": who, "balance": balance} for who, balance in balances.items()])
    return turns[(size - 1) % len(turns)]


def _following(last: int, count: int) -> list[int]:
    """The numbers of `count` members at most, each once: those after `last`, then from the first again."""
    numbers = select(Member.id).where(_GAINS).order_by(Member.id)
    after = list(db.session.scalars(numbers.where(Member.id > last).limit(count)))
    return after + list(db.session.scalars(numbers.where(Member.id <= last).limit(count - len(after))))


def _lock(member_ids: list[int]) -> dict[int, int]:
    """The members' balances, their accounts there and held until the act ends."""
    new = [{"member_id": member_id, "balance": 0, "owed": 0} for member_id in member_ids]
    db.session.execute(inserting(table(Account)).on_conflict_do_nothing(), new)
    accounts = select(Account.member_id, Account.balance).where(Account.member_id.in_(member_ids))
    rows = db.session.execute(accounts.order_by(Account.member_id).with_for_update())
    return {member_id: balance for member_id, balance in rows}
