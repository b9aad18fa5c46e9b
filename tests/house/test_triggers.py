"""The base at head: triggers in place, models and migrations agreed, and one migration whoever starts first."""

import multiprocessing

import flask_migrate
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from clubapp import db as base
from clubapp.app import create_app
from clubapp.points import ledger
from clubapp.points.audit import audit
from clubapp.points.triggers import TRIGGERS
from clubapp.settings import Settings
from tests.conftest import a_member

pytestmark = [pytest.mark.house, pytest.mark.both_engines]

CHANGES = {
    "update": "UPDATE entries SET amount = 1000",
    "delete": "DELETE FROM entries",
    "insert or replace": "INSERT OR REPLACE INTO entries SELECT id, member_id, 1000, 1000, because, about, category, "
    'museum_id, "by", reverses, at FROM entries',
    "truncate": "TRUNCATE entries CASCADE",
    "truncate with the members": "TRUNCATE members CASCADE",
}
ONLY = {"insert or replace": "sqlite", "truncate": "postgresql", "truncate with the members": "postgresql"}


def tables():
    return set(inspect(base.db.engine).get_table_names())


def test_the_triggers_of_the_entries_stand_at_head(db, engine):
    listed = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entries'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = 'entries'::regclass AND NOT tgisinternal",
    }
    assert set(db.session.scalars(text(listed[engine]))) == set(TRIGGERS[engine])


@pytest.mark.parametrize("change", CHANGES)
def test_nobody_rewrites_an_entry(change, engine, db):
    if change in ONLY and ONLY[change] != engine:
        pytest.skip(f"a statement of {ONLY[change]}")
    ledger.credit(a_member().id, 20, because="house.test", about="test:1")

    @base.act
    def rewrite():
        db.session.execute(text(CHANGES[change]))

    with pytest.raises(IntegrityError, match="append-only"):
        rewrite()
    assert db.session.execute(text("SELECT amount FROM entries")).scalars().all() == [20]


def test_a_connection_keeps_foreign_keys_and_recursive_triggers(engine, db):
    if engine == "postgresql":
        pytest.skip("a pragma of sqlite")
    for pragma in ("foreign_keys", "recursive_triggers"):
        assert db.session.execute(text(f"PRAGMA {pragma}")).scalar() == 1


def test_models_and_migrations_agree(db):
    flask_migrate.check()


def migrate(settings, barrier, answers):
    app = create_app(settings)
    barrier.wait(timeout=60)
    with app.app_context():
        base.upgrade()
        connection = base.db.engine.connect()
        guard = "PRAGMA foreign_keys" if not settings.database_url else "SELECT 1"
        answers.put(connection.execute(text(guard)).scalar())
        connection.close()


def test_four_processes_starting_at_once_migrate_once(engine, request, tmp_path):
    address = request.getfixturevalue("cluster").create("four") if engine == "postgresql" else ""
    settings = Settings(secret_key="a key for tests, long enough 1234", instance=tmp_path, database_url=address)
    spawn = multiprocessing.get_context("spawn")
    barrier, answers = spawn.Barrier(4), spawn.Queue()
    processes = [spawn.Process(target=migrate, args=(settings, barrier, answers)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=90)
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    assert [answers.get(timeout=5) for _ in processes] == [1, 1, 1, 1]
    with create_app(settings).app_context():
        assert len(base.db.session.execute(text("SELECT version_num FROM alembic_version")).all()) == 1
        assert {"members", "entries", "scans"} <= tables()
        lines, clean = audit()
        assert clean, lines
        base.db.session.remove()
        base.db.engine.dispose()


def test_down_and_up_again(engine, request, tmp_path):
    address = request.getfixturevalue("cluster").create("down") if engine == "postgresql" else ""
    settings = Settings(secret_key="a key for tests, long enough 1234", instance=tmp_path, database_url=address)
    with create_app(settings).app_context():
        base.upgrade()
        made = tables()
        flask_migrate.downgrade(revision="base")
        assert tables() == {"alembic_version"}
        base.upgrade()
        assert tables() == made
        base.db.engine.dispose()


OLD = """
    INSERT INTO museums (id, code, name, city, accent, about_fr, about_en, address, hours_fr, hours_en)
        VALUES (1, 'm', 'M', 'Rouen', 'iron', '', '', '', '', '');
    INSERT INTO members (id, email, display_name, language, mark, joined_at, entered_at)
        VALUES (1, 'a@club.fr', 'A', 'fr', 'a', '2026-01-01', '2026-01-01');
    INSERT INTO gifts (id, title_fr, title_en, story_fr, story_en, kind, price, each, hidden_until_affordable, state)
        VALUES (1, 'G', '', '', '', 'object', 1, 1, false, 'published');
    INSERT INTO variants (id, gift_id, name_fr, name_en) VALUES (1, 1, '', '');
    INSERT INTO stocks (id, variant_id, museum_id, on_hand, held, low) VALUES (1, 1, 1, 0, 0, 0);
    INSERT INTO claims (id, member_id, key, stock_id, gift_id, price, code, state, claimed_at, deadline, reminded)
        VALUES (7, 1, 'k', 1, 1, 1, 'V', 'collected', '2026-01-01', '2026-03-01', 0);
    INSERT INTO hand_overs (id, nonce, claim_id, museum_id, "by", at) VALUES (1, 'n', 7, 1, 1, '2026-01-02 10:00:00')"""


def lived(engine, request, tmp_path, migration, words, asked):
    """What a base answers that lived through a migration: `words` were written just before it."""
    address = request.getfixturevalue("cluster").create("before") if engine == "postgresql" else ""
    settings = Settings(secret_key="a key for tests, long enough 1234", instance=tmp_path, database_url=address)

    @base.act
    def live():
        for statement in words.split(";"):
            base.db.session.execute(text(statement))

    migrations = ScriptDirectory(str(base.MIGRATIONS)).walk_revisions()
    before = next(each.down_revision for each in migrations if each.doc == migration)
    with create_app(settings).app_context():
        flask_migrate.upgrade(revision=before)
        live()
        base.upgrade()
        told = base.db.session.execute(text(asked)).all()
        base.db.session.remove()
        base.db.engine.dispose()
    return told


def test_what_was_handed_over_before_there_was_a_journal_is_in_it(engine, request, tmp_path):
    told = lived(engine, request, tmp_path, "journal", OLD, "SELECT act, about, museum_id FROM journal")
    assert told == [("shop.handed_over", "claim:7", 1)]


SCANNED = """
    INSERT INTO museums (id, code, name, city, accent, about_fr, about_en, address, hours_fr, hours_en)
        VALUES (1, 'm', 'M', 'Rouen', 'iron', '', '', '', '', '');
    INSERT INTO posters (id, code, museum_id, place, leads_to, made_at)
        VALUES (1, 'P-1', 1, 'Hall', '/activites/1', '2026-01-01'), (2, 'P-2', 1, 'Cour', '/activites/1', '2026-01-01');
    INSERT INTO scans (poster_id, result, points, balance, received_at)
        VALUES (1, 'already', 0, 0, '2026-01-03 10:00:00'), (1, 'kept', 0, 0, '2026-01-02 10:00:00')"""


def test_a_poster_scanned_before_posters_had_states_hangs_since_its_first_scan(engine, request, tmp_path):
    asked = "SELECT id, state, substr(CAST(placed_at AS text), 1, 10) FROM posters ORDER BY id"
    told = lived(engine, request, tmp_path, "poster lives", SCANNED, asked)
    assert told == [(1, "placed", "2026-01-02"), (2, "draft", None)]
