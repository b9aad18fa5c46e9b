"""Posters for staff: each with what it leads to, and its page to print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from clubapp import clock, i18n, web
from clubapp.activities.models import Activity
from clubapp.backoffice import holds, prints
from clubapp.db import AnyRow, Rows, db
from clubapp.errands import rules as errands
from clubapp.errands.models import Errand
from clubapp.labels.models import Lab
from clubapp.members.access import require, the_member
from clubapp.museums import rules as museums
from clubapp.museums.models import Museum
from clubapp.posters import life, printing, suspicions
from clubapp.posters import rules as posters
from clubapp.posters.models import Poster

bp = Blueprint("posters", __name__)
room = "posters/staff/"

_SIZES = {"a4": _l("A4"), "a5": _l("A5"), "a3": _l("A3"), "labels": _l("Étiquettes")}


@bp.get("/affiches")
def index() -> ResponseReturnValue:
    rows = life.page(before=web.before())
    last = rows[-1].Poster.id if len(rows) == life.PAGE else None
    led_to = prints.led_to(row.Poster.leads_to for row in rows)
    context = {"rows": rows, "led_to": led_to, "page": _page, "last": last, "silent_days": _silent_days}
    return render_template(room + "index.html", **context, life=life, museums=_printable(), sizes=_SIZES)


@bp.get("/affiches/<int:poster_id>")
def show(poster_id: int) -> ResponseReturnValue:
    row = life.shown(poster_id) or abort(404)
    thing = prints.led_to([row.Poster.leads_to]).get(row.Poster.leads_to)
    context = {"row": row, "poster": row.Poster, "thing": thing, "days": life.by_day(poster_id)}
    older = life.revoked_for(poster_id)
    return render_template(room + "show.html", **context, older=older, silent=_silent_days(row), sizes=_SIZES)


def _page(thing: Activity | Lab) -> str:
    """Where the team writes of what a poster leads to."""
    if isinstance(thing, Lab):
        return url_for("backoffice.labels.edit", label_id=thing.id)
    return url_for("backoffice.activities.edit", activity_id=thing.id)


def _silent_days(row: AnyRow) -> int | None:
    """The silence of a poster that is counted when it is scanned: of one that only leads to a page nothing is known."""
    return life.silent_days(row) if Activity.number_at(row.Poster.leads_to) else None


def _poster(poster_id: int) -> Poster:
    poster = db.session.get(Poster, poster_id) or abort(404)
    require("print", poster.museum_id)
    return poster


def _printable() -> Rows:
    """The museums whose posters this person may print."""
    staff = the_member().staff
    return [museum for museum in museums.every() if staff and staff.may("print", museum.id)]


@bp.get("/soupcons")
def odd() -> ResponseReturnValue:
    staff = require("oversee")
    names = {museum.id: museum.name for museum in museums.every()}
    seen = suspicions.seen(staff.museum_id)
    context = {"seen": seen, "names": names, "held": holds.of_suspicions(seen)}
    return render_template(room + "odd.html", **context, limits=suspicions)


@bp.get("/affiches/<int:poster_id>.pdf")
def pdf(poster_id: int) -> ResponseReturnValue:
    poster = _poster(poster_id)
    if poster.state == "revoked":
        abort(404)
    return _printed([poster], f"affiche-{poster.code}")


@bp.get("/affiches.pdf")
def museum_pdf() -> ResponseReturnValue:
    museum = museums.named(request.args.get("museum", "")) or abort(404)
    require("print", museum.id)
    return _printed(posters.of_museum(museum.id), f"affiches-{museum.code}")


@bp.post("/affiches/tirages")
def print_run() -> ResponseReturnValue:
    museum = museums.named(request.form.get("museum", "")) or abort(404)
    require("print", museum.id)
    run = prints.ask(museum.id, _format(request.form), site=_site())
    return redirect(url_for("backoffice.posters.run", run_id=run.id), 303)


@bp.get("/affiches/tirages/<int:run_id>")
def run(run_id: int) -> ResponseReturnValue:
    run = _run(run_id)
    museum = db.session.get_one(Museum, run.museum_id)
    return render_template(room + "run.html", run=run, museum=museum, size=_SIZES[run.facts["format"]])


@bp.get("/affiches/tirages/<int:run_id>.pdf")
def run_pdf(run_id: int) -> ResponseReturnValue:
    run = _run(run_id)
    museum = db.session.get_one(Museum, run.museum_id)
    return _file(run.result or abort(404), f"affiches-{museum.code}-{run.facts['format']}")


@bp.post("/affiches/<int:poster_id>/impression")
def say_printed(poster_id: int) -> ResponseReturnValue:
    return _state(life.say_printed(_poster(poster_id).id, by=the_member().id))


@bp.post("/affiches/<int:poster_id>/pose")
def say_placed(poster_id: int) -> ResponseReturnValue:
    return _state(life.say_placed(_poster(poster_id).id, by=the_member().id))


def _state(poster: Poster) -> ResponseReturnValue:
    back = url_for("backoffice.posters.show", poster_id=poster.id)
    return web.answer(room + "_state.html", otherwise=web.came_from() or back, poster=poster)


@bp.post("/affiches/<int:poster_id>/revocation")
def revoke(poster_id: int) -> ResponseReturnValue:
    newer = life.revoke(_poster(poster_id).id, by=the_member().id)
    flash(_("L'ancienne affiche ne compte plus et dit où chercher la nouvelle, que voici : imprimez-la."), "good")
    return web.go(url_for("backoffice.posters.show", poster_id=newer.id))


def _run(run_id: int) -> Errand:
    run = errands.of(run_id, prints.KIND) or abort(404)
    require("print", run.museum_id or abort(404))
    return run


def _printed(hung: Sequence[Poster], name: str) -> Response:
    size = _format(request.args)
    shown = prints.placards(hung, _site()) or abort(404)
    with i18n.speaking("fr"):
        return _file(printing.printed(shown, clock.now(), size), f"{name}-{size}")


def _format(asked: Mapping[str, str]) -> str:
    size = asked.get("format", "a4")
    return size if size in printing.FORMATS else abort(404)


def _site() -> str:
    return str(current_app.config["SETTINGS"].public_url)


def _file(content: bytes, name: str) -> Response:
    file = Response(content, mimetype="application/pdf")
    file.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    file.headers["Cache-Control"] = "no-store"
    return file


def scans_this_week() -> int:
    """How many scans were credited in the last seven days."""
    return posters.credited_since(clock.now() - timedelta(days=7))
