"""Alembic's environment: one migration at a time, whole or not at all, whoever starts first."""

from alembic import context
from sqlalchemy import text

from clubapp.db import Instant, db

LOCK = 20190909  # PostgreSQL's advisory lock of this club


def plainly(kind, item, _context):
    """Write our column types into migrations as what the base stores, so that old migrations outlive our code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Instant) else False


def ours(item, name, kind, _reflected, _model):
    """Whether models are compared with it: not with what an engine keeps the words of index cards in, made by hand."""
    return not (kind in ("table", "index") and (name or "").startswith("index_words"))


def migrate() -> None:
    """Migrate on a connection of our own; several processes starting at once queue here."""
    with db.engine.connect().execution_options(acting=True) as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            # Batch mode rebuilds tables: with foreign keys on, dropping the old one deletes its children in silence.
            # Straight to the driver, since the pragma does nothing inside a transaction.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        try:
            context.configure(
                connection=connection,
                target_metadata=db.metadata,
                render_as_batch=True,
                transactional_ddl=True,
                compare_type=True,
                render_item=plainly,
                include_object=ours,
            )
            with connection.begin():
                if not sqlite:
                    connection.execute(text("SET LOCAL lock_timeout = 0"))  # whoever starts first may take long
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
                context.run_migrations()
                if sqlite and connection.execute(text("PRAGMA foreign_key_check")).all():
                    raise RuntimeError("a migration left rows that point at nothing; nothing was changed")
        finally:
            if sqlite:
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")


migrate()
