"""What people type to join, to sign in and to change their details."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import Length

from clubapp.forms import ClubForm, DisplayName, Email, required


class Consent(BooleanField):
    """The rules of the club, accepted, at 15 or older."""

    def __init__(self, **kwargs: object) -> None:
        label = _l("J'accepte les règles du club et j'ai 15 ans ou plus.")
        says = _l("Pour entrer au club, il faut accepter ses règles et avoir 15 ans ou plus.")
        super().__init__(label, [required(says)], **kwargs)


class JoinForm(ClubForm):
    email = Email()
    display_name = DisplayName()
    consent = Consent()


class FinishForm(ClubForm):
    display_name = DisplayName()
    consent = Consent()


class EmailForm(ClubForm):
    email = Email()


class NameForm(ClubForm):
    display_name = DisplayName()


class SecondCodeForm(ClubForm):
    code = StringField(
        _l("Code de l'application"),
        [
            required(_l("Tapez les six chiffres que montre l'application.")),
            Length(max=40, message=_l("Ce code est trop long.")),
        ],
    )


class CodeForm(ClubForm):
    code = StringField(
        _l("Code reçu par e-mail"),
        [required(_l("Tapez le code reçu par e-mail.")), Length(max=40, message=_l("Ce code est trop long."))],
    )
