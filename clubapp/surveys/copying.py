"""A survey as a definition, to take away, bring back, take up again or begin from: what it asks, never an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from flask_babel import lazy_gettext as _l

from clubapp import sending, text
from clubapp.db import act, db
from clubapp.pictures.models import Picture
from clubapp.refusals import Refused
from clubapp.surveys import conditions, kinds
from clubapp.surveys.building import CHOICES, ENDS, ITEMS, LARGEST, WORDING, Option
from clubapp.surveys.models import (
    ANONYMOUS,
    CHOICE,
    CONFIDENTIAL,
    HINT,
    LABEL,
    LEAD,
    NAMED,
    TITLE,
    Choice,
    Item,
    Survey,
)
from clubapp.surveys.rules import Plan, items_of, planned, write

FORMAT = 1
IDENTITIES = (NAMED, CONFIDENTIAL, ANONYMOUS)
_LONGEST = {"title_fr": TITLE, "title_en": TITLE, "lead_fr": LEAD, "lead_en": LEAD, "label_fr": LABEL} | {
    **{"label_en": LABEL, "hint_fr": HINT, "hint_en": HINT}
}
_FIGURES = ("least", "most", "steps")  # settings that are whole numbers
_WORDS = ("low_fr", "low_en", "high_fr", "high_en", "unit")  # and those that are words


class Unreadable(Refused):
    """A file that is no definition of a survey."""

    says = _l("Ce fichier n'est pas une enquête enregistrée par ce club : rien n'est créé.")
    status = 422


def definition(survey: Survey) -> dict[str, Any]:
    """What a survey asks, as JSON says it; pictures apart, which stay here."""
    plan = asdict(planned(survey))
    said = {name: plan[name] for name in ("title_fr", "title_en", "lead_fr", "lead_en", "identity", "points")}
    return {"format": FORMAT, **said, "items": [_item(item) for item in items_of(survey.id)]}


def _item(item: Item) -> dict[str, Any]:
    said = {name: getattr(item, name) for name in ("code", "kind", *WORDING, "required", "settings", "when")}
    names = ("code", "label_fr", "label_en", "row", "special", "quota")
    return said | {"choices": [{name: getattr(choice, name) for name in names} for choice in item.choices]}


@act
def define(said: Mapping[str, Any], museum_id: int, *, by: int | None = None, key: str | None = None) -> Survey:
    """Begin a survey from a definition, whoever wrote it; the same key gives the same one.

    Raises Unreadable, SentOtherwise.
    """
    try:
        plan, items = _read(said, museum_id)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise Unreadable from fault
    if known := sending.already(Survey, key, asdict(plan)):
        return known
    survey = write(plan, by=by, key=key)
    for place, item in enumerate(items, 1):
        item.survey_id, item.position = survey.id, place
    db.session.add_all(items)
    db.session.flush()
    return survey


def _read(said: Mapping[str, Any], museum_id: int) -> tuple[Plan, list[Item]]:
    if said["format"] != FORMAT or not isinstance(said["items"], list) or len(said["items"]) > ITEMS:
        raise ValueError
    words: dict[str, Any] = {name: _words(said, name) for name in ("title_fr", "title_en", "lead_fr", "lead_en")}
    identity, points = said["identity"], _whole(said.get("points", 0), 0, 200)
    if identity not in IDENTITIES:
        raise ValueError
    items = [_item_of(each) for each in said["items"]]
    _differ(item.code for item in items)
    return Plan(museum_id, **words, identity=identity, points=points), items


def _item_of(said: Mapping[str, Any]) -> Item:
    """What a definition asks, under the codes that its conditions know."""
    if said["kind"] not in kinds.NAMES or not isinstance(said["choices"], list) or len(said["choices"]) > CHOICES:
        raise ValueError
    item = Item(code=_code(said["code"]), kind=said["kind"], required=said["required"] is True)
    for name in WORDING:
        setattr(item, name, _words(said, name))
    item.settings, item.when = _settings(said["settings"]), _when(said["when"]) if said["when"] else {}
    options = [_option(choice) for choice in said["choices"]]
    _differ(option.code for option in options)
    if any(option.row for option in options) and said["kind"] != "matrix":
        raise ValueError
    item.choices = [Choice(position=place, **asdict(option)) for place, option in enumerate(options, 1)]
    return item


def _differ(codes: Iterable[str]) -> None:
    listed = list(codes)
    if len(set(listed)) < len(listed):
        raise ValueError


def _words(said: Mapping[str, Any], name: str) -> str:
    words = _plain(said.get(name, ""), _LONGEST[name])
    if name in ("title_fr", "lead_fr", "label_fr") and not text.seen(words).strip():
        raise ValueError
    return words


def _plain(words: Any, longest: int) -> str:
    if not isinstance(words, str) or len(words) > longest or not text.is_plain(words):
        raise ValueError
    words.encode()  # half a pair of signs is no sign
    return words


def _whole(figure: Any, least: int, most: int) -> int:
    if type(figure) is not int or not least <= figure <= most:
        raise ValueError
    return figure


def _code(code: Any) -> str:
    if not (isinstance(code, str) and code.isascii() and code.isalnum() and len(code) <= 20):
        raise ValueError
    return code


def _option(said: Mapping[str, Any]) -> Option:
    label_fr, label_en = _plain(said["label_fr"], CHOICE), _plain(said.get("label_en", ""), CHOICE)
    quota = None if said.get("quota") is None else _whole(said["quota"], 1, LARGEST)
    if not text.seen(label_fr).strip() or said["special"] not in ("", "other", "none"):
        raise ValueError
    return Option(label_fr, label_en, _code(said["code"]), said["row"] is True, said["special"], quota)


def _settings(said: Mapping[str, Any]) -> dict[str, Any]:
    figures = {name: _whole(said[name], -LARGEST, LARGEST) for name in _FIGURES if said.get(name) is not None}
    words = {name: _plain(said[name], ENDS) for name in _WORDS if said.get(name)}
    if figures.get("steps", 5) not in kinds.STEPS:
        raise ValueError
    return figures | words | ({"shuffle": True} if said.get("shuffle") is True else {})


def _when(said: Mapping[str, Any]) -> dict[str, Any]:
    effect, join, clauses = said["effect"], said.get("join", "all"), said["clauses"]
    if effect not in conditions.EFFECTS or join not in conditions.JOINS or not isinstance(clauses, list):
        raise ValueError
    if not 1 <= len(clauses) <= conditions.CLAUSES or any(each["is"] not in conditions.OPERATORS for each in clauses):
        raise ValueError
    read = [{"of": _code(each["of"]), "is": each["is"], "value": _plain(each.get("value", ""), 60)} for each in clauses]
    return {"effect": effect, "join": join, "clauses": read}


@act
def duplicate(survey_id: int, *, by: int | None = None) -> Survey:
    """Begin a new version of a survey, with all it asks and its pictures: a draft that follows it."""
    old = db.session.get_one(Survey, survey_id)
    new = define(definition(old), old.museum_id, by=by)
    new.follows_id, new.audience, new.badge_id, new.at_most = old.id, old.audience, old.badge_id, old.at_most
    for theirs, ours in zip(items_of(old.id), items_of(new.id), strict=True):
        ours.picture = _copied(theirs.picture)
        for one, other in zip(theirs.choices, ours.choices, strict=True):
            other.picture = _copied(one.picture)
    db.session.flush()
    return new


def _copied(picture: Picture | None) -> Picture | None:
    """Another row that shows the same files."""
    if picture is None:
        return None
    columns = [column.name for column in Picture.__table__.columns if column.name != "id"]
    return Picture(**{name: getattr(picture, name) for name in columns})
