"""What no room below can tell the journal: a search for a member, a museum's words rewritten, a colleague's rights."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import lazy_gettext as _l

from clubapp import codes
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
LOOKED_AT, LOOKS = "member.looked_up", 100  # members sought or opened, of one person within the same time


class SearchedEnough(Refused):
    """This agent has looked up many addresses in a day."""

    says = _l(
        "Vous avez fait beaucoup de recherches depuis hier. Tapez le code du bon : le membre le lit dans « Moi »."
    )
    status = 429


class LookedEnough(Refused):
    """This person has looked for many members in a day."""

    says = _l("Vous avez cherché ou ouvert beaucoup de fiches depuis hier. Reprenez demain, ou demandez à un collègue.")
    status = 429


@act
def seek(typed: str, *, by: int, museum_id: int | None) -> Sequence[Member]:
    """The members of an address, of a card or of a name that begins so: a search is a line of the journal.

    Who is found alone is opened to who looked. Raises LookedEnough.
    """
    _looks(by)
    code = codes.read(typed)
    if "@" in typed:
        found = [member] if (member := members.of(typed.lower())) else []
    elif code and code.kind == codes.CARD:
        found = [member] if (member := members.of_card(typed)) else []
    else:
        found = [*members.called(typed)]
    alone = f"member:{found[0].id}" if len(found) == 1 else None
    journal.note(LOOKED_AT, about=alone, by=by, museum_id=museum_id)
    return found


@act
def open_member(member_id: int, *, by: int, museum_id: int | None) -> None:
    """Open a member's page to a colleague for a day, which the journal tells. Raises LookedEnough."""
    _looks(by)
    journal.note(LOOKED_AT, about=f"member:{member_id}", by=by, museum_id=museum_id)


def _looks(by: int) -> None:
    queue(f"looks {by}")
    if journal.times(LOOKED_AT, by, WITHIN) >= LOOKS:
        raise LookedEnough


def may_look_at(member_id: int, by: int) -> bool:
    """Whether a colleague has opened this member's page lately, so that the journal tells it."""
    return journal.did(LOOKED_AT, f"member:{member_id}", by, WITHIN)


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
