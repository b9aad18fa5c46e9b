"""The load: a few connections kept alive, each sending its next request once it has its answer."""

from __future__ import annotations

import itertools
import socket
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

CONNECTIONS = 4
BROWSER = {
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "fr-FR,fr;q=0.9,en;q=0.5",
    "Sec-Fetch-Site": "same-origin",
    "User-Agent": "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
}


@dataclass(frozen=True)
class Answer:
    status: int
    head: bytes
    body: bytes


class WrongAnswer(Exception):
    """The server answered something else than what is measured."""


def request(method: str, path: str, host: str, *, fields: Mapping[str, object] | None = None, **headers: str) -> bytes:
    """A request as a telephone's browser sends it; `HX_Request="true"` is a header."""
    body = urlencode(fields or {}).encode()
    named = BROWSER | {"Host": host} | {name.replace("_", "-"): value for name, value in headers.items()}
    if method == "POST":
        named |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


class Connection:
    """One connection to a server of this machine."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rest = b""

    def ask(self, sent: bytes) -> Answer:
        self.socket.sendall(sent)
        while (end := self.rest.find(b"\r\n\r\n")) < 0:
            self.rest += self.more()
        head, body = self.rest[:end].lower(), self.rest[end + 4 :]
        _, named, length = head.partition(b"\r\ncontent-length:")
        size = int(length.split(b"\r\n", 1)[0]) if named else 0
        while len(body) < size:
            body += self.more()
        self.rest = body[size:]
        return Answer(int(head[9:12]), head, body[:size])

    def more(self) -> bytes:
        received = self.socket.recv(1 << 17)
        if not received:
            raise WrongAnswer("the server hung up")
        return received


def ask(port: int, sent: bytes) -> Answer:
    """One answer, by itself."""
    connection = Connection(port)
    try:
        return connection.ask(sent)
    finally:
        connection.socket.close()


def load(
    port: int, requests: Sequence[bytes], again: bool, status: int, size: int, seconds: float
) -> tuple[int, float, list[float]]:
    """Send the requests, over and `again` or each once; return answers, seconds, and each answer's own seconds.

    Raises WrongAnswer for another status, or a body smaller than `size`.
    """
    waiting = itertools.cycle(requests) if again else iter(requests)
    latencies: list[float] = []
    wrong: list[object] = []
    began = time.perf_counter()

    def send() -> None:
        try:
            connection = Connection(port)
            sent = time.perf_counter()
            while sent - began < seconds and (each := next(waiting, None)):
                answer = connection.ask(each)
                now = time.perf_counter()
                latencies.append(now - sent)
                sent = now
                if answer.status != status or len(answer.body) < size:
                    raise WrongAnswer(f"{answer.status}, {len(answer.body)} bytes: {answer.body[:300]!r}")
            connection.socket.close()
        except (OSError, WrongAnswer) as fault:
            wrong.append(fault)

    threads = [threading.Thread(target=send) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise WrongAnswer(str(wrong[0]))
    return len(latencies), time.perf_counter() - began, latencies
