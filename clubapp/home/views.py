from __future__ import annotations

import json

from flask import Blueprint, Response, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from clubapp import clock, plates, web
from clubapp.activities import cartels, sentences
from clubapp.activities import rules as activities
from clubapp.activities.forms import ScanForm
from clubapp.activities.models import Activity
from clubapp.activities.waiting import keep_waiting
from clubapp.home import leaving, receipts
from clubapp.home.forms import EraseForm, ReportForm
from clubapp.members.access import the_member
from clubapp.museums import rules as museums
from clubapp.points import awarding, ledger, reporting, together
from clubapp.polls import answering as polls
from clubapp.posters import keeping
from clubapp.posters import rules as posters
from clubapp.shop import rules as shop
from clubapp.surveys import finding as surveys

bp = Blueprint("home", __name__)
room = "home/"

KINDS = {"gagnes": "gained", "depenses": "spent"}  # of entries, as an address asks for them
NOW = 5  # things to do at once, at most
ASKED = 2  # surveys at once


@bp.get("/")
def index() -> ResponseReturnValue:
    waiting = len(keeping.waiting(web.browser())) if "browser" in session else 0
    context = {"waiting": waiting, "together": together.live()}
    if not current_user.is_authenticated:
        context["handover"] = keeping.handover_code(web.browser()) if waiting else None
        return render_template(room + "stranger.html", museums=museums.every(), **context)
    me = the_member().id
    context |= {"activities": cartels.few(me, NOW), "surveys": surveys.to_answer(me, ASKED)}
    context |= {"goal": shop.goal(me), "poll": polls.on_home(me)}
    return render_template(room + "index.html", back=url_for("home.index"), just="", **context)


@bp.get("/plaques/<path:seed>.svg")
def plate(seed: str) -> Response:
    drawn = Response(plates.plate(seed[:120]), mimetype="image/svg+xml")
    drawn.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return drawn


@bp.get("/scans/gardes")
def waiting() -> ResponseReturnValue:
    kept = keeping.waiting(web.browser())
    if not kept:
        return redirect(session.pop("next", None) or url_for("home.index"), 303)
    return render_template(room + "waiting.html", kept=cartels.of_codes([*dict.fromkeys(scan.code for scan in kept)]))


@bp.post("/scans/gardes")
def keep() -> ResponseReturnValue:
    before = clock.now()
    outcomes = keep_waiting(the_member().id, web.browser())
    if not outcomes:
        return redirect(url_for("home.index"), 303)
    told = [(outcome, sentences.says(outcome)) for outcome in outcomes]
    gained = sum(outcome.points for outcome in outcomes)
    earned = awarding.of(the_member().id, since=before)
    return render_template("activities/kept.html", told=told, gained=gained, badges=earned)


@bp.post("/scans/gardes/abandon")
def abandon() -> ResponseReturnValue:
    keeping.drop(web.browser())
    flash(_("C'est noté : ces scans n'étaient pas à vous, ils sont oubliés."), "good")
    return web.go(session.pop("next", None) or url_for("home.index"))


@bp.get("/hors-ligne")
def offline() -> ResponseReturnValue:
    return render_template(room + "offline.html")


@bp.get("/hors-ligne/scan")
def offline_scan() -> ResponseReturnValue:
    return render_template(room + "offline_scan.html")


@bp.get("/hors-ligne/scanner")
def offline_scanner() -> ResponseReturnValue:
    return render_template(room + "offline_scanner.html", form=ScanForm())


@bp.get("/moi/points", endpoint="receipts")
def receipt_book() -> ResponseReturnValue:
    asked = request.args.get("sens", "")
    lines = receipts.book(the_member().id, before=web.before(), kind=KINDS.get(asked, ""))
    last = lines[-1].entry.id if len(lines) == receipts.PAGE else None
    context = {"lines": lines, "last": last, "asked": asked if asked in KINDS else None}
    return render_template(room + "receipts.html", owed=ledger.owed(the_member().id), **context)


@bp.route("/moi/points/signalements", methods=["GET", "POST"])
def reports() -> ResponseReturnValue:
    form, mine = ReportForm(), the_member().id
    form.offer(activities.titles(_tried(mine)).values())
    if form.validate_on_submit():
        reporting.report(mine, form.told(), key=form.key.data)
        flash(_("C'est envoyé. L'équipe regarde vos scans de ce moment-là et vous répond ici."), "good")
        return redirect(url_for("home.reports"), 303)
    rows = reporting.of_member(mine, before=web.before())
    last = rows[-1].Report.id if len(rows) == reporting.PAGE else None
    titles = activities.titles([number for row in rows if (number := receipts.number("activity", row.Report.about))])
    context = {"rows": rows, "last": last, "titles": titles, "number": receipts.number}
    return render_template(room + "reports.html", form=form, **context), 422 if form.errors else 200


def _tried(member_id: int) -> list[int]:
    """The activities whose posters a member scanned lately."""
    return [number for page in posters.lately_tried(member_id) if (number := Activity.number_at(page))]


@bp.get("/moi/donnees")
def data() -> ResponseReturnValue:
    return render_template(room + "data.html", form=EraseForm())


@bp.get("/moi/donnees/copie.json")
def export() -> Response:
    words = json.dumps(leaving.copy(the_member().id), ensure_ascii=False, indent=2)
    copy = Response(words, mimetype="application/json")
    copy.headers["Content-Disposition"] = "attachment; filename=club-des-visiteurs.json"
    copy.headers["Cache-Control"] = "no-store"
    return copy


@bp.post("/moi/donnees/effacement")
def erase() -> ResponseReturnValue:
    form = EraseForm()
    if not form.validate():
        return render_template(room + "data.html", form=form), 422
    leaving.erase(the_member().id)
    return web.goodbye(_("Votre compte est effacé. Merci de vos visites."))
