"""What is said to whoever answers: how their answers are kept, and what the museum will see of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from clubapp import i18n, typography
from clubapp.clock import PARIS
from clubapp.surveys import conditions, kinds
from clubapp.surveys.models import ANONYMOUS, CONFIDENTIAL, NAMED, Answers, Choice, Item

IDENTITIES = {
    NAMED: (
        _l("À votre nom"),
        _l("Le musée lit vos réponses avec votre nom affiché dans le club."),
    ),
    CONFIDENTIAL: (
        _l("Confidentielle"),
        _l(
            "Le musée lit vos réponses sous un numéro tiré au sort, jamais sous votre nom. Le club garde le lien entre "
            "ce numéro et vous, pour que vous soyez le même d'une version de l'enquête à l'autre ; personne de "
            "l'équipe ne le voit, et il disparaît si vous quittez le club."
        ),
    ),
    ANONYMOUS: (
        _l("Anonyme"),
        _l(
            "Rien ne relie vos réponses à vous. Une fois envoyées, elles attendent d'être au moins dix, puis sont "
            "mélangées à toutes les autres, sans jour ni ordre ; les cinq dernières attendent encore, jusqu'à la fin. "
            "Tant qu'elles attendent, et tant que vous n'avez pas envoyé, qui aurait accès à la base entière pourrait "
            "les rapprocher de vous. S'il y a moins de cinq réponses en tout, elles sont détruites."
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A question and its answer, as the museum will read them."""

    item: Item
    lines: list[Markup]


def identity(mode: str) -> str:
    """The name of an identity mode."""
    return str(IDENTITIES[mode][0])


def at_hour(instant: datetime) -> str:
    """The hour of a moment, in Paris."""
    return i18n.hour(instant.astimezone(PARIS).time())


def receipt(items: Sequence[Item], answers: Answers) -> list[Told]:
    """What will be sent: the answers to what is shown, in words; those to what was hidden since are not in it."""
    kept = conditions.kept(items, answers)
    asked = [item for item in conditions.shown(items, answers) if item.kind in kinds.QUESTIONS]
    return [Told(item, lines(item, kept)) for item in asked]


def lines(item: Item, answers: Answers) -> list[Markup]:
    """An answer in words, one line a choice; none when it was left blank."""
    values = answers.get(item.code, [])
    if item.kind == "matrix":
        rows, columns = {row.code: row for row in kinds.rows_of(item)}, kinds.names(item)
        told = (value.partition(":") for value in values)
        return [_pair(_label(rows[row]), _label(columns[column])) for row, _colon, column in told]
    if item.kind == "ranking":
        names = kinds.names(item)
        return [Markup("{}. {}").format(rank, _label(names[code])) for rank, code in enumerate(values, 1)]
    if item.kind in kinds.CHOSEN:
        names, other = kinds.names(item), "".join(answers.get(f"{item.code}-other", []))
        return [_choice(names[code], other) for code in values]
    if item.kind == "rating":
        return [escape(_("%(figure)s sur %(most)s", figure=value, most=kinds.steps(item)[-1])) for value in values]
    if item.kind == "date":
        return [escape(i18n.day(date.fromisoformat(value))) for value in values]
    if item.kind == "number":
        return [escape(_figure(value, str(item.settings.get("unit", "")))) for value in values]
    return [escape(value) for value in values]


def _choice(choice: Choice, other: str) -> Markup:
    return _pair(_label(choice), escape(other)) if choice.special == "other" and other else _label(choice)


def _label(choice: Choice) -> Markup:
    return i18n.reading(choice, "label")


def _pair(one: Markup, other: Markup) -> Markup:
    return Markup("{}{}: {}").format(one, "" if i18n.current() == "en" else typography.NARROW, other)


def _figure(value: str, unit: str) -> str:
    figure = value.replace(".", ",") if i18n.current() == "fr" else value
    return f"{figure}\N{NO-BREAK SPACE}{unit}" if unit else figure
