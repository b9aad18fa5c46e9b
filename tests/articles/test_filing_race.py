"""The index, when an article is corrected, mended and put away by several at once: it says what the article says."""

from functools import partial

import pytest

from clubapp import searching
from clubapp.articles import filing, finding, life, rules
from clubapp.articles.life import NotFromHere
from clubapp.articles.models import Article
from clubapp.db import db
from tests.articles.conftest import a_draft, an_article

pytestmark = pytest.mark.both_engines

ROUNDS = 5


def found(typed):
    return [row.id for row in finding.search(searching.sought(typed), None).rows]


def test_corrected_mended_and_put_away_at_once_it_is_found_as_it_is(world, at_once):
    for number in range(ROUNDS):
        article = world(an_article, title_fr=f"Vase {number}").id
        drafts = [world(a_draft, text_fr=f"Le cobalt {word}.") for word in ("un", "deux", "trois", "quatre")]
        deeds = [partial(rules.rewrite, article, draft) for draft in drafts]
        assert at_once([*deeds, filing.mend, partial(life.archive, article)]) == []
        assert world(filing.astray) == world(searching.damaged) == 0
        assert article not in world(found, "vase")
        away = world(an_article, "archived", title_fr=f"Pot {number}").id
        drafted = [partial(rules.rewrite, away, drafts[0])] * 2
        raised = at_once([*drafted, *[partial(life.publish, away)] * 3])
        read = world(lambda away=away: db.session.get_one(Article, away).state) == "published"
        assert raised == [NotFromHere] * (2 if read else 3), "an edit that came first made a draft of it"
        assert world(filing.astray) == world(searching.damaged) == 0
        assert (away in {*world(found, "pot"), *world(found, "vase")}) == read
