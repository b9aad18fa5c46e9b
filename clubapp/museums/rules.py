"""Opening a museum of the network, and finding it."""

from __future__ import annotations

from sqlalchemy import select

from clubapp.db import Rows, act, db, table
from clubapp.museums.models import Museum


@act
def open_museum(code: str, name: str, city: str, accent: str, about_fr: str, about_en: str = "") -> Museum:
    """Add a museum to the network."""
    museum = Museum(code=code, name=name, city=city, accent=accent, about_fr=about_fr, about_en=about_en)
    db.session.add(museum)
    db.session.flush()
    return museum


@act
def rewrite(museum_id: int, **words: str) -> Museum:
    """Change what a museum says of itself: name, city, address, hours, colour."""
    museum = db.session.get_one(Museum, museum_id)
    for column, value in words.items():
        setattr(museum, column, value)
    return museum


_EVERY = select(table(Museum)).order_by(table(Museum).c.id)


def every() -> Rows:
    """All museums of the network, in the order they joined it."""
    return db.session.execute(_EVERY).all()


def named(code: str) -> Museum | None:
    """The museum of this short name."""
    return db.session.scalar(select(Museum).where(Museum.code == code))
