from __future__ import annotations

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from clubapp.activities import rules as activities
from clubapp.activities import staff as activities_staff
from clubapp.articles import rules as articles
from clubapp.articles import staff as articles_staff
from clubapp.artworks import staff as artworks_staff
from clubapp.backoffice import desk, goals, holds, journal, members, museums, posters, ratings, reports, trails
from clubapp.labels import staff as labels_staff
from clubapp.members.access import the_member
from clubapp.points import reporting
from clubapp.polls import staff as polls_staff
from clubapp.shop import staff as shop_staff
from clubapp.surveys import staff as surveys_staff
from clubapp.surveys.reports import staff as survey_results

bp = Blueprint("backoffice", __name__, url_prefix="/equipe")
bp.register_blueprint(activities_staff.bp)
bp.register_blueprint(articles_staff.bp)
bp.register_blueprint(artworks_staff.bp)
bp.register_blueprint(polls_staff.bp)
bp.register_blueprint(surveys_staff.bp)
bp.register_blueprint(labels_staff.bp)
bp.register_blueprint(survey_results.bp)
bp.register_blueprint(ratings.bp)
bp.register_blueprint(trails.bp)
bp.register_blueprint(goals.bp)
bp.register_blueprint(posters.bp)
bp.register_blueprint(shop_staff.bp)
bp.register_blueprint(desk.bp)
bp.register_blueprint(members.bp)
bp.register_blueprint(holds.bp)
bp.register_blueprint(reports.bp)
bp.register_blueprint(museums.bp)
bp.register_blueprint(journal.bp)


@bp.get("/")
def index() -> ResponseReturnValue:
    me = the_member()
    return render_template(
        "backoffice/index.html",
        to_review=articles.to_review(me.id, me.staff.museum_id) if me.staff and me.staff.may("publish") else 0,
        counts=activities.counts(),
        reports=reporting.waiting(),
        scans=posters.scans_this_week(),
        placeholders=not (current_app.config["DEMO"] or current_app.config["LEGAL"]),
    )
