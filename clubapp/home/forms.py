"""What is asked before a membership is erased, and of points that were not received."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, SelectField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from clubapp import clock
from clubapp.activities.models import Activity
from clubapp.forms import ClubForm, Key, at_most, lines, plain, required
from clubapp.i18n import spoken
from clubapp.points.reporting import OLDEST, Told


class EraseForm(ClubForm):
    sure = BooleanField(
        _l("Je comprends que mes points et mon compte ne reviendront pas."),
        [required(_l("Cochez la case pour confirmer l'effacement."))],
    )


class ReportForm(ClubForm):
    key = Key()
    about = SelectField(_l("Quelle activité"), invalid_choice_message=_l("Choisissez dans la liste."), default="")
    day = DateField(
        _l("Quel jour"),
        [required(_l("Dites quel jour."))],
        invalid_value_message=_l("Écrivez une date : le jour, le mois et l'année."),
        default=clock.today,
    )
    hour = TimeField(
        _l("Vers quelle heure"),
        [required(_l("Dites vers quelle heure."))],
        invalid_value_message=_l("Écrivez une heure, comme 14:30."),
    )
    words = TextAreaField(
        _l("Ce qui s'est passé"),
        [required(_l("Racontez-le en une phrase.")), plain, at_most(400)],
        filters=[lines],
    )

    def offer(self, tried: Iterable[Activity]) -> None:
        """The activities one tried lately, and any other."""
        named = (SelectChoice(f"activity:{each.id}", spoken(each, "title")[0]) for each in tried)
        self.about.choices = [*named, SelectChoice("", _l("Une autre, que je décris"))]

    def validate_day(self, field: DateField) -> None:
        if field.data and not clock.today() - OLDEST <= field.data <= clock.today():
            raise ValidationError(_l("Choisissez un jour des deux derniers mois."))

    def told(self) -> Told:
        """What was said."""
        return Told(clock.instant_of(self.day.data, self.hour.data), self.words.data, self.about.data or None)
