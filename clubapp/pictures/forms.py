"""What staff send of a picture. Mix it into the form of what the picture is hung beside."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, Form, StringField
from wtforms.validators import Length, StopValidation, ValidationError

from clubapp.forms import ClubForm, plain, tidied
from clubapp.pictures import developing
from clubapp.pictures.developing import Prints
from clubapp.pictures.models import CREDIT, WORDS, Picture
from clubapp.pictures.rules import Frame
from clubapp.refusals import Refused

SAID = ("alt_fr", "alt_en", "credit")


class Photograph(FileField):
    """A file that is developed while it is judged; its prints are then in `prints`."""

    prints: Prints | None = None

    def pre_validate(self, form: Form) -> None:
        if not self.data:
            return
        try:
            with self.data.stream as sent:
                self.prints = developing.develop(sent)
        except Refused as refusal:
            raise StopValidation(refusal.words) from refusal


class with_one:
    """Words must be there when a photograph is; `says` tells which."""

    def __init__(self, says: object) -> None:
        self.says = says

    def __call__(self, form: PictureForm, field: StringField) -> None:
        if not field.data and (form.photo.data or (form.hung and not form.bare.data)):
            raise ValidationError(self.says)


class PictureForm(ClubForm):
    photo = Photograph(_l("Fichier"))
    alt_fr = StringField(
        _l("Ce qu'on y voit, en français"),
        [
            plain,
            Length(max=WORDS, message=_l("200 caractères au plus.")),
            with_one(_l("Dites en français ce qu'on y voit.")),
        ],
        filters=[tidied],
    )
    alt_en = StringField(
        _l("Ce qu'on y voit, en anglais"),
        [plain, Length(max=WORDS, message=_l("200 caractères au plus."))],
        filters=[tidied],
    )
    credit = StringField(
        _l("Crédit"),
        [plain, Length(max=CREDIT, message=_l("120 caractères au plus.")), with_one(_l("Dites à qui elle est."))],
        filters=[tidied],
    )
    bare = BooleanField(_l("Retirer la photographie"))

    def __init__(self, *args: Any, picture: Picture | None = None, **kwargs: Any) -> None:
        self.hung = picture
        said = {name: getattr(picture, name) for name in SAID if picture}
        super().__init__(*args, **said, **kwargs)
        for name in ("photo", *SAID, "bare"):  # last, as on the page
            self._fields[name] = self._fields.pop(name)

    def validate_photo(self, field: Photograph) -> None:
        if not field.data and not self.hung and any(self.said().values()):
            raise ValidationError(_l("Choisissez la photographie dont vous parlez."))

    def validate(self, extra_validators: Any = None) -> bool:
        valid: bool = super().validate(extra_validators)
        if not valid and self.photo.prints:
            self.photo.errors = [_l("Choisissez de nouveau la photographie : le navigateur ne la garde pas.")]
        return valid

    def said(self) -> dict[str, str]:
        """What was written of it."""
        return {name: self[name].data or "" for name in SAID}

    def frame(self, by: int) -> Frame:
        """What is asked for; a photograph that comes with a wish to remove one takes its place."""
        return Frame(**self.said(), by=by, prints=self.photo.prints, bare=self.bare.data and not self.photo.prints)
