"""What staff write of a work, the file they send, the number a member types."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, Form, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional, StopValidation, ValidationError

from clubapp.artworks import dates, reasons, sizes
from clubapp.artworks.models import LONGEST, MEASURES, REFERENCE, Artwork
from clubapp.artworks.rules import Draft
from clubapp.db import Rows
from clubapp.forms import LISTED, ClubForm, Key, Version, Whole, at_most, lines, plain, required, tidied
from clubapp.pictures.forms import PictureForm
from clubapp.typography import french

_EARLIEST, _LATEST = dates.EARLIEST, dates.LATEST


def _line(name: str, *first: Any, label: object = None) -> StringField:
    says = label or reasons.FIELDS[name]
    return StringField(says, [*(first or [Optional()]), plain, at_most(LONGEST[name])], filters=[tidied])


def _text(name: str) -> TextAreaField:
    return TextAreaField(reasons.FIELDS[name], [Optional(), plain, at_most(LONGEST[name])], filters=[lines])


def _year(label: object) -> Whole:
    says = _l("Une année, entre -9999 et 2100 ; avant notre ère, avec un signe moins.")
    return Whole(label, [Optional(), NumberRange(_EARLIEST, _LATEST, message=says)])


class Measure(StringField):
    """A measure in centimetres, with a comma or a point."""

    data: Any

    def _value(self) -> str:
        return sizes.figure(self.data) if isinstance(self.data, float) else self.data or ""

    def pre_validate(self, _form: Form) -> None:
        typed = (self.data or "").strip() if not isinstance(self.data, float) else sizes.figure(self.data)
        value = sizes.number(typed) if typed else None
        if typed and value is None:
            raise StopValidation(_l("Un nombre de centimètres, comme 24 ou 24,5."))
        self.data = value


class ArtworkForm(PictureForm):
    version = Version()
    key = Key()
    title_fr = _line("title_fr", required(_l("Donnez un titre.")))
    title_en = _line("title_en")
    reference = StringField(_l("Référence Joconde"), [Optional(), plain, at_most(REFERENCE)], filters=[tidied])
    inventory = _line("inventory")
    museum_id = SelectField(_l("Musée"), coerce=int, invalid_value_message=LISTED, invalid_choice_message=LISTED)
    museum_name = _line("museum_name", plain, label=_l("Nom de l'autre musée"))
    museofile = _line("museofile")
    maker = _line("maker")
    date_text = _line("date_text")
    from_year = _year(_l("De l'année"))
    to_year = _year(_l("À l'année"))
    domain = _line("domain")
    technique = _line("technique")
    school = _line("school")
    size_text = _line("size_text")
    height = Measure(_l("Hauteur (cm)"))
    width = Measure(_l("Largeur (cm)"))
    depth = Measure(_l("Profondeur (cm)"))
    diameter = Measure(_l("Diamètre (cm)"))
    subjects = _text("subjects")
    description_fr = _text("description_fr")
    description_en = _text("description_en")
    acquired = _line("acquired")
    rights = _line("rights")

    def offer(self, museums: Rows, *, others: bool, new: bool) -> None:
        """The museums to choose from; another, outside the network, for who may. A new work has none of them yet."""
        named = [SelectChoice(str(each.id), french(each.name)) for each in museums]
        self.museum_id.choices = [*named, *([SelectChoice("0", _l("Un autre musée"))] if others else [])]
        if not new:
            self.museum_id.data = self.museum_id.data or 0

    def validate_museum_name(self, field: Field) -> None:
        if not self.museum_id.data and not field.data:
            raise ValidationError(_l("Nommez ce musée."))

    def validate_to_year(self, field: Field) -> None:
        if field.data is not None and self.from_year.data is not None and field.data < self.from_year.data:
            raise ValidationError(_l("La dernière année vient après la première."))

    def draft(self, work: Artwork | None = None) -> Draft:
        """What was written; years and measures nobody typed are those the date and the size say, if they are clear.

        Where the words of a work stay the same, so do its figures.
        """
        said = {name: self[name].data for name in Draft.__slots__}
        texts = {name: value or "" for name, value in said.items() if name in LONGEST and name != "inventory"}
        said |= texts | {"museum_id": self.museum_id.data or None, "inventory": said["inventory"] or None}
        if said["museum_id"] and not (work and work.museum_id == said["museum_id"]):
            said |= {"museum_name": "", "museofile": ""}
        if said["from_year"] is None and said["to_year"] is None and not _same(work, said, "date_text"):
            years = dates.read(texts["date_text"])
            said |= {"from_year": years and years.first, "to_year": years and years.last}
        if all(said[name] is None for name in MEASURES) and not _same(work, said, "size_text"):
            said |= sizes.read(texts["size_text"]).measures
        return Draft(**said)


def _same(work: Artwork | None, said: dict[str, Any], name: str) -> bool:
    return work is not None and getattr(work, name) == said[name]


class UploadForm(ClubForm):
    file = FileField(_l("Fichier"))
    overwrite = BooleanField(_l("Remplacer aussi ce qui a été modifié à la main"))

    def validate_file(self, field: FileField) -> None:
        if not field.data:
            raise ValidationError(_l("Choisissez un fichier."))


class NumberForm(ClubForm):
    number = StringField(
        _l("Numéro d'inventaire"),
        [required(_l("Tapez le numéro du cartel.")), plain, at_most(LONGEST["inventory"])],
        filters=[tidied],
    )
