from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import refresh
from flask_login import current_user

from clubapp import clock, i18n, limits, web
from clubapp.members import rules, second_factor, signing_in
from clubapp.members.access import let_in, the_member
from clubapp.members.devices import device
from clubapp.members.forms import CodeForm, EmailForm, FinishForm, JoinForm, SecondCodeForm
from clubapp.members.signing_in import Guess

bp = Blueprint("members", __name__)
room = "members/"

PROOF_LASTS = timedelta(minutes=30)  # from the code typed to the name given


@bp.route("/inscription", methods=["GET", "POST"])
@limits.ask_for_code
def join() -> ResponseReturnValue:
    form = JoinForm()
    if form.validate_on_submit():
        return _ask(form.email.data, name=form.display_name.data)
    return render_template(room + "join.html", form=form), 422 if form.errors else 200


@bp.route("/connexion", methods=["GET", "POST"])
@limits.ask_for_code
def sign_in() -> ResponseReturnValue:
    form = EmailForm()
    if form.validate_on_submit():
        return _ask(form.email.data)
    if request.method == "GET" and "next" in request.args:
        session["next"] = web.way_back()
    return render_template(room + "sign_in.html", form=form), 422 if form.errors else 200


def _ask(email: str, name: str | None = None) -> ResponseReturnValue:
    code = signing_in.ask_for_code(email, web.browser(), web.network(), i18n.current())
    session["asking"] = {"email": email, "name": name}
    if current_app.config["DEMO"]:
        session["asking"]["code"] = code
    return redirect(url_for("members.type_code"), 303)


@bp.route("/connexion/code", methods=["GET", "POST"])
def type_code() -> ResponseReturnValue:
    asking = session.get("asking")
    if not asking:
        flash(_("Dites-nous d'abord à quelle adresse envoyer votre code."), "warn")
        return redirect(url_for("members.sign_in"), 303)
    form = CodeForm()
    if form.validate_on_submit():
        guess = signing_in.try_code(asking["email"], web.browser(), form.code.data)
        if guess is Guess.RIGHT:
            return _let_in(asking["email"], asking["name"])
        form.code.errors = [guess.says]
    return render_template(room + "type_code.html", form=form, asking=asking), 422 if form.errors else 200


def _let_in(email: str, name: str | None) -> ResponseReturnValue:
    where = device(request.user_agent.string)
    entrance = rules.enter(email, where)
    if entrance is None and name:
        entrance = rules.join_and_enter(email, name, i18n.current(), where)
    if entrance is None:
        session.pop("asking")
        session["proven"] = {"email": email, "at": int(clock.now().timestamp())}
        return redirect(url_for("members.finish"), 303)
    return _welcome(entrance)


def _welcome(entrance: rules.Entrance) -> ResponseReturnValue:
    let_in(entrance.token, entrance.language)
    return redirect(url_for("home.waiting"), 303)


@bp.route("/connexion/double-code", methods=["GET", "POST"])
def second_code() -> ResponseReturnValue:
    member, back = the_member(), web.way_back("backoffice.index")
    if second_factor.state(member.id).since is None:
        flash(_("Les pages de l'équipe demandent un second code. Préparez-le ici : deux minutes suffisent."), "warn")
        return redirect(url_for("me.second_factor"), 303)
    form = SecondCodeForm()
    if form.validate_on_submit():
        proof = second_factor.prove(member.id, member.session_id, form.code.data)
        if proof.guess is second_factor.Guess.RIGHT:
            let_in(proof.token, i18n.current())
            return web.go(back)
        form.code.errors = [proof.guess.says]
    return render_template(room + "second_code.html", form=form, back=back), 422 if form.errors else 200


@bp.route("/inscription/fin", methods=["GET", "POST"])
def finish() -> ResponseReturnValue:
    proven = session.get("proven")
    if not proven or clock.now().timestamp() - proven["at"] > PROOF_LASTS.total_seconds():
        flash(_("Dites-nous d'abord à quelle adresse envoyer votre code."), "warn")
        return redirect(url_for("members.sign_in"), 303)
    form = FinishForm()
    if form.validate_on_submit():
        name = form.display_name.data
        return _welcome(rules.join_and_enter(proven["email"], name, i18n.current(), device(request.user_agent.string)))
    return render_template(room + "finish.html", form=form), 422 if form.errors else 200


@bp.post("/deconnexion")
def sign_out() -> ResponseReturnValue:
    if current_user.is_authenticated:
        rules.leave(the_member().id, the_member().session_id)
    return web.goodbye(_("C'est fait. À bientôt au musée !"))


@bp.post("/langue")
def language() -> ResponseReturnValue:
    chosen = request.form.get("language", "")
    if chosen in i18n.LANGUAGES:
        session["language"] = chosen
        if current_user.is_authenticated:
            rules.speak(the_member().id, chosen)
        refresh()
    return web.go(web.way_back())
