from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clubapp.db import db
from clubapp.members.access import require, the_member
from clubapp.pictures import rules as pictures
from clubapp.pictures.forms import PictureForm
from clubapp.surveys import building, kinds, rules
from clubapp.surveys.models import Choice, Item, Survey
from clubapp.surveys.questions import forms
from clubapp.surveys.questions.forms import ImageForm

bp = Blueprint("questions", __name__)
room = "surveys/staff/"


def survey_of(survey_id: int) -> Survey:
    """A survey that this colleague may change."""
    survey = db.session.get(Survey, survey_id) or abort(404)
    require("publish", survey.museum_id)
    return survey


def _item(item_id: int) -> tuple[Item, Survey]:
    item = db.session.get(Item, item_id) or abort(404)
    return item, survey_of(item.survey_id)


def _back(survey_id: int, item_id: int | None = None) -> ResponseReturnValue:
    anchor = f"item-{item_id}" if item_id else None
    return redirect(url_for("backoffice.surveys.show", survey_id=survey_id, _anchor=anchor), 303)


def _frame(form: Any) -> dict[str, Any]:
    return {"frame": pictures.keep(form.frame(by=the_member().id))} if isinstance(form, ImageForm) else {}


@bp.route("/<int:survey_id>/questions", methods=["GET", "POST"])
def new(survey_id: int) -> ResponseReturnValue:
    survey, kind = survey_of(survey_id), request.values.get("kind", "single")
    if kind not in kinds.NAMES:
        abort(404)
    if rules.begun(survey):
        raise rules.Begun
    form = forms.form_for(kind, None, (), request.form, settled=False)
    if form.validate_on_submit():
        item = building.add(survey.id, kind, form.asked(), form.version.data, by=the_member().id, **_frame(form))
        flash(_("C'est ajouté à la fin de l'enquête."), "good")
        pictured = kind == "picture"
        return (
            redirect(url_for("backoffice.surveys.questions.edit", item_id=item.id), 303)
            if pictured
            else _back(survey_id, item.id)
        )
    context = {"survey": survey, "kind": kind, "kinds": kinds, "item": None, "settled": False}
    return render_template(room + "new_question.html", form=form, **context), 422 if form.errors else 200


@bp.route("/questions/<int:item_id>", methods=["GET", "POST"])
def edit(item_id: int) -> ResponseReturnValue:
    item, survey = _item(item_id)
    items, settled = rules.items_of(survey.id), rules.begun(survey)
    earlier = [each for each in items[: items.index(item)] if each.kind in kinds.QUESTIONS]
    form = forms.form_for(item.kind, item, earlier, request.values, settled=settled)
    if form.validate_on_submit():
        return _kept(item, form, settled=settled)
    fixes = [row for row in rules.fixes(survey.id) if row.Fix.about.partition(".")[0] == item.code]
    context = {"survey": survey, "item": item, "kind": item.kind, "kinds": kinds}
    context |= {"settled": settled, "fixes": fixes}
    return render_template(room + "question.html", form=form, **context), 422 if form.errors else 200


def _kept(item: Item, form: Any, *, settled: bool) -> ResponseReturnValue:
    asked = forms.reworded(item, form) if settled else form.asked()
    building.edit(item.id, asked, form.version.data, by=the_member().id, **_frame(form))
    flash(_("C'est enregistré."), "good")
    return redirect(url_for("backoffice.surveys.questions.edit", item_id=item.id), 303)


@bp.post("/questions/<int:item_id>/place")
def move(item_id: int) -> ResponseReturnValue:
    item, survey = _item(item_id)
    step = {"up": -1, "down": 1}.get(request.form.get("to", "")) or abort(422)
    building.move(item.id, step, by=the_member().id)
    return _back(survey.id, item.id)


@bp.post("/questions/<int:item_id>/retrait")
def remove(item_id: int) -> ResponseReturnValue:
    item, survey = _item(item_id)
    building.remove(item.id, by=the_member().id)
    flash(_("C'est retiré de l'enquête."), "good")
    return _back(survey.id)


@bp.route("/choix/<int:choice_id>", methods=["GET", "POST"])
def illustrate(choice_id: int) -> ResponseReturnValue:
    choice = db.session.get(Choice, choice_id) or abort(404)
    item, survey = _item(choice.item_id)
    form = PictureForm(picture=choice.picture)
    if form.validate_on_submit():
        frame = pictures.keep(form.frame(by=the_member().id))
        building.illustrate(choice.id, frame, by=frame.by)
        flash(_("C'est enregistré."), "good")
        return redirect(url_for("backoffice.surveys.questions.edit", item_id=item.id, _anchor="pictures"), 303)
    context = {"survey": survey, "item": item, "choice": choice, "settled": rules.begun(survey)}
    return render_template(room + "picture.html", form=form, **context), 422 if form.errors else 200
