"""The table of articles: what it tells of each, and nothing of a few people."""

import csv
import io
from datetime import timedelta

import pytest

from clubapp import clock
from clubapp.articles import readers, reading
from tests.articles.conftest import an_article
from tests.conftest import a_member, a_staff

pytestmark = pytest.mark.both_engines


def rows(page):
    return list(csv.DictReader(io.StringIO(page.data.decode("utf-8-sig")), delimiter=";"))


def read(count, article):
    """So many members read an article to its end, keep it and say that they learned."""
    for number in range(count):
        who = a_member(f"reader-{number}@club.fr", f"R {number}").id
        shown = reading.shown(article.slug, who)
        readers.finish(who, shown, clock.now() - timedelta(hours=1))
        readers.keep(who, shown, kept=True)
        readers.react(who, shown, "learned", felt=True)


def test_it_tells_each_article_and_how_many_read_it_from_five_on(world, visit):
    def written():
        a_staff()
        many, few = an_article(title_fr="=SOMME(A1)"), an_article("draft", title_fr="Seul")
        other = an_article(title_fr="Autre", easy_fr="Facile.")
        read(5, many)
        read(4, other)
        return many, few, other

    world(written)
    many, few, other = rows(visit("sam@club.fr").get("/equipe/articles/articles.csv"))
    assert (many["Titre"], many["Lu jusqu’au bout"], many["Gardé"], many["J’ai appris"]) == (
        "'=SOMME(A1)",
        "5",
        "5",
        "5",
    )
    assert (other["Lu jusqu’au bout"], other["Gardé"], other["J’ai appris"], other["Facile à lire"]) == (
        "",
        "",
        "",
        "1",
    )
    assert (few["État"], few["Publié le"], many["Publié le"]) == ("draft", "", clock.today().isoformat())
