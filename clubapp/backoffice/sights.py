"""What the desk sees of what is brought to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from clubapp.db import Rows
from clubapp.shop.models import HandOver

GREEN, AMBER, RED = "green", "amber", "red"


@dataclass(frozen=True, slots=True)
class Card:
    """A member card, and what an agent of this museum may count in for its member."""

    code: str
    balance: int
    activities: Rows


@dataclass(frozen=True, slots=True)
class Sight:
    """What the desk shows of a code: a colour, a sentence, and what may be done."""

    colour: str
    says: str
    row: Any = None  # the claim with its gift, variant and museum
    who: str = ""
    may_hand: bool = False
    undo: HandOver | None = None
    card: Card | None = None
