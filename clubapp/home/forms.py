"""The one question asked before a membership is erased."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from clubapp.forms import ClubForm, required


class EraseForm(ClubForm):
    sure = BooleanField(
        _l("Je comprends que mes points et mon compte ne reviendront pas."),
        [required(_l("Cochez la case pour confirmer l'effacement."))],
    )
