"""The shape and spelling of input: fields that tidy and judge what people type."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, EmailField, Field, Form, HiddenField, IntegerField, StringField
from wtforms.meta import DefaultMeta
from wtforms.validators import InputRequired, Length, Regexp, StopValidation, ValidationError

from clubapp import i18n, sealing, text

NAME_LENGTH = 40
EMAIL_LENGTH = 254
LISTED = _l("Choisissez dans la liste.")


class ClubForm(FlaskForm):
    """Every form: the token is checked for the whole application, once, before the view."""

    class Meta(FlaskForm.Meta):
        csrf = False
        locales = property(lambda _meta: [i18n.current()])
        get_translations = DefaultMeta.get_translations  # which keeps what it read; Flask-WTF's reads it each time


class required(InputRequired):
    """Something must be there; `says` tells what."""

    def __init__(self, says: object = _l("Ce champ est nécessaire.")) -> None:
        super().__init__(says)

    def __call__(self, form: Form, field: Field) -> None:
        super().__call__(form, field)
        if isinstance(field.data, str) and not text.seen(field.data).strip():
            raise StopValidation(self.message)


def at_most(count: int) -> Length:
    """Refuse what is longer than this many signs."""
    return Length(max=count, message=_l("%(max)d caractères au plus."))


def proper_email(_form: Form, field: Field) -> None:
    """Refuse what is not one plain address, and aliases: one person, one membership."""
    typed = field.data or ""
    if len(typed) > EMAIL_LENGTH:
        raise ValidationError(_l("Cette adresse est trop longue."))
    try:
        checked = validate_email(typed, check_deliverability=False, test_environment=True, allow_smtputf8=False)
    except EmailNotValidError:
        raise ValidationError(_l("Cette adresse n'a pas la forme nom@domaine.fr : vérifiez-la.")) from None
    if "+" in checked.local_part:
        raise ValidationError(_l("Écrivez votre adresse sans le signe + et ce qui le suit."))
    field.data = checked.normalized.lower()


def plain(_form: Form, field: Field) -> None:
    """Refuse marks that nobody sees and that turn a line around."""
    if not text.is_plain(field.data or ""):
        raise StopValidation(_l("Ce texte contient des signes invisibles. Tapez-le au lieu de le coller."))


def proper_name(_form: Form, field: Field) -> None:
    """Refuse what is not a name one can call out at a desk."""
    if len(field.data or "") > NAME_LENGTH:
        raise StopValidation(_l("Ce nom est trop long : 40 caractères au plus."))
    if not text.is_name(field.data or ""):
        raise StopValidation(
            _l("Un nom s'écrit avec des lettres, des chiffres, des espaces, des tirets et des apostrophes.")
        )


def tidied(typed: str | None) -> str | None:
    """A line as it is kept."""
    return typed and text.tidy(typed)


def lines(typed: str | None) -> str | None:
    """Paragraphs as they are kept: none when nothing is seen."""
    return typed and (typed.replace("\r\n", "\n").strip() if text.seen(typed).strip() else "")


class Email(EmailField):
    """An e-mail address, trimmed and in lower case."""

    def __init__(self, label: object = _l("Adresse e-mail"), **kwargs: Any) -> None:
        says = _l("Écrivez votre adresse e-mail.")
        super().__init__(label, [required(says), proper_email], filters=[lambda v: v and v.strip()], **kwargs)


class DisplayName(StringField):
    """The name the club calls a member by."""

    def __init__(self, label: object = _l("Nom affiché"), **kwargs: Any) -> None:
        says = _l("Écrivez le nom par lequel nous vous appellerons.")
        super().__init__(label, [required(says), proper_name], filters=[tidied], **kwargs)


class Whole(IntegerField):
    """A whole number in plain figures, few enough to be reckoned with; what is not one gets one sentence, not two."""

    _FIGURES = re.compile(r"[+-]?[0-9]{1,18}")

    def __init__(self, label: object, validators: list[Any], **kwargs: Any) -> None:
        super().__init__(label, validators, invalid_value_message=_l("Écrivez un nombre entier."), **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([typed if self._FIGURES.fullmatch(typed.strip()) else "" for typed in valuelist])

    def pre_validate(self, form: Form) -> None:
        if self.process_errors and any(self.raw_data or ()):
            raise StopValidation


class Day(DateField):
    """A day of our time."""

    def __init__(self, label: object, validators: list[Any], **kwargs: Any) -> None:
        says = _l("Écrivez une date : le jour, le mois et l'année.")
        super().__init__(label, [*validators, self._of_our_time], invalid_value_message=says, **kwargs)

    @staticmethod
    def _of_our_time(_form: Form, field: Field) -> None:
        if field.data and not 2000 <= field.data.year < 2100:
            raise ValidationError(_l("Choisissez une date entre 2000 et 2099."))


class Version(HiddenField):
    """The edit a page was written from; None when it does not say."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = next((int(sent) for sent in valuelist if re.fullmatch("[0-9]{1,9}", sent)), None)


class Key(HiddenField):
    """Names what a page is about to do, so that a page sent twice does it once."""

    def __init__(self, **kwargs: Any) -> None:
        proper = Regexp(r"[\w-]{8,64}\Z", message=_l("Rechargez la page et recommencez."))
        super().__init__(validators=[proper], **kwargs)

    def process_data(self, value: str | None) -> None:
        self.data = value or sealing.token()


class SentAt(HiddenField):
    """A moment in ISO 8601; what cannot be read is none at all."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            at = datetime.fromisoformat(valuelist[0]) if valuelist and valuelist[0] else None
        except ValueError:
            at = None
        self.data = at if at is None or at.tzinfo else at.replace(tzinfo=UTC)
