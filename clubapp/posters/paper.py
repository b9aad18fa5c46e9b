"""Sheets of paper, and words set in their boxes as large as they hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from math import sqrt
from pathlib import Path
from typing import cast

from fpdf import FPDF
from fpdf.drawing import GraphicsContext
from fpdf.drawing_primitives import color_from_hex_string
from fpdf.enums import Align, MethodReturnValue
from fpdf.fonts import TTFFont

FONT = Path(__file__).parents[2] / "static/vendor/young-serif@5.3.0/young-serif-latin-400-normal.woff2"

# A poster is drawn once, for A4; the other sizes are the same drawing enlarged.
SIZES = {"a5": 1 / sqrt(2), "a4": 1.0, "a3": sqrt(2)}

Box = tuple[float, float, float, float]  # left, top, width, height


class Paper(FPDF):
    """Sheets measured in A4 millimetres, whatever their size: the unit and the letters are enlarged together."""

    def __init__(self, size: str) -> None:
        self.enlarged = SIZES[size]
        super().__init__(unit=self.enlarged * 72 / 25.4, format=(210, 297))
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.c_margin = 0
        self.add_font("club", fname=FONT)
        self.borders: dict[str, GraphicsContext] = {}  # by accent
        self.fitted: dict[tuple[object, ...], tuple[float, list[str]]] = {}  # what each page says again is fitted once

    def letter(self, font: str, points: float, *, style: str = "", spacing: float = 0) -> None:
        """Choose the letters that are written next, as large as they would be on A4."""
        self.set_font(font, style, points * self.enlarged)
        self.set_char_spacing(spacing * self.enlarged)

    def words(self, words: str, box: Box, points: float, colour: str, spacing: float = 0) -> None:
        """Centre words in a box, as large as `points` allows, smaller when they would not hold."""
        words = _spelt(words, cast(TTFFont, self.fonts["club"]).cmap)
        if not words:
            return
        left, top, width, height = box
        asked = words, width, height, points, spacing
        if asked not in self.fitted:
            self.fitted[asked] = self._largest(*asked)
        held, lines = self.fitted[asked]
        leading = _leading(held)
        self.letter("club", held, spacing=spacing)
        self.set_text_color(color_from_hex_string(colour))
        self.set_xy(left, top + (height - leading * len(lines)) / 2)
        self.multi_cell(width, leading, "\n".join(lines), align=Align.C)

    def _largest(self, words: str, width: float, height: float, size: float, spacing: float) -> tuple[float, list[str]]:
        """The most points that hold without cutting a word; an endless word is cut rather than let out."""
        for whole, smallest in (True, size * 0.4), (False, 4):
            points = size
            while points > smallest:
                self.letter("club", points, spacing=spacing)
                lines = self._lines(words, width)
                if _leading(points) * len(lines) <= height and (not whole or " ".join(lines) == words):
                    return points, self._balanced(words, lines, width)
                points *= 0.97
        return points, lines

    def _balanced(self, words: str, lines: list[str], width: float) -> list[str]:
        """As many lines, but of a kind: no last word left alone."""
        for tenths in range(95, 45, -5):
            narrower = self._lines(words, width * tenths / 100)
            if len(narrower) > len(lines) or " ".join(narrower) != words:
                break
            lines = narrower
        return lines

    def _lines(self, words: str, width: float) -> list[str]:
        lines = self.multi_cell(width, text=words, align=Align.C, dry_run=True, output=MethodReturnValue.LINES)
        return [line.strip(" ") for line in cast(list[str], lines)]


def _leading(points: float) -> float:
    """The height of a line, in mm."""
    return points * 0.3528 * 1.16


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
