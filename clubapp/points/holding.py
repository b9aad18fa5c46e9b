"""Holding a gain while it is looked into: never silently, once; then it is given back, or taken for good.

What is held is out of the purse: as much as there is, and the rest is owed. Given back, all of it returns, and what
is owed comes out of it like out of any gain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from clubapp import clock, i18n
from clubapp.db import Rows, act, db, table
from clubapp.journal import rules as journal
from clubapp.members import rules as members
from clubapp.members.access import Right, right_of
from clubapp.notices import rules as notices
from clubapp.points import awarding, ledger
from clubapp.points.granting import NotYours, ToOneself
from clubapp.points.models import BY_STAFF, HELD, RELEASED, Entry, Hold
from clubapp.refusals import Refused

REASONS = {
    "too_fast": _l("Beaucoup de scans en très peu de temps"),
    "two_places": _l("Scans en deux villes presque au même moment"),
    "shared_code": _l("Code d'affiche peut-être recopié ou partagé"),
    "closed_hours": _l("Scans en dehors des heures d'ouverture"),
}


class NothingToHold(Refused):
    """None of these gains can be held: they are held already, settled, or not this museum's."""

    says = _l("Il n'y a rien à retenir là : ces points le sont déjà, ou ont eu leur décision. Rechargez la page.")


class Settled(Refused):
    """The held points had their decision."""

    says = _l("Ces points ont déjà eu leur décision. Rechargez la page.")


@act
def hold(member_id: int, gains: Mapping[int, int | None], reason: str, *, by: int) -> Sequence[Hold]:
    """Hold these gains of a member, each with the second of its scan if it is for one; the member is told at once.

    A gain that was held before is left as it is. Raises ToOneself, NotYours, HasLeft, NothingToHold.
    """
    assert reason in REASONS
    _overseer(member_id, by)
    ledger.lock(member_id)
    right = right_of(by)
    if right is None or not right.may("oversee"):
        raise NotYours
    members.stays(member_id)
    entries = _held_never(member_id, gains, right)
    if not entries:
        raise NothingToHold
    made = [Hold(entry_id=entry.id, member_id=member_id, second=gains[entry.id], reason=reason) for entry in entries]
    for each in made:
        each.by, each.at, each.state = by, clock.now(), "held"
    db.session.add_all(made)
    db.session.flush()
    owed = sum(_take(entry, by) for entry in entries)
    journal.note("points.held", about=f"member:{member_id}", by=by, museum_id=right.museum_id)
    _tell(made, "points_held", sum(entry.amount for entry in entries), owed=owed)
    return made


def _overseer(member_id: int, by: int) -> None:
    if member_id == by:
        raise ToOneself


def _held_never(member_id: int, ids: Iterable[int], right: Right) -> Sequence[Entry]:
    """Those of these entries that are a member's gains, of this right's museum, and were never held nor undone."""
    undone = select(Entry.reverses).where(Entry.member_id == member_id, Entry.reverses.is_not(None))
    gain = (Entry.member_id == member_id, Entry.amount > 0, Entry.reverses.is_(None), Entry.because.not_in(BY_STAFF))
    free = (Entry.id.not_in(undone), Entry.id.not_in(select(Hold.entry_id).where(Hold.member_id == member_id)))
    found = select(Entry).where(Entry.id.in_([*ids]), *gain, *free).order_by(Entry.id)
    if right.museum_id:
        found = found.where(Entry.museum_id == right.museum_id)
    return db.session.scalars(found).all()


def _take(entry: Entry, by: int) -> int:
    """Take a gain out of the purse; return how much of it is owed."""
    about, where = f"entry:{entry.id}", entry.museum_id
    taken = ledger.take_back(entry.member_id, entry.amount, because=HELD, about=about, museum_id=where, by=by)
    return int(entry.amount + taken.amount)


@act
def release(hold_id: int, *, by: int) -> Hold:
    """Give held points back, and what they would have brought meanwhile. Raises ToOneself, NotYours, Settled."""
    held, entry = _ended(hold_id, "released", by)
    about, where = f"entry:{entry.id}", entry.museum_id
    ledger.credit(held.member_id, entry.amount, because=RELEASED, about=about, museum_id=where, by=by)
    awarding.consider(db.session.execute(select(table(Entry)).where(Entry.id == entry.id)).one())
    _tell([held], "points_released", entry.amount)
    return held


@act
def keep(hold_id: int, *, by: int) -> Hold:
    """Take held points for good. Raises ToOneself, NotYours, Settled."""
    held, entry = _ended(hold_id, "kept", by)
    _tell([held], "points_kept", entry.amount)
    return held


def _ended(hold_id: int, state: str, by: int) -> tuple[Hold, Entry]:
    """End a hold, once; with the gain it held."""
    whose = db.session.scalar(select(Hold.member_id).where(Hold.id == hold_id))
    if whose is None:
        raise Settled
    _overseer(whose, by)
    ledger.lock(whose)
    right = right_of(by)
    held = db.session.scalars(select(Hold).where(Hold.id == hold_id).with_for_update()).one()
    entry = db.session.get_one(Entry, held.entry_id)
    if right is None or not may_settle(right, entry):
        raise NotYours
    members.stays(whose)
    if held.state != "held":
        raise Settled
    held.state, held.ended_by, held.ended_at = state, by, clock.now()
    db.session.flush()
    journal.note(f"points.{state}", about=f"member:{whose}", by=by, museum_id=right.museum_id)
    return held, entry


def may_settle(right: Right, entry: Entry) -> bool:
    """Whether this right goes as far as a gain: in its museum, or in the network's name."""
    return right.may("oversee") and right.museum_id in (None, entry.museum_id)


def _tell(holds: Sequence[Hold], kind: str, points: int, **facts: object) -> None:
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            facts[f"reason_{language}"] = str(REASONS[holds[0].reason])
    notices.tell(holds[0].member_id, kind, "/moi/points", points=points, **facts)


def of_entries(entry_ids: Sequence[int]) -> Mapping[int, Hold]:
    """The holds of these entries, by the entry's number."""
    found = db.session.scalars(select(Hold).where(Hold.entry_id.in_(entry_ids))) if entry_ids else ()
    return {each.entry_id: each for each in found}


def of_scans(member_ids: Sequence[int]) -> Rows:
    """What was held of these members for their scans: whose, the second of the scan, and what became of it."""
    held = select(Hold.member_id, Hold.second, Hold.state).where(Hold.second.is_not(None))
    return db.session.execute(held.where(Hold.member_id.in_(member_ids))).all() if member_ids else []
