"""The triggers that keep entries append-only. The migration creates them; the audit and a house test look for them."""

from __future__ import annotations

_SAYS = "entries are append-only"

SQLITE = {
    f"entries_no_{verb.lower()}": f"""
        CREATE TRIGGER entries_no_{verb.lower()} BEFORE {verb} ON entries
        BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"""
    for verb in ("UPDATE", "DELETE")
}

POSTGRESQL_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION refuse_to_change_entries() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{_SAYS}' USING ERRCODE = 'restrict_violation'; END $$"""
POSTGRESQL = {
    f"entries_no_{verb.lower()}": f"""
        CREATE TRIGGER entries_no_{verb.lower()} BEFORE {verb} ON entries
        FOR EACH {"STATEMENT" if verb == "TRUNCATE" else "ROW"} EXECUTE FUNCTION refuse_to_change_entries()"""
    for verb in ("UPDATE", "DELETE", "TRUNCATE")
}

TRIGGERS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
