"""Telephones behind thick walls: each keeps its scans until the club has answered, as static/js/queue.js does."""

from __future__ import annotations

import json
import os
import signal
import threading
from contextlib import suppress
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from secrets import token_urlsafe

from clubapp import clock
from tests.races.herd import PATIENCE, PAUSE, Post, read

LOST, CUT = 0.2, 0.1  # of the answers: come too late for who asked, or never waited for
SYNCS = 2000  # at most, of one telephone


class Phone:
    """A member's telephone, with a scan of each of these codes waiting since some hour of the last three days."""

    def __init__(self, someone, codes, chance):
        self.browser, self.chance = someone.browser, chance
        self.waiting = [self._scan(code) for code in codes]
        self.told = {}
        self.sent = 0

    def _scan(self, code):
        at = clock.now() - timedelta(minutes=self.chance.randrange(5, 71 * 60))
        return {"code": code, "scan_id": token_urlsafe(12), "scanned_at": at.isoformat()}

    def empty(self, club, heard):
        """Sync until nothing waits, whatever becomes of the network and the club."""
        for _ in range(SYNCS):
            if not self.waiting:
                return
            with suppress(OSError, HTTPException):
                self.sync(club.port, heard)
            threading.Event().wait(PAUSE)
        raise AssertionError(f"{len(self.waiting)} scans still wait")

    def sync(self, port, heard):
        """Ask for a token, then send all that waits, in any order, one now and then three times."""
        self.chance.shuffle(self.waiting)
        token = json.loads(self.ask(port, "/scans/jeton"))["token"]
        for scan in list(self.waiting):
            for _ in range(3 if self.chance.random() < 0.1 else 1):
                heard()
                self.send(port, token, scan)

    def ask(self, port, path):
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={"Cookie": self.browser.cookie})
            return connection.getresponse().read()
        finally:
            connection.close()

    def send(self, port, token, scan):
        """Send one; it waits no more once its answer has come back."""
        connection, chance = HTTPConnection("127.0.0.1", port, timeout=PATIENCE), self.chance.random()
        post = Post(self.browser, "/scans", scan | {"csrf_token": token})
        try:
            post.head(connection)
            connection.endheaders(post.body())
            self.sent += 1
            if chance < CUT:
                return
            answer = read(connection)
        finally:
            connection.close()
        if answer.status == 200 and chance >= CUT + LOST:
            self.told[scan["scan_id"]] = answer.json["result"]
            self.waiting = [other for other in self.waiting if other is not scan]


class Restarter:
    """Ends the club and starts it again each time so many scans have been sent: killed, then kindly, in turn."""

    def __init__(self, club, every, times):
        self.club, self.every, self.times = club, every, times
        self.sent = self.done = 0
        self.lock = threading.Lock()

    def __call__(self):
        with self.lock:
            self.sent += 1
            if self.sent % self.every == 0 and self.done < self.times:
                self.done += 1
                end = signal.SIGKILL if self.done % 2 else signal.SIGTERM
                os.killpg(self.club.process.pid, end)
                self.club.process.wait(PATIENCE)
                self.club.start()
