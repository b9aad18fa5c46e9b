"""Codes a person may type: one alphabet, one kind letter, eight random symbols, written `P-7K3Q-9XWD`."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
POSTER, VOUCHER, TICKET, CARD, HANDOVER = KINDS = "PVTMH"

_LOOKALIKES = str.maketrans("OIL", "011")
_SHAPE = re.compile(rf"([{KINDS}])([{ALPHABET}]{{4}})([{ALPHABET}]{{4}})")


@dataclass(frozen=True, slots=True)
class Code:
    """A well-formed code; `str()` is how it is written and stored."""

    kind: str
    symbols: str

    def __str__(self) -> str:
        return f"{self.kind}-{self.symbols[:4]}-{self.symbols[4:]}"


def symbols(count: int) -> str:
    """`count` random symbols of the alphabet, five bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(count))


def new(kind: str) -> str:
    """A new random code of this kind, as written."""
    return str(Code(kind, symbols(8)))


def tidy(typed: str) -> str:
    """Upper case, without spaces, dashes and stops, look-alike letters read as the digits they resemble."""
    return re.sub(r"[\s._\-‐-―−]+", "", typed).upper().translate(_LOOKALIKES)


def read(typed: str) -> Code | None:
    """The code in what was typed, pasted or scanned (a bare code or an address ending in `/q/<code>`)."""
    last = typed.strip()[:200].split("?")[0].rstrip("/").rpartition("/")[2]
    found = _SHAPE.fullmatch(tidy(last))
    return Code(found[1], found[2] + found[3]) if found else None
