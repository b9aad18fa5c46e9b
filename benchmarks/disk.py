"""The raw limit of the disk: rows SQLite can write a second when each is on the disk before the next."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path


def durable_rate(file: Path, seconds: float) -> float:
    """Insert one row a transaction, `synchronous=FULL`, for so long; return rows a second."""
    base = sqlite3.connect(file, isolation_level=None)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    base.execute("CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, words TEXT)")
    began, rows = time.perf_counter(), 0
    while (spent := time.perf_counter() - began) < seconds:
        base.execute("INSERT INTO rows (words) VALUES ('something to keep')")
        rows += 1
    base.close()
    return rows / spent
