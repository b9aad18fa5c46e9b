"""`club serve`: the server and the jobs runner, started together, ended together, and started again if they die."""

from __future__ import annotations

import multiprocessing
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

import structlog
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from clubapp import leash
from clubapp.settings import Settings

log = structlog.get_logger()

GRACE = 10.0  # seconds for the children to end by themselves
LATE = 10.0  # a child that lives this long has started well
TRIES = 3  # starts in a row that may fail
ENDING = (signal.SIGINT, signal.SIGTERM)

# A fork starts at once and shares what is loaded already; elsewhere than on Linux it is not safe.
if sys.platform == "linux":
    _CONTEXT = multiprocessing.get_context("fork")
else:
    _CONTEXT = multiprocessing.get_context("spawn")


class Taken(Exception):
    """Something listens on the port already."""


def hold_port(settings: Settings) -> socket.socket:
    """Bind the port, so that nobody else does meanwhile; raise Taken. Two granians would share one in silence."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    held = socket.socket(family, socket.SOCK_STREAM)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        held.bind((settings.host, settings.port))
    except OSError as fault:
        held.close()
        reason = fault.strerror or str(fault)
        raise Taken(f"Port {settings.port} of {settings.host} can't be used ({reason}). Try: PORT=8001") from fault
    return held


def server(settings: Settings) -> None:
    """Be the server, until told to end."""
    Granian(
        "clubapp.wsgi:app",
        interface=Interfaces.WSGI,
        address=settings.host,
        port=settings.port,
        workers=settings.processes,
        blocking_threads=settings.threads,
        workers_kill_timeout=5,  # seconds
        respawn_failed_workers=True,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.error,
    ).serve()


class Child:
    """A process of ours, started again when it dies."""

    def __init__(self, name: str, work: Callable[[Settings], None], settings: Settings) -> None:
        self.name = name
        self.work = work
        self.settings = settings
        self.failures = 0
        self.start()

    def start(self) -> None:
        self.process = _CONTEXT.Process(target=_child, args=(self.work, self.settings), name=f"club-{self.name}")
        self.process.start()
        self.began = time.monotonic()

    def look(self, started: bool) -> bool:
        """Start it again if it has died; return whether there is hope, which is lost only before the first success."""
        if self.process.is_alive():
            return True
        if time.monotonic() - self.began > LATE:
            self.failures = 0
        self.failures += 1
        if self.failures >= TRIES and not started:
            log.error("does not start", child=self.name, status=self.process.exitcode)
            return False
        log.warning("died, started again", child=self.name, status=self.process.exitcode)
        time.sleep(min(self.failures - 1, 5) / 2)
        self.start()
        return True

    def end(self, deadline: float) -> None:
        """Wait until it has ended; kill it at the deadline."""
        self.process.join(max(deadline - time.monotonic(), 0.1))
        self.process.kill()
        self.process.join()


def _child(work: Callable[[Settings], None], settings: Settings) -> None:
    for number in ENDING:
        signal.signal(number, signal.SIG_DFL)
    leash.hold()
    work(settings)


def supervise(settings: Settings, runner: Callable[[Settings], None], ready: Callable[[], None]) -> int:
    """Run server and runner until Ctrl-C or SIGTERM; return the exit status."""
    asked = threading.Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        asked.set()

    for number in ENDING:
        signal.signal(number, ask)
    children = [Child("server", server, settings), Child("runner", runner, settings)]
    hope, told = True, False
    while hope and not asked.wait(0.5 if told else 0.05):
        hope = all(child.look(told) for child in children)
        if hope and not told and _answers(settings):
            told = True
            ready()
    deadline = time.monotonic() + GRACE
    for child in children:
        child.process.terminate()
    for child in children:
        child.end(deadline)
    return 0 if hope else 1


def _answers(settings: Settings) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    try:
        socket.create_connection((host, settings.port), timeout=0.2).close()
    except OSError:
        return False
    return True
