"""A demonstration network: eight museums, their activities and a month of visits, all lived through the rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from clubapp import clock
from clubapp.activities import hearing, rating, scanning
from clubapp.activities import rules as activities
from clubapp.activities.rating import Said
from clubapp.activities.rules import Draft
from clubapp.backoffice import rules as backoffice
from clubapp.db import act
from clubapp.demo.asking import write_surveys
from clubapp.demo.looking import write_works
from clubapp.demo.reading import write_articles
from clubapp.demo.shapes import ActivityWords, BadgeWords, GiftWords, MemberWords
from clubapp.demo.words import (
    ACTIVITIES,
    BADGES,
    CLAIMS,
    GIFTS,
    GRANTS,
    HELD,
    MEMBERS,
    MUSEUMS,
    RATINGS,
    REPORTS,
    STAFF,
    TOGETHER,
)
from clubapp.members import rules as members
from clubapp.museums import rules as museums
from clubapp.points import awarding, badges, granting, holding, ledger, reporting, together
from clubapp.points.badges import Stage
from clubapp.posters import life
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
        for badge in BADGES:
            _engrave(badge, houses, {key: number for key, (number, _code) in codes.items()}, curator)
        _aim_together(curator)
        awarding.review()  # of nobody yet: from here on the ledger gives them
    with clock.at(_ago(OPENED, 10)):
        gifts = {words.key: _stock(words, houses, curator) for words in GIFTS}
    _live(dict(codes))
    _say({key: number for key, (number, _code) in codes.items()}, curator)
    _claim(gifts, houses)
    _give()
    _report({key: number for key, (number, _code) in codes.items()})
    _hold()
    together.count()
    write_works(houses, curator)
    write_articles(houses, curator, members.join("admin@demo.club", "", "fr").id)
    write_surveys(houses, curator)
    for words in ACTIVITIES:
        if words.state == "archived":
            with clock.at(_ago(2, 9)):
                activities.archive(codes[words.key][0], by=curator)
    with clock.at(_ago(1, 9)):
        life.revoke(posters.leading_to(f"/activites/{codes['who-looks'][0]}")[-1].id, by=curator)
    return True


def _write(words: ActivityWords, museum_id: int, by: int) -> tuple[int, str]:
    """Write an activity, publish it unless it is a draft; return its number and its first poster's code."""
    columns = {name: value for name, value in words._asdict().items() if name not in _NO_COLUMN}
    draft = Draft(museum_id=museum_id, **columns)
    activity = activities.write(draft, words.places, by=by)
    if words.state != "draft":
        activities.publish(activity.id, by=by)
        _hang(activity.address, by, scanned=words.proof in ("poster", "question"))
    return activity.id, posters.leading_to(activity.address)[0].code


def _hang(address: str, by: int, *, scanned: bool) -> None:
    """Print the posters of an activity and hang the first; a second place waits for its nail.

    One whose scan counts nothing is not said to hang: its silence would alarm for nothing.
    """
    printed = [life.say_printed(poster.id, by=by) for poster in posters.leading_to(address)]
    if scanned:
        life.say_placed(printed[0].id, by=by)


def _stock(words: GiftWords, houses: dict[str, int], by: int) -> int:
    """Write a gift, put it on its shelves and offer it; return its number."""
    columns = {name: value for name, value in words._asdict().items() if name not in ("key", "shelves", "variants")}
    gift = shop.write(shop.Draft(**columns), words.variants, by=by)
    for variant in shop.variants(gift.id):
        for house, count in words.shelves.items():
            shelf = stocking.shelve(variant.id, houses[house], by=by)
            stocking.restock(shelf.id, count, reason="delivery", by=by)
    return shop.publish(gift.id, by=by).id


def _aim_together(by: int) -> None:
    """Publish the common goal."""
    words = {name: value for name, value in TOGETHER._asdict().items() if name != "days"}
    last_day = clock.today() + timedelta(days=TOGETHER.days)
    goal = together.write(together.Draft(**words, first_day=clock.today(), last_day=last_day), by=by)
    together.publish(goal.id, by=by)


def _engrave(words: BadgeWords, houses: dict[str, int], activities_of: dict[str, int], by: int) -> None:
    """Write a badge, and publish it unless it is a draft."""
    stages = tuple(_stage(kind, which, times, houses, activities_of) for kind, which, times in words.steps)
    said = {name: getattr(words, name) for name in ("name_fr", "name_en", "text_fr", "text_en")}
    draft = badges.Draft(**said, stages=stages, in_order=words.in_order, within_days=words.within_days)
    badge = badges.write(draft, by=by)
    if words.state != "draft":
        badges.publish(badge.id, by=by)


def _stage(kind: str, which: str, times: int, houses: dict[str, int], activities_of: dict[str, int]) -> Stage:
    match kind:
        case "museum":
            return Stage(times, museum_id=houses[which])
        case "activity":
            return Stage(times, about=f"activity:{activities_of[which]}")
        case _:
            return Stage(times, because=which)


def _say(activities_of: dict[str, int], by: int) -> None:
    """Let members say what they thought, and the team answer some and publish some."""
    for words in RATINGS:
        member = members.join(words.email, "", "fr")
        written = Said(
            words.score, words.reasons, words.comment, words.may_publish and bool(words.comment), member.language
        )
        with clock.at(_ago(words.days_ago, 20)):
            said = rating.rate(member.id, activities_of[words.activity], written)
        with clock.at(_ago(words.days_ago - 1, 9)):
            if words.answer:
                hearing.answer(said.id, said.version, words.answer, by=by)
            if words.published or words.answer:
                hearing.publish(said.id, said.version, by=by)


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


def _give() -> None:
    """Let the staff give and take back what visits alone do not explain."""
    for number, words in enumerate(GRANTS):
        who, by = (members.join(email, "", "fr").id for email in (words.member, words.by))
        with clock.at(_ago(words.days_ago, 16)):
            key = f"demo-grant-{number}"
            granting.grant(who, words.points, words.reason, by=by, key=key, note=words.note)


def _report(activities_of: dict[str, int]) -> None:
    """Let some members say what they did not receive, and the staff answer one of them."""
    for number, words in enumerate(REPORTS):
        happened_at, about = _ago(words.days_ago, words.hour), f"activity:{activities_of[words.activity]}"
        with clock.at(happened_at + timedelta(minutes=40)):
            told = reporting.Told(happened_at, words.words, about)
            sent = reporting.report(members.join(words.member, "", "fr").id, told, key=f"demo-report-{number}")
        if words.answer:
            with clock.at(_ago(words.days_ago - 1, 11)):
                by = members.join(words.by, "", "fr").id
                reporting.answer(sent.id, words.answer, by=by, points=words.points)


def _hold() -> None:
    """Hold what one member collected faster than one can walk."""
    who, by = (members.join(email, "", "fr").id for email in HELD)
    gains = {row.Entry.id: int(row.Entry.at.timestamp()) for row in ledger.gains(who, count=4)}
    with clock.at(_ago(1, 10)):
        holding.hold(who, gains, "too_fast", by=by)


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
    """Each joining and each scan of the month, with its time."""
    for person in MEMBERS:
        yield _ago(person.joined_days_ago, 8), person, ""
        for visit in person.visits:
            for number, key in enumerate(visit.activities, start=1):
                yield _ago(visit.days_ago, visit.hour) + timedelta(seconds=visit.pace * number), person, key


def _ago(days: int, hour: int) -> datetime:
    return datetime.combine(clock.today() - timedelta(days=days), time(hour), clock.PARIS)
