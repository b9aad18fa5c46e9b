import sqlite3
import threading

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, InternalError, OperationalError

from clubapp import clock
from clubapp import db as base
from clubapp.db import act, savepoint
from clubapp.members.models import Member
from clubapp.points import ledger
from clubapp.points.models import Account
from clubapp.refusals import Busy, Refused
from tests.conftest import a_member

pytestmark = pytest.mark.both_engines


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


def test_an_act_inside_an_act_is_a_part_of_it(db):
    alice = a_member()

    @act
    def outer():
        ledger.credit(alice.id, 5, because="test", about="outer")
        rename_then_refuse(db.session.get_one(Member, alice.id))

    with pytest.raises(No):
        outer()
    assert ledger.balance(alice.id) == 0


def test_an_act_that_goes_on_with_half_of_another_is_stopped(db):
    alice = a_member()

    @act
    def outer():
        ledger.credit(alice.id, 5, because="test", about="outer")
        with pytest.raises(No):
            rename_then_refuse(db.session.get_one(Member, alice.id))

    with pytest.raises(AssertionError, match="savepoint"):
        outer()
    assert ledger.balance(alice.id) == 0
    assert db.session.get(Member, alice.id, populate_existing=True).display_name == "Alice"


def test_what_stands_in_a_savepoint_is_all_or_nothing_by_itself(db):
    alice = a_member()

    @act
    def outer():
        ledger.credit(alice.id, 5, because="test", about="outer")
        with pytest.raises(No), savepoint():
            rename_then_refuse(db.session.get_one(Member, alice.id))

    outer()
    assert ledger.balance(alice.id) == 5
    assert db.session.get(Member, alice.id, populate_existing=True).display_name == "Alice"


def test_a_write_outside_an_act_fails_by_itself(db):
    alice = a_member()
    with pytest.raises((OperationalError, InternalError), match=r"read-?only"):
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
        ledger.lock(alice)
        account = db.session.get_one(Account, alice)
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


@pytest.fixture
def other(engine, settings, request):
    """Another process, which begins to write in the book."""
    if engine == "postgresql":
        connection = request.getfixturevalue("cluster").master("club")
        begins = "BEGIN; SELECT * FROM accounts FOR UPDATE"
    else:
        connection = sqlite3.connect(settings.instance / "club.db", isolation_level=None)
        begins = "BEGIN IMMEDIATE"
    yield lambda words=begins: connection.execute(words)
    connection.close()


def test_a_base_held_by_another_process_is_said_to_be_busy(db, other, monkeypatch):
    monkeypatch.setattr("clubapp.engines.PATIENCE", 0.05)
    monkeypatch.setattr("clubapp.engines.ROW_PATIENCE", 0.05)
    alice = a_member()
    ledger.credit(alice.id, 0, because="test", about="opened")
    other()
    try:
        with pytest.raises(Busy):
            ledger.credit(alice.id, 5, because="test", about="held")
    finally:
        other("ROLLBACK")
    assert ledger.credit(alice.id, 5, because="test", about="free").balance_after == 5


def test_rows_may_not_point_at_nothing(db):
    with pytest.raises(IntegrityError):
        ledger.credit(999, 5, because="test", about="nobody")


def test_what_another_wrote_meanwhile_is_found_when_the_rule_looks_again(app, db):
    """Two threads look before either writes, as PostgreSQL allows; on SQLite one waits for the other."""
    looked = threading.Barrier(2)
    tries, members = [], []

    @act
    def join():
        tries.append(threading.get_ident())
        found = db.session.scalar(select(Member.id).where(Member.email == "alice@club.fr"))
        if len(tries) <= 2 and base.db.engine.dialect.name == "postgresql":
            looked.wait(timeout=10)
        members.append(found or written())

    def written():
        alice = Member(
            email="alice@club.fr", display_name="Alice", language="fr", joined_at=clock.now(), entered_at=clock.now()
        )
        db.session.add(alice)
        db.session.flush()
        return alice.id

    def client():
        with app.app_context():
            join()

    threads = [threading.Thread(target=client) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(members)) == 1
    assert db.session.scalars(select(Member.id)).all() == members[:1]
    assert len(tries) == (3 if base.db.engine.dialect.name == "postgresql" else 2)


def test_a_page_reads_one_instant(app, db):
    a_member()
    assert db.session.scalar(select(func.count(Member.id))) == 1

    def meanwhile():
        with app.app_context():
            a_member("sam@club.fr", "Sam")

    thread = threading.Thread(target=meanwhile)
    thread.start()
    thread.join()
    assert db.session.scalar(select(func.count(Member.id))) == 1
    db.session.rollback()
    assert db.session.scalar(select(func.count(Member.id))) == 2
