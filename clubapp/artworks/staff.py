from __future__ import annotations

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clubapp import csvs, web
from clubapp.artworks import imports, reasons, rules
from clubapp.artworks.exports import HEADER, lines
from clubapp.artworks.forms import ArtworkForm
from clubapp.artworks.models import Artwork
from clubapp.artworks.rules import EditedMeanwhile, TakenReference
from clubapp.db import db
from clubapp.members.access import Right, require, the_member
from clubapp.museums import rules as museums
from clubapp.pictures import rules as pictures

bp = Blueprint("artworks", __name__, url_prefix="/oeuvres")
bp.register_blueprint(imports.bp)
room = "artworks/staff/"


def may_write(staff: Right | None, museum_id: int | None) -> bool:
    """Whether a colleague writes of the works of this museum; of other museums' works, whoever does for the network."""
    return bool(staff and (staff.may("publish", museum_id) if museum_id else staff.may_everywhere("publish")))


@bp.get("")
def index() -> ResponseReturnValue:
    sought, to_check = request.args.get("q", "").strip()[:100], request.args.get("etat") == "verifier"
    rows = rules.for_staff(sought, to_check=to_check, before=web.before())
    last = rows[-1].id if len(rows) == rules.STAFF_PAGE else None
    context = {"rows": rows, "last": last, "sought": sought, "to_check": to_check, "may_write": may_write}
    return render_template(room + "index.html", counts=rules.counts(), check=reasons.CHECK, **context)


def _form(work: Artwork | None = None) -> ArtworkForm:
    form = ArtworkForm(obj=work, picture=work.picture) if work else ArtworkForm()
    staff = the_member().staff
    mine = [museum for museum in museums.every() if may_write(staff, museum.id)]
    form.offer(mine, others=may_write(staff, None), new=work is None)
    return form


@bp.route("/nouvelle", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    require("publish")
    form = _form()
    if form.validate_on_submit():
        frame = pictures.keep(form.frame(by=the_member().id))
        named = {"reference": form.reference.data or None, "key": form.key.data}
        try:
            work = rules.write(form.draft(), by=frame.by, frame=frame, **named)
        except TakenReference as refusal:
            form.reference.errors = [refusal.words]
        else:
            flash(_("L'œuvre est écrite."), "good")
            return redirect(url_for("backoffice.artworks.edit", artwork_id=work.id), 303)
    return render_template(room + "new.html", form=form), 422 if form.errors else 200


@bp.route("/<int:artwork_id>", methods=["GET", "POST"])
def edit(artwork_id: int) -> ResponseReturnValue:
    work = db.session.get(Artwork, artwork_id) or abort(404)
    if not may_write(the_member().staff, work.museum_id):
        abort(403)
    form, stale = _form(work), False
    if form.validate_on_submit():
        frame = pictures.keep(form.frame(by=the_member().id))
        try:
            rules.rewrite(artwork_id, form.draft(work), form.version.data, by=frame.by, frame=frame)
        except EditedMeanwhile:
            form.hold()
            stale = True
        else:
            flash(_("C'est enregistré."), "good")
            return redirect(url_for("backoffice.artworks.edit", artwork_id=artwork_id), 303)
    context = {"check": reasons.CHECK, "fields": reasons.FIELDS, "stale": stale}
    page = render_template(room + "edit.html", form=form, work=work, **context)
    return page, 409 if stale else 422 if form.errors else 200


@bp.get("/toutes.csv")
def export() -> Response:
    require("publish")
    return csvs.answer(HEADER, lines(), "oeuvres.csv")
