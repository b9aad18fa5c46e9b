from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from clubapp import i18n, web
from clubapp.db import AnyRow, db
from clubapp.labels import marking, reading, results
from clubapp.labels.forms import MarkForm, PreferenceForm, ReadForm, RewriteForm
from clubapp.labels.models import Version
from clubapp.members.access import reader, the_member

bp = Blueprint("labels", __name__, url_prefix="/cartels")
room = "labels/"
bp.app_template_filter()(marking.mark_name)


@bp.get("")
def index() -> ResponseReturnValue:
    rows = reading.listing(_me(), before=web.before())
    last = rows[-1].id if len(rows) == reading.PAGE else None
    return render_template(room + "index.html", labs=rows, last=last)


def _me() -> int | None:
    member = reader()
    return member and member.id


@bp.get("/<int:label_id>")
def show(label_id: int) -> ResponseReturnValue:
    return render_template(room + "show.html", **_read(label_id))


def _read(label_id: int, sent: ReadForm | None = None, version_id: int = 0) -> dict[str, Any]:
    """What the page of a label says to its reader; with the form that was sent of one of its texts, if any."""
    me = _me()
    lab = reading.shown(label_id, me) or abort(404)
    mine = reading.mine(me, label_id) if me else None
    texts = reading.versions(label_id)
    language = reading.language(texts, mine, i18n.current())
    sheets = reading.sheets(texts, me, language)
    forms = {sheet.id: MarkForm(formdata=None).of(sheet.letter) for sheet in sheets}
    rewriting = {sheet.id: RewriteForm(formdata=None, text=sheet.rewrite).of(sheet.letter) for sheet in sheets}
    chosen = PreferenceForm(formdata=None, preference=mine.preference if mine else "")
    match sent:
        case MarkForm():
            forms[version_id] = sent
        case RewriteForm():
            rewriting[version_id] = sent
        case PreferenceForm():
            chosen = sent
    context = {"lab": lab, "mine": mine, "sheets": sheets, "language": language, "people": results.people(lab)}
    return context | {"forms": forms, "rewriting": rewriting, "chosen": chosen}


@bp.post("/versions/<int:version_id>/marques")
def mark(version_id: int) -> ResponseReturnValue:
    version, form = _version(version_id), MarkForm()
    form.of(version.letter)
    if not form.validate():
        return _again(version.label_id, form, version_id)
    ticked = {"places": form.words.data, "sentences": form.sentences.data}
    first = marking.mark(the_member().id, version_id, form.page(), form.mark.data, **ticked)
    _thank(version.label_id, first=first)
    with_pen = MarkForm(formdata=None, mark=form.mark.data).of(version.letter)
    return _sheet(version, with_pen)


@bp.post("/versions/<int:version_id>/reecriture")
def propose(version_id: int) -> ResponseReturnValue:
    version, form = _version(version_id), RewriteForm()
    form.of(version.letter)
    if not form.validate():
        return _again(version.label_id, form, version_id)
    first = marking.propose(the_member().id, version_id, form.page(), form.text.data or "")
    _thank(version.label_id, first=first)
    return _sheet(version)


@bp.post("/<int:label_id>/preference")
def prefer(label_id: int) -> ResponseReturnValue:
    _lab(label_id)
    form = PreferenceForm()
    if not form.validate():
        return _again(label_id, form)
    first = marking.prefer(the_member().id, label_id, form.page(), form.preference.data)
    _thank(label_id, first=first)
    context = _read(label_id)
    return web.answer(room + "_preference.html", otherwise=url_for("labels.show", label_id=label_id), **context)


def _version(version_id: int) -> Version:
    """A text of a lab that visitors may read."""
    version = db.session.get(Version, version_id) or abort(404)
    _lab(version.label_id)
    return version


def _lab(label_id: int) -> AnyRow:
    return reading.shown(label_id, _me()) or abort(404)


def _again(label_id: int, form: ReadForm, version_id: int = 0) -> ResponseReturnValue:
    return web.whole(render_template(room + "show.html", **_read(label_id, form, version_id)), 422)


def _thank(label_id: int, *, first: bool) -> None:
    points = _lab(label_id).points
    if not first:
        flash(_("C'est noté."), "good")
    elif points:
        says = ngettext("Merci ! %(num)d point est à vous.", "Merci ! %(num)d points sont à vous.", points)
        flash(says, "good")
    else:
        flash(_("Merci ! Le musée lira ce que vous en dites."), "good")


def _sheet(version: Version, form: MarkForm | None = None) -> ResponseReturnValue:
    context = _read(version.label_id, form, version.id)
    (sheet,) = (each for each in context["sheets"] if each.id == version.id)
    here = url_for("labels.show", label_id=version.label_id)
    return web.answer(room + "_sheet.html", otherwise=here, sheet=sheet, **context)
