"""Making posters, recording what is scanned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, case, func, insert, select, update

from clubapp import clock, codes
from clubapp.db import AnyRow, Columns, Rows, act, db, table
from clubapp.museums.models import Museum
from clubapp.posters.models import Poster, Scan

OLDEST = timedelta(hours=72)  # further back, a device's clock is not believed
WAITED = timedelta(minutes=2)  # between a scan and its receipt: it waited for the network
SYNC = timedelta(minutes=10)  # all that waited in a phone is received within

# What a scan asks of the base, written once.
_posters, _scans = table(Poster), table(Scan)
_OF = select(_posters).where(_posters.c.code == bindparam("code"))
_HELD = _OF.with_for_update(read=True)
_MINE = select(_scans).where(_scans.c.member_id == bindparam("member_id"))
_EARLIER = _MINE.where(_scans.c.scan_id == bindparam("scan_id"))
_FAILURES = _MINE.with_only_columns(func.count()).where(
    _scans.c.received_at > bindparam("since"), _scans.c.result == bindparam("result")
)
_LATELY = (
    _MINE.with_only_columns(_scans.c.scanned_at, _scans.c.received_at)
    .join(_posters)
    .where(_scans.c.received_at > bindparam("since"), _scans.c.result == "credited")
    .where(_scans.c.scanned_at.is_not(None), _posters.c.leads_to == bindparam("leads_to"))
)
_RECORD = insert(_scans).returning(*_scans.c)


@act
def make(museum_id: int, place: str, leads_to: str) -> Poster:
    """Make a poster with a code of its own."""
    poster = Poster(
        code=codes.new(codes.POSTER), museum_id=museum_id, place=place, leads_to=leads_to, made_at=clock.now()
    )
    db.session.add(poster)
    db.session.flush()
    return poster


@act
def rehouse(leads_to: str, museum_id: int) -> None:
    """Move the posters that lead to a page to the museum it belongs to now."""
    db.session.execute(update(Poster).where(Poster.leads_to == leads_to).values(museum_id=museum_id))


def of(typed: str) -> AnyRow | None:
    """The poster whose code was typed or scanned."""
    return _of(_OF, typed)


@act
def held(typed: str) -> AnyRow | None:
    """The poster whose code was typed or scanned, which nobody revokes until the act ends."""
    return _of(_HELD, typed)


def _of(asked: Columns, typed: str) -> AnyRow | None:
    code = codes.read(typed)
    return db.session.execute(asked, {"code": str(code)}).one_or_none() if code else None


def leading_to(address: str) -> Sequence[Poster]:
    """The posters that lead to a page, without the revoked."""
    return _standing(Poster.leads_to == address)


def of_museum(museum_id: int) -> Sequence[Poster]:
    """A museum's posters, without the revoked, oldest first."""
    return _standing(Poster.museum_id == museum_id)


def _standing(where: ColumnElement[bool]) -> Sequence[Poster]:
    return db.session.scalars(select(Poster).where(where, Poster.state != "revoked").order_by(Poster.id)).all()


def credited_since(instant: datetime) -> int:
    """How many scans of posters were credited since an instant."""
    credited = (Scan.result == "credited", Scan.poster_id.is_not(None), Scan.received_at > instant)
    return db.session.scalar(select(func.count()).where(*credited)) or 0


def believed(scanned_at: datetime | None) -> datetime | None:
    """A device's time, kept within the 72 hours before now."""
    now = clock.now()
    return scanned_at and min(max(scanned_at, now - OLDEST), now)


def earlier(member_id: int, scan_id: str) -> AnyRow | None:
    """The scan this member already sent under this id."""
    return db.session.execute(_EARLIER, {"member_id": member_id, "scan_id": scan_id}).one_or_none()


@act
def record(
    result: str,
    poster: AnyRow | None,
    *,
    scan_id: str | None = None,
    member_id: int | None = None,
    points: int = 0,
    balance: int = 0,
    again_at: datetime | None = None,
    scanned_at: datetime | None = None,
) -> AnyRow:
    """Write an attempt down, with its result."""
    facts = {"scan_id": scan_id, "member_id": member_id, "poster_id": poster.id if poster else None, "result": result}
    facts |= {"points": points, "balance": balance, "again_at": again_at}
    at = believed(scanned_at)
    when = {"scanned_at": at, "received_at": clock.now(), "second": _second(at) if result == "credited" else None}
    return db.session.execute(_RECORD, facts | when).one()


def _second(at: datetime | None) -> int | None:
    """The second of a scan believed to be made `at`; None when it was so long ago that nobody knows."""
    moment = at or clock.now()
    return int(moment.timestamp()) if moment > clock.now() - OLDEST else None


def failures(member_id: int, within: timedelta, result: str = "unknown") -> int:
    """How many of this member's attempts came to this result lately."""
    asked = {"member_id": member_id, "since": clock.now() - within, "result": result}
    return db.session.scalar(_FAILURES, asked) or 0


def waited(scanned_at: datetime | None, received_at: datetime) -> bool:
    """Whether a scan waited for the network, by its device's time, before it was received."""
    return scanned_at is not None and received_at - scanned_at >= WAITED


def credited_late(member_id: int, leads_to: str) -> bool:
    """Whether, of what this member's phone sends now, a scan that waited was credited for this page already."""
    asked = {"member_id": member_id, "since": clock.now() - SYNC, "leads_to": leads_to}
    return any(waited(row.scanned_at, row.received_at) for row in db.session.execute(_LATELY, asked))


def lately_tried(member_id: int, *, count: int = 20) -> Sequence[str]:
    """The pages whose posters a member scanned lately, the last first, whatever it came to."""
    tried = select(Poster.leads_to).join(Scan).where(Scan.member_id == member_id).group_by(Poster.leads_to)
    return db.session.scalars(tried.order_by(func.max(Scan.id).desc()).limit(count)).all()


def attempts(member_id: int, around: datetime, *, within: timedelta, count: int = 50) -> Rows:
    """A member's scans near a moment, by their device's time when it gave one, each with its poster and its museum."""
    first, last = around - within, around + within
    made_at = func.coalesce(Scan.scanned_at, Scan.received_at, type_=Scan.received_at.type)
    near = (Scan.received_at >= first, Scan.received_at <= last + OLDEST, made_at >= first, made_at <= last)
    found = select(Scan, Poster, Museum.name.label("museum")).outerjoin(Poster, Poster.id == Scan.poster_id)
    found = found.outerjoin(Museum, Museum.id == Poster.museum_id)
    return db.session.execute(found.where(Scan.member_id == member_id, *near).order_by(Scan.id).limit(count)).all()


@act
def disown(member_id: int) -> None:
    """Keep the count of a leaving member's scans, not who made them, nor when but by our own clock."""
    second = case((Scan.scanned_at.is_(None), Scan.second))
    nobody_s = {"member_id": None, "scan_id": None, "scanned_at": None, "second": second}
    db.session.execute(update(Scan).where(Scan.member_id == member_id).values(nobody_s))
