"""What a phone reads: a text as a square of dark and light modules."""

import qrcode
from qrcode.constants import ERROR_CORRECT_Q


def modules(text: str) -> list[list[bool]]:
    """Encode `text` at level Q, rows first, dark is True; the four quiet modules around are left to whoever draws."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(dark) for dark in row] for row in code.get_matrix()]


def svg(text: str) -> str:
    """The square as a picture of its own, black on white, its quiet zone included."""
    rows = modules(text)
    side = len(rows) + 8
    dark = "".join(f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(rows) for x, on in enumerate(row) if on)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{dark}"/></svg>'
    )
