"""What PostgreSQL alone has: a server that goes away, characters it refuses, tools of its own."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, text, update

from clubapp import cli, clock, outbox
from clubapp.activities import scanning
from clubapp.db import act
from clubapp.home import leaving
from clubapp.members import rules, signing_in
from clubapp.members.models import Member, Session, SignInCode
from clubapp.posters import life
from clubapp.posters import rules as posters
from tests.conftest import a_member, an_activity

pytestmark = pytest.mark.parametrize("engine", ["postgresql"], indirect=True, scope="session")


def together(app, jobs):
    """Do these at the same instant, each in a thread and a context of its own; what each came to."""
    barrier = threading.Barrier(len(jobs), timeout=20)
    came = [None] * len(jobs)

    def run(number, job):
        with app.app_context():
            barrier.wait()
            try:
                came[number] = job()
            except Exception as fault:
                came[number] = fault

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def test_the_club_comes_back_by_itself_when_its_server_does(client, world, cluster):
    world(outbox.tick)
    assert client.get("/readyz").status_code == 200
    cluster.crash()
    try:
        page = client.get("/a-faire")
        assert (page.status_code, page.headers["Retry-After"]) == (503, "2")
        assert client.get("/readyz").json == {"database": "fault", "migrations": "fault", "runner": "fault"}
        assert client.get("/healthz").status_code == 200
    finally:
        cluster.start()
    assert client.get("/a-faire").status_code == 200
    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize("address", ["/a-faire?musee=%00", "/q/P-%00", "/activites?musee=beaux%00-arts"])
def test_a_character_it_refuses_is_not_our_fault(client, address):
    assert client.get(address).status_code in (400, 404)


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_its_backups_are_made_by_its_own_tools(command, app, clean, settings, monkeypatch, tmp_path):
    monkeypatch.setattr(cli, "opened", lambda: (settings, app))
    (tmp_path / "club.db").touch()
    ended = CliRunner().invoke(cli.club, [command, str(tmp_path / "club.db")])
    assert ended.exit_code == 1
    assert ended.output == "Error: This base is PostgreSQL's: use pg_dump and pg_restore.\n"


def test_moments_come_back_in_universal_time_whatever_the_server_s_zone(db, cluster):
    with cluster.master() as master:
        master.execute("ALTER ROLE club SET TimeZone = 'Pacific/Auckland'")
    db.engine.dispose()
    try:
        a_member()
        db.session.rollback()
        db.session.expire_all()
        assert db.session.scalar(select(Member.joined_at)).utcoffset() == timedelta(0)
    finally:
        with cluster.master() as master:
            master.execute("ALTER ROLE club RESET ALL")


def test_ten_short_codes_a_day_are_ten_though_all_are_asked_for_at_once(app, db):
    def ask(number):
        return lambda: signing_in.ask_for_code("alice@club.fr", f"browser {number}", f"network {number}", "fr")

    codes = together(app, [ask(number) for number in range(16)])
    assert sorted(len(code) for code in codes) == [6] * 10 + [9] * 6


def test_ten_letters_an_hour_are_ten_though_all_are_asked_for_at_once(app, db):
    def ask(number):
        return lambda: signing_in.ask_for_code("alice@club.fr", f"browser {number}", "one network", "fr")

    came = together(app, [ask(number) for number in range(16)])
    assert sum(isinstance(code, signing_in.MailedEnough) for code in came) == 6
    assert db.session.scalar(select(func.count(SignInCode.id))) == 10


def test_who_leaves_while_they_enter_is_signed_in_nowhere(app, db):
    for _ in range(8):
        alice = a_member().id
        together(app, [lambda: rules.enter("alice@club.fr", "Test"), lambda who=alice: leaving.erase(who)] * 2)
        db.session.rollback()
        assert db.session.scalars(select(Session).where(Session.member_id == alice)).all() == []


def test_who_comes_back_while_absence_is_looked_for_is_neither_warned_nor_forgotten(app, db):
    alice = a_member().id
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    for warned in (None, long_ago):
        absent = update(Member).values(entered_at=long_ago, warned_at=warned)
        act(lambda change=absent: db.session.execute(change))()
        entered = threading.Event()

        @act
        def come_back(entered=entered):
            rules.enter("alice@club.fr", "Test")
            entered.set()
            # Not committed yet: the other reads what was, and waits for this row.
            waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
            for _ in range(200):
                if db.session.scalar(waiting):
                    return
                threading.Event().wait(0.01)

        def look(entered=entered, warned=warned):
            entered.wait(10)
            return leaving.forget_absent() if warned else rules.warn_absent()

        together(app, [come_back, look])
        db.session.rollback()
        member = db.session.get_one(Member, alice, populate_existing=True)
        assert (member.email, member.warned_at) == ("alice@club.fr", None)
        assert member.entered_at > clock.now() - timedelta(hours=1)


def test_a_revocation_waits_for_the_scans_begun_before_it_and_those_after_it_count_no_more(app, db):
    """The scan has read its poster; the revocation is answered only once that scan has been."""
    _, code = an_activity()
    alice, number = a_member().id, posters.of(code).id
    read, came = threading.Event(), []

    @act
    def scan():
        posters.held(code)
        read.set()
        waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        for _ in range(200):
            if db.session.scalar(waiting):
                break
            threading.Event().wait(0.01)
        came.append(scanning.scan(alice, code, "scan-0001").result)

    def revoke():
        read.wait(10)
        life.revoke(number)
        came.append("answered")

    together(app, [scan, revoke])
    assert came == ["credited", "answered"]
    assert scanning.scan(a_member("bob@club.fr", "Bob").id, code, "scan-0002").result == "revoked"
