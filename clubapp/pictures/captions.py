"""What a file says of the picture it holds, for a credit that somebody will read over. Nothing of it is kept."""

from __future__ import annotations

import re
from contextlib import suppress

from PIL import ExifTags, Image

LONGEST = 200  # signs
_APART = " · "


def credit(image: Image.Image) -> str:
    """A credit drawn from the caption and the author of a file, cut between two of its parts; "" if it is mute."""
    exif = image.getexif()
    caption = _read(exif.get(ExifTags.Base.ImageDescription))
    whose = _read(exif.get(ExifTags.Base.Copyright)) or _read(exif.get(ExifTags.Base.Artist))
    if not caption or whose in caption:
        return _cut(caption, LONGEST)
    return _APART.join(part for part in (_cut(caption, LONGEST - len(_APART) - len(whose)), whose) if part)[:LONGEST]


def _read(words: object) -> str:
    """A line of a file, which says in which letters it is by nothing but what it holds."""
    text = words if isinstance(words, str) else ""
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode()  # Pillow reads ASCII, where all write UTF-8
    text = "".join(sign if sign.isprintable() else " " for sign in text)
    return re.sub(r"\s+(?=[),.;])", "", re.sub(r"\s+", " ", text)).strip(" ,.;")


def _cut(text: str, most: int) -> str:
    """The first parts of a text, as many as there is room for."""
    while len(text) > most:
        text = text.rpartition(", ")[0] or text[:most]
    return text
