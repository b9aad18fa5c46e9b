"""Tables for spreadsheets: they open in one, in French too, and nothing in a cell is ever run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from flask import Response

from clubapp import text

# What a spreadsheet takes for the beginning of a formula, with the full-width twins of the signs.
_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: object) -> str:
    """A value as inert text; numbers stay numbers, negative ones too, with a decimal comma."""
    if isinstance(value, Decimal):
        return format(value, "f").replace(".", ",")
    words = "" if value is None else str(value)
    live = not isinstance(value, int) and text.seen(words).lstrip(" \u00a0").startswith(_LIVE)
    return f"'{words}" if live else words


def table(header: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """The table, with a byte-order mark and semicolons, as French spreadsheets expect."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([cell(name) for name in header])
    writer.writerows([cell(value) for value in row] for row in rows)
    return "\ufeff" + written.getvalue()


def answer(header: Sequence[object], rows: Iterable[Sequence[object]], name: str) -> Response:
    """The table as a file to keep."""
    file = Response(table(header, rows), content_type="text/csv; charset=utf-8")
    file.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    file.headers["Cache-Control"] = "no-store"
    return file
