from __future__ import annotations

from flask import Blueprint, Response, abort, send_from_directory

from clubapp import uploads
from clubapp.pictures import developing, rules, words

bp = Blueprint("pictures", __name__)
bp.app_template_filter("picture")(rules.seen)
bp.app_template_filter()(words.licence)

YEAR = 365 * 24 * 3600


@bp.get("/images/<name>")
def show(name: str) -> Response:
    _stem, _dot, encoding = name.rpartition(".")
    if encoding not in developing.ENCODINGS:
        abort(404)
    answer = send_from_directory(uploads.folder(), name, mimetype=f"image/{encoding}", max_age=YEAR)
    answer.cache_control.immutable = True
    return answer
