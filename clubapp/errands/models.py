"""An errand: what was asked, how far it is, what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from clubapp.db import Instant, Model


class Errand(Model):
    """Something to do in `total` steps; `facts` say what, `result` is the file that came of it."""

    __tablename__ = "errands"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    museum_id: Mapped[int | None] = mapped_column(ForeignKey("museums.id"))  # none: it is the network's
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime | None] = mapped_column(Instant)  # when its runner last said so
    ended_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
    failed: Mapped[bool] = mapped_column(default=False)
    result: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))

    __table_args__ = (
        CheckConstraint("0 <= done AND done <= total", name="steps"),
        Index("ix_errands_museum_id", "museum_id"),
    )
