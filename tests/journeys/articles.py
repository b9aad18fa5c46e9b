"""The pages of articles, for who reads and for who writes: each step takes a page and its club."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import time_machine
from PIL import ExifTags, Image
from sqlalchemy import select

from clubapp import db as base
from clubapp import sealing
from clubapp.articles import reading
from clubapp.articles.models import Article, Revision
from clubapp.articles.views import given
from clubapp.members.models import Member
from tests.journeys.scene import ADMIN, ALICE, CURATOR, DESK, NEWCOMER, NOBODY, Scene, empty, wrong
from tests.pictures.conftest import a_file, a_view


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


def put_away(page, club):
    """The newest article is archived, perhaps in an earlier scene."""
    if number := numbered(club, "archived"):
        page.goto(f"/equipe/articles/{number}")
        return
    newest = select(Article.id).where(Article.state == "published").order_by(Article.published_at.desc())
    page.goto(f"/equipe/articles/{club.run(lambda: base.db.session.scalars(newest).first())}")
    page.locator("#archive").click()


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


def kept(page, club):
    """A member keeps an article and says what it did to them; its page, then the list of those kept."""
    page.goto("/articles/des-cles-sans-serrure")
    if page.locator("#keep input[value=yes]").count():
        page.locator("#keep-button").click()
    page.locator("#keep input[value=no]").wait_for(state="attached")
    page.goto("/moi/articles")


def felt(page, club):
    page.goto("/articles/ce-que-cache-un-bleu")
    if page.locator("#feeling-moved[aria-pressed=false]").count():
        page.locator("#feeling-moved").click()


def captioned(caption):
    """A photograph whose file says this of it."""
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = caption
    return a_file(a_view(800, 600), exif=exif).read()


def long_open(page, club):
    """The page of an article was given an hour ago, whatever the clock says."""
    member = page.locator("html").get_attribute("data-mark")

    def stamp():
        slug = page.url.partition("?")[0].rpartition("/")[2]
        me = base.db.session.scalars(select(Member.id).where(Member.mark == member)).one()
        with time_machine.travel(datetime.now(UTC) - timedelta(hours=1)):
            return sealing.stamped(given(reading.shown(slug, me), me))

    page.locator("[name=given]").evaluate("(field, stamp) => { field.value = stamp }", club.run(stamp))


def finished(page, club):
    """An article is read to its end by somebody who takes their time."""
    page.goto("/articles/ce-que-cache-un-bleu")
    long_open(page, club)
    page.locator("#finish").click()


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
        Scene(NEWCOMER, felt, "#feeling-moved[aria-pressed=true]"),
        Scene(NEWCOMER, finished, "#reading .icon"),
        Scene(NOBODY, "/articles/un-tesson-suffit", "#closed", "for members"),
        Scene(NEWCOMER, "/articles/la-ronde-quand-tout-est-eteint", "#closed", "with a badge"),
    ],
    "articles.kept": [
        Scene(ALICE, kept, "#kept"),
        empty(NEWCOMER, "/moi/articles"),
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
        Scene(CURATOR, put_away, "#publish"),
        Scene(ADMIN, reviewed, "#schedule"),
        Scene(ADMIN, scheduled_in_the_past, "#summary", "error", (422,)),
        Scene(ADMIN, sent_back_without_a_word, "#summary", "error", (422,)),
        Scene(CURATOR, spoilt, "#act_to-error", "faulty", (422,)),
    ],
    "backoffice.articles.revision": [Scene(CURATOR, a_version, ".article__text")],
}
