"""Building a survey: what it asks, in which order, on which conditions; once begun, only its wording changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from clubapp.db import act, db
from clubapp.pictures import rules as pictures
from clubapp.pictures.rules import Frame
from clubapp.refusals import Refused
from clubapp.surveys import kinds, lint
from clubapp.surveys.models import DRAFT, Choice, Item, Survey
from clubapp.surveys.rules import Begun, begun, changed, fix, held, items_of

ITEMS = 100  # of a survey
CHOICES = 40  # of a question
LARGEST = 1_000_000_000  # a figure of a setting
ENDS = 60  # signs, for the words at the ends of a scale and for a unit
WORDING = ("label_fr", "label_en", "hint_fr", "hint_en")


class TooMany(Refused):
    """No survey is that long."""

    says = _l("C'est assez pour une enquête : coupez-la en deux.")
    status = 422


class Spoilt(Refused):
    """Visitors would come before something that lacks what it needs."""

    says = _l(
        "Cette enquête est programmée ou ouverte, et il lui manquerait quelque chose : rien n'est changé. "
        "Reprenez-la d'abord, ou complétez tout en une fois."
    )


@dataclass(frozen=True, slots=True)
class Option:
    """A choice as staff write it; without a code it is a new one."""

    label_fr: str
    label_en: str = ""
    code: str = ""
    row: bool = False
    special: str = ""
    quota: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What staff write of a question or a block."""

    label_fr: str
    label_en: str = ""
    hint_fr: str = ""
    hint_en: str = ""
    required: bool = False
    settings: dict[str, Any] = field(default_factory=dict)
    choices: tuple[Option, ...] = ()
    when: dict[str, Any] | None = None  # as it was


@act
def add(
    survey_id: int,
    kind: str,
    asked: Asked,
    version: int | None = None,
    *,
    by: int | None = None,
    frame: Frame | None = None,
) -> Item:
    """Ask one thing more, at the end. Raises EditedMeanwhile, Begun, TooMany, Spoilt."""
    assert kind in kinds.NAMES
    survey = _open_to_change(survey_id, version)
    items = items_of(survey_id)
    if len(items) >= ITEMS:
        raise TooMany
    position = items[-1].position + 1 if items else 1
    item = Item(survey_id=survey_id, position=position, code=_code({each.code for each in items}, "q"), kind=kind)
    db.session.add(item)
    _put(item, asked)
    item.picture = pictures.hang(None, frame)
    db.session.flush()
    _restructured(survey, by)
    return item


@act
def edit(
    item_id: int, asked: Asked, version: int | None = None, *, by: int | None = None, frame: Frame | None = None
) -> Item:
    """Change what is asked; once begun, its words only. Raises EditedMeanwhile, Begun, TooMany, Spoilt."""
    item, survey = _item(item_id, version)
    if begun(survey):
        _reword(survey, item, asked, by)
        changed(survey, by)
    else:
        _put(item, asked)
        item.picture = pictures.hang(item.picture, frame)
        _restructured(survey, by)
    return item


@act
def set_when(item_id: int, when: dict[str, Any], version: int | None = None, *, by: int | None = None) -> Item:
    """Say when it is shown, or that the survey may end before it. Raises EditedMeanwhile, Begun, Spoilt."""
    item, survey = _item(item_id, version)
    if begun(survey):
        raise Begun
    item.when = when
    _restructured(survey, by)
    return item


@act
def illustrate(choice_id: int, frame: Frame, *, by: int | None = None) -> Choice:
    """Give a choice its picture. Raises Begun."""
    choice = db.session.get_one(Choice, choice_id)
    _asked, survey = _item(choice.item_id)
    if begun(survey):
        raise Begun
    choice.picture = pictures.hang(choice.picture, frame)
    changed(survey, by)
    return choice


@act
def remove(item_id: int, *, by: int | None = None) -> Survey:
    """Ask it no more. Raises Begun, Spoilt."""
    item, survey = _item(item_id)
    if begun(survey):
        raise Begun
    db.session.delete(item)
    return _restructured(survey, by)


@act
def move(item_id: int, step: int, *, by: int | None = None) -> Survey:
    """Ask it one place sooner (-1) or later (1); at the end of the list nothing moves. Raises Begun, Spoilt."""
    item, survey = _item(item_id)
    if begun(survey):
        raise Begun
    items = items_of(survey.id)
    here = next(place for place, each in enumerate(items) if each.id == item_id)
    if 0 <= here + step < len(items):
        other = items[here + step]
        item.position, other.position = other.position, item.position
    return _restructured(survey, by)


def _restructured(survey: Survey, by: int | None) -> Survey:
    """Note a change of what is asked; of what visitors may come to, none leaves a fault. Raises Spoilt."""
    db.session.flush()
    if survey.state != DRAFT and lint.faults(items_of(survey.id), survey.identity):
        raise Spoilt
    return changed(survey, by)


def _put(item: Item, asked: Asked) -> None:
    """Write what is asked, with its choices in their order: those that have gone are gone."""
    if len(asked.choices) > CHOICES:
        raise TooMany
    for name in (*WORDING, "required", "settings"):
        setattr(item, name, getattr(asked, name))
    if asked.when is not None:
        item.when = asked.when
    known = {choice.code: choice for choice in item.choices}
    taken, choices = set(known), []
    for position, option in enumerate(asked.choices, 1):
        choice = known.get(option.code) or Choice(code=_code(taken, "r" if option.row else "c"))
        taken.add(choice.code)
        choice.position = position
        for name in ("label_fr", "label_en", "row", "special", "quota"):
            setattr(choice, name, getattr(option, name))
        choices.append(choice)
    item.choices = choices
    db.session.flush()


def _code(taken: set[str], letter: str) -> str:
    """A short name nothing here has, and that no earlier thing had if it still counts."""
    return next(code for n in range(1, len(taken) + 2) if (code := f"{letter}{n}") not in taken)


def _reword(survey: Survey, item: Item, asked: Asked, by: int | None) -> None:
    """Put the words of an item and its choices right; anything else is refused. Raises Begun."""
    options = {option.code: option for option in asked.choices}
    same = item.required == asked.required and item.settings == asked.settings and asked.when in (None, item.when)
    same = same and [choice.code for choice in item.choices] == list(options)
    same = same and all(
        (choice.special, choice.quota, choice.row) == (option.special, option.quota, option.row)
        for choice in item.choices
        if (option := options.get(choice.code))
    )
    if not same:
        raise Begun
    fix(survey, item.code, item, {name: getattr(asked, name) for name in WORDING}, by)
    for choice in item.choices:
        said = {name: getattr(options[choice.code], name) for name in ("label_fr", "label_en")}
        fix(survey, f"{item.code}.{choice.code}", choice, said, by)


def _item(item_id: int, version: int | None = None) -> tuple[Item, Survey]:
    survey_id = db.session.scalars(select(Item.survey_id).where(Item.id == item_id)).one()
    survey = held(survey_id, version)
    return db.session.get_one(Item, item_id), survey


def _open_to_change(survey_id: int, version: int | None) -> Survey:
    survey = held(survey_id, version)
    if begun(survey):
        raise Begun
    return survey
