from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import TypedDict, cast

from flask import Blueprint, current_app, render_template
from flask_babel import lazy_gettext as _l

bp = Blueprint("legal", __name__)
room = "legal/"

WRITTEN = date(2026, 11, 22)  # the day the three pages were last reread against what the club does


class Legal(TypedDict):
    """Who answers for this club; `LEGAL` in the configuration."""

    publisher: str
    address: str
    director: str
    host: str
    contact: str
    dpo: str


DEMO_LEGAL = Legal(
    publisher=_l("Réseau de musées de démonstration"),
    address=_l("Adresse d'exemple, à remplacer"),
    director=_l("Nom d'exemple, à remplacer"),
    host=_l("Hébergeur d'exemple, à remplacer"),
    contact="contact@example.org",
    dpo="dpo@example.org",
)


FIELDS = tuple(Legal.__annotations__)


def load(file: Path) -> Legal | None:
    """What the network says of itself in `legal.toml`; None when it is missing or a field of it is."""
    if not file.exists():
        return None
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    return cast(Legal, said) if all(said.get(field) for field in FIELDS) else None


def _page(name: str) -> str:
    legal = current_app.config.get("LEGAL") or DEMO_LEGAL
    return render_template(room + name, legal=legal, written=WRITTEN)


@bp.get("/mentions-legales")
def notices() -> str:
    return _page("notices.html")


@bp.get("/confidentialite")
def privacy() -> str:
    return _page("privacy.html")


@bp.get("/accessibilite")
def accessibility() -> str:
    return _page("accessibility.html")
