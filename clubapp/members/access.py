"""Who is at the other end of a request, and what they may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from flask import abort, current_app, session
from flask_login import LoginManager, UserMixin, current_user, login_user
from sqlalchemy import bindparam, or_, select

from clubapp import clock, sealing
from clubapp.db import db, table
from clubapp.members.models import Member, Session, Staff

login = LoginManager()
login.session_protection = None  # our session rows do that job

STAFF_IDLE = timedelta(minutes=30)
NOTED_EVERY = timedelta(minutes=1)  # a cookie is not sent with each page

# What each role may do; `admin` may do it all.
RIGHTS = {
    "desk": {"serve", "stock", "award"},
    "curator": {"publish", "print", "stock", "award", "oversee"},
    "admin": {"serve", "stock", "award", "publish", "print", "oversee", "administer"},
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

    def may_everywhere(self, act: str) -> bool:
        """Whether this role does `act` in the name of the whole network."""
        return self.museum_id is None and self.may(act)


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
    proven: bool  # by a second factor, in this session

    def get_id(self) -> str:
        return self.token


_members, _sessions, _staff = table(Member).c, table(Session).c, table(Staff).c
_WHO = (
    select(
        *(_members[name] for name in ("id", "display_name", "email", "language", "mark")),
        *(_sessions.id.label("session_id"), _sessions.proven_at, _staff.role, _staff.museum_id),
    )
    .join_from(table(Member), table(Session))
    .outerjoin(table(Staff))
    .where(_sessions.token_hash == bindparam("token_hash"), _sessions.ends_at > bindparam("now"))
)


def signed_in(token: str) -> SignedIn | None:
    """The member whose session this token opens, while it lasts."""
    row = db.session.execute(_WHO, {"token_hash": sealing.fingerprint(token), "now": clock.now()}).one_or_none()
    if row is None:
        return None
    staff = Right(row.role, row.museum_id) if row.role else None
    proven = row.proven_at is not None
    return SignedIn(row.id, row.display_name, row.email, row.language, row.mark, row.session_id, token, staff, proven)


@login.user_loader  # type: ignore[untyped-decorator]
def of_this_browser(token: str) -> SignedIn | None:
    """The member of this request; nobody when staff left this browser idle."""
    who = signed_in(token)
    return who if who is None or who.staff is None or _awake() else None


def _awake() -> bool:
    """Whether staff used this browser lately: noted in its own signed cookie, so that reading writes no row."""
    if not current_app.config["SETTINGS"].production:
        return True
    now = int(clock.now().timestamp())
    ago = timedelta(seconds=now - session.get("seen", 0))
    if ago >= STAFF_IDLE:
        return False
    if ago >= NOTED_EVERY:
        session["seen"] = now
    return True


def let_in(token: str, language: str) -> None:
    """A new session for a new person: of the browser's past only its waiting scans and its way are kept."""
    who = signed_in(token) or abort(401)
    kept = {key: session[key] for key in ("browser", "next") if key in session}
    session.clear()
    session.update(kept, language=language)
    if who.staff:
        session["seen"] = int(clock.now().timestamp())
    session.permanent = True
    login_user(who)


def who_may(act: str, museum_id: int | None) -> Sequence[int]:
    """The members who may do `act` at a museum, its own staff and the network's; admins when there is nobody else.

    Where no museum is named, those of the network.
    """
    roles = [role for role, acts in RIGHTS.items() if act in acts]
    able = select(Staff).where(Staff.role.in_(roles), or_(Staff.museum_id == museum_id, Staff.museum_id.is_(None)))
    staff = db.session.scalars(able.order_by(Staff.member_id)).all()
    return [each.member_id for each in staff if each.role != "admin"] or [each.member_id for each in staff]


def right_of(member_id: int) -> Right | None:
    """What a member may do as staff, read afresh and held until the act ends: called by what counts their acts."""
    mine = select(Staff).where(Staff.member_id == member_id).with_for_update()
    staff = db.session.scalars(mine).one_or_none()
    return Right(staff.role, staff.museum_id) if staff else None


def the_member() -> SignedIn:
    """The member of this request, where the door has made sure there is one."""
    return cast(SignedIn, current_user._get_current_object())


def require(act: str, museum_id: int | None = None) -> Right:
    """What the member of this request may do, who as staff may do `act`, at `museum_id` if one is named: 403 if not."""
    staff = the_member().staff
    if staff is None or not staff.may(act, museum_id):
        abort(403)
    return staff


def require_everywhere(act: str) -> Right:
    """As `require`, of who does `act` in the name of the whole network."""
    staff = the_member().staff
    if staff is None or not staff.may_everywhere(act):
        abort(403)
    return staff


def reader() -> SignedIn | None:
    """The member of this request, if it is a member's."""
    who = the_member()
    return who if who.is_authenticated else None
