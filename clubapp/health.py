"""What machines ask: are you alive, are you ready, what may be read and how you install."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Response, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import SQLAlchemyError

from clubapp import clock, i18n, outbox
from clubapp.articles import reading
from clubapp.artworks import rules as artworks
from clubapp.db import MIGRATIONS, db
from clubapp.settings import ROOT

bp = Blueprint("machine", __name__)

SHORTCUTS = (
    (_l("Scanner"), "activities.scanner"),
    (_l("Ma carte"), "me.card"),
    (_l("Boutique"), "shop.index"),
    (_l("À faire"), "activities.to_do"),
)
SCREENSHOTS = {  # taken by scripts/screenshots.py
    "home": _l("Vos points, et ce qui est à faire maintenant"),
    "shop": _l("Les cadeaux de la boutique"),
    "to-do": _l("Les activités des musées du réseau"),
}
RUNNER_SILENT = timedelta(minutes=1)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    return {"process": "ok"}


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    found = checks()
    return {name: "ok" if good else "fault" for name, good in found.items()}, 200 if all(found.values()) else 503


def checks() -> dict[str, bool]:
    """Whether the base answers, its migrations are at head and the jobs runner was seen within the minute."""
    try:
        migrated = MigrationContext.configure(db.session.connection()).get_current_heads() == heads()
        seen = outbox.runner_seen_at() if migrated else None
    except SQLAlchemyError:
        return {"database": False, "migrations": False, "runner": False}
    running = seen is not None and clock.now() - seen < RUNNER_SILENT
    return {"database": True, "migrations": migrated, "runner": running}


def heads() -> tuple[str, ...]:
    """The newest migrations there are."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return tuple(ScriptDirectory.from_config(config).get_heads())


@bp.get("/manifest.webmanifest")
def manifest() -> Response:
    # Fetched without cookies, so the page says in which language.
    language = request.args.get("l", "fr")
    asset: Any = current_app.jinja_env.globals["asset"]
    words = json.loads((ROOT / "manifest.webmanifest").read_text(encoding="utf-8"))
    with i18n.speaking(language if language in i18n.LANGUAGES else "fr"):
        words |= {"lang": i18n.current(), "description": _("Le club gratuit des visiteurs des musées.")}
        words["shortcuts"] = [{"name": str(name), "url": url_for(endpoint)} for name, endpoint in SHORTCUTS]
        for shot in words["screenshots"]:
            name = shot["src"]
            shot |= {"src": asset(f"screenshots/{name}-{i18n.current()}.webp"), "label": str(SCREENSHOTS[name])}
    words["icons"] = [icon | {"src": asset(icon["src"])} for icon in words["icons"]]
    return Response(json.dumps(words, ensure_ascii=False), mimetype="application/manifest+json")


@bp.get("/service-worker.js")
def worker() -> Response:
    words = (ROOT / "service-worker.js").read_text(encoding="utf-8")
    code = Response(f'const TREE = "{current_app.config["TREE"]}";\n{words}', mimetype="text/javascript")
    code.headers["Cache-Control"] = "no-cache"
    return code


@bp.get("/robots.txt")
def robots() -> Response:
    closed = ("/equipe/", "/moi", "/connexion", "/inscription", "/q/", "/scans")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Sitemap: {_public()}/sitemap.xml"]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@bp.get("/sitemap.xml")
def sitemap() -> Response:
    names = (
        "home.index",
        "activities.index",
        "articles.index",
        "legal.notices",
        "legal.privacy",
        "legal.accessibility",
    )
    pages = [url_for(name) for name in names] + [url_for("articles.show", slug=slug) for slug in reading.slugs()]
    work = url_for("artworks.show", artwork_id=0).removesuffix("0")
    pages += [f"{work}{number}" for number in artworks.mapped()]
    body = "".join(f"<url><loc>{_public()}{page}</loc></url>" for page in pages)
    return Response(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{body}</urlset>\n',
        mimetype="application/xml",
    )


@bp.get("/.well-known/security.txt")
def security() -> Response:
    expires = (clock.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [f"Contact: {_public()}{url_for('legal.notices')}", f"Expires: {expires}", "Preferred-Languages: fr, en"]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


def _public() -> str:
    return str(current_app.config["SETTINGS"].public_url)
