"""Who is at the other end of a request, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask_login import LoginManager, UserMixin, current_user
from sqlalchemy import bindparam, select

from clubapp import clock, sealing
from clubapp.db import db
from clubapp.members.models import Member, Session, Staff

login = LoginManager()
login.session_protection = None  # our session rows do that job

# What each role may do; `admin` may do it all.
RIGHTS = {
    "desk": {"serve", "stock"},
    "curator": {"publish", "print", "stock"},
    "admin": {"serve", "stock", "publish", "print", "administer"},
}


@dataclass(frozen=True, slots=True)
class Right:
    """A staff member's place: a role, in one museum or (None) in the whole network."""

    role: str
    museum_id: int | None

    def may(self, act: str, museum_id: int | None = None) -> bool:
        """Whether this role does `act`, at `museum_id` if one is named."""
        here = museum_id is None or self.museum_id is None or self.museum_id == museum_id
        return act in RIGHTS[self.role] and here


@dataclass(frozen=True, slots=True)
class SignedIn(UserMixin):
    """The member of this request: one narrow row, read once, only if a page asks."""

    id: int
    display_name: str
    email: str
    language: str
    mark: str
    session_id: int
    token: str
    staff: Right | None

    def get_id(self) -> str:
        return self.token


_WHO = (
    select(
        Member.id,
        Member.display_name,
        Member.email,
        Member.language,
        Member.mark,
        Session.id.label("session_id"),
        Staff.role,
        Staff.museum_id,
    )
    .join(Session, Session.member_id == Member.id)
    .outerjoin(Staff, Staff.member_id == Member.id)
    .where(Session.token_hash == bindparam("token_hash"), Session.ends_at > bindparam("now"))
)


@login.user_loader  # type: ignore[untyped-decorator]
def signed_in(token: str) -> SignedIn | None:
    """The member whose session this token opens, while it lasts."""
    row = db.session.execute(_WHO, {"token_hash": sealing.fingerprint(token), "now": clock.now()}).one_or_none()
    if row is None:
        return None
    staff = Right(row.role, row.museum_id) if row.role else None
    return SignedIn(row.id, row.display_name, row.email, row.language, row.mark, row.session_id, token, staff)


def the_member() -> SignedIn:
    """The member of this request, where the door has made sure there is one."""
    return cast(SignedIn, current_user._get_current_object())
