from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clubapp import csvs, web
from clubapp.db import db
from clubapp.forms import ClubForm, Whole
from clubapp.members.access import require, the_member
from clubapp.museums import rules as museums
from clubapp.pictures import rules as pictures
from clubapp.shop import claiming, deadlines, exports, lists, rules, stocking
from clubapp.shop.forms import CountForm, ExtendForm, GiftForm, LowForm, RestockForm, ShelfForm
from clubapp.shop.models import Claim, Gift, Stock
from clubapp.shop.rules import Draft
from clubapp.shop.stocking import BelowHeld, TooMany

bp = Blueprint("shop", __name__, url_prefix="/boutique")
room = "shop/staff/"


@bp.get("")
def index() -> ResponseReturnValue:
    rows, houses = lists.gifts(), stocking.every_house()
    mine = {row.Gift.id for row in rows if _may_write(houses[row.Gift.id])}
    return render_template(room + "index.html", gifts=rows, mine=mine, state=lists.state)


def _may_write(houses: Collection[int]) -> bool:
    """Whether this person may publish wherever a gift stands; any curator may, of a gift that stands nowhere yet."""
    staff = the_member().staff
    return staff is not None and staff.may("publish") and all(staff.may("publish", house) for house in houses)


def _draft(form: GiftForm) -> Draft:
    return Draft(
        title_fr=form.title_fr.data,
        title_en=form.title_en.data or "",
        story_fr=form.story_fr.data,
        story_en=form.story_en.data or "",
        kind=form.kind.data,
        price=form.price.data,
        each=form.each.data,
        hidden_until_affordable=form.hidden_until_affordable.data,
        first_day=form.first_day.data,
        last_day=form.last_day.data,
    )


@bp.route("/nouveau", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    require("publish")
    form = GiftForm()
    if form.validate_on_submit():
        frame = pictures.keep(form.frame(by=the_member().id))
        gift = rules.write(_draft(form), form.variants_listed(), by=frame.by, frame=frame, key=form.key.data)
        flash(_("Le cadeau est gardé en brouillon. Donnez-lui une étagère, puis proposez-le."), "good")
        return redirect(url_for("backoffice.shop.edit", gift_id=gift.id), 303)
    return render_template(room + "new.html", form=form), 422 if form.errors else 200


def _gift(gift_id: int) -> Gift:
    gift = db.session.get(Gift, gift_id) or abort(404)
    if not _may_write(stocking.houses(gift_id)):
        abort(403)
    return gift


@bp.route("/<int:gift_id>", methods=["GET", "POST"])
def edit(gift_id: int) -> ResponseReturnValue:
    gift = _gift(gift_id)
    form = GiftForm(obj=gift, picture=gift.picture, **rules.days(gift))
    if form.validate_on_submit():
        frame = pictures.keep(form.frame(by=the_member().id))
        rules.rewrite(gift.id, _draft(form), form.version.data, by=frame.by, frame=frame)
        flash(_("C'est enregistré."), "good")
        return redirect(url_for("backoffice.shop.edit", gift_id=gift_id), 303)
    context = {"variants": rules.variants(gift.id), "places": rules.places(gift.id)}
    shown = claiming.is_shown(gift)
    return render_template(
        room + "edit.html", form=form, gift=gift, shown=shown, **context
    ), 422 if form.errors else 200


@bp.post("/<int:gift_id>/publication")
def publish(gift_id: int) -> ResponseReturnValue:
    gift = rules.publish(_gift(gift_id).id, by=the_member().id)
    flash(_("Le cadeau est proposé à la boutique."), "good")
    return _state(gift)


@bp.post("/<int:gift_id>/archivage")
def archive(gift_id: int) -> ResponseReturnValue:
    gift = rules.archive(_gift(gift_id).id, by=the_member().id)
    flash(_("Le cadeau n'est plus proposé ; les bons déjà pris restent valables."), "good")
    return _state(gift)


def _state(gift: Gift) -> ResponseReturnValue:
    page = url_for("backoffice.shop.edit", gift_id=gift.id)
    return web.answer(room + "_state.html", otherwise=page, gift=gift, shown=claiming.is_shown(gift))


@bp.get("/stocks")
def stocks() -> ResponseReturnValue:
    return render_template(room + "stocks.html", rows=stocking.shelves(_house()), form=_shelf_form())


def _house() -> int | None:
    """The museum this agent works in; None for the whole network."""
    staff = the_member().staff
    return staff.museum_id if staff else None


def _shelf_form() -> ShelfForm:
    form = ShelfForm()
    houses = [(museum.id, museum.name) for museum in museums.every() if _house() in (None, museum.id)]
    form.offer(houses, [(row.Variant.id, lists.full_name(row.Gift, row.Variant)) for row in lists.every_variant()])
    return form


@bp.post("/stocks")
def shelve() -> ResponseReturnValue:
    form = _shelf_form()
    if not form.validate():
        return render_template(room + "stocks.html", rows=stocking.shelves(_house()), form=form), 422
    require("stock", form.museum_id.data)
    stock = stocking.shelve(form.variant_id.data, form.museum_id.data, by=the_member().id)
    return redirect(url_for("backoffice.shop.shelf", stock_id=stock.id), 303)


def _shelf(stock_id: int) -> Stock:
    stock = db.session.get(Stock, stock_id) or abort(404)
    require("stock", stock.museum_id)
    return stock


def _shelf_page(stock: Stock, sent: ClubForm | None = None) -> ResponseReturnValue:
    """A shelf's page; with the form that was sent and is refused, if any."""
    forms: dict[str, ClubForm] = {
        "restock": RestockForm(formdata=None),
        "count": CountForm(formdata=None),
        "low": LowForm(formdata=None, obj=stock),
    }
    if sent is not None:
        forms = {name: sent if type(form) is type(sent) else form for name, form in forms.items()}
    context = {"row": stocking.shelf(stock.id), "moves": stocking.moves(stock.id)}
    return render_template(room + "shelf.html", **context, **forms), 422 if sent else 200


@bp.get("/stocks/<int:stock_id>")
def shelf(stock_id: int) -> ResponseReturnValue:
    return _shelf_page(_shelf(stock_id))


@bp.post("/stocks/<int:stock_id>/mouvements")
def restock(stock_id: int) -> ResponseReturnValue:
    stock, form = _shelf(stock_id), RestockForm()
    move = partial(stocking.restock, stock_id, reason=form.reason.data, by=the_member().id, key=form.key.data)
    if not form.validate() or not _set(form.change, move):
        return _shelf_page(stock, form)
    flash(_("Le stock est à jour."), "good")
    return redirect(url_for("backoffice.shop.shelf", stock_id=stock_id), 303)


def _set(field: Whole, rule: Callable[[int], object]) -> bool:
    """Do with a shelf what a field says; when it cannot bear that, say so beside the field."""
    try:
        rule(field.data)
    except (BelowHeld, TooMany) as refusal:
        field.errors = [refusal.words]
        return False
    return True


@bp.post("/stocks/<int:stock_id>/inventaire")
def count(stock_id: int) -> ResponseReturnValue:
    stock, form = _shelf(stock_id), CountForm()
    find = partial(stocking.count, stock_id, reason=form.reason.data, by=the_member().id)
    if not form.validate() or not _set(form.counted, find):
        return _shelf_page(stock, form)
    flash(_("L'inventaire est noté, avec son écart."), "good")
    return redirect(url_for("backoffice.shop.shelf", stock_id=stock_id), 303)


@bp.post("/stocks/<int:stock_id>/seuil")
def watch(stock_id: int) -> ResponseReturnValue:
    stock, form = _shelf(stock_id), LowForm()
    if not form.validate():
        return _shelf_page(stock, form)
    stocking.watch(stock.id, form.low.data, by=the_member().id)
    flash(_("Le seuil est noté."), "good")
    return redirect(url_for("backoffice.shop.shelf", stock_id=stock_id), 303)


@bp.get("/bons")
def claims() -> ResponseReturnValue:
    rows = lists.claims(_house(), before=web.before())
    last = rows[-1].Claim.id if len(rows) == rules.PAGE else None
    return render_template(room + "claims.html", rows=rows, last=last)


def _claim(claim_id: int) -> Claim:
    row = rules.told(claim_id) or abort(404)
    require("stock", row.Museum.id)
    claimed: Claim = row.Claim
    return claimed


@bp.post("/bons/<int:claim_id>/retrait")
def withdraw(claim_id: int) -> ResponseReturnValue:
    claimed = _claim(claim_id)
    claiming.withdraw(claimed.member_id, claimed.id, by=the_member().id)
    flash(_("Le bon est repris ; le membre a ses points et il est prévenu."), "good")
    return redirect(url_for("backoffice.shop.claims"), 303)


@bp.post("/bons/<int:claim_id>/prolongation")
def extend(claim_id: int) -> ResponseReturnValue:
    deadlines.extend(_claim(claim_id).id, days=30, by=the_member().id, read=ExtendForm().deadline.data)
    flash(_("Le bon attend trente jours de plus ; le membre est prévenu."), "good")
    return redirect(url_for("backoffice.shop.claims"), 303)


@bp.get("/bons.csv")
def claims_csv() -> Response:
    require("publish")
    return csvs.answer(exports.HEADER, exports.claims(_house()), "bons.csv")
