"""A member's own data: taken away as a copy, or erased."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import FromClause, Select, select

from clubapp.activities import rules as activities
from clubapp.articles import readers
from clubapp.artworks import liking
from clubapp.db import Model, act, db, forget_log
from clubapp.labels import rules as labels
from clubapp.members import rules as members
from clubapp.members.models import Member, SignInCode
from clubapp.notices import rules as notices
from clubapp.points import awarding, granting, reporting
from clubapp.polls import answering as polls
from clubapp.posters import rules as posters
from clubapp.shop import rules as shop
from clubapp.surveys import answering as surveys
from clubapp.surveys.models import Participation, Response

# What somebody did at work is not about them.
_BY_STAFF = set("by decided_by answered_by ended_by written_by edited_by reviewed_by".split())
# Of a session or a code, what opens doors is not data about a person.
_SECRET = {"token_hash", "code_hash", "browser", "network", "secret", "offered", "last_step"}


def erase(member_id: int) -> None:
    """Forget a member: who they were, where they are signed in, which scans were theirs; in the base's log too."""
    _erase(member_id)
    forget_log()


@act
def _erase(member_id: int) -> None:
    posters.disown(member_id)
    activities.forget(member_id)
    readers.forget(member_id)
    notices.forget(member_id)
    awarding.forget(member_id)
    shop.forget(member_id)
    liking.forget(member_id)
    polls.forget(member_id)
    surveys.forget(member_id)
    labels.forget(member_id)
    members.erase(member_id)
    reporting.forget(member_id)  # now that nothing more is written by them, or of them
    granting.forget(member_id)


def forget_absent() -> None:
    """Erase the members who were away for two years and let the notice pass."""
    for member_id in members.long_absent():
        _erase_absent(member_id)
    forget_log()


@act
def _erase_absent(member_id: int) -> None:
    if members.is_long_absent(member_id):  # not come back meanwhile
        _erase(member_id)


def copy(member_id: int) -> dict[str, Any]:
    """Everything kept about a member, table by table, read from the schema so that none is forgotten."""
    member = db.session.get_one(Member, member_id)
    kept = {"members": _rows(Member.__table__, "id", member_id)}
    for table in Model.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column is Member.__table__.c.id for key in column.foreign_keys) and column.name not in _BY_STAFF:
                kept[table.name] = _rows(table, column.name, member_id)
    kept["sign_in_codes"] = _rows(SignInCode.__table__, "email", member.email)
    mine = select(Participation.response_id).where(Participation.member_id == member_id)
    kept["survey_responses"] = _found(select(Response.__table__).where(Response.id.in_(mine)))
    return kept


def _rows(table: FromClause, column: str, value: object) -> list[dict[str, Any]]:
    return _found(select(table).where(table.c[column] == value).order_by(*table.primary_key))


def _found(query: Select[Any]) -> list[dict[str, Any]]:
    found = db.session.execute(query).mappings()
    return [{name: _plain(value) for name, value in row.items() if name not in _SECRET} for row in found]


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, date) else value  # a moment is one too
