"""Writing on the page: what is refused stands beside its field, and nobody does another museum's work."""

import re
from datetime import timedelta

import pytest
import time_machine

from clubapp import clock
from clubapp.articles import rules
from clubapp.articles.models import Article
from clubapp.db import db
from tests.articles.conftest import WHOLE, an_article
from tests.conftest import a_museum, a_staff
from tests.pictures.conftest import a_file

pytestmark = pytest.mark.both_engines

SENT = {name: value for name, value in WHOLE.items() if isinstance(value, str)}
SENT |= {"museum_id": "1", "visibility": "everyone", "badge_id": "0", "english_shown": "y"}
PICTURE = {"alt_fr": "Un vase bleu.", "alt_en": "A blue vase.", "credit": "Photo : Camille Roy"}


@pytest.fixture
def sam(world, visit):
    world(a_museum)
    world(a_staff)
    return visit("sam@club.fr")


@pytest.fixture
def lea(world, visit):
    world(lambda: a_staff("lea@club.fr", "Léa"))
    return visit("lea@club.fr")


def beside(page, name):
    """What the form says beside a field."""
    found = re.search(rf'id="{name}-error">.*?<span>(.*?)</span>', page.text, re.DOTALL)
    return found and found[1]


def focused(page):
    """The elements that ask for the focus."""
    return re.findall(r'<(?:input|textarea|select|div)[^>]*\bid="([\w-]+)"[^>]*\bautofocus\b', page.text)


def state(world, number=1):
    return world(lambda: db.session.get_one(Article, number).state)


def test_an_article_is_written_reviewed_scheduled_and_published(sam, lea, client, world):
    where = sam.post("/equipe/articles/nouveau", **SENT, **PICTURE, photo=(a_file(), "vase.jpg")).location
    number = int(where.rsplit("/", 1)[1])
    assert sam.post(f"{where}/soumission").status_code == 303
    assert sam.post(f"{where}/relecture", version="1").status_code == 409
    assert lea.post(f"{where}/relecture", version="1").status_code == 303
    tomorrow = clock.today() + timedelta(days=1)
    answer = sam.post(f"{where}/programmation", follow=True, day=tomorrow.isoformat(), hour="09:30")
    assert "Il sera publié demain à 9\u202fh\u202f30." in answer.text
    assert "formulaire" not in answer.text and 'id="save"' not in answer.text
    assert sam.post(f"{where}/publication").status_code == 303
    assert state(world, number) == "published"
    assert "Photo\u202f: Camille Roy" in client.get("/articles/le-vase-bleu").text


def test_what_it_lacks_is_said_beside_each_field_and_the_first_has_the_focus(sam, lea, world):
    article = world(an_article, "reviewed", text_fr="[ici](/a)", act_fr="", act_to="")
    page = sam.post(f"/equipe/articles/{article.id}/publication")
    assert (page.status_code, state(world)) == (422, "in_review")
    assert "ne dit pas où mène le lien" in beside(page, "text_fr")
    assert "Finissez par une chose à faire" in beside(page, "act_fr")
    assert focused(page) == ["text_fr"]
    assert page.text.index('href="#text_fr"') < page.text.index('href="#act_fr"')
    tomorrow = clock.today() + timedelta(days=1)
    page = lea.post(f"/equipe/articles/{article.id}/programmation", day=tomorrow.isoformat(), hour="09:30")
    assert (page.status_code, focused(page)) == (422, ["text_fr"])


def test_a_correction_that_would_spoil_it_is_not_kept(sam, world):
    article = world(an_article)
    page = sam.post(f"/equipe/articles/{article.id}", **SENT | {"act_to": "", "title_fr": "Autre"}, version="1")
    assert (page.status_code, focused(page)) == (422, ["act_to"])
    assert 'value="Autre"' in page.text, "what was typed stays on the page"
    assert world(lambda: db.session.get_one(Article, article.id).title_fr) == "Le vase bleu"


def test_a_picture_without_words_or_credit_is_not_kept(sam, world):
    for name in ("alt_fr", "credit"):
        page = sam.post("/equipe/articles/nouveau", **SENT, **PICTURE | {name: ""}, photo=(a_file(), "vase.jpg"))
        assert page.status_code == 422 and beside(page, name)
    assert world(rules.counts) == {}


REFUSED = {
    "title_fr": {"title_fr": " "},
    "lead_fr": {"lead_fr": "x" * 401},
    "text_fr": {"text_fr": "x" * 20_001},
    "kind": {"kind": "advert"},
    "museum_id": {"museum_id": "99"},
    "visibility": {"visibility": "nobody"},
    "badge_id": {"visibility": "badge"},
    "recording": {"recording": "javascript:alert(1)"},
    "act_to": {"act_to": "https://elsewhere.example/"},
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_mistyped_is_said_beside_its_field(sam, world, name):
    page = sam.post("/equipe/articles/nouveau", **SENT | REFUSED[name])
    assert page.status_code == 422 and beside(page, name)
    assert world(rules.counts) == {}


@pytest.mark.parametrize("address", ["/equipe/", "//elsewhere.example", "/nulle-part", "/moi/donnees/effacement"])
def test_the_thing_to_do_is_a_page_of_ours_that_visitors_read(sam, address):
    assert beside(sam.post("/equipe/articles/nouveau", **SENT | {"act_to": address}), "act_to")


def test_who_read_an_older_version_changes_nothing(sam, world):
    article = world(an_article, "draft")
    assert sam.post(f"/equipe/articles/{article.id}", **SENT, version="1").status_code == 303
    page = sam.post(f"/equipe/articles/{article.id}", **SENT | {"title_fr": "Autre"}, version="1")
    assert (page.status_code, world(lambda: db.session.get_one(Article, article.id).title_fr)) == (409, "Le vase bleu")
    assert 'value="Autre"' in page.text, "what was typed stays on the page"
    assert re.findall(r'name="version"[^>]* value="(\d+)"', page.text) == ["2"], "taken up by a button that says so"
    assert 'id="save-over" name="version" value="2"' in page.text
    assert sam.post(f"/equipe/articles/{article.id}", **SENT | {"title_fr": "Autre"}, version="2").status_code == 303


def test_it_is_sent_back_with_a_reason_that_its_author_reads(sam, lea, world):
    article = world(an_article, "in_review")
    where = f"/equipe/articles/{article.id}"
    page = lea.post(f"{where}/renvoi", note="")
    assert page.status_code == 422 and beside(page, "note")
    assert lea.post(f"{where}/renvoi", note="La date manque.").status_code == 303
    assert "La date manque." in sam.get(where).text
    assert "La date manque." in sam.get("/moi/avis").text


def test_a_version_is_read_and_taken_up_again(sam, world):
    article = world(an_article, "draft", text_fr="Premier *texte*.")
    where = f"/equipe/articles/{article.id}"
    sam.post(where, **SENT | {"text_fr": "Second texte."}, version="1")
    link = re.search(r'id="version-1" href="([^"]+)"', sam.get(where).text)[1]
    assert "Premier <em>texte</em>." in sam.get(link).text
    assert sam.post(f"{link}/retour").status_code == 303
    assert "Premier *texte*." in sam.get(where).text and 'id="version-3"' in sam.get(where).text


def test_an_hour_that_the_clocks_skip_is_told_as_the_one_they_show(sam, lea, world):
    article = world(an_article, "reviewed")
    with time_machine.travel(clock.midnight_of(clock.today().replace(year=2027, month=3, day=27)), tick=False):
        sam.enter("sam@club.fr")
        answer = sam.post(f"/equipe/articles/{article.id}/programmation", follow=True, day="2027-03-28", hour="02:30")
    assert "Il sera publié demain à 3\u202fh\u202f30." in answer.text


def test_staff_of_another_museum_change_nothing_nor_move_an_article_there(world, visit):
    here = world(a_museum).id
    there = world(lambda: a_museum("ceramique", "Musée de la Céramique", "teal")).id
    article = world(an_article, "draft")
    world(lambda: a_staff("max@club.fr", "Max", "curator", there))
    max_ = visit("max@club.fr")
    assert max_.post(f"/equipe/articles/{article.id}", **SENT, version="1").status_code == 403
    page = max_.post("/equipe/articles/nouveau", **SENT | {"museum_id": str(here)})
    assert page.status_code == 422 and beside(page, "museum_id")


def test_who_reads_for_others_finds_what_waits_on_the_first_page(sam, lea, world):
    article = world(an_article, "draft")
    assert 'id="to-review"' not in lea.get("/equipe/").text
    sam.post(f"/equipe/articles/{article.id}/soumission")
    assert "article à relire" in lea.get("/equipe/").text and 'id="to-review"' not in sam.get("/equipe/").text
    assert "Une relecture vous est demandée" in lea.get("/moi/avis").text


def test_a_version_that_would_spoil_a_published_article_comes_back_with_its_faults_marked(sam, lea, world):
    article = world(an_article, "draft", text_fr="Lire [ici](/a-faire).", act_en="")
    where = f"/equipe/articles/{article.id}"
    sam.post(where, **SENT, version="1")
    sam.post(f"{where}/soumission")
    lea.post(f"{where}/relecture", version="2")
    sam.post(f"{where}/publication")
    link = re.search(r'id="version-1" href="([^"]+)"', sam.get(where).text)[1]
    page = sam.post(f"{link}/retour")
    assert (page.status_code, "Lire [ici](/a-faire)." in page.text) == (422, True)
    assert "ne dit pas où mène le lien" in beside(page, "text_fr") and "la chose à faire" in beside(page, "act_en")
    assert re.findall(r'name="version"[^>]* value="(\d+)"', page.text)[0] == "2"
    assert world(lambda: db.session.get_one(Article, article.id).version) == 2


def test_its_state_is_read_before_the_form(sam, world):
    article = world(an_article, "draft")
    page = sam.get(f"/equipe/articles/{article.id}").text
    assert page.index('id="article-state"') < page.index('id="article-fields"')


def test_who_edits_what_was_put_away_is_told_that_it_is_read_again_first(sam, world):
    article = world(an_article, "archived")
    page = sam.post(f"/equipe/articles/{article.id}", follow=True, **SENT, version="1")
    assert "de nouveau un brouillon" in page.text and 'id="submit"' in page.text
    assert state(world) == "draft"
