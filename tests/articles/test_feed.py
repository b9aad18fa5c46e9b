"""The feed: well-formed whatever the words, and silent about what is not for everybody."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
import time_machine

from clubapp.articles import reading, rules
from clubapp.articles.feed import ATOM
from tests.articles.conftest import a_draft, an_article

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)


def read(client):
    answer = client.get("/articles.atom")
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    return ET.fromstring(answer.data)


def each(feed, path):
    return [element.text for element in feed.findall(path, {"": ATOM})]


def test_it_tells_the_newest_first_with_title_lead_and_address(client, world):
    with time_machine.travel(NOON, tick=False):
        for number in range(reading.TOLD + 1):
            world(an_article, title_fr=f"N° {number} : <b>&amp;", visibility="members")
        world(an_article, "draft", title_fr="Un brouillon")
    feed = read(client)
    titles = each(feed, "entry/title")
    assert len(titles) == reading.TOLD and titles[0] == f"N° {reading.TOLD}\u202f: <b>&amp;"
    assert set(each(feed, "entry/summary")) == {"Un vase a traversé trois siècles."}
    assert each(feed, "updated") == [NOON.isoformat()]
    links = [link.get("href") for link in feed.findall("entry/link", {"": ATOM})]
    assert links[0] == f"http://localhost:8000/articles/n-{reading.TOLD}-b-amp"
    assert client.get(links[0].removeprefix("http://localhost:8000")).status_code == 200
    assert "bleu de cobalt" not in ET.tostring(feed, encoding="unicode")


def test_an_entry_stays_itself_when_it_is_corrected(client, world):
    article = world(an_article)
    before = each(read(client), "entry/id")
    world(rules.rewrite, article.id, world(a_draft, title_fr="Le vase vert"), by=article.written_by)
    assert each(read(client), "entry/id") == before


def test_what_was_corrected_says_when(client, world):
    with time_machine.travel(NOON, tick=False) as clock:
        article = world(an_article)
        assert each(read(client), "entry/updated") == [NOON.isoformat()]
        clock.shift(timedelta(hours=2))
        world(rules.rewrite, article.id, world(a_draft, text_fr="Corrigé."), by=article.written_by)
        clock.shift(timedelta(hours=2))
        feed = read(client)
    assert each(feed, "entry/updated") == each(feed, "updated") == [(NOON + timedelta(hours=2)).isoformat()]


def test_signs_that_no_feed_may_hold_are_left_out(client, world):
    world(an_article, title_fr="Un\x0b vase\ufffe")
    assert each(read(client), "entry/title") == ["Un vase"]


def test_there_is_a_feed_before_there_are_articles(client):
    assert each(read(client), "entry/title") == []
