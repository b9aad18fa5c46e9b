"""What members read of a survey: the figures chosen, what the museum reads in them, and what it does about it.

The figures are kept as they stand when it is published: whoever leaves the club later takes their answers, and two
views cannot be subtracted. They are guarded in every mode; what visitors wrote is never among them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from clubapp.db import act, db
from clubapp.refusals import Refused
from clubapp.surveys import kinds, results
from clubapp.surveys.models import CLOSED, PUBLISHED, Item, Survey
from clubapp.surveys.rules import held, items_of, noted

WORDS = 1200  # signs of a reading, of a decision


class NotOver(Refused):
    """What is published of a survey is written once it is closed, and until it is put away."""

    says = _l("La publication se prépare quand l'enquête est fermée.")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the museum says of the figures of a question."""

    shown: bool
    reading_fr: str = ""
    reading_en: str = ""
    decision_fr: str = ""
    decision_en: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as members read it once its survey is published; no figure where too few answered."""

    item: Item
    figure: dict[str, Any] | None


@act
def say(item_id: int, said: Reading, version: int | None = None, *, by: int | None = None) -> Item:
    """Choose whether members read a question's figures, and what is said of them. Raises NotOver, EditedMeanwhile."""
    item = db.session.get_one(Item, item_id)
    survey = held(item.survey_id, version)
    if survey.state not in (CLOSED, PUBLISHED):
        raise NotOver
    for name, value in asdict(said).items():
        setattr(item, name, value)
    noted("survey.interpreted", survey, by)
    return item


def frozen(survey: Survey) -> dict[str, Any]:
    """The figures of a survey as members will go on reading them, by question."""
    found = results.figures(survey, items_of(survey.id), guarded=True)
    return {code: asdict(figure) for code, figure in found.items()}


def published(survey: Survey) -> list[Shown]:
    """What members read of a published survey, in its order; nothing of another."""
    if survey.state != PUBLISHED:
        return []
    kept = survey.figures or {}
    return [
        Shown(item, kept.get(item.code)) for item in items_of(survey.id) if item.shown and item.kind in kinds.QUESTIONS
    ]
