from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from clubapp import i18n, markdown, sealing, searching, web
from clubapp.articles import finding, kinds, readers, reading
from clubapp.articles.feed import atom
from clubapp.articles.models import PUBLISHED
from clubapp.db import AnyRow
from clubapp.members.access import reader, the_member
from clubapp.museums import rules as museums
from clubapp.polls import answering as polls
from clubapp.text import seen, tidy

bp = Blueprint("articles", __name__)
room = "articles/"
bp.app_template_filter()(kinds.article_kind)
bp.app_template_filter("feeling")(readers.feeling)

EASY = "facile"


@bp.get("/articles")
def index() -> ResponseReturnValue:
    museum, kind = request.args.get("musee", ""), request.args.get("categorie", "")
    asked = {"musee": museum, "categorie": kind if kind in kinds.NAMES else ""}
    if typed := tidy(seen(request.args.get("q", "")[: searching.TYPED])):
        return _searched(typed, asked)
    rows = reading.listing(_me(), museum=museum, kind=asked["categorie"], before=web.before())
    last = rows[-1].id if len(rows) == reading.PAGE else None
    chosen = {name: word for name, word in asked.items() if word}
    context = {"articles": rows, "last": last, "asked": asked, "chosen": chosen, "kinds": kinds.NAMES}
    return render_template(room + "index.html", museums=museums.every(), typed="", **context)


def _searched(typed: str, asked: dict[str, str]) -> ResponseReturnValue:
    """The page of what was found. What was typed stands in its address and is kept nowhere."""
    words, museum, kind = searching.sought(typed), asked["musee"], asked["categorie"]
    results = finding.search(words, _me(), museum=museum, kind=kind, page=web.number("suite") or 1)
    shown = [finding.shown(row, words, i18n.current()) for row in results.rows]
    context = {"typed": typed, "asked": asked, "results": results, "cut": searching.cut(typed), "kinds": kinds.NAMES}
    answer = make_response(render_template(room + "search.html", shown=shown, **context))
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@bp.app_template_filter()
def reading_time(row: AnyRow) -> int:
    """The minutes an article takes, in the language it will be read in."""
    english = i18n.current() == "en" and row.english_shown
    return markdown.minutes(row.words_en if english else row.words_fr)


def _me() -> int | None:
    member = reader()
    return member and member.id


@bp.get("/articles.atom")
def feed() -> Response:
    site = str(current_app.config["SETTINGS"].public_url)
    with i18n.speaking("fr"):
        title = _("%(club)s : à lire", club=_("Le Club des visiteurs"))
    here = {"here": url_for("articles.feed"), "page": url_for("articles.index")}
    written = atom(reading.newest(), title=title, site=site, **here)
    return Response(written, mimetype="application/atom+xml", headers={"Cache-Control": "public, max-age=900"})


@bp.get("/articles/<slug>")
def show(slug: str) -> ResponseReturnValue:
    me = _me()
    return _page(reading.shown(slug, me) or abort(404), me)


def _page(article: AnyRow, me: int | None, stamp: str = "") -> Response:
    """The page of an article; the stamp is that of the page it comes from, if it comes back."""
    context = _read(article, me, whole=article.open) | {"near": reading.near(article, me)}
    mine = readers.mine(me, article) if me and article.open else None
    if me and mine:
        context |= {"felt": readers.feelings(me, article.id), "given": stamp or sealing.stamped(given(article, me))}
    page = make_response(render_template(room + "show.html", mine=mine, **context))
    if mine and mine.kept:
        page.headers["X-Club-Keep"] = "yes"  # what the worker keeps for when there is no network
    return page


def given(article: AnyRow, member_id: int) -> str:
    """What the stamp of a page says: which article was given to whom, and when."""
    return f"article {article.id} given to {member_id}"


@bp.post("/articles/<slug>/lecture")
def finish(slug: str) -> ResponseReturnValue:
    me, article = _theirs(slug)
    stamp = request.form.get("given", "")[:200]
    given_at = sealing.stamped_at(stamp, given(article, me), readers.WITHIN)
    try:
        new = readers.finish(me, article, given_at)
    except readers.TooSoon as refusal:
        if web.by_htmx():
            raise
        flash(refusal.words, "warn")
        page = _page(article, me, stamp)  # time already spent counts
        page.status_code = refusal.status
        return page
    if new:
        flash(ngettext("%(num)d point de plus.", "%(num)d points de plus.", readers.POINTS), "good")
    return _answer(room + "_end.html", article, mine=readers.mine(me, article), given="")


@bp.post("/articles/<slug>/reactions")
def react(slug: str) -> ResponseReturnValue:
    me, article = _theirs(slug)
    feeling = request.form.get("feeling", "")
    if feeling not in readers.FEELINGS:
        abort(400)
    readers.react(me, article, feeling, felt=_wanted())
    return _answer(room + "_feelings.html", article, felt=readers.feelings(me, article.id))


@bp.post("/articles/<slug>/garde")
def keep(slug: str) -> ResponseReturnValue:
    me, article = _theirs(slug)
    readers.keep(me, article, kept=_wanted())
    return _answer(room + "_keep.html", article, kept=_wanted())


def _theirs(slug: str) -> tuple[int, AnyRow]:
    """The member who asks, and the article as it is to them."""
    me = the_member().id
    return me, reading.shown(slug, me) or abort(404)


def _wanted() -> bool:
    return request.form.get("wanted") == "yes"


def _answer(fragment: str, article: AnyRow, **context: Any) -> ResponseReturnValue:
    here = url_for("articles.show", slug=article.slug)
    return web.answer(fragment, otherwise=here, article=article, **context)


@bp.get("/moi/articles")
def kept() -> ResponseReturnValue:
    rows = readers.kept(the_member().id, before=web.before())
    last = rows[-1].keeping if len(rows) == readers.PAGE else None
    return render_template(room + "kept.html", articles=rows, last=last)


@bp.get("/articles/apercu/<int:article_id>")
def preview(article_id: int) -> ResponseReturnValue:
    within, key = timedelta(days=reading.PREVIEWED), request.args.get("cle", "")[:200]
    if not sealing.is_stamp(key, f"article {article_id}", within):
        abort(404)
    article = reading.previewed(article_id) or abort(404)
    if article.state == PUBLISHED:
        return redirect(url_for("articles.show", slug=article.slug))
    context = _read(article, None, whole=True) | {"preview": key}
    page = make_response(render_template(room + "show.html", mine=None, near=(), **context))
    page.headers["Cache-Control"] = "no-store"
    page.headers["X-Robots-Tag"] = "noindex"
    return page


def _read(article: AnyRow, member_id: int | None, *, whole: bool) -> dict[str, Any]:
    """What the page of an article says, in the variant asked for."""
    easy = bool(article.easy) and request.args.get("lire") == EASY
    language = "en" if i18n.current() == "en" and article.english_shown and not easy else "fr"
    words = {"text": "", "transcript": ""}
    if whole:
        text = article.easy_fr if easy else getattr(article, f"text_{language}")
        transcript = getattr(article, f"transcript_{language}")
        words = {"text": text, "transcript": transcript}
    shown = {name: markdown.rendered(said, language, _("Tableau")) for name, said in words.items()}
    poll = polls.seen(article.poll_id, member_id) if whole and article.poll_id else None
    about = {"article": article, "poll": poll, "just": "", "easy": easy, "whole": whole, "language": language, **shown}
    return about | {"preview": "", "brings": readers.POINTS}
