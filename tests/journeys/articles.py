"""The pages of articles, for who reads and for who writes: each step takes a page and its club."""

from __future__ import annotations

from sqlalchemy import select

from clubapp import db as base
from clubapp.articles.models import Article, Revision
from tests.journeys.scene import ADMIN, ALICE, CURATOR, DESK, NEWCOMER, NOBODY, Scene, empty, wrong


def numbered(club, state) -> int:
    """The number of an article of the demonstration in this state."""
    asked = select(Article.id).where(Article.state == state).order_by(Article.id)
    return club.run(lambda: base.db.session.scalars(asked).first())


def opened(state, to=""):
    """Staff open an article in this state, and press a button of its page."""

    def opening(page, club):
        page.goto(f"/equipe/articles/{numbered(club, state)}")
        if to:
            page.locator(f"#{to}").click()

    opening.__name__ = f"open {state} {to}".strip()
    return opening


def reviewed(page, club):
    """An administrator has read an article of the curator's, perhaps in an earlier scene."""
    opened("in_review")(page, club)
    if page.locator("#approve").count():
        page.locator("#approve").click()


def sent_back_without_a_word(page, club):
    """It is sent back, and nothing says why."""
    opened("in_review")(page, club)
    page.locator("summary", has_text="auteur").or_(page.locator("summary", has_text="author")).click()
    page.locator("#send-back").click()


def scheduled_in_the_past(page, club):
    reviewed(page, club)
    page.locator("#day").fill("2020-01-01")
    page.locator("#hour").fill("09:00")
    page.locator("#schedule").click()


def spoilt(page, club):
    """A published article would lose the thing to do at its end."""
    opened("published")(page, club)
    page.locator("#act_to").fill("")
    page.locator("#save").click()


def previewed(page, club):
    """Somebody opens the link to a draft."""
    opened("in_review", "preview")(page, club)


def a_version(page, club):
    asked = select(Revision.id).order_by(Revision.id)
    page.goto(f"/equipe/articles/versions/{club.run(lambda: base.db.session.scalars(asked).first())}")


READ = {
    "articles.index": [
        Scene(NOBODY, "/articles", ".cartel"),
        Scene(ALICE, "/articles?musee=beaux-arts&categorie=profession", "#chosen"),
        empty(NOBODY, "/articles", bare=True),
        Scene(NOBODY, "/articles?q=faience", "mark", "found"),
        Scene(ALICE, "/articles?q=le&musee=beaux-arts&categorie=profession", ".chip[aria-current]", "chosen"),
        Scene(NOBODY, "/articles?q=%F0%9F%99%82", ".empty", "nothing"),
    ],
    "articles.show": [
        Scene(NOBODY, "/articles/ce-que-cache-un-bleu", ".article__act"),
        Scene(NOBODY, "/articles/ce-que-cache-un-bleu?lire=facile", ".article__text--easy"),
        Scene(NOBODY, "/articles/des-cles-sans-serrure", "table"),
        Scene(NOBODY, "/articles/un-tesson-suffit", "#closed", "for members"),
        Scene(NEWCOMER, "/articles/la-ronde-quand-tout-est-eteint", "#closed", "with a badge"),
    ],
    "articles.preview": [Scene(ADMIN, previewed, "#article")],
}
WRITTEN = {
    "backoffice.articles.index": [
        Scene(CURATOR, "/equipe/articles", "table"),
        Scene(DESK, "/equipe/articles?etat=published", "table"),
        empty(CURATOR, "/equipe/articles", bare=True),
    ],
    "backoffice.articles.new": [
        Scene(CURATOR, "/equipe/articles/nouveau"),
        wrong(CURATOR, "/equipe/articles/nouveau", "save"),
    ],
    "backoffice.articles.edit": [
        Scene(CURATOR, opened("in_review"), "#article-state"),
        Scene(CURATOR, opened("scheduled"), "#take-back"),
        Scene(CURATOR, opened("published"), "#archive"),
        Scene(CURATOR, opened("published", "archive"), "#publish"),
        Scene(ADMIN, reviewed, "#schedule"),
        Scene(ADMIN, scheduled_in_the_past, "#summary", "error", (422,)),
        Scene(ADMIN, sent_back_without_a_word, "#summary", "error", (422,)),
        Scene(CURATOR, spoilt, "#act_to-error", "faulty", (422,)),
    ],
    "backoffice.articles.revision": [Scene(CURATOR, a_version, ".article__text")],
}
