"""create_app(): puts the rooms together."""

from __future__ import annotations

import os
from datetime import timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import structlog
from flask import Flask, has_request_context, request
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.local import LocalProxy

from clubapp import assets, db, doors, engines, faults, headers, health, i18n, limits, logs, outbox, web
from clubapp.activities import views as activities
from clubapp.articles import views as articles
from clubapp.artworks import views as artworks
from clubapp.backoffice import views as backoffice
from clubapp.home import trails
from clubapp.home import views as home
from clubapp.legal import views as legal
from clubapp.members import access, me
from clubapp.members import views as members
from clubapp.notices import rules as notices
from clubapp.notices import views as notices_views
from clubapp.pictures import views as pictures
from clubapp.points import awarding, ledger
from clubapp.settings import LOOPBACK, ROOT, Settings
from clubapp.shop import views as shop
from clubapp.surveys import views as surveys

ROOMS = (
    *(home, trails, members, me, notices_views, pictures, activities, articles, artworks, shop, surveys, legal),
    *(backoffice, health),
)

csrf = CSRFProtect()
log = structlog.get_logger()


def create_app(settings: Settings | None = None) -> Flask:
    """The application, for these settings or those of the environment. Raises SystemExit when it must not start."""
    settings = settings or Settings.from_environ(os.environ)
    if problems := settings.problems():
        raise SystemExit("\n".join(problems))
    app = Flask(
        "clubapp",
        root_path=str(ROOT / "clubapp"),
        template_folder=str(ROOT / "templates"),
        static_folder=None,
        instance_path=str(settings.instance),
    )
    configure(app, settings)
    logs.init_app(app)
    for part in (db, i18n, outbox, limits, faults):
        part.init_app(app)
    access.login.init_app(app, add_context_processor=False)
    app.url_map.converters["int"] = web.RowNumber
    for room in ROOMS:
        app.register_blueprint(room.bp)
    doors.init_app(app)
    csrf.init_app(app)  # after the doors: a form is read once it is known who sends it, and how much they may
    furnish(app, settings)
    assets.init_app(app, ROOT / "static", settings.instance)
    headers.init_app(app, settings)
    app.jinja_env.globals["ui"] = app.jinja_env.get_template("_ui.html").module  # once, not in each fragment of a page
    if settings.production and not app.config["LEGAL"]:
        log.warning("legal pages hold placeholders: write legal.toml in the instance folder, see docs/operating.md")
    return app


def configure(app: Flask, settings: Settings) -> None:
    """Flask's and its extensions' settings, from ours."""
    app.config.from_mapping(
        SECRET_KEY=settings.secret_key,
        SETTINGS=settings,
        DEMO=settings.demo,
        LEGAL=legal.load(settings.instance / "legal.toml"),
        SQLALCHEMY_DATABASE_URI=settings.database,
        SQLALCHEMY_ENGINE_OPTIONS=engines.options(settings.database, settings.threads),
        SESSION_COOKIE_NAME="__Host-club" if settings.production else "club",
        SESSION_COOKIE_SECURE=settings.production,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        WTF_CSRF_TIME_LIMIT=None,  # an installed app stays open for days
        MAX_CONTENT_LENGTH=2**20,
        TRUSTED_HOSTS=[urlsplit(settings.public_url).hostname, *LOOPBACK],
        RATELIMIT_STORAGE_URI=settings.limits_url,
        **posting(settings),
    )


def posting(settings: Settings) -> dict[str, Any]:
    """Where letters go: a mail server, or files to read in the instance folder."""
    if not settings.mail_url:
        return {
            "MAIL_BACKEND": "file",
            "MAIL_FILE_PATH": str(settings.instance / "outbox"),
            "MAIL_DEFAULT_SENDER": "club@club.example",
        }
    parts = urlsplit(settings.mail_url)
    return {
        "MAIL_BACKEND": "smtp",
        "MAIL_SERVER": parts.hostname,
        "MAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "MAIL_USE_SSL": parts.scheme == "smtps",
        "MAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in LOOPBACK,
        "MAIL_USERNAME": unquote(parts.username or "") or None,
        "MAIL_PASSWORD": unquote(parts.password or "") or None,
        "MAIL_TIMEOUT": 20,
        "MAIL_DEFAULT_SENDER": parse_qs(parts.query).get("from", [f"club@{urlsplit(settings.public_url).hostname}"])[0],
    }


def furnish(app: Flask, settings: Settings) -> None:
    """What every template finds at hand."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        url_for=lru_cache(4096)(app.url_for),  # no page says `.here`: an address is a matter of its words alone
        demo=settings.demo,
        public_url=settings.public_url,
        member=LocalProxy(access.reader),
        purse=lambda: ledger.balance(current_user.id),
        bar=web.drawn_once(app, "_bar.html"),
        cartel=web.drawn_once(app, "activities/_activity.html"),
        unread=lambda: notices.unread(current_user.id),
        my_badges=lambda: awarding.of(current_user.id),
        club_name=lambda: _("Le Club des visiteurs"),
    )

    @app.context_processor
    def of_this_request() -> dict[str, object]:
        request_id = request.environ.get("club.request_id", "") if has_request_context() else ""
        return {"lang": i18n.current(), "request_id": request_id}
