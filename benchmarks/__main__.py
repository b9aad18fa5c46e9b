"""Run the benchmark: furnish, serve, measure in rounds, check the ledgers, report."""

from __future__ import annotations

import logging
import multiprocessing
import shutil
import sys
import tempfile
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import structlog

from benchmarks import counts, lighthouse, report, twin, works
from benchmarks.club import EACH, Club
from benchmarks.disk import durable_rate
from benchmarks.servers import Server
from benchmarks.works import CLUB, CROWD, HELLO, POSTGRESQL, SECONDS, TWIN, Work
from clubapp import clock
from clubapp.settings import ROOT
from tests.postgres import Cluster, programs

ROUNDS = 5
PEOPLE = 100_000  # of the crowd
WARM = 0.3  # seconds
BEGAN = time.perf_counter()


def say(words: str) -> None:
    print(f"{time.perf_counter() - BEGAN:5.0f} s  {words}", flush=True)


def furnished(folder: Path, ends: ExitStack) -> dict[str, Club]:
    """The clubs that are measured: a thousand members on each engine, and a crowd."""
    clubs = {CLUB: Club(folder / CLUB)}
    if found := programs():
        cluster = Cluster(found)
        ends.callback(cluster.stop)
        clubs[POSTGRESQL] = Club(folder / POSTGRESQL, cluster.start().create("bench"))
    clubs[CROWD] = Club(folder / CROWD, people=PEOPLE)
    return clubs


def served(folder: Path, clubs: dict[str, Club], ends: ExitStack) -> dict[str, Server]:
    """Everything up at once."""
    servers = {
        HELLO: Server("benchmarks.hello:app", folder / "hello.log"),
        TWIN: Server("benchmarks.twin:app", folder / "twin.log", TWIN_FOLDER=str(twin.FOLDER)),
    }
    for name, club in clubs.items():
        servers[name] = Server("clubapp.wsgi:app", folder / f"{name}.log", **club.environment)
    for server in servers.values():
        ends.callback(server.stop)
    for server in servers.values():
        server.wait()
    return servers


def planned(clubs: dict[str, Club]) -> list[Work]:
    """Every work, in the order of a round."""
    twin.make_tables()
    plan = works.hello() + works.twin(*twin.furnish())
    for name, club in clubs.items():
        plan += works.members(name, club)
        plan += works.growing(name, club) if name in (CLUB, CROWD) else []
        plan += works.alone(name, club) if name == CLUB else []
    return plan


def measured(plan: list[Work], servers: dict[str, Server], sender: Executor, folder: Path) -> list[float]:
    """Go round; each work keeps its loads, and the disk's rates come back."""
    for work in plan:
        work.check(servers[work.server])
        work.run(servers[work.server], sender, WARM)
    durable = []
    for number in range(ROUNDS):
        say(f"round {number + 1} of {ROUNDS}")
        durable.append(durable_rate(folder / "raw.db", SECONDS))
        for work in plan:
            work.check(servers[work.server])
            work.loads.append(work.run(servers[work.server], sender))
    return durable


def check(plan: list[Work], clubs: dict[str, Club]) -> None:
    """Each scan sent is a credit in its ledger."""
    sent = dict.fromkeys((*clubs, TWIN), 0)
    for work in plan:
        if work.name in (works.SCAN, works.QUEUED):
            sent[work.server] += work.sent
    for name, club in clubs.items():
        club.check(sent[name])
    assert twin.credited() == sent[TWIN]


def main() -> int:
    # The servers log as in production; here, where the furniture is made, nobody reads it.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with ExitStack() as ends:
        folder = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="club-bench-")))
        ends.callback(shutil.rmtree, twin.FOLDER)
        say("furnishing")
        clubs = furnished(folder, ends)
        counted = [*counts.first_visit(clubs[CLUB]), *counts.statements(clubs[CLUB])]
        plan = planned(clubs)
        servers = served(folder, clubs, ends)
        context = multiprocessing.get_context("spawn")
        sender = ends.enter_context(ProcessPoolExecutor(1, mp_context=context))
        durable = measured(plan, servers, sender, folder)
        memory = servers[CLUB].anonymous()
        say("reading the ledgers")
        check(plan, clubs)
        for server in servers.values():
            server.stop()
        say("reading pages with Lighthouse")
        chromium = lighthouse.can_read()
        read = list(lighthouse.readings(folder, chromium)) if chromium else []
        crowd = f"{PEOPLE:,} members and {PEOPLE * EACH:,} entries".replace(",", " ")
        today = clock.today().isoformat()
        lines = report.written(report.by_work(plan), durable, memory, counted, read, crowd, today)
    print("\n".join(lines))
    (ROOT / "docs" / "performance.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    say("docs/performance.md is written")
    return 0 if all(count.kept for count in counted) else 1


if __name__ == "__main__":
    sys.exit(main())
