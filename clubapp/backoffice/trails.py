"""Badges for staff: each with its steps, chosen among the museums, the activities and the ways of taking part."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from clubapp import web
from clubapp.activities import rules as activities
from clubapp.activities.categories import NAMES, PARTICIPATION
from clubapp.articles.models import FINISHED
from clubapp.db import db
from clubapp.labels.models import READ
from clubapp.members.access import require_everywhere, the_member
from clubapp.museums import rules as museums
from clubapp.pictures import rules as pictures
from clubapp.points import badges
from clubapp.points.badges import Stage
from clubapp.points.forms import PLACES, BadgeForm
from clubapp.points.models import Badge
from clubapp.typography import french

bp = Blueprint("trails", __name__, url_prefix="/parcours")
room = "points/staff/"
_DEEDS = {**PARTICIPATION, FINISHED: _l("Lire un article jusqu'au bout"), READ: _l("Relire un cartel")}


def _badge(badge_id: int) -> Badge:
    require_everywhere("publish")
    return db.session.get(Badge, badge_id) or abort(404)


def _offered(stages: Sequence[Stage]) -> list[tuple[str, str]]:
    """What a step may ask for; the activities on offer, and those already asked for."""
    kinds = [(f"because:{because}", str(name)) for because, name in _DEEDS.items()]
    categories = [(f"category:{code}", _("Catégorie : %(name)s", name=name)) for code, name in NAMES.items()]
    houses = [(f"museum_id:{museum.id}", french(museum.name)) for museum in museums.every()]
    asked = [stage.about for stage in stages if stage.about]
    things = [
        (f"about:activity:{activity.id}", _("Activité : %(title)s", title=french(activity.title_fr)))
        for activity in activities.to_ask_for([int(about.partition(":")[2]) for about in asked])
    ]
    return [*kinds, *categories, *houses, *things]


def _form(badge: Badge | None = None, stages: Sequence[Stage] = ()) -> BadgeForm:
    form = BadgeForm(obj=badge, picture=badge.picture if badge else None)
    form.offer(_offered(stages))
    if not form.is_submitted():
        form.show(stages)
        if badge:
            form.last_day.data = badges.last_day(badge)
    return form


@bp.get("")
def index() -> ResponseReturnValue:
    rows = badges.for_staff(before=web.before())
    last = rows[-1].Badge.id if len(rows) == badges.PAGE else None
    return render_template(room + "index.html", rows=rows, last=last)


@bp.route("/nouveau", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    require_everywhere("publish")
    all_museums = museums.every()[: len(PLACES)] if request.args.get("etapes") == "musees" else ()
    form = _form(stages=[Stage(1, museum_id=museum.id) for museum in all_museums])
    if form.validate_on_submit():
        frame = pictures.keep(form.frame(by=the_member().id))
        badge = badges.write(form.draft(), by=frame.by, frame=frame, key=form.key.data)
        flash(_("Le brouillon est gardé. Relisez-le, puis publiez-le."), "good")
        return redirect(url_for("backoffice.trails.edit", badge_id=badge.id), 303)
    return render_template(room + "new.html", form=form), 422 if form.errors else 200


@bp.route("/<int:badge_id>", methods=["GET", "POST"])
def edit(badge_id: int) -> ResponseReturnValue:
    badge = _badge(badge_id)
    form = _form(badge, badges.stages(badge_id))
    if form.validate_on_submit():
        frame = pictures.keep(form.frame(by=the_member().id))
        badges.rewrite(badge_id, form.draft(), form.version.data, by=frame.by, frame=frame)
        flash(_("C'est enregistré."), "good")
        return redirect(url_for("backoffice.trails.edit", badge_id=badge_id), 303)
    context = {"badge": badge, "holders": badges.holders_of(badge_id)}
    return render_template(room + "edit.html", form=form, **context), 422 if form.errors else 200


@bp.post("/<int:badge_id>/publication")
def publish(badge_id: int) -> ResponseReturnValue:
    badge = badges.publish(_badge(badge_id).id, by=the_member().id)
    flash(_("Le badge est publié. Qui l'a déjà mérité le reçoit dans un instant."), "good")
    return _state(badge)


@bp.post("/<int:badge_id>/archivage")
def archive(badge_id: int) -> ResponseReturnValue:
    badge = badges.archive(_badge(badge_id).id, by=the_member().id)
    flash(_("Le badge est archivé : qui l'a le garde, personne ne le reçoit plus."), "good")
    return _state(badge)


def _state(badge: Badge) -> ResponseReturnValue:
    back = url_for("backoffice.trails.edit", badge_id=badge.id)
    return web.answer(room + "_state.html", otherwise=back, badge=badge, holders=badges.holders_of(badge.id))
