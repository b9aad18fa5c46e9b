from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, flash, g, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from clubapp import clock, codes, i18n, limits, sealing, web
from clubapp.activities import cartels, categories, hearing, judging, rating, scanning, sentences, timetable, waiting
from clubapp.activities.cartels import Choice
from clubapp.activities.forms import RatingForm, ScanForm
from clubapp.activities.proofs import Shown
from clubapp.activities.scanning import AnotherScan, Outcome
from clubapp.db import Rows
from clubapp.members.access import reader, the_member
from clubapp.museums import rules as museums
from clubapp.points import awarding
from clubapp.posters import rules as posters

bp = Blueprint("activities", __name__)
room = "activities/"
for told in (rating.score, rating.reason, rating.reasons, rating.may_change, rating.until):
    bp.app_template_filter()(told)
for said in (categories.category, timetable.often, timetable.done, timetable.opens, timetable.when, judging.is_over):
    bp.app_template_filter()(said)
bp.app_template_global()(sentences.no_scans)

WHEN = {"maintenant": "now", "plus-tard": "later"}
LATER = 6  # of those that open later, under those that are open
STRANGER = "stranger"  # whose a queued scan is that was made before anybody came in
# A page says by its status what JSON says by its result; the rest are answers, given with 200.
STATUS = {"unknown": 404, "too_many": 429}


@bp.get("/a-faire")
def to_do() -> ResponseReturnValue:
    return _listing("to_do.html", to_do=True)


@bp.get("/activites")
def index() -> ResponseReturnValue:
    return _listing("index.html", to_do=False)


def _listing(template: str, *, to_do: bool) -> ResponseReturnValue:
    choice, before = _chosen(), web.before()
    shown = replace(choice, when="now") if to_do and not choice.when else choice
    rows = cartels.listing(_me(), shown, to_do=to_do, before=before)
    last = rows[-1].id if len(rows) == cartels.PAGE else None
    later: Rows = []
    if shown != choice and not before:
        later = cartels.listing(_me(), replace(choice, when="later"), to_do=True, count=LATER)
    context = {"museums": museums.every(), "categories": categories.NAMES, "here": request.endpoint}
    return render_template(
        room + template, activities=rows, later=later, choice=choice, asked=_words(choice), last=last, **context
    )


def _chosen() -> Choice:
    """What the address of a list asks for; words it does not know ask for nothing."""
    asked = request.args
    category = asked.get("categorie", "")
    return Choice(
        museum=asked.get("musee", ""),
        category=category if category in categories.NAMES else "",
        when=WHEN.get(asked.get("quand", ""), ""),
        most=asked.get("tri") == "points",
    )


def _words(choice: Choice) -> dict[str, str]:
    """A choice as an address says it."""
    when = {said: word for word, said in WHEN.items()}.get(choice.when, "")
    said = {"musee": choice.museum, "categorie": choice.category, "quand": when, "tri": choice.most and "points"}
    return {name: word for name, word in said.items() if word}


def _me() -> int | None:
    member = reader()
    return member and member.id


@bp.get("/activites/<int:activity_id>")
def show(activity_id: int) -> ResponseReturnValue:
    return render_template(room + "show.html", **_read(activity_id))


def _read(activity_id: int, form: RatingForm | None = None) -> dict[str, Any]:
    """What the page of an activity says to its reader, and what it asks one who took part."""
    me = _me()
    activity = cartels.shown(activity_id, me) or abort(404)
    if activity.prototype and me is None:
        abort(401)
    said = rating.mine(me, activity_id) if me else None
    asked = me is not None and (said is not None or rating.took_part(me, activity_id))
    said_of = {"opinion": rating.opinion(activity_id), "comments": hearing.published(activity_id)}
    return {"activity": activity, "form": form or RatingForm.of(said), "said": said, "asked": asked} | said_of


@bp.post("/activites/<int:activity_id>/retour")
def rate(activity_id: int) -> ResponseReturnValue:
    me, form = the_member().id, RatingForm()
    if not form.validate():
        return web.whole(render_template(room + "show.html", **_read(activity_id, form)), 422)
    _read(activity_id)  # of a draft nobody says anything
    first = rating.mine(me, activity_id) is None
    rating.rate(me, activity_id, form.said())
    flash(
        _("Merci ! L'équipe le lira. %(count)s points sont à vous.", count=rating.POINTS)
        if first
        else _("C'est noté."),
        "good",
    )
    return _said(activity_id)


@bp.post("/activites/<int:activity_id>/retour/reprise")
def withhold(activity_id: int) -> ResponseReturnValue:
    rating.withhold(the_member().id, activity_id)
    flash(_("C'est noté : votre mot n'est plus publié."), "good")
    return _said(activity_id)


def _said(activity_id: int) -> ResponseReturnValue:
    here = url_for("activities.show", activity_id=activity_id)  # from its top, where the thanks stand
    said = rating.mine(the_member().id, activity_id)
    context = {"activity": cartels.shown(activity_id, _me()), "form": RatingForm.of(said), "said": said}
    return web.answer(room + "_rating.html", otherwise=here, **context)


@bp.get("/scanner")
def scanner() -> ResponseReturnValue:
    return render_template(room + "scanner.html", form=ScanForm(scan_id=sealing.token()))


@bp.get("/q/<path:code>")
@limits.guess_codes
def landing(code: str) -> ResponseReturnValue:
    poster = posters.of(code)
    activity, page = scanning.found(poster), scanning.elsewhere(poster)
    if page and not scanning.revoked(poster):
        return redirect(page, 303), {"Cache-Control": "no-store"}
    if activity is None or scanning.revoked(poster):
        answer = make_response(_told(Outcome("revoked" if activity or page else "unknown", activity, typed=code)))
        answer.headers["Cache-Control"] = "no-store"  # it may be published a minute later
        return answer
    if not judging.is_offered(activity):
        return _told(Outcome("closed", activity, again_at=judging.opens(activity)))
    shown = cartels.shown(activity.id, _me())
    form = ScanForm(code=code, scan_id=sealing.token(), proof=request.args.get("proof", "")[:200])
    return render_template(room + "landing.html", activity=shown, form=form), {"Cache-Control": "no-store"}


@bp.post("/scans")
@limits.guess_codes
def scan() -> ResponseReturnValue:
    form = ScanForm()
    before = clock.now()
    readable = form.validate() or (web.wants_json() and not form.scan_id.errors)  # the queue wants a result, always
    if not readable:
        return web.whole(render_template(room + "scanner.html", form=form), 422)
    try:
        outcome = _scan(form, form.scan_id.data)
    except AnotherScan:  # a page gave its id to two scans: one goes back to it and types another code
        outcome = _scan(form, sealing.fingerprint(f"{form.scan_id.data} {form.code.data}"))
    return _told(outcome, before)


def _scan(form: ScanForm, scan_id: str) -> Outcome:
    typed, at = form.code.data or "", form.scanned_at.data
    shown = Shown((form.answer.data or "")[:120], form.proof.data or typed.partition("?proof=")[2])
    me, whose = reader(), getattr(form, "for").data
    if whose == STRANGER or (me is None and not (whose and web.wants_json())):
        return scanning.keep(web.browser(), typed, scan_id, at, shown)
    if me is None or whose not in ("", me.mark):
        return scanning.turn_away(me.id if me else None, typed)
    if scanning.kind(typed) == codes.HANDOVER:
        return waiting.take_over(me.id, typed, scan_id)
    return scanning.scan(me.id, typed, scan_id, at, shown)


def _told(outcome: Outcome, since: datetime | None = None) -> ResponseReturnValue:
    g.unknown_code = outcome.result == "unknown"
    message = sentences.says(outcome)
    if web.wants_json():
        told = {"result": outcome.result, "points": outcome.points, "balance": outcome.balance, "message": message}
        if outcome.activity:
            told["title"], told["lang"] = i18n.spoken(outcome.activity, "title")
        return jsonify(told), 429 if outcome.result == "too_many" else 200
    earned = awarding.of(the_member().id, since=since) if since and outcome.result == "credited" else []
    if outcome.each or (outcome.result == "credited" and not outcome.activity):
        return _taken_over(outcome, earned)
    form = ScanForm(formdata=None, code=outcome.typed, scan_id=sealing.token())  # for another try
    context = {"outcome": outcome, "message": message, "handover": outcome.handover, "badges": earned, "form": form}
    context["page"] = scanning.elsewhere(posters.of(outcome.typed)) if outcome.result == "elsewhere" else ""
    context["next"] = cartels.next_for(_me(), outcome.activity)
    status = STATUS.get(outcome.result, 200)
    if web.by_htmx():
        return render_template(room + "_outcome.html", **context) + render_template("_echo.html"), status
    return render_template(room + "outcome.html", **context), status


def _taken_over(outcome: Outcome, earned: Rows) -> ResponseReturnValue:
    told = [(each, sentences.says(each)) for each in outcome.each]
    context = {"told": told, "gained": outcome.points, "badges": earned}
    if web.by_htmx():
        return render_template(room + "_kept.html", **context) + render_template("_echo.html")
    return render_template(room + "kept.html", **context)


@bp.get("/scans/jeton")
def scan_token() -> ResponseReturnValue:
    return jsonify(token=generate_csrf()), {"Cache-Control": "no-store"}
