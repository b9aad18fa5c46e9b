"""Common goals for staff: how far everybody is together, and what is still to be written."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clubapp import web
from clubapp.activities import categories
from clubapp.db import db
from clubapp.members.access import require_everywhere, the_member
from clubapp.museums import rules as museums
from clubapp.points import together
from clubapp.points.forms import CommonGoalForm
from clubapp.points.models import CommonGoal

bp = Blueprint("goals", __name__, url_prefix="/objectifs")
room = "points/staff/"


def _goal(goal_id: int) -> CommonGoal:
    require_everywhere("publish")
    return db.session.get(CommonGoal, goal_id) or abort(404)


def _form(goal: CommonGoal | None = None) -> CommonGoalForm:
    form = CommonGoalForm(obj=goal, data=together.days(goal) if goal else None)
    form.offer(museums.every(), categories.NAMES.items())
    return form


@bp.get("")
def index() -> ResponseReturnValue:
    rows = together.for_staff(before=web.before())
    last = rows[-1].CommonGoal.id if len(rows) == together.PAGE else None
    return render_template(room + "goals.html", rows=rows, last=last)


@bp.route("/nouveau", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    require_everywhere("publish")
    form = _form()
    if form.validate_on_submit():
        goal = together.write(form.draft(), by=the_member().id, key=form.key.data)
        flash(_("Le brouillon est gardé. Relisez-le, puis publiez-le."), "good")
        return redirect(url_for("backoffice.goals.edit", goal_id=goal.id), 303)
    return render_template(room + "goal.html", form=form, goal=None), 422 if form.errors else 200


@bp.route("/<int:goal_id>", methods=["GET", "POST"])
def edit(goal_id: int) -> ResponseReturnValue:
    goal = _goal(goal_id)
    form = _form(goal)
    if form.validate_on_submit():
        together.rewrite(goal_id, form.draft(), by=the_member().id)
        flash(_("C'est enregistré."), "good")
        return redirect(url_for("backoffice.goals.edit", goal_id=goal_id), 303)
    return render_template(room + "goal.html", form=form, goal=goal), 422 if form.errors else 200


@bp.post("/<int:goal_id>/publication")
def publish(goal_id: int) -> ResponseReturnValue:
    goal = together.publish(_goal(goal_id).id, by=the_member().id)
    flash(_("L'objectif est publié : il se lit à l'accueil entre ses deux dates."), "good")
    return _state(goal)


@bp.post("/<int:goal_id>/archivage")
def archive(goal_id: int) -> ResponseReturnValue:
    goal = together.archive(_goal(goal_id).id, by=the_member().id)
    flash(_("L'objectif est archivé : il ne se lit plus."), "good")
    return _state(goal)


def _state(goal: CommonGoal) -> ResponseReturnValue:
    back = url_for("backoffice.goals.edit", goal_id=goal.id)
    return web.answer(room + "_goal_state.html", otherwise=back, goal=goal)
