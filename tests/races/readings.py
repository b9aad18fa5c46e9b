"""The races of what one reads: one round of each, which fails when an article or a day paid too much."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe

import time_machine

from clubapp import sealing
from clubapp.articles import readers, reading
from clubapp.articles.views import given
from tests.articles.conftest import an_article
from tests.races.furniture import balance, member
from tests.races.herd import Post


def article(club):
    return club.rule(an_article, title_fr=f"Un article {token_urlsafe(6)}").slug


def ends(club, someone, slug):
    """Somebody has read an article whose page was given an hour ago."""

    def stamp():
        with time_machine.travel(datetime.now(UTC) - timedelta(hours=1)):
            return sealing.stamped(given(reading.shown(slug, someone.id), someone.id))

    return Post(someone.browser, f"/articles/{slug}/lecture", {"given": club.rule(stamp)}, accept="text/html")


def one_article_many_times(club, herd):
    """One article's end, reached on every device at once."""
    alice, slug = member(club, f"Alice-{token_urlsafe(6)}"), article(club)
    answers = herd.charge([ends(club, alice, slug) for _ in range(24)])
    assert {answer.status for answer in answers} == {303}
    assert balance(club, alice) == readers.POINTS


def one_day_of_a_reader(club, herd):
    """More articles than a day pays for, all at once, each twice."""
    alice, slugs = member(club, f"Alice-{token_urlsafe(6)}"), [article(club) for _ in range(readers.A_DAY + 4)]
    answers = Counter(answer.status for answer in herd.charge([ends(club, alice, slug) for slug in slugs * 2]))
    assert set(answers) == {303, 409}
    assert balance(club, alice) == readers.A_DAY * readers.POINTS
