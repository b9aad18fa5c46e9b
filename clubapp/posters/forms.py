"""Where the next poster of a thing will hang."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import StringField

from clubapp.forms import ClubForm, at_most, plain, required, tidied


class PlaceForm(ClubForm):
    place = StringField(
        _l("Lieu de la nouvelle affiche"),
        [required(_l("Dites où l'affiche sera posée.")), plain, at_most(80)],
        filters=[tidied],
    )
