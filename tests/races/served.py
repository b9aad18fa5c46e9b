"""The club really served: `club serve` in a process group of its own, on a base of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from flask import session
from flask_wtf.csrf import generate_csrf

from clubapp import db as base
from clubapp.app import create_app
from clubapp.points.audit import audit
from clubapp.settings import ROOT, Settings
from clubapp.shop.audit import CHECKS
from tests.conftest import a_museum

KEY = "a key for races, long enough 12345"
CLUB = (sys.executable, "-c", "from clubapp.cli import club; club()", "serve")
LOOKS = 600  # at what is awaited,
PACE = 0.1  # seconds apart
STARTS = 3  # another process may take the port we found free


@dataclass(frozen=True)
class Browser:
    """A cookie, and the token the pages of this cookie carry."""

    cookie: str
    token: str


@dataclass(frozen=True)
class Process:
    pid: int
    state: str
    parent: int
    group: int


@dataclass
class Served:
    """A club furnished by the rules in this process, and served by others."""

    instance: Path
    processes: int = 1
    database: str = ""
    settings: Settings = field(init=False)

    def __post_init__(self):
        self.settings = Settings(
            secret_key=KEY, instance=self.instance, processes=self.processes, database_url=self.database
        )
        self.app = create_app(self.settings)
        self.rule(base.upgrade)
        self.rule(a_museum)  # an empty base would be filled with the demonstration
        self.log = self.instance / "server.log"
        self.process = None
        self.launched = []

    def rule(self, rule, *args, **kwargs):
        """Run a rule on the base that is served."""
        with self.app.app_context():
            return rule(*args, **kwargs)

    def browser(self, **held):
        """A browser whose cookie holds this."""
        with self.app.test_request_context():
            session.update(held)
            token = generate_csrf()
            seal = self.app.session_interface.get_signing_serializer(self.app)
            return Browser(f"{self.app.config['SESSION_COOKIE_NAME']}={seal.dumps(dict(session))}", token)

    def start(self, command=CLUB):
        """Serve on a free port; return once the club says it is ready."""
        for _ in range(STARTS):
            self.port = free_port()
            self.process = self.launch(command)
            if self.await_ready():
                return self
        raise AssertionError(f"the club does not start\n{self.tail()}")

    def launch(self, command=CLUB, **kwargs):
        """Start a process with this club's settings, in a group of its own."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CLUB_")}
        ours = {
            "CLUB_DATABASE_URL": self.database,
            "CLUB_INSTANCE": str(self.instance),
            "CLUB_PROCESSES": str(self.processes),
            "CLUB_SECRET_KEY": KEY,
            "PORT": str(self.port),
        }
        with self.log.open("ab") as log:
            streams = {"stdout": log, "stderr": log} | kwargs
            process = subprocess.Popen(command, cwd=ROOT, env=kept | ours, start_new_session=True, **streams)
        self.launched.append(process)
        return process

    def await_ready(self):
        """Look until the club is ready; False when it has ended before."""
        for _ in range(LOOKS):
            if self.ready():
                return True
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(PACE)
                return False
        raise AssertionError(f"the club is not ready\n{self.tail()}")

    def ready(self):
        """Whether /readyz answers 200."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def living(self):
        """The processes of the group that live; the dead nobody has buried don't count."""
        found = [read_process(folder) for folder in Path("/proc").glob("[0-9]*")]
        return [process for process in found if process and process.group == self.process.pid and process.state != "Z"]

    def children(self, pid):
        """The living children of a process, oldest first."""
        return sorted(process.pid for process in self.living() if process.parent == pid)

    def server(self):
        """The process that keeps the workers."""
        return next(pid for pid in self.children(self.process.pid) if self.children(pid))

    def runner(self):
        """The process that does the jobs: it has no children."""
        return next(pid for pid in self.children(self.process.pid) if not self.children(pid))

    def stop(self):
        """End every group, kindly and then not."""
        for process in self.launched:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(15)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.rule(lambda: base.db.engine.dispose())

    def tail(self, lines=40):
        """What the server said last."""
        said = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return "\n".join(said[-lines:])

    def check_book(self):
        """`club audit` finds nothing."""
        lines, clean = self.rule(audit, CHECKS)
        assert clean, "\n".join(line for line in lines if not line.startswith("ok"))


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def read_process(folder):
    """The process behind a folder of /proc, None if it is gone."""
    try:
        state, parent, group = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
    except OSError:
        return None
    return Process(int(folder.name), state, int(parent), int(group))
