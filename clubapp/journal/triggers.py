"""The triggers that keep the journal append-only for a year: the migration creates them, the audit looks for them."""

from __future__ import annotations

_SAYS = "the journal is append-only"
_KEPT = 365  # days, by the base's own clock

SQLITE = {
    "journal_no_update": f"""
        CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
        BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END""",
    "journal_no_delete": f"""
        CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
        WHEN OLD.at > datetime('now', '-{_KEPT} days')
        BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END""",
}

POSTGRESQL_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION refuse_to_change_journal() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{_SAYS}' USING ERRCODE = 'restrict_violation'; END $$"""
POSTGRESQL = {
    "journal_no_update": """
        CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
        FOR EACH ROW EXECUTE FUNCTION refuse_to_change_journal()""",
    "journal_no_delete": f"""
        CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
        FOR EACH ROW WHEN (OLD.at > now() - interval '{_KEPT} days') EXECUTE FUNCTION refuse_to_change_journal()""",
    "journal_no_truncate": """
        CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_journal()""",
}

TRIGGERS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
