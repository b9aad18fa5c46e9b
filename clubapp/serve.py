"""`club serve`: the server and the jobs runner, started together, ended together, and started again if they die."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

import structlog

from clubapp.settings import Settings

log = structlog.get_logger()

GRACE = 10.0  # seconds for the children to end by themselves
LATE = 10.0  # a child that lives this long has started well
TRIES = 3  # starts in a row that may fail


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


def server(settings: Settings) -> list[str]:
    """The server's command line, after the interpreter's."""
    return [
        *("-m", "clubapp.leash", "granian"),
        *("--interface", "wsgi", "--host", settings.host, "--port", str(settings.port)),
        *("--workers", str(settings.processes), "--blocking-threads", str(settings.threads)),
        *("--workers-kill-timeout", "5", "--respawn-failed-workers"),
        *("--no-ws", "--http", "1", "--log-level", "warning"),
        "clubapp.wsgi:app",
    ]


def runner() -> list[str]:
    """The jobs runner's command line, after the interpreter's."""
    return ["-m", "clubapp.leash", "clubapp.cli", "jobs"]


class Child:
    """A process of ours; its standard input is the leash it is held by."""

    def __init__(self, name: str, arguments: list[str]) -> None:
        self.name = name
        self.arguments = arguments
        self.failures = 0
        self.start()

    def start(self) -> None:
        self.began = time.monotonic()
        self.process = subprocess.Popen([sys.executable, *self.arguments], stdin=subprocess.PIPE)

    def look(self) -> bool:
        """Start it again if it has died; return whether there is still hope."""
        status = self.process.poll()
        if status is None:
            return True
        lived = time.monotonic() - self.began
        self._loose()
        self.failures = 1 if lived > LATE else self.failures + 1
        if self.failures >= TRIES:
            log.error("does not start", child=self.name, status=status)
            return False
        log.warning("died, started again", child=self.name, status=status)
        self.start()
        return True

    def end(self, deadline: float) -> None:
        """Wait until it has ended; kill it at the deadline."""
        try:
            self.process.wait(max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._loose()

    def _loose(self) -> None:
        if self.process.stdin:
            self.process.stdin.close()


def supervise(settings: Settings, ready: Callable[[], None]) -> int:
    """Run server and runner until Ctrl-C or SIGTERM; return the exit status."""
    asked = threading.Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        asked.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask)
    children = [Child("server", server(settings)), Child("runner", runner())]
    hope = True
    told = False
    while hope and not asked.wait(0.05 if not told else 0.5):
        hope = all(child.look() for child in children)
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
