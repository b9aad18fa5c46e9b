"""A poster on paper: one A4 page for the museum's wall, read by a phone from across the room."""

import re
import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from flask_babel import gettext as _
from fpdf import FPDF
from fpdf.drawing_primitives import color_from_hex_string
from fpdf.enums import Align, MethodReturnValue, PathPaintRule
from fpdf.fonts import TTFFont

from clubapp import qr
from clubapp.posters import ornament
from clubapp.typography import french

FONT = Path(__file__).parents[2] / "static/vendor/young-serif@5.3.0/young-serif-latin-400-normal.woff2"

INK = "#1c2233"
INK_SOFT = "#545b6e"
BLACK = "#000000"

MEASURE = 146.0  # mm, the width words may take inside the border
QR_WIDTH = 82.0  # mm, modules only: 60 is asked for, and a phone reads this one from two metres
QR_TOP = 110.0  # mm; the shortest address makes 29 modules, so nothing is written within 11.4 mm of the code


# A museum's accent, as ink on paper.
INKS = {
    "cobalt": "#1d3f94",
    "iron": "#9c3a22",
    "sage": "#4c6b46",
    "ochre": "#8a5f12",
    "plum": "#6d3a6b",
    "teal": "#12656b",
    "slate": "#41505f",
    "rose": "#a03a5b",
}


# A French poster still tells a visitor from abroad what to do.
ENGLISH = "Open your camera · point it here · the points are yours"


@dataclass(frozen=True)
class Placard:
    """What one poster says: `accent` is `#rrggbb`, `address` the exact text of the QR, `language` `fr` or `en`."""

    code: str
    address: str
    title: str
    promise: str
    museum: str
    place: str
    accent: str
    language: str


def a4(placards: Iterable[Placard], made: datetime) -> bytes:
    """Print one page per placard, the same bytes for the same placards and moment (aware).

    The sentences of ours come in the language now in force. ValueError when there is nothing to print."""
    pages = [_typeset(placard) if placard.language == "fr" else placard for placard in placards]
    if not pages:
        raise ValueError("no placard to print")
    pdf = FPDF(orientation="portrait", unit="mm", format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    pdf.add_font("club", fname=FONT)
    pdf.set_title(pages[0].title if len(pages) == 1 else _("Affiches à imprimer"))
    pdf.set_lang(pages[0].language)
    pdf.set_creator("Le Club des visiteurs")
    pdf.set_creation_date(made)
    for placard in pages:
        pdf.add_page()
        _page(pdf, placard)
    return bytes(pdf.output())


def _typeset(placard: Placard) -> Placard:
    written = ("title", "promise", "museum", "place")
    return replace(placard, **{field: french(getattr(placard, field)) for field in written})


def _page(pdf: FPDF, placard: Placard) -> None:
    where = urlsplit(placard.address).netloc + "/scanner"
    ornament.frame(pdf, placard.accent)
    _write(pdf, placard.museum.upper(), 38, 7, size=13, colour=placard.accent, spacing=1.6)
    ornament.rosette(pdf, placard.accent, pdf.w / 2, 50, reach=22)
    _write(pdf, placard.title, 55, 43, size=50, colour=INK)
    _code(pdf, placard.address, (pdf.w - QR_WIDTH) / 2, QR_TOP)
    _write(pdf, placard.promise, 204, 14, size=36, colour=ornament.IRON_RED)
    _write(pdf, _("Ouvrez l'appareil photo · visez · vos points arrivent"), 219.5, 8, size=15, colour=INK)
    _write(pdf, ENGLISH, 227, 5, size=10.5, colour=INK_SOFT)
    _letters(pdf, placard.code, 235, 9)
    _write(pdf, _("ou tapez ce code sur %(address)s", address=where), 244.5, 6, size=11.5, colour=INK_SOFT)
    _write(pdf, _("Le Club des visiteurs, gratuit et pour tous"), 252, 6, size=12.5, colour=placard.accent)
    _write(pdf, placard.place, 259, 6, size=10, colour=INK_SOFT)


def _letters(pdf: FPDF, code: str, top: float, height: float) -> None:
    """The code to type, in letters of one width: nobody takes its 0 for an o, or its 1 for an i."""
    pdf.set_char_spacing(1.2)
    pdf.set_font("courier", "B", 27)
    pdf.set_text_color(color_from_hex_string(INK))
    pdf.set_xy(0, top)
    pdf.cell(pdf.w, height, code, align=Align.C)


def _code(pdf: FPDF, address: str, left: float, top: float) -> None:
    """Black modules as one path, so that no hairline shows between two of them."""
    square = qr.modules(address)
    side = QR_WIDTH / len(square)
    with pdf.new_path(paint_rule=PathPaintRule.FILL_NONZERO) as path:
        path.style.fill_color = color_from_hex_string(BLACK)
        path.style.stroke_color = None
        for y, row in enumerate(square):
            for run in re.finditer("1+", "".join("1" if dark else "0" for dark in row)):
                path.rectangle(left + run.start() * side, top + y * side, len(run[0]) * side, side)


def _write(pdf: FPDF, words: str, top: float, height: float, *, size: float, colour: str, spacing: float = 0) -> None:
    """Centre words in a box of the measure, as large as `size` points allows, smaller when they would not hold."""
    words = _spelt(words, cast(TTFFont, pdf.fonts["club"]).cmap)
    if not words:
        return
    pdf.set_char_spacing(spacing)
    lines, leading = _fit(pdf, words, height, size)
    pdf.set_text_color(color_from_hex_string(colour))
    pdf.set_xy((pdf.w - MEASURE) / 2, top + (height - leading * len(lines)) / 2)
    pdf.multi_cell(MEASURE, leading, "\n".join(lines), align=Align.C)


def _fit(pdf: FPDF, words: str, height: float, size: float) -> tuple[list[str], float]:
    """The largest setting that holds without cutting a word; an endless word is cut rather than let out."""
    for whole, smallest in (True, size * 0.4), (False, 4):
        points = size
        while points > smallest:
            pdf.set_font("club", size=points)
            leading = points * 0.3528 * 1.16
            lines = _lines(pdf, words, MEASURE)
            if leading * len(lines) <= height and (not whole or " ".join(lines) == words):
                return _balanced(pdf, words, lines), leading
            points *= 0.97
    return lines, leading


def _balanced(pdf: FPDF, words: str, lines: list[str]) -> list[str]:
    """As many lines, but of a kind: no last word left alone."""
    for tenths in range(95, 45, -5):
        narrower = _lines(pdf, words, MEASURE * tenths / 100)
        if len(narrower) > len(lines) or " ".join(narrower) != words:
            break
        lines = narrower
    return lines


def _lines(pdf: FPDF, words: str, width: float) -> list[str]:
    lines = pdf.multi_cell(width, text=words, align=Align.C, dry_run=True, output=MethodReturnValue.LINES)
    return [line.strip(" ") for line in cast(list[str], lines)]


def _spelt(words: str, known: Container[int]) -> str:
    """Words in the letters the font has: narrow spaces become plain no-break ones, rare letters lose their accent."""
    drawn: list[str] = []
    for letter in re.sub(r"[\t\r\n]", " ", unicodedata.normalize("NFC", words)):
        if ord(letter) in known:
            drawn.append(letter)
        elif unicodedata.category(letter) == "Zs":
            drawn.append("\u00a0")
        else:
            parts = unicodedata.normalize("NFKD", letter)
            drawn += [part for part in parts if ord(part) in known and not unicodedata.combining(part)]
    return re.sub(" +", " ", "".join(drawn)).strip(" ")
