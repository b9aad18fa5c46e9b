from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from clubapp import web
from clubapp.members.access import reader, the_member
from clubapp.polls import answering
from clubapp.polls.answering import Seen

bp = Blueprint("polls", __name__)
room = "polls/"


@bp.get("/sondages/<int:poll_id>")
def show(poll_id: int) -> ResponseReturnValue:
    member = reader()
    poll = answering.seen(poll_id, member and member.id) or abort(404)
    return render_template(room + "show.html", **_page(poll))


@bp.post("/sondages/<int:poll_id>/votes")
def vote(poll_id: int) -> ResponseReturnValue:
    me = the_member().id
    poll = answering.seen(poll_id, me) or abort(404)
    chosen = web.number("choice")
    if poll.open and chosen not in [choice.id for choice in poll.choices]:
        return _unchosen(poll)
    brought = answering.answer(me, poll_id, chosen or 0)
    points = ngettext("%(num)d point de plus.", "%(num)d points de plus.", brought) if brought else ""
    flash(" ".join([_("Votre réponse est notée."), points]).strip(), "good")
    back = web.way_back()
    said = {"poll": answering.seen(poll_id, me), "back": back, "just": "answered"}
    return web.answer(room + "_poll.html", otherwise=f"{back}#poll-{poll_id}", **said)


def _unchosen(poll: Seen) -> ResponseReturnValue:
    """The same question again, which says that nothing was chosen."""
    context = _page(poll) | {"just": "missed"}
    if web.by_htmx():
        return render_template(room + "_poll.html", **context | {"back": web.way_back()}), 422
    return render_template(room + "show.html", **context), 422


def _page(poll: Seen) -> dict[str, Any]:
    return {"poll": poll, "back": url_for("polls.show", poll_id=poll.id), "just": ""}
