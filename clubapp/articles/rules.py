"""Writing articles: every save is a version, and any version may be taken up again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, or_, select
from sqlalchemy.orm import load_only

from clubapp import clock, markdown, sending, slugs
from clubapp.articles import filing, lint
from clubapp.articles.models import ARCHIVED, DRAFT, IN_REVIEW, PUBLISHED, SCHEDULED, Article, Revision
from clubapp.db import AnyRow, Rows, act, db
from clubapp.journal import rules as journal
from clubapp.members.models import Member
from clubapp.museums.models import Museum
from clubapp.pictures import rules as pictures
from clubapp.pictures.rules import Frame
from clubapp.points.models import Badge
from clubapp.refusals import Refused

STAFF_PAGE = 50
REVISIONS = 50


class EditedMeanwhile(Refused):
    """Somebody saved another edit since this page was read."""

    says = _l("Cet article a changé depuis que vous avez ouvert cette page. Rien de plus n'est gardé : relisez-le.")


class Settled(Refused):
    """Its day is fixed, and what was reviewed is what will be published."""

    says = _l("Sa publication est programmée : reprenez-le d'abord, il repassera par une relecture.")


class WouldFail(Refused):
    """Visitors read it: no edit may leave it less than what is published."""

    says = _l(
        "Cet article est publié : ce changement lui ferait perdre ce qu'il lui faut. Corrigez les points marqués."
    )
    status = 422

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__()
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Draft:
    """What staff write of an article."""

    museum_id: int
    kind: str
    title_fr: str
    lead_fr: str
    text_fr: str
    title_en: str = ""
    lead_en: str = ""
    text_en: str = ""
    easy_fr: str = ""
    english_shown: bool = False
    recording: str = ""
    transcript_fr: str = ""
    transcript_en: str = ""
    visibility: str = "everyone"
    badge_id: int | None = None
    act_fr: str = ""
    act_en: str = ""
    act_to: str = ""
    poll_id: int | None = None


@act
def write(draft: Draft, *, by: int | None = None, frame: Frame | None = None, key: str | None = None) -> Article:
    """Write a new article, a draft still; the same key gives the same one. Raises SentOtherwise."""
    if known := sending.already(Article, key, _columns(draft)):
        return known
    article = Article(**_columns(draft), key=key, picture=pictures.hang(None, frame), written_by=by, edited_by=by)
    article.slug = slugs.free(Article, draft.title_fr, "article")
    db.session.add(article)
    db.session.flush()
    _keep(article, draft)
    return noted("article.written", article, by)


@act
def rewrite(
    article_id: int,
    draft: Draft,
    version: int | None = None,
    *,
    by: int | None = None,
    frame: Frame | None = None,
    did: str = "article.rewritten",
) -> Article:
    """Change what an article says; one that waits for its review waits for it anew, an archived one is a draft again.

    `version` is the one the page was written from, if it says. Raises EditedMeanwhile, Settled, WouldFail.
    """
    article = held(article_id)
    if version is not None and version != article.version:
        raise EditedMeanwhile
    if article.state == SCHEDULED:
        raise Settled
    article.picture = pictures.hang(article.picture, frame)
    for column, value in _columns(draft).items():
        setattr(article, column, value)
    if article.state == PUBLISHED and (faults := lint.faults(article)):
        raise WouldFail(faults)
    if article.state == ARCHIVED:
        article.state, article.note = DRAFT, ""  # nobody else has read this: it goes out again by a review
    if article.published_at is None:
        article.slug = slugs.free(Article, draft.title_fr, "article", article.id)
    article.version += 1
    article.edited_by, article.reviewed_by = by, None
    _keep(article, draft)
    filing.file(article)
    return noted(did, article, by)


@act
def restore(revision_id: int, *, by: int | None = None) -> Article:
    """Take up again what an article said once: a new version like any other. Raises as rewrite does."""
    revision = db.session.get_one(Revision, revision_id)
    return rewrite(revision.article_id, Draft(**revision.said), by=by, did="article.restored")


def _columns(draft: Draft) -> dict[str, Any]:
    """A draft's columns: what its kind or its readers have no use for is not kept."""
    heard, badge = draft.kind == "recording", draft.visibility == "badge"
    said = {name: "" for name in ("recording", "transcript_fr", "transcript_en") if not heard}
    counted = {
        f"words_{language}": markdown.outline(f"{text}\n\n{transcript if heard else ''}").words
        for language, text, transcript in (
            ("fr", draft.text_fr, draft.transcript_fr),
            ("en", draft.text_en, draft.transcript_en),
        )
    }
    return asdict(draft) | said | counted | {"badge_id": draft.badge_id if badge else None}


def _keep(article: Article, draft: Draft) -> None:
    said = asdict(draft)
    revision = Revision(article_id=article.id, version=article.version, said=said, by=article.edited_by, at=clock.now())
    db.session.add(revision)
    db.session.flush()


def held(article_id: int) -> Article:
    """An article, fresh and held until the act ends."""
    return db.session.scalars(select(Article).where(Article.id == article_id).with_for_update()).one()


def noted(did: str, article: Article, by: int | None) -> Article:
    """Write in the journal what was done to an article."""
    journal.note(did, about=f"article:{article.id}", by=by, museum_id=article.museum_id)
    return article


def said(article: Article) -> Draft:
    """An article as a draft names it."""
    return Draft(**{name: getattr(article, name) for name in Draft.__slots__})


def revisions(article_id: int) -> Rows:
    """The last versions of an article, newest first, each with who saved it (no name once erased)."""
    query = (
        select(Revision.id, Revision.version, Revision.at, Member.display_name.label("who"))
        .outerjoin(Member, Member.id == Revision.by)
        .where(Revision.article_id == article_id)
        .order_by(Revision.version.desc())
        .limit(REVISIONS)
    )
    return db.session.execute(query).all()


def revision(revision_id: int) -> AnyRow | None:
    """A version of an article, with the article."""
    query = select(Revision, Article).join(Article, Article.id == Revision.article_id).where(Revision.id == revision_id)
    return db.session.execute(query).one_or_none()


def people(article: Article) -> Mapping[int, str]:
    """The names of those who wrote, edited and reviewed an article, by their number."""
    ids = {article.written_by, article.edited_by, article.reviewed_by} - {None}
    rows = db.session.execute(select(Member.id, Member.display_name).where(Member.id.in_(ids))).all()
    return {number: name for number, name in rows}


def badges(other: int | None) -> Sequence[Badge]:
    """The badges an article may be kept for: those that may be earned, and this other."""
    offered = or_(Badge.state == "published", Badge.id == other)
    return db.session.scalars(select(Badge).where(offered).order_by(Badge.id)).all()


def titles(ids: Collection[int]) -> Mapping[int, Article]:
    """The articles of these numbers, by number, with no more than their titles and addresses."""
    said = load_only(Article.title_fr, Article.title_en, Article.slug)
    found = select(Article).where(Article.id.in_(ids)).options(said)
    return {article.id: article for article in db.session.scalars(found)} if ids else {}


def for_staff(*, state: str = "", before: int | None = None, count: int = STAFF_PAGE) -> Rows:
    """Every article, newest first, with its museum."""
    columns = (Article.id, Article.museum_id, Article.title_fr, Article.kind, Article.state, Article.scheduled_at)
    query = (
        select(*columns, Article.published_at, Article.reviewed_by, Museum.name.label("museum"))
        .join(Museum)
        .order_by(Article.id.desc())
        .limit(count)
    )
    if state:
        query = query.where(Article.state == state)
    if before:
        query = query.where(Article.id < before)
    return db.session.execute(query).all()


def to_review(by: int, museum_id: int | None) -> int:
    """How many articles wait to be read by this colleague, of a museum or (None) of all: others' work alone."""
    waits = select(func.count()).where(Article.state == IN_REVIEW, Article.reviewed_by.is_(None))
    others = waits.where(*(func.coalesce(who, 0) != by for who in (Article.written_by, Article.edited_by)))
    here = others.where(Article.museum_id == museum_id) if museum_id else others
    return db.session.scalar(here) or 0


def counts() -> dict[str, int]:
    """How many articles stand in each state."""
    rows = db.session.execute(select(Article.state, func.count()).group_by(Article.state)).all()
    return {state: count for state, count in rows}
