"""Titles as addresses say them."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import select

from clubapp import folding
from clubapp.db import Base, db

LONGEST = 70  # signs, a number to tell two of one name apart not counted


def free(model: type[Base], title: str, otherwise: str, mine: int = 0) -> str:
    """The title as the address of a row of this model, with a number if another row has it."""
    rows: Any = model
    base = "-".join(re.findall("[a-z0-9]+", folding.bare(title)))[:LONGEST].strip("-") or otherwise
    taken = set(db.session.scalars(select(rows.slug).where(rows.slug.startswith(base), rows.id != mine)))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
