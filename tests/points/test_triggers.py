"""Entries are append-only, whoever writes and however."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from clubapp.db import act
from clubapp.points import ledger
from tests.conftest import a_member


@act
def write(db, statement):
    db.session.execute(text(statement))


@pytest.fixture
def entry(db):
    return ledger.credit(a_member().id, 20, because="test.gain", about="thing:1")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET amount = 2000",
        "UPDATE entries SET about = about",
        "DELETE FROM entries",
        "DELETE FROM entries WHERE id = 1",
        "INSERT OR REPLACE INTO entries SELECT id, member_id, 2000, 2000, because, about, category, museum_id, by,"
        " reverses, at FROM entries",
        "UPDATE OR REPLACE entries SET amount = 2000",
        "REPLACE INTO entries SELECT id + 1, member_id, 2000, 2000, because, about, category, museum_id, by,"
        " reverses, at FROM entries",
    ],
)
def test_no_statement_changes_or_removes_an_entry(db, entry, statement):
    with pytest.raises(IntegrityError, match="entries are append-only"):
        write(db, statement)
    kept = ledger.history(entry.member_id)
    assert [(each.id, each.amount, each.balance_after) for each in kept] == [(entry.id, 20, 20)]


def test_a_balance_is_never_negative_even_by_hand(db, entry):
    with pytest.raises(IntegrityError, match="never_negative"):
        write(db, "UPDATE accounts SET balance = -1")
