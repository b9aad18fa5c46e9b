"""Writing: each save a version, any version taken up again, one address each."""

import pytest
from sqlalchemy import select

from clubapp.articles import rules
from clubapp.articles.models import Article, Revision
from clubapp.articles.rules import EditedMeanwhile
from clubapp.sending import SentOtherwise
from tests.articles.conftest import a_draft, an_article
from tests.conftest import a_badge, a_staff
from tests.pictures.conftest import a_frame

pytestmark = pytest.mark.both_engines


def versions(db, article):
    found = select(Revision).where(Revision.article_id == article.id).order_by(Revision.version)
    return [(each.version, each.said["title_fr"]) for each in db.session.scalars(found)]


def test_every_save_keeps_what_was_there_before(db):
    article = an_article("draft", title_fr="Un")
    for title in ("Deux", "Trois"):
        rules.rewrite(article.id, a_draft(title_fr=title), by=article.written_by)
    assert versions(db, article) == [(1, "Un"), (2, "Deux"), (3, "Trois")]


def test_a_version_taken_up_again_is_a_new_version(db):
    article = an_article("draft", title_fr="Un", text_fr="Premier texte.", easy_fr="Facile.")
    rules.rewrite(article.id, a_draft(title_fr="Deux", text_fr="Second texte."), by=article.written_by)
    first = rules.revisions(article.id)[-1]
    assert (first.version, first.who) == (1, "Sam")
    rules.restore(first.id, by=article.written_by)
    restored = db.session.get(Article, article.id)
    assert (restored.title_fr, restored.text_fr, restored.easy_fr) == ("Un", "Premier texte.", "Facile.")
    assert versions(db, article) == [(1, "Un"), (2, "Deux"), (3, "Un")]


def test_nobody_overwrites_what_they_have_not_read(db):
    article = an_article("draft")
    rules.rewrite(article.id, a_draft(title_fr="Un"), 1, by=article.written_by)
    with pytest.raises(EditedMeanwhile):
        rules.rewrite(article.id, a_draft(title_fr="Deux"), 1, by=article.written_by)
    assert [title for _, title in versions(db, article)] == ["Le vase bleu", "Un"]


def test_a_page_sent_twice_writes_one_article(db):
    sam = a_staff().id
    first, again = (rules.write(a_draft(), by=sam, key="the-same-page") for _ in range(2))
    assert first.id == again.id
    with pytest.raises(SentOtherwise):
        rules.write(a_draft(title_fr="Autre"), by=sam, key="the-same-page")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Le vase bleu", "le-vase-bleu"),
        ("L'œuvre d'à côté : « où ? »", "l-oeuvre-d-a-cote-ou"),
        ("100 % Rouen", "100-rouen"),
        ("東京", "article"),
        ("a" * 120, "a" * 70),
    ],
)
def test_its_address_is_its_title(db, title, slug):
    assert an_article("draft", title_fr=title).slug == slug
    assert an_article("draft", title_fr=title).slug == f"{slug}-2"
    assert an_article("draft", title_fr=title).slug == f"{slug}-3"


def test_its_address_follows_its_title_until_it_is_published_and_stays_then(db):
    article = an_article("draft")
    rules.rewrite(article.id, a_draft(title_fr="Le vase vert"), by=article.written_by)
    assert db.session.get(Article, article.id).slug == "le-vase-vert"
    published = an_article(title_fr="Le vase noir")
    rules.rewrite(published.id, a_draft(title_fr="Le vase rose"), by=published.written_by)
    assert db.session.get(Article, published.id).slug == "le-vase-noir"


def test_what_a_kind_or_its_readers_have_no_use_for_is_not_kept(db):
    badge = a_badge()
    said = {"recording": "https://x.example/a", "transcript_fr": "Un mot.", "badge_id": badge}
    short = an_article("draft", **said)
    assert (short.recording, short.transcript_fr, short.badge_id, short.words_fr) == ("", "", None, 11)
    heard = an_article("draft", kind="recording", visibility="badge", **said)
    assert (heard.recording, heard.badge_id, heard.words_fr) == ("https://x.example/a", badge, 13)


def test_a_picture_is_hung_and_taken_down_with_the_rest(db):
    sam = a_staff().id
    article = an_article("draft", frame=a_frame(sam))
    assert article.picture.credit == "Photo : Camille Roy"
    rules.rewrite(article.id, a_draft(), by=sam, frame=rules.Frame("", "", "", sam, bare=True))
    assert db.session.get(Article, article.id).picture is None
