from __future__ import annotations

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clubapp import csvs
from clubapp.db import db
from clubapp.members.access import the_member
from clubapp.surveys import (
    counting,
    crossing,
    exports,
    kinds,
    life,
    publishing,
    results,
    rules,
    tagging,
    telling,
    workbook,
)
from clubapp.surveys.models import Item, Survey
from clubapp.surveys.questions.staff import survey_of
from clubapp.surveys.reports.forms import CrossForm, ReadingForm, TagsForm

bp = Blueprint("survey_results", __name__, url_prefix="/enquetes")
room = "surveys/staff/"
bp.app_template_filter("called")(telling.called)
bp.app_template_filter("matrix_line")(telling.line)
bp.app_template_filter("percent")(telling.percent)
bp.app_template_filter("signed")(telling.signed)
bp.app_template_filter("nps_part")(telling.part)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/<int:survey_id>/resultats")
def index(survey_id: int) -> ResponseReturnValue:
    survey = survey_of(survey_id)
    items, overview, figures = results.of(survey)
    asked = [item for item in items if item.kind in kinds.QUESTIONS]
    told = {"overview": overview, "figures": figures, "guarded": results.is_guarded(survey), "over": results.OVER}
    return render_template(room + "results.html", survey=survey, items=asked, crossed=crossing.axes(items), **told)


@bp.get("/<int:survey_id>/croisement")
def cross(survey_id: int) -> ResponseReturnValue:
    survey = survey_of(survey_id)
    items = rules.items_of(survey.id)
    axes = crossing.axes(items)
    names = [request.args.get(name, "") for name in ("ligne", "colonne")]
    form = CrossForm(formdata=None, ligne=names[0], colonne=names[1] or ([*axes][1:2] or [""])[0])
    form.offer(axes)
    one, other = (axes.get(name) for name in names)
    table = crossing.cross(survey, items, one, other) if one and other else None
    said = {"table": table, "one": one, "other": other, "guarded": results.is_guarded(survey)}
    return render_template(room + "results_cross.html", survey=survey, form=form, **said)


@bp.get("/<int:survey_id>/textes")
def texts(survey_id: int) -> ResponseReturnValue:
    survey = survey_of(survey_id)
    items, _overview, figures = results.of(survey)
    written = tagging.written(items)
    code = request.args.get("question", "") or next(iter(written), "")
    item, (q, tag, after) = written.get(code) or abort(404), map(request.args.get, ("q", "etiquette", "apres"))
    said = {"survey": survey, "item": item, "code": code, "q": q or "", "tag": tag}
    if not tagging.may_be_read(figures.get(item.code), code):
        return render_template(room + "results_texts.html", told=False, texts=[], tags={}, further="", **said)
    page, further = tagging.texts(survey, code, q=q or "", tag=tag or "", after=after or "")
    said |= {"texts": page, "further": further, "tags": counting.tags(survey, code)}
    return render_template(room + "results_texts.html", told=True, **said)


@bp.post("/<int:survey_id>/textes")
def tag(survey_id: int) -> ResponseReturnValue:
    survey, form = survey_of(survey_id), TagsForm()
    if not form.validate():
        raise tagging.TooMany
    code, handle = form.question.data or "", form.text.data or ""
    tagging.tag(survey, code, handle, form.words(), by=the_member().id)
    flash(_("Les étiquettes sont posées."), "good")
    page = url_for("backoffice.survey_results.texts", survey_id=survey_id, question=code, _anchor=f"text-{handle}")
    return redirect(page, 303)


@bp.post("/<int:survey_id>/reponses.csv")
def table(survey_id: int) -> Response:
    survey = exports.taken(survey_of(survey_id).id, by=the_member().id)
    of = exports.columns(survey)
    header = [*exports.people_columns(survey), *(column.name for column in of)]
    return csvs.answer(header, exports.rows(survey, of), f"enquete-{survey_id}.csv")


@bp.post("/<int:survey_id>/textes.csv")
def written(survey_id: int) -> Response:
    survey = exports.taken(survey_of(survey_id).id, by=the_member().id)
    return csvs.answer([_("question"), _("texte")], exports.written(survey), f"enquete-{survey_id}-textes.csv")


@bp.post("/<int:survey_id>/reponses.xlsx")
def book(survey_id: int) -> Response:
    survey = exports.taken(survey_of(survey_id).id, by=the_member().id)
    file = Response(workbook.workbook(survey), content_type=SHEET)
    file.headers["Content-Disposition"] = f'attachment; filename="enquete-{survey_id}.xlsx"'
    file.headers["Cache-Control"] = "no-store"
    return file


@bp.get("/<int:survey_id>/publication")
def publication(survey_id: int) -> ResponseReturnValue:
    return _publication(survey_of(survey_id))


def _publication(survey: Survey, refused: tuple[int, ReadingForm] | None = None) -> ResponseReturnValue:
    """The page where the publication is prepared; with the form that was sent and is refused, if any."""
    asked = [item for item in rules.items_of(survey.id) if item.kind in kinds.QUESTIONS]
    forms = {
        item.id: ReadingForm(formdata=None, obj=item, prefix=f"{item.code}-", version=survey.version) for item in asked
    }
    if refused:
        forms[refused[0]] = refused[1]
    figures = survey.figures if survey.state == "published" else publishing.frozen(survey)
    said = {"survey": survey, "items": asked, "forms": forms, "figures": figures or {}}
    return render_template(room + "results_publication.html", **said), 422 if refused else 200


@bp.post("/publication/<int:item_id>")
def say(item_id: int) -> ResponseReturnValue:
    item = db.session.get(Item, item_id) or abort(404)
    survey = survey_of(item.survey_id)
    form = ReadingForm(prefix=f"{item.code}-")
    if not form.validate():
        return _publication(survey, (item.id, form))
    publishing.say(item.id, form.reading(), form.version.data, by=the_member().id)
    flash(_("C'est enregistré."), "good")
    page = url_for("backoffice.survey_results.publication", survey_id=survey.id, _anchor=f"item-{item.id}")
    return redirect(page, 303)


@bp.post("/<int:survey_id>/parution")
def publish(survey_id: int) -> ResponseReturnValue:
    life.publish(survey_of(survey_id).id, by=the_member().id)
    flash(_("Les résultats sont publiés ; ceux qui ont répondu en sont prévenus."), "good")
    return redirect(url_for("backoffice.survey_results.publication", survey_id=survey_id), 303)
