"""Limits by network address: wide, since a whole class shares a museum's. What guards an account or a code is counted
in the database, by its room."""

from __future__ import annotations

from flask import Flask, Response, g
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, headers_enabled=True, default_limits=[])

ask_for_code = limiter.shared_limit("600 per hour", scope="mails", methods=["POST"])


def _unknown(_response: Response) -> bool:
    return bool(g.get("unknown_code"))


# Only unknown codes count: ten thousand right scans from one gallery are a good day.
guess_codes = limiter.shared_limit("300 per 10 minutes", scope="codes", deduct_when=_unknown)


def init_app(app: Flask) -> None:
    """Count in memory or in Redis, as the settings say."""
    limiter.init_app(app)
