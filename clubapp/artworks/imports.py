"""The pages of imports: a file is sent and tried, its report read, then brought in, and undone if it must be."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clubapp import csvs, uploads, web
from clubapp.artworks import importing, reasons, running, tables
from clubapp.artworks.forms import UploadForm
from clubapp.artworks.models import Import
from clubapp.artworks.tables import Unreadable
from clubapp.members.access import require_everywhere, the_member

bp = Blueprint("imports", __name__, url_prefix="/imports")
room = "artworks/staff/"


@bp.before_request
def for_the_network() -> None:
    """A file holds the works of many museums: who brings it in publishes for all of them."""
    require_everywhere("publish")


@bp.route("", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    form = UploadForm()
    if form.validate_on_submit():
        name, size = uploads.receive(form.file.data.stream, "csv")
        try:
            tables.opened(uploads.folder() / name)
        except Unreadable as refusal:
            uploads.discard(name)
            form.file.errors = [refusal.words]
        else:
            sent = importing.receive(name, form.file.data.filename or "", size, by=the_member().id)
            running.try_out(sent.id, overwrite=form.overwrite.data)
            return _to(sent.id)
    context = {"form": form, "rows": running.every()}
    return render_template(room + "imports.html", **context), 422 if form.errors else 200


def _to(import_id: int) -> ResponseReturnValue:
    return redirect(url_for("backoffice.artworks.imports.show", import_id=import_id), 303)


def _import(import_id: int) -> Import:
    return running.of(import_id) or abort(404)


@bp.get("/<int:import_id>")
def show(import_id: int) -> ResponseReturnValue:
    asked, outcome = _import(import_id), request.args.get("etat", "")
    rows = running.report(import_id, outcome if outcome in reasons.OUTCOMES else "", after=web.before() or 0)
    last = rows[-1].line if len(rows) == running.PAGE else None
    context = {"asked": asked, "rows": rows, "last": last, "outcome": outcome, "reasons": reasons}
    context |= {"errand": running.errand_of(asked), "stopped": importing.is_stopped(asked)}
    return render_template(room + "import.html", **context)


@bp.get("/<int:import_id>.csv")
def report(import_id: int) -> Response:
    asked = _import(import_id)
    header = (_("Ligne"), _("Référence"), _("Résultat"), _("À vérifier"), _("Pourquoi"))
    return csvs.answer(header, _lines(asked.id), f"import-{asked.id}.csv")


def _lines(import_id: int) -> Iterator[tuple[object, ...]]:
    after = 0
    while rows := running.report(import_id, after=after):
        after = rows[-1].line
        for row in rows:
            why = reasons.because(row.reasons)
            yield row.line, row.reference, reasons.OUTCOMES[row.outcome], _("oui") if row.flagged else "", why


@bp.post("/<int:import_id>/essai")
def try_again(import_id: int) -> ResponseReturnValue:
    asked = _import(import_id)
    running.try_out(import_id, overwrite=asked.overwrite)
    return _to(import_id)


@bp.post("/<int:import_id>/realisation")
def bring_in(import_id: int) -> ResponseReturnValue:
    running.bring_in(_import(import_id).id, by=the_member().id)
    flash(_("L'import commence."), "good")
    return _to(import_id)


@bp.post("/<int:import_id>/annulation")
def undo(import_id: int) -> ResponseReturnValue:
    running.undo(_import(import_id).id, by=the_member().id)
    flash(_("L'annulation commence."), "good")
    return _to(import_id)
