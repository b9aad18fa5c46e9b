"""Which questions nobody can come to, whatever they answer.

The survey is walked once with every answer that makes a difference to some condition; what no later condition names is
forgotten. The choices of a multiple choice are settled one by one, when a condition first asks. A survey too tangled to
be walked is told too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from flask_babel import gettext as _

from clubapp.surveys import kinds
from clubapp.surveys.conditions import BARE, END, Clause, holds
from clubapp.surveys.models import Item

MOST = 20_000  # different pasts kept at once
_LITTLE = Decimal("0.001")

Fact = tuple[str, ...] | tuple[int, int] | bool
# What was answered to the questions still to be named; of a multiple choice, how many were made and left, and of each
# of its choices that was asked for, whether it was made.
Past = frozenset[tuple[str, Fact]]
Place = tuple[Past, bool]  # with whether what comes now is in a section that is shown


class Tangled(Exception):
    """More pasts than can be told apart."""


@dataclass(frozen=True, slots=True)
class Several:
    """How many may be chosen of a multiple choice, its exclusive choices apart."""

    least: int
    most: int
    choices: int
    exclusive: frozenset[str]

    def may(self, made: int, left: int) -> bool:
        """Whether so many may have been chosen and so many left."""
        return made <= self.most and self.choices - left >= self.least


def unreachable(items: Sequence[Item]) -> dict[str, str]:
    """What nobody can come to, by its code; `items` have no other fault."""
    last = _last(items)
    several = {item.code: _several(item) for item in items if item.kind == "multiple"}
    pasts: set[Place] = {(frozenset(), True)}
    found: dict[str, str] = {}
    for place, item in enumerate(items):
        telling = _telling(item, items) if item.code in last else [None]
        try:
            reached, pasts = _walked(item, pasts, telling, several)
        except Tangled:
            return found | {item.code: _("Trop de conditions se croisent avant cette question : simplifiez-les.")}
        if not reached:
            found[item.code] = _("Personne ne peut y arriver, quoi qu'on réponde : sa condition n'est jamais vraie.")
        pasts = {(frozenset(fact for fact in past if last[fact[0]] > place), shown) for past, shown in pasts}
    return found


def _last(items: Sequence[Item]) -> dict[str, int]:
    """The last place where a condition names each question, and each choice of one."""
    last: dict[str, int] = {}
    for place, item in enumerate(items):
        for clause in item.when.get("clauses", ()):
            last[clause["of"]] = last[_choice(clause)] = place
    return last


def _choice(clause: Clause) -> str:
    return f"{clause['of']}={clause.get('value', '')}"


def _walked(
    item: Item, pasts: Iterable[Place], telling: Sequence[Fact | None], several: Mapping[str, Several]
) -> tuple[bool, set[Place]]:
    """Whether an item is reached from one of these pasts, and what they become once it was answered. Raises Tangled."""
    reached, after = False, set[Place]()
    for before, section in pasts:
        if item.kind != "section" and not section:
            after.add((before, section))
            continue
        for meets, past in _met(item, before, several):
            ends = item.when.get("effect") == END
            if meets and ends:
                continue
            shown = not item.when or meets or ends
            within = shown if item.kind == "section" else section
            reached = reached or shown
            after |= {(past | {(item.code, fact)} if fact and shown else past, within) for fact in telling}
        if len(after) > MOST:
            raise Tangled
    return reached, after


def _met(item: Item, past: Past, several: Mapping[str, Several]) -> Iterator[tuple[bool, Past]]:
    """Whether an item's condition is met, with each past that settles it."""
    ways: list[tuple[bool, Past]] = [(item.when.get("join", "all") == "all", past)]
    for clause in item.when.get("clauses", ()):
        every = item.when.get("join", "all") == "all"
        ways = [
            ((met and held) if every else (met or held), settled)
            for met, before in ways
            for held, settled in _held(clause, before, several)
        ]
    yield from ways


def _held(clause: Clause, past: Past, several: Mapping[str, Several]) -> list[tuple[bool, Past]]:
    """Whether a clause is true, with each past that settles it: two where a choice was not settled yet."""
    of, operator = clause["of"], clause["is"]
    facts = dict(past)
    said = facts.get(of)
    if of not in several:
        return [(holds(clause, {of: [str(value) for value in said]} if isinstance(said, tuple) else {}), past)]
    if operator in BARE:
        return [((said is not None) == (operator == "answered"), past)]
    return [((made == (operator == "is")), settled) for made, settled in _made(clause, past, facts, several[of])]


def _made(clause: Clause, past: Past, facts: Mapping[str, Fact], limits: Several) -> list[tuple[bool, Past]]:
    """Whether a choice was made, with each past that settles it."""
    said, choice = facts.get(clause["of"]), _choice(clause)
    if said is None or isinstance(said, bool) or not isinstance(said[0], int):
        return [(bool(said) and said == (clause["value"],), past)]  # left blank, or answered by an exclusive choice
    if clause["value"] in limits.exclusive:
        return [(False, past)]
    if choice in facts:
        return [(bool(facts[choice]), past)]
    made, left = int(said[0]), int(said[1])
    without = past - {(clause["of"], said)}
    return [
        (truth, without | {(clause["of"], (made + truth, left + (not truth))), (choice, truth)})
        for truth in (True, False)
        if limits.may(made + truth, left + (not truth))
    ]


def _several(item: Item) -> Several:
    exclusive = frozenset(choice.code for choice in item.choices if choice.special == "none")
    plain = len(item.choices) - len(exclusive)
    least, most = item.settings.get("least") or 1, item.settings.get("most") or plain
    return Several(max(least, 1), min(most, plain), plain, exclusive)


def _telling(item: Item, items: Sequence[Item]) -> list[Fact | None]:
    """Answers to a question, one for each way in which the conditions that name it can tell them apart."""
    clauses = [clause for each in items for clause in each.when.get("clauses", ()) if clause["of"] == item.code]
    named = {clause["value"] for clause in clauses if clause["is"] not in BARE}
    blank: list[Fact | None] = [] if item.required else [None]
    if item.kind == "multiple":
        some = (0, 0) if _several(item).may(0, 0) and _several(item).choices else None
        return [*blank, *((code,) for code in sorted(_several(item).exclusive)), *([some] if some else [])]
    if item.kind in kinds.SCALES:
        return [*blank, *((step,) for step in kinds.steps(item))]
    if item.kind in kinds.ONE:
        others = [code for code in kinds.names(item) if code not in named]
        return [*blank, *((code,) for code in [*sorted(named), *others[:1]])]
    if item.kind in ("number", "date"):
        return [*blank, *((value,) for value in _around(item, named))]
    return [*blank, ("…",)]


def _around(item: Item, named: set[str]) -> list[str]:
    """The values named, and one between each and the next."""
    if item.kind == "date":
        days = {date.fromisoformat(value) + timedelta(shift) for value in named for shift in (-1, 0, 1)}
        return [day.isoformat() for day in sorted(days)] or ["2000-01-01"]
    bounds = [Decimal(bound) for name in ("least", "most") if (bound := item.settings.get(name)) is not None]
    near = {Decimal(value) + shift for value in named for shift in (-_LITTLE, 0, _LITTLE)}
    figures = (format(each, "f") for each in sorted(near | set(bounds) | {Decimal(0)}))
    return [figure for figure in figures if kinds.answer(item, figure)]
