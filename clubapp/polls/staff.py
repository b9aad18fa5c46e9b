from __future__ import annotations

from dataclasses import asdict, replace

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clubapp import csvs, web
from clubapp.db import db
from clubapp.members.access import require, the_member
from clubapp.museums import rules as museums
from clubapp.polls import exports, rules
from clubapp.polls.forms import OpenPollForm, PollForm
from clubapp.polls.models import DRAFT, Poll
from clubapp.polls.rules import Draft

bp = Blueprint("polls", __name__, url_prefix="/sondages")
room = "polls/staff/"


def _poll(poll_id: int) -> Poll:
    poll = db.session.get(Poll, poll_id) or abort(404)
    require("publish", poll.museum_id)
    return poll


@bp.get("")
def index() -> ResponseReturnValue:
    state = request.args.get("etat", "")
    rows = rules.for_staff(state=state, before=web.before())
    last = rows[-1].Poll.id if len(rows) == rules.PAGE else None
    return render_template(room + "index.html", rows=rows, state=state, last=last, is_over=rules.is_over)


@bp.get("/sondages.csv")
def table() -> Response:
    require("publish")
    return csvs.answer(exports.HEADER, exports.polls(), "sondages.csv")


def _form(says: Draft | None = None) -> PollForm:
    form, staff = PollForm(), the_member().staff
    form.offer([museum for museum in museums.every() if staff and staff.may("publish", museum.id)])
    if says and not form.is_submitted():
        form.show(says)
    return form


@bp.route("/nouveau", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    require("publish")
    copied = web.number("de")
    form = _form(replace(rules.said(_poll(copied)), last_day=None) if copied else None)
    if form.validate_on_submit():
        poll = rules.write(form.draft(), by=the_member().id, key=form.key.data)
        flash(_("Le brouillon est gardé. Relisez-le, puis ouvrez-le."), "good")
        return _back(poll.id)
    return render_template(room + "new.html", form=form), 422 if form.errors else 200


@bp.route("/<int:poll_id>", methods=["GET", "POST"])
def edit(poll_id: int) -> ResponseReturnValue:
    poll = _poll(poll_id)
    says = rules.said(poll)
    form = _form(says) if poll.state == DRAFT else OpenPollForm(data=asdict(says))
    if not form.is_submitted():
        form.version.data = poll.version
    if not form.validate_on_submit():
        return _page(poll, form)
    try:
        rules.rewrite(poll_id, form.draft(says), form.version.data, by=the_member().id)
    except rules.TooLate as refusal:
        form.last_day.errors = [refusal.words]
        return _page(poll, form)
    flash(_("C'est enregistré."), "good")
    return _back(poll_id)


def _page(poll: Poll, form: OpenPollForm) -> ResponseReturnValue:
    """A poll's page, with the form that was sent and is refused, if any."""
    choices = rules.options(poll.id)
    told = list(zip(choices, rules.figures(choices), strict=True))
    context = {"poll": poll, "form": form, "told": told, "over": rules.is_over(poll)}
    return render_template(room + "edit.html", **context), 422 if form.errors else 200


def _back(poll_id: int) -> ResponseReturnValue:
    return redirect(url_for("backoffice.polls.edit", poll_id=poll_id), 303)


@bp.post("/<int:poll_id>/ouverture")
def open_poll(poll_id: int) -> ResponseReturnValue:
    rules.open_poll(_poll(poll_id).id, by=the_member().id)
    flash(_("Le sondage est ouvert."), "good")
    return _back(poll_id)


@bp.post("/<int:poll_id>/cloture")
def close(poll_id: int) -> ResponseReturnValue:
    rules.close(_poll(poll_id).id, by=the_member().id)
    flash(_("Le sondage est clos : tout le monde en lit le résultat."), "good")
    return _back(poll_id)
