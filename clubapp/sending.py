"""A page sent twice does once what it says: it has a key, and the row it wrote keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from clubapp.db import Base, db
from clubapp.refusals import Refused

M = TypeVar("M", bound=Base)


class SentOtherwise(Refused):
    """This page was sent before, saying something else."""

    says = _l("Cette page a déjà servi, et disait autre chose. Rechargez-la et recommencez.")


def already(model: type[M], key: str | None, says: Mapping[str, Any], **of: Any) -> M | None:
    """The row that the page of this key wrote, if it was sent before and said the same. Raises SentOtherwise."""
    row = db.session.scalar(select(model).filter_by(key=key, **of)) if key else None
    if row and any(getattr(row, name) != value for name, value in says.items()):
        raise SentOtherwise
    return row
