from __future__ import annotations

import sqlite3

import pytest
from click.testing import CliRunner

from clubapp import cli


@pytest.fixture
def run(app, settings, monkeypatch):
    """Run `club audit` on this base: its exit code and its lines."""
    monkeypatch.setattr(cli, "opened", lambda: (settings, app))

    def audit():
        ended = CliRunner().invoke(cli.club, ["audit"])
        return ended.exit_code, ended.output.splitlines()

    return audit


@pytest.fixture
def spoil(engine, settings, applications, clean):
    """Change the base by hand, as no rule would: nothing guards it meanwhile."""
    if engine == "postgresql":
        applications(engine).altered = True

    def by_master(script):
        with applications(engine).cluster.master("club") as connection:
            connection.execute(f"SET session_replication_role = replica; {script}")

    def by_hand(script):
        with sqlite3.connect(settings.instance / "club.db") as connection:
            connection.executescript(f"PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; {script}")
        connection.close()

    return by_master if engine == "postgresql" else by_hand
