"""`club audit`: recompute everything from the entries and name every difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from sqlalchemy import inspect, text

from clubapp.db import db
from clubapp.journal.triggers import TRIGGERS as JOURNAL
from clubapp.points.triggers import TRIGGERS

# Each check counts what is wrong; zero everywhere is a clean book.
CHECKS = {
    "balances that are not the sum of their entries": """
        SELECT count(*) FROM accounts a WHERE a.balance <>
            (SELECT coalesce(sum(e.amount), 0) FROM entries e WHERE e.member_id = a.member_id)""",
    "entries without an account": """
        SELECT count(*) FROM entries e WHERE NOT EXISTS
            (SELECT 1 FROM accounts a WHERE a.member_id = e.member_id)""",
    "entries whose running balance is wrong": """
        SELECT count(*) FROM (SELECT balance_after, sum(amount) OVER
            (PARTITION BY member_id ORDER BY id) AS running FROM entries) AS book
        WHERE balance_after <> running""",
    "negative balances": "SELECT count(*) FROM accounts WHERE balance < 0 OR owed < 0",
    "keys used twice": """
        SELECT count(*) FROM (SELECT 1 FROM entries GROUP BY member_id, because, about HAVING count(*) > 1) AS twice""",
    "entries reversed twice": """
        SELECT count(*) FROM (SELECT 1 FROM entries WHERE reverses IS NOT NULL
            GROUP BY reverses HAVING count(*) > 1) AS twice""",
    "reversals of nothing, of another member's entry, or of more than was there": """
        SELECT count(*) FROM entries r LEFT JOIN entries e ON e.id = r.reverses
        WHERE r.reverses IS NOT NULL AND (e.id IS NULL OR e.member_id <> r.member_id
            OR abs(r.amount) > abs(e.amount) OR (e.amount < 0 AND r.amount <> -e.amount))""",
    "debts that do not follow from the entries": """
        SELECT count(*) FROM accounts a WHERE a.owed <>
            (SELECT coalesce(sum(e.amount + r.amount), 0) FROM entries r JOIN entries e ON e.id = r.reverses
             WHERE r.member_id = a.member_id AND e.amount > 0)
          + (SELECT coalesce(sum(o.amount), 0) FROM entries o
             WHERE o.member_id = a.member_id AND o.because = 'points.owed')
          + (SELECT coalesce(sum(t.amount - g.amount), 0) FROM grants g
             JOIN entries t ON t.member_id = g.member_id AND t.because = 'staff.taken' AND t.about = 'grant:' || g.id
             WHERE g.member_id = a.member_id)
          + (SELECT coalesce(sum(t.amount + e.amount), 0) FROM holds h JOIN entries e ON e.id = h.entry_id
             JOIN entries t ON t.member_id = h.member_id AND t.because = 'points.held'
                AND t.about = 'entry:' || h.entry_id
             WHERE h.member_id = a.member_id)""",
    "entries of nobody": """
        SELECT count(*) FROM entries e WHERE NOT EXISTS (SELECT 1 FROM members m WHERE m.id = e.member_id)""",
    "what staff gave or took back without its entry, or entered without being given": """
        SELECT count(*) FROM grants g LEFT JOIN entries e ON e.member_id = g.member_id
            AND e.because IN ('staff.given', 'staff.taken') AND e.about = 'grant:' || g.id
        WHERE (e.id IS NOT NULL) <> (g.state = 'given') OR (g.amount > 0 AND e.amount <> g.amount)
            OR (g.amount < 0 AND e.amount NOT BETWEEN g.amount AND 0)
            OR e.because <> CASE WHEN g.amount > 0 THEN 'staff.given' ELSE 'staff.taken' END OR e.by <> g.by""",
    "entries of staff for nothing they gave or took back": """
        SELECT count(*) FROM entries e WHERE e.because IN ('staff.given', 'staff.taken') AND NOT EXISTS
            (SELECT 1 FROM grants g WHERE g.member_id = e.member_id AND e.about = 'grant:' || g.id)""",
    "gains held without its entry, or entered without being held": """
        SELECT count(*) FROM holds h JOIN entries e ON e.id = h.entry_id LEFT JOIN entries t
            ON t.member_id = h.member_id AND t.because = 'points.held' AND t.about = 'entry:' || h.entry_id
        WHERE t.id IS NULL OR e.member_id <> h.member_id OR t.amount NOT BETWEEN -e.amount AND 0""",
    "gains released without its entry, or given back though still held": """
        SELECT count(*) FROM holds h JOIN entries e ON e.id = h.entry_id LEFT JOIN entries t
            ON t.member_id = h.member_id AND t.because = 'points.released' AND t.about = 'entry:' || h.entry_id
        WHERE (t.id IS NOT NULL) <> (h.state = 'released') OR t.amount <> e.amount""",
    "entries of holds that there are not, and gains both held and undone": """
        SELECT (SELECT count(*) FROM entries e WHERE e.because IN ('points.held', 'points.released') AND NOT EXISTS
                (SELECT 1 FROM holds h WHERE h.member_id = e.member_id AND e.about = 'entry:' || h.entry_id))
             + (SELECT count(*) FROM holds h JOIN entries r ON r.reverses = h.entry_id)""",
    "points staff gave themselves, or decided alone for what they had asked": """
        SELECT count(*) FROM grants WHERE by = member_id OR decided_by IN (by, member_id)""",
}


Checks = Mapping[str, str | Callable[[], int]]


def checks(*others: Checks) -> Iterator[tuple[str, int]]:
    """What is checked, and how many faults each check found."""
    for name, check in chain(CHECKS.items(), *(other.items() for other in others)):
        yield name, db.session.execute(text(check)).scalar_one() if isinstance(check, str) else check()
    yield "triggers missing from the entries or the journal", len(_wanted() - _triggers())
    unique = {tuple(u["column_names"]) for u in inspect(db.engine).get_unique_constraints("entries")}
    yield "unique keys missing from the book", len({("member_id", "because", "about"), ("reverses",)} - unique)
    if db.engine.dialect.name == "sqlite":
        verdict = db.session.execute(text("PRAGMA integrity_check")).scalars().all()
        yield "damaged pages of the base", 0 if verdict == ["ok"] else len(verdict)
        yield "rows that point at nothing", len(db.session.execute(text("PRAGMA foreign_key_check")).all())


def _wanted() -> set[str]:
    """The triggers as the base would tell them: SQLite by their text, PostgreSQL by their name."""
    triggers = TRIGGERS[db.engine.dialect.name] | JOURNAL[db.engine.dialect.name]
    return {_plain(sql) for sql in triggers.values()} if db.engine.dialect.name == "sqlite" else set(triggers)


def _triggers() -> set[str]:
    listing = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": """
            SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
            WHERE tgrelid IN ('entries'::regclass, 'journal'::regclass) AND tgenabled IN ('O', 'A')
                AND prosrc LIKE '%RAISE EXCEPTION%'""",
    }[db.engine.dialect.name]
    return {_plain(told) for told in db.session.execute(text(listing)).scalars()}


def _plain(sql: str) -> str:
    return " ".join(sql.split())


def audit(*others: Checks) -> tuple[list[str], bool]:
    """The report, a line for each check and a closing one, and whether the book is clean.

    Rooms above add theirs as `others`: a name, and a query or a rule that counts what is wrong.
    """
    totals = db.session.execute(
        text(
            "SELECT (SELECT count(*) FROM entries), (SELECT count(*) FROM accounts), "
            "(SELECT coalesce(sum(balance), 0) FROM accounts)"
        )
    ).one()
    found = list(checks(*others))
    lines = [f"{'ok   ' if count == 0 else 'FAULT'} {name}: {count}" for name, count in found]
    faults = sum(count for _, count in found)
    lines.append(f"{totals[0]} entries, {totals[1]} accounts, {totals[2]} points held; {faults} faults")
    return lines, faults == 0
