"""The polls of the club as a table: each choice with its figure, where one may be told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from clubapp import clock
from clubapp.db import db
from clubapp.museums.models import Museum
from clubapp.polls import rules
from clubapp.polls.counting import EXACT
from clubapp.polls.models import DRAFT, Option, Poll

HEADER = (
    *(_l("Numéro"), _l("Musée"), _l("Question"), _l("État"), _l("Ouvert le"), _l("Choix")),
    *(_l("Réponse"), _l("Réponse anglaise"), _l("Réponses comptées")),
)
_SAID = (Poll.id, Poll.question_fr, Poll.state, Poll.opened_at, Museum.name.label("museum"))
_ROWS = (
    select(*_SAID, Option.code, Option.label_fr, Option.label_en, Option.shown)
    .join_from(Poll, Museum)
    .join(Option, Option.poll_id == Poll.id)
    .where(Poll.state != DRAFT)
    .order_by(Poll.id, Option.position)
)


def polls() -> Iterator[tuple[object, ...]]:
    """A row for each choice of each poll that was asked, the oldest first; what may not be told exactly stays empty."""
    for _number, rows in groupby(db.session.execute(_ROWS).all(), key=lambda row: row.id):
        choices = list(rows)
        for row, figure in zip(choices, rules.figures(choices), strict=True):
            said = (row.id, row.museum, row.question_fr, row.state, clock.day_of(row.opened_at).isoformat())
            exact = figure.count if figure and figure.told == EXACT else ""
            yield *said, row.code, row.label_fr, row.label_en, exact
