"""The end of an article, in a browser: what one may say there, and what a page may not be made to say."""

import re
from datetime import timedelta

import pytest
import time_machine

from clubapp import clock
from clubapp.points import ledger
from tests.articles.conftest import an_article
from tests.conftest import a_member, a_museum

pytestmark = pytest.mark.both_engines

ALICE, BOB = "alice@club.fr", "bob@club.fr"


@pytest.fixture
def people(world, visit):
    world(lambda: (a_museum("ceramique", "Musée de la Céramique", "teal"), a_member(ALICE), a_member(BOB, "Bob")))
    return visit


@pytest.fixture
def article(world):
    return world(an_article, text_fr=" ".join(["mot"] * 400), english_shown=False)  # a minute at least


def given(page):
    return re.search(r'name="given" value="([^"]+)"', page.text)[1]


def later(**ahead):
    return time_machine.travel(clock.now() + timedelta(**ahead), tick=False)


def balance(page):
    return int(re.search(r'id="purse"[^>]*data-balance="(\d+)"', page.text)[1])


def test_a_page_opened_and_closed_brings_nothing_and_one_read_does(people, article):
    alice, here = people(ALICE), f"/articles/{article.slug}"
    stamp = given(alice.get(here))
    soon = alice.post(f"{here}/lecture", given=stamp)
    assert (soon.status_code, "Laissez à cet article le temps" in soon.text) == (409, True)
    assert given(soon) == stamp, "the time already spent counts"
    with later(minutes=2):
        told = alice.post(f"{here}/lecture", given=stamp, follow=True)
        book = alice.get("/moi/points").text
    assert "5 points de plus." in told.text and "Vous l’avez lu le" in told.text
    assert (balance(told), 'name="given"' in told.text) == (5, False)
    assert f'<a href="{here}">Le vase bleu</a>' in book


def test_a_page_says_nothing_for_somebody_else_nor_for_another_article_nor_forged(people, article, world):
    other = world(an_article, title_fr="Un autre")
    alice, bob = people(ALICE), people(BOB)
    stamp = given(alice.get(f"/articles/{article.slug}"))
    with later(minutes=2):
        for visitor, slug, sent in (
            (bob, article.slug, stamp),
            (alice, other.slug, stamp),
            (alice, article.slug, stamp[:-2]),
            (alice, article.slug, ""),
        ):
            refused = visitor.post(f"/articles/{slug}/lecture", given=sent)
            assert (refused.status_code, "ouverte depuis trop longtemps" in refused.text) == (409, True)
    with later(days=1, minutes=1):
        assert alice.post(f"/articles/{article.slug}/lecture", given=stamp).status_code == 409
    assert world(lambda: ledger.balance(1)) == 0


def test_a_stranger_is_told_what_members_get_and_may_do_none_of_it(people, article):
    stranger, here = people(), f"/articles/{article.slug}"
    page = stranger.get(here).text
    assert ("vous gagnez 5 points" in page, "J’ai tout lu" in page, 'id="feelings"' in page) == (True, False, False)
    for what in ("lecture", "reactions", "garde"):
        assert stranger.post(f"{here}/{what}", wanted="yes", feeling="moved").status_code == 401
    assert stranger.get("/moi/articles").status_code == 401


def test_a_reaction_and_a_keeping_answer_in_place(people, article, visit):
    live, here = visit(ALICE, htmx=True), f"/articles/{article.slug}"
    assert 'aria-pressed="true"' in live.post(f"{here}/reactions", feeling="moved", wanted="yes").text
    assert 'aria-pressed="true"' not in live.post(f"{here}/reactions", feeling="moved", wanted="no").text
    assert "Ne plus garder" in live.post(f"{here}/garde", wanted="yes").text
    assert live.post(f"{here}/reactions", feeling="nothing", wanted="yes").status_code == 400
    alice = people(ALICE)
    assert alice.get(here).headers["X-Club-Keep"] == "yes"
    assert "Le vase bleu" in alice.get("/moi/articles").text
    assert "Garder pour plus tard" in live.post(f"{here}/garde", wanted="no").text
    assert "X-Club-Keep" not in alice.get(here).headers
    assert "Rien de gardé" in alice.get("/moi/articles").text


@pytest.mark.parametrize("state", ["draft", "in_review", "reviewed", "archived"])
def test_what_is_not_published_takes_nothing(people, world, state):
    hidden = world(an_article, state)
    for what in ("lecture", "reactions", "garde"):
        assert people(ALICE).post(f"/articles/{hidden.slug}/{what}", wanted="yes", feeling="moved").status_code == 404
