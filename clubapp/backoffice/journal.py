"""The page of the journal: who did what, when, where, and to what by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from clubapp import web
from clubapp.backoffice import naming
from clubapp.db import Rows
from clubapp.journal import rules, sentences
from clubapp.members.access import require
from clubapp.museums import rules as museums
from clubapp.shop import lists

bp = Blueprint("journal", __name__, url_prefix="/journal")
room = "journal/staff/"

_PAGES = {
    "activity": ("backoffice.activities.edit", "activity_id"),
    "article": ("backoffice.articles.edit", "article_id"),
    "artwork": ("backoffice.artworks.edit", "artwork_id"),
    "artwork_import": ("backoffice.artworks.imports.show", "import_id"),
    "gift": ("backoffice.shop.edit", "gift_id"),
    "label": ("backoffice.labels.edit", "label_id"),
    "member": ("backoffice.members.show", "member_id"),
    "museum": ("backoffice.museums.edit", "museum_id"),
    "poster": ("backoffice.posters.pdf", "poster_id"),
    "report": ("backoffice.reports.show", "report_id"),
    "survey": ("backoffice.surveys.show", "survey_id"),
    "shelf": ("backoffice.shop.shelf", "stock_id"),
}


@bp.get("")
def index() -> ResponseReturnValue:
    staff = require("oversee")
    asked = {name: request.args.get(name, "") for name in ("musee", "acte")}
    museum_id = staff.museum_id
    if museum_id is None and asked["musee"]:
        museum_id = (museums.named(asked["musee"]) or abort(404)).id
    rows = rules.page(museum_id, asked["acte"], before=web.before())
    last = rows[-1].Line.id if len(rows) == rules.PAGE else None
    context = {"rows": rows, "last": last, "asked": asked, "museums": [] if staff.museum_id else museums.every()}
    told = {"names": naming.names(row.Line.about for row in rows), "reasons": _reasons(rows)}
    return render_template(room + "index.html", **context, **told, words=sentences, seen_at=_seen_at)


def _reasons(rows: Rows) -> Mapping[int, object]:
    """Why the hand-overs that these lines tell undone were, by the number of the line."""
    lines = {row.Line.id: row.Line for row in rows if row.Line.act == "shop.hand_over_undone"}
    undone = lists.undone([int(line.about.partition(":")[2]) for line in lines.values()])
    return {
        number: lists.UNDONE[because]
        for number, line in lines.items()
        for claim_id, at, because in undone  # the latest before the line is the one it tells
        if f"claim:{claim_id}" == line.about and at <= line.at
    }


def _seen_at(about: str | None) -> str | None:
    """The staff page of what an act was about, if there is one."""
    kind, _colon, number = (about or "").partition(":")
    if kind not in _PAGES:
        return None
    endpoint, name = _PAGES[kind]
    values: dict[str, Any] = {name: int(number)}
    return url_for(endpoint, **values)
