from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from clubapp import i18n, limits, qr, web
from clubapp.members import rules, signing_in
from clubapp.members import second_factor as factors
from clubapp.members.access import let_in, the_member
from clubapp.members.forms import CodeForm, EmailForm, NameForm, SecondCodeForm
from clubapp.members.signing_in import Guess

bp = Blueprint("me", __name__, url_prefix="/moi")
room = "members/me/"


@bp.get("")
def index() -> ResponseReturnValue:
    return render_template(room + "index.html", sessions=rules.sessions(the_member().id))


@bp.get("/carte")
def card() -> ResponseReturnValue:
    code = rules.card(the_member().id)
    return _once("card.html", code=code, square=qr.outline(code))


@bp.route("/nom", methods=["GET", "POST"])
def name() -> ResponseReturnValue:
    form = NameForm(display_name=the_member().display_name)
    if form.validate_on_submit():
        rules.rename(the_member().id, form.display_name.data)
        flash(_("C'est noté."), "good")
        return web.go(url_for("me.index"))
    return render_template(room + "name.html", form=form), 422 if form.errors else 200


@bp.route("/adresse", methods=["GET", "POST"])
@limits.ask_for_code
def address() -> ResponseReturnValue:
    form = EmailForm()
    if form.validate_on_submit() and form.email.data == the_member().email:
        form.email.errors = [_("C'est déjà votre adresse.")]
    elif form.is_submitted() and not form.errors:
        email = form.email.data
        code = signing_in.ask_for_code(email, web.browser(), web.network(), i18n.current(), kind="new_address")
        session["moving"] = {"email": email} | ({"code": code} if current_app.config["DEMO"] else {})
        return redirect(url_for("me.prove_address"), 303)
    return render_template(room + "address.html", form=form), 422 if form.errors else 200


@bp.route("/adresse/code", methods=["GET", "POST"])
def prove_address() -> ResponseReturnValue:
    moving = session.get("moving")
    if not moving:
        return redirect(url_for("me.address"), 303)
    form = CodeForm()
    if form.validate_on_submit():
        guess = signing_in.try_code(moving["email"], web.browser(), form.code.data)
        if guess is Guess.RIGHT:
            session.pop("moving")
            rules.change_address(the_member().id, moving["email"])
            flash(_("Votre adresse est changée ; nous l'avons écrit à l'ancienne et à la nouvelle."), "good")
            return web.go(url_for("me.index"))
        form.code.errors = [guess.says]
    return render_template(room + "prove_address.html", form=form, asking=moving), 422 if form.errors else 200


@bp.route("/double-code", methods=["GET", "POST"])
def second_factor() -> ResponseReturnValue:
    """What there is; asked by POST, the secret of a new one, in this answer and never again."""
    member, way = the_member(), url_for("me.second_factor")
    if request.method == "POST":
        offer = factors.offer(member.id, member.session_id)
        return _once("offer.html", form=SecondCodeForm(), offer=offer, square=qr.outline(offer.address))
    factor = factors.state(member.id)
    if factor.since and not member.proven:
        return redirect(url_for("members.second_code", next=way), 303)
    return render_template(room + "second_factor.html", factor=factor, demo=current_app.config["DEMO"])


@bp.post("/double-code/premier-code")
def confirm_factor() -> ResponseReturnValue:
    member, form = the_member(), SecondCodeForm()
    if form.validate_on_submit():
        proof = factors.confirm(member.id, member.session_id, form.code.data)
        if proof.guess is factors.Guess.RIGHT:
            let_in(proof.token, i18n.current())
            return _once("recovery.html", codes=proof.recovery)
        form.code.errors = [proof.guess.says]
    return render_template(room + "offer.html", form=form, offer=None), 422


@bp.post("/double-code/secours")
def renew_recovery() -> ResponseReturnValue:
    return _once("recovery.html", codes=factors.renew_recovery(the_member().id, the_member().session_id))


def _once(template: str, **context: Any) -> ResponseReturnValue:
    """A page of secrets: kept by no browser."""
    return render_template(room + template, **context), {"Cache-Control": "no-store"}


@bp.post("/sessions/<int:session_id>/fin")
def end_session(session_id: int) -> ResponseReturnValue:
    rules.leave(the_member().id, session_id)
    flash(_("Ce navigateur est déconnecté."), "good")
    return web.go(url_for("me.index"))


@bp.post("/sessions/fin")
def end_sessions() -> ResponseReturnValue:
    rules.leave_everywhere(the_member().id)
    return web.goodbye(_("C'est fait : plus aucun navigateur n'est connecté."))
