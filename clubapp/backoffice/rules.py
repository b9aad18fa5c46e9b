"""What no room below can tell the journal: a search at the desk, a museum's words rewritten, a colleague's rights."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import lazy_gettext as _l

from clubapp.db import act, queue
from clubapp.journal import rules as journal
from clubapp.members import rules as members
from clubapp.members import second_factor
from clubapp.members.models import Member
from clubapp.museums import rules as museums
from clubapp.refusals import Refused
from clubapp.shop import handing
from clubapp.shop.models import Claim

LOOKED_UP = "desk.looked_up"
SEARCHES, WITHIN = 30, timedelta(days=1)  # of one agent: a code that does not read is typed, and this is for the rest


class SearchedEnough(Refused):
    """This agent has looked up many addresses in a day."""

    says = _l(
        "Vous avez fait beaucoup de recherches depuis hier. Tapez le code du bon : le membre le lit dans « Moi »."
    )
    status = 429


@act
def look_up(email: str, *, by: int, museum_id: int | None) -> Sequence[Claim]:
    """The vouchers that wait for the owner of an address, none for an unknown one: both are searches in the journal.

    Raises SearchedEnough.
    """
    queue(f"searches {by}")
    if journal.times(LOOKED_UP, by, WITHIN) >= SEARCHES:
        raise SearchedEnough
    member = members.of(email)
    journal.note(LOOKED_UP, about=f"member:{member.id}" if member else None, by=by, museum_id=museum_id)
    return handing.waiting(member.id) if member else []


@act
def rewrite_museum(museum_id: int, words: dict[str, str], *, by: int) -> None:
    """Change what a museum says of itself."""
    museums.rewrite(museum_id, **words)
    journal.note("museum.rewritten", about=f"museum:{museum_id}", by=by, museum_id=museum_id)


@act
def appoint(email: str, display_name: str, role: str, museum_id: int | None, *, by: int | None = None) -> Member:
    """Give staff rights to the owner of an address, who becomes a member if they weren't; no `by`: from a terminal."""
    member = members.appoint(email, display_name, role, museum_id)
    journal.note("staff.appointed", about=f"member:{member.id}", by=by, museum_id=museum_id)
    return member


@act
def reset_factor(email: str, *, by: int | None = None) -> bool:
    """Take away a colleague's lost second factor. False when there is none."""
    member = members.of(email)
    if member is None or not second_factor.reset(email):
        return False
    journal.note("staff.factor_reset", about=f"member:{member.id}", by=by)
    return True
