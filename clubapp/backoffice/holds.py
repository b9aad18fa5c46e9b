"""Holding gains that look odd: those of a suspicion, or the last of a member; then giving them back, or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from clubapp import web
from clubapp.activities.models import Activity
from clubapp.backoffice import members, naming
from clubapp.backoffice.forms import HoldForm
from clubapp.db import Rows, db
from clubapp.members.access import require, the_member
from clubapp.members.models import Member
from clubapp.points import holding, ledger
from clubapp.points.models import Entry, Hold
from clubapp.posters import suspicions
from clubapp.posters.suspicions import Suspicion

bp = Blueprint("holds", __name__, url_prefix="/membres")
room = "members/staff/"

PAGE = 20
AT_ONCE = timedelta(seconds=10)  # an entry is written in the act of its scan
MANY = 200


def of_suspicions(seen: Sequence[Suspicion]) -> Mapping[int, set[str]]:
    """What became of the points of these suspicions, as far as some were held, by their place in the list."""
    persons = {each.facts.member_id for each in seen if each.kind != "by_night"}
    rows = holding.of_scans([*persons])
    return {
        place: {row.state for row in rows if row.member_id == each.facts.member_id and _within(row.second, each)}
        for place, each in enumerate(seen)
        if each.kind != "by_night"
    }


def _within(second: int, seen: Suspicion) -> bool:
    first, last = seen.seconds
    return first <= second <= last


def _span() -> tuple[int, int] | None:
    """The seconds from which to which one looks, when it is at a suspicion."""
    first, last = web.second("de"), web.second("a")
    return (first, last) if first and last else None


def _gains(member_id: int) -> tuple[Rows, dict[int, int | None]]:
    """The gains one looks at, and the second of the scan of each that is looked at for one."""
    span = _span()
    if span is None:
        rows = ledger.gains(member_id, before=web.before(), count=PAGE)
        return rows, dict.fromkeys(row.Entry.id for row in rows)
    scans = suspicions.scans_of(member_id, *span)
    since = min((scan.received_at for scan in scans), default=None)
    rows = ledger.gains(member_id, since=since - AT_ONCE, count=MANY) if since else []
    of = {row.Entry.id: second for row in rows if (second := _second(row.Entry, scans))}
    return [row for row in rows if row.Entry.id in of], {**of}


def _second(entry: Entry, scans: Rows) -> int | None:
    """The second of the scan that brought an entry, if it is one of these."""
    for scan in scans:
        same = _thing(entry) == f"activity:{Activity.number_at(scan.leads_to)}"
        if same and timedelta() <= scan.received_at - entry.at <= AT_ONCE:
            return int(scan.second)
    return None


def _thing(entry: Entry) -> str:
    return entry.about.partition("@")[0].partition("#")[0]


@bp.get("/<int:member_id>/retenues")
def index(member_id: int) -> ResponseReturnValue:
    require("oversee")
    member = members.opened(member_id)
    return _page(member, *_asked(member.id)) if member else members.closed()


def _asked(member_id: int) -> tuple[HoldForm, Rows, dict[int, int | None]]:
    form, (rows, seconds) = HoldForm(), _gains(member_id)
    form.offer(seconds)
    return form, rows, seconds


def _page(member: Member, form: HoldForm, rows: Rows, _seconds: object, status: int = 200) -> ResponseReturnValue:
    span, right = _span(), require("oversee")
    context = {
        "who": member,
        "form": form,
        "rows": rows,
        "span": span,
        "names": naming.names(_thing(row.Entry) for row in rows),
        "thing": _thing,
        "reasons": holding.REASONS,
        "mine": {row.Entry.id for row in rows if holding.may_settle(right, row.Entry)},
        "last": rows[-1].Entry.id if span is None and len(rows) == PAGE else None,
    }
    return render_template(room + "holds.html", **context), status


@bp.post("/<int:member_id>/retenues")
def hold(member_id: int) -> ResponseReturnValue:
    require("oversee")
    member = members.opened(member_id)
    if member is None:
        return members.closed()
    form, rows, seconds = _asked(member_id)
    if not form.validate():
        return _page(member, form, rows, seconds, 422)
    chosen = {gain: seconds[gain] for gain in form.gains.data}
    made = holding.hold(member_id, chosen, form.reason.data, by=the_member().id)
    flash(
        ngettext(
            "%(num)d ligne est retenue ; le membre est prévenu.",
            "%(num)d lignes sont retenues ; le membre est prévenu.",
            len(made),
        ),
        "good",
    )
    return _back(member_id)


def _back(member_id: int) -> ResponseReturnValue:
    first, last = _span() or (None, None)
    return redirect(url_for("backoffice.holds.index", member_id=member_id, de=first, a=last), 303)


def _held(hold_id: int) -> Hold:
    held = db.session.get(Hold, hold_id) or abort(404)
    if not holding.may_settle(require("oversee"), db.session.get_one(Entry, held.entry_id)):
        abort(403)
    return held


@bp.post("/retenues/<int:hold_id>/restitution")
def release(hold_id: int) -> ResponseReturnValue:
    held = holding.release(_held(hold_id).id, by=the_member().id)
    flash(_("Les points sont rendus ; le membre est prévenu."), "good")
    return _back(held.member_id)


@bp.post("/retenues/<int:hold_id>/reprise")
def keep(hold_id: int) -> ResponseReturnValue:
    held = holding.keep(_held(hold_id).id, by=the_member().id)
    flash(_("Les points sont repris pour de bon ; le membre est prévenu."), "good")
    return _back(held.member_id)
