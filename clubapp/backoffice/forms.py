"""What staff write of their museum, of whom they look for, of the points they give or take back, and to who wrote."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional, ValidationError

from clubapp.forms import ClubForm, Key, Version, Whole, at_most, lines, plain, proper_email, required, tidied
from clubapp.points import holding
from clubapp.points.granting import GIVES, MOST, REASONS, TAKES

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


class SeekForm(ClubForm):
    q = StringField(
        _l("Adresse e-mail, nom ou code de la carte"),
        [
            required(_l("Écrivez une adresse, un nom ou un code.")),
            plain,
            at_most(254),
        ],
        filters=[tidied],
    )


class GrantForm(ClubForm):
    key = Key()
    amount = Whole(
        _l("Combien de points"),
        [required(_l("Dites combien.")), NumberRange(1, MOST, message=_l("De 1 à 10 000 points."))],
    )
    reason = SelectField(_l("Pourquoi"), invalid_choice_message=_l("Choisissez une raison."))
    note = StringField(_l("Un mot pour l'équipe"), [Optional(), plain, at_most(200)], filters=[tidied])

    def offer(self) -> None:
        """The reasons there are, each saying whether it gives or takes back."""
        gives = (SelectChoice(code, _("Donner : %(reason)s", reason=says)) for code, says in GIVES.items())
        takes = (SelectChoice(code, _("Reprendre : %(reason)s", reason=says)) for code, says in TAKES.items())
        self.reason.choices = [SelectChoice("", _("Choisir…")), *gives, *takes]

    def validate_reason(self, field: SelectField) -> None:
        if field.data not in REASONS:
            raise ValidationError(_l("Choisissez une raison."))

    @property
    def signed(self) -> int:
        """How many points: below zero when the reason takes them back."""
        return int(self.amount.data) if self.reason.data in GIVES else -self.amount.data


class AnswerForm(ClubForm):
    answer = TextAreaField(
        _l("Votre réponse"),
        [required(_l("Répondez en une phrase.")), plain, at_most(400)],
        filters=[lines],
    )
    points = Whole(_l("Points à donner"), [Optional(), NumberRange(0, MOST, message=_l("De 0 à 10 000 points."))])


class HoldForm(ClubForm):
    gains = SelectMultipleField(
        _l("Les points à retenir"), coerce=int, invalid_choice_message=_l("Choisissez dans la liste.")
    )
    reason = SelectField(
        _l("Pourquoi"),
        invalid_choice_message=_l("Choisissez une raison."),
        choices=[SelectChoice(code, says) for code, says in holding.REASONS.items()],
    )

    def offer(self, gains: Iterable[int]) -> None:
        """The gains that are there to be held."""
        self.gains.choices = [SelectChoice(str(gain), str(gain)) for gain in gains]

    def validate_gains(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(_l("Cochez au moins une ligne."))


def _upper(typed: str | None) -> str | None:
    return typed and typed.upper()


class MuseumForm(ClubForm):
    name = StringField(_l("Nom"), [required(_l("Donnez le nom du musée.")), plain, at_most(80)], filters=[tidied])
    city = StringField(_l("Ville"), [required(_l("Dites la ville.")), plain, at_most(60)], filters=[tidied])
    address = StringField(_l("Adresse"), [Optional(), plain, at_most(160)], filters=[tidied])
    museofile = StringField(_l("Code Muséofile"), [Optional(), plain, at_most(10)], filters=[tidied, _upper])
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


class ReplyForm(ClubForm):
    version = Version()
    answer = TextAreaField(
        _l("Réponse au membre"), [required(_l("Écrivez une réponse.")), plain, at_most(600)], filters=[lines]
    )


class ReadForm(ClubForm):
    version = Version()
