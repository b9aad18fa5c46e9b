"""The jobs runner: a round posts what is due and sweeps what has had its time."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import structlog
import time_machine
from sqlalchemy import func, select

from clubapp import jobs, outbox
from clubapp.activities import scanning
from clubapp.db import Model
from clubapp.members import rules as members
from clubapp.members import signing_in
from tests.conftest import a_member, an_activity

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


def left(db):
    names = ("letters", "sign_in_codes", "sessions", "kept_scans")
    return {name: db.session.scalar(select(func.count()).select_from(Model.metadata.tables[name])) for name in names}


def test_one_round_posts_the_letters_and_says_it_is_there(db, settings):
    code = signing_in.ask_for_code("alice@club.fr", "hers", "home", "fr")
    jobs.run(once=True)
    assert left(db)["letters"] == 0
    assert outbox.runner_seen_at() == NOON
    written = "".join(file.read_text() for file in (settings.instance / "outbox").iterdir())
    assert code in written


def test_one_round_sweeps_codes_sessions_and_kept_scans_that_have_had_their_time(db, clock):
    a_member()
    members.enter("alice@club.fr", "Firefox")
    signing_in.ask_for_code("alice@club.fr", "hers", "home", "fr")
    scanning.keep("hers", an_activity()[1], "scan-0001")
    jobs.run(once=True)
    assert left(db) == {"letters": 0, "sign_in_codes": 1, "sessions": 1, "kept_scans": 1}
    clock.shift(timedelta(days=30, seconds=1))
    jobs.run(once=True)
    assert left(db) == {"letters": 0, "sign_in_codes": 0, "sessions": 0, "kept_scans": 0}


def test_a_round_that_fails_is_logged_and_the_next_one_comes(db, monkeypatch):
    rounds, stop = [], threading.Event()

    def post_all():
        rounds.append(1)
        if len(rounds) == 1:
            raise RuntimeError("the first round")
        stop.set()

    monkeypatch.setattr(outbox, "post_all", post_all)
    monkeypatch.setattr(jobs, "PAUSE", 0)
    with structlog.testing.capture_logs() as logs:
        jobs.run(stop=stop)
    assert len(rounds) == 2
    assert [line["event"] for line in logs] == ["round failed"]


def test_a_single_round_that_fails_says_so(db, monkeypatch):
    def post_all():
        raise RuntimeError("the only round")

    monkeypatch.setattr(outbox, "post_all", post_all)
    with pytest.raises(RuntimeError, match="the only round"):
        jobs.run(once=True)


def test_chores_are_done_once_an_hour_not_at_each_round(db, clock, monkeypatch):
    done, stop, rounds = [], threading.Event(), []

    def post_all():
        rounds.append(1)
        clock.shift(timedelta(minutes=20))
        if len(rounds) == 7:
            stop.set()

    monkeypatch.setattr(outbox, "post_all", post_all)
    monkeypatch.setattr(jobs, "CHORES", [lambda: done.append(len(rounds))])
    monkeypatch.setattr(jobs, "PAUSE", 0)
    jobs.run(stop=stop)
    assert done == [1, 5]
