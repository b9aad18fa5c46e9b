"""What stands in a file after its image: nothing, in most; in some, another file.

Prints are made anew, so none of it would be shown; but who sends such a file should know that it is no mere picture.
"""

from __future__ import annotations

import re
from typing import IO

_PNG_START = 8
_PADDING = b"\0\r\n\t "
# A telephone's JPEG may go on after its end, with other views or a few seconds of film: only what a camera never
# writes is told from it.
_FOREIGN = re.compile(
    rb"\APK\x03\x04|PK\x05\x06|%PDF-|<(?:!doctype|html|script|svg|\?php)|\A(?:MZ|\x7fELF|GIF8|Rar!)", re.I
)


def holds_more(sent: IO[bytes], encoding: str) -> bool:
    """Whether a file goes on with something else after its image, as far as this can be told for sure."""
    sent.seek(0)
    content = sent.read()
    if encoding == "PNG":
        return bool(content[_png_end(content) :].strip(_PADDING))
    if encoding == "WEBP":
        return bool(content[8 + int.from_bytes(content[4:8], "little") :].strip(_PADDING))
    end = content.rfind(b"\xff\xd9") + 2
    return bool(_FOREIGN.search(content[end:].lstrip(_PADDING)))


def _png_end(content: bytes) -> int:
    at, kind = _PNG_START, b""
    while kind != b"IEND" and at < len(content):
        kind = content[at + 4 : at + 8]
        at += 12 + int.from_bytes(content[at : at + 4], "big")
    return at
