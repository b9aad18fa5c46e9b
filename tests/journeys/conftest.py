"""A real Chromium before a served club. Whatever the console says against a page fails the journey that saw it."""

from __future__ import annotations

import os
import re

import pytest

from tests.journeys.camera import filmed
from tests.journeys.club import Club

PHONE = {"width": 390, "height": 844}
STATUS = re.compile(r"Failed to load resource: the server responded with a status of (\d{3}) ?\([A-Z a-z]*\)")
CUT = re.compile(r"Failed to load resource: net::ERR_\w+|htmx: htmx:error: Failed to fetch.*", re.DOTALL)
HARMLESS = {
    "Autofocus processing was blocked because a document already has a focused element.",
    "Service Worker registration blocked by Playwright",  # journeys that are not about it go without
}


@pytest.fixture(scope="session")
def club(tmp_path_factory):
    """The club as the demonstration furnishes it."""
    club = Club(tmp_path_factory.mktemp("club"), furnished=True)
    yield club
    club.close()


@pytest.fixture(scope="session")
def bare_club(tmp_path_factory):
    """A club on its first morning: one curator, no museum, no activity."""
    club = Club(tmp_path_factory.mktemp("bare"), furnished=False)
    yield club
    club.close()


@pytest.fixture(scope="module", autouse=True)
def _fresh(club):
    club.start_over()


@pytest.fixture(scope="session")
def base_url(club):
    return club.address


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium):
    quiet = ["--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"]
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": chromium, "args": quiet + alone}


@pytest.fixture(params=[True, False], ids=["with-scripts", "without"])
def scripts(request):
    """Whether the browsers of a journey run JavaScript."""
    return request.param


class Console:
    """What browsers said and asked for."""

    def __init__(self):
        self.expected = set()
        self.cut = False  # whether the network is cut in this journey
        self.complaints = []

    def expects(self, *statuses):
        """Allow Chromium its line about answers with these statuses."""
        self.expected.update(statuses)

    def watch(self, context, address):
        context.on("console", self.hear)
        context.on("weberror", lambda fault: self.complaints.append(f"uncaught: {fault.error}"))
        context.on("request", lambda request: self.stay(request.url, address))

    def hear(self, message):
        status = STATUS.fullmatch(message.text)
        if message.type not in ("error", "warning") or message.text in HARMLESS:
            return
        if self.cut and CUT.fullmatch(message.text):
            return
        if status is None or int(status[1]) not in self.expected:
            self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def stay(self, url, address):
        if not url.startswith((f"{address}/", "data:", "blob:")):
            self.complaints.append(f"asked another host: {url}")


@pytest.fixture
def console():
    console = Console()
    yield console
    assert console.complaints == []


@pytest.fixture
def browse(browser, club, console):
    """A new browser on a phone: `browse()` a stranger's; `browse("alice@demo.club")` one where Alice is in already."""
    contexts = []

    def open_browser(email=None, *, language="fr", of=club, scripts=True, by=browser, **kwargs):
        locale = {"fr": "fr-FR", "en": "en-GB"}[language]
        options = {"viewport": PHONE, "locale": locale, "java_script_enabled": scripts, "base_url": of.address}
        options |= {"service_workers": "block"} | kwargs
        context = by.new_context(**options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        console.watch(context, of.address)
        if email:
            context.add_cookies([of.cookie(email, language)])
        return context.new_page()

    yield open_browser
    for context in contexts:
        context.close()


@pytest.fixture
def before(browser_type, browser_type_launch_args, tmp_path):
    """A browser whose camera stands before these pictures."""
    browsers = []

    def launch(*pictures, ask=False):
        film = filmed(pictures, tmp_path / f"{len(browsers)}.y4m")
        args = ["--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={film}"]
        args += [] if ask else ["--use-fake-ui-for-media-stream"]
        launched = browser_type_launch_args | {"args": [*browser_type_launch_args["args"], *args]}
        browsers.append(browser_type.launch(**launched))
        return browsers[-1]

    yield launch
    for browser in browsers:
        browser.close()


@pytest.fixture
def phone(browse, console):
    """A phone where the club has been opened before: `phone(email)`; its worker is in place."""
    console.cut = True
    console.expects(401, 404, 502, 503)

    def open_phone(email=None, **kwargs):
        page = browse(email, service_workers="allow", **kwargs)
        page.goto("/")
        page.evaluate("() => navigator.serviceWorker.ready.then(() => {})")
        page.goto("/a-faire")
        return page

    return open_phone
