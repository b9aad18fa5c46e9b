"""A poll as readers meet it: on its page, in an article, on the home page; answered without a script and with htmx."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine

from clubapp.db import db
from clubapp.polls import rules
from clubapp.polls.models import Vote
from tests.articles.conftest import an_article
from tests.conftest import a_member, a_museum
from tests.polls.conftest import a_poll, choices, votes

pytestmark = pytest.mark.both_engines

ALICE = "alice@club.fr"
NONE_YET = "à partir de 5 réponses"


@pytest.fixture
def alice(world, visit):
    world(a_member)
    return visit(ALICE)


@pytest.fixture
def asked(world):
    """An open poll, and the numbers of its choices."""
    poll = world(lambda: a_poll(points=5, last_day=date(2099, 11, 30)))
    return poll.id, world(choices, poll)


def answers(world):
    return world(lambda: [(vote.poll_id, vote.member_id, vote.option_id) for vote in db.session.query(Vote)])


def test_a_stranger_reads_the_question_and_how_to_come_in(client, asked):
    number, _ = asked
    page = client.get(f"/sondages/{number}").text
    for words in ("Où passeriez-vous la nuit", "Les salles", "Le jardin", "Les réserves"):
        assert words in page
    assert f'href="/inscription?next=/sondages/{number}"' in page
    assert f'href="/connexion?next=/sondages/{number}"' in page
    assert "<fieldset" not in page and "progress" not in page
    assert client.post(f"/sondages/{number}/votes").status_code == 401


def test_a_member_answers_and_reads_what_comes_of_it(alice, asked, world):
    number, (rooms, garden, _) = asked
    page = alice.get(f"/sondages/{number}").text
    assert page.count('type="radio"') == 3 and NONE_YET not in page and " checked" not in page
    answer = alice.post(f"/sondages/{number}/votes", choice=garden, next=f"/sondages/{number}")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/sondages/{number}#poll-{number}")
    page = alice.get(f"/sondages/{number}").text
    assert "Vous avez répondu" in page and "<strong>Le jardin</strong>" in page and NONE_YET in page
    assert "5 points de plus" in page
    alice.post(f"/sondages/{number}/votes", choice=rooms)
    page = alice.get(f"/sondages/{number}").text
    assert "<strong>Les salles</strong>" in page and "points de plus" not in page
    assert len(answers(world)) == 1


def test_htmx_gets_the_poll_and_the_purse(world, visit, asked):
    number, (rooms, *_rest) = asked
    world(a_member)
    answer = visit(ALICE, htmx=True).post(f"/sondages/{number}/votes", choice=rooms, next="/")
    assert answer.status_code == 200
    assert answer.text.startswith(f'<section class="cartel poll museum--cobalt" id="poll-{number}"')
    assert re.search(r'id="poll-\d+-said" tabindex="-1" autofocus', answer.text)
    assert 'name="next" value="/"' in answer.text and 'data-balance="5"' in answer.text


@pytest.mark.parametrize("htmx", [True, False])
def test_who_chooses_nothing_is_asked_to(world, visit, asked, htmx):
    number, _ = asked
    other = world(lambda: choices(a_poll())[0])
    world(a_member)
    alice = visit(ALICE, htmx=htmx)
    for sent in ({}, {"choice": ""}, {"choice": "x"}, {"choice": other}, {"choice": 10**12}, {"choice": -1}):
        answer = alice.post(f"/sondages/{number}/votes", **sent)
        assert answer.status_code == 422
        assert f'aria-describedby="poll-{number}-error"' in answer.text
        assert "des réponses proposées." in answer.text
    assert answers(world) == []


def test_a_closed_poll_takes_nothing_more_and_is_read_by_all(alice, client, asked, world):
    number, (rooms, *_rest) = asked
    world(lambda: votes(db.session.get_one(rules.Poll, number), [0] * 12))
    world(rules.close, number)
    assert alice.post(f"/sondages/{number}/votes", choice=rooms).status_code == 409
    for reader in (alice, client):
        page = reader.get(f"/sondages/{number}").text
        assert "Ce sondage est clos." in page and "10 réponses comptées" in page and "<form" not in main(page)
        assert page.count("moins de 5") == 2


def main(page):
    return page.split('<section class="cartel poll')[1].split("</section>")[0]


def test_it_closes_by_itself(alice, world):
    poll = world(lambda: a_poll(last_day=date(2099, 11, 30)))
    with time_machine.travel(datetime(2099, 11, 29, tzinfo=UTC), tick=False) as clock:
        alice.enter(ALICE)
        assert "Jusqu’au 30 novembre 2099 inclus" in alice.get(f"/sondages/{poll.id}").text
        clock.move_to(datetime(2099, 11, 30, 23, tzinfo=UTC))
        assert "Ce sondage est clos." in alice.get(f"/sondages/{poll.id}").text
        assert alice.post(f"/sondages/{poll.id}/votes", choice=world(choices, poll)[0]).status_code == 409


def test_way_back_leads_to_our_own_pages_alone(alice, asked):
    number, (rooms, *_rest) = asked
    for there in ("https://elsewhere.example/", "//elsewhere.example", "/nulle-part"):
        answer = alice.post(f"/sondages/{number}/votes", choice=rooms, next=there)
        assert answer.headers["Location"] == f"/#poll-{number}"


def test_a_draft_is_nowhere(alice, client, world):
    poll = world(a_poll, "draft")
    world(an_article, poll_id=poll.id)
    for reader in (alice, client):
        assert reader.get(f"/sondages/{poll.id}").status_code == 404
        assert 'class="cartel poll' not in reader.get("/articles/le-vase-bleu").text
    assert alice.post(f"/sondages/{poll.id}/votes", choice=world(choices, poll)[0]).status_code == 404


def test_an_article_asks_where_its_text_ends_for_one_query_more(alice, asked, world, queries):
    number, (rooms, *_rest) = asked
    costs = []
    for held in (None, number):
        article = world(an_article, poll_id=held, title_fr=f"Sondage {held}")
        alice.get(f"/articles/{article.slug}")
        queries.clear()
        page = alice.get(f"/articles/{article.slug}").text
        costs.append(len(queries))
    assert costs[1] == costs[0] + 1
    assert page.index("Le bleu de cobalt") < page.index(f'id="poll-{number}"') < page.index("article__act")
    answer = alice.post(f"/sondages/{number}/votes", choice=rooms, next=f"/articles/{article.slug}")
    assert answer.headers["Location"] == f"/articles/{article.slug}#poll-{number}"


def test_what_is_kept_for_some_asks_nobody_else(client, asked, world):
    number, _ = asked
    world(an_article, poll_id=number, visibility="members")
    assert f'id="poll-{number}"' not in client.get("/articles/le-vase-bleu").text


def test_the_home_page_shows_one_to_members(alice, client, world):
    older, newer = (world(lambda: a_poll(on_home=True)).id for _ in range(2))
    page = alice.get("/").text
    assert f'id="poll-{newer}"' in page and f'id="poll-{older}"' not in page
    assert 'class="cartel poll' not in client.get("/").text


def test_it_is_read_in_english_where_it_was_written(visit, world):
    poll = world(lambda: a_poll(choices=(("Oui", "Yes"), ("Peut-être", ""))))
    page = visit(language="en").get(f"/sondages/{poll.id}").text
    assert "Where would you spend the night?" in page and "<li>Yes</li>" in page
    assert '<span class="borrowed" lang="fr">Peut-être</span>' in page


def test_a_question_is_harmless_on_its_page(client, world):
    evil = "<script>alert(1)</script>"
    poll = world(lambda: a_poll(question_fr=evil, choices=((evil, ""), ("Non", ""))))
    page = client.get(f"/sondages/{poll.id}").text
    assert "<script>alert" not in page and page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 2


def test_its_points_stand_in_the_receipt_book(alice, asked):
    number, (rooms, *_rest) = asked
    alice.post(f"/sondages/{number}/votes", choice=rooms)
    page = alice.get("/moi/points").text
    assert f'<a href="/sondages/{number}">Où passeriez-vous' in page and "Sondage" in page


def test_the_museum_stands_above_the_question(client, world):
    world(lambda: a_museum("ceramique", "Musée de la Céramique", "teal"))
    poll = world(lambda: a_poll(museum="ceramique"))
    assert "Musée de la Céramique" in client.get(f"/sondages/{poll.id}").text
