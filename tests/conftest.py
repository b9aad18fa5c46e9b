"""What tests stand on: one application, an empty migrated base for each test, and the people of the club.

Alice is a member, Sam is staff (network curator), Nour is a stranger. Rules tests use `db`, view tests use visitors,
never both: a visitor's request must find no context but its own.
"""

from __future__ import annotations

import os
import shutil
from datetime import timedelta

import pytest
from sqlalchemy import event

from clubapp import clock
from clubapp import db as base
from clubapp.activities import rules as activities
from clubapp.activities.rules import Draft
from clubapp.i18n import compile_catalogues
from clubapp.members import rules as members
from clubapp.museums import rules as museums
from clubapp.points import badges, together
from clubapp.points.badges import Stage
from clubapp.posters import rules as posters
from tests.visitor import Visitor

pytest_plugins = ["tests.engines"]


def pytest_configure(config):
    if not hasattr(config, "workerinput"):  # once, before the workers start
        compile_catalogues()


@pytest.fixture(autouse=True)
def _push_request_context():
    """Replace pytest-flask's, which keeps one context open: after Alice signs in, every other client would be Alice."""


@pytest.fixture
def db(app, clean):
    """The base, for tests of rules."""
    with app.app_context():
        yield base.db


@pytest.fixture
def world(app, clean):
    """Run rules between two requests: `world(rule, …)`, in a context of its own."""

    def run(rule, *args, **kwargs):
        with app.app_context():
            return rule(*args, **kwargs)

    return run


@pytest.fixture
def visit(app, clean):
    """A new browser: `visit()` a stranger's, `visit("alice@club.fr")` one where that member has signed in."""

    def open_browser(email=None, **kwargs):
        visitor = Visitor(app, **kwargs)
        if email:
            visitor.enter(email)
        return visitor

    return open_browser


@pytest.fixture
def client(visit):
    """Nour, a stranger."""
    return visit()


@pytest.fixture
def queries(app):
    """The statements sent to the base since the last `clear()`, transactions and pragmas apart."""
    sent = []

    def note(_connection, _cursor, statement, *_):
        if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
            sent.append(statement)

    with app.app_context():
        engine = base.db.engine
    event.listen(engine, "after_cursor_execute", note)
    yield sent
    event.remove(engine, "after_cursor_execute", note)


# The club's furniture, made by the rules. Call them where a context is open (`db`), or through `world`.


def a_museum(code="beaux-arts", name="Musée des Beaux-Arts", accent="cobalt"):
    return museums.named(code) or museums.open_museum(code, name, "Rouen", accent, "Un musée.", "A museum.")


def a_member(email="alice@club.fr", name="Alice"):
    return members.join(email, name, "fr")


def a_staff(email="sam@club.fr", name="Sam", role="curator", museum_id=None):
    return members.appoint(email, name, role, museum_id)


def an_activity(
    title="Regardez bien", points=20, limit="once", state="published", museum="beaux-arts", places=("Hall",), **more
):
    """An activity with its posters; returns it and the first poster's code."""
    draft = Draft(a_museum(museum).id, title, "Look closely", "Regardez.", "Look.", points, limit, **more)
    activity = activities.write(draft, places)
    if state != "draft":
        activities.publish(activity.id)
    if state == "archived":
        activities.archive(activity.id)
    return activity, posters.leading_to(activity.address)[0].code


def a_badge(*stages, state="published", name="Premier regard", **asks):
    """A badge of these steps; by default, of taking part once. Its number."""
    stages = stages or (Stage(1, because="activity.done"),)
    badge = badges.write(badges.Draft(name, "First look", "Regardez.", "Look.", stages, **asks)).id
    if state != "draft":
        badges.publish(badge)
    if state == "archived":
        badges.archive(badge)
    return badge


def a_common_goal(state="published", target=5000, **asks):
    """A common goal of this month and the next; its number."""
    days = {"first_day": clock.today() - timedelta(days=9), "last_day": clock.today() + timedelta(days=30)}
    words = ("Regardons ensemble", "Let us look together", "Une nocturne pour tous.", "A late opening for all.")
    goal = together.write(together.Draft(*words, target, **days | asks)).id
    if state != "draft":
        together.publish(goal)
    if state == "archived":
        together.archive(goal)
    return goal


@pytest.fixture(scope="session")
def chromium():
    """The browser of the journeys."""
    names = ("chromium-headless-shell", "chromium", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        pytest.fail("no browser: install Debian's chromium, or set CHROMIUM to its path")
    return found
