import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from clubapp.db import act
from clubapp.members.models import Member
from clubapp.points import ledger
from clubapp.points.models import Account
from clubapp.refusals import Busy, Refused
from tests.conftest import a_member


class No(Refused):
    says = "Non."


@act
def rename_then_refuse(member):
    member.display_name = "Bob"
    raise No


def test_a_refused_act_leaves_no_trace(db):
    alice = a_member()
    with pytest.raises(No):
        rename_then_refuse(alice)
    assert db.session.get(Member, alice.id, populate_existing=True).display_name == "Alice"


def test_an_act_inside_an_act_is_all_or_nothing_by_itself(db):
    alice = a_member()

    @act
    def outer():
        ledger.credit(alice.id, 5, because="test", about="outer")
        with pytest.raises(No):
            rename_then_refuse(db.session.get_one(Member, alice.id))

    outer()
    assert ledger.balance(alice.id) == 5
    assert db.session.get(Member, alice.id, populate_existing=True).display_name == "Alice"


def test_a_write_outside_an_act_fails_by_itself(db):
    alice = a_member()
    with pytest.raises(OperationalError, match="readonly"):
        db.session.execute(text("UPDATE members SET display_name = 'Bob'"))
    db.session.rollback()
    assert db.session.get(Member, alice.id, populate_existing=True).display_name == "Alice"


def test_an_act_reads_afresh_what_the_page_had_read(app, db):
    """Four hundred concurrent credits, by threads that have each read the account first: none is lost."""
    alice = a_member().id
    ledger.credit(alice, 0, because="test", about="opened")
    barrier = threading.Barrier(8, timeout=10)
    faults = []

    @act
    def add_one():
        account = ledger.lock(alice)
        account.balance = account.balance + 1

    def client():
        try:
            with app.app_context():
                seen = db.session.get_one(Account, alice)
                barrier.wait()
                for _ in range(50):
                    assert seen.balance >= 0
                    add_one()
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=client) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    db.session.rollback()
    assert ledger.balance(alice) == 400


def test_a_base_held_by_another_process_is_said_to_be_busy(app, db, settings, monkeypatch):
    import sqlite3

    monkeypatch.setattr("clubapp.db.PATIENCE", 0.05)
    alice = a_member()
    other = sqlite3.connect(settings.instance / "club.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(Busy):
            ledger.credit(alice.id, 5, because="test", about="held")
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert ledger.credit(alice.id, 5, because="test", about="free").balance_after == 5


def test_rows_may_not_point_at_nothing(db):
    with pytest.raises(IntegrityError):
        ledger.credit(999, 5, because="test", about="nobody")
