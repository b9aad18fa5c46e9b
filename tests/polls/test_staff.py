"""Polls for staff: written, opened, closed and read, each where they may; their table."""

import pytest

from clubapp.articles.models import Article
from clubapp.db import db
from clubapp.members import rules as members
from clubapp.polls import rules
from clubapp.polls.models import Poll
from tests.articles.conftest import an_article
from tests.articles.test_staff import SENT as ARTICLE
from tests.conftest import a_museum, a_staff
from tests.polls.conftest import a_poll, votes

pytestmark = pytest.mark.both_engines

SENT = {
    "museum_id": "1",
    "question_fr": "Vraiment ?",
    "question_en": "Really?",
    "choice_1_fr": "Oui",
    "choice_1_en": "Yes",
    "choice_3_fr": "Non",
    "points": "0",
}


@pytest.fixture
def sam(world, visit):
    world(a_museum)
    world(a_staff)
    return visit("sam@club.fr")


def poll(world, number=1):
    return world(lambda: db.session.get_one(Poll, number))


def test_a_poll_is_written_opened_and_closed(sam, world):
    answer = sam.post("/equipe/sondages/nouveau", **SENT)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/equipe/sondages/1")
    assert world(lambda: rules.said(poll(world)).choices) == (("Oui", "Yes"), ("Non", ""))
    page = sam.get("/equipe/sondages/1").text
    assert 'id="open"' in page and 'value="Vraiment ?"' in page and 'id="figures"' not in page
    for step, state in (("ouverture", "open"), ("cloture", "closed")):
        assert sam.post(f"/equipe/sondages/1/{step}").status_code == 303
        assert poll(world).state == state
    page = sam.get("/equipe/sondages/1").text
    assert 'id="figures"' in page and 'id="save"' not in page and 'id="close"' not in page


REFUSED = {
    "museum_id": {"museum_id": "99"},
    "question_fr": {"question_fr": " "},
    "question_en": {"question_en": "x" * 161},
    "choice_1_fr": {"choice_3_fr": ""},
    "choice_3_fr": {"choice_3_fr": "x" * 81},
    "points": {"points": "21"},
    "last_day": {"last_day": "hier"},
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_mistyped_is_said_beside_its_field(sam, name):
    page = sam.post("/equipe/sondages/nouveau", **SENT | REFUSED[name])
    assert page.status_code == 422 and f'id="{name}-error"' in page.text


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"choice_3_fr": "OUI"}, "Deux choix disent la même chose."),
        ({"choice_2_en": "Maybe"}, "Un choix anglais n’a pas de français."),
    ],
)
def test_two_choices_are_two(sam, sent, says):
    assert says in sam.post("/equipe/sondages/nouveau", **SENT | sent).text


def test_what_is_asked_does_not_change_whatever_is_sent(sam, world):
    asked = world(a_poll)
    page = sam.get(f"/equipe/sondages/{asked.id}").text
    assert 'name="question_fr"' not in page and 'name="last_day"' in page
    sent = SENT | {"last_day": "2099-11-30", "on_home": "y", "version": "1"}
    assert sam.post(f"/equipe/sondages/{asked.id}", **sent).status_code == 303
    after = poll(world, asked.id)
    assert (after.question_fr, after.on_home, after.version) == ("Où passeriez-vous la nuit ?", True, 2)
    assert sam.post(f"/equipe/sondages/{asked.id}", **sent).status_code == 409, "an older page"
    gone = sam.post(f"/equipe/sondages/{asked.id}", last_day="2001-01-01", version="2")
    assert gone.status_code == 422 and 'id="last_day-error"' in gone.text


def test_a_copy_begins_with_the_same_words(sam, world):
    asked = world(lambda: a_poll("closed", points=5, last_day=None))
    page = sam.get(f"/equipe/sondages/nouveau?de={asked.id}").text
    for words in ("Où passeriez-vous la nuit ?", "Les salles", "The garden"):
        assert f'value="{words}"' in page
    assert 'value="5"' in page


def test_staff_read_what_members_read_and_no_more(sam, world):
    asked = world(a_poll)
    sam_sees = sam.get(f"/equipe/sondages/{asked.id}").text
    assert sam_sees.split('id="figures"')[1].count(">—</td>") == 3
    world(votes, asked, [0] * 12)
    figures = sam.get(f"/equipe/sondages/{asked.id}").text.split('id="figures"')[1].split("</table>")[0]
    assert figures.count("moins de 5") == 2 and ">10</td>" in figures
    table = sam.get("/equipe/sondages/sondages.csv").text
    lines = [line.split(";") for line in table.lstrip("\ufeff").splitlines()]
    assert [(line[5], line[6], line[8]) for line in lines[1:]] == [
        ("a", "Les salles", "10"),
        ("b", "Le jardin", ""),
        ("c", "Les réserves", ""),
    ]


def test_the_table_runs_nothing(sam, world):
    world(lambda: a_poll(question_fr="=1+1", choices=(("@x", ""), ("+y", ""))))
    table = sam.get("/equipe/sondages/sondages.csv").text
    assert ";'=1+1;" in table and ";'@x;" in table and ";'+y;" in table


def test_another_museum_s_polls_are_another_s(world, visit, sam):
    there = world(lambda: a_museum("ceramique", "Musée de la Céramique", "teal")).id
    world(members.appoint, "max@club.fr", "Max", "curator", there)
    asked, max_ = world(a_poll, "draft"), visit("max@club.fr")
    for answer in (
        max_.get(f"/equipe/sondages/{asked.id}"),
        max_.post(f"/equipe/sondages/{asked.id}/ouverture"),
        max_.get(f"/equipe/sondages/nouveau?de={asked.id}"),
    ):
        assert answer.status_code == 403
    assert max_.post("/equipe/sondages/nouveau", **SENT).status_code == 422
    assert poll(world, asked.id).state == "draft"


def test_the_list_is_chosen_by_state(sam, world):
    for state in ("draft", "open", "closed"):
        world(lambda: a_poll(state, question_fr=f"Sondage {state}"))  # noqa: B023
    assert "Sondage open" in (page := sam.get("/equipe/sondages?etat=open").text)
    assert "Sondage draft" not in page and "Sondage closed" not in page


def test_an_article_holds_a_poll_of_its_museum_and_keeps_it_once_closed(sam, world):
    there = world(lambda: a_museum("ceramique", "Musée de la Céramique", "teal")).id
    here, elsewhere = world(a_poll), world(lambda: a_poll(museum="ceramique"))
    article = world(an_article, "draft").id

    def save(**sent):
        return sam.post(f"/equipe/articles/{article}", **ARTICLE | sent)

    def held():
        return world(lambda: db.session.get_one(Article, article).poll_id)

    assert save(poll_id=here.id).status_code == 303 and held() == here.id
    wrong = save(poll_id=elsewhere.id)
    assert wrong.status_code == 422 and "Ce sondage est celui d’un autre musée." in wrong.text
    assert save(poll_id="99").status_code == 422
    world(rules.close, here.id)
    assert save(poll_id=here.id).status_code == 303 and held() == here.id
    assert save(poll_id=0).status_code == 303 and held() is None
    assert save(poll_id=here.id).status_code == 422, "closed, it is offered no more"
    assert there


def test_the_journal_names_it(sam, world, visit):
    world(a_poll)
    world(lambda: a_staff("ada@club.fr", "Ada", "admin"))
    page = visit("ada@club.fr").get("/equipe/journal?acte=poll.opened").text
    assert "a ouvert un sondage" in page and "Où passeriez-vous la nuit" in page
