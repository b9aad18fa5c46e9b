"""What a survey still lacks before it may open: each fault by the code of the item it stands in, "" for the whole."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from clubapp.surveys import conditions, kinds, reaching
from clubapp.surveys.models import NAMED, Item

FEW = 2  # choices


def faults(items: Sequence[Item], identity: str = NAMED) -> dict[str, str]:
    """What stands in the way of opening a survey of this identity mode, in its order."""
    found = {item.code: words for item in items if (words := _of(item))}
    if identity != NAMED:
        told = _("Une limite dit à tous quand un choix est pris : elle n'est possible que si l'on répond à son nom.")
        limited = (item.code for item in items if any(choice.quota for choice in item.choices))
        found |= {code: told for code in limited if code not in found}
    if not any(item.kind in kinds.QUESTIONS for item in items):
        found[""] = _("Posez au moins une question.")
    tangled = conditions.faults(items)
    if not (found or tangled):
        tangled = reaching.unreachable(items)
    return found | tangled


def _of(item: Item) -> str | None:
    choices = kinds.columns_of(item)
    if item.kind in kinds.CHOSEN and len(choices) < FEW:
        return _("Donnez-lui au moins deux choix.")
    if item.kind == "matrix" and not kinds.rows_of(item):
        return _("Donnez-lui au moins une ligne.")
    if item.kind == "picture" and any(choice.picture is None for choice in choices if not choice.special):
        return _("Donnez une image à chaque choix.")
    if item.kind == "image" and item.picture is None:
        return _("Choisissez l'image.")
    if item.kind == "multiple":
        least, most = item.settings.get("least") or 0, item.settings.get("most") or len(choices)
        if least > most or least > len(choices):
            return _("Personne ne peut cocher tant de choix : vérifiez le moins et le plus.")
    if item.kind == "number" and not _in_order(item.settings.get("least"), item.settings.get("most")):
        return _("Le plus petit nombre dépasse le plus grand.")
    return None


def _in_order(least: int | None, most: int | None) -> bool:
    return least is None or most is None or least <= most
