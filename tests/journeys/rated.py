"""How a member comes to say what they think of an activity, and staff to read it: each takes a page and its club."""

from __future__ import annotations

from sqlalchemy import select

from clubapp import db as base
from clubapp.activities.models import Activity, Rating
from tests.journeys.scene import CURATOR, DESK, NEWCOMER, Scene, empty, refused


def numbered(club, title) -> int:
    """The number of an activity of the demonstration."""
    return club.run(lambda: base.db.session.scalar(select(Activity.id).where(Activity.title_fr == title)))


def done(page, club):
    """A member opens an activity they have done."""
    page.goto(f"/activites/{numbered(club, 'Le fer qui pousse')}")


def on_trial(page, club):
    """A member opens an activity on trial."""
    page.goto(f"/activites/{numbered(club, 'Le plat qui parle')}")


def asked(page, club):
    """A newcomer does an activity, then goes where they are asked what they think of it."""
    page.goto(f"/q/{club.poster().code}")
    page.locator("#say").click()


def unsaid(page, club):
    """They send a word without saying whether they liked it."""
    asked(page, club)
    page.locator("#comment").fill("Un banc !")
    page.locator("#rate").click()


def said_again(page, club):
    """A member opens what they said, to say it otherwise."""
    done(page, club)
    page.locator("#say-again-summary").click()


def read(published, to=""):
    """Staff open a word that is, or isn't, published."""

    def reading(page, club):
        asked = select(Rating.id).where(Rating.published_at.is_not(None) if published else Rating.answer == "")
        page.goto(f"/equipe/retours/{club.run(lambda: base.db.session.scalars(asked.order_by(Rating.id)).first())}")
        if to:
            page.locator(f"#{to}").click()

    reading.__name__ = f"read {'published' if published else 'publishable'} {to}".strip()
    return reading


SAID = [
    Scene("victor@demo.club", said_again, "#rating-form"),
    Scene(NEWCOMER, asked, "#rating-form"),
    Scene(NEWCOMER, unsaid, "#summary", "error", (422,)),
    Scene("elodie@demo.club", on_trial, ".chip--accent"),
    refused(None, on_trial, 401),
]
HEARD = {
    "backoffice.ratings.index": [
        Scene(CURATOR, "/equipe/retours"),
        Scene(CURATOR, "/equipe/retours?etat=tous", ".list__row"),
        empty(CURATOR, "/equipe/retours", bare=True),
        refused(DESK, "/equipe/retours", 403),
    ],
    "backoffice.ratings.show": [
        Scene(CURATOR, read(published=True), "#withdraw"),
        Scene(CURATOR, read(published=False), "#answer"),
        Scene(CURATOR, read(published=False, to="answer-it"), "#summary", "error", (422,)),
    ],
}
