"""What of an article can be found: the title and the lead by everybody, the rest by whoever may read it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import exists, or_, select

from clubapp import folding, markdown, searching
from clubapp.articles.models import PUBLISHED, Article
from clubapp.db import act, db
from clubapp.searching import Card, cards

KIND = "article"
_VARIANTS = {"fr": ("text_fr", "transcript_fr", "easy_fr"), "en": ("text_en", "transcript_en")}


def file(article: Article) -> None:
    """Let an article be found as it is, if it is published. Call it inside the act that changes it."""
    searching.file(KIND, article.id, article.version, _cards(article))


def _cards(article: Article) -> list[Card]:
    return sorted(_written(article)) if article.state == PUBLISHED else []


def _written(article: Article) -> Iterator[Card]:
    for language in ("fr", "en") if article.english_shown else ("fr",):
        title, lead = (getattr(article, f"{name}_{language}") for name in ("title", "lead"))
        texts = [markdown.plain(getattr(article, name)) for name in _VARIANTS[language]]
        closed = article.visibility != "everyone"
        yield Card.made(language, title, lead, *texts, closed=closed)
        if closed:
            yield Card.made(language, title, lead)


def mend() -> None:
    """File anew each article whose cards are not of its version, of its state or of our way to fold words."""
    its = exists().where(cards.c.kind == KIND, cards.c.number == Article.id)
    right = its.where(cards.c.version == Article.version, cards.c.folding == folding.RULE)
    published = Article.state == PUBLISHED
    for article_id in db.session.scalars(select(Article.id).where(or_(published & ~right, ~published & its))).all():
        _refile(article_id)


@act
def _refile(article_id: int) -> None:
    file(db.session.scalars(select(Article).where(Article.id == article_id).with_for_update()).one())


def astray() -> int:
    """How many articles are found otherwise than by what they say."""
    return len(_astray())


def put_right() -> None:
    """File anew each article that is found otherwise than by what it says: slow, since all of them are read."""
    searching.rebuild()
    for article_id in _astray():
        _refile(article_id)


def _astray() -> set[int]:
    filed = searching.filed(KIND)
    published = db.session.scalars(select(Article).where(Article.state == PUBLISHED))
    wanted = {article.id: _cards(article) for article in published}
    return {number for number in filed.keys() | wanted.keys() if filed.get(number) != wanted.get(number)}


CHECKS = {
    "articles found otherwise than by what they say": astray,
    "damaged words of the index": searching.damaged,
}
