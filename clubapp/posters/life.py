"""The life of a poster: staff say that it is printed, then that it hangs; revoked, another takes its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, bindparam, func, select, update

from clubapp import clock, codes
from clubapp.db import AnyRow, Rows, act, db, table
from clubapp.journal import rules as journal
from clubapp.museums.models import Museum
from clubapp.posters import rules as posters
from clubapp.posters.models import NEXT, Poster, Scan
from clubapp.refusals import Refused

SILENT_AFTER = timedelta(days=14)  # a poster that hangs and that nobody scans has fallen, or is hidden
PAGE = 50
LATELY = 30  # days that the figures of a poster tell

_posters, _museums, _newer = table(Poster), table(Museum), table(Poster).alias()
_INSTEAD = (
    select(_newer.c.place, _newer.c.state, _museums.c.name.label("museum"))
    .select_from(_posters.join(_newer, _posters.c.replaced_by == _newer.c.id))
    .join(_museums, _newer.c.museum_id == _museums.c.id)
    .where(_posters.c.code == bindparam("code"))
)

_credited = (Scan.poster_id == Poster.id, Scan.result == "credited")
_LIVES = select(
    Poster,
    Museum.name.label("museum"),
    select(func.count()).where(*_credited).scalar_subquery().label("scans"),
    select(func.count()).where(*_credited, Scan.received_at >= bindparam("since")).scalar_subquery().label("lately"),
    # An attempt that brought nothing says all the same that the poster hangs and is read.
    select(func.max(Scan.received_at)).where(Scan.poster_id == Poster.id).scalar_subquery().label("last_scan"),
).join(Museum)


class NotSo(Refused):
    """A poster cannot go from the state it is in to the one asked for."""

    says = _l("Cette affiche n'est plus dans l'état où vous l'avez vue. Rechargez la page.")


@act
def say_printed(poster_id: int, *, by: int | None = None) -> Poster:
    """Say that a poster is on paper. Raises NotSo."""
    poster = _about_to_be("printed", poster_id)
    poster.state = "printed"
    return _noted(poster, by)


@act
def say_placed(poster_id: int, *, by: int | None = None) -> Poster:
    """Say that a poster hangs at its place: from now on its silence is told. Raises NotSo."""
    poster = _about_to_be("placed", poster_id)
    poster.state, poster.placed_at = "placed", clock.now()
    return _noted(poster, by)


@act
def revoke(poster_id: int, *, by: int | None = None) -> Poster:
    """Let a poster's code count no more; return the one that takes its place, with a code of its own. Raises NotSo."""
    poster = _about_to_be("revoked", poster_id)
    newer = posters.make(poster.museum_id, poster.place, poster.leads_to)
    poster.state, poster.replaced_by = "revoked", newer.id
    db.session.execute(update(Poster).where(Poster.replaced_by == poster.id).values(replaced_by=newer.id))
    _noted(poster, by)
    return newer


def _about_to_be(state: str, poster_id: int) -> Poster:
    """A poster, held until the act ends, that may go to this state."""
    poster = db.session.scalars(select(Poster).where(Poster.id == poster_id).with_for_update()).one()
    if state not in NEXT[poster.state]:
        raise NotSo
    return poster


def _noted(poster: Poster, by: int | None) -> Poster:
    journal.note(f"poster.{poster.state}", about=f"poster:{poster.id}", by=by, museum_id=poster.museum_id)
    return poster


def instead_of(typed: str) -> AnyRow | None:
    """The poster that replaces a revoked one: its place, its museum, and its state, which tells whether it hangs."""
    code = codes.read(typed)
    return db.session.execute(_INSTEAD, {"code": str(code)}).one_or_none() if code else None


def revoked_for(poster_id: int) -> Sequence[Poster]:
    """The revoked posters that this one replaces, newest first."""
    return db.session.scalars(select(Poster).where(Poster.replaced_by == poster_id).order_by(Poster.id.desc())).all()


def page(*, before: int | None = None, count: int = PAGE) -> Rows:
    """Posters, newest first, each with its museum's name and how it lives."""
    listed = _LIVES.order_by(Poster.id.desc()).limit(count)
    if before:
        listed = listed.where(Poster.id < before)
    return db.session.execute(listed, _lately()).all()


def shown(poster_id: int) -> AnyRow | None:
    """One poster, as the page of all says it."""
    return db.session.execute(_LIVES.where(Poster.id == poster_id), _lately()).one_or_none()


def _lately() -> dict[str, datetime]:
    return {"since": clock.midnight_of(clock.today() - timedelta(days=LATELY - 1))}


def silent_days(row: AnyRow) -> int | None:
    """For how many days a poster that hangs has been silent; None when it speaks, or is not said to hang."""
    if row.Poster.state != "placed":
        return None
    silence = clock.now() - max(row.last_scan or row.Poster.placed_at, row.Poster.placed_at)
    return silence.days if silence >= SILENT_AFTER else None


def a_day(row: AnyRow) -> float:
    """How many scans of a poster were credited each day lately, or since it was made if that is less."""
    age = (clock.today() - clock.day_of(row.Poster.made_at)).days + 1
    return int(row.lately) / min(age, LATELY)


def by_day(poster_id: int) -> list[tuple[date, int]]:
    """The credited scans of a poster on each of the last days in Paris, today's last."""
    days = [clock.today() - timedelta(days=ago) for ago in reversed(range(LATELY))]
    within = [
        and_(Scan.received_at >= clock.midnight_of(day), Scan.received_at < clock.midnight_after(day)) for day in days
    ]
    lately = (Scan.poster_id == poster_id, Scan.result == "credited", Scan.received_at >= clock.midnight_of(days[0]))
    counts = db.session.execute(select(*(func.count().filter(day) for day in within)).where(*lately)).one()
    return list(zip(days, counts, strict=True))
