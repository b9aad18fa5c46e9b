from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clubapp import qr, web
from clubapp.activities import proofs, rules
from clubapp.activities.forms import ActivityForm
from clubapp.activities.models import Activity
from clubapp.activities.rules import Draft
from clubapp.db import db
from clubapp.members.access import require, the_member
from clubapp.museums import rules as museums
from clubapp.pictures import rules as pictures
from clubapp.posters import rules as posters
from clubapp.posters.forms import PlaceForm

bp = Blueprint("activities", __name__, url_prefix="/activites")
room = "activities/staff/"

FACTS = "museum_id title_fr text_fr points limit times minutes kind category proof prototype first_day last_day".split()
WORDS = (
    "title_en text_en room access_fr access_en question_fr question_en answers debrief".split()
)  # not all are written


def _activity(activity_id: int) -> Activity:
    activity = db.session.get(Activity, activity_id) or abort(404)
    require("publish", activity.museum_id)
    return activity


@bp.get("")
def index() -> ResponseReturnValue:
    state = request.args.get("etat", "")
    rows = rules.for_staff(state=state, before=web.before())
    last = rows[-1].Activity.id if len(rows) == rules.STAFF_PAGE else None
    return render_template(room + "index.html", rows=rows, state=state, counts=rules.counts(), last=last)


def _form(activity: Activity | None = None) -> ActivityForm:
    form = ActivityForm.of(activity, **rules.days(activity)) if activity else ActivityForm()
    staff = the_member().staff
    form.offer([museum for museum in museums.every() if staff and staff.may("publish", museum.id)])
    return form


def _draft(form: ActivityForm) -> Draft:
    facts = {name: form[name].data for name in FACTS} | {name: form[name].data or "" for name in WORDS}
    return Draft(**facts, ceiling=form.ceiling.data or 0, hours=form.hours())


@bp.route("/nouvelle", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    require("publish")
    form = _form()
    if form.validate_on_submit():
        frame = pictures.keep(form.frame(by=the_member().id))
        activity = rules.write(_draft(form), form.places_listed(), by=frame.by, frame=frame, key=form.key.data)
        flash(_("Le brouillon est gardé. Relisez-le, puis publiez-le."), "good")
        return redirect(url_for("backoffice.activities.edit", activity_id=activity.id), 303)
    return render_template(room + "new.html", form=form), 422 if form.errors else 200


@bp.route("/<int:activity_id>", methods=["GET", "POST"])
def edit(activity_id: int) -> ResponseReturnValue:
    activity = _activity(activity_id)
    form = _form(activity)
    if form.validate_on_submit():
        frame = pictures.keep(form.frame(by=the_member().id))
        rules.rewrite(activity.id, _draft(form), form.version.data, by=frame.by, frame=frame)
        flash(_("C'est enregistré."), "good")
        return redirect(url_for("backoffice.activities.edit", activity_id=activity_id), 303)
    context = {"activity": activity, "posters": posters.leading_to(activity.address), "place": PlaceForm(formdata=None)}
    return render_template(room + "edit.html", form=form, **context), 422 if form.errors else 200


@bp.post("/<int:activity_id>/publication")
def publish(activity_id: int) -> ResponseReturnValue:
    activity = rules.publish(_activity(activity_id).id, by=the_member().id)
    flash(_("L'activité est publiée : ses affiches donnent des points."), "good")
    return _state(activity)


@bp.post("/<int:activity_id>/archivage")
def archive(activity_id: int) -> ResponseReturnValue:
    activity = rules.archive(_activity(activity_id).id, by=the_member().id)
    flash(_("L'activité est archivée : ses affiches répondent, sans donner de points."), "good")
    return _state(activity)


@bp.get("/<int:activity_id>/ecran")
def screen(activity_id: int) -> ResponseReturnValue:
    activity = db.session.get(Activity, activity_id) or abort(404)
    staff = the_member().staff
    if staff is None or not (staff.may("publish", activity.museum_id) or staff.may("serve", activity.museum_id)):
        abort(403)
    hung = posters.leading_to(activity.address) if activity.proof == "rotating" else []
    site = str(current_app.config["SETTINGS"].public_url)
    square = qr.outline(proofs.on_screen(hung[0].code, site)) if hung else None
    context = {"activity": activity, "square": square, "every": proofs.TURNED}
    return render_template(room + "screen.html", **context), {"Cache-Control": "no-store"}


def _state(activity: Activity) -> ResponseReturnValue:
    back = url_for("backoffice.activities.edit", activity_id=activity.id)
    return web.answer(room + "_state.html", otherwise=back, activity=activity)


@bp.post("/<int:activity_id>/affiches")
def add_poster(activity_id: int) -> ResponseReturnValue:
    activity = _activity(activity_id)
    form = PlaceForm()
    if form.validate_on_submit():
        rules.add_poster(activity.id, form.place.data, by=the_member().id)
        flash(_("L'affiche est prête à imprimer."), "good")
        return redirect(url_for("backoffice.activities.edit", activity_id=activity_id), 303)
    context = {"activity": activity, "posters": posters.leading_to(activity.address), "place": form}
    return render_template(room + "edit.html", form=_form(activity), **context), 422
