from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from clubapp import web
from clubapp.journal import rules, sentences
from clubapp.members.access import the_member
from clubapp.museums import rules as museums

bp = Blueprint("journal", __name__, url_prefix="/journal")
room = "journal/staff/"

_PAGES = {
    "activity": ("backoffice.activities.edit", "activity_id"),
    "badge": ("backoffice.trails.edit", "badge_id"),
    "common_goal": ("backoffice.goals.edit", "goal_id"),
    "gift": ("backoffice.shop.edit", "gift_id"),
    "museum": ("backoffice.museums.edit", "museum_id"),
    "poster": ("backoffice.posters.show", "poster_id"),
    "shelf": ("backoffice.shop.shelf", "stock_id"),
}


@bp.get("")
def index() -> ResponseReturnValue:
    staff = the_member().staff
    if staff is None or not staff.may("oversee"):
        abort(403)
    asked = {name: request.args.get(name, "") for name in ("musee", "acte")}
    museum_id = staff.museum_id
    if museum_id is None and asked["musee"]:
        museum_id = (museums.named(asked["musee"]) or abort(404)).id
    rows = rules.page(museum_id, asked["acte"], before=web.before())
    last = rows[-1].Line.id if len(rows) == rules.PAGE else None
    context = {"rows": rows, "last": last, "asked": asked, "museums": [] if staff.museum_id else museums.every()}
    return render_template(room + "index.html", **context, words=sentences, seen_at=_seen_at)


def _seen_at(about: str | None) -> str | None:
    """The staff page of what an act was about, if there is one."""
    kind, _colon, number = (about or "").partition(":")
    if kind not in _PAGES:
        return None
    endpoint, name = _PAGES[kind]
    values: dict[str, Any] = {name: int(number)}
    return url_for(endpoint, **values)
