"""What is said of a picture besides what it shows: under which licence it is given, and where the eye should fall."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LICENCES = {
    "": _l("Non précisée"),
    "public": _l("Domaine public"),
    "etalab": _l("Licence Ouverte 2.0"),
    "by": _l("CC BY 4.0"),
    "by_sa": _l("CC BY-SA 4.0"),
    "reserved": _l("Tous droits réservés"),
}
# What stays seen where a picture is cropped to its frame.
FOCI = {
    "centre": _l("Au centre"),
    "top": _l("En haut"),
    "bottom": _l("En bas"),
    "left": _l("À gauche"),
    "right": _l("À droite"),
}


def licence(code: str) -> str:
    """The name of a licence."""
    return str(LICENCES[code])
