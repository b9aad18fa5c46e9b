"""When something goes wrong: a page that says what, why and what next, in the reader's language."""

from __future__ import annotations

import structlog
from flask import Flask, Response, flash, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from clubapp import web
from clubapp.refusals import Busy, Refused

log = structlog.get_logger()

# status: title, what happened, what next
WORDS = {
    400: (
        _l("Nous n'avons pas compris"),
        _l("Ce qui a été envoyé est incomplet ou abîmé. Revenez en arrière, rechargez la page et recommencez."),
    ),
    401: (_l("Entrez d'abord au club"), _l("Cette page est celle d'un membre. Connectez-vous : elle vous attend.")),
    403: (_l("Cette porte reste fermée"), _l("Cette page n'est pas ouverte à votre compte.")),
    404: (_l("Rien à cette adresse"), _l("La page a changé de salle, ou l'adresse est mal écrite.")),
    405: (_l("Pas de cette façon"), _l("Cette adresse ne répond pas à cette demande. Repartez de l'accueil.")),
    409: (_l("Cela a changé entre-temps"), _l("Ce que vous demandez n'est plus possible. Relisez la page.")),
    413: (_l("C'est trop gros"), _l("Ce que vous envoyez dépasse ce que nous pouvons recevoir. Réduisez-le.")),
    422: (
        _l("Il manque quelque chose"),
        _l("Une partie de ce qui a été envoyé ne convient pas. Vérifiez et recommencez."),
    ),
    429: (_l("Un instant"), _l("Trop de demandes depuis ce réseau en peu de temps. Réessayez dans quelques minutes.")),
    500: (
        _l("C'est de notre faute"),
        _l("Une erreur est arrivée chez nous ; elle est notée. Réessayez un peu plus tard."),
    ),
    503: (_l("Un peu d'attente"), _l("Le club ne peut pas répondre à l'instant. Réessayez dans quelques secondes.")),
}
# The same of a form that was believed once.
STALE = (
    _l("Cette page n'est plus à jour"),
    _l(
        "Ce formulaire a trop attendu, ou quelqu'un est entré au club, ou en est sorti, depuis qu'il est ouvert. "
        "Rien n'a été fait : revenez à la page et recommencez."
    ),
)


def page(status: int, words: object = None, onward: str = "", *, stale: bool = False) -> ResponseReturnValue:
    """The page of an error; 500 and 503 ask nothing of the base, which may be the one at fault."""
    title, says = STALE if stale else WORDS.get(status, WORDS[400])
    if web.wants_json():
        return {"error": str(words or says)}, status
    bare = {"member": None} if status >= 500 else {}
    back = web.came_from() if request.method not in ("GET", "HEAD") else None
    told = {"title": title, "says": words or says, "back": back, "onward": onward, "stale": stale}
    body = render_template("errors/error.html", status=status, **told, **bare)
    return web.whole(body, status)


def http_error(fault: HTTPException) -> ResponseReturnValue:
    status = fault.code or 500
    if status < 400:
        return fault.get_response()  # a redirect of the router's
    if isinstance(fault, SecurityError):  # asked under another host's name, where no page of ours has an address
        return Response("Ce n'est pas l'adresse du club. This is not the club's address.\n", 400, mimetype="text/plain")
    if status == 401 and web.by_htmx():
        return "", 401, {"HX-Redirect": url_for("members.sign_in")}
    response = make_response(page(status, stale=isinstance(fault, CSRFError)))
    for name, value in fault.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def refused(refusal: Refused) -> ResponseReturnValue:
    """A rule said no: htmx gets the message alone, the target stays; a browser gets a page."""
    log.info("refused", refusal=type(refusal).__name__)
    if web.by_htmx():
        flash(refusal.words, "signal")
        return render_template("_echo.html"), refusal.status
    return page(refusal.status, refusal.words, refusal.leads_to)


def busy(fault: Exception) -> ResponseReturnValue:
    """The base could not be had: nothing was done."""
    log.warning("base not available", fault=type(fault).__name__)
    response = make_response(page(503))
    response.headers["Retry-After"] = "2"
    return response


def unfit(fault: Exception) -> ResponseReturnValue:
    """Something was sent that no base can hold, such as a character of number zero on PostgreSQL."""
    log.error("not for a base", endpoint=request.endpoint, fault=type(fault).__name__)
    return page(400)


def unexpected(fault: Exception) -> ResponseReturnValue:
    log.error("unexpected", endpoint=request.endpoint, exc_info=fault)
    return page(500)


def init_app(app: Flask) -> None:
    """Answer every fault with a page."""
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Refused, refused)
    for unavailable in (Busy, OperationalError, TimeoutError):
        app.register_error_handler(unavailable, busy)
    app.register_error_handler(DataError, unfit)
    app.register_error_handler(InternalServerError, lambda fault: unexpected(fault.original_exception or fault))
