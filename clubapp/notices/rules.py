"""Telling a member something, and what they have not read yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update

from clubapp import clock, outbox
from clubapp.db import act, db, table
from clubapp.members.models import Member
from clubapp.notices.models import Notice

PAGE = 20

_notices = table(Notice).c
_UNREAD = select(func.count()).where(_notices.member_id == bindparam("member_id"), _notices.read_at.is_(None))


@act
def tell(member_id: int, kind: str, leads_to: str, **facts: Any) -> None:
    """Tell a member what they are always told: in their list, and by mail. An erased member hears nothing.

    `templates/notices/<kind>.txt` says it, from the facts.
    """
    member = db.session.get_one(Member, member_id)
    if member.email is None:
        return
    mention(member_id, kind, leads_to, **facts)
    outbox.send(
        "notice", member.email, member.language, notice=kind, name=member.display_name, leads_to=leads_to, facts=facts
    )


@act
def mention(member_id: int, kind: str, leads_to: str, **facts: Any) -> None:
    """Put something in a member's list, without a letter."""
    db.session.add(Notice(member_id=member_id, kind=kind, facts=facts, leads_to=leads_to, told_at=clock.now()))


def listing(member_id: int, *, before: int | None = None, count: int = PAGE) -> Sequence[Notice]:
    """A member's notices, newest first, older than notice `before`."""
    older = [Notice.id < before] if before else []
    return db.session.scalars(
        select(Notice).where(Notice.member_id == member_id, *older).order_by(Notice.id.desc()).limit(count)
    ).all()


def unread(member_id: int) -> int:
    """How many notices a member has not read."""
    return db.session.scalar(_UNREAD, {"member_id": member_id}) or 0


@act
def read_all(member_id: int) -> None:
    """Mark a member's notices as read."""
    mine = update(Notice).where(Notice.member_id == member_id, Notice.read_at.is_(None))
    db.session.execute(mine.values(read_at=clock.now()))


@act
def forget(member_id: int) -> None:
    """Forget what a leaving member was told."""
    db.session.execute(delete(Notice).where(Notice.member_id == member_id))
