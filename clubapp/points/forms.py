"""What staff write of a badge — its words, and one line for each step — and of a common goal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from clubapp import text
from clubapp.db import Rows
from clubapp.forms import LISTED, ClubForm, Day, Key, Version, Whole, plain, required
from clubapp.pictures.forms import PictureForm
from clubapp.points import together
from clubapp.points.badges import STEPS, Draft, Stage
from clubapp.typography import french

_AT_MOST_200 = Length(max=200, message=_l("200 caractères au plus."))
PLACES = range(1, STEPS + 1)
_WITHIN = (
    ("", _l("Sans limite de temps")),
    ("1", _l("En un jour")),
    ("7", _l("En sept jours")),
    ("30", _l("En trente jours")),
    ("365", _l("En un an")),
)


def _tidied(value: str | None) -> str | None:
    return value and text.tidy(value)


def _name(label: object, *validators: object) -> StringField:
    at_most = Length(max=80, message=_l("80 caractères au plus."))
    return StringField(label, [*validators, plain, at_most], filters=[_tidied])


def _text(label: object, *validators: object) -> TextAreaField:
    return TextAreaField(label, [*validators, plain, Length(max=1000, message=_l("1 000 caractères au plus."))])


class BadgeForm(PictureForm):
    version = Version()
    key = Key()
    name_fr = _name(_l("Nom en français"), required(_l("Donnez-lui un nom.")))
    text_fr = _text(_l("Texte en français"), required(_l("Dites en une phrase comment il se mérite.")))
    name_en = _name(_l("Nom en anglais"), Optional())
    text_en = _text(_l("Texte en anglais"), Optional())
    in_order = BooleanField(_l("Dans l'ordre des étapes"))
    within_days = SelectField(
        _l("En combien de temps"),
        choices=[SelectChoice(*choice) for choice in _WITHIN],
        invalid_choice_message=LISTED,
        default="",
    )
    last_day = Day(_l("Jusqu'au"), [Optional()])

    def lines(self) -> Iterator[tuple[SelectField, Whole]]:
        """The two fields of each step."""
        for place in PLACES:
            yield self[f"what_{place}"], self[f"times_{place}"]

    def offer(self, things: Sequence[tuple[str, str]]) -> None:
        """What a step may ask for: a column of the ledger and what it says, such as "about:activity:7"."""
        for what, _times in self.lines():
            what.choices = [SelectChoice("", "—"), *(SelectChoice(*thing) for thing in things)]

    def show(self, stages: Sequence[Stage]) -> None:
        """Fill the lines with the steps there are."""
        for (what, times), stage in zip(self.lines(), stages, strict=False):
            said = {name: value for name, value in asdict(stage).items() if name != "times" and value}
            what.data, times.data = next(f"{name}:{value}" for name, value in said.items()), stage.times

    def validate_what_1(self, field: SelectField) -> None:
        if not any(what.data for what, _times in self.lines()):
            raise ValidationError(_l("Donnez au moins une étape."))

    def draft(self) -> Draft:
        """What was written."""
        return Draft(
            name_fr=self.name_fr.data,
            name_en=self.name_en.data or "",
            text_fr=self.text_fr.data,
            text_en=self.text_en.data or "",
            stages=tuple(_stage(what.data, times.data or 1) for what, times in self.lines() if what.data),
            in_order=self.in_order.data,
            within_days=int(self.within_days.data or 0) or None,
            last_day=self.last_day.data,
        )


class CommonGoalForm(ClubForm):
    key = Key()
    name_fr = _name(_l("Nom en français"), required(_l("Donnez-lui un nom.")))
    reward_fr = StringField(
        _l("Ce qu'il apporte, en français"), [required(_l("Dites ce que tous y gagnent.")), plain, _AT_MOST_200]
    )
    name_en = _name(_l("Nom en anglais"), Optional())
    reward_en = StringField(_l("Ce qu'il apporte, en anglais"), [Optional(), plain, _AT_MOST_200])
    target = Whole(
        _l("Combien de participations, tous ensemble"),
        [required(_l("Dites combien.")), NumberRange(1, 1_000_000, message=_l("De 1 à 1 000 000."))],
    )
    museum_id = SelectField(_l("Où"), invalid_choice_message=LISTED, default="")
    category = SelectField(
        _l("Ce qu'on y fait"), invalid_choice_message=LISTED, default="", filters=[lambda code: code or ""]
    )
    first_day = Day(_l("Du"), [required(_l("Dites quel jour il commence."))])
    last_day = Day(_l("Jusqu'au"), [required(_l("Dites quel jour il finit."))])

    def offer(self, museums: Rows, categories: Iterable[tuple[str, object]]) -> None:
        """The museums and the categories one may choose from."""
        named = (SelectChoice(str(museum.id), french(museum.name)) for museum in museums)
        self.museum_id.choices = [SelectChoice("", _l("Dans tout le réseau")), *named]
        listed = (SelectChoice(*category) for category in categories)
        self.category.choices = [SelectChoice("", _l("Toutes les catégories")), *listed]

    def validate_last_day(self, field: Day) -> None:
        if field.data and self.first_day.data and field.data < self.first_day.data:
            raise ValidationError(_l("Le dernier jour vient avant le premier."))

    def draft(self) -> together.Draft:
        """What was written."""
        return together.Draft(
            name_fr=self.name_fr.data,
            name_en=self.name_en.data or "",
            reward_fr=self.reward_fr.data,
            reward_en=self.reward_en.data or "",
            target=self.target.data,
            first_day=self.first_day.data,
            last_day=self.last_day.data,
            museum_id=int(self.museum_id.data or 0) or None,
            category=self.category.data or None,
        )


def _stage(what: str, times: int) -> Stage:
    column, _colon, value = what.partition(":")
    asked: dict[str, Any] = {column: int(value) if column == "museum_id" else value}
    return Stage(times, **asked)


for place in PLACES:
    setattr(
        BadgeForm,
        f"what_{place}",
        SelectField(_l("Étape %(number)s", number=place), invalid_choice_message=LISTED, default=""),
    )
    setattr(
        BadgeForm,
        f"times_{place}",
        Whole(
            _l("Combien de fois"),
            [Optional(), NumberRange(1, 1000, message=_l("De 1 à 1 000 fois."))],
            default=1,
        ),
    )
