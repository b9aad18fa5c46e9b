"""What a photograph may hang beside: how each is written, by a rule and by staff in a form, and where it is seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from clubapp.activities import rules as activities
from clubapp.activities.models import Activity
from clubapp.db import act, db
from clubapp.pictures import rules
from clubapp.points import badges
from clubapp.points.models import Badge
from tests.conftest import a_museum


@dataclass(frozen=True)
class Thing:
    """One kind of them: its model, its rules, its addresses, what its form holds when it is well filled."""

    model: type
    write: Callable
    rewrite: Callable
    publish: Callable
    edited: type
    staff: str
    new: str
    shown: str
    form: dict
    spoilt: dict

    @act
    def hang(self, number, frame) -> None:
        """Hang one beside what is written already."""
        thing = db.session.get_one(self.model, number)
        thing.picture = rules.hang(thing.picture, frame)


def _draft(title="Le bleu"):
    return activities.Draft(a_museum().id, title, "Blue", "Regardez.", "Look.", 10, "once")


def _badge(title="Le bleu"):
    return badges.Draft(title, "Blue", "Regardez.", "Look.", (badges.Stage(1, because="activity.done"),))


ACTIVITY = Thing(
    Activity,
    lambda **more: activities.write(_draft(), ["Hall"], **more),
    lambda number, **more: activities.rewrite(number, _draft("Le rouge"), **more),
    activities.publish,
    activities.EditedMeanwhile,
    "/equipe/activites",
    "nouvelle",
    "/activites",
    {"museum_id": "1", "title_fr": "Le bleu", "text_fr": "Regardez.", "points": "10", "limit": "once"},
    {"points": "9000"},
)
BADGE = Thing(
    Badge,
    lambda **more: badges.write(_badge(), **more),
    lambda number, **more: badges.rewrite(number, _badge("Le rouge"), **more),
    badges.publish,
    badges.EditedMeanwhile,
    "/equipe/parcours",
    "nouveau",
    "/parcours",
    {
        "name_fr": "Le bleu",
        "text_fr": "Regardez.",
        "what_1": "because:activity.done",
        "times_1": "1",
        "within_days": "",
    },
    {"times_1": "9000"},
)
THINGS = {"an activity": ACTIVITY, "a badge": BADGE}
