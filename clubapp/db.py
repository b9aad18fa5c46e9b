"""The base: models, and the act — the one way to write.

Reading happens in a transaction that cannot write. `@act` ends it, begins a writing one, commits when the rule
returns and leaves nothing when it raises.
"""

from __future__ import annotations

import functools
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

import flask_migrate
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import (
    Connection,
    CursorResult,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    Row,
    Select,
    Table,
    TypeDecorator,
    UpdateBase,
    create_engine,
    event,
    func,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase

from clubapp import engines
from clubapp.refusals import Busy

P = ParamSpec("P")
R = TypeVar("R")

TRIES = 5
MIGRATIONS = Path(__file__).parent.parent / "migrations"
IN_THE_WAY = {"40001", "40P01", "55P03"}  # PostgreSQL: serialization failure, deadlock, lock not available
WRITTEN = "23505"  # a key another act wrote meanwhile: looking again, the rule finds it, as it would have on SQLite


class Base(DeclarativeBase):
    """Every table; constraints are named so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class ReadingSession(Session):
    """Reads through connections that cannot write, acts through one that can.

    One for both would have to be turned to and fro, and SQLite forgets the statements it has prepared at each turn.
    """

    def get_bind(self, *args: Any, **kwargs: Any) -> Engine | Connection:
        bind = super().get_bind(*args, **kwargs)
        return _writers.get(bind, bind) if self.info.get("acting") else bind


_writers: WeakKeyDictionary[Engine | Connection, Engine] = WeakKeyDictionary()

db = SQLAlchemy(model_class=Base, session_options={"class_": ReadingSession, "expire_on_commit": False})
migrate = flask_migrate.Migrate(directory=str(MIGRATIONS), render_as_batch=True)

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def table(model: type[Base]) -> Table:
    """A model's table: what is written of its columns, once, costs half of what is written of its attributes."""
    return cast(Table, model.__table__)


AnyRow = Row[*tuple[Any, ...]]
Rows = Sequence[AnyRow]
Columns = Select[*tuple[Any, ...]]


class Instant(TypeDecorator[datetime]):
    """A moment: aware and in UTC for Python, without its zone in SQLite, with it in PostgreSQL."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


# One lock a process: its threads queue here, in memory, rather than at SQLite's file. PostgreSQL queues at each row.
_turn = threading.Lock()


@contextmanager
def _in_turn() -> Iterator[None]:
    if _postgresql():
        yield
        return
    if not _turn.acquire(timeout=engines.PATIENCE):
        raise Busy
    try:
        yield
    finally:
        _turn.release()


def act(rule: Callable[P, R]) -> Callable[P, R]:
    """Make a writing rule one transaction; inside another act, a part of it."""

    @functools.wraps(rule)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        session = db.session()
        if session.info.get("acting"):
            try:
                return rule(*args, **kwargs)
            except BaseException:
                session.info["half_done"] = True
                raise
        assert not (session.new or session.dirty or session.deleted), "something was changed outside an act"
        session.commit()  # ends the reading transaction
        with _in_turn():
            for attempt in range(TRIES):
                # What the page read is stale once the lock is held; expire_on_commit=False keeps it otherwise.
                session.expire_all()
                session.info.update(acting=True, half_done=False)
                try:
                    session.connection(execution_options={"acting": True})
                    result = rule(*args, **kwargs)
                    assert not session.info["half_done"], "an act went on after a refusal, outside a savepoint"
                    session.commit()
                    return result
                except DBAPIError as fault:
                    session.rollback()
                    state = getattr(fault.orig, "sqlstate", None)
                    if state in IN_THE_WAY and attempt == TRIES - 1:
                        raise Busy from fault
                    if state not in IN_THE_WAY | {WRITTEN} or attempt == TRIES - 1:
                        raise
                    time.sleep(random.uniform(0, 0.02 * 2**attempt))
                except BaseException:
                    session.rollback()
                    raise
                finally:
                    session.info["acting"] = False
        raise AssertionError("unreachable")

    return run


@contextmanager
def savepoint() -> Iterator[None]:
    """Within an act that goes on after a refusal: what stands here is all or nothing by itself."""
    with db.session.begin_nested():
        try:
            yield
        except BaseException:
            db.session.info["half_done"] = False
            raise


def changed(guarded: UpdateBase) -> bool:
    """Execute an update whose condition is its guard; whether it found what it was to change."""
    return bool(cast(CursorResult[Any], db.session.execute(guarded)).rowcount)


def inserting(table: Table) -> sqlite.Insert:
    """An INSERT that may say what becomes of a row that is there already; both engines spell it alike."""
    return cast(sqlite.Insert, postgresql.insert(table) if _postgresql() else sqlite.insert(table))


def queue(name: str) -> None:
    """Let one act at a time go on from here, among those of this name: for what is counted and has no row to lock.

    Where a rule locks rows too, this comes first.
    """
    if _postgresql():  # SQLite's acts are one at a time anyway
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


def _postgresql() -> bool:
    return db.engine.dialect.name == "postgresql"


def init_app(app: Flask) -> None:
    """Bind the base to the application."""
    db.init_app(app)
    migrate.init_app(app, db)
    with app.app_context():
        engines.wire(db.engine)
        if not _postgresql():
            # Acts are one at a time: one connection does, and ends with the others.
            options = app.config["SQLALCHEMY_ENGINE_OPTIONS"] | {"pool_size": 1}
            writer = _writers[db.engine] = create_engine(db.engine.url, **options)
            engines.wire(writer)
            event.listen(db.engine, "engine_disposed", lambda _engine: writer.dispose())


def within_act() -> bool:
    """Whether an act is under way."""
    return bool(db.session.info.get("acting"))


def forget_log() -> None:
    """Empty SQLite's write-ahead log, where erased words stay readable until then; a busy base does it later."""
    if within_act():
        return  # nothing is erased before it ends
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def upgrade() -> None:
    """Bring the base to the newest migration; several processes may call it at once."""
    flask_migrate.upgrade()
