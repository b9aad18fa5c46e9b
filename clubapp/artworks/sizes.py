"""How large a work is, as museums write it: “H. 10,4 x D. 6,8 cm”, “Hauteur en cm 24 ; Largeur en cm 32”."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

NAMES = ("height", "width", "depth", "diameter")
LARGEST = 100_000.0  # centimetres
_SIGNS = {"height": "H.", "width": "l.", "depth": "P.", "diameter": "D."}
_UNITS = {"mm": 0.1, "cm": 1.0, "dm": 10.0, "m": 100.0}
# Capitals count: “l.” is a width, “L.” a length. What has no column of ours, a length or a weight, stays in the text.
_MEANS = (
    (r"[Hh]auteur|H|Ht|h", "height"),
    (r"[Ll]argeur|l|la|La|larg", "width"),
    (r"[Pp]rofondeur|P|Pr|p|prof|Prof|[ÉEée]paisseur|E|Ep|Ép|ép|ep|e", "depth"),
    (r"[Dd]iam[èe]tre|D|d|[Dd]iam|Ø|∅", "diameter"),
    (r"[Ll]ongueur|L|Lo|long|Long|[Pp]oids|Pds|pds", ""),
)
_NAME = "|".join(f"(?P<m{place}>{words})" for place, (words, _name) in enumerate(_MEANS))
_MEASURE = re.compile(
    rf"(?:{_NAME})(?:\.|\b|(?=\d)) ?(?:en )?(?P<before>mm|cm|dm|m)?\.? ?[:=]? ?"
    r"(?P<figure>\d{1,6}(?:[.,]\d{1,3})?) ?(?P<after>mm|cm|dm|m|kg|g)?\b\.?"
)
_BETWEEN = re.compile(r"[\s;,x×X/]*")


@dataclass(frozen=True, slots=True)
class Size:
    """What was read, in centimetres, by the name of its column; and whether all of the text was."""

    measures: dict[str, float] = field(default_factory=dict)
    whole: bool = True


def read(text: str) -> Size:
    """The measures a text names one by one. A measure said twice, otherwise, is none: nobody guesses which."""
    said = " ".join(text.split())
    found = list(_MEASURE.finditer(said))
    left = _MEASURE.sub("\n", said)
    if not found or not all(_BETWEEN.fullmatch(piece) for piece in left.split("\n")):
        return Size({}, whole=False)
    values: dict[str, set[float]] = {}
    for one, unit in zip(found, _units([one["before"] or one["after"] for one in found]), strict=True):
        if name := next(name for place, (_words, name) in enumerate(_MEANS) if one[f"m{place}"]):
            values.setdefault(name, set()).add(_centimetres(one["figure"], unit) if unit else 0)
    sure = {name: value for name, (value, *others) in values.items() if not others and 0 < value <= LARGEST}
    return Size(sure, whole=len(sure) == len(values))


def _units(said: list[str | None]) -> list[str | None]:
    """The unit of each figure: its own, else that of the next that has one; centimetres where none is said at all."""
    if not any(said):
        return ["cm"] * len(said)
    units: list[str | None] = []
    for unit in reversed(said):
        units.insert(0, unit or (units[0] if units else None))
    return units


def _centimetres(figure: str, unit: str) -> float:
    return round(float(figure.replace(",", ".")) * _UNITS.get(unit, 0), 3)


def number(text: str) -> float | None:
    """A bare measure in centimetres, such as a column of them holds; None when it is not one."""
    if not re.fullmatch(r"\d{1,6}(?:[.,]\d{1,3})?", text.strip()):
        return None
    value = float(text.strip().replace(",", "."))
    return value if 0 < value <= LARGEST else None


def written(measures: dict[str, float]) -> str:
    """Measures as a wall label says them in French."""
    said = [f"{_SIGNS[name]} {figure(measures[name])}" for name in NAMES if name in measures]
    return " × ".join(said) + " cm" if said else ""


def figure(measure: float) -> str:
    """A measure as it is written in French: no more decimals than it has."""
    return f"{measure:.3f}".rstrip("0").rstrip(".").replace(".", ",")
