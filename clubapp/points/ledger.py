"""The ledger: `credit, debit, take_back, reverse, balance, history, has`. Nothing else writes points, except
`club load`, which fills a base for measuring.

Amounts are whole points. Each movement is keyed by (member, because, about): `because` is a room's fact such as
"activity.done", `about` the thing it is about, such as "activity:7", or "activity:7@2026-11-22" for what may recur.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, bindparam, exists, insert, select, update

from clubapp import clock
from clubapp.db import AnyRow, Rows, act, db, inserting, table
from clubapp.points import awarding
from clubapp.points.models import BY_STAFF, HELD, RELEASED, Account, Entry, Hold
from clubapp.refusals import Refused

OWED = "points.owed"
REVERSED = "points.reversed"

_accounts, _entries = table(Account), table(Entry)
_ACCOUNT = select(_accounts).where(_accounts.c.member_id == bindparam("member_id"))
_LOCK = _ACCOUNT.with_for_update()
_MOVE = (
    update(_accounts)
    .where(_accounts.c.member_id == bindparam("whose"), _accounts.c.balance + bindparam("amount") >= 0)
    .values(balance=_accounts.c.balance + bindparam("amount"))
    .returning(_accounts.c.balance)
)
_WRITE = insert(_entries).returning(*_entries.c)


class NotEnough(Refused):
    """The balance is smaller than the price."""

    says = _l("Points qui vous manquent : %(missing)s.")


class AlreadyCounted(Refused):
    """The ledger holds this movement already."""

    says = _l("C'est déjà compté.")


@act
def lock(member_id: int) -> AnyRow:
    """The member's account, fresh and held until the act ends. A rule that reads then writes begins here."""
    mine = {"member_id": member_id}
    held = db.session.execute(_LOCK, mine).one_or_none()
    if held is None:
        db.session.execute(inserting(_accounts).values(mine | {"balance": 0, "owed": 0}).on_conflict_do_nothing())
        held = db.session.execute(_LOCK, mine).one()
    return held


@act
def credit(
    member_id: int,
    amount: int,
    *,
    because: str,
    about: str,
    category: str | None = None,
    museum_id: int | None = None,
    by: int | None = None,
) -> AnyRow:
    """Give `amount` ≥ 0 points, once for this reason and thing, and the badges it completes; what is owed is taken.

    Raises AlreadyCounted.
    """
    assert amount >= 0
    account = lock(member_id)
    if has(member_id, because=because, about=about):
        raise AlreadyCounted
    entry = _move(member_id, amount, because, about, category=category, museum_id=museum_id, by=by)
    _recover(entry, account.owed)
    awarding.consider(entry)
    return entry


@act
def debit(
    member_id: int, amount: int, *, because: str, about: str, museum_id: int | None = None, by: int | None = None
) -> AnyRow:
    """Take `amount` > 0 points, once for this reason and thing. Raises NotEnough, AlreadyCounted."""
    assert amount > 0
    account = lock(member_id)
    if has(member_id, because=because, about=about):
        raise AlreadyCounted
    if account.balance < amount:
        raise NotEnough(missing=amount - account.balance)
    return _move(member_id, -amount, because, about, museum_id=museum_id, by=by)


@act
def take_back(
    member_id: int, amount: int, *, because: str, about: str, museum_id: int | None = None, by: int | None = None
) -> AnyRow:
    """Take `amount` > 0 points back, once for this reason and thing: what there is, and the rest is owed.

    Raises AlreadyCounted.
    """
    assert amount > 0
    account = lock(member_id)
    if has(member_id, because=because, about=about):
        raise AlreadyCounted
    entry = _move(member_id, -min(amount, account.balance), because, about, museum_id=museum_id, by=by)
    _owe(member_id, amount + entry.amount)
    return entry


@act
def reverse(entry_id: int, *, by: int | None = None) -> AnyRow:
    """Undo an entry, once: what is left of a gain is taken back and the rest owed; a spend is given back.

    Raises AlreadyCounted.
    """
    undone = db.session.get_one(Entry, entry_id)
    account = lock(undone.member_id)
    if db.session.scalar(select(exists().where(Entry.reverses == entry_id))):
        raise AlreadyCounted
    taken = min(undone.amount, account.balance)
    owed = max(undone.amount, 0) - max(taken, 0)
    entry = _move(
        undone.member_id,
        -taken,
        REVERSED,
        f"entry:{entry_id}",
        category=undone.category,
        museum_id=undone.museum_id,
        by=by,
        reverses=entry_id,
    )
    _owe(undone.member_id, owed)
    _recover(entry, account.owed)
    return entry


def _owe(member_id: int, owed: int) -> None:
    """Note what is to be taken from a member's next gains."""
    if owed:
        db.session.execute(update(Account).where(Account.member_id == member_id).values(owed=Account.owed + owed))


def _recover(gain: AnyRow, owed: int) -> None:
    """Take what is owed from a gain."""
    if taken := min(owed, max(gain.amount, 0)):
        db.session.execute(update(Account).where(Account.member_id == gain.member_id).values(owed=Account.owed - taken))
        _move(gain.member_id, -taken, OWED, f"entry:{gain.id}")


def _move(
    member_id: int,
    amount: int,
    because: str,
    about: str,
    *,
    category: str | None = None,
    museum_id: int | None = None,
    by: int | None = None,
    reverses: int | None = None,
) -> AnyRow:
    """Move the balance and write the entry: the two hands of one gesture."""
    balance = db.session.scalar(_MOVE, {"whose": member_id, "amount": amount})
    assert balance is not None, "moved without its account being locked"
    facts = {"member_id": member_id, "amount": amount, "balance_after": balance, "because": because, "about": about}
    facts |= {"category": category, "museum_id": museum_id, "by": by, "reverses": reverses, "at": clock.now()}
    return db.session.execute(_WRITE, facts).one()


def balance(member_id: int) -> int:
    """What a member has."""
    mine = db.session.execute(_ACCOUNT, {"member_id": member_id}).one_or_none()
    return mine.balance if mine else 0


def owed(member_id: int) -> int:
    """What will be taken from a member's next gains."""
    mine = db.session.execute(_ACCOUNT, {"member_id": member_id}).one_or_none()
    return mine.owed if mine else 0


def has(member_id: int, *, because: str, about: str) -> bool:
    """Whether the ledger holds this movement."""
    return bool(db.session.scalar(_HAS, {"member_id": member_id, "because": because, "about": about}))


def entry(member_id: int, *, because: str, about: str) -> Entry:
    """The movement the ledger holds under this key."""
    key = (Entry.member_id == member_id, Entry.because == because, Entry.about == about)
    return db.session.scalars(select(Entry).where(*key)).one()


def holds(
    member_id: int | ColumnElement[int], *, because: str | ColumnElement[str], about: str | ColumnElement[str]
) -> ColumnElement[bool]:
    """`has` as a condition, for the queries of others."""
    entry = _entries.c
    return exists().where(entry.member_id == member_id, entry.because == because, entry.about == about)


_HAS = select(holds(bindparam("member_id"), because=bindparam("because"), about=bindparam("about")))


def origins(entries: Sequence[Entry]) -> list[str]:
    """What each entry is about in the end: a reversal, what the entry it undoes is about; a hold, what it holds."""
    others = [_of_another(entry) for entry in entries]
    asked = [number for number in others if number]
    rows = db.session.execute(select(Entry.id, Entry.about).where(Entry.id.in_(asked))) if asked else ()
    abouts = {row.id: row.about for row in rows}
    return [abouts[number] if number else entry.about for entry, number in zip(entries, others, strict=True)]


def _of_another(entry: Entry) -> int | None:
    """The number of the entry that this one undoes, holds or releases."""
    held = entry.because in (HELD, RELEASED)
    return int(entry.about.removeprefix("entry:")) if held else entry.reverses


def gains(member_id: int, *, since: datetime | None = None, before: int | None = None, count: int = 20) -> Rows:
    """What a member earned by taking part, newest first, each with how it is held, if it is."""
    mine = (Entry.member_id == member_id, Entry.amount > 0, Entry.reverses.is_(None), Entry.because.not_in(BY_STAFF))
    found = select(Entry, Hold).outerjoin(Hold, Hold.entry_id == Entry.id).where(*mine)
    found = found.where(Entry.at >= since) if since else found
    found = found.where(Entry.id < before) if before else found
    return db.session.execute(found.order_by(Entry.id.desc()).limit(count)).all()


# The entries one may ask for: those that bring points, those that take some.
KINDS = {"gained": Entry.amount > 0, "spent": Entry.amount < 0}


def history(member_id: int, *, before: int | None = None, count: int = 20, kind: str = "") -> Sequence[Entry]:
    """A member's entries, newest first, `count` at most, older than entry `before`, of this kind of KINDS if any."""
    asked = ([Entry.id < before] if before else []) + ([KINDS[kind]] if kind else [])
    return db.session.scalars(
        select(Entry).where(Entry.member_id == member_id, *asked).order_by(Entry.id.desc()).limit(count)
    ).all()
