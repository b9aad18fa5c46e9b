"""The page of the journal: who did what, when, where, and to what by its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clubapp import web
from clubapp.activities import rules as activities
from clubapp.db import Rows
from clubapp.i18n import reading
from clubapp.journal import rules, sentences
from clubapp.members.access import the_member
from clubapp.museums import rules as museums
from clubapp.shop import lists

bp = Blueprint("journal", __name__, url_prefix="/journal")
room = "journal/staff/"

_PAGES = {
    "activity": ("backoffice.activities.edit", "activity_id"),
    "gift": ("backoffice.shop.edit", "gift_id"),
    "museum": ("backoffice.museums.edit", "museum_id"),
    "poster": ("backoffice.posters.pdf", "poster_id"),
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
    told = {"names": _names(rows), "reasons": _reasons(rows)}
    return render_template(room + "index.html", **context, **told, words=sentences, seen_at=_seen_at)


def _names(rows: Rows) -> Mapping[str, str]:
    """What the things of these lines are called, by what the lines say: a title, the code of a voucher."""
    numbers = defaultdict[str, list[int]](list)
    for row in rows:
        kind, _colon, number = (row.Line.about or "").partition(":")
        numbers[kind].append(int(number or 0))
    names: dict[str, str] = {
        **{f"activity:{number}": reading(it, "title") for number, it in activities.titles(numbers["activity"]).items()},
        **{f"gift:{number}": reading(it, "title") for number, it in lists.titles(numbers["gift"]).items()},
        **{f"claim:{number}": _("bon %(code)s", code=code) for number, code in lists.codes(numbers["claim"])},
    }
    return names


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
