"""What staff send of a picture. Mix it into the form of what the picture is hung beside."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation, ValidationError

from clubapp import sealing, uploads
from clubapp.forms import ClubForm, at_most, plain, tidied
from clubapp.pictures import developing
from clubapp.pictures.developing import Prints
from clubapp.pictures.models import CREDIT, SOURCE, WORDS, Picture
from clubapp.pictures.rules import SAID, Frame
from clubapp.pictures.words import FOCI, LICENCES
from clubapp.refusals import Refused

KEPT = timedelta(hours=12)  # a photograph whose page came back; the sweep leaves it a day
_FIELDS = ("photo", "kept", *SAID, "bare")


class Photograph(FileField):
    """A file that is developed while it is judged; its prints are then in `prints`.

    Of a page that came back to be corrected, the browser keeps no file: we do, and `kept` says which.
    """

    prints: Prints | None = None

    def pre_validate(self, form: PictureForm) -> None:
        if not self.data:
            self.prints = _kept(form.kept.data or "")
            return
        try:
            with self.data.stream as sent:
                self.prints = developing.develop(sent, self.data.filename or "")
        except Refused as refusal:
            raise StopValidation(refusal.words) from refusal


def _kept(seal: str) -> Prints | None:
    """The prints that a page says we kept for it."""
    name, width, height = (sealing.unsealed(seal[:300], KEPT) or "  ").split(" ")
    return Prints(name, int(width), int(height), {}) if name else None


class with_one:
    """Words must be there when a photograph is; `says` tells which."""

    def __init__(self, says: object) -> None:
        self.says = says

    def __call__(self, form: PictureForm, field: StringField) -> None:
        if not field.data and form.has_one():
            raise ValidationError(self.says)


class described(with_one):
    """As `with_one`, unless it is said to teach nothing."""

    def __call__(self, form: PictureForm, field: StringField) -> None:
        if not form.decorative.data:
            super().__call__(form, field)


def _words(label: object, most: int, *others: object) -> StringField:
    return StringField(label, [plain, at_most(most), *others], filters=[tidied])


class PictureForm(ClubForm):
    photo = Photograph(_l("Fichier"))
    kept = HiddenField()
    alt_fr = _words(_l("Ce qu'on y voit, en français"), WORDS, described(_l("Dites en français ce qu'on y voit.")))
    alt_en = _words(_l("Ce qu'on y voit, en anglais"), WORDS)
    decorative = BooleanField(_l("Elle n'apprend rien de plus : ne pas la lire à voix haute"))
    caption_fr = _words(_l("Légende, en français"), WORDS)
    caption_en = _words(_l("Légende, en anglais"), WORDS)
    credit = _words(_l("Crédit"), CREDIT, with_one(_l("Dites à qui elle est.")))
    licence = SelectField(_l("Licence"), choices=[SelectChoice(*each) for each in LICENCES.items()])
    source = _words(_l("Source"), SOURCE)
    focus = SelectField(
        _l("Ce qui doit rester visible quand elle est recadrée"), choices=[SelectChoice(*each) for each in FOCI.items()]
    )
    bare = BooleanField(_l("Retirer la photographie"))

    def __init__(self, *args: Any, picture: Picture | None = None, **kwargs: Any) -> None:
        self.hung = picture
        said = {name: getattr(picture, name) for name in SAID} if picture else {}
        super().__init__(*args, **({"focus": "centre", "licence": ""} | said | kwargs))
        for name in _FIELDS:  # last, as on the page
            self._fields[name] = self._fields.pop(name)

    def has_one(self) -> bool:
        """Whether a photograph will hang, once this is saved."""
        return bool(self.photo.data or self.photo.prints or (self.hung and not self.bare.data))

    def validate_photo(self, field: Photograph) -> None:
        spoken = any(self[name].data for name in ("alt_fr", "alt_en", "caption_fr", "caption_en", "credit", "source"))
        if not self.has_one() and not self.hung and spoken:
            raise ValidationError(_l("Choisissez la photographie dont vous parlez."))

    def validate(self, extra_validators: Any = None) -> bool:
        valid: bool = super().validate(extra_validators)
        prints = self.photo.prints
        if not valid and prints:
            self.hold()
            if prints.credit and not self.credit.data:
                self.credit.data = prints.credit
                self.credit.errors = [_l("Proposé d'après la légende du fichier : relisez-le, puis enregistrez.")]
        return valid

    def hold(self) -> None:
        """Keep the photograph for the page that comes back."""
        if prints := self.photo.prints:
            uploads.keep(prints.files)
            self.kept.data = sealing.sealed(f"{prints.name} {prints.width} {prints.height}")

    def developed(self) -> Picture | None:
        """The photograph kept for this page, to be looked at; no more."""
        prints = self.photo.prints
        return Picture(name=prints.name, width=prints.width, height=prints.height, **self.said()) if prints else None

    def said(self) -> dict[str, Any]:
        """What was written of it."""
        return {name: self[name].data or "" for name in SAID} | {"decorative": bool(self.decorative.data)}

    def frame(self, by: int) -> Frame:
        """What is asked for; a photograph that comes with a wish to remove one takes its place."""
        return Frame(**self.said(), by=by, prints=self.photo.prints, bare=self.bare.data and not self.photo.prints)
