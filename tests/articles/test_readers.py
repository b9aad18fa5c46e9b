"""What members do with an article: read to the end once for some points, say what it did to them, keep it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from clubapp.articles import life, readers, reading, rules
from clubapp.articles.readers import A_DAY, ENOUGH, POINTS, EnoughToday, NotOpen, PageTooOld, TooSoon
from clubapp.points import ledger
from tests.articles.conftest import a_draft, an_article
from tests.conftest import a_badge, a_member

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)
WORDS = " ".join(["mot"] * 400)  # two minutes, of which one is asked for
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def alice(db):
    return a_member().id


def shown(article, who):
    return reading.shown(article.slug, who)


def finish(who, article, given_at=None):
    return readers.finish(who, shown(article, who), given_at or datetime.now(UTC) - timedelta(hours=1))


def test_reading_to_the_end_brings_points_once(alice):
    article = an_article()
    assert readers.mine(alice, shown(article, alice)).read_at is None
    assert [finish(alice, article) for _ in range(3)] == [True, False, False]
    assert (ledger.balance(alice), readers.mine(alice, shown(article, alice)).read_at) == (POINTS, NOON)
    assert ledger.entry(alice, because="article.read", about=f"article:{article.id}").amount == POINTS


def test_an_article_takes_its_time(alice, clock):
    article = an_article(text_fr=WORDS, english_shown=False)
    assert readers.mine(alice, shown(article, alice)).after == 60
    clock.shift(MINUTE - timedelta(seconds=1))
    with pytest.raises(TooSoon) as refusal:
        finish(alice, article, NOON)
    assert (refusal.value.facts, ledger.balance(alice)) == ({"left": 1}, 0)
    clock.shift(timedelta(seconds=1))
    assert finish(alice, article, NOON)


def test_the_shortest_form_says_how_long_it_takes(alice):
    easy = an_article(text_fr=WORDS, easy_fr="mot " * 100, english_shown=False)
    english = an_article(text_fr=WORDS, text_en="word " * 200, title_fr="Autre", easy_fr="")
    assert [readers.mine(alice, shown(each, alice)).after for each in (easy, english)] == [15, 30]


def test_a_page_of_another_day_or_of_nobody_is_asked_for_anew(alice):
    article = an_article()
    with pytest.raises(PageTooOld):
        readers.finish(alice, shown(article, alice), None)
    assert ledger.balance(alice) == 0


def test_a_day_has_a_limit_and_the_next_has_another(alice, clock):
    articles = [an_article(title_fr=f"N° {number}") for number in range(A_DAY + 1)]
    for article in articles[:-1]:
        finish(alice, article)
    assert readers.mine(alice, shown(articles[-1], alice)).full
    with pytest.raises(EnoughToday):
        finish(alice, articles[-1])
    clock.move_to(datetime(2026, 11, 22, 22, 59, 59, tzinfo=UTC))  # the last second of the day in Paris
    with pytest.raises(EnoughToday):
        finish(alice, articles[-1])
    clock.shift(timedelta(seconds=1))
    assert finish(alice, articles[-1])
    assert ledger.balance(alice) == POINTS * (A_DAY + 1)


def test_who_may_not_read_it_whole_does_nothing_with_it(alice):
    article = an_article(visibility="badge", badge_id=a_badge())
    row = shown(article, alice)
    for act in (
        lambda: readers.finish(alice, row, NOON),
        lambda: readers.react(alice, row, "moved", felt=True),
        lambda: readers.keep(alice, row, kept=True),
    ):
        with pytest.raises(NotOpen):
            act()
    assert (ledger.balance(alice), readers.kept(alice), readers.feelings(alice, article.id)["moved"].mine) == (
        0,
        [],
        False,
    )


def test_what_readers_feel_is_told_from_five_on(alice):
    article = an_article()
    people = [alice, *(a_member(f"reader-{number}@club.fr", f"R {number}").id for number in range(ENOUGH - 1))]
    for who in people[:-1]:
        for _ in range(2):  # a double tap says it once
            readers.react(who, shown(article, who), "learned", felt=True)
    assert readers.feelings(alice, article.id)["learned"] == readers.Felt(0, mine=True)
    readers.react(people[-1], shown(article, alice), "learned", felt=True)
    readers.react(people[-1], shown(article, alice), "moved", felt=True)
    assert readers.feelings(alice, article.id) == {
        "learned": readers.Felt(ENOUGH, mine=True),
        "surprised": readers.Felt(0, mine=False),
        "moved": readers.Felt(0, mine=False),
    }
    readers.react(alice, shown(article, alice), "learned", felt=False)
    assert readers.feelings(alice, article.id)["learned"] == readers.Felt(0, mine=False)


def test_what_is_kept_is_listed_the_last_first_while_it_is_published(alice):
    bob = a_member("bob@club.fr", "Bob").id
    articles = [an_article(title_fr=f"N° {number}") for number in range(3)]
    for article in [*articles, articles[0]]:  # kept twice is kept once, where it was
        readers.keep(alice, shown(article, alice), kept=True)
    assert [row.title_fr for row in readers.kept(alice)] == ["N° 2", "N° 1", "N° 0"]
    assert readers.kept(bob) == []
    page = readers.kept(alice, count=2)
    assert [row.title_fr for row in readers.kept(alice, before=page[-1].keeping)] == ["N° 0"]
    life.archive(articles[1].id)
    readers.keep(alice, shown(articles[2], alice), kept=False)
    assert [row.title_fr for row in readers.kept(alice)] == ["N° 0"]


def test_who_leaves_takes_it_along(alice):
    article = an_article()
    readers.keep(alice, shown(article, alice), kept=True)
    readers.react(alice, shown(article, alice), "moved", felt=True)
    readers.forget(alice)
    assert (readers.kept(alice), readers.feelings(alice, article.id)["moved"].mine) == ([], False)


def test_one_goes_on_with_the_same_museum_and_kind_first(db):
    here = an_article(title_fr="Lu", kind="dossier")
    other = an_article(title_fr="Le même genre", kind="dossier", museum="ceramique")
    house = an_article(title_fr="Le même musée", kind="short")
    both = an_article(title_fr="Les deux", kind="dossier")
    far = an_article(title_fr="Ni l'un ni l'autre", kind="short", museum="ceramique")
    an_article("archived", title_fr="Archivé", kind="dossier")
    near = reading.near(shown(here, None), None)
    assert near[0].title_fr == both.title_fr
    assert {row.title_fr for row in near} == {both.title_fr, other.title_fr, house.title_fr}
    assert far.title_fr in {row.title_fr for row in reading.near(shown(here, None), None, count=9)}


def test_a_correction_does_not_pay_again(alice):
    article = an_article()
    finish(alice, article)
    rules.rewrite(article.id, a_draft(text_fr="Tout autre chose, bien plus long."))
    assert not finish(alice, article)
    assert ledger.balance(alice) == POINTS
