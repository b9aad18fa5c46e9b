"""Who may enter which address. Closed by default: an address without a declared audience stops the start."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from clubapp import i18n, web
from clubapp.members.access import the_member

PUBLIC = {
    "activities.index",
    "activities.landing",
    "activities.scan",
    "activities.scan_token",
    "activities.scanner",
    "activities.show",
    "activities.to_do",
    "articles.feed",
    "articles.index",
    "articles.preview",
    "articles.show",
    "artworks.show",
    "home.index",
    "home.offline",
    "home.offline_scan",
    "home.offline_scanner",
    "home.plate",
    "labels.index",
    "labels.show",
    "legal.accessibility",
    "legal.notices",
    "legal.privacy",
    "machine.healthz",
    "machine.manifest",
    "machine.readyz",
    "machine.robots",
    "machine.security",
    "machine.sitemap",
    "machine.worker",
    "members.finish",
    "members.join",
    "members.language",
    "members.sign_in",
    "members.sign_out",
    "members.type_code",
    "pictures.show",
    "polls.show",
    "shop.index",
    "shop.show",
    "surveys.index",
    "surveys.show",
    "trails.index",
    "trails.show",
}
MEMBERS = {
    "activities.rate",
    "activities.withhold",
    "articles.finish",
    "articles.keep",
    "articles.kept",
    "articles.react",
    "artworks.like",
    "artworks.mine",
    "artworks.unlike",
    "home.abandon",
    "home.data",
    "home.erase",
    "home.export",
    "home.keep",
    "home.receipts",
    "home.reports",
    "home.waiting",
    "labels.mark",
    "labels.prefer",
    "labels.propose",
    "me.address",
    "me.card",
    "me.end_session",
    "me.end_sessions",
    "me.index",
    "me.name",
    "me.prove_address",
    "notices.index",
    "notices.read_all",
    "polls.vote",
    "shop.aim",
    "shop.cancel",
    "shop.drop_goal",
    "shop.order",
    "shop.voucher",
    "shop.vouchers",
    "shop.wish",
    "surveys.answer",
    "surveys.begin",
    "surveys.receipt",
    "surveys.save",
    "surveys.send",
}
STAFF = "backoffice."
# Of the staff too, but before their second factor: this is where they set it and show it.
STAFF_UNPROVEN = {
    "me.confirm_factor",
    "me.renew_recovery",
    "me.second_factor",
    "members.second_code",
}

# Where staff send a photograph or a table of works: the bodies that may be larger than MAX_CONTENT_LENGTH.
PHOTOGRAPHS = {
    f"backoffice.{room}.{page}"
    for room in ("activities", "articles", "artworks", "shop", "trails")
    for page in ("new", "edit")
} | {f"backoffice.surveys.{page}" for page in ("questions.new", "questions.edit", "questions.illustrate")}
TABLES = {"backoffice.artworks.imports.index"}
LARGE = 12 * 2**20

SAFE = {"GET", "HEAD", "OPTIONS"}


def audience(endpoint: str) -> str:
    """Who an address is for: `public`, `member` or `staff`. Raises LookupError when nobody said."""
    if endpoint.startswith(STAFF) or endpoint in STAFF_UNPROVEN:
        return "staff"
    if endpoint in MEMBERS:
        return "member"
    if endpoint in PUBLIC:
        return "public"
    raise LookupError(f"nobody said who {endpoint} is for: see clubapp/doors.py")


def guard() -> ResponseReturnValue | None:
    """Let in who belongs; staff, in production, once they have shown their second factor."""
    if request.method not in SAFE:
        _from_our_pages()
    if request.endpoint is None or audience(request.endpoint) == "public":
        return None
    if not current_user.is_authenticated:
        abort(401)
    if audience(request.endpoint) == "staff":
        if the_member().staff is None:
            abort(403)
        asked = current_app.config["SETTINGS"].production and request.endpoint not in STAFF_UNPROVEN
        if asked and not the_member().proven:
            return _ask_second_code()
    if request.endpoint in PHOTOGRAPHS | TABLES:
        request.max_content_length = LARGE
    return None


def _ask_second_code() -> ResponseReturnValue:
    if web.wants_json():
        abort(401)
    here = request.full_path.rstrip("?") if request.method == "GET" and not web.by_htmx() else web.came_from()
    return web.go(url_for("members.second_code", next=here))


def _from_our_pages() -> None:
    """Refuse what another site makes a browser send; the form's token is checked besides."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in ("same-origin", "none"):
            abort(403)
        return
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        abort(403)


def say_whose(answer: Response) -> Response:
    """Tell the phone's worker whose page this is, and in which language; silent where nobody asked who is there."""
    who = g.get("_login_user")
    if answer.mimetype == "text/html" and who is not None:
        answer.headers["X-Club-Mark"] = who.mark if who.is_authenticated else "none"
        answer.content_language.add(i18n.current())
    return answer


def init_app(app: Flask) -> None:
    """Hang the doors; call it once every room is in place."""
    app.after_request(say_whose)
    for rule in app.url_map.iter_rules():
        audience(rule.endpoint)
    app.before_request(guard)
