"""Reports for staff: what members say they did not receive, beside their scans of that moment, and the answer."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from clubapp import web
from clubapp.activities import rules as activities
from clubapp.activities.models import Activity
from clubapp.backoffice import naming
from clubapp.backoffice.forms import AnswerForm
from clubapp.db import AnyRow
from clubapp.members.access import require, the_member
from clubapp.points import reporting
from clubapp.posters import rules as posters

bp = Blueprint("reports", __name__, url_prefix="/signalements")
room = "points/staff/"

NEAR = timedelta(hours=3)  # what one remembers of an hour
RESULTS = {
    "credited": _l("compté"),
    "already": _l("déjà compté"),
    "cooldown": _l("trop tôt pour recompter"),
    "closed": _l("activité fermée"),
    "ceiling": _l("plafond du jour atteint"),
    "answer_needed": _l("question posée, sans réponse"),
    "wrong_answer": _l("mauvaise réponse"),
    "expired_code": _l("ni code d'écran valable, ni agent pour compter"),
    "revoked": _l("affiche révoquée"),
    "unknown": _l("code inconnu"),
    "too_many": _l("trop de codes inconnus"),
    "too_late": _l("attendait le réseau avec un autre, compté"),
    "not_yours": _l("scan d'un autre membre"),
    "elsewhere": _l("affiche qui mène à une page, sans points"),
    "kept": _l("gardé en attendant"),
}


@bp.get("")
def index() -> ResponseReturnValue:
    require("award")
    closed = request.args.get("etat") == "repondus"
    rows = (reporting.answered if closed else reporting.open_ones)(before=web.before())
    last = rows[-1].Report.id if len(rows) == reporting.PAGE else None
    names = naming.names(row.Report.about for row in rows)
    return render_template(room + "reports.html", rows=rows, last=last, closed=closed, names=names)


@bp.get("/<int:report_id>")
def show(report_id: int) -> ResponseReturnValue:
    return _sheet(_row(report_id), AnswerForm(formdata=None)), 200


def _row(report_id: int) -> AnyRow:
    require("award")
    return reporting.shown(report_id) or abort(404)


def _sheet(row: AnyRow, form: AnswerForm) -> str:
    told = row.Report
    tried = posters.attempts(told.member_id, told.happened_at, within=NEAR)
    numbers = [number for each in tried if each.Poster and (number := Activity.number_at(each.Poster.leads_to))]
    context = {"tried": tried, "titles": activities.titles(numbers), "number": Activity.number_at, "results": RESULTS}
    return render_template(room + "report.html", row=row, form=form, names=naming.names([told.about]), **context)


@bp.post("/<int:report_id>/reponse")
def answer(report_id: int) -> ResponseReturnValue:
    row, form = _row(report_id), AnswerForm()
    if not form.validate():
        return _sheet(row, form), 422
    answered = reporting.answer(report_id, form.answer.data, by=the_member().id, points=form.points.data or 0)
    row = reporting.shown(answered.id) or abort(404)
    if row.granted == "asked":
        flash(_("La réponse est partie ; les points dépassent votre plafond, un collègue décide."), "good")
    else:
        flash(_("La réponse est partie : le membre est prévenu."), "good")
    return redirect(url_for("backoffice.reports.index"), 303)
