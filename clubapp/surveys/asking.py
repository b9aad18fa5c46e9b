"""Of whom a question is asked, as far as the figures of earlier ones tell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clubapp.surveys import conditions, kinds
from clubapp.surveys.models import Item
from clubapp.surveys.withholding import UNASKED, Group, union

When = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asking:
    """The conditions between a question and whoever answers: its own, its section's, those that end the survey."""

    whens: tuple[When, ...]
    named: Mapping[str, Item]  # the questions they name

    @property
    def on_condition(self) -> bool:
        """Whether some may not be asked."""
        return bool(self.whens)

    def told_by(self, cuts: Mapping[str, Sequence[Group]]) -> bool:
        """Whether the figures told of the one question it depends on tell who is asked."""
        if len(self.named) != 1:
            return False
        ((code, item),) = self.named.items()
        if item.kind == "multiple":
            named = {clause["value"] for when in self.whens for clause in when["clauses"] if "value" in clause}
            return code in cuts and {(value,) for value in named if value} <= set(cuts[code])
        if item.kind not in (*kinds.ONE, *kinds.SCALES):
            return False
        asked = {value for value in (*kinds.names(item), UNASKED) if self._asks(code, value)}
        return code in cuts and union(asked, cuts[code])

    def _asks(self, code: str, value: str) -> bool:
        answers = {code: [value]} if value else {}
        return all(conditions.met(when, answers) != (when["effect"] == conditions.END) for when in self.whens)


def asking_of(items: Sequence[Item]) -> dict[str, Asking]:
    """Of whom each question is asked, by its code."""
    return dict(_each(items))


def _each(items: Sequence[Item]) -> Iterator[tuple[str, Asking]]:
    by_code = {item.code: item for item in items}
    ends: tuple[When, ...] = ()
    section: tuple[When, ...] = ()
    for item in items:
        own: tuple[When, ...] = (item.when,) if item.when else ()
        if own and item.when["effect"] == conditions.END:
            ends, own = ends + own, ()
        if item.kind == "section":
            section = own
        whens = ends + section + (own if item.kind != "section" else ())
        named = {clause["of"]: by_code[clause["of"]] for when in whens for clause in when["clauses"]}
        yield item.code, Asking(whens, named)
