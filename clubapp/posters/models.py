"""Posters, every scan of them, and the scans that wait for their owner."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from clubapp.db import Instant, Model

# The states a poster may go through, and no others. It credits in every one but `revoked`.
NEXT = {"draft": {"printed", "revoked"}, "printed": {"placed", "revoked"}, "placed": {"revoked"}, "revoked": set[str]()}


class Poster(Model):
    """A printed code at a place; `leads_to` is a local address, so that any feature may have posters.

    A revoked poster names the one that hangs in its place today, however many there were between the two.
    """

    __tablename__ = "posters"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    museum_id: Mapped[int] = mapped_column(ForeignKey("museums.id"), index=True)
    place: Mapped[str] = mapped_column(String(80))
    leads_to: Mapped[str] = mapped_column(String(80), index=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(10), default="draft")
    placed_at: Mapped[datetime | None] = mapped_column(Instant)
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("posters.id"), index=True)

    __table_args__ = (
        CheckConstraint("state IN ('draft', 'printed', 'placed', 'revoked')", name="state"),
        CheckConstraint("(state = 'revoked') = (replaced_by IS NOT NULL)", name="revoked_is_replaced"),
        CheckConstraint("state <> 'placed' OR placed_at IS NOT NULL", name="placed_once"),
    )


class Scan(Model):
    """An attempt and its result, whatever it was; the answer to the same scan sent again is read from here.

    `scan_id` is made by the page before sending; an attempt answered “too many” or “answer needed” does not use it up.
    """

    __tablename__ = "scans"

    id: Mapped[int] = mapped_column(primary_key=True)
    scan_id: Mapped[str | None] = mapped_column(String(64))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    poster_id: Mapped[int | None] = mapped_column(ForeignKey("posters.id"))
    result: Mapped[str] = mapped_column(String(20))
    points: Mapped[int] = mapped_column(default=0)
    balance: Mapped[int] = mapped_column(default=0)
    again_at: Mapped[datetime | None] = mapped_column(Instant)
    scanned_at: Mapped[datetime | None] = mapped_column(Instant)
    received_at: Mapped[datetime] = mapped_column(Instant, index=True)
    second: Mapped[int | None] = mapped_column(BigInteger)  # since 1970, of one credited whose time is known

    __table_args__ = (
        UniqueConstraint("member_id", "scan_id"),
        Index(
            "ix_scans_second",  # all that suspicions.py reads of a month, in its order
            *("second", "id", "member_id", "poster_id"),
            sqlite_where=text("second IS NOT NULL"),
            postgresql_where=text("second IS NOT NULL"),
        ),
        Index("ix_scans_member_received", "member_id", "received_at"),
        Index("ix_scans_poster_received", "poster_id", "received_at", "result"),
    )


class KeptScan(Model):
    """A scan made before signing in, waiting seven days in this browser for its owner."""

    __tablename__ = "kept_scans"

    id: Mapped[int] = mapped_column(primary_key=True)
    browser: Mapped[str] = mapped_column(String(64), index=True)
    scan_id: Mapped[str] = mapped_column(String(64))
    code: Mapped[str] = mapped_column(String(12))
    poster_id: Mapped[int] = mapped_column(ForeignKey("posters.id"))
    answer: Mapped[str] = mapped_column(String(120), default="", info={"personal": True})
    proven: Mapped[bool] = mapped_column(default=False)  # by a code that lasted a minute, good when it was scanned
    scanned_at: Mapped[datetime | None] = mapped_column(Instant)
    kept_at: Mapped[datetime] = mapped_column(Instant, index=True)

    __table_args__ = (UniqueConstraint("browser", "scan_id"),)


class Handover(Model):
    """A code by which the scans that wait in one browser are taken over in another, once."""

    __tablename__ = "handovers"

    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    browser: Mapped[str] = mapped_column(String(64))
    kept_at: Mapped[datetime] = mapped_column(Instant, index=True)  # the last time a scan was
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        Index(
            "uq_handovers_live",
            "browser",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )
