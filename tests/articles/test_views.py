"""What visitors read, and what it costs."""

import re
from datetime import timedelta

import pytest
import time_machine

from clubapp import clock
from clubapp.articles import rules
from clubapp.db import act, db
from clubapp.points.models import Award
from tests.articles.conftest import a_draft, an_article
from tests.conftest import a_badge, a_member, a_museum, a_staff
from tests.pictures.conftest import a_frame

pytestmark = pytest.mark.both_engines

ALICE = "alice@club.fr"
SECRET = "Le bleu de cobalt."


@act
def give(award):
    db.session.add(award)


def found(page):
    return re.findall(r'<article id="article-(\d+)"', page.text)


def test_the_list_shows_what_is_published_newest_first(world, client):
    ids = [str(world(an_article, state, title_fr=f"N° {state}").id) for state in ("published", "draft", "published")]
    assert found(client.get("/articles")) == [ids[2], ids[0]]


def test_it_is_chosen_by_museum_and_by_kind(world, client):
    world(lambda: a_museum("ceramique", "Musée de la Céramique", "teal"))
    here, there = world(an_article), world(an_article, museum="ceramique", kind="dossier", title_fr="Autre")
    assert found(client.get("/articles?musee=ceramique")) == [str(there.id)]
    assert found(client.get("/articles?categorie=short")) == [str(here.id)]
    assert found(client.get("/articles?categorie=short&musee=ceramique")) == []
    assert "Rien de tel pour le moment" in client.get("/articles?categorie=short&musee=ceramique").text
    assert len(found(client.get("/articles?categorie=nothing"))) == 2


def test_a_list_costs_the_same_with_three_as_with_one(world, client, queries):
    costs = []
    for count in (1, 2):
        for number in range(count):
            world(lambda: an_article(frame=a_frame(a_staff().id), title_fr=f"N° {number}"))  # noqa: B023
        client.get("/articles")
        queries.clear()
        assert client.get("/articles").text.count("<picture") >= count
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 2
    queries.clear()
    client.get("/articles/n-0")
    assert len(queries) == 2  # the article, and those to go on with


def test_its_page_says_it_all(world, client):
    world(lambda: an_article(frame=a_frame(a_staff().id)))
    page = client.get("/articles/le-vase-bleu").text
    for words in (
        "Le vase bleu",
        "trois siècles",
        "<h2>Sa couleur</h2>",
        SECRET,
        "Photo : Camille Roy",
        'href="/a-faire"',
    ):
        assert words.replace("Photo :", "Photo\u202f:") in page, words
    assert "1 minute de lecture" in page
    assert "1\u00a0minute" in client.get("/articles").text


def test_english_is_shown_when_it_may_be_and_french_stands_in_otherwise(world, visit):
    world(an_article)
    world(an_article, title_fr="Le vase vert", title_en="The green vase", english_shown=False)
    nour = visit(language="en")
    assert "It was born in Rouen." in nour.get("/articles/le-vase-bleu").text
    page = nour.get("/articles/le-vase-vert").text
    assert "Il est né à Rouen." in page and "The green vase" not in page
    assert '<div class="article__text" lang="fr">' in page


def test_easy_french_is_the_reader_s_choice(world, visit):
    world(an_article, easy_fr="C'est un vase.\n\nIl est bleu.")
    world(an_article, title_fr="Sans")
    for nour in (visit(), visit(language="en")):
        page = nour.get("/articles/le-vase-bleu").text
        assert "Il est bleu." not in page and 'href="/articles/le-vase-bleu?lire=facile"' in page
        easy = nour.get("/articles/le-vase-bleu?lire=facile").text
        assert "Il est bleu." in easy and SECRET not in easy and 'href="/articles/le-vase-bleu"' in easy
    assert SECRET in visit().get("/articles/sans?lire=facile").text


def test_the_rest_is_for_members(world, visit):
    world(an_article, visibility="members")
    world(a_member)
    page = visit().get("/articles/le-vase-bleu")
    assert "trois siècles" in page.text and SECRET not in page.text
    assert 'href="/inscription?next=/articles/le-vase-bleu"' in page.text
    assert SECRET in visit(ALICE).get("/articles/le-vase-bleu").text
    assert "Pour les membres" in visit().get("/articles").text
    assert "Pour les membres" not in visit(ALICE).get("/articles").text


def test_the_rest_comes_with_a_badge(world, visit):
    badge, alice = world(a_badge, name="Grand regard"), world(a_member).id
    world(an_article, visibility="badge", badge_id=badge)
    for visitor in (visit(), visit(ALICE)):
        page = visitor.get("/articles/le-vase-bleu").text
        assert "trois siècles" in page and SECRET not in page
        assert "Grand regard" in page and f'href="/parcours/{badge}"' in page
    world(give, Award(member_id=alice, badge_id=badge, at=clock.now()))
    assert SECRET in visit(ALICE).get("/articles/le-vase-bleu").text
    assert SECRET not in visit().get("/articles/le-vase-bleu?lire=facile").text


@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled", "archived"])
def test_what_is_not_published_is_nowhere(world, client, state):
    article = world(an_article, state, at=clock.now() + timedelta(days=1))
    assert client.get(f"/articles/{article.slug}").status_code == 404


def test_a_draft_is_read_by_whoever_has_its_link_for_seven_days(world, visit):
    article = world(an_article, "draft", visibility="members")
    other = world(an_article, "draft", title_fr="Autre")
    now = clock.now()
    link = re.search(r'id="preview" href="([^"]+)"', visit("sam@club.fr").get(f"/equipe/articles/{article.id}").text)[1]
    link = link.replace("&amp;", "&")
    page = visit().get(link)
    assert SECRET in page.text and "Aperçu d’un article" in page.text
    assert (page.headers["Cache-Control"], page.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    for wrong in (link[:-1], link.split("?")[0], link.replace(f"/{article.id}?", f"/{other.id}?")):
        assert visit().get(wrong).status_code == 404
    for days, status in ((6.9, 200), (7.1, 404)):
        with time_machine.travel(now + timedelta(days=days), tick=False):
            assert visit().get(link).status_code == status


def test_a_text_is_harmless_on_its_page(world, client):
    world(an_article, text_fr="<script>alert(1)</script> [x](javascript:alert(1))", english_shown=False)
    page = client.get("/articles/le-vase-bleu").text
    assert "<script>alert" not in page and "&lt;script&gt;" in page and 'href="javascript' not in page


def test_a_correction_is_read_at_once(world, client):
    article = world(an_article)
    world(rules.rewrite, article.id, world(a_draft, text_fr="Corrigé."), by=article.written_by)
    assert "Corrigé." in client.get("/articles/le-vase-bleu").text


def test_a_preview_has_the_easy_text_and_ends_when_it_is_published_or_put_away(client, visit, world):
    article = world(an_article, "reviewed", easy_fr="Le vase est bleu.")
    sam = visit("sam@club.fr")
    link = re.search(r'id="preview" href="([^"]+)"', sam.get(f"/equipe/articles/{article.id}").text)[1]
    easy = re.search(r'id="variant" href="([^"]+)"', client.get(link).text)[1].replace("&amp;", "&")
    page = client.get(easy)
    assert "Le vase est bleu." in page.text
    back = re.search(r'id="variant" href="([^"]+)"', page.text)[1].replace("&amp;", "&")
    assert "Le vase est bleu." not in client.get(back).text
    sam.post(f"/equipe/articles/{article.id}/publication")
    assert (client.get(link).status_code, client.get(link).location) == (302, f"/articles/{article.slug}")
    assert 'id="preview"' not in sam.get(f"/equipe/articles/{article.id}").text
    sam.post(f"/equipe/articles/{article.id}/archivage")
    assert client.get(link).status_code == 404
