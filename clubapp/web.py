"""Answering: a fragment to htmx, a page or a redirect to a plain browser; and the way back after signing in."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import (
    Flask,
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter, RequestRedirect

from clubapp import sealing


class RowNumber(IntegerConverter):
    """A row's number in an address; one that no base holds leads nowhere."""

    regex = r"\d{1,9}"


# What the address of a list says of it.
LIST_WORDS = ("musee", "categorie", "quand", "tri", "etat", "avant", "q", "suite")


def before() -> int | None:
    """The number of the row where a list goes on, in `?avant=`."""
    return number("avant")


def number(name: str) -> int | None:
    """A row's number sent under this name; none when no base could hold it."""
    given = request.values.get(name, "")
    return int(given) if given.isdecimal() and len(given) <= 9 else None


def second(name: str) -> int | None:
    """A second since 1970 sent under this name; none before this century or after the next."""
    given = request.values.get(name, "")
    return int(given) if given.isdecimal() and 9 <= len(given) <= 10 else None


def by_htmx() -> bool:
    """Whether htmx asked."""
    return request.headers.get("HX-Request") == "true"


def wants_json() -> bool:
    """Whether JSON was asked for by name (the offline queue does)."""
    return "application/json" in request.headers.get("Accept", "")


def answer(fragment: str, otherwise: str, **context: Any) -> ResponseReturnValue:
    """After a POST: the fragment and the echo (purse, messages) for htmx, a redirect to `otherwise` for a browser."""
    if not by_htmx():
        return redirect(otherwise, 303)
    return render_template(fragment, **context) + render_template("_echo.html")


def drawn_once(app: Flask, fragment: str) -> Callable[..., Markup]:
    """What draws a fragment that depends on what it is given alone, and on the language: the same is drawn once."""

    @lru_cache(2048)
    def draw(_lang: str, **needs: Hashable) -> Markup:
        words = app.jinja_env.get_template(fragment).render(needs)
        return Markup(words)  # noqa: S704  a template's, which has escaped

    return draw


def whole(body: str, status: int) -> Response:
    """A page, whoever asked: htmx puts it in place of the one it stands on, not inside it."""
    response = make_response(body, status)
    if by_htmx():
        response.headers["HX-Retarget"] = "body"
        response.headers["HX-Reswap"] = "innerHTML"
    return response


def go(address: str) -> ResponseReturnValue:
    """Leave for another page, whoever asked."""
    return ("", 204, {"HX-Redirect": address}) if by_htmx() else redirect(address, 303)


def goodbye(words: str) -> ResponseReturnValue:
    """Forget everything of this browser's member but the language; say `words` at the door."""
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
    flash(words, "good")
    response = current_app.make_response(go(url_for("home.index")))
    response.headers["Clear-Site-Data"] = '"cache"'  # never "storage": it would kill scans waiting to be sent
    return response


def way_back(default: str = "home.index") -> str:
    """Where `next` leads: one of our own pages, else the default."""
    return ours(request.values.get("next", "")) or url_for(default)


def came_from() -> str | None:
    """The page of ours this request was sent from, if the browser says."""
    before = urlsplit(request.referrer or "")
    return ours(before._replace(scheme="", netloc="").geturl()) if before.netloc == request.host else None


def ours(address: str) -> str | None:
    """An address rebuilt from the rule its path matches and the few words of a list it may carry; None if none does."""
    path, _mark, query = address.partition("?")
    try:
        endpoint, values = current_app.url_map.bind("").match(path, method="GET")
    except (HTTPException, RequestRedirect):
        return None
    kept: dict[str, Any] = {name: words for name, words in parse_qsl(query[:600]) if name in LIST_WORDS}
    return url_for(endpoint, **values, **kept)


def browser() -> str:
    """Names this browser, signed in or not, as it is stored: what it may finish later is kept under this name."""
    if "browser" not in session:
        session["browser"] = sealing.token()
        session.permanent = True  # what waits, waits longer than a closed window
    return sealing.fingerprint(session["browser"])


def network() -> str:
    """Names the network address of this request without telling it."""
    return sealing.keyed(request.remote_addr or "")
