"""The club's pages as Lighthouse reads them, on a phone that is slow and far away; a bare page beside them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.servers import Server
from clubapp import db as base
from clubapp import demo
from clubapp.app import create_app
from clubapp.members import rules as members
from clubapp.settings import ROOT, Settings

TIMES = 3  # each page is read; the middle figure is told
TRIES = 3  # of a reading: now and then it loses the trace of what it loaded, and asks to begin anew
READER = "alice@demo.club"
BARE = "A bare page"
NPM = Path(__file__).parent / "npm"
NODE, LIGHTHOUSE = NPM / "node_modules/node/bin/node", NPM / "node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LCP, TBT, CLS = "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"


@dataclass(frozen=True)
class Reading:
    """A page's scores, of 100, in the order of CATEGORIES; its paint and its blocking in ms, its shift."""

    page: str
    scores: tuple[int, ...]
    paint: float
    blocking: float
    shift: float


def readings(folder: Path, chromium: str) -> Iterator[Reading]:
    """Read a demonstration served here: what strangers see, and a member's home."""
    environment = {"CLUB_INSTANCE": str(folder / "demo")}
    cookie = furnished(environment)
    bare = Server("benchmarks.hello:app", folder / "bare.log")
    club = Server("clubapp.wsgi:app", folder / "demo.log", **environment)
    pages = [
        (BARE, bare, "/", ""),
        ("Home, a stranger's", club, "/", ""),
        ("To do, a stranger's", club, "/a-faire", ""),
        ("Home, a member's", club, "/", cookie),
    ]
    subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=NPM, check=True)
    with closing(Stopping(bare, club)):
        for server in (bare, club):
            server.wait()
        for page, server, path, held in pages:
            told = [read(f"http://127.0.0.1:{server.port}{path}", held, folder, chromium) for _ in range(TIMES)]
            yield middle(page, told)


class Stopping:
    """Ends servers when it is closed."""

    def __init__(self, *servers: Server) -> None:
        self.servers = servers

    def close(self) -> None:
        for server in self.servers:
            server.stop()


def furnished(environment: dict[str, str]) -> str:
    """Build the demonstration; returns the cookie of its reader's browser."""
    app = create_app(Settings.from_environ(environment))
    with app.app_context():
        base.upgrade()
        demo.build()
        entrance = members.enter(READER, "Bench")
        base.db.engine.dispose()
    browser = app.test_client()
    assert entrance
    with browser.session_transaction() as session:
        session["_user_id"], session["language"] = entrance.token, "fr"
    held = browser.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert held
    return f"{held.key}={held.value}"


def read(address: str, cookie: str, folder: Path, chromium: str) -> dict[str, Any]:
    """One reading, as Lighthouse writes it down."""
    report = folder / "lighthouse.json"
    command = [str(NODE), str(LIGHTHOUSE), address, "--quiet", "--no-enable-error-reporting", "--output=json"]
    command += [f"--output-path={report}", f"--only-categories={','.join(CATEGORIES)}"]
    command += ["--chrome-flags=--headless=new --no-sandbox"]
    if cookie:
        command += ["--extra-headers", json.dumps({"Cookie": cookie})]
    for _ in range(TRIES):
        done = subprocess.run(command, check=False, env=os.environ | {"CHROME_PATH": chromium})
        if done.returncode == 0:
            break
    done.check_returncode()
    told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return told


def middle(page: str, told: list[dict[str, Any]]) -> Reading:
    """The median of each figure."""
    scores = [round(100 * median(each["categories"][name]["score"] for each in told)) for name in CATEGORIES]
    figures = [median(each["audits"][name]["numericValue"] for each in told) for name in (LCP, TBT, CLS)]
    return Reading(page, tuple(scores), *figures)


def can_read() -> str:
    """The Chromium to read with; nothing where there is no npm, or no Chromium."""
    found = subprocess.run([ROOT / "scripts/browser"], capture_output=True, text=True, check=False).stdout.strip()
    return found if shutil.which("npm") else ""
