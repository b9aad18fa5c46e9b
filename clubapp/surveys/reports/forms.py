"""What staff write of the results of a survey."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from clubapp.forms import LISTED, ClubForm, Version, at_most, lines, plain, tidied
from clubapp.i18n import spoken
from clubapp.surveys.crossing import Axis
from clubapp.surveys.publishing import WORDS, Reading
from clubapp.surveys.tagging import LENGTH, TAGS


def _words(label: object) -> TextAreaField:
    return TextAreaField(label, [Optional(), plain, at_most(WORDS)], filters=[lines])


class ReadingForm(ClubForm):
    version = Version()
    shown = BooleanField(_l("Montrer ces chiffres aux membres"))
    reading_fr = _words(_l("Ce que nous y lisons"))
    reading_en = _words(_l("Ce que nous y lisons, en anglais"))
    decision_fr = _words(_l("Ce que nous en faisons"))
    decision_en = _words(_l("Ce que nous en faisons, en anglais"))

    def validate_version(self, field: Field) -> None:
        """Refuse what no page of ours sent."""
        if field.data is None:
            raise ValidationError(_l("Rechargez la page et recommencez."))

    def reading(self) -> Reading:
        """What it says."""
        words = {name: getattr(self, name).data or "" for name in Reading.__slots__ if name != "shown"}
        return Reading(self.shown.data, **words)


class CrossForm(ClubForm):
    ligne = SelectField(_l("En lignes"), invalid_choice_message=LISTED)
    colonne = SelectField(_l("En colonnes"), invalid_choice_message=LISTED)

    def offer(self, axes: dict[str, Axis]) -> None:
        """The questions that may be crossed."""
        choices = [SelectChoice(name, _called(axis)) for name, axis in axes.items()]
        self.ligne.choices = self.colonne.choices = choices


def _called(axis: Axis) -> str:
    return " ".join(spoken(each, "label")[0] for each in (axis.item, axis.row) if each)


class TagsForm(ClubForm):
    question = HiddenField()
    text = HiddenField()
    tags = StringField(_l("Étiquettes"), [Optional(), plain, at_most(TAGS * (LENGTH + 2))], filters=[tidied])

    def words(self) -> list[str]:
        """The tags, each once."""
        said: Any = (self.tags.data or "").split(",")
        return list(dict.fromkeys(word.strip() for word in said if word.strip()))
