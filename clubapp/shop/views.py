from __future__ import annotations

from flask import Blueprint, abort, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from clubapp import qr, sealing, web
from clubapp.db import AnyRow
from clubapp.members.access import the_member
from clubapp.points import ledger
from clubapp.shop import claiming, rules
from clubapp.shop.forms import ClaimForm
from clubapp.shop.models import HELD, Gift

bp = Blueprint("shop", __name__)
room = "shop/"


def _balance() -> int:
    return ledger.balance(the_member().id) if current_user.is_authenticated else 0


@bp.get("/boutique")
def index() -> ResponseReturnValue:
    return render_template(room + "index.html", gifts=rules.catalogue(_balance()), balance=_balance())


def _gift(gift_id: int) -> Gift:
    gift = rules.offered(gift_id)
    return gift or abort(404)


@bp.get("/boutique/<int:gift_id>")
def show(gift_id: int) -> ResponseReturnValue:
    return render_template(room + "show.html", **_shown(_gift(gift_id)), form=ClaimForm(key=sealing.token()))


def _shown(gift: Gift) -> dict[str, object]:
    mine = current_user.is_authenticated
    return {
        "gift": gift,
        "places": rules.places(gift.id),
        "balance": _balance(),
        "deadline": claiming.deadline(),
        "enough": mine and claiming.has_enough(the_member().id, gift),
        "wished": mine and rules.wishes(the_member().id, gift.id),
        "is_goal": mine and (goal := rules.goal(the_member().id)) is not None and goal.id == gift.id,
    }


@bp.post("/boutique/<int:gift_id>/commandes")
def order(gift_id: int) -> ResponseReturnValue:
    form = ClaimForm()
    if not form.validate():
        return web.whole(render_template(room + "show.html", **_shown(_gift(gift_id)), form=form), 422)
    claimed = claiming.claim(
        the_member().id,
        gift_id,
        form.museum_id.data,
        form.key.data,
        variant_id=form.variant_id.data,
        price=form.price.data,
    )
    return web.go(url_for("shop.voucher", claim_id=claimed.id))


@bp.post("/boutique/<int:gift_id>/souhait")
def wish(gift_id: int) -> ResponseReturnValue:
    rules.wish(the_member().id, _gift(gift_id).id)
    flash(_("C'est noté : nous vous écrirons quand il reviendra."), "good")
    return web.go(url_for("shop.show", gift_id=gift_id))


@bp.post("/boutique/<int:gift_id>/objectif")
def aim(gift_id: int) -> ResponseReturnValue:
    rules.aim(the_member().id, _gift(gift_id).id)
    flash(_("C'est votre objectif : l'accueil vous dira ce qu'il reste à gagner."), "good")
    return web.go(url_for("home.index"))


@bp.post("/boutique/objectif/abandon")
def drop_goal() -> ResponseReturnValue:
    rules.aim(the_member().id, None)
    flash(_("Vous n'avez plus d'objectif. Choisissez-en un autre quand vous voudrez."), "good")
    return web.go(url_for("home.index"))


@bp.get("/moi/bons")
def vouchers() -> ResponseReturnValue:
    rows = rules.vouchers(the_member().id, before=web.before())
    last = rows[-1].Claim.id if len(rows) == rules.PAGE else None
    return render_template(room + "vouchers.html", rows=rows, last=last)


def _mine(claim_id: int) -> AnyRow:
    row = rules.told(claim_id)
    if row is None or row.Claim.member_id != the_member().id:
        abort(404)
    return row


@bp.get("/moi/bons/<int:claim_id>")
def voucher(claim_id: int) -> ResponseReturnValue:
    row = _mine(claim_id)
    square = qr.outline(row.Claim.code)
    return render_template(room + "voucher.html", row=row, waits=row.Claim.state == HELD, square=square)


@bp.post("/moi/bons/<int:claim_id>/annulation")
def cancel(claim_id: int) -> ResponseReturnValue:
    claiming.cancel(the_member().id, _mine(claim_id).Claim.id)
    flash(_("Le bon est rendu ; vos points sont revenus."), "good")
    return web.go(url_for("shop.voucher", claim_id=claim_id))
