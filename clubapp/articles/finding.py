"""Articles found by their words: what the reader may read and nothing of the rest, not even that it is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup
from sqlalchemy import Subquery, bindparam, case, func, or_, select

from clubapp import excerpts, markdown, searching, typography
from clubapp.articles.filing import KIND
from clubapp.articles.models import PUBLISHED, Article
from clubapp.articles.reading import CARTELS, OPEN, asked
from clubapp.db import AnyRow, Columns, Rows, db, table
from clubapp.museums.models import Museum
from clubapp.searching import cards

PAGE = 12
PAGES = 10  # what comes after is looked for with one word more

_articles, _museums = table(Article), table(Museum)
_SET = {"fr": typography.french, "en": typography.english}
_TEXTS = ("text_fr", "transcript_fr", "easy_fr", "text_en", "transcript_en")


@cache
def _hits(count: int) -> Subquery:
    """The articles that hold so many words where this reader may read them, and how many stand in a title."""
    return (
        select(cards.c.number, func.max(searching.in_title(count)).label("entitled"))
        .join_from(cards, _articles, _articles.c.id == cards.c.number)
        .where(cards.c.kind == KIND, searching.hold())
        .where(_articles.c.state == PUBLISHED, or_(~cards.c.closed, OPEN.element))
        .group_by(cards.c.number)
        .subquery("hits")
    )


@cache
def _page(count: int, museum: bool, kind: bool) -> Columns:
    """The select of a page, written once for each way to ask."""
    hits = _hits(count)
    query = CARTELS.add_columns(
        *(_articles.c[name] for name in ("lead_fr", "lead_en")),
        *(case((OPEN.element, _articles.c[name]), else_="").label(name) for name in _TEXTS),
    ).join(hits, hits.c.number == _articles.c.id)
    if museum:
        query = query.where(_museums.c.code == bindparam("museum"))
    if kind:
        query = query.where(_articles.c.kind == bindparam("kind"))
    order = (hits.c.entitled.desc(), _articles.c.published_at.desc(), _articles.c.id.desc())
    return query.order_by(*order).limit(PAGE).offset(bindparam("skipped"))


@cache
def _tally(count: int) -> Columns:
    hits = _hits(count)
    what = (_articles.c.kind, _museums.c.code, _museums.c.name)
    found = hits.join(_articles, _articles.c.id == hits.c.number).join(_museums)
    return select(*what, func.count().label("many")).select_from(found).group_by(*what)


@dataclass(frozen=True, slots=True)
class Results:
    """A page of what was found, and how much there is: each count of a choice under the other choice."""

    rows: Rows
    total: int
    everywhere: int  # whatever the choices
    kinds: dict[str, int]
    museums: dict[str, tuple[str, int]]  # by code: the name, how many
    following: int | None  # the next page, if there is one
    capped: int  # so many are shown, if the others are not; else 0


def search(words: Sequence[str], member_id: int | None, *, museum: str = "", kind: str = "", page: int = 1) -> Results:
    """The articles that hold all these words: those with more of them in their title first, then the newest."""
    if not words:
        return Results([], 0, 0, {}, {}, None, 0)
    asks = asked(member_id) | searching.asked(words)
    kinds, museums, names, total, everywhere = Counter[str](), Counter[str](), {}, 0, 0
    for its_kind, code, name, many in db.session.execute(_tally(len(words)), asks).all():
        names[code] = name
        kinds[its_kind] += many if museum in ("", code) else 0
        museums[code] += many if kind in ("", its_kind) else 0
        everywhere += many
        total += many if museum in ("", code) and kind in ("", its_kind) else 0
    pages = min(-(-total // PAGE), PAGES)
    page = max(min(page, pages), 1)
    asks |= {"museum": museum, "kind": kind, "skipped": (page - 1) * PAGE}
    rows = db.session.execute(_page(len(words), bool(museum), bool(kind)), asks).all() if total else []
    counted = {code: (names[code], museums[code]) for code in sorted(names, key=names.__getitem__)}
    following = page + 1 if page < pages else None
    capped = PAGE * PAGES if following is None and total > PAGE * PAGES else 0
    return Results(rows, total, everywhere, dict(kinds), counted, following, capped)


@dataclass(frozen=True, slots=True)
class Found:
    """An article as a search shows it: its title and a few of its lines, each in a language, the words marked."""

    article: AnyRow
    title: Markup
    title_language: str
    lines: Markup
    lines_language: str


def shown(article: AnyRow, words: Sequence[str], language: str) -> Found:
    """An article found, in the reader's language as far as it goes."""
    english = language == "en" and bool(article.title_en)
    spoken = "en" if english else "fr"
    title = _SET[spoken](getattr(article, f"title_{spoken}"))
    variants = [
        ("fr", _line(article.lead_fr, article.text_fr, article.transcript_fr)),
        ("fr", markdown.plain(article.easy_fr)),
    ]
    if article.english_shown:
        variants.insert(0 if english else 2, ("en", _line(article.lead_en, article.text_en, article.transcript_en)))
    set_ = [(its, _SET[its](line)) for its, line in variants]
    read = [(its, line, excerpts.hits(line, words)) for its, line in set_]
    its, line, hits = max(read, key=lambda each: excerpts.covered(each[2]))
    return Found(
        article, excerpts.marked(title, excerpts.hits(title, words)), spoken, excerpts.excerpt(line, hits), its
    )


def _line(lead: str, *texts: str) -> str:
    return " ".join([lead, *(markdown.plain(text) for text in texts if text)])
