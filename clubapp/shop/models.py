"""Gifts, variants, stock, claims, hand-overs, wishes and goals."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from clubapp.db import Instant, Model
from clubapp.pictures.models import Pictured

GIFT_NEXT = {"draft": {"published"}, "published": {"archived"}, "archived": {"published"}}

# A claim's life. `collected → held` is the desk's undo alone.
HELD, COLLECTED, CANCELLED, EXPIRED, WITHDRAWN = "held", "collected", "cancelled", "expired", "withdrawn_by_museum"
CLAIM_NEXT = {
    HELD: {COLLECTED, CANCELLED, EXPIRED, WITHDRAWN},
    COLLECTED: {HELD},
    CANCELLED: set[str](),
    EXPIRED: set[str](),
    WITHDRAWN: set[str](),
}


class Gift(Pictured, Model):
    """What points are exchanged for. `each` is how many one member may have, 0 for as many as they like."""

    __tablename__ = "gifts"

    id: Mapped[int] = mapped_column(primary_key=True)
    title_fr: Mapped[str] = mapped_column(String(80))
    title_en: Mapped[str] = mapped_column(String(80), default="")
    story_fr: Mapped[str] = mapped_column(Text)
    story_en: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[str] = mapped_column(String(12), default="object")
    price: Mapped[int]
    each: Mapped[int] = mapped_column(default=0)
    hidden_until_affordable: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(10), default="draft")
    version: Mapped[int] = mapped_column(default=1)  # counts the edits: nobody overwrites what they have not read
    key: Mapped[str | None] = mapped_column(String(64), unique=True, index=True)  # of the page it was written on
    shown_from: Mapped[datetime | None] = mapped_column(Instant)
    shown_until: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        CheckConstraint("price BETWEEN 1 AND 100000", name="price"),
        CheckConstraint("each BETWEEN 0 AND 100", name="each"),
        CheckConstraint("kind IN ('object', 'experience', 'download')", name="kind"),
        CheckConstraint("state IN ('draft', 'published', 'archived')", name="state"),
    )


class Variant(Model):
    """A size or a colour of a gift; a gift with nothing to choose has one, unnamed."""

    __tablename__ = "variants"

    id: Mapped[int] = mapped_column(primary_key=True)
    gift_id: Mapped[int] = mapped_column(ForeignKey("gifts.id"), index=True)
    name_fr: Mapped[str] = mapped_column(String(40), default="")
    name_en: Mapped[str] = mapped_column(String(40), default="")


class Stock(Model):
    """How many of a variant a museum has, and how many of them are held for claims."""

    __tablename__ = "stocks"

    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variants.id"))
    museum_id: Mapped[int] = mapped_column(ForeignKey("museums.id"), index=True)
    on_hand: Mapped[int] = mapped_column(default=0)
    held: Mapped[int] = mapped_column(default=0)
    low: Mapped[int] = mapped_column(default=0)  # told to staff when no more than this are free,
    low_told: Mapped[bool] = mapped_column(default=False)  # once, until more arrive

    __table_args__ = (
        UniqueConstraint("variant_id", "museum_id"),
        CheckConstraint("0 <= held AND held <= on_hand", name="held_on_hand"),
    )

    @property
    def free(self) -> int:
        """How many are on the shelf and nobody's."""
        return self.on_hand - self.held

    @property
    def is_low(self) -> bool:
        """Whether so few are free that staff asked to be told."""
        return 0 < self.low >= self.free


class StockMove(Model):
    """A line of the stock's log: what staff added, took away or counted, and why."""

    __tablename__ = "stock_moves"

    id: Mapped[int] = mapped_column(primary_key=True)
    stock_id: Mapped[int] = mapped_column(ForeignKey("stocks.id"), index=True)
    change: Mapped[int]
    on_hand_after: Mapped[int]
    reason: Mapped[str] = mapped_column(String(40))
    by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    key: Mapped[str | None] = mapped_column(String(64))  # of the page that asked for it

    __table_args__ = (Index("ix_stock_moves_stock_key", "stock_id", "key", unique=True),)


class Claim(Model):
    """A gift held for a member at a museum, with the voucher that is exchanged for it; price and words as they were."""

    __tablename__ = "claims"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    key: Mapped[str] = mapped_column(String(64))
    stock_id: Mapped[int] = mapped_column(ForeignKey("stocks.id"), index=True)
    gift_id: Mapped[int] = mapped_column(ForeignKey("gifts.id"))
    price: Mapped[int]
    code: Mapped[str] = mapped_column(String(12), unique=True)
    state: Mapped[str] = mapped_column(String(20), default=HELD)
    claimed_at: Mapped[datetime] = mapped_column(Instant)
    deadline: Mapped[datetime] = mapped_column(Instant)
    reminded: Mapped[int] = mapped_column(default=0)  # days before the deadline of the last reminder, 0 for none
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("member_id", "key"),
        Index("ix_claims_state_deadline", "state", "deadline"),
        CheckConstraint("state IN ('held', 'collected', 'cancelled', 'expired', 'withdrawn_by_museum')", name="state"),
    )


class HandOver(Model):
    """A gift given at a desk: where, when, by whom; and its undoing, if the agent was mistaken."""

    __tablename__ = "hand_overs"

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True)
    museum_id: Mapped[int] = mapped_column(ForeignKey("museums.id"))
    by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    undone_because: Mapped[str | None] = mapped_column(String(40))


class Wish(Model):
    """A member who asked to be told when a gift is back at a museum."""

    __tablename__ = "wishes"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    gift_id: Mapped[int] = mapped_column(ForeignKey("gifts.id"), primary_key=True)
    wished_at: Mapped[datetime] = mapped_column(Instant)


class Goal(Model):
    """The gift a member saves for; one at a time."""

    __tablename__ = "goals"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    gift_id: Mapped[int] = mapped_column(ForeignKey("gifts.id"))
