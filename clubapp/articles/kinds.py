"""What there is to read, and who reads it whole."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

NAMES = {
    "collection": _l("Collection du mois"),
    "profession": _l("Dans les coulisses"),
    "short": _l("Lecture courte"),
    "dossier": _l("Dossier"),
    "recording": _l("À écouter, à voir"),
}
READERS = {
    "everyone": _l("Tout le monde"),
    "members": _l("Les membres du club"),
    "badge": _l("Qui a un badge"),
}


def article_kind(code: str) -> str:
    """The name of a kind."""
    return str(NAMES[code])
