"""The page of a search: what was found, marked; how to go on; and not a word that is closed."""

import re
from html import unescape

import pytest

from clubapp.articles import finding
from clubapp.typography import french
from tests.articles.conftest import an_article
from tests.conftest import a_member, a_museum, a_staff
from tests.pictures.conftest import a_frame

pytestmark = pytest.mark.both_engines

ALICE = "alice@club.fr"


def found(page):
    return re.findall(r'<article id="article-(\d+)"', page.text)


def test_whoever_types_without_accents_reads_their_words_marked(world, client):
    article = world(an_article, title_fr="L'œuvre", text_fr="Un élève l'a peinte.")
    page = client.get("/articles?q=ELEVE+oeuvre")
    assert found(page) == [str(article.id)]
    assert '">L’<mark>œuvre</mark></a>' in page.text and "Un <mark>élève</mark> l’a peinte." in page.text
    assert 'value="ELEVE oeuvre"' in page.text and french("1 article pour « ELEVE oeuvre »") in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get("/articles").headers


def test_a_list_is_a_list_where_nothing_is_typed(world, client):
    world(an_article)
    for address in ("/articles?q=", "/articles?q=+%E2%80%AF"):
        page = client.get(address)
        assert 'id="filters"' in page.text and 'id="results"' not in page.text
    assert 'action="/articles"' in page.text and 'name="q"' in page.text


@pytest.mark.parametrize(
    "typed", ["zzz", "🙂", "***", '"', "<script>alert(1)</script>", "'; DROP TABLE articles --", "%"]
)
def test_an_empty_result_says_what_next_and_is_harmless(world, client, typed):
    world(an_article)
    page = client.get("/articles", query_string={"q": typed})
    assert (page.status_code, found(page)) == (200, [])
    assert "Essayez un seul mot" in page.text and 'href="/articles"' in page.text
    assert "<script>alert" not in page.text
    assert typed in unescape(page.text).replace("\u202f", " ")


@pytest.mark.parametrize(
    "sent", ["%00", "%FF%FE", "%ED%A0%80", "%E2%80%AEvase", "va%00se", "vase%0D%0AX-Evil:+1", "a" * 9000]
)
def test_whatever_an_address_holds_gives_a_page(world, client, sent):
    world(an_article)
    page = client.get(f"/articles?q={sent}")
    assert page.status_code == 200 and "X-Evil" not in page.headers
    said = page.text.partition("<main")[2]
    assert "\u202e" not in said and "a" * 101 not in said


def test_what_is_written_is_harmless_around_its_marks(world, client):
    world(an_article, title_fr="<i>vase</i>", text_fr="Un <b>vase</b> & </mark><script>alert(1)</script>")
    page = client.get("/articles?q=vase").text
    assert "&lt;i&gt;<mark>vase</mark>&lt;/i&gt;" in page and "<script>alert" not in page
    assert page.count("<mark>") == page.count("</mark>")


def test_nothing_of_what_is_closed_stands_on_the_page(world, visit):
    world(an_article, text_fr="Un vase secret.", visibility="members")
    world(a_member)
    page = visit().get("/articles?q=vase")
    assert found(page) and "secret" not in page.text and "Pour les membres" in page.text
    assert found(visit().get("/articles?q=secret")) == found(visit().get("/articles?q=vase+secret")) == []
    mine = visit(ALICE).get("/articles?q=secret")
    assert found(mine) and "<mark>secret</mark>" in mine.text and "Pour les membres" not in mine.text


def test_the_reader_s_language_first(world, visit):
    world(an_article, text_fr="Du cobalt.", text_en="Some cobalt.")
    world(an_article, title_fr="Sans anglais", text_fr="Du cobalt.", english_shown=False)
    page = visit(language="en").get("/articles?q=cobalt").text
    assert "Some <mark>cobalt</mark>" in page and ">The blue vase<" in page
    assert re.search(r'lang="fr">Sans anglais<', page) and re.search(r'class="found__lines" lang="fr">', page)
    assert "2 articles for “cobalt”" in page


def test_choices_stand_in_the_address_and_are_taken_back(world, client):
    world(lambda: a_museum("ceramique", "Musée de la Céramique", "teal"))
    here, there = world(an_article), world(an_article, museum="ceramique", kind="dossier")
    page = client.get("/articles?q=vase")
    assert found(page) == [str(there.id), str(here.id)]
    link = unescape(re.search(r'id="museum-ceramique" href="([^"]+)"', page.text)[1])
    page = client.get(link)
    assert (link, found(page)) == ("/articles?q=vase&musee=ceramique", [str(there.id)])
    assert re.search(r'id="museum-ceramique" href="/articles\?q=vase" aria-current="true"', page.text)
    both = client.get("/articles?q=vase&musee=ceramique&categorie=short")
    assert found(both) == [] and 'id="kind-short"' in both.text and 'id="museum-ceramique"' in both.text
    assert 'id="wider" href="/articles?q=vase"' in both.text and 'id="wider"' not in page.text
    assert 'id="wider"' in client.get("/articles?q=vase&musee=nowhere").text
    nothing = client.get("/articles?q=zzz&musee=ceramique").text
    assert 'id="wider"' not in nothing and 'id="facets"' not in nothing


def test_pages_follow_one_another_as_far_as_is_said(world, client, monkeypatch):
    monkeypatch.setattr(finding, "PAGES", 2)
    ids = [str(world(an_article, title_fr=f"Vase {number}").id) for number in range(2 * finding.PAGE + 1)]
    first = client.get("/articles?q=vase")
    second = client.get(unescape(re.search(r'id="more-link" href="([^"]+)"', first.text)[1]))
    assert found(first) + found(second) == ids[:0:-1]
    assert "more-link" not in second.text and "Les 24 premiers sont montrés" in second.text
    assert "sont montrés" not in first.text and "25 articles" in first.text
    for beyond in ("99", "999999999", "0", "-1", "x"):
        assert len(found(client.get(f"/articles?q=vase&suite={beyond}"))) == finding.PAGE


def test_a_ninth_word_is_not_looked_for_and_the_page_says_so(world, client):
    world(an_article, text_fr="Un deux trois quatre cinq six sept huit.")
    eight = "un deux trois quatre cinq six sept huit"
    assert "huit premiers mots" not in client.get("/articles", query_string={"q": eight}).text
    page = client.get("/articles", query_string={"q": f"{eight} neuf"})
    assert found(page) and "huit premiers mots" in page.text


def test_the_language_changes_and_the_search_stays(world, visit):
    world(an_article)
    nour = visit()
    assert (
        'name="next" value="/articles?q=vase&amp;categorie=short"' in nour.get("/articles?q=vase&categorie=short").text
    )
    answer = nour.post("/langue", language="en", next="/articles?q=l%27%C3%A9l%C3%A8ve+🙂&categorie=short")
    assert answer.headers["Location"] == "/articles?q=l'%C3%A9l%C3%A8ve+%F0%9F%99%82&categorie=short"


def test_a_search_costs_two_statements_with_three_found_as_with_one(world, client, queries):
    costs = []
    for count in (1, 2):
        for number in range(count):
            world(lambda: an_article(frame=a_frame(a_staff().id), title_fr=f"Vase {number}"))  # noqa: B023
        client.get("/articles?q=vase")
        queries.clear()
        assert client.get("/articles?q=vase").text.count("<picture") >= count
        costs.append(len(queries))
    assert costs == [2, 2]
