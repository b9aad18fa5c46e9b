"""A table of works as a file: which signs it is written in, which columns it has, one line after another.

Nothing here holds more than a line: a file may be as long as a museum's whole base.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flask_babel import lazy_gettext as _l

from clubapp.refusals import Refused

_PIECE = 2**16
_LONGEST_HEADER = 2**16
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

# What each column is, by the names the known exports give it: the table of paintings with long French names, the
# official export with its four letters, and the same with long names. Case, accents and signs apart.
COLUMNS = {
    "reference": ("Référence", "REF"),
    "inventory": ("INV", "Numéro d'inventaire", "Numero_inventaire", "N° inventaire", "NUMINV"),
    "title": ("titre", "TITR"),
    "named": ("Dénomination", "DENO", "Appellation", "APPL"),
    "maker": ("Auteurs", "Auteur", "AUTR"),
    "made": ("MILL", "Millésime de création", "Millesime_creation", "Date_creation"),
    "period": ("PERI", "Période de création", "Periode_de_creation", "EPOQ", "Epoque"),
    "year": ("anneecreation",),
    "domain": ("DOMN", "Domaine"),
    "technique": ("TECH", "techniques", "Matériaux_techniques", "Matériaux et techniques"),
    "support": ("support",),
    "school": ("Ecole_pays", "ECOL", "Ecole-pays"),
    "size": ("DIMS", "MESU", "Mesures", "Dimensions"),
    "width": ("largeur",),
    "height": ("hauteur",),
    "genre": ("genre",),
    "subjects": ("Sujet_représenté", "SREP", "REPR"),
    "description": ("DESC", "Description"),
    "status": ("Statut_juridique", "STAT"),
    "got": ("Mode_acquisition",),
    "got_on": ("Date_acquisition", "Date d'acquisition", "DACQ"),
    "museofile": ("Identifiant_Museofile", "Code_Museofile", "MUSEO"),
    "museum": ("Nom_officiel_musée", "NOMOFF", "Nom officiel du musée"),
    "place": ("LOCA", "Localisation"),
    "rights": ("COPY", "Artiste_sous_droits", "DROITS"),
    "image": ("image",),
}


class Unreadable(Refused):
    """A file that is no table of works."""

    says = _l("Ce fichier ne se lit pas comme une table : enregistrez-le en CSV, en UTF-8 de préférence.")
    status = 422


class NoReference(Unreadable):
    """No column says which work is which."""

    says = _l("Cette table n'a pas de colonne de références (« Référence » ou « REF ») sur sa première ligne.")


class FileGone(Refused):
    """The file was kept for a while, which is over."""

    says = _l("Le fichier n'est plus gardé : envoyez-le de nouveau.")
    leads_to = "backoffice.artworks.imports.index"


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.lower())
    return re.sub(r"[^a-z0-9]", "", letters)


_KNOWN = {_plain(name): column for column, names in COLUMNS.items() for name in names}


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a file is to be read: its encoding, the sign between cells, and where each known column stands."""

    path: Path
    encoding: str
    delimiter: str
    columns: Mapping[str, int]
    width: int

    @property
    def known(self) -> frozenset[str]:
        """The columns there are."""
        return frozenset(self.columns)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: where it begins in the file, how many bytes were read, its cells by column; none if it has a fault."""

    number: int
    read: int
    cells: Mapping[str, str] | None
    fault: str = ""


def opened(path: Path) -> Sheet:
    """Look at a file's signs and first line. Raises FileGone, Unreadable, NoReference."""
    if not path.is_file():
        raise FileGone
    encoding = _encoding(path)
    try:
        with path.open(encoding=encoding, newline="") as file:
            first = file.readline(_LONGEST_HEADER)
    except UnicodeError as fault:
        raise Unreadable from fault
    if "\0" in first or not first.strip():
        raise Unreadable
    headers = {sign: next(csv.reader([first], delimiter=sign)) for sign in ",;|\t"}
    delimiter = max(headers, key=lambda sign: len(_columns(headers[sign])))
    columns = _columns(headers[delimiter])
    if "reference" not in columns:
        raise NoReference
    return Sheet(path, encoding, delimiter, columns, len(headers[delimiter]))


def _columns(header: list[str]) -> dict[str, int]:
    """Where each known column stands; of two that say the same, the first."""
    places: dict[str, int] = {}
    for place, name in enumerate(header):
        if column := _KNOWN.get(_plain(name)):
            places.setdefault(column, place)
    return places


def _encoding(path: Path) -> str:
    """UTF-8 if all of it is; else what older exports of Windows and of the Ministry are written in."""
    with path.open("rb") as file:
        start = file.read(4)
        for mark, name in _MARKS:
            if start.startswith(mark):
                return name
        file.seek(0)
        for name in ("utf-8", "cp1252"):
            decoder = codecs.getincrementaldecoder(name)()
            try:
                while piece := file.read(_PIECE):
                    decoder.decode(piece)
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                file.seek(0)
                continue
            return name
    return "latin-1"


class _Text:
    """The lines of a text as they stand, of which those that a broken record swallowed are read again."""

    def __init__(self, file: Iterator[str]) -> None:
        self._file = file
        self._again: deque[str] = deque()
        self._done = 0
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._file)
        self.taken.append(line)
        return line

    def begin(self) -> int:
        """Begin a record; the number of its first line."""
        self._done += len(self.taken)
        self.taken.clear()
        return self._done + 1

    def give_back(self) -> None:
        """Keep the first line of this record alone."""
        self._again.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


def lines(sheet: Sheet, after: int = 1) -> Iterator[Line]:
    """The lines that begin after this one (the first holds the names), with what they say; empty ones apart.

    A quote that is never closed would take the following lines for a part of its cell: only its own line is lost.
    """
    with sheet.path.open("rb") as file:
        text = _Text(io.TextIOWrapper(file, encoding=sheet.encoding, newline=""))
        reader = csv.reader(text, delimiter=sheet.delimiter, strict=True)
        while True:
            number = text.begin()
            cells: list[str] | None
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                cells = _of_one_line(sheet, text)
            if number > after and (cells is None or any(cells)):
                said = _by_column(sheet, cells) if cells else None
                yield Line(number, file.tell(), said, "unclosed" if cells is None else "misshapen")


def _of_one_line(sheet: Sheet, text: _Text) -> list[str] | None:
    """The cells of a record whose quotes are not as they should be, if it ends where its line does."""
    if len(text.taken) > 1:
        text.give_back()
        return None
    try:
        return next(csv.reader(text.taken, delimiter=sheet.delimiter))
    except csv.Error:
        return None


def _by_column(sheet: Sheet, cells: list[str]) -> Mapping[str, str] | None:
    if (len(cells) > sheet.width and any(cells[sheet.width :])) or len(cells) <= max(sheet.columns.values()):
        return None
    return {column: cells[place] for column, place in sheet.columns.items()}
