"""What comes of a line of a file, beside the work it is about: nothing here reads or writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clubapp.artworks import joconde, reasons
from clubapp.artworks.joconde import LEADER, Said
from clubapp.db import AnyRow


@dataclass(frozen=True, slots=True)
class Deed:
    """What comes of a line: the outcome, why, and what changes of the work it is about, if anything."""

    line: int
    said: Said
    outcome: str
    reasons: Sequence[tuple[str, str]]
    work: AnyRow | None = None
    changes: Mapping[str, Any] | None = None
    flagged: bool = False


def of(number: int, said: Said, work: AnyRow | None, overwrite: bool) -> Deed:
    """What comes of a line that can be kept: only what the file says otherwise changes, what was edited here apart."""
    if work is None:
        flags = _flags(said, {}, {"inventory": None, **said.columns})
        columns = dict(said.columns) | {"reference": said.reference, "flags": " ".join(flags), "edited": []}
        why = _why(said, flags)
        return Deed(number, said, "created", why, changes=columns, flagged=bool(flags))
    now, edited = dict(work._mapping), set(work.edited)
    other = {name: value for name, value in said.columns.items() if now[name] != value}
    mine = edited & set(joconde.led(other))
    changes = {name: value for name, value in other.items() if overwrite or LEADER.get(name, name) not in edited}
    taken = set(joconde.led(said.columns)) - (set() if overwrite else edited)
    flags = _flags(said, now, {**now, **changes}, taken)
    if " ".join(flags) != now["flags"]:
        changes["flags"] = " ".join(flags)
    if overwrite and edited & taken:
        changes["edited"] = sorted(edited - taken)
    why = [("changes", " ".join(joconde.led(changes))), *_why(said, flags)] if changes else _why(said, flags)
    if mine:
        why.append(("overwritten" if overwrite else "kept", " ".join(sorted(mine))))
    return Deed(number, said, "changed" if changes else "unchanged", why, work, changes, bool(flags))


def _flags(said: Said, now: Mapping[str, Any], then: Mapping[str, Any], taken: set[str] | None = None) -> list[str]:
    """What is to be checked once the line is taken: what it says itself, and what stood there of what it leaves."""
    read = {code for code, _fact in said.reasons}
    stood = set(now["flags"].split()) if now else set[str]()
    flags = set()
    for code, (_says, settled_by) in reasons.FLAGS.items():
        if code == "no_inventory":
            there = then["inventory"] is None
        elif taken is None or not settled_by or settled_by in taken:
            there = code in read
        else:
            there = code in stood
        if there:
            flags.add(code)
    return sorted(flags)


def _why(said: Said, flags: Sequence[str]) -> list[tuple[str, str]]:
    facts = dict(said.reasons)
    return [(code, facts.get(code, "")[:200]) for code in flags if code in facts or code == "no_inventory"]
