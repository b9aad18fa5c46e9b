"""What a phone reads: a text as a square of dark and light modules."""

import qrcode
from qrcode.constants import ERROR_CORRECT_Q


def modules(text: str) -> list[list[bool]]:
    """Encode `text` at level Q, rows first, dark is True; the four quiet modules around are left to whoever draws."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(dark) for dark in row] for row in code.get_matrix()]
