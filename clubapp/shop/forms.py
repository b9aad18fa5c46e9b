"""What a claim sends, and what staff write of a gift and of a shelf."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional, Regexp, ValidationError

from clubapp import text
from clubapp.forms import LISTED, ClubForm, Day, Key, SentAt, Version, Whole, lines, plain, required, tidied
from clubapp.pictures.forms import PictureForm
from clubapp.shop.lists import UNDONE
from clubapp.shop.stocking import MOST
from clubapp.typography import french

SOME = NumberRange(1, 10**9, message=LISTED)  # what a row's number can be
KEY = r"^[\w-]{8,64}\Z"


class ClaimForm(ClubForm):
    museum_id = Whole(_l("Musée"), [required(_l("Choisissez un musée.")), SOME])
    variant_id = Whole(_l("Modèle"), [Optional(), SOME])
    price = Whole(_l("Prix en points"), [Optional(), SOME])
    key = HiddenField(
        validators=[
            required(_l("Rechargez la page et recommencez.")),
            Regexp(KEY, message=_l("Rechargez la page et recommencez.")),
        ]
    )


class GiftForm(PictureForm):
    version = Version()
    key = Key()
    title_fr = StringField(
        _l("Nom en français"),
        [required(_l("Donnez un nom.")), plain, Length(max=80, message=_l("80 caractères au plus."))],
        filters=[tidied],
    )
    story_fr = TextAreaField(
        _l("Son histoire en français"),
        [required(_l("Racontez-le en une phrase.")), plain, Length(max=2000, message=_l("2 000 caractères au plus."))],
        filters=[lines],
    )
    title_en = StringField(
        _l("Nom en anglais"),
        [Optional(), plain, Length(max=80, message=_l("80 caractères au plus."))],
        filters=[tidied],
    )
    story_en = TextAreaField(
        _l("Son histoire en anglais"),
        [Optional(), plain, Length(max=2000, message=_l("2 000 caractères au plus."))],
        filters=[lines],
    )
    kind = SelectField(
        _l("Nature"),
        invalid_choice_message=LISTED,
        choices=[
            SelectChoice("object", _l("Objet")),
            SelectChoice("experience", _l("Expérience")),
        ],
    )
    price = Whole(
        _l("Prix en points"),
        [required(_l("Dites son prix.")), NumberRange(1, 100_000, message=_l("De 1 à 100 000 points."))],
    )
    each = Whole(
        _l("Combien par membre (0 : sans limite)"),
        [required(_l("Dites combien.")), NumberRange(0, 100, message=_l("De 0 à 100."))],
        default=1,
    )
    hidden_until_affordable = BooleanField(_l("Ne le montrer qu'à ceux qui ont assez de points"))
    first_day = Day(_l("Visible à partir du"), [Optional()])
    last_day = Day(_l("Visible jusqu'au"), [Optional()])
    variants = TextAreaField(_l("Modèles, un par ligne : français / anglais"), [Optional(), plain, Length(max=1000)])

    def validate_variants(self, field: TextAreaField) -> None:
        if any(len(name) > 40 for pair in self.variants_listed() for name in pair):
            raise ValidationError(_l("40 caractères au plus par modèle."))
        for names in zip(*self.variants_listed(), strict=True):
            written = [text.seen(name).casefold() for name in names if name]
            if len(written) != len(set(written)):
                raise ValidationError(_l("Un modèle ne s'écrit qu'une fois, sous un nom à lui."))

    def validate_last_day(self, field: Day) -> None:
        if field.data and self.first_day.data and field.data < self.first_day.data:
            raise ValidationError(_l("Le dernier jour vient avant le premier."))

    def variants_listed(self) -> list[tuple[str, str]]:
        """The variants typed, one a line, French and English."""
        lines = [line.partition("/") for line in (self.variants.data or "").splitlines() if line.strip()]
        return [(text.tidy(fr), text.tidy(en)) for fr, _slash, en in lines]


class ShelfForm(ClubForm):
    museum_id = SelectField(_l("Musée"), coerce=int, invalid_value_message=LISTED, invalid_choice_message=LISTED)
    variant_id = SelectField(_l("Cadeau"), coerce=int, invalid_value_message=LISTED, invalid_choice_message=LISTED)

    def offer(self, museums: Iterable[tuple[int, str]], variants: Iterable[tuple[int, str]]) -> None:
        """What one may choose from."""
        self.museum_id.choices = [SelectChoice(str(number), french(name)) for number, name in museums]
        self.variant_id.choices = [SelectChoice(str(number), french(name)) for number, name in variants]


class RestockForm(ClubForm):
    key = Key()
    change = Whole(
        _l("Combien arrivent (un nombre négatif : combien partent)"),
        [required(_l("Dites combien.")), NumberRange(-MOST, MOST, message=_l("Ce nombre est trop grand."))],
    )
    reason = SelectField(
        _l("Pourquoi"),
        invalid_choice_message=LISTED,
        choices=[
            SelectChoice("delivery", _l("Livraison")),
            SelectChoice("return", _l("Retour")),
            SelectChoice("damaged", _l("Abîmé")),
            SelectChoice("lost", _l("Perdu")),
            SelectChoice("moved", _l("Changement de musée")),
        ],
    )

    def validate_change(self, field: Whole) -> None:
        if field.data == 0:
            raise ValidationError(_l("Zéro ne change rien : dites combien."))


class CountForm(ClubForm):
    counted = Whole(
        _l("Compté sur l'étagère"),
        [required(_l("Dites combien.")), NumberRange(0, MOST, message=_l("De 0 à 100 000."))],
    )
    reason = SelectField(
        _l("D'où vient l'écart"),
        id="difference",
        invalid_choice_message=LISTED,
        choices=[
            SelectChoice("count", _l("Il n'y en a pas, ou on ne sait pas")),
            SelectChoice("found", _l("Retrouvé")),
            SelectChoice("damaged", _l("Abîmé")),
            SelectChoice("lost", _l("Perdu")),
            SelectChoice("moved", _l("Changement de musée")),
        ],
    )


class LowForm(ClubForm):
    low = Whole(
        _l("Prévenir quand il en reste"),
        [required(_l("Dites combien.")), NumberRange(0, MOST, message=_l("De 0 à 100 000."))],
    )


class ExtendForm(ClubForm):
    deadline = SentAt()


class UndoForm(ClubForm):
    because = SelectField(
        _l("Pourquoi"),
        invalid_choice_message=LISTED,
        choices=[SelectChoice(reason, says) for reason, says in UNDONE.items()],
    )
