from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clubapp.backoffice.forms import MuseumForm
from clubapp.backoffice.rules import rewrite_museum
from clubapp.db import db
from clubapp.members.access import require, the_member
from clubapp.museums import rules
from clubapp.museums.models import Museum

bp = Blueprint("museums", __name__, url_prefix="/musees")
room = "museums/staff/"


@bp.get("")
def index() -> ResponseReturnValue:
    return render_template(room + "index.html", museums=rules.every())


@bp.route("/<int:museum_id>", methods=["GET", "POST"])
def edit(museum_id: int) -> ResponseReturnValue:
    museum = db.session.get(Museum, museum_id) or abort(404)
    require("publish", museum_id)
    form = MuseumForm(obj=museum)
    if form.validate_on_submit():
        rewrite_museum(museum_id, form.words(), by=the_member().id)
        flash(_("C'est enregistré."), "good")
        return redirect(url_for("backoffice.museums.edit", museum_id=museum_id), 303)
    return render_template(room + "edit.html", form=form, museum=museum), 422 if form.errors else 200
