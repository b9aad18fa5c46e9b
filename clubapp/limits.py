"""Limits by network address: wide, since a whole class shares a museum's. What guards an account or a code is counted
in the database, by its room."""

from __future__ import annotations

import time

from flask import Flask, Response, g
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user

limiter = Limiter(get_remote_address, default_limits=[])

ask_for_code = limiter.shared_limit("600 per hour", scope="mails", methods=["POST"])


def _unknown(_response: Response) -> bool:
    return bool(g.get("unknown_code"))


def _many() -> str:
    return "3000 per 10 minutes" if current_user.is_authenticated else "300 per 10 minutes"


def _whose(_endpoint: str) -> str:
    return "members' codes" if current_user.is_authenticated else "codes"


# Only unknown codes count: ten thousand right scans from one gallery are a good day. Members, who have a count of their
# own besides, are counted apart: no stranger on a museum's network shuts out the class that came to visit.
guess_codes = limiter.shared_limit(_many, scope=_whose, deduct_when=_unknown)


def init_app(app: Flask) -> None:
    """Count in memory or in Redis, as the settings say."""
    limiter.init_app(app)
    app.after_request(_say_when)


def _say_when(answer: Response) -> Response:
    """Tell whoever went beyond a limit in how many seconds it starts anew; the others need not know there is one."""
    limit = limiter.current_limit
    if limit and limit.breached:
        answer.headers["Retry-After"] = str(max(1, round(limit.reset_at - time.time())))
    return answer
