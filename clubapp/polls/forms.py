"""What staff write of a poll: its question, and a line for each choice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional, ValidationError

from clubapp import folding
from clubapp.db import Rows
from clubapp.forms import LISTED, ClubForm, Day, Key, Version, Whole, at_most, plain, required, tidied
from clubapp.polls.models import LABEL, LEAST, MOST, POINTS, QUESTION
from clubapp.polls.rules import Draft
from clubapp.typography import french

PLACES = range(1, MOST + 1)


def _line(label: object, most: int, *first: Any) -> StringField:
    return StringField(label, [*(first or [Optional()]), plain, at_most(most)], filters=[tidied])


class OpenPollForm(ClubForm):
    """What may still change once the question is asked."""

    version = Version()
    last_day = Day(_l("Jusqu'au"), [Optional()])
    on_home = BooleanField(_l("Le montrer à l'accueil des membres"))

    def draft(self, of: Draft) -> Draft:
        """What was written of a poll that says the rest."""
        return replace(of, last_day=self.last_day.data, on_home=self.on_home.data)


class PollForm(OpenPollForm):
    key = Key()
    museum_id = SelectField(_l("Musée"), coerce=int, invalid_value_message=LISTED, invalid_choice_message=LISTED)
    question_fr = _line(_l("Question"), QUESTION, required(_l("Posez une question.")))
    question_en = _line(_l("Question en anglais"), QUESTION)
    points = Whole(
        _l("Points pour avoir répondu"),
        [Optional(), NumberRange(0, POINTS, message=_l("De 0 à %(max)s points.", max=POINTS))],
        default=0,
    )

    def lines(self) -> Iterator[tuple[StringField, StringField]]:
        """The two fields of each choice."""
        for place in PLACES:
            yield self[f"choice_{place}_fr"], self[f"choice_{place}_en"]

    def offer(self, museums: Rows) -> None:
        """The museums one may choose from."""
        self.museum_id.choices = [SelectChoice(str(each.id), french(each.name)) for each in museums]

    def show(self, draft: Draft) -> None:
        """Fill the form with what a poll says."""
        for name in ("museum_id", "question_fr", "question_en", "last_day", "on_home", "points"):
            self[name].data = getattr(draft, name)
        for fields, words in zip(self.lines(), draft.choices, strict=False):
            for field, said in zip(fields, words, strict=True):
                field.data = said

    def validate_choice_1_fr(self, _field: StringField) -> None:
        said = [folding.bare(label) for label, _english in self._choices()]
        if len(said) < LEAST:
            raise ValidationError(_l("Donnez au moins deux choix."))
        if len(set(said)) < len(said):
            raise ValidationError(_l("Deux choix disent la même chose."))
        if any(english.data and not label.data for label, english in self.lines()):
            raise ValidationError(_l("Un choix anglais n'a pas de français."))

    def _choices(self) -> tuple[tuple[str, str], ...]:
        return tuple((label.data, english.data or "") for label, english in self.lines() if label.data)

    def draft(self, of: Draft | None = None) -> Draft:
        """What was written."""
        return Draft(
            museum_id=self.museum_id.data,
            question_fr=self.question_fr.data,
            question_en=self.question_en.data or "",
            choices=self._choices(),
            points=self.points.data or 0,
            last_day=self.last_day.data,
            on_home=self.on_home.data,
        )


for place in PLACES:
    setattr(PollForm, f"choice_{place}_fr", _line(_l("Choix %(number)s", number=place), LABEL))
    setattr(PollForm, f"choice_{place}_en", _line(_l("Choix %(number)s en anglais", number=place), LABEL))
