"""What staff write of their museum, of whom the desk looks for, and to who said what they think."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from clubapp.forms import ClubForm, Version, at_most, lines, plain, proper_email, required, tidied

_COLOURS = (
    ("cobalt", _l("Cobalt")),
    ("iron", _l("Rouge de fer")),
    ("sage", _l("Sauge")),
    ("ochre", _l("Ocre")),
    ("plum", _l("Prune")),
    ("teal", _l("Canard")),
    ("slate", _l("Ardoise")),
    ("rose", _l("Rose")),
)


class LookUpForm(ClubForm):
    email = EmailField(
        _l("Adresse e-mail du membre"),
        [required(_l("Écrivez l'adresse du membre.")), proper_email],
        filters=[lambda typed: typed and typed.strip()],
    )


class MuseumForm(ClubForm):
    name = StringField(_l("Nom"), [required(_l("Donnez le nom du musée.")), plain, at_most(80)], filters=[tidied])
    city = StringField(_l("Ville"), [required(_l("Dites la ville.")), plain, at_most(60)], filters=[tidied])
    address = StringField(_l("Adresse"), [Optional(), plain, at_most(160)], filters=[tidied])
    hours_fr = TextAreaField(_l("Horaires en français"), [Optional(), plain, at_most(400)], filters=[lines])
    hours_en = TextAreaField(_l("Horaires en anglais"), [Optional(), plain, at_most(400)], filters=[lines])
    about_fr = TextAreaField(
        _l("Présentation en français"),
        [required(_l("Présentez le musée en une phrase.")), plain, at_most(400)],
        filters=[lines],
    )
    about_en = TextAreaField(_l("Présentation en anglais"), [Optional(), plain, at_most(400)], filters=[lines])
    accent = SelectField(_l("Couleur"), choices=[SelectChoice(name, label) for name, label in _COLOURS])

    def words(self) -> dict[str, str]:
        """What was written, by column."""
        return {field.name: field.data or "" for field in self}


class AnswerForm(ClubForm):
    version = Version()
    answer = TextAreaField(
        _l("Réponse au membre"), [required(_l("Écrivez une réponse.")), plain, at_most(600)], filters=[lines]
    )


class ReadForm(ClubForm):
    version = Version()
