"""What a claim sends, and what staff write of a gift and of a shelf."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional, Regexp, ValidationError

from clubapp import text
from clubapp.forms import ClubForm, required
from clubapp.shop.stocking import MOST

KEY = r"^[\w-]{8,64}\Z"


def _tidied(value: str | None) -> str | None:
    return value and text.tidy(value)


class ClaimForm(ClubForm):
    museum_id = IntegerField(_l("Musée"), [required(_l("Choisissez un musée."))])
    variant_id = IntegerField(_l("Modèle"), [Optional()])
    price = IntegerField(validators=[Optional()])
    key = HiddenField(validators=[required(_l("Rechargez la page et recommencez.")), Regexp(KEY)])


class GiftForm(ClubForm):
    title_fr = StringField(
        _l("Nom en français"),
        [required(_l("Donnez un nom.")), Length(max=80, message=_l("80 caractères au plus."))],
        filters=[_tidied],
    )
    story_fr = TextAreaField(
        _l("Son histoire en français"),
        [required(_l("Racontez-le en une phrase.")), Length(max=2000, message=_l("2 000 caractères au plus."))],
    )
    title_en = StringField(
        _l("Nom en anglais"), [Optional(), Length(max=80, message=_l("80 caractères au plus."))], filters=[_tidied]
    )
    story_en = TextAreaField(
        _l("Son histoire en anglais"), [Optional(), Length(max=2000, message=_l("2 000 caractères au plus."))]
    )
    kind = SelectField(
        _l("Nature"),
        choices=[("object", _l("Objet")), ("experience", _l("Expérience")), ("download", _l("Téléchargement"))],
    )
    price = IntegerField(
        _l("Prix en points"),
        [required(_l("Dites son prix.")), NumberRange(1, 100_000, message=_l("De 1 à 100 000 points."))],
        invalid_value_message=_l("Écrivez un nombre entier."),
    )
    each = IntegerField(
        _l("Combien par membre (0 : sans limite)"),
        [required(_l("Dites combien.")), NumberRange(0, 100, message=_l("De 0 à 100."))],
        default=1,
        invalid_value_message=_l("Écrivez un nombre entier."),
    )
    hidden_until_affordable = BooleanField(_l("Ne le montrer qu'à ceux qui ont assez de points"))
    variants = TextAreaField(_l("Modèles, un par ligne : français / anglais"), [Optional(), Length(max=1000)])

    def validate_variants(self, field: TextAreaField) -> None:
        if any(len(name) > 40 for pair in self.variants_listed() for name in pair):
            raise ValidationError(_l("40 caractères au plus par modèle."))

    def variants_listed(self) -> list[tuple[str, str]]:
        """The variants typed, one a line, French and English."""
        lines = [line.partition("/") for line in (self.variants.data or "").splitlines() if line.strip()]
        return [(text.tidy(fr), text.tidy(en)) for fr, _slash, en in lines]


class ShelfForm(ClubForm):
    museum_id = SelectField(_l("Musée"), coerce=int)
    variant_id = SelectField(_l("Cadeau"), coerce=int)

    def offer(self, museums: Iterable[tuple[int, str]], variants: Iterable[tuple[int, str]]) -> None:
        """What one may choose from."""
        self.museum_id.choices, self.variant_id.choices = list(museums), list(variants)


class RestockForm(ClubForm):
    change = IntegerField(
        _l("Combien arrivent (un nombre négatif : combien partent)"),
        [required(_l("Dites combien.")), NumberRange(-MOST, MOST, message=_l("Ce nombre est trop grand."))],
        invalid_value_message=_l("Écrivez un nombre entier."),
    )
    reason = SelectField(
        _l("Pourquoi"),
        choices=[
            ("delivery", _l("Livraison")),
            ("return", _l("Retour")),
            ("damaged", _l("Abîmé")),
            ("lost", _l("Perdu")),
            ("moved", _l("Changement de musée")),
        ],
    )

    def validate_change(self, field: IntegerField) -> None:
        if field.data == 0:
            raise ValidationError(_l("Zéro ne change rien : dites combien."))


class CountForm(ClubForm):
    counted = IntegerField(
        _l("Compté sur l'étagère"),
        [required(_l("Dites combien.")), NumberRange(0, MOST, message=_l("De 0 à 100 000."))],
        invalid_value_message=_l("Écrivez un nombre entier."),
    )


class UndoForm(ClubForm):
    because = SelectField(
        _l("Pourquoi"),
        choices=[
            ("wrong_gift", _l("Ce n'était pas le bon cadeau")),
            ("wrong_person", _l("Ce n'était pas la bonne personne")),
            ("damaged", _l("Le cadeau est abîmé")),
            ("mistake", _l("Erreur de ma part")),
        ],
    )
