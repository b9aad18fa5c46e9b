"""What is measured: whose request, and how one knows that the answer is the right one."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass, field

import brotli

from benchmarks import client
from benchmarks.club import Club
from benchmarks.figures import Load
from benchmarks.servers import Server

SECONDS = 2.0  # of a load, in each round
MOST = 6000  # requests that are each sent once: more than two seconds can hold
CLAIMS = 15_000
CREDITED = b'data-scan="credited"'

HELLO, TWIN, CLUB, POSTGRESQL, CROWD = "hello", "twin", "club", "postgresql", "crowd"
LIST, PACKED, HOME, BOOK, DESK = "list", "packed list", "home", "book", "desk"
SCAN, QUEUED, CLAIM = "scan", "queued scan", "claim"


@dataclass
class Work:
    """Requests to one server, the same again or each sent once; the answer holds `marker`, `times`."""

    name: str
    server: str
    requests: list[bytes]
    marker: bytes
    size: int  # bytes of the smallest right answer
    times: int = 1
    status: int = 200
    again: bool = True
    sent: int = 0
    loads: list[Load] = field(default_factory=list)

    def check(self, server: Server) -> None:
        """Ask once and read the answer whole. Raises WrongAnswer."""
        answer = client.ask(server.port, self._next(1)[0])
        self.sent += 1
        packed = b"content-encoding: br" in answer.head
        whole = answer.head + (brotli.decompress(answer.body) if packed else answer.body)
        if (answer.status, whole.count(self.marker)) != (self.status, self.times) or len(answer.body) < self.size:
            raise client.WrongAnswer(
                f"{self.server}, {self.name}: {answer.status}, {len(answer.body)} bytes: {whole[-300:]!r}"
            )

    def run(self, server: Server, sender: Executor, seconds: float = SECONDS) -> Load:
        """Load the server, from another process."""
        before = server.cpu()
        asked = sender.submit(
            client.load, server.port, self._next(MOST), self.again, self.status, self.size, seconds
        ).result()
        self.sent += asked[0]
        done, spent, latencies = asked
        return Load(done, spent, server.cpu() - before, latencies)

    def _next(self, count: int) -> list[bytes]:
        return self.requests if self.again else self.requests[self.sent : self.sent + count]


def hello() -> list[Work]:
    return [Work("hello", HELLO, [client.request("GET", "/", "localhost")], b"Hello", 10)]


def twin(page: bytes, scans: list[bytes]) -> list[Work]:
    return [
        Work(LIST, TWIN, [page], b"<article", 15_000, times=20),
        Work(SCAN, TWIN, scans, CREDITED, 900, again=False),
    ]


def members(server: str, club: Club) -> list[Work]:
    """What is asked of every club, whatever its engine and its size."""
    scans = club.scans(HX_Request="true")
    return [
        Work(LIST, server, club.get("/activites"), b"<article", 15_000, times=20),
        Work(SCAN, server, scans[: len(scans) // 2], CREDITED, 900, again=False),
    ]


def growing(server: str, club: Club) -> list[Work]:
    """What must cost the same with a thousand times more rows."""
    return [
        Work(HOME, server, club.get("/"), b"<article", 7000, times=5),
        Work(BOOK, server, club.get("/moi/points"), b'class="list__row"', 9000, times=20),
        Work(DESK, server, club.desk(), b'data-desk="green"', 1500),
    ]


def alone(server: str, club: Club) -> list[Work]:
    """What is asked of one club only."""
    queued = club.scans(Accept="application/json")
    return [
        Work(PACKED, server, club.get("/activites", Accept_Encoding="br"), b"<article", 2000, times=20),
        Work(QUEUED, server, queued[len(queued) // 2 :], b'"result":"credited"', 70, again=False),
        Work(CLAIM, server, club.claims(CLAIMS), b"location: /moi/bons/", 0, status=303, again=False),
    ]
