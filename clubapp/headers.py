"""The outermost layer: the security headers and the request's name on every answer, errors and files included."""

from __future__ import annotations

import gzip
import re
import secrets
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

import brotli
import structlog
from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from clubapp.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = structlog.get_logger()

_SELF = "script-src 'self'{wasm}; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
_PAGE = (
    "default-src 'none'; "
    + _SELF
    + "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGE = _PAGE.format(wasm="")
DECODER = _PAGE.format(wasm=" 'wasm-unsafe-eval'")  # the QR decoder is WebAssembly
WORKER = "default-src 'none'; script-src 'self'; connect-src 'self'"  # a worker obeys its own answer's policy
VARIANTS = dict.fromkeys(("/scanner", "/hors-ligne/scanner", "/equipe/accueil"), DECODER) | {
    "/service-worker.js": WORKER
}

_CLOSED = "accelerometer display-capture geolocation gyroscope magnetometer microphone midi payment usb".split()
HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),  # not no-referrer: the CSRF check reads it over HTTPS
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
_POLICY = "camera={camera}, " + ", ".join(f"{name}=()" for name in _CLOSED)
SHUT, OPEN = _POLICY.format(camera="()"), _POLICY.format(camera="(self)")  # open where the decoder is
HSTS = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")

_NAME = re.compile(r"[0-9A-Za-z-]{8,64}")
_PACKED = {"text/html", "image/svg+xml", "text/javascript", "application/manifest+json", "application/json"}
_WORTH = 500  # bytes; shorter answers fit a packet anyway
_CODINGS: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("br", partial(brotli.compress, quality=4)),
    ("gzip", partial(gzip.compress, compresslevel=4)),
)


class Headers:
    """Completes every answer of the application inside, and stands in for it when it breaks."""

    def __init__(self, inside: WSGIApplication, settings: Settings) -> None:
        self.inside = inside
        self.always = [*HEADERS, HSTS] if settings.production else list(HEADERS)
        self.named_outside = settings.trusted_proxies > 0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        name = environ["club.request_id"] = self._name(environ)
        policy = VARIANTS.get(environ.get("PATH_INFO", ""), PAGE)
        added = [
            *self.always,
            ("Content-Security-Policy", policy),
            ("Permissions-Policy", OPEN if policy is DECODER else SHUT),
            ("X-Request-ID", name),
        ]
        ours = {key.lower() for key, _ in added}

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
            kept = [pair for pair in headers if pair[0].lower() not in ours]
            cached = " ".join(value for key, value in kept if key.lower() == "cache-control")
            if "public" in cached:  # the same for everybody: a cookie that changes is no reason to ask again
                kept = [
                    (key, value.replace(", Cookie", "")) for key, value in kept if (key, value) != ("Vary", "Cookie")
                ]
            if not cached:
                kept.append(("Cache-Control", "private, no-cache"))  # a page is someone's, and of this moment
            return start_response(status, kept + added, exc_info)

        try:
            return self.inside(environ, start)
        except Exception:
            log.exception("nothing answered", request_id=name)
            start("500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8")])
            words = f"Une erreur s'est produite. Something went wrong. ({name})\n"
            return [words.encode()]

    def _name(self, environ: WSGIEnvironment) -> str:
        given = environ.get("HTTP_X_REQUEST_ID", "") if self.named_outside else ""
        return given if _NAME.fullmatch(given) else secrets.token_hex(8)


def pack(answer: Response) -> Response:
    """Compress a page for who can read it so.

    Pages hold a CSRF token, and compression can leak what stands beside reflected text (BREACH). Here it cannot: the
    attack needs thousands of a victim's pages, but the session cookie is SameSite=Lax, so another site gets none; and
    the signature in the token changes every second.
    """
    if answer.mimetype not in _PACKED or answer.is_streamed or answer.direct_passthrough:
        return answer
    answer.vary.add("Accept-Encoding")
    if (
        answer.status_code in (204, 206, 304)
        or answer.content_encoding
        or (answer.content_length or 0) < _WORTH
        or request.method == "HEAD"
    ):
        return answer
    for coding, squeeze in _CODINGS:
        if request.accept_encodings[coding]:
            answer.set_data(squeeze(answer.get_data()))
            answer.content_encoding = coding
            break
    return answer


def init_app(app: Flask, settings: Settings) -> None:
    """Wrap everything, after `assets`: what is outside this has no headers."""
    app.after_request(pack)
    inside = app.wsgi_app
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        inside = ProxyFix(inside, x_for=hops, x_proto=hops, x_host=hops)
    app.wsgi_app = Headers(inside, settings)  # type: ignore[method-assign]
