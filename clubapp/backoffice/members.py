"""Members for staff: found by who has a reason to, as the journal tells; their book, and what is decided of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from clubapp import i18n, web
from clubapp.activities.models import DONE, RATED
from clubapp.articles.models import FINISHED
from clubapp.backoffice import naming, rules
from clubapp.backoffice.forms import GrantForm, SeekForm
from clubapp.db import db
from clubapp.labels.models import READ
from clubapp.members.access import require, the_member
from clubapp.members.models import Member
from clubapp.points import granting, ledger
from clubapp.points.models import GIVEN, HELD, RELEASED, TAKEN, Entry, Grant
from clubapp.polls.models import ANSWERED as POLLED
from clubapp.shop.claiming import CLAIMED
from clubapp.surveys.models import ANSWERED

bp = Blueprint("members", __name__, url_prefix="/membres")
room = "members/staff/"

PAGE = 20
_WORDS = {
    DONE: _l("Activité"),
    RATED: _l("Retour sur une activité"),
    FINISHED: _l("Lecture"),
    ANSWERED: _l("Enquête"),
    POLLED: _l("Sondage"),
    READ: _l("Cartel relu"),
    CLAIMED: _l("Cadeau"),
    GIVEN: _l("Donné par l'équipe"),
    TAKEN: _l("Repris par l'équipe"),
    HELD: _l("Retenu le temps d'une vérification"),
    RELEASED: _l("Rendu après vérification"),
    ledger.OWED: _l("Repris sur ce qui était dû"),
    ledger.REVERSED: _l("Correction"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of a member's book as staff read it: what, the name of the thing, and what colleagues decided."""

    entry: Entry
    what: object
    name: str
    granted: Any  # with the names of who asked and decided


@bp.get("")
def index() -> ResponseReturnValue:
    return _page(SeekForm(formdata=None))


@bp.post("/recherches")
def seek() -> ResponseReturnValue:
    right, form = require("award"), SeekForm()
    if not form.validate():
        return _page(form), 422
    found = rules.seek(form.q.data, by=the_member().id, museum_id=right.museum_id)
    if len(found) == 1:
        return redirect(url_for("backoffice.members.show", member_id=found[0].id), 303)
    return _page(form, found=found)


def _page(form: SeekForm, **context: Any) -> str:
    waiting = granting.waiting(require("award"))
    return render_template(room + "index.html", form=form, waiting=waiting, reasons=granting.REASONS, **context)


@bp.post("/<int:member_id>/ouverture")
def unlock(member_id: int) -> ResponseReturnValue:
    right, member = require("award"), present(member_id)
    rules.open_member(member.id, by=the_member().id, museum_id=right.museum_id)
    page, first, last = "backoffice.members.show", web.second("de"), web.second("a")
    if first and last:
        page = "backoffice.holds.index"
    return redirect(url_for(page, member_id=member.id, de=first, a=last), 303)


def present(member_id: int) -> Member:
    member = db.session.get(Member, member_id)
    return member if member and member.erased_at is None else abort(404)


@bp.get("/<int:member_id>")
def show(member_id: int) -> ResponseReturnValue:
    member = opened(member_id)
    return _sheet(member, _form()) if member else closed()


def opened(member_id: int) -> Member | None:
    """A member this colleague has opened lately; None of another."""
    require("award")
    member = present(member_id)
    return member if rules.may_look_at(member.id, the_member().id) else None


def closed() -> ResponseReturnValue:
    flash(_("Cherchez d'abord ce membre : l'équipe peut lire au journal qui ouvre une fiche."), "warn")
    return redirect(url_for("backoffice.members.index"), 303)


def _form() -> GrantForm:
    form = GrantForm()
    form.offer()
    return form


def _sheet(member: Member, form: GrantForm, status: int = 200) -> ResponseReturnValue:
    right = require("award")
    entries = ledger.history(member.id, before=web.before(), count=PAGE)
    ceiling = granting.CEILINGS[right.role]
    context = {
        "who": member,
        "form": form,
        "lines": _lines(entries),
        "last": entries[-1].id if len(entries) == PAGE else None,
        "balance": ledger.balance(member.id),
        "owed": ledger.owed(member.id),
        "pending": granting.asked_for(member.id),
        "reasons": granting.REASONS,
        "ceiling": ceiling,
        "left": max(0, ceiling.a_day - granting.spent(the_member().id)),
    }
    return render_template(room + "show.html", **context), status


def _lines(entries: Any) -> list[Line]:
    things = [origin.partition("@")[0].partition("#")[0] for origin in ledger.origins(entries)]
    called = naming.names(things)
    given = {f"grant:{row.Grant.id}": row for row in granting.told(_numbers(things))}
    return [
        Line(entry, _WORDS.get(entry.because, _l("Mouvement")), called.get(thing, ""), given.get(thing))
        for entry, thing in zip(entries, things, strict=True)
    ]


def _numbers(things: list[str]) -> list[int]:
    return [int(thing.partition(":")[2]) for thing in things if thing.startswith("grant:")]


@bp.post("/<int:member_id>/gestes")
def grant(member_id: int) -> ResponseReturnValue:
    member, form = opened(member_id), _form()
    if member is None:
        return closed()
    if not form.validate():
        return _sheet(member, form, 422)
    made = granting.grant(
        member.id,
        form.signed,
        form.reason.data,
        by=the_member().id,
        key=form.key.data,
        note=form.note.data or "",
    )
    flash(_said(made), "good")
    return redirect(url_for("backoffice.members.show", member_id=member.id), 303)


def _said(made: Grant) -> str:
    """What was done, in one sentence."""
    if made.state == "asked":
        return _("C'est demandé : au-delà de votre plafond, un collègue décide. Rien n'a encore bougé.")
    if made.state == "declined":
        return _("Cette demande a déjà reçu sa réponse.")
    points = abs(made.amount)
    if made.amount > 0:
        return ngettext(
            "%(num)d point est donné ; le membre est prévenu.",
            "%(num)d points sont donnés ; le membre est prévenu.",
            points,
        )
    taken = -ledger.entry(made.member_id, because=TAKEN, about=granting.about(made)).amount
    if taken == points:
        return ngettext(
            "%(num)d point est repris ; le membre est prévenu.",
            "%(num)d points sont repris ; le membre est prévenu.",
            points,
        )
    return _(
        "Il n'en restait que %(taken)s : le reste, %(owed)s, sera retenu sur ses prochains gains. Il est prévenu.",
        taken=i18n.number(taken),
        owed=i18n.number(points - taken),
    )


@bp.post("/gestes/<int:grant_id>/accord")
def accept(grant_id: int) -> ResponseReturnValue:
    return _decide(grant_id, accept=True)


@bp.post("/gestes/<int:grant_id>/refus")
def decline(grant_id: int) -> ResponseReturnValue:
    return _decide(grant_id, accept=False)


def _decide(grant_id: int, *, accept: bool) -> ResponseReturnValue:
    asked = db.session.get(Grant, grant_id) or abort(404)
    if not granting.may_decide(require("award"), asked):
        abort(403)
    decided = granting.decide(grant_id, accept=accept, by=the_member().id)
    flash(_said(decided) if accept else _("C'est refusé : rien n'a bougé. Qui l'avait demandé le lira."), "good")
    return redirect(url_for("backoffice.members.index"), 303)
