"""The index, when an article is corrected, mended and put away by several at once: it says what the article says."""

from functools import partial

import pytest

from clubapp import searching
from clubapp.articles import filing, finding, life, rules
from clubapp.articles.life import NotFromHere
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
        drafted = [partial(rules.rewrite, article, drafts[0])] * 2
        raised = at_once([*drafted, *[partial(life.publish, article)] * 3])
        assert raised == [NotFromHere] * 2
        assert world(filing.astray) == world(searching.damaged) == 0
        assert article in world(found, "vase")
        world(life.archive, article)
