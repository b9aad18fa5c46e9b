"""The articles of the club as a table: what each says of itself, and how many read it, from five people on."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l
from sqlalchemy import String, cast, func, literal, select

from clubapp import clock
from clubapp.articles.models import FINISHED, Article, Keeping, Reaction
from clubapp.articles.readers import ENOUGH, FEELINGS
from clubapp.db import db, table
from clubapp.museums.models import Museum
from clubapp.points.models import Entry

HEADER = (
    *(_l("Adresse"), _l("Titre"), _l("Titre anglais"), _l("Genre"), _l("Musée"), _l("État"), _l("Lecteurs")),
    *(_l("Publié le"), _l("Mots"), _l("Mots anglais"), _l("Facile à lire"), _l("Lu jusqu'au bout"), _l("Gardé")),
    *FEELINGS.values(),
)
_articles, _entries, _keepings, _reactions = table(Article).c, table(Entry).c, table(Keeping).c, table(Reaction).c
_ABOUT = literal("article:", String) + cast(_articles.id, String)
# Counted in one passage through the book, which no index leads through by what entries are about.
_readers = (
    select(_entries.about, func.count().label("count"))
    .where(_entries.because == FINISHED)
    .group_by(_entries.about)
    .subquery()
)
_SAID = ("slug", "title_fr", "title_en", "kind", "state", "visibility", "published_at", "words_fr", "words_en")
_ROWS = (
    select(
        *(_articles[name] for name in _SAID),
        table(Museum).c.name.label("museum"),
        (_articles.easy_fr != "").label("easy"),
        func.coalesce(_readers.c.count, 0).label("finished"),
        select(func.count()).where(_keepings.article_id == _articles.id).scalar_subquery().label("kept"),
        *(
            select(func.count())
            .where(_reactions.article_id == _articles.id, _reactions.feeling == feeling)
            .scalar_subquery()
            .label(feeling)
            for feeling in FEELINGS
        ),
    )
    .select_from(table(Article).join(table(Museum)).outerjoin(_readers, _readers.c.about == _ABOUT))
    .order_by(_articles.id)
)


def articles() -> Iterator[tuple[object, ...]]:
    """A row of the table for each article, the oldest first; a number of people under five stays empty."""
    for row in db.session.execute(_ROWS):
        published = row.published_at and clock.day_of(row.published_at).isoformat()
        said = (row.slug, row.title_fr, row.title_en, row.kind, row.museum, row.state, row.visibility, published)
        people = (row.finished, row.kept, *(getattr(row, feeling) for feeling in FEELINGS))
        yield (
            *said,
            *(row.words_fr, row.words_en or "", int(row.easy)),
            *(count if count >= ENOUGH else "" for count in people),
        )
