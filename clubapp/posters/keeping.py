"""Keeping strangers' scans until their owner says so: where they were made, or elsewhere by a hand-over code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select, update

from clubapp import clock, codes
from clubapp.db import AnyRow, act, db, queue
from clubapp.posters import rules as posters
from clubapp.posters.models import Handover, KeptScan

KEPT_FOR = timedelta(days=7)
KEPT_AT_MOST = 50  # in one browser


@act
def keep(
    poster: AnyRow,
    browser: str,
    scan_id: str,
    scanned_at: datetime | None,
    *,
    answer: str = "",
    proven: bool = False,
) -> str | None:
    """Keep a scan for this browser's owner, once, seven days from the last time; None when too many wait already.

    Returns the code by which all that waits here may be taken over from another browser.
    """
    hold(browser)
    if again := kept_under(browser, scan_id):
        again.kept_at = clock.now()
        return _handover(browser)
    if len(waiting(browser)) >= KEPT_AT_MOST:
        return None
    db.session.add(
        KeptScan(
            browser=browser,
            scan_id=scan_id,
            code=poster.code,
            poster_id=poster.id,
            answer=answer,
            proven=proven,
            scanned_at=posters.believed(scanned_at),
            kept_at=clock.now(),
        )
    )
    return _handover(browser)


def _handover(browser: str) -> str:
    """The live code of a browser, made if it has none."""
    live = _live(browser)
    if live is None:
        live = Handover(code=codes.new(codes.HANDOVER), browser=browser, kept_at=clock.now())
        db.session.add(live)
    live.kept_at = clock.now()
    return live.code


def _live(browser: str) -> Handover | None:
    return db.session.scalar(select(Handover).where(Handover.browser == browser, Handover.ended_at.is_(None)))


def handover_code(browser: str) -> str | None:
    """The code by which the scans that wait in this browser may be taken over."""
    live = _live(browser)
    return live.code if live else None


@act
def hold(browser: str) -> None:
    """Let nobody else keep, claim or drop this browser's scans until the act ends."""
    queue(f"kept scans {browser}")


def waiting(browser: str) -> Sequence[KeptScan]:
    """The scans that wait in this browser, oldest first."""
    return db.session.scalars(
        select(KeptScan)
        .where(KeptScan.browser == browser, KeptScan.kept_at > clock.now() - KEPT_FOR)
        .order_by(KeptScan.id)
    ).all()


def kept_under(browser: str, scan_id: str) -> KeptScan | None:
    """The scan this browser already keeps under this id."""
    return db.session.scalar(select(KeptScan).where(KeptScan.browser == browser, KeptScan.scan_id == scan_id))


@act
def handover(typed: str) -> Handover | None:
    """The hand-over whose code was typed, ended or not, of a browser whose scans nobody else has until the act ends."""
    code = codes.read(typed)
    known = select(Handover).where(Handover.code == str(code), Handover.kept_at > clock.now() - KEPT_FOR)
    found = db.session.scalar(known)
    if found is None:
        return None
    hold(found.browser)
    return db.session.scalar(known.execution_options(populate_existing=True))  # ended or dropped while we waited


@act
def settle(kept: KeptScan) -> None:
    """Let a kept scan wait no more; with the last of a browser, its hand-over code ends."""
    db.session.execute(delete(KeptScan).where(KeptScan.id == kept.id))
    ended = update(Handover).where(Handover.browser == kept.browser, Handover.ended_at.is_(None))
    db.session.execute(ended.where(~exists().where(KeptScan.browser == kept.browser)).values(ended_at=clock.now()))


@act
def drop(browser: str) -> None:
    """Forget the scans that wait in this browser, and their code: they were somebody else's."""
    hold(browser)
    for model in (KeptScan, Handover):
        db.session.execute(delete(model).where(model.browser == browser))


@act
def sweep() -> None:
    """Forget kept scans nobody came back for, and the codes they had."""
    for model in (KeptScan, Handover):
        db.session.execute(delete(model).where(model.kept_at <= clock.now() - KEPT_FOR))
