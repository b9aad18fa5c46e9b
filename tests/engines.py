"""The two engines. A test marked `both_engines` runs on each; the others on SQLite.

Where there is no PostgreSQL its tests are skipped, the closing lines say so, and CI fails.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from clubapp import db as base
from clubapp.app import create_app
from clubapp.settings import Settings
from tests.postgres import NOT_RUN, Cluster, programs

ENGINES = ("sqlite", "postgresql")
KEY = "a key for tests, long enough 1234"


def pytest_generate_tests(metafunc):
    if metafunc.definition.get_closest_marker("both_engines") and "engine" in metafunc.fixturenames:
        metafunc.parametrize("engine", ENGINES, indirect=True, scope="session")


def pytest_terminal_summary(terminalreporter):
    if left := not_run(terminalreporter):
        terminalreporter.section("PostgreSQL", red=in_ci(), yellow=not in_ci())
        terminalreporter.line(f"{left} tests on PostgreSQL were NOT RUN: {NOT_RUN} (see scripts/postgres).")


def pytest_sessionfinish(session):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if in_ci() and reporter and not_run(reporter) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def in_ci():
    return os.environ.get("CI", "") not in ("", "0", "false")


def not_run(reporter):
    """How many tests were skipped for want of PostgreSQL."""
    return sum(NOT_RUN in str(report.longrepr) for report in reporter.stats.get("skipped", []))


@pytest.fixture(scope="session")
def cluster():
    """A PostgreSQL cluster of these tests alone."""
    found = programs()
    if found is None:
        pytest.skip(NOT_RUN)
    cluster = Cluster(found)
    try:
        yield cluster.start()
    finally:
        cluster.stop()


@pytest.fixture(scope="session")
def engine(request):
    """The name of the engine this test runs on."""
    return getattr(request, "param", "sqlite")


@dataclass
class Sqlite:
    """An application on a file, and the file as it was after the migrations."""

    settings: Settings
    app: Flask

    def keep(self):
        shutil.copy(self.settings.instance / "club.db", self.settings.instance / "blank.db")

    def renew(self):
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.settings.instance / 'club.db'}{suffix}").unlink(missing_ok=True)
        shutil.copy(self.settings.instance / "blank.db", self.settings.instance / "club.db")


@dataclass
class Postgresql:
    """An application on a database of the cluster, and its twin as it was after the migrations."""

    settings: Settings
    app: Flask
    cluster: Cluster
    altered: bool = False  # by a test that plants faults in the schema

    def keep(self):
        self.cluster.create("blank", template="club")

    def renew(self):
        if self.altered:
            self.cluster.create("club", template="blank")
            self.altered = False
            return
        with self.cluster.master("club") as master:  # a hundred times quicker than another database
            listed = "SELECT relname, relkind::text FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            things = [row for row in master.execute(listed).fetchall() if row[0] != "alembic_version"]
            statements = [f"DELETE FROM {name}" for name, kind in things if kind == "r"]
            statements += [f"ALTER SEQUENCE {name} RESTART" for name, kind in things if kind == "S"]
            first = "SET lock_timeout = '20s'; BEGIN; SET LOCAL session_replication_role = replica"  # no trigger acts
            master.execute("; ".join([first, *statements, "COMMIT"]))


@pytest.fixture(scope="session")
def applications(request, tmp_path_factory):
    """One application for each engine, made when it is first asked for: `applications("sqlite")`."""
    made = {}

    def application(engine):
        if engine not in made:
            made[engine] = prepared(engine)
        return made[engine]

    def prepared(engine):
        instance = tmp_path_factory.mktemp("instance")
        cluster = request.getfixturevalue("cluster") if engine == "postgresql" else None
        settings = Settings(secret_key=KEY, instance=instance, database_url=cluster.create("club") if cluster else "")
        app = create_app(settings)
        app.testing = True
        with app.app_context():
            base.upgrade()
            base.db.engine.dispose()
        kept = Postgresql(settings, app, cluster) if cluster else Sqlite(settings, app)
        kept.keep()
        return kept

    yield application
    for kept in made.values():
        with kept.app.app_context():
            base.db.engine.dispose()


@pytest.fixture(scope="session")
def settings(engine, applications):
    return applications(engine).settings


@pytest.fixture(scope="session")
def app(engine, applications):
    return applications(engine).app


@pytest.fixture
def clean(engine, applications, app):
    """An empty base at head."""
    with app.app_context():
        base.db.engine.dispose()
    applications(engine).renew()
    app.extensions["limiter"] and next(iter(app.extensions["limiter"])).reset()
