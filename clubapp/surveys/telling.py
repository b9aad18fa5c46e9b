"""The words in which figures are told."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from clubapp import i18n
from clubapp.surveys import kinds
from clubapp.surveys.models import Item
from clubapp.surveys.withholding import UNASKED
from clubapp.typography import NARROW

PARTS = {"favour": _l("9 ou 10"), "neither": _l("7 ou 8"), "against": _l("de 0 à 6")}


def called(item: Item, codes: Sequence[str]) -> Markup:
    """What answers to a question are called, together; figures that follow each other by their ends."""
    plain = [code for code in codes if code != UNASKED]
    if item.kind in kinds.SCALES and len(plain) > 1:
        words = [escape(_("de %(low)s à %(high)s", low=plain[0], high=plain[-1]))]
    else:
        names = kinds.names(item)
        words = [
            escape(name) if isinstance(name := names[code], str) else i18n.reading(name, "label") for code in plain
        ]
    if UNASKED in codes:
        words.append(escape(_("ou question non posée")))
    return Markup(", ").join(words)


def line(item: Item, code: str) -> Markup:
    """What a line of a matrix, or a choice, is called."""
    return i18n.reading(next(choice for choice in item.choices if choice.code == code), "label")


def percent(share: float) -> str:
    """A share in whole hundredths, on one line."""
    return _("%(share)s %%", share=round(100 * share)).replace(" ", NARROW)


def signed(score: int) -> str:
    """A score with its sign."""
    return f"{score:+}".replace("-", "−") if score else "0"


def part(name: str) -> str:
    """A part of those who were asked whether they recommend."""
    return str(PARTS[name])
