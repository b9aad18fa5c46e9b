"""The index of what can be found: a card for each text, filed by the room whose it is, in the act that changes it.

One rule for both engines: `folding` alone says what a word is; SQLite's FTS5 and PostgreSQL's GIN keep the words they
are given. What is typed becomes words before it becomes a question, so no question is ever malformed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Dialect,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    bindparam,
    case,
    delete,
    literal,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from clubapp import folding
from clubapp.db import Model, act, db, table

TYPED = 100  # signs that are read of what is typed
WORDS = 8  # of which so many words are looked for


class IndexCard(Model):
    """What can be found of a thing in one language, folded. A closed card is for whoever may read the thing whole.

    Beside it the migration makes `index_words`, where an engine keeps the words of all cards: a table of SQLite's FTS5,
    an index of PostgreSQL.
    """

    __tablename__ = "index_cards"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    language: Mapped[str] = mapped_column(String(2))
    closed: Mapped[bool]
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)  # the title's words too
    version: Mapped[int]  # of the thing,
    folding: Mapped[int]  # and of the rule that folded it

    __table_args__ = (UniqueConstraint("kind", "number", "language", "closed"),)


cards = table(IndexCard)


@dataclass(frozen=True, order=True, slots=True)
class Card:
    """A card as it is filed: `made` of what people wrote."""

    language: str
    closed: bool
    title: str
    text: str

    @classmethod
    def made(cls, language: str, title: str, *texts: str, closed: bool = False) -> Card:
        """The card of a title and what stands under it."""
        return cls(language, closed, folding.folded(title), folding.folded(" ".join([title, *texts])))


_ENTER = text("INSERT INTO index_words (rowid, text) VALUES (:id, :text)")
_STRIKE = text("INSERT INTO index_words (index_words, rowid, text) VALUES ('delete', :id, :text)")
_REBUILD = text("INSERT INTO index_words (index_words) VALUES ('rebuild')")
_COMPARE = text("INSERT INTO index_words (index_words, rank) VALUES ('integrity-check', 1)")


@act
def file(kind: str, number: int, version: int, written: Collection[Card]) -> None:
    """Let a thing be found by these cards and no others; its row is held by whoever calls."""
    here = (cards.c.kind == kind, cards.c.number == number)
    if _fts():
        for old in db.session.execute(select(cards.c.id, cards.c.text).where(*here)).all():
            db.session.execute(_STRIKE, {"id": old.id, "text": old.text})
    db.session.execute(delete(cards).where(*here))
    for each in written:
        said = {"language": each.language, "closed": each.closed, "title": each.title, "text": each.text}
        card = IndexCard(kind=kind, number=number, version=version, folding=folding.RULE, **said)
        db.session.add(card)
        db.session.flush()
        if _fts():
            db.session.execute(_ENTER, {"id": card.id, "text": card.text})


def filed(kind: str) -> dict[int, list[Card]]:
    """The cards of a kind as they stand, in order, by the number of their thing."""
    said = (cards.c.language, cards.c.closed, cards.c.title, cards.c.text)
    found: dict[int, list[Card]] = {}
    for number, *words in db.session.execute(select(cards.c.number, *said).where(cards.c.kind == kind)).all():
        found.setdefault(number, []).append(Card(*words))
    return {number: sorted(each) for number, each in found.items()}


@act
def rebuild() -> None:
    """Enter the words of all cards anew, for cards that `file` did not write."""
    if _fts():
        db.session.execute(_REBUILD)


@act
def damaged() -> int:
    """1 if the words SQLite keeps are not those of the cards; PostgreSQL sees to its own."""
    try:
        with db.session.begin_nested():
            if _fts():
                db.session.execute(_COMPARE)
    except DBAPIError:
        return 1
    return 0


def _fts() -> bool:
    return db.engine.dialect.name == "sqlite"


def sought(typed: str) -> tuple[str, ...]:
    """The words to look for in what somebody typed, each once; the last may be the beginning of one."""
    return tuple(dict.fromkeys(folding.words(typed[:TYPED])))[:WORDS]


def cut(typed: str) -> bool:
    """Whether more words were typed than are looked for."""
    return len(set(folding.words(typed))) > WORDS


class _Question(TypeDecorator[Sequence[str]]):
    """Words, at least one, as an engine is asked for all of them. They hold letters and digits alone."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str:
        assert value, "somebody asks for no word"
        quoted = [f'"{word}"' if dialect.name == "sqlite" else f"'{word}'" for word in value]
        return " ".join(quoted) + "*" if dialect.name == "sqlite" else " & ".join(quoted) + ":*"


class _Hold(FunctionElement[bool]):
    """Whether the card of a row holds the words asked for."""

    type = Boolean()
    inherit_cache = True


@compiles(_Hold, "sqlite")
def _by_fts(element: _Hold, compiler: SQLCompiler, **how: Any) -> str:
    asked = compiler.process(element.clauses, **how)
    return f"index_cards.id IN (SELECT rowid FROM index_words WHERE index_words MATCH {asked})"  # noqa: S608


@compiles(_Hold, "postgresql")
def _by_gin(element: _Hold, compiler: SQLCompiler, **how: Any) -> str:
    asked = compiler.process(element.clauses, **how)
    return f"array_to_tsvector(string_to_array(index_cards.text, ' ')) @@ CAST({asked} AS tsquery)"


def hold() -> ColumnElement[bool]:
    """The condition that a card holds all the words; `asked` binds them."""
    return _Hold(bindparam("sought", type_=_Question()))


@cache
def in_title(count: int) -> ColumnElement[int]:
    """How many of so many words stand in a card's title: what comes first, and tells nothing that is closed."""
    title = literal(" ") + cards.c.title + " "
    first, *others = [case((title.like(bindparam(f"word_{place}")), 1), else_=0) for place in range(count)]
    return sum(others, first)


def asked(words: Sequence[str]) -> dict[str, object]:
    """What `hold` and `in_title` have to be given."""
    last = len(words) - 1
    whole = {f"word_{place}": f"% {word}{'%' if place == last else ' %'}" for place, word in enumerate(words)}
    return {"sought": words, **whole}
