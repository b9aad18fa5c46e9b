"""What staff write of a survey as a whole, and when it opens and is over."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import RadioField, SelectField, StringField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional, StopValidation, ValidationError

from clubapp import clock
from clubapp.db import Rows
from clubapp.forms import LISTED, ClubForm, Day, Key, Version, Whole, at_most, lines, plain, required, tidied
from clubapp.points.models import Badge
from clubapp.surveys import templates
from clubapp.surveys.building import LARGEST
from clubapp.surveys.copying import Unreadable
from clubapp.surveys.models import DRAFT, LEAD, TITLE, Survey
from clubapp.surveys.rules import Plan
from clubapp.typography import french

FILE = 400_000  # bytes of a definition
IDENTITIES = {
    "named": _l("Avec leur nom"),
    "confidential": _l("Sous un pseudonyme"),
    "anonymous": _l("Sans savoir qui répond"),
}
MEANING = {
    "named": _l("L'équipe lit qui répond quoi. Pour rappeler quelqu'un, ou suivre un atelier."),
    "confidential": _l(
        "L'équipe lit des pseudonymes, jamais de noms. Une nouvelle version garde les mêmes pseudonymes."
    ),
    "anonymous": _l(
        "Rien ne relie une personne à ses réponses. Elles se lisent par lots d'au moins cinq ; "
        "moins de cinq en tout, elles sont détruites à la fermeture."
    ),
}
AUDIENCES = {
    "all": _l("Tous les membres"),
    "museum": _l("Ceux qui ont participé à quelque chose dans ce musée"),
    "badge": _l("Ceux qui ont un badge"),
}


def line(label: object, most: int, *first: Any) -> StringField:
    """One line of words, plain and tidy."""
    return StringField(label, [*(first or [Optional()]), plain, at_most(most)], filters=[tidied])


def words(label: object, most: int, *first: Any) -> TextAreaField:
    """Some lines of words, plain and tidy."""
    return TextAreaField(label, [*(first or [Optional()]), plain, at_most(most)], filters=[lines])


def _museum() -> SelectField:
    return SelectField(_l("Musée"), coerce=int, invalid_value_message=LISTED, invalid_choice_message=LISTED)


class OfAMuseum(ClubForm):
    """A form that says for which museum."""

    museum_id = _museum()

    def offer(self, museums: Rows) -> None:
        """The museums one may choose from."""
        self.museum_id.choices = [SelectChoice(str(each.id), french(each.name)) for each in museums]


class WordsForm(ClubForm):
    """What may still be put right of a survey somebody has begun to answer."""

    version = Version()
    title_fr = line(_l("Titre"), TITLE, required(_l("Donnez un titre.")))
    lead_fr = words(_l("Présentation"), LEAD, required(_l("Dites en deux phrases ce que vous cherchez à savoir.")))
    title_en = line(_l("Titre en anglais"), TITLE)
    lead_en = words(_l("Présentation en anglais"), LEAD)

    def said(self) -> dict[str, str]:
        """What was written."""
        return {name: self[name].data or "" for name in ("title_fr", "lead_fr", "title_en", "lead_en")}


class PlanForm(WordsForm, OfAMuseum):
    key = Key()
    identity = RadioField(
        _l("Ce que l'équipe saura de qui répond"),
        choices=[SelectChoice(*each) for each in IDENTITIES.items()],
        validate_choice=False,
    )
    audience = SelectField(
        _l("À qui elle s'adresse"),
        choices=[SelectChoice(*each) for each in AUDIENCES.items()],
        invalid_choice_message=LISTED,
    )
    badge_id = SelectField(_l("Lequel"), coerce=int, invalid_value_message=LISTED, invalid_choice_message=LISTED)
    points = Whole(
        _l("Points pour qui répond"),
        [required(_l("Dites combien de points.")), NumberRange(0, 200, message=_l("De 0 à 200 points."))],
        default=0,
    )
    at_most = Whole(
        _l("Nombre de réponses au plus"),
        [Optional(), NumberRange(1, LARGEST, message=_l("Une réponse au moins."))],
    )

    def offer_badges(self, badges: Iterable[Badge]) -> None:
        """The badges one may choose from."""
        named = [SelectChoice(str(each.id), french(each.name_fr)) for each in badges]
        self.badge_id.choices = [SelectChoice("0", _l("Aucun")), *named]
        self.badge_id.data = self.badge_id.data or 0

    def validate_identity(self, field: RadioField) -> None:
        if field.data not in IDENTITIES:
            raise ValidationError(_l("Choisissez ce que l'équipe saura de qui répond."))

    def validate_badge_id(self, field: SelectField) -> None:
        if self.audience.data == "badge" and not field.data:
            raise ValidationError(_l("Choisissez un badge."))

    def plan(self) -> Plan:
        """What was written."""
        written = {name: self[name].data for name in Plan.__slots__} | self.said()
        return Plan(**written | {"badge_id": self.badge_id.data if self.audience.data == "badge" else None})


class ModelForm(OfAMuseum):
    key = Key()
    model = RadioField(
        _l("Modèle"),
        choices=[SelectChoice(code, model.name) for code, model in templates.MODELS.items()],
        validate_choice=False,
    )

    def validate_model(self, field: RadioField) -> None:
        if field.data not in templates.MODELS:
            raise ValidationError(_l("Choisissez un modèle."))


class Definition(FileField):
    """A file that is read while it is judged: what it says is then in `said`."""

    said: Any = None

    def pre_validate(self, form: ClubForm) -> None:
        if not self.data:
            raise StopValidation(_l("Choisissez un fichier."))
        with self.data.stream as sent:
            read = sent.read(FILE + 1)
        try:
            self.said = json.loads(read) if len(read) <= FILE else None
        except (ValueError, RecursionError):
            self.said = None
        if self.said is None:
            raise StopValidation(Unreadable.says)


class FileForm(OfAMuseum):
    key = Key()
    file = Definition(_l("Fichier"))


class TimeForm(ClubForm):
    opens_day = Day(_l("Elle ouvre le"), [Optional()])
    opens_hour = TimeField(
        _l("À, heure de Paris"), [Optional()], invalid_value_message=_l("Écrivez une heure : 9:30, par exemple.")
    )
    closes_day = Day(_l("Jusqu'au"), [Optional()])

    @classmethod
    def of(cls, survey: Survey, **sent: Any) -> TimeForm:
        """The form as a survey fills it."""
        opens = survey.opens_at.astimezone(clock.PARIS) if survey.opens_at else None
        days = {"opens_day": opens and opens.date(), "opens_hour": opens and opens.time()}
        return cls(
            **sent,
            data=days | {"closes_day": survey.closes_at and clock.day_of(survey.closes_at - timedelta(seconds=1))},
        )

    def validate_opens_hour(self, field: TimeField) -> None:
        if field.data and not self.opens_day.data:
            raise ValidationError(_l("Choisissez aussi le jour."))

    def opens_at(self) -> datetime | None:
        """When it opens: an hour the clocks skip is the one they show instead; one shown twice, its first."""
        day = self.opens_day.data
        return clock.instant_of(day, self.opens_hour.data or time(9)) if day else None

    def closes_at(self) -> datetime | None:
        """The first moment when it is over: its last day is whole."""
        return clock.midnight_after(self.closes_day.data) if self.closes_day.data else None

    def too_late(self, survey: Survey, says: str) -> None:
        """Say beside the day that is at fault that it is."""
        opens = self.opens_at() if survey.state == DRAFT else None
        field = self.opens_day if opens and opens <= clock.now() else self.closes_day
        field.errors = [says]
