from __future__ import annotations

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clubapp import csvs, web
from clubapp.db import db
from clubapp.labels import exports, results, rules
from clubapp.labels.forms import FinalForm, LabForm
from clubapp.labels.marking import MARKS
from clubapp.labels.models import Lab
from clubapp.labels.rules import Draft, Words
from clubapp.members.access import require, the_member
from clubapp.museums import rules as museums
from clubapp.posters import rules as posters
from clubapp.posters.forms import PlaceForm

bp = Blueprint("labels", __name__, url_prefix="/cartels")
room = "labels/staff/"


def _lab(label_id: int) -> Lab:
    lab = db.session.get(Lab, label_id) or abort(404)
    require("publish", lab.museum_id)
    return lab


@bp.get("")
def index() -> ResponseReturnValue:
    state = request.args.get("etat", "")
    rows = rules.for_staff(state=state, before=web.before())
    last = rows[-1].id if len(rows) == rules.STAFF_PAGE else None
    return render_template(room + "index.html", rows=rows, state=state, counts=rules.counts(), last=last)


def _form(lab: Lab | None = None, **how: None) -> LabForm:
    form = LabForm.of(lab, rules.texts(lab.id), rules.inventory(lab.artwork_id), **how) if lab else LabForm()
    staff = the_member().staff
    form.offer([museum for museum in museums.every() if staff and staff.may("publish", museum.id)])
    return form


def _draft(form: LabForm) -> Draft | None:
    """What was written, if the work it names is there."""
    number = form.inventory.data or ""
    works = rules.works(number, form.museum_id.data) if number else ()
    if number and len(works) != 1:
        form.inventory.errors = [
            _("Plusieurs œuvres de ce musée portent ce numéro : laissez-le vide, et donnez le titre.")
            if works
            else _("Aucune œuvre de ce musée ne porte ce numéro.")
        ]
        return None
    return form.draft(works)


@bp.route("/nouveau", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    require("publish")
    form = _form()
    if form.validate_on_submit() and (draft := _draft(form)):
        lab = rules.write(draft, by=the_member().id, key=form.key.data)
        flash(_("Le brouillon est gardé. Relisez-le, préparez son affiche, puis ouvrez-le."), "good")
        return _back(lab.id)
    return render_template(room + "new.html", form=form), 422 if form.errors else 200


@bp.route("/<int:label_id>", methods=["GET", "POST"])
def edit(label_id: int) -> ResponseReturnValue:
    lab = _lab(label_id)
    form = _form(lab)
    if form.validate_on_submit() and (draft := _draft(form)):
        rules.rewrite(label_id, draft, form.version.data, by=the_member().id)
        flash(_("C'est enregistré."), "good")
        return _back(label_id)
    return _page(lab, form)


def _back(label_id: int) -> ResponseReturnValue:
    return redirect(url_for("backoffice.labels.edit", label_id=label_id), 303)


def _page(
    lab: Lab, form: LabForm | None = None, final: FinalForm | None = None, place: PlaceForm | None = None
) -> ResponseReturnValue:
    """A lab's page; with the form that was sent and is refused, if any."""
    forms = {"form": form or _form(lab, formdata=None), "final": final or FinalForm(formdata=None)}
    forms["place"] = place or PlaceForm(formdata=None)
    context = {"lab": lab, "texts": rules.texts(lab.id), "settled": rules.is_settled(lab)}
    context |= {"posters": posters.leading_to(lab.address), "people": results.people(lab)}
    faulty = any(each.errors for each in forms.values())
    return render_template(room + "edit.html", **context, **forms), 422 if faulty else 200


@bp.post("/<int:label_id>/ouverture")
def open_up(label_id: int) -> ResponseReturnValue:
    rules.open_up(_lab(label_id).id, by=the_member().id)
    flash(_("Le laboratoire est ouvert : les membres peuvent marquer ce cartel."), "good")
    return _back(label_id)


@bp.post("/<int:label_id>/fermeture")
def close(label_id: int) -> ResponseReturnValue:
    rules.close(_lab(label_id).id, by=the_member().id)
    flash(_("Le laboratoire est fermé. Il vous reste à réécrire le cartel."), "good")
    return _back(label_id)


@bp.post("/<int:label_id>/publication")
def publish(label_id: int) -> ResponseReturnValue:
    lab, form = _lab(label_id), FinalForm()
    if not form.validate():
        return _page(lab, final=form)
    rules.publish(label_id, Words(form.final_fr.data, form.final_en.data or ""), by=the_member().id)
    flash(_("Le nouveau cartel est publié : qui y a pris part en est averti."), "good")
    return _back(label_id)


@bp.post("/<int:label_id>/affiches")
def add_poster(label_id: int) -> ResponseReturnValue:
    lab, form = _lab(label_id), PlaceForm()
    if not form.validate():
        return _page(lab, place=form)
    rules.add_poster(label_id, form.place.data, by=the_member().id)
    flash(_("L'affiche est prête à imprimer."), "good")
    return _back(label_id)


@bp.get("/<int:label_id>/resultats")
def told(label_id: int) -> ResponseReturnValue:
    lab, mark = _lab(label_id), request.args.get("marque", "")
    chosen = mark if mark in MARKS else next(iter(MARKS))
    context = {"lab": lab, "told": results.of(lab), "chosen": chosen, "marks": MARKS, "few": results.FEW}
    return render_template(room + "results.html", preference=results.preference, enough=results.ENOUGH, **context)


@bp.get("/<int:label_id>.csv")
def table(label_id: int) -> Response:
    lab = _lab(label_id)
    return csvs.answer(exports.HEADER, exports.lines(lab), f"cartel-{lab.id}.csv")


@bp.post("/reecritures/<int:rewrite_id>/masquage")
def hide(rewrite_id: int) -> ResponseReturnValue:
    lab = rules.of_rewrite(rewrite_id) or abort(404)
    require("publish", lab.museum_id)
    rules.hide(rewrite_id, by=the_member().id)
    flash(_("La réécriture est masquée ; son auteur est averti."), "good")
    return redirect(url_for("backoffice.labels.told", label_id=lab.id), 303)
