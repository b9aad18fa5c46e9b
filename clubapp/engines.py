"""The two engines: how a connection is prepared, and how it begins to read or to write."""

from __future__ import annotations

import random
import sqlite3
import time
from typing import Any

from sqlalchemy import Connection, Engine, event

from clubapp.refusals import Busy

PATIENCE = 5.0  # seconds an act waits for its turn
ROW_PATIENCE = 2  # seconds it waits for a row, in each of its tries, on PostgreSQL
CONNECTIONS = 16  # of a process to PostgreSQL, where each costs a process too


def options(url: str, threads: int = 64) -> dict[str, Any]:
    """What SQLAlchemy needs to know of the engine behind `url`; a connection for each serving thread."""
    # hide_parameters: an error of the base must not carry an e-mail into the logs.
    chosen: dict[str, Any] = {"pool_size": threads, "max_overflow": 0, "hide_parameters": True}
    if url.startswith("sqlite"):
        # We begin transactions ourselves: the driver's own BEGIN comes late and never IMMEDIATE.
        chosen["connect_args"] = {"isolation_level": None, "check_same_thread": False}
    else:
        chosen |= {"pool_pre_ping": True, "pool_size": min(threads, CONNECTIONS)}
    return chosen


def wire(engine: Engine) -> None:
    """Hang our pragmas and our BEGIN on an engine."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    else:
        event.listen(engine, "connect", _prepare_postgresql)
        event.listen(engine, "begin", _begin_postgresql)


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in (
        "busy_timeout=200",
        "journal_mode=WAL",
        "foreign_keys=ON",
        "recursive_triggers=ON",  # or INSERT OR REPLACE slips past the ledger's triggers
        "secure_delete=ON",
        "synchronous=FULL",
        "cache_size=-2000",
        "mmap_size=268435456",
    ):
        # The switch to WAL, when several processes start on a new base, is refused at once whatever the timeout.
        _patiently(connection, f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    acting = connection.get_execution_options().get("acting", False)
    if connection.info.get("acting") is not acting:
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if acting else 'ON'}")
        connection.info["acting"] = acting
    if not acting:
        connection.exec_driver_sql("BEGIN")
        return
    # Straight to the driver: a busy answer is expected here and is not the connection's end.
    _patiently(connection.connection.driver_connection, "BEGIN IMMEDIATE")


def _patiently(connection: Any, statement: str) -> None:
    """Execute, again and again while the base is another's. Raises Busy when patience ends."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute(statement)
            return
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            if time.monotonic() > deadline:
                raise Busy from fault
            time.sleep(random.uniform(0, 0.002))


def _prepare_postgresql(connection: Any, _record: object) -> None:
    connection.execute(f"SET lock_timeout = '{ROW_PATIENCE}s'; SET TimeZone = 'UTC'")
    connection.commit()


def _begin_postgresql(connection: Connection) -> None:
    """An act reads what is there at each statement, so that what it has locked is fresh; a page reads one instant."""
    acting = connection.get_execution_options().get("acting", False)
    driver: Any = connection.connection.driver_connection
    driver.read_only = not acting  # both travel with the BEGIN, at no cost
    driver.isolation_level = 2 if acting else 3  # psycopg's READ_COMMITTED and REPEATABLE_READ
