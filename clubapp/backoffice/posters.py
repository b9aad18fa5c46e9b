"""Posters for staff: each with what it leads to, and its page to print."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from clubapp import clock, i18n, web
from clubapp.activities import rules as activities
from clubapp.activities import scanning
from clubapp.activities.models import Activity
from clubapp.db import db
from clubapp.members.access import the_member
from clubapp.museums.models import Museum
from clubapp.posters import printing
from clubapp.posters import rules as posters
from clubapp.posters.models import Poster
from clubapp.posters.printing import Placard

bp = Blueprint("posters", __name__)


@bp.get("/affiches")
def index() -> ResponseReturnValue:
    rows = posters.page(before=web.before())
    titles = activities.titles([number for row in rows if (number := Activity.number_at(row.Poster.leads_to))])
    last = rows[-1].Poster.id if len(rows) == posters.PAGE else None
    return render_template("posters/staff/index.html", rows=rows, titles=titles, number=Activity.number_at, last=last)


@bp.get("/affiches/<int:poster_id>.pdf")
def pdf(poster_id: int) -> ResponseReturnValue:
    poster = db.session.get(Poster, poster_id) or abort(404)
    _may_print(poster)
    if request.args.get("format", "a4") != "a4":
        abort(404)
    with i18n.speaking("fr"):
        printed = printing.a4([_placard(poster)], made=clock.now())
    return _file(printed, f"affiche-{poster.code}.pdf")


def _may_print(poster: Poster) -> None:
    staff = the_member().staff
    if staff is None or not staff.may("print", poster.museum_id):
        abort(403)


def _placard(poster: Poster) -> Placard:
    """What a poster says in its gallery: in French first, as the museum does."""
    activity = scanning.behind(poster) or abort(404)
    museum = db.session.get_one(Museum, poster.museum_id)
    return Placard(
        code=poster.code,
        address=f"{current_app.config['SETTINGS'].public_url}/q/{poster.code}",
        title=activity.title_fr,
        promise=_promise(activity.points),
        museum=museum.name,
        place=poster.place,
        accent=printing.INKS[museum.accent],
        language="fr",
    )


def _promise(points: int) -> str:
    if not points:
        return _("Scannez : votre visite compte")
    return ngettext("Scannez : %(num)d point", "Scannez : %(num)d points", points)


def _file(content: bytes, name: str) -> Response:
    file = Response(content, mimetype="application/pdf")
    file.headers["Content-Disposition"] = f'inline; filename="{name}"'
    file.headers["Cache-Control"] = "no-store"
    return file


def scans_this_week() -> int:
    """How many scans were credited in the last seven days."""
    return posters.credited_since(clock.now() - timedelta(days=7))
