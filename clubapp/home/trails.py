"""Trails: the badges of the club, and how far a visitor is on the way to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from clubapp import web
from clubapp.activities import rules as activities
from clubapp.activities.categories import category
from clubapp.activities.models import Activity
from clubapp.articles.models import FINISHED
from clubapp.db import AnyRow
from clubapp.labels.models import READ
from clubapp.members.access import reader
from clubapp.museums import rules as museums
from clubapp.points import awarding
from clubapp.points.awarding import Road

bp = Blueprint("trails", __name__, url_prefix="/parcours")
room = "trails/"

_LISTS = {FINISHED: "articles.index", READ: "labels.index"}  # where what is done elsewhere is done


@dataclass(frozen=True, slots=True)
class Station:
    """A place on the map of a trail: its plate, its words, where it leads, and how often one has been there."""

    step: AnyRow
    done: int
    activity: Activity | None
    museum: AnyRow | None

    @property
    def seed(self) -> str:
        """What its plate is drawn from."""
        if self.activity:
            return self.activity.title_fr
        return self.museum.name if self.museum else category(self.step.category) or self.step.because or ""

    @property
    def leads_to(self) -> str:
        """Where the step is taken."""
        if self.activity:
            return url_for("activities.show", activity_id=self.activity.id)
        if self.step.because in _LISTS:
            return url_for(_LISTS[self.step.because])
        asked = {"musee": self.museum and self.museum.code, "categorie": self.step.category}
        return url_for("activities.to_do", **{name: word for name, word in asked.items() if word})


def _member_id() -> int | None:
    member = reader()
    return member and member.id


def _mapped(roads: Sequence[Road]) -> list[tuple[Road, list[Station]]]:
    """Each road with the places on its map."""
    numbers = [number for road in roads for step, _done in road.steps if (number := _activity(step.about))]
    titles, houses = activities.titles(numbers), {museum.id: museum for museum in museums.every()}
    return [
        (
            road,
            [
                Station(step, done, titles.get(_activity(step.about)), houses.get(step.museum_id))
                for step, done in road.steps
            ],
        )
        for road in roads
    ]


def _activity(about: str | None) -> int:
    """The number in "activity:7"; 0 in another thing."""
    room, _colon, number = (about or "").partition(":")
    return int(number) if room == "activity" else 0


@bp.get("")
def index() -> ResponseReturnValue:
    roads = awarding.roads(_member_id(), before=web.before())
    last = roads[-1].badge.badge_id if len(roads) == awarding.PAGE else None
    return render_template(room + "index.html", mapped=_mapped(roads), last=last)


@bp.get("/<int:badge_id>")
def show(badge_id: int) -> ResponseReturnValue:
    road = awarding.road(badge_id, _member_id()) or abort(404)
    ((road, stations),) = _mapped([road])
    return render_template(room + "show.html", road=road, stations=stations, next=_next(road, stations))


def _next(road: Road, stations: Sequence[Station]) -> Station | None:
    """The first place one has not been to."""
    left = (station for station in stations if station.done < station.step.times)
    return None if road.badge.state == "archived" else next(left, None)
