"""What serves the club may die at any instant: nothing said is lost, and what should come back does."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from secrets import token_urlsafe

import pytest
from sqlalchemy import update

from clubapp import clock
from clubapp.db import act, db
from clubapp.outbox import Runner
from tests.races.furniture import POINTS, balance, gains, member, poster, scans
from tests.races.herd import insist, scan
from tests.races.served import LOOKS, PACE

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")

PEOPLE, POSTERS = 24, 6


class Killer:
    """Kills a worker each time so many scans have been answered."""

    def __init__(self, club, at):
        self.club = club
        self.at = at
        self.heard = 0
        self.killed = []
        self.lock = threading.Lock()

    def __call__(self):
        with self.lock:
            self.heard += 1
            if self.heard in self.at:
                self.killed.append(self.club.children(self.club.server())[0])
                os.kill(self.killed[-1], signal.SIGKILL)


@pytest.mark.parametrize(
    ("processes", "engine_name", "deaths"),
    [(1, "sqlite", [60]), (4, "sqlite", [30, 60, 90]), (4, "postgresql", [30, 60, 90])],
    ids=["1 process", "4 processes", "4 on PostgreSQL"],
)
def test_a_worker_killed_amid_scans_loses_none_and_doubles_none(own_club, processes, engine_name, deaths):
    club = own_club(processes, engine_name).start()
    people = [member(club, f"Pupil-{number}") for number in range(PEOPLE)]
    codes = [poster(club) for _ in range(POSTERS)]
    queues = [[scan(one.browser, code, token_urlsafe(12)) for code in codes] for one in people]
    killer = Killer(club, deaths)
    with ThreadPoolExecutor(PEOPLE) as pool:
        told = list(pool.map(lambda queue: insist(club.port, queue, killer), queues))
        again = list(pool.map(lambda queue: insist(club.port, queue, killer), queues))
    assert len(set(killer.killed)) == len(deaths)
    assert not set(killer.killed) & {process.pid for process in club.living()}
    for one, queue, answers in zip(people, queues, told, strict=True):
        assert [(answer["result"], answer["balance"]) for answer in answers] == [
            ("credited", POINTS * count) for count in range(1, POSTERS + 1)
        ]
        assert gains(club, one) == [POINTS] * POSTERS
        assert scans(club, one) == [(post.fields["scan_id"], "credited") for post in queue]
        assert balance(club, one) == POINTS * POSTERS
    assert again == told
    club.check_book()


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_the_end_of_the_club_leaves_no_process(own_club, end):
    club = own_club(processes=2).start()
    assert len(club.living()) == 5  # the club, its runner, its server and two workers
    os.kill(club.process.pid, end)
    assert club.process.wait(60) == (0 if end == signal.SIGTERM else -signal.SIGKILL)
    assert until(lambda: not club.living()), f"{club.living()}\n{club.tail()}"


def test_a_second_club_on_the_same_port_ends_with_one_line(own_club):
    club = own_club().start()
    second = club.launch(stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, said = second.communicate(timeout=60)
    assert second.returncode == 1
    assert out == b""
    assert said.decode().startswith(f"Error: Port {club.port} of 127.0.0.1 can't be used (")
    assert said.endswith(b"). Try: PORT=8001\n")
    assert said.count(b"\n") == 1
    assert club.ready()


def test_a_killed_runner_comes_back_and_the_club_is_ready_again(own_club):
    club = own_club().start()
    killed = club.runner()
    os.kill(killed, signal.SIGKILL)
    assert until(lambda: killed not in [process.pid for process in club.living()]), club.tail()
    long_ago = update(Runner).values(seen_at=clock.now() - timedelta(hours=1))
    club.rule(act(lambda: db.session.execute(long_ago)))
    assert club.await_ready()
    assert club.runner() != killed


def until(truth):
    """Look again and again until it is true; False when it never is."""
    for _ in range(LOOKS):
        if truth():
            return True
        threading.Event().wait(PACE)
    return False
