"""A demonstration network: eight museums, their activities and a month of visits, all lived through the rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from clubapp import clock
from clubapp.activities import rules as activities
from clubapp.activities import scanning
from clubapp.activities.rules import Draft
from clubapp.backoffice import rules as backoffice
from clubapp.db import act
from clubapp.demo.shapes import ActivityWords, GiftWords, MemberWords
from clubapp.demo.words import ACTIVITIES, CLAIMS, GIFTS, MEMBERS, MUSEUMS, STAFF
from clubapp.members import rules as members
from clubapp.museums import rules as museums
from clubapp.posters import rules as posters
from clubapp.shop import claiming, handing, stocking
from clubapp.shop import rules as shop

OPENED = 45  # days ago
_NO_COLUMN = {"key", "museum", "places", "state"}  # of what is said of an activity


@act
def build() -> bool:
    """Build the demonstration in an empty base, all of it or nothing; False when there is something already."""
    if museums.every():
        return False
    with clock.at(_ago(OPENED, 9)):
        houses = {words.code: museums.open_museum(**words._asdict()).id for words in MUSEUMS}
        for person in STAFF:
            backoffice.appoint(person.email, person.display_name, person.role, houses.get(person.museum or ""))
        curator = members.join("curator@demo.club", "", "fr").id
        codes = {words.key: _write(words, houses[words.museum], curator) for words in ACTIVITIES}
    with clock.at(_ago(OPENED, 10)):
        gifts = {words.key: _stock(words, houses, curator) for words in GIFTS}
    _live(dict(codes))
    _claim(gifts, houses)
    for words in ACTIVITIES:
        if words.state == "archived":
            with clock.at(_ago(2, 9)):
                activities.archive(codes[words.key][0], by=curator)
    return True


def _write(words: ActivityWords, museum_id: int, by: int) -> tuple[int, str]:
    """Write an activity, publish it unless it is a draft; return its number and its first poster's code."""
    columns = {name: value for name, value in words._asdict().items() if name not in _NO_COLUMN}
    draft = Draft(museum_id=museum_id, **columns)
    activity = activities.write(draft, words.places, by=by)
    if words.state != "draft":
        activities.publish(activity.id, by=by)
    return activity.id, posters.leading_to(activity.address)[0].code


def _stock(words: GiftWords, houses: dict[str, int], by: int) -> int:
    """Write a gift, put it on its shelves and offer it; return its number."""
    columns = {name: value for name, value in words._asdict().items() if name not in ("key", "shelves", "variants")}
    gift = shop.write(shop.Draft(**columns), words.variants, by=by)
    for variant in shop.variants(gift.id):
        for house, count in words.shelves.items():
            shelf = stocking.shelve(variant.id, houses[house], by=by)
            stocking.restock(shelf.id, count, reason="delivery", by=by)
    return shop.publish(gift.id, by=by).id


def _claim(gifts: dict[str, int], houses: dict[str, int]) -> None:
    """Let some members spend what they earned, and some come for it."""
    desk = members.join("desk@demo.club", "", "fr").id
    for email, key, house, days, collected in CLAIMS:
        member_id = members.join(email, "", "fr").id
        with clock.at(_ago(days, 18)):
            claimed = claiming.claim(member_id, gifts[key], houses[house], f"demo-{key}-{days}")
        if collected:
            with clock.at(_ago(days - 1, 15)):
                handing.hand_over(claimed.id, by=desk, museum_id=houses[house], nonce=f"demo-{claimed.id}")


def _live(codes: dict[str, tuple[int, str]]) -> None:
    """Let everybody join and scan, in the order it happened."""
    ids: dict[str, int] = {}
    for when, person, scanned in sorted(_moments(), key=lambda moment: (moment[0], moment[1].email)):
        with clock.at(when):
            if person.email not in ids:
                ids[person.email] = members.join(person.email, person.display_name, person.language).id
            if scanned:
                scanning.scan(ids[person.email], codes[scanned][1], f"demo-{when:%Y%m%d%H%M}-{scanned}")


def _moments() -> Iterator[tuple[datetime, MemberWords, str]]:
    """Each joining and each scan of the month, with its time; a visit's scans are four minutes apart."""
    for person in MEMBERS:
        yield _ago(person.joined_days_ago, 8), person, ""
        for visit in person.visits:
            for minutes, key in enumerate(visit.activities, start=1):
                yield _ago(visit.days_ago, visit.hour) + timedelta(minutes=4 * minutes), person, key


def _ago(days: int, hour: int) -> datetime:
    return datetime.combine(clock.today() - timedelta(days=days), time(hour), clock.PARIS)
