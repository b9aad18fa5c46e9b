from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from clubapp import web
from clubapp.members.access import the_member
from clubapp.notices import rules

bp = Blueprint("notices", __name__, url_prefix="/moi/avis")
room = "notices/"


@bp.get("")
def index() -> ResponseReturnValue:
    rows = rules.listing(the_member().id, before=web.before())
    last = rows[-1].id if len(rows) == rules.PAGE else None
    return render_template(room + "index.html", notices=rows, last=last)


@bp.post("/lecture")
def read_all() -> ResponseReturnValue:
    rules.read_all(the_member().id)
    return redirect(url_for("notices.index"), 303)
