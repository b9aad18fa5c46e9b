"""What a line of the Joconde base says of a work, in our columns: read, or said not to be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from clubapp.artworks import dates, makers, sizes
from clubapp.artworks.models import LONGEST, MEASURES, REFERENCE, label

# Which columns of the file fill which of ours: a file without them leaves ours as they are.
FILLS = {
    "inventory": {"inventory"},
    "title_fr": {"title", "named"},
    "maker": {"maker"},
    "date_text": {"made", "period", "year"},
    "domain": {"domain"},
    "technique": {"technique", "support"},
    "school": {"school"},
    "size_text": {"size", "width", "height"},
    "subjects": {"subjects", "genre"},
    "description_fr": {"description"},
    "acquired": {"status", "got", "got_on"},
    "museum_id": {"museofile", "museum", "place"},
    "rights": {"rights"},
    "image_at": {"image"},
}
# Columns that are read, edited and kept together, by the first of them.
TOGETHER = {
    "date_text": ("date_text", "from_year", "to_year"),
    "size_text": ("size_text", *MEASURES),
    "museum_id": ("museum_id", "museofile", "museum_name"),
    "inventory": ("inventory", "label"),
}
LEADER = {column: lead for lead, columns in TOGETHER.items() for column in columns}
UNTITLED = "Sans titre"
_UNKNOWN = "mode d'acquisition inconnu"

Reasons = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Said:
    """What a line says: its reference, our columns, what is to be said of them; `refused` why it can't be kept."""

    reference: str
    columns: Mapping[str, Any]
    reasons: Reasons
    refused: tuple[str, str] | None = None


def read(cells: Mapping[str, str] | None, network: Mapping[str, int], fault: str = "misshapen") -> Said:
    """One line; `network` gives the museums of ours by their Muséofile code, `fault` why there are no cells."""
    if cells is None:
        return Said("", {}, [], (fault, ""))
    said = {column: _visible(makers.present(cell)) for column, cell in cells.items()}
    reference, title = said["reference"], said.get("title") or said.get("named", "")
    if not reference:
        return Said("", {}, [], ("no_reference", ""))
    if len(reference) > REFERENCE:
        return Said(reference[:REFERENCE], {}, [], ("long_reference", ""))
    reasons: Reasons = [] if title else [("no_title", "")]
    columns = {
        "title_fr": title or UNTITLED,
        "maker": _made(said, reasons),
        "domain": _listed(said, "domain"),
        "technique": _listed(said, "technique", "support"),
        "school": _listed(said, "school"),
        "subjects": "\n".join(dict.fromkeys([*makers.values(said.get("genre")), *makers.values(said.get("subjects"))])),
        "description_fr": said.get("description", ""),
        "acquired": _acquired(said),
        "rights": said.get("rights", ""),
        "image_at": said.get("image", "") if said.get("image", "").startswith(("http://", "https://")) else "",
        "inventory": said.get("inventory") or None,
        **_dated(said, reasons),
        **_sized(said, reasons),
        **_housed(said, network, reasons),
    }
    owned = {lead for lead, sources in FILLS.items() if sources & cells.keys()}
    kept = {name: value for name, value in columns.items() if LEADER.get(name, name) in owned}
    return Said(reference, _cut(kept, reasons), reasons)


def _visible(said: str) -> str:
    return "".join(sign for sign in said if sign.isprintable())


def _listed(said: Mapping[str, str], *names: str) -> str:
    return " ; ".join(dict.fromkeys(value for name in names for value in makers.values(said.get(name))))


def _acquired(said: Mapping[str, str]) -> str:
    values = [value for name in ("status", "got", "got_on") for value in makers.values(said.get(name))]
    return ", ".join(dict.fromkeys(value for value in values if value.lower() != _UNKNOWN))


def _made(said: Mapping[str, str], reasons: Reasons) -> str:
    text = " ; ".join(values := makers.values(said.get("maker")))
    if not all(makers.read(value).understood for value in values):
        reasons.append(("maker_unread", text))
    return text


def _dated(said: Mapping[str, str], reasons: Reasons) -> dict[str, Any]:
    """The date in the source's words; years that are not of these words, or of unknown precision, are to be checked."""
    text = said.get("made") or said.get("period") or said.get("year", "")
    exact = dates.read(text)
    years = exact or dates.read(said.get("period", "")) or dates.read(said.get("year", ""))
    if text and exact is None:
        reasons.append(("date_period" if years else "date_unread", text))
    elif text and not (said.get("made") or said.get("period")):
        reasons.append(("date_about", text))
    return {"date_text": text, "from_year": years and years.first, "to_year": years and years.last}


def _sized(said: Mapping[str, str], reasons: Reasons) -> dict[str, Any]:
    text = said.get("size", "")
    if text:
        size = sizes.read(text)
        if not size.whole:
            reasons.append(("size_unread", text))
        return {"size_text": text, **{name: size.measures.get(name) for name in MEASURES}}
    bare = {name: said[name] for name in ("height", "width") if said.get(name)}
    measures = {name: value for name, cell in bare.items() if (value := sizes.number(cell)) is not None}
    if len(measures) < len(bare):
        reasons.append(("size_unread", " ; ".join(bare.values())))
    return {"size_text": sizes.written(measures), **{name: measures.get(name) for name in MEASURES}}


def _housed(said: Mapping[str, str], network: Mapping[str, int], reasons: Reasons) -> dict[str, Any]:
    code = said.get("museofile", "").upper()
    name = said.get("museum") or ", ".join(makers.values(said.get("place")))
    if not code and not name:
        reasons.append(("no_museum", ""))
    return {"museum_id": network.get(code), "museofile": code, "museum_name": name}


def _cut(columns: dict[str, Any], reasons: Reasons) -> dict[str, Any]:
    """The columns, no longer than they may be; what is cut is said."""
    for name, value in columns.items():
        if isinstance(value, str) and len(value) > LONGEST[name]:
            columns[name] = value[: LONGEST[name] - 1].rstrip() + "…"
            reasons.append(("cut", name))
    if "inventory" in columns:
        columns["label"] = label(columns["inventory"]) if columns["inventory"] else None
    return columns


def led(names: Collection[str]) -> list[str]:
    """The first of each group these columns belong to, in a steady order."""
    return sorted({LEADER.get(name, name) for name in names})
