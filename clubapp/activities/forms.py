"""What a scan sends, and what staff write of an activity."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import Field, Form, HiddenField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional, Regexp, ValidationError

from clubapp import text
from clubapp.activities.models import LIMITS
from clubapp.db import Rows
from clubapp.forms import ClubForm, Key, SentAt, Version, Whole, lines, plain, required, tidied
from clubapp.typography import french

AGAIN = _l("Rechargez la page et scannez de nouveau.")
A_MUSEUM = _l("Choisissez un musée de la liste.")


class ScanForm(ClubForm):
    code = StringField(_l("Code de l'affiche"), [required(_l("Tapez le code écrit sous le carré de l'affiche."))])
    scan_id = HiddenField(validators=[required(AGAIN), Regexp(r"[\w-]{8,64}\Z", message=AGAIN)])
    scanned_at = SentAt()


# `for` is a Python word: the field keeps its name on the wire and is read by getattr.
setattr(ScanForm, "for", HiddenField(default="", validators=[Length(max=64, message=AGAIN)]))


def proper_places(_form: Form, field: Field) -> None:
    """Refuse more posters, or longer names, than a wall bears."""
    places = (field.data or "").splitlines()
    if len(places) > 20 or any(len(place) > 80 for place in places):
        raise ValidationError(_l("Vingt affiches au plus, 80 caractères par lieu."))


class ActivityForm(ClubForm):
    version = Version()
    key = Key()
    museum_id = SelectField(_l("Musée"), coerce=int, invalid_value_message=A_MUSEUM, invalid_choice_message=A_MUSEUM)
    title_fr = StringField(
        _l("Titre en français"),
        [required(_l("Donnez un titre.")), plain, Length(max=120, message=_l("120 caractères au plus."))],
        filters=[tidied],
    )
    text_fr = TextAreaField(
        _l("Texte en français"),
        [required(_l("Écrivez l'invitation.")), plain, Length(max=4000, message=_l("4 000 caractères au plus."))],
        filters=[lines],
    )
    title_en = StringField(
        _l("Titre en anglais"),
        [Optional(), plain, Length(max=120, message=_l("120 caractères au plus."))],
        filters=[tidied],
    )
    text_en = TextAreaField(
        _l("Texte en anglais"),
        [Optional(), plain, Length(max=4000, message=_l("4 000 caractères au plus."))],
        filters=[lines],
    )
    points = Whole(
        _l("Points"),
        [required(_l("Dites combien de points.")), NumberRange(0, 500, message=_l("De 0 à 500 points."))],
    )
    limit = SelectField(
        _l("Combien de fois"),
        choices=[SelectChoice("once", _l("Une fois")), SelectChoice("daily", _l("Une fois par jour"))],
        invalid_choice_message=_l("Choisissez une fois, ou une fois par jour."),
    )
    places = TextAreaField(_l("Lieux des affiches, un par ligne"), [Optional(), plain, proper_places])

    def offer(self, museums: Rows) -> None:
        """The museums one may choose from."""
        self.museum_id.choices = [SelectChoice(str(museum.id), french(museum.name)) for museum in museums]

    def places_listed(self) -> list[str]:
        """The places typed, one a line."""
        return [place for line in (self.places.data or "").splitlines() if (place := text.tidy(line))]


class PlaceForm(ClubForm):
    place = StringField(
        _l("Lieu de la nouvelle affiche"),
        [required(_l("Dites où l'affiche sera posée.")), plain, Length(max=80, message=_l("80 caractères au plus."))],
        filters=[tidied],
    )


assert set(LIMITS) == {"once", "daily"}
