"""The moment of an article, when runners and staff all come at once: one outcome, one line in the journal."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from clubapp.articles import life
from clubapp.articles.life import NotFromHere
from clubapp.articles.models import Article
from clubapp.db import db
from clubapp.journal.models import Line
from tests.articles.conftest import an_article

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)
ROUNDS = 6


def outcome(article_id):
    lines = select(Line.act, func.count()).where(Line.about == f"article:{article_id}").group_by(Line.act)
    return db.session.get_one(Article, article_id).state, dict(map(tuple, db.session.execute(lines).all()))


def test_many_runners_publish_it_once(world, at_once):
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(ROUNDS):
            article = world(an_article, "scheduled", at=NOON + timedelta(hours=1))
            clock.shift(timedelta(hours=1))
            assert at_once([life.publish_due] * 8) == []
            state, lines = world(outcome, article.id)
            assert (state, lines["article.published"]) == ("published", 1)
            clock.move_to(NOON)


def test_it_is_published_or_taken_back_never_both(world, at_once):
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(ROUNDS):
            article = world(an_article, "scheduled", at=NOON + timedelta(hours=1))
            clock.shift(timedelta(hours=1))
            raised = at_once([life.publish_due] * 4 + [lambda number=article.id: life.take_back(number)] * 4)
            state, lines = world(outcome, article.id)
            published, taken = lines.get("article.published", 0), lines.get("article.taken_back", 0)
            assert (published, taken) == ((1, 0) if state == "published" else (0, 1))
            assert raised == [NotFromHere] * (4 - taken)
            clock.move_to(NOON)
