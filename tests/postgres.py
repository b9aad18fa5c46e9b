"""A PostgreSQL cluster of the tests' own, from the machine's programs: made before the first test that needs it, on a
socket nobody else can reach, and ended with the tests — however they end."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

import psycopg

PATIENCE = 60  # seconds a program of PostgreSQL's may take
NOT_RUN = "PostgreSQL is not installed"
ACCOUNTS = ("postgres", "nobody")  # it refuses to run as root
CONNECTIONS = 300  # four serving processes' and the tests' own


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    found = max(debian, key=lambda path: int(re.sub(r"\D", "", path.parts[-3]) or 0), default=None)
    other = shutil.which("postgres")
    return found.parent if found else Path(other).resolve().parent if other else None


class Cluster:
    """A cluster that keeps its word: fsync stays on. Its databases belong to `club`, who is nobody special."""

    def __init__(self, programs):
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="club-pg-"))  # short: a socket's path may not be long
        self.account = {}
        if os.geteuid() == 0:
            account = next(name for name in ACCOUNTS if known(name))
            self.account = {"user": account, "extra_groups": []}
            shutil.chown(self.folder, account)
        self.process = None

    def start(self):
        """Make the cluster if there is none yet, and return once it answers."""
        if not (self.folder / "data").exists():
            self.run("initdb", "--pgdata=data", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C")
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *leash(),
                    self.programs / "postgres",
                    *("-D", self.folder / "data", "-k", self.folder, "-h", ""),
                    *("-c", f"max_connections={CONNECTIONS}", "-c", "shared_buffers=32MB"),
                ],
                cwd=self.folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self.account,
            )
        self.run("pg_isready", f"--host={self.folder}", tries=PATIENCE)
        return self

    def run(self, program, *arguments, tries=1):
        """Run one of PostgreSQL's programs, as its account, until it succeeds."""
        command = [self.programs / program, *arguments]
        for _ in range(tries):
            ended = subprocess.run(
                command, cwd=self.folder, capture_output=True, text=True, timeout=PATIENCE, **self.account
            )
            if ended.returncode == 0:
                return
            with suppress(subprocess.TimeoutExpired):
                self.process and self.process.wait(0.5)
        raise AssertionError(f"{program}: {ended.stdout}{ended.stderr}{self.tail()}")

    def tail(self):
        log = self.folder / "log"
        return log.read_text(errors="replace")[-2000:] if log.exists() else ""

    def crash(self):
        """End it at once, as a power cut would."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(PATIENCE)

    def stop(self):
        """End it, kindly and then not, and leave nothing behind."""
        if self.process:
            self.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(20)
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database):
        """The address of a database, as CLUB_DATABASE_URL takes it."""
        return f"postgresql://club@/{database}?host={self.folder}"

    def master(self, database="postgres"):
        """A connection that may do anything, each statement by itself."""
        return psycopg.connect(host=str(self.folder), user="postgres", dbname=database, autocommit=True)

    def create(self, database, template="template0"):
        """Make a database, in place of the one of this name."""
        with self.master() as master:
            if not master.execute("SELECT 1 FROM pg_roles WHERE rolname = 'club'").fetchone():
                master.execute("CREATE ROLE club LOGIN")
            master.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
            master.execute(f"CREATE DATABASE {database} OWNER club TEMPLATE {template}")
        return self.url(database)


def known(account):
    return subprocess.run(["id", account], capture_output=True).returncode == 0


def leash():
    """What makes a process end with the one that started it, where there is such a thing."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "QUIT"] if setpriv else []
