"""What one does at an activity: a short list, the same for the badges and the common goals that ask for it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from clubapp.activities.models import DONE, RATED

NAMES = {
    "looking": _l("Regarder"),
    "listening": _l("Écouter"),
    "drawing": _l("Dessiner"),
    "writing": _l("Écrire"),
    "making": _l("Fabriquer"),
    "playing": _l("Jouer"),
    "walking": _l("Se promener"),
    "family": _l("En famille"),
}

# The kinds of participation a badge may ask for, by what the ledger says of them.
PARTICIPATION = {DONE: _l("N'importe quelle activité"), RATED: _l("Dire ce qu'on en a pensé")}


def category(code: str | None) -> str:
    """The name of a category; nothing of none, nor of one that is not in the list."""
    return str(NAMES.get(code or "", ""))
