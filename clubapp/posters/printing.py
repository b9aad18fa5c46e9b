"""A poster on paper: a page for the museum's wall, read by a phone from across the room; or a label beside a work."""

import re
from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast
from urllib.parse import urlsplit

from flask_babel import gettext as _
from fpdf.drawing_primitives import color_from_hex_string
from fpdf.enums import Align, PathPaintRule

from clubapp import qr
from clubapp.posters import ornament
from clubapp.posters.paper import SIZES, Box, Paper
from clubapp.typography import french

INK = "#1c2233"
INK_SOFT = "#545b6e"
BLACK = "#000000"

MEASURE = 146.0  # mm, the width words may take inside the border
QR_WIDTH = 82.0  # mm, modules only: 60 is asked for, and a phone reads this one from two metres
QR_TOP = 110.0  # mm; the shortest address makes 29 modules, so nothing is written within 11.4 mm of the code

FORMATS = (*SIZES, "labels")  # QR of 58, 82 and 116 mm on A5, A4 and A3

# Eight labels to an A4 sheet, as they are sold ready cut (99.1 × 67.7 mm); mm.
LABEL_WIDTH, LABEL_HEIGHT = 99.1, 67.7
LABELS_LEFT, LABELS_TOP, LABELS_APART = 4.65, 13.1, 2.5
COLUMNS, ROWS = 2, 4
LABEL_QR = 36.0  # modules only: 20 is asked for
SAFE = 6.0  # nothing of a label within this of its edge, where a printer drifts


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
TOLD_HOW = "Open your camera · point it here · see how to earn the points"
ASKED = "Open your camera · point it here · tell us what you think"


@dataclass(frozen=True)
class Placard:
    """What one poster says: `accent` is `#rrggbb`, `address` the exact text of the QR, `language` `fr` or `en`.

    `earns`: whether its scan gives the points; one of a screen or an agent only says how to get them.
    `asks`: it leads to a page that asks what one thinks.
    """

    code: str
    address: str
    title: str
    promise: str
    museum: str
    place: str
    accent: str
    language: str
    earns: bool = True
    asks: bool = False


def printed(placards: Iterable[Placard], made: datetime, size: str = "a4") -> bytes:
    """Print placards in one of FORMATS: a page for each, or labels eight to a sheet; one placard alone fills its sheet.

    The same bytes for the same placards and moment (aware). The sentences of ours come in the language now in force.
    ValueError when there is nothing to print."""
    drawing = drawn(placards, made, size)
    while True:
        try:
            next(drawing)
        except StopIteration as end:
            return cast(bytes, end.value)


def drawn(placards: Iterable[Placard], made: datetime, size: str) -> Generator[int, None, bytes]:
    """As `printed`, a placard at a time: yields how many are drawn, returns the file."""
    shown = [_typeset(placard) if placard.language == "fr" else placard for placard in placards]
    if not shown:
        raise ValueError("no placard to print")
    pdf = Paper("a4" if size == "labels" else size)
    pdf.set_title(shown[0].title if len(shown) == 1 else _("Affiches à imprimer"))
    pdf.set_lang(shown[0].language)
    pdf.set_creator("Le Club des visiteurs")
    pdf.set_creation_date(made)
    if size == "labels" and len(shown) == 1:
        shown *= COLUMNS * ROWS
    for number, placard in enumerate(shown):
        if size == "labels":
            _label_in_its_place(pdf, placard, number)
        else:
            pdf.add_page()
            _page(pdf, placard)
        yield number + 1
    return bytes(pdf.output())


def _typeset(placard: Placard) -> Placard:
    title, promise, museum, place = map(french, (placard.title, placard.promise, placard.museum, placard.place))
    return replace(placard, title=title, promise=promise, museum=museum, place=place)


def _page(pdf: Paper, placard: Placard) -> None:
    where = urlsplit(placard.address).netloc + "/scanner"
    left = (pdf.w - MEASURE) / 2

    def write(words: str, top: float, height: float, size: float, colour: str, spacing: float = 0) -> None:
        pdf.words(words, (left, top, MEASURE, height), size, colour, spacing)

    if placard.accent not in pdf.borders:
        pdf.borders[placard.accent] = ornament.border(placard.accent, pdf.w, pdf.h, margin=10)
    ornament.lay(pdf, pdf.borders[placard.accent])
    write(placard.museum.upper(), 38, 7, 13, placard.accent, spacing=1.6)
    ornament.rosette(pdf, placard.accent, pdf.w / 2, 50, reach=22)
    write(placard.title, 55, 43, 50, INK)
    _code(pdf, placard.address, (pdf.w - QR_WIDTH) / 2, QR_TOP, QR_WIDTH)
    write(placard.promise, 204, 14, 36, ornament.IRON_RED)
    if placard.asks:
        write(_("Ouvrez l'appareil photo · visez · donnez votre avis"), 219.5, 8, 15, INK)
    elif placard.earns:
        write(_("Ouvrez l'appareil photo · visez · vos points arrivent"), 219.5, 8, 15, INK)
    else:
        write(_("Ouvrez l'appareil photo · visez · on vous dit comment"), 219.5, 8, 15, INK)
    write(ASKED if placard.asks else ENGLISH if placard.earns else TOLD_HOW, 227, 5, 10.5, INK_SOFT)
    _letters(pdf, placard.code, (0, 235, pdf.w, 9), 27)
    write(_("ou tapez ce code sur %(address)s", address=where), 244.5, 6, 11.5, INK_SOFT)
    write(_("Le Club des visiteurs, gratuit et pour tous"), 252, 6, 12.5, placard.accent)
    write(placard.place, 259, 6, 10, INK_SOFT)


def _label_in_its_place(pdf: Paper, placard: Placard, number: int) -> None:
    row, column = divmod(number % (COLUMNS * ROWS), COLUMNS)
    if row == column == 0:
        pdf.add_page()
    _label(pdf, placard, LABELS_LEFT + column * (LABEL_WIDTH + LABELS_APART), LABELS_TOP + row * LABEL_HEIGHT)


def _label(pdf: Paper, placard: Placard, x: float, y: float) -> None:
    """A small cartel: the code at the left, what it asks at the right."""
    inside = LABEL_WIDTH - 2 * SAFE
    words = x + SAFE + LABEL_QR + 8
    measure = x + SAFE + inside - words
    pdf.words(placard.museum.upper(), (x + SAFE, y + SAFE, inside, 4), 8, placard.accent, spacing=0.9)
    _code(pdf, placard.address, x + SAFE + 3, y + 15, LABEL_QR)
    pdf.words(placard.title, (words, y + 13, measure, 25), 17, INK)
    pdf.words(placard.promise, (words, y + 39, measure, 9), 13, ornament.IRON_RED)
    _letters(pdf, placard.code, (words, y + 48.5, measure, 5), 11)
    pdf.words(placard.place, (x + SAFE, y + LABEL_HEIGHT - SAFE - 4, inside, 4), 7, INK_SOFT)


def _letters(pdf: Paper, code: str, box: Box, size: float) -> None:
    """The code to type, in letters of one width: nobody takes its 0 for an o, or its 1 for an i."""
    left, top, width, height = box
    pdf.letter("courier", size, style="B", spacing=size / 22)
    pdf.set_text_color(color_from_hex_string(INK))
    pdf.set_xy(left, top)
    pdf.cell(width, height, code, align=Align.C)


def _code(pdf: Paper, address: str, left: float, top: float, width: float) -> None:
    """Black modules as one path, so that no hairline shows between two of them."""
    square = qr.modules(address)
    side = width / len(square)
    with pdf.new_path(paint_rule=PathPaintRule.FILL_NONZERO) as path:
        path.style.fill_color = color_from_hex_string(BLACK)
        path.style.stroke_color = None
        for y, row in enumerate(square):
            for run in re.finditer("1+", "".join("1" if dark else "0" for dark in row)):
                path.rectangle(left + run.start() * side, top + y * side, len(run[0]) * side, side)
