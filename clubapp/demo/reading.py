"""The demonstration's articles: written by one person, read by another, published on their day."""

from __future__ import annotations

from datetime import time, timedelta

from sqlalchemy import select

from clubapp import clock
from clubapp.articles import life, readers, reading
from clubapp.articles import rules as articles
from clubapp.articles.rules import Draft
from clubapp.db import db
from clubapp.demo.people import MEMBERS
from clubapp.demo.polls import ask_polls
from clubapp.demo.shapes import ArticleWords
from clubapp.demo.words import ARTICLES
from clubapp.members import rules as members
from clubapp.notices import rules as notices
from clubapp.points.models import Badge

READERS = 10  # of the members
KNOWN = ("alice@demo.club", "bruno@demo.club")  # the first of them
_NO_COLUMN = {"key", "museum", "days_ago", "state"}


def write_articles(houses: dict[str, int], by: int, reviewer: int) -> None:
    """Write the articles, the oldest first, and bring each as far as it is."""
    polls = ask_polls(houses, by)
    badge = db.session.scalars(select(Badge.id).where(Badge.state == "published").order_by(Badge.id)).first()
    for words in sorted(ARTICLES, key=lambda words: -words.days_ago):
        written = clock.instant_of(clock.today() - timedelta(days=words.days_ago), time(9))
        with clock.at(min(written, clock.now())):
            _write(words, houses[words.museum], badge, polls.get(words.key), by, reviewer)
    notices.read_all(by)
    _read()


def _read() -> None:
    """Let some members read, say what it did to them, and keep one for later.

    Alice and Bruno read nothing to the end: their points are known to all.
    """
    people = [words.email for words in MEMBERS][:READERS]
    open_to_all = (row.slug for row in reading.listing(None) if row.open)
    for slug, feelings in zip(open_to_all, (("learned", "moved"), ("learned",), ("surprised",)), strict=False):
        for number, email in enumerate(people):
            who = members.join(email, "", "fr").id
            article = reading.shown(slug, who)
            assert article
            if number >= len(KNOWN):
                readers.finish(who, article, clock.now() - timedelta(hours=1))
            readers.react(who, article, feelings[number % len(feelings)], felt=True)
            readers.keep(who, article, kept=number % 3 == 0)


def _write(words: ArticleWords, museum_id: int, badge: int | None, poll: int | None, by: int, reviewer: int) -> None:
    said = {name: value for name, value in words._asdict().items() if name not in _NO_COLUMN}
    asked = {"badge_id": badge if words.visibility == "badge" else None, "poll_id": poll}
    draft = Draft(museum_id=museum_id, english_shown=True, **said | asked)
    article = articles.write(draft, by=by)
    life.submit(article.id, by=by)
    if words.state == "in_review":
        return
    life.approve(article.id, by=reviewer)
    if words.state == "scheduled":
        life.schedule(article.id, clock.instant_of(clock.today() + timedelta(days=3), time(9)), by=by)
    else:
        life.publish(article.id, by=by)
