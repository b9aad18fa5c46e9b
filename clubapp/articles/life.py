"""The life of an article: written, read by another, published on its day, put away. Each step is one rule."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from clubapp import clock
from clubapp.articles import filing, lint
from clubapp.articles.models import ARCHIVED, DRAFT, IN_REVIEW, NEXT, PUBLISHED, SCHEDULED, Article
from clubapp.articles.rules import EditedMeanwhile, WouldFail, held, noted
from clubapp.db import act, db
from clubapp.members import access
from clubapp.notices import rules as notices
from clubapp.refusals import Refused


class NotFromHere(Refused):
    """An article cannot go from the state it is in to the one asked for."""

    says = _l("Cet article n'est plus dans l'état où vous l'avez vu. Rechargez la page.")


class OwnWork(Refused):
    """Whoever wrote it, or saved its last version, is not the other person who reads it."""

    says = _l("C'est une autre personne que celle qui l'a écrit ou modifié qui le relit. Demandez à un collègue.")


class NotReviewed(Refused):
    """Nobody else has read this version."""

    says = _l("Personne d'autre n'a encore relu cette version. Demandez à un collègue de la relire.")


class NotYetThere(WouldFail):
    """It lacks something that visitors need."""

    says = _l("Il lui manque quelque chose avant d'être publié. Corrigez les points marqués.")


class TooLate(Refused):
    """The moment asked for has passed."""

    says = _l("Ce moment est passé. Choisissez-en un qui vient, ou publiez tout de suite.")
    status = 422


@act
def submit(article_id: int, *, by: int | None = None) -> Article:
    """Ask a colleague to read a draft; those who may are told. Raises NotFromHere."""
    article = _moved(article_id, IN_REVIEW, DRAFT)
    article.note = ""
    for colleague in access.who_may("publish", article.museum_id):
        if colleague not in (article.written_by, article.edited_by, by):
            _mention(colleague, article, "article_submitted")
    return noted("article.submitted", article, by)


@act
def approve(article_id: int, version: int | None = None, *, by: int) -> Article:
    """Say that one has read this version and that it may be published; its author is told.

    Raises NotFromHere, EditedMeanwhile, OwnWork.
    """
    article = held(article_id)
    if article.state != IN_REVIEW or article.reviewed_by is not None:
        raise NotFromHere
    if version is not None and version != article.version:
        raise EditedMeanwhile
    if by in (article.written_by, article.edited_by):
        raise OwnWork
    article.reviewed_by = by
    _tell(article, "article_reviewed", by)
    return noted("article.reviewed", article, by)


@act
def send_back(article_id: int, note: str, *, by: int | None = None) -> Article:
    """Give an article back to its author with what is to be done; they are told. Raises NotFromHere."""
    article = _moved(article_id, DRAFT, IN_REVIEW)
    article.reviewed_by, article.note = None, note
    _tell(article, "article_sent_back", by, note=note)
    return noted("article.sent_back", article, by)


@act
def schedule(article_id: int, at: datetime, *, by: int | None = None) -> Article:
    """Have the runner publish a reviewed article at a moment to come.

    Raises NotFromHere, NotReviewed, NotYetThere, TooLate.
    """
    article = _ready(article_id, SCHEDULED)
    if at <= clock.now():
        raise TooLate
    article.scheduled_at = at
    return noted("article.scheduled", article, by)


@act
def take_back(article_id: int, *, by: int | None = None) -> Article:
    """Publish a scheduled article at no moment any more: it waits to be read again. Raises NotFromHere."""
    article = _moved(article_id, IN_REVIEW, SCHEDULED)
    article.scheduled_at = article.reviewed_by = None
    return noted("article.taken_back", article, by)


@act
def publish(article_id: int, *, by: int | None = None) -> Article:
    """Let visitors read a reviewed article at once, or again. Raises NotFromHere, NotReviewed, NotYetThere."""
    article = _ready(article_id, PUBLISHED)
    _out(article, clock.now(), by)
    return noted("article.published", article, by)


@act
def archive(article_id: int, *, by: int | None = None) -> Article:
    """Put a published article away: its address leads nowhere until it is published again. Raises NotFromHere."""
    article = _moved(article_id, ARCHIVED, PUBLISHED)
    filing.file(article)
    return noted("article.archived", article, by)


def publish_due() -> None:
    """Publish each article whose moment has come, however long ago: each once, whoever else asks."""
    due = select(Article.id).where(Article.state == SCHEDULED, Article.scheduled_at <= clock.now())
    for article_id in db.session.scalars(due.order_by(Article.scheduled_at, Article.id)).all():
        _publish_due(article_id)


@act
def _publish_due(article_id: int) -> None:
    article = held(article_id)
    if article.state != SCHEDULED or article.scheduled_at is None or article.scheduled_at > clock.now():
        return  # taken back, or published meanwhile
    _out(article, article.scheduled_at, None)
    noted("article.published", article, None)


def _out(article: Article, at: datetime, by: int | None) -> None:
    """Let it be read; one published before keeps its day."""
    article.state, article.scheduled_at = PUBLISHED, None
    article.published_at = article.published_at or at
    filing.file(article)
    _tell(article, "article_published", by)


def _ready(article_id: int, state: str) -> Article:
    """An article that may be published, or have its moment fixed."""
    article = held(article_id)
    if state not in NEXT[article.state]:
        raise NotFromHere
    if article.state == IN_REVIEW and article.reviewed_by is None:
        raise NotReviewed
    if faults := lint.faults(article):
        raise NotYetThere(faults)
    article.state = state
    return article


def _moved(article_id: int, state: str, here: str) -> Article:
    article = held(article_id)
    if article.state != here or state not in NEXT[here]:
        raise NotFromHere
    article.state = state
    return article


def _tell(article: Article, kind: str, by: int | None, **facts: Any) -> None:
    """Tell an article's author what somebody else did with it."""
    if article.written_by and article.written_by != by:
        _mention(article.written_by, article, kind, **facts)


def _mention(member_id: int, article: Article, kind: str, **facts: Any) -> None:
    titles = {"article_fr": article.title_fr, "article_en": article.title_en or article.title_fr}
    notices.mention(member_id, kind, f"/equipe/articles/{article.id}", **titles, **facts)
