from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clubapp import csvs, i18n, markdown, sealing, web
from clubapp.articles import exports, kinds, life, rules
from clubapp.articles.forms import ArticleForm, ReadForm, ScheduleForm, SendBackForm
from clubapp.articles.models import DRAFT, Article
from clubapp.articles.rules import Draft, EditedMeanwhile, WouldFail
from clubapp.db import db
from clubapp.forms import ClubForm
from clubapp.members.access import require, the_member
from clubapp.museums import rules as museums
from clubapp.pictures import rules as pictures
from clubapp.polls import rules as polls

bp = Blueprint("articles", __name__, url_prefix="/articles")
room = "articles/staff/"

ADVISED = (150, 500)  # words


def _article(article_id: int) -> Article:
    article = db.session.get(Article, article_id) or abort(404)
    require("publish", article.museum_id)
    return article


@bp.get("")
def index() -> ResponseReturnValue:
    state = request.args.get("etat", "")
    rows = rules.for_staff(state=state, before=web.before())
    last = rows[-1].id if len(rows) == rules.STAFF_PAGE else None
    return render_template(room + "index.html", rows=rows, state=state, counts=rules.counts(), last=last)


@bp.get("/articles.csv")
def table() -> Response:
    require("publish")
    return csvs.answer(exports.HEADER, exports.articles(), "articles.csv")


def _form(article: Article | None = None) -> ArticleForm:
    form = ArticleForm(obj=article, picture=article.picture) if article else ArticleForm()
    staff = the_member().staff
    mine = [museum for museum in museums.every() if staff and staff.may("publish", museum.id)]
    asked = polls.offered([museum.id for museum in mine], article.poll_id if article else None)
    form.offer(mine, rules.badges(article.badge_id if article else None), asked)
    return form


@bp.route("/nouveau", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    require("publish")
    form = _form()
    if form.validate_on_submit():
        frame = pictures.keep(form.frame(by=the_member().id))
        article = rules.write(form.draft(), by=frame.by, frame=frame, key=form.key.data)
        flash(_("Le brouillon est gardé. Quand il est prêt, demandez une relecture."), "good")
        return _back(article.id)
    return render_template(room + "new.html", form=form, faults={}), 422 if form.errors else 200


@bp.route("/<int:article_id>", methods=["GET", "POST"])
def edit(article_id: int) -> ResponseReturnValue:
    article = _article(article_id)
    form = _form(article)
    if not form.validate_on_submit():
        return _page(article, form)
    frame, was = pictures.keep(form.frame(by=the_member().id)), article.state
    try:
        done = rules.rewrite(article.id, form.draft(), form.version.data, by=frame.by, frame=frame)
    except WouldFail as refusal:
        form.hold()
        return _faulty(article, form, refusal)
    except EditedMeanwhile:
        form.hold()
        return _page(article, form, stale=True)
    again = _("C'est enregistré. Il est de nouveau un brouillon : un collègue le relit avant qu'il reparaisse.")
    flash(again if done.state == DRAFT != was else _("C'est enregistré."), "good")
    return _back(article_id)


def _back(article_id: int) -> ResponseReturnValue:
    return redirect(url_for("backoffice.articles.edit", article_id=article_id), 303)


def _page(
    article: Article, form: ArticleForm | None = None, *, stale: bool = False, **sent: ClubForm | Mapping[str, str]
) -> ResponseReturnValue:
    """An article's page; with the form that was sent and is refused, if any, or written from another version."""
    context: dict[str, Any] = {"send_back": SendBackForm(formdata=None), "schedule": ScheduleForm(formdata=None)}
    context |= {"form": form or _form(article), "faults": {}, **sent}
    faulty = any(each.errors for each in context.values() if isinstance(each, ClubForm)) or context["faults"]
    context |= {"people": rules.people(article), "revisions": rules.revisions(article.id), "advised": ADVISED}
    context["stamp"] = sealing.stamped(f"article {article.id}")
    context |= {"minutes": markdown.minutes(article.words_fr)}
    context |= {"text": markdown.rendered(article.text_fr, "fr", _("Tableau"))}
    answer = render_template(room + "edit.html", article=article, stale=stale, **context)
    return answer, 409 if stale else 422 if faulty else 200


def _faulty(article: Article, form: ArticleForm, refusal: WouldFail) -> ResponseReturnValue:
    """The page, with what is wrong said beside each field; the first of them has the focus."""
    flash(refusal.words, "warn")
    form.mark(refusal.faults)
    return _page(article, form, faults=refusal.faults)


def _read_form(article: Article, said: Draft | None = None) -> ArticleForm:
    """The form as the article fills it, or an older version of it, whatever else was sent."""
    words = asdict(said) if said else {}
    form = ArticleForm(formdata=None, obj=None if said else article, picture=article.picture, **words)
    form.version.data = article.version
    form.offer(museums.every(), rules.badges(article.badge_id), polls.offered([article.museum_id], article.poll_id))
    return form


@bp.post("/<int:article_id>/soumission")
def submit(article_id: int) -> ResponseReturnValue:
    life.submit(_article(article_id).id, by=the_member().id)
    flash(_("La relecture est demandée à vos collègues."), "good")
    return _back(article_id)


@bp.post("/<int:article_id>/relecture")
def approve(article_id: int) -> ResponseReturnValue:
    life.approve(_article(article_id).id, ReadForm().version.data, by=the_member().id)
    flash(_("Vous l'avez relu : il peut être publié."), "good")
    return _back(article_id)


@bp.post("/<int:article_id>/renvoi")
def send_back(article_id: int) -> ResponseReturnValue:
    article, form = _article(article_id), SendBackForm()
    if not form.validate():
        return _page(article, _read_form(article), send_back=form)
    life.send_back(article.id, form.note.data, by=the_member().id)
    flash(_("Il est de nouveau un brouillon ; son auteur sait pourquoi."), "good")
    return _back(article_id)


@bp.post("/<int:article_id>/programmation")
def schedule(article_id: int) -> ResponseReturnValue:
    article, form = _article(article_id), ScheduleForm()
    if not form.validate():
        return _page(article, _read_form(article), schedule=form)
    try:
        done = life.schedule(article.id, form.at(), by=the_member().id)
    except life.TooLate as refusal:
        form.day.errors = [refusal.words]
        return _page(article, _read_form(article), schedule=form)
    except WouldFail as refusal:
        return _faulty(article, _read_form(article), refusal)
    flash(_("Il sera publié %(when)s.", when=i18n.coming(done.scheduled_at or form.at())), "good")
    return _back(article_id)


@bp.post("/<int:article_id>/reprise")
def take_back(article_id: int) -> ResponseReturnValue:
    life.take_back(_article(article_id).id, by=the_member().id)
    flash(_("Il n'est plus programmé. Modifiez-le, puis faites-le relire."), "good")
    return _back(article_id)


@bp.post("/<int:article_id>/publication")
def publish(article_id: int) -> ResponseReturnValue:
    article = _article(article_id)
    try:
        life.publish(article.id, by=the_member().id)
    except WouldFail as refusal:
        return _faulty(article, _read_form(article), refusal)
    flash(_("L'article est publié."), "good")
    return _back(article_id)


@bp.post("/<int:article_id>/archivage")
def archive(article_id: int) -> ResponseReturnValue:
    life.archive(_article(article_id).id, by=the_member().id)
    flash(_("L'article est archivé : les visiteurs ne le lisent plus."), "good")
    return _back(article_id)


@bp.get("/versions/<int:revision_id>")
def revision(revision_id: int) -> ResponseReturnValue:
    row = rules.revision(revision_id) or abort(404)
    require("publish", row.Article.museum_id)
    context = {"article": row.Article, "revision": row.Revision, "said": Draft(**row.Revision.said)}
    return render_template(room + "revision.html", rendered=markdown.rendered, kinds=kinds.NAMES, **context)


@bp.post("/versions/<int:revision_id>/retour")
def restore(revision_id: int) -> ResponseReturnValue:
    row = rules.revision(revision_id) or abort(404)
    require("publish", row.Article.museum_id)
    said = Draft(**row.Revision.said)
    require("publish", said.museum_id)
    try:
        rules.restore(revision_id, by=the_member().id)
    except WouldFail as refusal:
        return _faulty(row.Article, _read_form(row.Article, said), refusal)
    flash(_("Cette version est reprise ; celle d'avant reste dans la liste."), "good")
    return _back(row.Article.id)
