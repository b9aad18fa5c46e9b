"""The club as it is in production, for the tests of its staff's door: they come over HTTPS and hold an application."""

import dataclasses
import re
from datetime import UTC, datetime

import pyotp
import pytest
from sqlalchemy import select

from clubapp import db as base
from clubapp import outbox
from clubapp.app import create_app
from tests.visitor import Visitor

HOST = "club.musees-rouen.fr"


@pytest.fixture(scope="module")
def open_club(settings, app):
    """The same club, open to the world."""
    real = dataclasses.replace(
        settings, env="production", public_url=f"https://{HOST}", mail_url="smtp://mail.musees-rouen.fr:587"
    )
    assert real.problems() == []
    club = create_app(real)
    club.testing = True
    club.config.update(SERVER_NAME=HOST, PREFERRED_URL_SCHEME="https")
    yield club
    with club.app_context():
        base.db.engine.dispose()


class Staff(Visitor):
    """A browser over HTTPS; it reads its member's letters, and holds their application."""

    def __init__(self, app, **kwargs):
        super().__init__(app, **kwargs)
        self.headers["Referer"] = f"https://{HOST}/"
        self.secret, self.recovery = None, ()

    def mailed(self, email):
        """Ask for a code and return it, as the letter tells it."""
        assert self.post("/connexion", email=email).status_code == 303
        with self.app.app_context():
            letters = base.db.session.scalars(select(outbox.Letter).order_by(outbox.Letter.id.desc()))
            return next(letter.facts["code"] for letter in letters if (letter.kind, letter.to) == ("code", email))

    def sign_in(self, email):
        """Come in by the mailed code."""
        assert self.post("/connexion/code", code=self.mailed(email)).status_code == 303
        return self

    def shows(self):
        return pyotp.TOTP(self.secret).at(datetime.now(UTC))

    def set_up(self):
        page = self.post("/moi/double-code")
        self.secret = re.search(r'id="letters"[^>]*>([^<]+)<', page.text)[1].replace(" ", "")
        done = self.post("/moi/double-code/premier-code", code=self.shows())
        self.recovery = re.findall(r"<li><code>([^<]+)</code>", done.text)
        assert len(self.recovery) == 10
        return self

    def cookie(self):
        with self.client.session_transaction() as session:
            return dict(session)


@pytest.fixture
def come(open_club, clean):
    """A new browser before the open club."""
    with open_club.app_context():
        base.db.engine.dispose()  # what it opened belongs to the base before
    return lambda **kwargs: Staff(open_club, **kwargs)
