from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clubapp import web
from clubapp.db import db
from clubapp.forms import ClubForm
from clubapp.members.access import require, the_member
from clubapp.museums import rules as museums
from clubapp.museums.models import Museum
from clubapp.surveys import conditions, copying, finding, kinds, life, lint, rules, templates
from clubapp.surveys.copying import Unreadable
from clubapp.surveys.forms import AUDIENCES, IDENTITIES, MEANING, FileForm, ModelForm, PlanForm, TimeForm, WordsForm
from clubapp.surveys.models import Survey
from clubapp.surveys.questions import staff as questions
from clubapp.surveys.questions.staff import survey_of

bp = Blueprint("surveys", __name__, url_prefix="/enquetes")
bp.register_blueprint(questions.bp)
room = "surveys/staff/"


@bp.get("")
def index() -> ResponseReturnValue:
    state = request.args.get("etat", "")
    rows = rules.for_staff(state=state, before=web.before())
    last = rows[-1].id if len(rows) == rules.STAFF_PAGE else None
    context = {"rows": rows, "state": state, "counts": rules.counts(), "last": last, "identities": IDENTITIES}
    return render_template(room + "index.html", **context)


def _offered(form: Any, survey: Survey | None = None) -> Any:
    """A form with the museums, and the badges, that this colleague may choose from."""
    staff = the_member().staff
    form.offer([museum for museum in museums.every() if staff and staff.may("publish", museum.id)])
    if isinstance(form, PlanForm):
        form.offer_badges(rules.badges(survey.badge_id if survey else None))
    return form


def _beginning(**sent: ClubForm) -> ResponseReturnValue:
    """The page where a survey begins: written, from a model, or from a file; with the form that is refused, if any."""
    blank: dict[str, Any] = {"form": PlanForm, "model": ModelForm, "file": FileForm}
    prefixes = {"model": "model-", "file": "file-"}
    context = {
        name: sent.get(name) or _offered(kind(formdata=None, prefix=prefixes.get(name, "")))
        for name, kind in blank.items()
    }
    faulty = any(form.errors for form in sent.values())
    return render_template(
        room + "new.html", models=templates.MODELS, meaning=MEANING, **context
    ), 422 if faulty else 200


@bp.route("/nouvelle", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    require("publish")
    form = _offered(PlanForm())
    if form.validate_on_submit():
        return _begun(rules.write(form.plan(), by=the_member().id, key=form.key.data))
    return _beginning(form=form)


@bp.post("/modeles")
def from_model() -> ResponseReturnValue:
    require("publish")
    form = _offered(ModelForm(prefix="model-"))
    if not form.validate():
        return _beginning(model=form)
    said = templates.MODELS[form.model.data].definition
    return _begun(copying.define(said, form.museum_id.data, by=the_member().id, key=form.key.data))


@bp.post("/fichiers")
def from_file() -> ResponseReturnValue:
    require("publish")
    form = _offered(FileForm(prefix="file-"))
    if not form.validate():
        return _beginning(file=form)
    try:
        return _begun(copying.define(form.file.said, form.museum_id.data, by=the_member().id, key=form.key.data))
    except Unreadable as refusal:
        form.file.errors = [refusal.words]
        return _beginning(file=form)


def _begun(survey: Survey) -> ResponseReturnValue:
    flash(_("L'enquête est commencée : l'équipe seule la voit."), "good")
    return _back(survey.id)


def _back(survey_id: int) -> ResponseReturnValue:
    return redirect(url_for("backoffice.surveys.show", survey_id=survey_id), 303)


@bp.get("/<int:survey_id>")
def show(survey_id: int) -> ResponseReturnValue:
    return _page(survey_of(survey_id))


def _page(survey: Survey, timing: TimeForm | None = None, *, refused: bool = False) -> ResponseReturnValue:
    """A survey's page; what keeps it from opening is said beside each question, and has the focus once refused."""
    items, begun = rules.items_of(survey.id), rules.begun(survey)
    faults: Mapping[str, str] = {} if begun else lint.faults(items, survey.identity)
    timing = timing or TimeForm.of(survey, formdata=None)
    context = {"survey": survey, "items": items, "begun": begun, "faults": faults, "refused": refused}
    context |= {"people": rules.people(survey.id), "minutes": finding.minutes(survey, items), "timing": timing}
    context |= {
        "museum": db.session.get_one(Museum, survey.museum_id),
        "fixes": rules.fixes(survey.id) if begun else [],
    }
    context |= {"kinds": kinds, "conditions": conditions, "identities": IDENTITIES, "audiences": AUDIENCES}
    return render_template(room + "show.html", **context), 422 if refused or timing.errors else 200


@bp.route("/<int:survey_id>/presentation", methods=["GET", "POST"])
def edit(survey_id: int) -> ResponseReturnValue:
    survey = survey_of(survey_id)
    settled = survey.opened_at is not None
    form = WordsForm(obj=survey) if settled else _offered(PlanForm(obj=survey), survey)
    if form.validate_on_submit():
        plan = replace(rules.planned(survey), **form.said()) if settled else form.plan()
        rules.rewrite(survey.id, plan, form.version.data, by=the_member().id)
        flash(_("C'est enregistré."), "good")
        return _back(survey.id)
    context = {"survey": survey, "settled": settled, "meaning": MEANING}
    return render_template(room + "edit.html", form=form, **context), 422 if form.errors else 200


@bp.get("/<int:survey_id>/definition.json")
def definition(survey_id: int) -> Response:
    survey = survey_of(survey_id)
    said = json.dumps(copying.definition(survey), ensure_ascii=False, indent=1)
    file = Response(said, content_type="application/json")
    file.headers["Content-Disposition"] = f'attachment; filename="{survey.slug}.json"'
    file.headers["Cache-Control"] = "no-store"
    return file


@bp.post("/<int:survey_id>/versions")
def duplicate(survey_id: int) -> ResponseReturnValue:
    survey = copying.duplicate(survey_of(survey_id).id, by=the_member().id)
    flash(_("C'est une nouvelle version, encore un brouillon. Celle d'avant ne change pas."), "good")
    return _back(survey.id)


@bp.post("/<int:survey_id>/dates")
def time(survey_id: int) -> ResponseReturnValue:
    survey = survey_of(survey_id)
    form = TimeForm.of(survey)
    if not form.validate():
        return _page(survey, form)
    try:
        life.time(survey.id, form.opens_at(), form.closes_at(), by=the_member().id)
    except life.TooLate as refusal:
        form.too_late(survey, refusal.words)
        return _page(survey, form)
    flash(_("Les dates sont gardées."), "good")
    return _back(survey.id)


def _moved(survey_id: int, move: Callable[..., Survey], said: str) -> ResponseReturnValue:
    """Take a step in the life of a survey; what it lacks to open is shown on its page."""
    survey = survey_of(survey_id)
    try:
        move(survey.id, by=the_member().id)
    except life.NotYetThere as refusal:
        flash(refusal.words, "warn")
        return _page(survey, refused=True)
    flash(said, "good")
    return _back(survey.id)


@bp.post("/<int:survey_id>/programmation")
def schedule(survey_id: int) -> ResponseReturnValue:
    return _moved(survey_id, life.schedule, _("Elle ouvrira d'elle-même."))


@bp.post("/<int:survey_id>/reprise")
def take_back(survey_id: int) -> ResponseReturnValue:
    return _moved(survey_id, life.take_back, _("Elle n'est plus programmée : c'est de nouveau un brouillon."))


@bp.post("/<int:survey_id>/ouverture")
def open_now(survey_id: int) -> ResponseReturnValue:
    return _moved(survey_id, life.open_now, _("Elle est ouverte : les réponses d'essai sont effacées."))


@bp.post("/<int:survey_id>/suspension")
def pause(survey_id: int) -> ResponseReturnValue:
    return _moved(survey_id, life.pause, _("Elle est suspendue : personne ne répond pour l'instant."))


@bp.post("/<int:survey_id>/relance")
def resume(survey_id: int) -> ResponseReturnValue:
    return _moved(survey_id, life.resume, _("Elle est de nouveau ouverte."))


@bp.post("/<int:survey_id>/fermeture")
def close(survey_id: int) -> ResponseReturnValue:
    return _moved(survey_id, life.close, _("Elle est fermée : elle ne prend plus de réponses."))


@bp.post("/<int:survey_id>/archivage")
def archive(survey_id: int) -> ResponseReturnValue:
    return _moved(survey_id, life.archive, _("Elle est archivée."))
