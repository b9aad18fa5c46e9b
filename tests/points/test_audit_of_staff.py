"""`club audit` looks at what staff gave, took back and held: each has its entry, and nobody decided alone."""

import pytest

from clubapp.points import granting, holding, ledger
from tests.conftest import a_member, a_staff

pytestmark = pytest.mark.both_engines

OWED = "debts that do not follow from the entries"
GRANTS = "what staff gave or took back without its entry, or entered without being given"
NO_GRANT = "entries of staff for nothing they gave or took back"
ALONE = "points staff gave themselves, or decided alone for what they had asked"
HOLDS = "gains held without its entry, or entered without being held"
RELEASES = "gains released without its entry, or given back though still held"
NO_HOLD = "entries of holds that there are not, and gains both held and undone"


@pytest.fixture
def book(world):
    """Alice was given, asked for and taken back from; one gain is held, one released, one kept; she owes some."""

    def write():
        alice, dom, ada = (
            a_member().id,
            a_staff("dom@club.fr", "Dom", "desk").id,
            a_staff("ada@club.fr", role="admin").id,
        )
        granting.grant(alice, 30, "apology", by=dom, key="given-by-dom")
        granting.grant(alice, 60, "apology", by=dom, key="asked-by-dom")
        asked = granting.grant(alice, 70, "apology", by=dom, key="accepted-for-dom").id
        granting.decide(asked, accept=True, by=ada)
        gains = [ledger.credit(alice, 20, because="activity.done", about=f"activity:{n}").id for n in range(3)]
        held = holding.hold(alice, dict.fromkeys(gains), "too_fast", by=ada)
        holding.release(held[0].id, by=ada)
        holding.keep(held[1].id, by=ada)
        granting.grant(alice, -200, "counted_wrongly", by=ada, key="taken-by-ada")

    world(write)


def test_a_clean_book_is_clean(book, run):
    code, lines = run()
    assert (code, [line for line in lines if line.startswith("FAULT")]) == (0, [])


@pytest.mark.parametrize(
    ("fault", "name"),
    [
        ("UPDATE grants SET state = 'given', decided_at = asked_at WHERE id = 2", GRANTS),
        ("UPDATE grants SET amount = 31 WHERE id = 1", GRANTS),
        ("UPDATE grants SET state = 'asked' WHERE id = 1", GRANTS),
        ("UPDATE grants SET amount = -201 WHERE id = 4", OWED),
        ("DELETE FROM grants WHERE id = 1", NO_GRANT),
        ("UPDATE grants SET decided_by = by WHERE id = 3", ALONE),
        ("UPDATE grants SET decided_by = member_id WHERE id = 3", ALONE),
        ("UPDATE holds SET member_id = 2 WHERE id = 3", HOLDS),
        ("UPDATE holds SET state = 'released' WHERE id = 3", RELEASES),
        ("UPDATE holds SET state = 'held' WHERE id = 1", RELEASES),
        ("DELETE FROM holds WHERE id = 3", NO_HOLD),
    ],
)
def test_a_planted_fault_is_named(book, run, spoil, engine, fault, name):
    checks = (
        "grants DROP CONSTRAINT ck_grants_decided_once",
        "grants DROP CONSTRAINT ck_grants_by_a_second_person",
        "holds DROP CONSTRAINT ck_holds_ended_once",
    )
    freed = "".join(f"ALTER TABLE {check};" for check in checks) if engine == "postgresql" else ""
    spoil(freed + fault)
    code, lines = run()
    assert code == 1
    assert [line for line in lines if line.startswith(f"FAULT {name}: ")]
