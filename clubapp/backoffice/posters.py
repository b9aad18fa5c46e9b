"""Posters for staff: each with what it leads to, and its page to print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flask import Blueprint, Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from clubapp import clock, i18n, web
from clubapp.activities import rules as activities
from clubapp.activities import scanning
from clubapp.activities.models import Activity
from clubapp.db import db
from clubapp.members.access import the_member
from clubapp.museums import rules as museums
from clubapp.museums.models import Museum
from clubapp.posters import printing
from clubapp.posters import rules as posters
from clubapp.posters.models import Poster
from clubapp.posters.printing import Placard

bp = Blueprint("posters", __name__)

_SIZES = (("a4", _l("A4")), ("a5", _l("A5")), ("a3", _l("A3")), ("labels", _l("Étiquettes")))


@bp.get("/affiches")
def index() -> ResponseReturnValue:
    rows = posters.page(before=web.before())
    titles = activities.titles([number for row in rows if (number := Activity.number_at(row.Poster.leads_to))])
    last = rows[-1].Poster.id if len(rows) == posters.PAGE else None
    context = {"rows": rows, "titles": titles, "number": Activity.number_at, "last": last}
    return render_template("posters/staff/index.html", **context, museums=_printable(), sizes=_SIZES)


def _printable() -> list[Museum]:
    """The museums whose posters this person may print."""
    staff = the_member().staff
    return [museum for museum in museums.every() if staff and staff.may("print", museum.id)]


@bp.get("/affiches/<int:poster_id>.pdf")
def pdf(poster_id: int) -> ResponseReturnValue:
    poster = db.session.get(Poster, poster_id) or abort(404)
    _may_print(poster.museum_id)
    return _printed([_placard(poster)], f"affiche-{poster.code}")


@bp.get("/affiches.pdf")
def museum_pdf() -> ResponseReturnValue:
    museum = museums.named(request.args.get("museum", "")) or abort(404)
    _may_print(museum.id)
    placards = [_placard(poster) for poster in posters.of_museum(museum.id)] or abort(404)
    return _printed(placards, f"affiches-{museum.code}")


def _printed(placards: Sequence[Placard], name: str) -> Response:
    size = request.args.get("format", "a4")
    if size not in printing.FORMATS:
        abort(404)
    with i18n.speaking("fr"):
        return _file(printing.printed(placards, clock.now(), size), f"{name}-{size}.pdf")


def _may_print(museum_id: int) -> None:
    staff = the_member().staff
    if staff is None or not staff.may("print", museum_id):
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
