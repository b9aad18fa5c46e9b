"""A survey as a definition, to take away, bring back, take up again or begin from: what it asks, never an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask_babel import lazy_gettext as _l

from clubapp import text
from clubapp.db import act, db
from clubapp.pictures.models import Picture
from clubapp.refusals import Refused
from clubapp.surveys import conditions, kinds
from clubapp.surveys.building import CHOICES, ITEMS, WORDING, Asked, Option, add, set_when
from clubapp.surveys.models import CHOICE, HINT, LABEL, LEAD, TITLE, Choice, Item, Survey
from clubapp.surveys.rules import Plan, items_of, planned, write

FORMAT = 1
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
def define(said: Mapping[str, Any], museum_id: int, *, by: int | None = None) -> Survey:
    """Begin a survey from a definition, whoever wrote it. Raises Unreadable."""
    try:
        return _define(said, museum_id, by)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise Unreadable from fault


def _define(said: Mapping[str, Any], museum_id: int, by: int | None) -> Survey:
    if said["format"] != FORMAT or not isinstance(said["items"], list) or len(said["items"]) > ITEMS:
        raise ValueError
    words: dict[str, Any] = {name: _words(said, name) for name in ("title_fr", "title_en", "lead_fr", "lead_en")}
    identity, points = said["identity"], said.get("points", 0)
    if identity not in ("named", "confidential", "anonymous") or type(points) is not int or not 0 <= points <= 200:
        raise ValueError
    survey = write(Plan(museum_id, **words, identity=identity, points=points), by=by)
    for each in said["items"]:
        _add(survey.id, each, by)
    return survey


def _add(survey_id: int, said: Mapping[str, Any], by: int | None) -> None:
    """Ask what a definition asks, under the codes that its conditions know."""
    if said["kind"] not in kinds.NAMES or len(said["choices"]) > CHOICES:
        raise ValueError
    wording: dict[str, Any] = {name: _words(said, name) for name in WORDING}
    options = [_option(choice) for choice in said["choices"]]
    asked = Asked(**wording, required=said["required"] is True, settings=_settings(said["settings"]))
    item = add(survey_id, said["kind"], asked, by=by)
    item.code = _code(said["code"])
    item.choices = [Choice(position=place, **asdict(option)) for place, option in enumerate(options, 1)]
    db.session.flush()
    if said["when"]:
        set_when(item.id, _when(said["when"]), by=by)


def _words(said: Mapping[str, Any], name: str) -> str:
    words = said.get(name, "")
    if not isinstance(words, str) or len(words) > _LONGEST[name] or not text.is_plain(words):
        raise ValueError
    if name in ("title_fr", "lead_fr", "label_fr") and not words.strip():
        raise ValueError
    return words


def _code(code: Any) -> str:
    if not (isinstance(code, str) and code.isascii() and code.isalnum() and len(code) <= 20):
        raise ValueError
    return code


def _option(said: Mapping[str, Any]) -> Option:
    label_fr, label_en, quota = said["label_fr"], said.get("label_en", ""), said.get("quota")
    for words in (label_fr, label_en):
        if not isinstance(words, str) or len(words) > CHOICE or not text.is_plain(words):
            raise ValueError
    if not label_fr.strip() or said["special"] not in ("", "other", "none") or not (quota is None or quota >= 1):
        raise ValueError
    return Option(label_fr, label_en, _code(said["code"]), said["row"] is True, said["special"], quota and int(quota))


def _settings(said: Mapping[str, Any]) -> dict[str, Any]:
    figures = {name: int(said[name]) for name in _FIGURES if said.get(name) is not None}
    words = {name: str(said[name])[:60] for name in _WORDS if said.get(name)}
    if figures.get("steps", 5) not in kinds.STEPS:
        raise ValueError
    return figures | words | ({"shuffle": True} if said.get("shuffle") is True else {})


def _when(said: Mapping[str, Any]) -> dict[str, Any]:
    clauses = [
        {"of": _code(each["of"]), "is": each["is"], "value": str(each.get("value", ""))[:60]}
        for each in said["clauses"][: conditions.CLAUSES]
    ]
    if said["effect"] not in conditions.EFFECTS or not clauses or said.get("join", "all") not in conditions.JOINS:
        raise ValueError
    if any(each["is"] not in conditions.OPERATORS for each in clauses):
        raise ValueError
    return {"effect": said["effect"], "join": said.get("join", "all"), "clauses": clauses}


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
