"""The same server under each application: granian, one process of four threads, with a process group of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from clubapp.settings import ROOT

THREADS = 4
PATIENCE = 30  # seconds a server may take to answer
TICK = 1 / os.sysconf("SC_CLK_TCK")  # seconds


class Server:
    """An application served on a free port until `stop`."""

    def __init__(self, target: str, log: Path, **environment: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        command = [sys.executable, "-m", "granian", target, "--interface", "wsgi", "--port", str(self.port)]
        command += ["--blocking-threads", str(THREADS), "--http", "1", "--no-ws", "--log-level", "error"]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CLUB_")}
        self.log = log
        with log.open("wb") as said:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=kept | environment, stdout=said, stderr=said, start_new_session=True
            )

    def wait(self) -> None:
        """Return once it listens. Raises RuntimeError when it does not."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            time.sleep(0.05)
        raise RuntimeError(f"it does not start\n{self.log.read_text()[-2000:]}")

    def stop(self) -> None:
        """End it, kindly and then not."""
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def cpu(self) -> float:
        """CPU seconds its processes have used so far, their own and the system's for them."""
        return sum(int(stat[11]) + int(stat[12]) for _, stat in self._processes()) * TICK

    def anonymous(self) -> float:
        """Megabytes of memory that are its biggest process's own (Pss_Anon)."""
        return max(_anonymous(folder) for folder, _ in self._processes())

    def _processes(self) -> Iterator[tuple[Path, list[str]]]:
        """The folders of /proc of its group, each with the fields of `stat` that follow the name."""
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                stat = (folder / "stat").read_text().rpartition(")")[2].split()
                if int(stat[2]) == self.process.pid:
                    yield folder, stat


def _anonymous(folder: Path) -> float:
    lines = (folder / "smaps_rollup").read_text().splitlines()
    kilobytes = sum(int(line.split()[1]) for line in lines if line.startswith("Pss_Anon:"))
    return kilobytes * 1024 / 1e6
