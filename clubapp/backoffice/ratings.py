"""What members say of the activities, for those who write them."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clubapp import web
from clubapp.activities import hearing
from clubapp.backoffice.forms import ReadForm, ReplyForm
from clubapp.db import AnyRow
from clubapp.members.access import require, the_member

bp = Blueprint("ratings", __name__, url_prefix="/retours")
room = "activities/staff/"


def _rating(rating_id: int) -> AnyRow:
    rating = hearing.one(rating_id) or abort(404)
    require("publish", rating.museum_id)
    return rating


@bp.get("")
def index() -> ResponseReturnValue:
    museum_id, unread = require("publish").museum_id, request.args.get("etat") != "tous"
    rows = hearing.for_staff(museum_id, web.number("activite"), unread=unread, before=web.before())
    last = rows[-1].id if len(rows) == hearing.PAGE else None
    waiting = hearing.to_read(museum_id)
    return render_template(room + "ratings.html", rows=rows, left=unread, waiting=waiting, last=last)


@bp.route("/<int:rating_id>", methods=["GET", "POST"])
def show(rating_id: int) -> ResponseReturnValue:
    rating = _rating(rating_id)
    form = ReplyForm(obj=rating)
    if form.validate_on_submit():
        hearing.answer(rating.id, form.version.data, form.answer.data, by=the_member().id)
        flash(_("La réponse est envoyée."), "good")
        return _back(rating_id)
    return render_template(room + "rating.html", rating=rating, form=form), 422 if form.errors else 200


@bp.post("/<int:rating_id>/publication")
def publish(rating_id: int) -> ResponseReturnValue:
    hearing.publish(_rating(rating_id).id, ReadForm().version.data, by=the_member().id)
    flash(_("Le mot est publié sur la page de l'activité ; son auteur en est averti."), "good")
    return _back(rating_id)


@bp.post("/<int:rating_id>/retrait")
def withdraw(rating_id: int) -> ResponseReturnValue:
    hearing.withdraw(_rating(rating_id).id, by=the_member().id)
    flash(_("Le mot n'est plus publié ; son auteur en est averti."), "good")
    return _back(rating_id)


@bp.post("/<int:rating_id>/lecture")
def read(rating_id: int) -> ResponseReturnValue:
    hearing.read(_rating(rating_id).id, ReadForm().version.data, by=the_member().id)
    flash(_("C'est noté comme lu."), "good")
    return redirect(url_for("backoffice.ratings.index"), 303)


def _back(rating_id: int) -> ResponseReturnValue:
    return redirect(url_for("backoffice.ratings.show", rating_id=rating_id), 303)
