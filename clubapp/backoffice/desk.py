"""The desk: one field, one big button, three colours. It reads every code a person may bring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from clubapp import clock, codes, i18n, sealing, web
from clubapp.activities import vouching
from clubapp.activities.scanning import Outcome
from clubapp.backoffice import rules
from clubapp.backoffice.forms import LookUpForm
from clubapp.backoffice.sights import AMBER, GREEN, RED, Card, Sight
from clubapp.db import db
from clubapp.members import rules as members
from clubapp.members.access import require, the_member
from clubapp.members.models import Member
from clubapp.museums import rules as museums
from clubapp.museums.models import Museum
from clubapp.points import ledger
from clubapp.refusals import Refused
from clubapp.shop import handing
from clubapp.shop import rules as shop
from clubapp.shop.forms import UndoForm
from clubapp.shop.models import CANCELLED, COLLECTED, EXPIRED, HELD, WITHDRAWN, Claim, HandOver

bp = Blueprint("desk", __name__, url_prefix="/accueil")

_ENDED = {
    CANCELLED: _l("Bon rendu par le membre : ses points lui sont revenus."),
    EXPIRED: _l("La date de ce bon est passée : les points reviennent au membre."),
    WITHDRAWN: _l("Bon repris par le musée : les points sont revenus au membre."),
}
_NOBODY_S = _l("Aucun bon ne porte ce code. Vérifiez-le avec le membre.")
_NOBODY_S_CARD = _l("Aucun membre ne porte cette carte. Relisez-la avec lui.")
_NOT_HERE = {
    codes.POSTER: _l("C'est le code d'une affiche : le visiteur le scanne avec son téléphone."),
    codes.TICKET: _l("C'est un billet de rendez-vous : il se contrôle à l'entrée de la séance."),
    codes.HANDOVER: _l("C'est un code de reprise : le membre le tape dans son application."),
}


def _here() -> Museum | None:
    """The museum whose desk this is: the agent's own, or the one an administrator stands in."""
    right = require("serve")
    chosen = right.museum_id or web.number("musee")
    return db.session.get(Museum, chosen) if chosen else None


def _page(sight: Sight | None = None, status: int = 200) -> ResponseReturnValue:
    if web.by_htmx():
        return render_template("backoffice/_sight.html", **_shown(sight)) + render_template("_echo.html"), status
    return render_template("backoffice/desk.html", **_shown(sight)), status


def _shown(
    sight: Sight | None = None, found: Sequence[Sight] | None = None, look_up: LookUpForm | None = None
) -> dict[str, object]:
    return {
        "sight": sight,
        "found": found,
        "look_up": look_up or LookUpForm(formdata=None),
        "oob": web.by_htmx() and found is not None,
        "here": _here(),
        "museums": museums.every() if require("serve").museum_id is None else [],
        "nonce": sealing.token(),
        "form": UndoForm(formdata=None),
    }


@bp.get("")
def index() -> ResponseReturnValue:
    require("serve")
    return _page()


@bp.post("")
def read() -> ResponseReturnValue:
    sight = _sight(request.form.get("code", ""))
    return _page(sight, 200 if sight.row or sight.card else 404)


@bp.post("/recherches")
def look_up() -> ResponseReturnValue:
    right, here, form = require("serve"), _here(), LookUpForm()
    if not form.validate():
        return web.whole(render_template("backoffice/desk.html", **_shown(look_up=form)), 422)
    waiting = rules.look_up(form.email.data, by=the_member().id, museum_id=here.id if here else None)
    seen = [_of(claimed) for claimed in waiting]
    found = [sight for sight in seen if sight.may_hand or right.may("serve", sight.row.Museum.id)]
    context = _shown(found=found, look_up=None if found else form)
    if web.by_htmx():
        pieces = ("backoffice/_found.html", "backoffice/_look_up.html", "_echo.html")
        return "".join(render_template(piece, **context) for piece in pieces)
    return render_template("backoffice/desk.html", **context)


def _sight(typed: str) -> Sight:
    code = codes.read(typed)
    if code is None:
        return Sight(RED, _("Ce n'est pas un code du club. Scannez de nouveau, ou tapez V-1234-5678."))
    if code.kind == codes.CARD:
        member = members.of_card(typed)
        return _member(member) if member else Sight(RED, str(_NOBODY_S_CARD))
    if code.kind != codes.VOUCHER:
        return Sight(RED, str(_NOT_HERE[code.kind]))
    claimed = handing.voucher(typed)
    return _of(claimed) if claimed else Sight(RED, str(_NOBODY_S))


def _of(claimed: Claim) -> Sight:
    """A voucher as this desk sees it."""
    row = shop.told(claimed.id)
    assert row
    who = _initial(db.session.get_one(Member, claimed.member_id).display_name)
    here = _here()
    if claimed.state == COLLECTED:
        return _given(claimed, row, who)
    if claimed.state != HELD:
        return Sight(RED, str(_ENDED[claimed.state]), row, who)
    if claimed.deadline <= clock.now():
        return Sight(RED, str(_ENDED[EXPIRED]), row, who)
    if claimed.member_id == the_member().id:
        return Sight(RED, str(handing.ToOneself.says), row, who)
    if here is None:
        return Sight(AMBER, _("Dites d'abord dans quel musée vous êtes."), row, who)
    if row.Museum.id == here.id:
        return Sight(GREEN, _("À remettre."), row, who, may_hand=True)
    shelf = handing.at(row.Variant.id, here.id)
    stands_here = shelf is not None and shelf.held < shelf.on_hand
    words = _("Ce bon est pour %(museum)s.", museum=row.Museum.name)
    offer = _("Il y en a ici : vous pouvez le remettre.") if stands_here else _("Il n'y en a pas ici.")
    return Sight(AMBER, f"{words} {offer}", row, who, may_hand=stands_here)


def _member(member: Member, outcome: Outcome | None = None) -> Sight:
    """A member as this desk sees them, and what was just counted."""
    here = _here()
    card = Card(member.card or "", ledger.balance(member.id), vouching.offered(here.id, member.id) if here else [])
    if member.id == the_member().id:
        return Sight(RED, str(vouching.ToOneself.says), who=_initial(member.display_name))
    if here is None:
        colour, words = AMBER, _("Dites d'abord dans quel musée vous êtes.")
    elif outcome is None:
        colour, words = GREEN, _("Membre du club.") if card.activities else _("Membre du club. Rien à compter ici.")
    elif outcome.result == "credited":
        colour, words = GREEN, ngettext("Compté : %(num)d point.", "Compté : %(num)d points.", outcome.points)
    elif outcome.again_at:
        colour, words = AMBER, _("Pas maintenant : ce sera possible %(when)s.", when=i18n.coming(outcome.again_at))
    else:
        colour, words = AMBER, _("Déjà compté, ou terminé : il n'y a plus de points à donner.")
    return Sight(colour, words, who=_initial(member.display_name), card=card)


@bp.post("/participations")
def vouch() -> ResponseReturnValue:
    here, nonce, activity_id = _here(), request.form.get("nonce", ""), web.number("activity_id")
    member = members.of_card(request.form.get("code", ""))
    if here is None or activity_id is None or not 8 <= len(nonce) <= 64:
        abort(422)
    if member is None:
        return _page(Sight(RED, str(_NOBODY_S_CARD)), 404)
    try:
        outcome = vouching.vouch(member.id, activity_id, by=the_member().id, museum_id=here.id, nonce=nonce)
    except Refused as refusal:
        return _page(Sight(RED, refusal.words), refusal.status)
    return _page(_member(member, outcome))


def _given(claimed: Claim, row: Any, who: str) -> Sight:
    given = handing.last(claimed.id)
    assert given
    words = _(
        "Déjà remis : %(museum)s, %(when)s, par %(agent)s.",
        museum=db.session.get_one(Museum, given.museum_id).name,
        when=i18n.moment(given.at),
        agent=db.session.get_one(Member, given.by).display_name or _("un ancien collègue"),
    )
    return Sight(RED, words, row, who, undo=given if _may_undo(given) else None)


def _may_undo(given: HandOver) -> bool:
    """Whether this agent may still take a hand-over back: of their own museum, within ten minutes."""
    return require("serve").may("serve", given.museum_id) and given.at > clock.now() - handing.UNDO_WITHIN


def _initial(name: str) -> str:
    """A first name and an initial: enough to ask “are you…?”, no more."""
    first, _space, rest = name.partition(" ")
    return f"{first} {rest[0].upper()}." if rest else first


@bp.post("/bons/<int:claim_id>/remise")
def hand_over(claim_id: int) -> ResponseReturnValue:
    here, nonce = _here(), request.form.get("nonce", "")
    claimed = handing.voucher(request.form.get("code", ""))
    if claimed is None or claimed.id != claim_id:  # who has not read a voucher learns nothing of it
        return _page(Sight(RED, str(_NOBODY_S)), 404)
    if here is None or not 8 <= len(nonce) <= 64:
        abort(422)
    try:
        given = handing.hand_over(claimed.id, by=the_member().id, museum_id=here.id, nonce=nonce)
    except Refused as refusal:
        return _refused(claimed, refusal)
    row = shop.told(claimed.id)
    who = _initial(db.session.get_one(Member, claimed.member_id).display_name)
    return _page(Sight(GREEN, _("Remis."), row, who, undo=given))


@bp.post("/remises/<int:hand_over_id>/annulation")
def undo(hand_over_id: int) -> ResponseReturnValue:
    given = db.session.get(HandOver, hand_over_id) or abort(404)
    form = UndoForm()
    if not require("serve").may("serve", given.museum_id):
        abort(403)
    if not form.validate():
        abort(422)
    claimed = db.session.get_one(Claim, given.claim_id)
    try:
        handing.undo(given.id, by=the_member().id, because=form.because.data)
    except Refused as refusal:
        return _refused(claimed, refusal)
    flash(_("La remise est annulée : le bon attend de nouveau."), "good")
    return _page(_of(db.session.get_one(Claim, claimed.id)))


def _refused(claimed: Claim, refusal: Refused) -> ResponseReturnValue:
    """A refusal is red, explains, and shows the voucher as it now is."""
    row = shop.told(claimed.id)
    now = _of(db.session.get_one(Claim, claimed.id))
    words = now.says if now.colour == RED else refusal.words
    return _page(Sight(RED, words, row, now.who, undo=now.undo), refusal.status)
