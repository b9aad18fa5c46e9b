"""Many clients at the same instant: their connections are open and their requests sent but for the last byte, then
a barrier, then the byte."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

PATIENCE = 30  # seconds
TRIES = 300  # of one post, when the server dies meanwhile,
PAUSE = 0.1  # seconds apart


@dataclass(frozen=True)
class Post:
    """A form about to be sent by a browser."""

    browser: object
    path: str
    fields: dict
    accept: str = "application/json"

    def body(self):
        return urlencode({"csrf_token": self.browser.token} | self.fields).encode()

    def head(self, connection):
        """Send everything but the body."""
        connection.putrequest("POST", self.path)
        for name, value in (
            ("Accept", self.accept),
            ("Accept-Language", "fr"),
            ("Content-Length", str(len(self.body()))),
            ("Content-Type", "application/x-www-form-urlencoded"),
            ("Cookie", self.browser.cookie),
            ("Sec-Fetch-Site", "same-origin"),
        ):
            connection.putheader(name, value)


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    leads_to: str = ""

    @property
    def json(self):
        assert self.status == 200, f"{self.status}: {self.body[:400]}"
        return json.loads(self.body)


def scan(browser, code, scan_id):
    """A poster's scan, as the page that keeps scans for later sends it."""
    return Post(browser, "/scans", {"code": code, "scan_id": scan_id})


class Herd:
    """As many clients as the largest charge needs, each with its kept-alive connection."""

    def __init__(self, port, size=24):
        self.connections = [HTTPConnection("127.0.0.1", port, timeout=PATIENCE) for _ in range(size)]
        for connection in self.connections:
            connection.connect()
        self.pool = ThreadPoolExecutor(size)

    def charge(self, posts):
        """Send these posts at the same instant; return their answers in the same order."""
        barrier = threading.Barrier(len(posts))

        def run(connection, post):
            try:
                post.head(connection)
                connection.endheaders(post.body()[:-1])
                barrier.wait(PATIENCE)
                connection.send(post.body()[-1:])
                return read(connection)
            except BaseException:
                barrier.abort()
                raise

        assert len(posts) <= len(self.connections)
        return list(self.pool.map(run, self.connections, posts))

    def close(self):
        self.pool.shutdown()
        for connection in self.connections:
            connection.close()


def read(connection):
    answer = connection.getresponse()
    return Answer(answer.status, answer.read().decode(), answer.getheader("Location", ""))


def insist(port, posts, heard):
    """Send these one after the other, each again until it is answered, as the queue of a telephone does."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        told = []
        for post in posts:
            told.append(until_answered(connection, post).json)
            heard()
        return told
    finally:
        connection.close()


def until_answered(connection, post):
    """Send this again until it is answered, by something else than “try again in a moment”."""
    for _ in range(TRIES):
        try:
            post.head(connection)
            connection.endheaders(post.body())
            answer = read(connection)
        except (OSError, HTTPException):
            connection.close()
        else:
            if answer.status != 503:
                return answer
        threading.Event().wait(PAUSE)
    raise AssertionError("never answered")
