"""A whole day at once, while what serves it dies each second: no voucher, point or gift is lost or doubled."""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.races import boutique
from tests.races.furniture import poster
from tests.races.mix import Client, imbalance

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")

CLIENTS, OPERATIONS = 16, 4_000
READERS = 4


@contextmanager
def meanwhile(works):
    """Repeat each of these, with its pause in seconds, until the block ends; return what each came to."""
    over, told = threading.Event(), [[] for _ in works]

    def repeat(work, pause, came_to):
        while not over.wait(pause):
            came_to.append(work())

    with ThreadPoolExecutor(len(works)) as pool:
        running = [pool.submit(repeat, *work, came_to) for work, came_to in zip(works, told, strict=True)]
        try:
            yield told
        finally:
            over.set()
    for each in running:
        each.result()


def kill_a_worker(club):
    """The oldest worker, if there is one just now."""
    with suppress(StopIteration, IndexError, ProcessLookupError):
        worker = club.children(club.server())[0]
        os.kill(worker, signal.SIGKILL)
        return worker


@pytest.mark.parametrize("engine_name", ["sqlite", "postgresql"])
def test_nothing_told_is_lost_while_a_worker_dies_each_second(own_club, engine_name):
    club = own_club(processes=4, engine=engine_name).start()
    desk, codes = boutique.agent(club), [poster(club) for _ in range(40)]
    plenty, scarce = boutique.shelf(club, 10_000), boutique.shelf(club, 40)
    clients = [Client(club, n, desk=desk, codes=codes, shelves=[plenty, scarce]) for n in range(CLIENTS)]
    killer = (lambda: kill_a_worker(club), 1)
    reader = (lambda: imbalance(club), 0.2)
    with meanwhile([killer] + [reader] * READERS) as (killed, *read), ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(lambda client: client.live(OPERATIONS // CLIENTS), clients))
    assert len({worker for worker in killed if worker}) >= 3
    assert {difference for each in read for difference in each} == {0}
    for client in clients:
        client.check()
    club.check_book()
