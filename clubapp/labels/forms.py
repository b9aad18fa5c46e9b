"""What staff write of a lab, and what members say of its words."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, Form, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional, ValidationError

from clubapp.db import Rows
from clubapp.forms import LISTED, ClubForm, Key, Version, Whole, at_most, lines, plain, required, tidied
from clubapp.labels.marking import MARKS, NONE, PREFERENCES, Page
from clubapp.labels.models import REWRITE, TEXT, TITLE, Lab
from clubapp.labels.rules import Draft, Words
from clubapp.labels.words import sentences
from clubapp.typography import french

BOTH = _l("L'anglais se montre quand les deux versions l'ont.")


def _text(label: object, *first: Any) -> TextAreaField:
    return TextAreaField(label, [*(first or [Optional()]), plain, at_most(TEXT), worded], filters=[lines])


def worded(_form: Form, field: Field) -> None:
    """Refuse a text without a word to be marked."""
    if not sentences(field.data or ""):
        raise ValidationError(_l("Écrivez le texte du cartel."))


class LabForm(ClubForm):
    version = Version()
    key = Key()
    museum_id = SelectField(_l("Musée"), coerce=int, invalid_value_message=LISTED, invalid_choice_message=LISTED)
    inventory = StringField(_l("Numéro d'inventaire de l'œuvre"), [Optional(), plain, at_most(80)], filters=[tidied])
    title_fr = StringField(_l("Titre de l'œuvre"), [plain, at_most(TITLE)], filters=[tidied])
    title_en = StringField(_l("Titre en anglais"), [Optional(), plain, at_most(TITLE)], filters=[tidied])
    a_fr = _text(_l("Version A"), required(_l("Écrivez le texte du cartel.")))
    a_en = _text(_l("Version A en anglais"))
    b_fr = _text(_l("Version B"))
    b_en = _text(_l("Version B en anglais"))
    points = Whole(_l("Points"), [Optional(), NumberRange(0, 500, message=_l("De 0 à 500 points."))], default=0)

    @classmethod
    def of(cls, lab: Lab, texts: tuple[Words, ...], inventory: str, **how: None) -> LabForm:
        """The form as this lab fills it; whatever else was sent, with `formdata=None`."""
        written: dict[str, Any] = {}
        for letter, words in zip("ab", texts, strict=False):
            written |= {f"{letter}_fr": words.fr, f"{letter}_en": words.en}
        return cls(obj=lab, inventory=inventory, **written, **how)

    def offer(self, museums: Rows) -> None:
        """The museums one may choose from."""
        self.museum_id.choices = [SelectChoice(str(each.id), french(each.name)) for each in museums]

    def validate_title_fr(self, field: Field) -> None:
        if not (field.data or self.inventory.data):
            raise ValidationError(_l("Donnez le titre de l'œuvre, ou son numéro d'inventaire."))

    def validate_a_en(self, _field: Field) -> None:
        if self.b_fr.data and not self.b_en.data:
            raise ValidationError(BOTH)

    def validate_b_en(self, _field: Field) -> None:
        if not self.b_fr.data:
            raise ValidationError(_l("Écrivez d'abord la version B en français."))
        if not self.a_en.data:
            raise ValidationError(BOTH)

    def draft(self, works: Rows) -> Draft:
        """What was written; a work of the base gives its titles where none is typed."""
        work = works[0] if works else None
        texts = (Words(self.a_fr.data or "", self.a_en.data or ""), Words(self.b_fr.data or "", self.b_en.data or ""))
        titles = (self.title_fr.data or "", self.title_en.data or "")
        if work and not titles[0]:
            titles = (work.title_fr[:TITLE], titles[1] or work.title_en[:TITLE])
        return Draft(
            museum_id=self.museum_id.data,
            title_fr=titles[0],
            title_en=titles[1],
            texts=tuple(words for words in texts if words.fr),
            artwork_id=work.id if work else None,
            points=self.points.data or 0,
        )


class FinalForm(ClubForm):
    final_fr = _text(_l("Le cartel réécrit"), required(_l("Écrivez le nouveau cartel.")))
    final_en = _text(_l("Le cartel réécrit, en anglais"))


class Numbers(Field):
    """Boxes that were ticked, each with a small number."""

    data: list[int]

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = [int(sent) for sent in valuelist[:TEXT] if sent.isdecimal() and len(sent) <= 4]

    def process_data(self, value: list[int] | None) -> None:
        self.data = value or []


class ReadForm(ClubForm):
    """Any form of a label's page: it says which words stood there."""

    edition = Version()
    language = StringField()

    def page(self) -> Page:
        """What was before the member."""
        return Page(self.edition.data or 0, "en" if self.language.data == "en" else "fr")


class MarkForm(ReadForm):
    mark = RadioField(
        _l("Votre crayon"),
        [required(_l("Choisissez d'abord ce que vous voulez en dire."))],
        choices=[*(SelectChoice(*each) for each in MARKS.items()), SelectChoice(NONE, _l("Effacer"))],
        invalid_choice_message=LISTED,
    )
    words = Numbers()
    sentences = Numbers()

    def of(self, letter: str) -> MarkForm:
        """The form of one of two texts: its fields have their own places in the page."""
        for field in (self.mark, self.words):
            field.id = f"{field.name}-{letter}"
        return self

    def validate_words(self, field: Numbers) -> None:
        if not field.data and not self.sentences.data:
            raise ValidationError(_l("Cochez au moins un mot ou une phrase."))


class RewriteForm(ReadForm):
    text = TextAreaField(_l("Comment le diriez-vous ?"), [Optional(), plain, at_most(REWRITE)], filters=[lines])

    def of(self, letter: str) -> RewriteForm:
        """The form of one of two texts."""
        self.text.id = f"text-{letter}"
        return self


class PreferenceForm(ReadForm):
    preference = RadioField(
        _l("Lequel préférez-vous ?"),
        [required(_l("Choisissez l'une des trois réponses."))],
        choices=[SelectChoice(*each) for each in PREFERENCES.items()],
        invalid_choice_message=LISTED,
    )
