"""A month of scans: each odd pattern is seen, and none of those that only look like one."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import event, select, text

from clubapp import db as base
from clubapp.activities import scanning, waiting
from clubapp.db import act
from clubapp.museums import rules as museums
from clubapp.posters import rules as posters
from clubapp.posters import suspicions
from clubapp.posters.models import Scan
from tests.conftest import a_member, a_museum, an_activity

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)  # noon in Paris
MONTH_AGO = NOON - timedelta(days=28)
minutes, days, hours = (lambda n, unit=unit: timedelta(**{unit: n}) for unit in ("minutes", "days", "hours"))


@dataclass
class Club:
    """Its codes, and a clock one may move."""

    clock: object
    rouen: list
    daily: str
    elbeuf: list

    def scan(self, who, code, at, told=None):
        self.clock.move_to(at)
        name = f"{who}@club.fr"
        return scanning.scan(a_member(name, who).id, code, f"scan-{who}-{code}-{at.timestamp():.0f}", told).result


@pytest.fixture
def club(db):
    with time_machine.travel(MONTH_AGO - days(1), tick=False) as clock:
        yield act(furnished)(clock)


def furnished(clock):
    a_museum()
    museums.open_museum("elbeuf", "Fabrique des savoirs", "Elbeuf", "iron", "Un musée.")
    rouen = [an_activity(f"À voir {n}")[1] for n in range(12)]
    elbeuf = [an_activity(f"À tisser {n}", museum="elbeuf")[1] for n in range(12)]
    return Club(clock, rouen, an_activity("Chaque jour", limit="daily")[1], elbeuf)


def hurried(club):
    """Twelve codes in four minutes: somebody has a list."""
    for n, code in enumerate(club.rouen):
        club.scan("list", code, MONTH_AGO + days(3) + timedelta(seconds=20 * n))


def far_apart(club):
    """Rouen, then Elbeuf three minutes later: somebody was sent a photograph."""
    club.scan("photograph", club.rouen[0], MONTH_AGO + days(5))
    club.scan("photograph", club.elbeuf[0], MONTH_AGO + days(5) + minutes(3))


def by_night(club):
    """A poster that several members scan from their beds, night after night, through the change of hour."""
    for night in range(4):
        for person in range(2):
            club.scan(f"bed-{night}-{person}", club.elbeuf[11], MONTH_AGO - hours(9) + days(night) + minutes(person))
    club.scan("by-day", club.elbeuf[11], MONTH_AGO + days(2))


def a_school_class(club):
    """Thirty pupils at one poster in three minutes."""
    for pupil in range(30):
        club.scan(f"pupil-{pupil}", club.daily, MONTH_AGO + days(8) + timedelta(seconds=6 * pupil))


def a_family(club):
    """Four people, each at the same five posters, one after the other."""
    for n, code in enumerate(club.rouen[:5]):
        for person in range(4):
            club.scan(f"family-{person}", code, MONTH_AGO + days(9) + minutes(2 * n) + timedelta(seconds=10 * person))


def a_guide(club):
    """Somebody who shows a group how, scanning the same poster again and again, and the next."""
    for n in range(24):
        club.scan("guide", club.rouen[n // 8], MONTH_AGO + days(10) + timedelta(seconds=9 * n))


def a_marathon(club):
    """Every poster of two cities in a day, with the bus between."""
    for n, code in enumerate([*club.rouen, *club.elbeuf]):
        bus = minutes(45) if n >= 12 else minutes(0)
        club.scan("marathon", code, MONTH_AGO + days(11) + minutes(7 * n) + bus)


def a_cellar(club):
    """A telephone that was offline all day, here and there, and sends everything at once at night."""
    for n, code in enumerate([*club.rouen[:11], *club.elbeuf[:11]]):
        told = MONTH_AGO + days(12) + minutes(12 * n)
        club.scan("cellar", code, MONTH_AGO + days(12) + hours(11), told)


def a_passer_by(club):
    """Scans kept in a browser for a visit, and claimed all at once five days later."""
    for n, code in enumerate(club.rouen):
        club.clock.move_to(MONTH_AGO + days(13) + minutes(9 * n))
        scanning.keep("a browser", code, f"kept-{n:04}")
    for later in (days(1), days(6)):
        if later == days(6):
            for n, code in enumerate(club.elbeuf):
                club.clock.move_to(MONTH_AGO + days(14) + minutes(9 * n))
                scanning.keep("another browser", code, f"kept-{n:04}")
        club.clock.move_to(MONTH_AGO + days(13) + later)
        who = a_member("passer-by@club.fr", "passer-by").id
        waiting.keep_waiting(who, "a browser" if later == days(1) else "another browser")


def a_museum_night(club):
    """A poster that a crowd scans after ten o'clock, on the one evening the museum stays open."""
    for person in range(20):
        club.scan(f"night-{person}", club.elbeuf[10], MONTH_AGO + days(16) + hours(11) + minutes(person))


def an_owl(club):
    """A poster scanned once in a while late in the evening, mostly by day."""
    for day in range(12):
        late = hours(11) if day % 4 == 0 else hours(3)
        club.scan(f"owl-{day}", club.rouen[9], MONTH_AGO + days(day) + late)


ODD = {"hurried": hurried, "far_apart": far_apart, "by_night": by_night}
INNOCENT = [a_school_class, a_family, a_guide, a_marathon, a_cellar, a_passer_by, a_museum_night, an_owl]


def seen(club, museum_id=None):
    club.clock.move_to(NOON)
    return suspicions.seen(museum_id)


def test_a_month_of_scans_shows_each_odd_pattern_and_no_innocent(club):
    for live in (*ODD.values(), *INNOCENT):
        act(live)(club)
    found = seen(club)
    assert sorted(each.kind for each in found) == ["by_night", "far_apart", "hurried"]
    told = {each.kind: each.facts for each in found}
    assert (told["hurried"].display_name, told["hurried"].count, told["hurried"].seconds) == ("list", 12, 220)
    assert (told["far_apart"].display_name, told["far_apart"].seconds) == ("photograph", 180)
    assert told["by_night"].code == club.elbeuf[11]
    assert told["by_night"].poster_id == posters.of(club.elbeuf[11]).id
    assert (told["by_night"].by_night, told["by_night"].count, told["by_night"].nights) == (8, 10, 4)
    assert [each.at for each in found] == sorted((each.at for each in found), reverse=True)


@pytest.mark.parametrize("kind", ODD)
def test_an_odd_pattern_is_forgotten_after_a_month(club, kind):
    act(ODD[kind])(club)
    assert [each.kind for each in seen(club)] == [kind]
    club.clock.move_to(NOON + days(40))
    assert suspicions.seen() == []


@pytest.mark.parametrize(
    ("kind", "where"), [("hurried", {"beaux-arts"}), ("far_apart", {"beaux-arts", "elbeuf"}), ("by_night", {"elbeuf"})]
)
def test_a_museum_sees_what_happened_at_its_own(club, kind, where):
    act(ODD[kind])(club)
    assert {code for code in ("beaux-arts", "elbeuf") if seen(club, museums.named(code).id)} == where


@pytest.mark.parametrize("seconds", [26, 27])
def test_ten_posters_in_four_minutes_are_many_and_in_more_are_not(club, seconds):
    for n, code in enumerate(club.rouen[:10]):
        club.scan("walker", code, MONTH_AGO + timedelta(seconds=seconds * n))
    assert len(seen(club)) == (1 if 9 * seconds <= 240 else 0)


@pytest.mark.parametrize(("apart", "count"), [(minutes(9), 1), (minutes(10), 0)])
def test_two_cities_less_than_ten_minutes_apart_are_too_near(club, apart, count):
    club.scan("driver", club.elbeuf[0], MONTH_AGO)
    club.scan("driver", club.rouen[0], MONTH_AGO + apart)
    assert len(seen(club)) == count


def test_who_was_erased_is_suspect_of_nothing(club):
    act(hurried)(club)
    act(far_apart)(club)
    for who in ("list", "photograph"):
        posters.disown(a_member(f"{who}@club.fr", who).id)
    assert seen(club) == []


def test_a_month_is_read_from_its_index_and_the_years_before_are_not(club, db, engine):
    for live in ODD.values():
        act(live)(club)
    club.clock.move_to(NOON)
    plans = []

    def explain(connection, cursor, statement, parameters, *_):
        if "scans" in statement and not statement.startswith("EXPLAIN"):
            how = "EXPLAIN QUERY PLAN " if engine == "sqlite" else "EXPLAIN "
            plans.append([row[-1] for row in connection.exec_driver_sql(how + statement, parameters)])

    db.session.rollback()
    if engine == "postgresql":
        db.session.execute(text("SET LOCAL enable_seqscan = off"))  # a table of some rows is read whole
    event.listen(db.engine, "before_cursor_execute", explain)
    try:
        assert len(suspicions.seen()) == 3
    finally:
        event.remove(db.engine, "before_cursor_execute", explain)
    assert len(plans) == 3
    for plan in plans:
        read = [line for line in plan if re.search(r"\b(on|SCAN|SEARCH) scans|ix_scans", line)]
        assert any("ix_scans_second" in line for line in read), plan
        assert not any(re.search(r"SCAN scans|Seq Scan on scans", line) for line in read), plan


def test_a_scan_of_which_the_time_is_not_known_has_no_second(club):
    at = MONTH_AGO + days(5)
    for n, told in enumerate((None, at - hours(71), at - hours(80), at + hours(1))):
        club.scan("traveller", club.rouen[n], at, told)
    found = base.db.session.scalars(select(Scan.second).order_by(Scan.id)).all()
    assert found == [int(at.timestamp()), int((at - hours(71)).timestamp()), None, int(at.timestamp())]
    posters.disown(a_member("traveller@club.fr", "traveller").id)
    found = base.db.session.scalars(select(Scan.second).order_by(Scan.id)).all()
    assert found == [int(at.timestamp()), None, None, None]
