"""What staff write of an article, and what they do with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from clubapp import clock, markdown, web
from clubapp.articles import kinds
from clubapp.articles.models import ACT, ADDRESS, LEAD, TITLE
from clubapp.articles.rules import Draft
from clubapp.db import Rows
from clubapp.forms import LISTED, ClubForm, Day, Key, Version, at_most, lines, plain, required, tidied
from clubapp.pictures.forms import PictureForm
from clubapp.points.models import Badge
from clubapp.polls.models import Poll
from clubapp.typography import french

TEXT = 20_000


def _line(label: object, most: int, *first: Any) -> StringField:
    return StringField(label, [*(first or [Optional()]), plain, at_most(most)], filters=[tidied])


def _text(label: object, most: int, *first: Any) -> TextAreaField:
    return TextAreaField(label, [*(first or [Optional()]), plain, at_most(most)], filters=[lines])


class ArticleForm(PictureForm):
    version = Version()
    key = Key()
    museum_id = SelectField(_l("Musée"), coerce=int, invalid_value_message=LISTED, invalid_choice_message=LISTED)
    kind = SelectField(
        _l("Genre"),
        invalid_choice_message=LISTED,
        choices=[SelectChoice(code, name) for code, name in kinds.NAMES.items()],
    )
    title_fr = _line(_l("Titre"), TITLE, required(_l("Donnez un titre.")))
    lead_fr = _text(_l("Chapeau"), LEAD, required(_l("Dites en deux phrases de quoi il s'agit.")))
    text_fr = _text(_l("Texte"), TEXT, required(_l("Écrivez le texte.")))
    easy_fr = _text(_l("Texte facile à lire"), TEXT)
    recording = _line(_l("Adresse de l'enregistrement"), ADDRESS)
    transcript_fr = _text(_l("Transcription"), TEXT)
    title_en = _line(_l("Titre en anglais"), TITLE)
    lead_en = _text(_l("Chapeau en anglais"), LEAD)
    text_en = _text(_l("Texte en anglais"), TEXT)
    transcript_en = _text(_l("Transcription en anglais"), TEXT)
    act_fr = _line(_l("Une chose à faire, en français"), ACT)
    act_en = _line(_l("La même, en anglais"), ACT)
    act_to = _line(_l("Où elle mène"), ADDRESS)
    english_shown = BooleanField(_l("Montrer l'anglais aux lecteurs"))
    visibility = SelectField(
        _l("Qui le lit en entier"),
        invalid_choice_message=LISTED,
        choices=[SelectChoice(code, name) for code, name in kinds.READERS.items()],
    )
    badge_id = SelectField(_l("Lequel"), coerce=int, invalid_value_message=LISTED, invalid_choice_message=LISTED)
    poll_id = SelectField(
        _l("Sondage"),
        coerce=int,
        filters=[lambda number: number or 0],
        invalid_value_message=LISTED,
        invalid_choice_message=LISTED,
    )

    def offer(self, museums: Rows, badges: Iterable[Badge], polls: Sequence[Poll]) -> None:
        """What one may choose from."""
        self.museum_id.choices = [SelectChoice(str(each.id), french(each.name)) for each in museums]
        named = [SelectChoice(str(each.id), french(each.name_fr)) for each in badges]
        self.badge_id.choices = [SelectChoice("0", _l("Aucun")), *named]
        self.badge_id.data = self.badge_id.data or 0
        asked = [SelectChoice(str(each.id), french(each.question_fr)) for each in polls]
        self.poll_id.choices = [SelectChoice("0", _l("Aucun")), *asked]
        self._asks = {each.id: each.museum_id for each in polls}

    def validate_poll_id(self, field: SelectField) -> None:
        if self._asks.get(field.data, self.museum_id.data) != self.museum_id.data:
            raise ValidationError(_l("Ce sondage est celui d'un autre musée."))

    def validate_badge_id(self, field: SelectField) -> None:
        if self.visibility.data == "badge" and not field.data:
            raise ValidationError(_l("Choisissez un badge."))

    def validate_recording(self, field: StringField) -> None:
        if field.data and not (markdown.is_link(field.data) and field.data.startswith("https://")):
            raise ValidationError(_l("Écrivez une adresse entière, qui commence par https://."))

    def validate_act_to(self, field: StringField) -> None:
        if not field.data:
            return
        page = web.ours(field.data)
        if page is None or page.startswith("/equipe"):
            raise ValidationError(
                _l("Écrivez l'adresse d'une page du club que lisent les visiteurs, comme /activites/7.")
            )
        field.data = page

    def draft(self) -> Draft:
        """What was written."""
        written: dict[str, Any] = {name: self[name].data for name in Draft.__slots__}
        said: dict[str, Any] = {name: "" if value is None else value for name, value in written.items()}
        return Draft(**said | {"badge_id": self._badge(), "poll_id": self.poll_id.data or None})

    def _badge(self) -> int | None:
        return self.badge_id.data or None if self.visibility.data == "badge" else None

    def mark(self, faults: Mapping[str, str]) -> None:
        """Say beside each field what is wrong with it."""
        for name, words in faults.items():
            self[name].errors = [words]


class ReadForm(ClubForm):
    version = Version()


class SendBackForm(ClubForm):
    note = _text(_l("Ce qu'il reste à faire"), LEAD, required(_l("Dites à l'auteur ce qu'il reste à faire.")))


class ScheduleForm(ClubForm):
    day = Day(_l("Jour"), [required(_l("Choisissez un jour."))])
    hour = TimeField(
        _l("Heure de Paris"),
        [required(_l("Choisissez une heure."))],
        invalid_value_message=_l("Écrivez une heure : 9:30, par exemple."),
    )

    def at(self) -> datetime:
        """The moment asked for: an hour the clocks skip is the one they show instead; one shown twice, its first."""
        return clock.instant_of(self.day.data, self.hour.data)
