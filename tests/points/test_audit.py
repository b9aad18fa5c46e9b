"""`club audit` names each fault planted in the book by its own line, and ends with 1."""

import re
import sqlite3

import pytest

from clubapp.db import db
from clubapp.points import ledger
from tests.conftest import a_member

DEBTS = "debts that do not follow from the entries"
GUARDS = "DROP TRIGGER entries_no_update; DROP TRIGGER entries_no_delete;"


@pytest.fixture
def plant(spoil, world):
    """A small book — a gain, a spend, a gain taken back though spent, a debt partly paid — then a fault in it."""

    def book():
        alice, sam = a_member().id, a_member("sam@club.fr", "Sam").id
        first = ledger.credit(alice, 20, because="test.gain", about="thing:1")
        ledger.debit(alice, 15, because="test.spend", about="thing:1")
        ledger.reverse(first.id)
        ledger.credit(alice, 5, because="test.gain", about="thing:2")
        ledger.credit(sam, 30, because="test.gain", about="thing:1")

    world(book)
    return spoil


@pytest.mark.both_engines
def test_a_clean_book_says_so_with_its_counts(run, plant):
    code, lines = run()
    assert code == 0
    assert all(line.startswith("ok ") for line in lines[:-1])
    assert lines[-1] == "6 entries, 2 accounts, 30 points held; 0 faults"


@pytest.mark.parametrize(
    ("fault", "name"),
    [
        ("UPDATE accounts SET balance = 31 WHERE member_id = 2", "balances that are not the sum of their entries"),
        (f"{GUARDS} UPDATE entries SET amount = 29 WHERE id = 6", "balances that are not the sum of their entries"),
        (f"{GUARDS} UPDATE entries SET balance_after = 31 WHERE id = 6", "entries whose running balance is wrong"),
        ("DELETE FROM accounts WHERE member_id = 2", "entries without an account"),
        ("UPDATE accounts SET balance = -30 WHERE member_id = 2", "negative balances"),
        ("UPDATE accounts SET owed = 9 WHERE member_id = 1", DEBTS),
        ("UPDATE accounts SET owed = 9 WHERE member_id = 2", DEBTS),
        (f"{GUARDS} DELETE FROM entries WHERE id = 5", DEBTS),
        ("DELETE FROM members WHERE id = 2", "entries of nobody"),
        ("DELETE FROM members WHERE id = 2", "rows that point at nothing"),
        (
            f"{GUARDS} UPDATE entries SET reverses = 6 WHERE id = 3",
            "reversals of nothing, of another member's entry, or of more than was there",
        ),
        (
            f"{GUARDS} UPDATE entries SET reverses = 99 WHERE id = 3",
            "reversals of nothing, of another member's entry, or of more than was there",
        ),
        ("DROP TRIGGER entries_no_update", "triggers missing from the entries or the journal"),
        (
            "DROP TRIGGER entries_no_update; CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries"
            " BEGIN SELECT 1; END",
            "triggers missing from the entries or the journal",
        ),
        ("DROP TRIGGER entries_no_delete", "triggers missing from the entries or the journal"),
        ("DROP TRIGGER journal_no_delete", "triggers missing from the entries or the journal"),
    ],
)
def test_a_planted_fault_is_named(run, plant, fault, name):
    plant(fault)
    code, lines = run()
    assert code == 1
    assert [line for line in lines if line.startswith(f"FAULT {name}: ")]
    assert not lines[-1].endswith("; 0 faults")


REPLACED = """
    CREATE OR REPLACE FUNCTION refuse_to_change_entries() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RETURN NEW; END $$"""
UNCHECKED = "ALTER TABLE accounts DROP CONSTRAINT ck_accounts_never_negative;"
UNKEYED = "ALTER TABLE entries DROP CONSTRAINT uq_entries_reverses;"
MISSING = "triggers missing from the entries or the journal"
WRONG = "reversals of nothing, of another member's entry, or of more than was there"


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True, scope="session")
@pytest.mark.parametrize(
    ("fault", "names"),
    [
        ("UPDATE accounts SET balance = 31 WHERE member_id = 2", ["balances that are not the sum of their entries"]),
        ("DELETE FROM accounts WHERE member_id = 2", ["entries without an account"]),
        ("UPDATE accounts SET owed = 9 WHERE member_id = 1", [DEBTS]),
        ("DELETE FROM members WHERE id = 2", ["entries of nobody"]),
        (f"{UNCHECKED} UPDATE accounts SET owed = -1 WHERE member_id = 2", ["negative balances", DEBTS]),
        ("UPDATE entries SET balance_after = 31 WHERE id = 6", ["entries whose running balance is wrong"]),
        ("UPDATE entries SET reverses = 6 WHERE id = 3", [WRONG, DEBTS]),
        (f"{UNKEYED} UPDATE entries SET reverses = 1 WHERE id = 4", ["entries reversed twice", DEBTS]),
        (UNKEYED, ["unique keys missing from the book"]),
        ("DROP TRIGGER entries_no_update ON entries", [MISSING]),
        ("ALTER TABLE entries DISABLE TRIGGER entries_no_truncate", [MISSING]),
        ("DROP TRIGGER journal_no_delete ON journal", [MISSING]),
        (REPLACED, [MISSING]),
    ],
)
def test_a_fault_planted_in_postgresql_is_named(run, plant, fault, names):
    plant(fault)
    code, lines = run()
    assert code == 1
    told = [line.removeprefix("FAULT ").rpartition(":")[0] for line in lines if line.startswith("FAULT")]
    assert set(names) <= set(told)


@pytest.fixture
def forget_key(settings, plant):
    """Make the table of entries again without one of its unique keys, everything else as it was; then a script."""
    plant("")

    def forget(key, then=""):
        connection = sqlite3.connect(settings.instance / "club.db")
        made = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE tbl_name = 'entries' AND sql > ''"))
        without, times = re.subn(rf",\s*CONSTRAINT \w+ UNIQUE \({key}\)", "", made.pop("entries"))
        assert times == 1
        connection.executescript(
            f"PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; ALTER TABLE entries RENAME TO old; {without};"
            f"INSERT INTO entries SELECT * FROM old; DROP TABLE old; {then}; {';'.join(made.values())};"
        )
        connection.close()

    return forget


MOVED = "INSERT INTO entries (member_id, amount, balance_after, because, about, reverses, at)"


@pytest.mark.parametrize(
    ("key", "then", "names"),
    [
        ("member_id, because, about", "", ["unique keys missing from the book"]),
        ("reverses", "", ["unique keys missing from the book"]),
        (
            "member_id, because, about",
            f"{MOVED} VALUES (2, 0, 30, 'test.gain', 'thing:1', NULL, '2026-01-01')",
            ["keys used twice", "unique keys missing from the book"],
        ),
        (
            "reverses",
            f"{MOVED} VALUES (1, 0, 0, 'points.reversed', 'again', 1, '2026-01-01')",
            [
                "entries reversed twice",
                DEBTS,
                "unique keys missing from the book",
            ],
        ),
    ],
)
def test_a_lost_unique_key_is_named_and_so_is_what_slipped_in(run, forget_key, key, then, names):
    forget_key(key, then)
    code, lines = run()
    assert code == 1
    assert [line for line in lines if line.startswith("FAULT")] == [f"FAULT {name}: 1" for name in names]


def test_a_damaged_page_is_named(app, run, plant, settings):
    plant("PRAGMA wal_checkpoint(TRUNCATE)")
    with app.app_context():
        db.engine.dispose()
    file = settings.instance / "club.db"
    table, index, rest = (whole := file.read_bytes()).split(b"alice@club.fr")
    file.write_bytes(b"alice@club.fr".join([table, index]) + b"alicf@club.fr" + rest)
    assert len(whole) == file.stat().st_size
    code, lines = run()
    assert code == 1
    assert [line for line in lines if line.startswith("FAULT damaged pages of the base: ")]
