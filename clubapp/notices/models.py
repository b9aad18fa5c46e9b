"""A notice: its kind and facts; the words are written where it is read, in the language of that moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from clubapp.db import Instant, Model


class Notice(Model):
    """Something a member is told; `leads_to` is a local address."""

    __tablename__ = "notices"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    kind: Mapped[str] = mapped_column(String(40))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, info={"personal": True})
    leads_to: Mapped[str] = mapped_column(String(80))
    told_at: Mapped[datetime] = mapped_column(Instant)
    read_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (Index("ix_notices_member", "member_id", "id"),)
