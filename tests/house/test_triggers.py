"""The base at head: triggers in place, models and migrations agreed, and one migration whoever starts first."""

import multiprocessing
import sqlite3
from contextlib import closing

import flask_migrate
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from clubapp import db as base
from clubapp.app import create_app
from clubapp.points import ledger
from clubapp.points.triggers import SQLITE
from clubapp.settings import Settings
from tests.conftest import a_member

pytestmark = pytest.mark.house

CHANGES = {
    "update": "UPDATE entries SET amount = 1000",
    "delete": "DELETE FROM entries",
    "insert or replace": "INSERT OR REPLACE INTO entries SELECT id, member_id, 1000, 1000, because, about, category, "
    'museum_id, "by", reverses, at FROM entries',
}


def tables(path):
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_the_triggers_of_the_entries_stand_at_head(db):
    found = db.session.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entries'"))
    assert set(found.scalars()) == set(SQLITE)


@pytest.mark.parametrize("change", CHANGES)
def test_nobody_rewrites_an_entry(change, db):
    ledger.credit(a_member().id, 20, because="house.test", about="test:1")

    @base.act
    def rewrite():
        db.session.execute(text(CHANGES[change]))

    with pytest.raises(IntegrityError, match="append-only"):
        rewrite()
    assert db.session.execute(text("SELECT amount FROM entries")).scalars().all() == [20]


def test_a_connection_keeps_foreign_keys_and_recursive_triggers(db):
    for pragma in ("foreign_keys", "recursive_triggers"):
        assert db.session.execute(text(f"PRAGMA {pragma}")).scalar() == 1


def test_models_and_migrations_agree(db):
    flask_migrate.check()


def migrate(instance, barrier, answers):
    app = create_app(Settings(secret_key="a key for tests, long enough 1234", instance=instance))
    barrier.wait(timeout=60)
    with app.app_context():
        base.upgrade()
        connection = base.db.engine.connect()
        answers.put(connection.execute(text("PRAGMA foreign_keys")).scalar())
        connection.close()


def test_four_processes_starting_at_once_migrate_once(tmp_path):
    spawn = multiprocessing.get_context("spawn")
    barrier, answers = spawn.Barrier(4), spawn.Queue()
    processes = [spawn.Process(target=migrate, args=(tmp_path, barrier, answers)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=90)
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    assert [answers.get(timeout=5) for _ in processes] == [1, 1, 1, 1]
    with closing(sqlite3.connect(tmp_path / "club.db")) as connection:
        assert len(connection.execute("SELECT version_num FROM alembic_version").fetchall()) == 1
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert {"members", "entries", "scans"} <= tables(tmp_path / "club.db")
