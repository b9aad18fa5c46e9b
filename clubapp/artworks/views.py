from __future__ import annotations

from flask import Blueprint, abort, flash, g, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal
from flask_babel import gettext as _

from clubapp import limits, web
from clubapp.artworks import liking, makers, rules, sizes
from clubapp.artworks.forms import NumberForm
from clubapp.artworks.liking import Outcome
from clubapp.db import AnyRow
from clubapp.members.access import reader, the_member

bp = Blueprint("artworks", __name__)
room = "artworks/"
bp.app_template_filter("makers")(makers.named)

STATUS = {"unknown": 404, "too_many": 429}


@bp.app_template_filter()
def size_of(work: AnyRow) -> str:
    """The measures of a work in the reader's words; the text of its museum where they were not read."""
    says = {
        "height": _("H. %(figure)s"),
        "width": _("l. %(figure)s"),
        "depth": _("P. %(figure)s"),
        "diameter": _("D. %(figure)s"),
    }
    measures = [(name, getattr(work, name)) for name in sizes.NAMES if getattr(work, name)]
    said = [says[name] % {"figure": format_decimal(value, "0.###")} for name, value in measures]
    return " × ".join(said) + "\u00a0cm" if said else ""


@bp.get("/oeuvres/<int:artwork_id>")
def show(artwork_id: int) -> ResponseReturnValue:
    work, me = rules.shown(artwork_id) or abort(404), reader()
    context = {"work": work, "likes": rules.likes(artwork_id)}
    return render_template(room + "show.html", **context, mine=bool(me and liking.likes(me.id, artwork_id)))


@bp.get("/oeuvres")
def mine() -> ResponseReturnValue:
    return _page(NumberForm(formdata=None))


def _page(form: NumberForm, outcome: Outcome | None = None, status: int = 200) -> ResponseReturnValue:
    rows = liking.of(the_member().id, before=web.before())
    last = rows[-1].like_id if len(rows) == liking.PAGE else None
    context = {"form": form, "rows": rows, "last": last, "outcome": outcome}
    return web.whole(render_template(room + "mine.html", **context), status)


@bp.post("/oeuvres/coups-de-coeur")
@limits.guess_codes
def like() -> ResponseReturnValue:
    form = NumberForm()
    if not form.validate():
        return _page(form, status=422)
    outcome = liking.like(the_member().id, form.number.data or "", web.number("artwork_id"))
    g.unknown_code = outcome.result == "unknown"
    if outcome.result not in ("liked", "already"):
        return _page(form, outcome, STATUS.get(outcome.result, 200))
    says = {"liked": _("C'est noté : vous aimez cette œuvre."), "already": _("Vous aimez déjà cette œuvre.")}
    flash(says[outcome.result], "good")
    return web.go(url_for("artworks.show", artwork_id=outcome.works[0].id))


@bp.post("/oeuvres/<int:artwork_id>/coup-de-coeur/retrait")
def unlike(artwork_id: int) -> ResponseReturnValue:
    liking.take_back(the_member().id, artwork_id)
    flash(_("C'est repris : vous ne l'aimez plus."), "good")
    return web.go(web.came_from() or url_for("artworks.mine"))
