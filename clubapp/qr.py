"""What a phone reads: a text as a square of dark and light modules."""

from itertools import groupby

import qrcode
from qrcode.constants import ERROR_CORRECT_Q


def modules(text: str) -> list[list[bool]]:
    """Encode `text` at level Q, rows first, dark is True; the four quiet modules around are left to whoever draws."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(dark) for dark in row] for row in code.get_matrix()]


def outline(text: str) -> tuple[int, str]:
    """The side of the square in modules, quiet ones included, and the SVG path of its dark runs."""
    rows = modules(text)
    runs = []
    for y, row in enumerate(rows, 4):
        x = 4
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                runs.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return len(rows) + 8, "".join(runs)
