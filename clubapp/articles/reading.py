"""What visitors read: the list, one article, and who may read it whole."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Boolean, Label, and_, bindparam, case, exists, literal, or_, select

from clubapp.articles.models import ARCHIVED, PUBLISHED, Article, Revision
from clubapp.db import AnyRow, Columns, Rows, db, table
from clubapp.museums.models import Museum
from clubapp.pictures import rules as pictures
from clubapp.points.models import Award, Badge

PAGE = 18
TOLD = 30  # in the feed
NEAR = 3  # beside an article read
MAPPED = 5000  # in the map of the site
PREVIEWED = 7  # days that the link to a draft is good for

_articles, _museums, _awards = table(Article), table(Museum), table(Award)


def _english(name: str) -> Label[str]:
    """What is said in English, once it is shown."""
    return case((_articles.c.english_shown, _articles.c[f"{name}_en"]), else_="").label(f"{name}_en")


_HOLDS = exists().where(_awards.c.badge_id == _articles.c.badge_id, _awards.c.member_id == bindparam("member_id"))
OPEN = case(
    (_articles.c.visibility == "everyone", literal(True)),
    (_articles.c.visibility == "members", bindparam("is_member", type_=Boolean)),
    else_=_HOLDS,
).label("open")
CARTELS = pictures.beside(
    _articles,
    select(
        *(_articles.c[name] for name in ("id", "slug", "kind", "title_fr", "visibility", "words_fr", "published_at")),
        *(_articles.c[name] for name in ("english_shown", "words_en")),
        _english("title"),
        (_articles.c.easy_fr != "").label("easy"),
        *(_museums.c.name.label("museum"), _museums.c.code, _museums.c.accent),
        OPEN,
    ).select_from(_articles.join(_museums)),
)
_SHOWN = CARTELS.add_columns(
    *(_articles.c[name] for name in ("lead_fr", "text_fr", "easy_fr", "recording", "transcript_fr")),
    *(_articles.c[name] for name in ("act_fr", "act_to", "badge_id", "museum_id", "state", "poll_id")),
    *map(_english, ("lead", "text", "transcript", "act")),
    *(Badge.name_fr, Badge.name_en),
).outerjoin(Badge, Badge.id == _articles.c.badge_id)
_BY_SLUG = _SHOWN.where(_articles.c.slug == bindparam("slug"), _articles.c.state == PUBLISHED)
_BY_NUMBER = _SHOWN.where(_articles.c.id == bindparam("article_id"), _articles.c.state != ARCHIVED)
_saves = table(Revision).c
_EDITED = select(_saves.at).where(_saves.article_id == _articles.c.id, _saves.version == _articles.c.version)
_TOLD = (
    CARTELS.add_columns(_articles.c.lead_fr, _EDITED.scalar_subquery().label("edited_at"))
    .where(_articles.c.state == PUBLISHED)
    .order_by(_articles.c.published_at.desc(), _articles.c.id.desc())
    .limit(bindparam("count"))
)
_alike = case((_articles.c.museum_id == bindparam("museum_id"), 1), else_=0) + case(
    (_articles.c.kind == bindparam("kind"), 1), else_=0
)
_NEAR = (
    CARTELS.where(_articles.c.state == PUBLISHED, _articles.c.id != bindparam("article_id"))
    .order_by(_alike.desc(), _articles.c.published_at.desc(), _articles.c.id.desc())
    .limit(bindparam("count"))
)
_SLUGS = select(_articles.c.slug).where(_articles.c.state == PUBLISHED).order_by(_articles.c.id.desc()).limit(MAPPED)
_before = _articles.alias("before")
_ITS_DAY = select(_before.c.published_at).where(_before.c.id == bindparam("before")).scalar_subquery()


def listing(
    member_id: int | None, *, museum: str = "", kind: str = "", before: int | None = None, count: int = PAGE
) -> Rows:
    """A page of published articles, newest first; of one museum or one kind if named."""
    said = {"museum": museum, "kind": kind, "before": before, "count": count}
    query = _listing(bool(museum), bool(kind), before is not None)
    return db.session.execute(query, asked(member_id) | said).all()


@cache
def _listing(museum: bool, kind: bool, before: bool) -> Columns:
    """The select of a page, written once for each way to ask."""
    day, id_ = _articles.c.published_at, _articles.c.id
    query = CARTELS.where(_articles.c.state == PUBLISHED)
    if museum:
        query = query.where(_museums.c.code == bindparam("museum"))
    if kind:
        query = query.where(_articles.c.kind == bindparam("kind"))
    if before:
        query = query.where(or_(day < _ITS_DAY, and_(day == _ITS_DAY, id_ < bindparam("before"))))
    return query.order_by(day.desc(), id_.desc()).limit(bindparam("count"))


def newest(count: int = TOLD) -> Rows:
    """The newest articles, with their leads, as everybody may read them."""
    return db.session.execute(_TOLD, asked(None) | {"count": count}).all()


def near(article: AnyRow, member_id: int | None, count: int = NEAR) -> Rows:
    """Other articles to go on with: of the same museum and kind if there are, the newest first."""
    like = {"article_id": article.id, "museum_id": article.museum_id, "kind": article.kind, "count": count}
    return db.session.execute(_NEAR, asked(member_id) | like).all()


def slugs() -> Sequence[str]:
    """What the addresses of the published articles end with."""
    return db.session.scalars(_SLUGS).all()


def shown(slug: str, member_id: int | None) -> AnyRow | None:
    """A published article, and in `open` whether this reader may read it whole; None of any other."""
    return db.session.execute(_BY_SLUG, asked(member_id) | {"slug": slug}).one_or_none()


def previewed(article_id: int) -> AnyRow | None:
    """An article as its readers will see it, or do; None of one they read no more."""
    return db.session.execute(_BY_NUMBER, asked(None) | {"article_id": article_id}).one_or_none()


def asked(member_id: int | None) -> dict[str, object]:
    return {"member_id": member_id, "is_member": member_id is not None}
