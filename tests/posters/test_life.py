"""The life of a poster: printed, placed, silent one day, revoked and replaced."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select, text

from clubapp import codes
from clubapp.activities import scanning, waiting
from clubapp.journal.models import Line
from clubapp.points import ledger
from clubapp.posters import keeping, life
from clubapp.posters import rules as posters
from clubapp.posters.models import NEXT, Poster
from tests.conftest import a_member, a_staff, an_activity

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)
SAYS = {"printed": life.say_printed, "placed": life.say_placed, "revoked": life.revoke}
WAYS = {"draft": (), "printed": ("printed",), "placed": ("printed", "placed"), "revoked": ("revoked",)}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


def a_poster(state="draft", **kwargs):
    """A poster in this state, and its code."""
    _, code = an_activity(**kwargs)
    number = posters.of(code).id
    for step in WAYS[state]:
        SAYS[step](number)
    return number, code


def state(number):
    return posters.db.session.get(Poster, number, populate_existing=True).state


@pytest.mark.parametrize("to", SAYS)
@pytest.mark.parametrize("begins", NEXT)
def test_a_poster_goes_where_the_table_says_and_nowhere_else(db, begins, to):
    number, _ = a_poster(begins)
    if to in NEXT[begins]:
        SAYS[to](number)
        assert state(number) == to
    else:
        with pytest.raises(life.NotSo):
            SAYS[to](number)
        assert state(number) == begins


@pytest.mark.parametrize(("begins", "result"), [*((each, "credited") for each in WAYS if each != "revoked")])
def test_a_poster_credits_in_every_state_but_revoked(db, begins, result):
    _, code = a_poster(begins)
    assert scanning.scan(a_member().id, code, "scan-0001").result == result


def test_a_revoked_poster_credits_nothing_and_the_one_in_its_place_does(db):
    number, code = a_poster("placed")
    alice = a_member().id
    newer = life.revoke(number)
    assert codes.read(newer.code).kind == codes.POSTER
    assert scanning.scan(alice, code, "scan-0001").result == "revoked"
    assert (ledger.balance(alice), ledger.history(alice)) == (0, [])
    assert scanning.scan(alice, newer.code, "scan-0002").result == "credited"
    old = db.session.get(Poster, number)
    assert (newer.place, newer.leads_to, newer.museum_id, newer.state) == (
        old.place,
        old.leads_to,
        old.museum_id,
        "draft",
    )


def test_a_scan_answered_before_the_revocation_keeps_its_answer(db):
    number, code = a_poster("placed")
    alice = a_member().id
    first = scanning.scan(alice, code, "scan-0001")
    life.revoke(number)
    assert scanning.scan(alice, code, "scan-0001") == first
    assert first.result == "credited"


def test_an_old_code_says_where_the_last_of_its_successors_hangs(db):
    number, code = a_poster(places=("Hall",))
    second = life.revoke(number)
    third = life.revoke(second.id)
    fourth = life.revoke(third.id)
    old = (code, second.code, third.code)
    assert {db.session.scalar(select(Poster.replaced_by).where(Poster.code == each)) for each in old} == {fourth.id}
    assert {tuple(life.instead_of(each)) for each in old} == {("Hall", "draft", "Musée des Beaux-Arts")}
    assert [each.code for each in life.revoked_for(fourth.id)] == [third.code, second.code, code]
    assert life.instead_of(fourth.code) is None


def test_a_draft_s_revoked_poster_is_as_unknown_as_any(db):
    number, code = a_poster()
    db.session.rollback()
    posters.act(lambda: db.session.execute(text("UPDATE activities SET state = 'draft'")))()
    life.revoke(number)
    assert scanning.scan(a_member().id, code, "scan-0001").result == "unknown"


def test_a_scan_kept_before_the_revocation_counts_when_its_owner_comes_and_one_after_is_not_kept(db):
    number, code = a_poster("placed")
    alice = a_member().id
    assert scanning.keep("a browser", code, "scan-0001").result == "kept"
    life.revoke(number)
    assert scanning.keep("another browser", code, "scan-0002").result == "revoked"
    assert [each.scan_id for each in keeping.waiting("another browser")] == []
    assert [each.result for each in waiting.keep_waiting(alice, "a browser")] == ["credited"]
    assert ledger.balance(alice) == 20


def test_the_revoked_leave_the_lists_that_print_and_stay_on_the_page_of_all(db):
    number, code = a_poster(places=("Hall", "Escalier"))
    newer = life.revoke(number)
    museum, leads_to = newer.museum_id, newer.leads_to
    assert [each.id for each in posters.of_museum(museum)] == [number + 1, newer.id]
    assert [each.id for each in posters.leading_to(leads_to)] == [number + 1, newer.id]
    assert [row.Poster.id for row in life.page()] == [newer.id, number + 1, number]
    assert life.page()[-1].Poster.code == code


def test_each_step_is_written_in_the_journal_with_who_said_it(db):
    number, _ = a_poster()
    sam = a_staff().id
    for says in SAYS.values():
        says(number, by=sam)
    lines = db.session.scalars(select(Line).where(Line.act.like("poster.%")).order_by(Line.id)).all()
    assert [(line.act, line.about, line.by) for line in lines] == [
        (f"poster.{step}", f"poster:{number}", sam) for step in SAYS
    ]


def test_the_page_counts_credited_scans_and_says_when_the_last_attempt_was(db, clock):
    number, code = a_poster(limit="daily")
    alice = a_member().id
    for day in range(3):
        clock.move_to(NOON + timedelta(days=day))
        scanning.scan(alice, code, f"scan-a{day}")
    clock.shift(timedelta(hours=1))
    scanning.scan(alice, code, "scan-again")
    an_activity("Une autre")
    told = [(row.Poster.id == number, row.scans, row.lately, row.last_scan) for row in life.page()]
    assert told == [(False, 0, 0, None), (True, 3, 3, NOON + timedelta(days=2, hours=1))]
    assert posters.credited_since(NOON) == 2
    assert [life.a_day(row) for row in life.page()] == [0, 1]
    assert [row.Poster.code for row in life.page(count=1, before=life.page()[0].Poster.id)] == [code]


def test_scans_a_day_are_told_of_the_last_thirty(db, clock):
    number, code = a_poster(limit="daily")
    alice = a_member().id
    for day in range(15):
        clock.move_to(NOON + timedelta(days=day))
        scanning.scan(alice, code, f"scan-{day:04}")
    clock.move_to(NOON + timedelta(days=39))
    assert (life.shown(number).lately, life.a_day(life.shown(number))) == (5, 5 / 30)


def test_the_days_of_a_poster_are_those_of_paris_through_the_night_the_clocks_change(db, clock):
    number, code = a_poster(limit="daily")
    # 23:30 on the 24th, then 00:30 and 23:30 on the 25th, which has 25 hours, then 00:30 on the 26th.
    for n, at in enumerate(["2026-10-24T21:30", "2026-10-24T22:30", "2026-10-25T22:30", "2026-10-25T23:30"]):
        clock.move_to(datetime.fromisoformat(at).replace(tzinfo=UTC))
        scanning.scan(a_member(f"n{n}@club.fr", "Nour").id, code, "scan-0001")
    days = life.by_day(number)
    assert (len(days), days[-1][0], days[0][0]) == (30, date(2026, 10, 26), date(2026, 9, 27))
    assert days[-3:] == [(date(2026, 10, 24), 1), (date(2026, 10, 25), 2), (date(2026, 10, 26), 1)]
    assert sum(count for _, count in days) == 4


def test_silence_is_told_of_the_posters_that_hang_fourteen_days_after_their_last_scan(db, clock):
    number, code = a_poster("placed", limit="daily")
    drafted, _ = a_poster(title="Une autre")
    told = {}
    for day in (13, 14, 20):
        clock.move_to(NOON + timedelta(days=day))
        told[day] = [life.silent_days(life.shown(each)) for each in (number, drafted)]
    assert told == {13: [None, None], 14: [14, None], 20: [20, None]}
    scanning.keep("a browser", code, "scan-0001")
    assert life.silent_days(life.shown(number)) is None
    clock.shift(timedelta(days=15))
    assert life.silent_days(life.shown(number)) == 15
    life.revoke(number)
    assert life.silent_days(life.shown(number)) is None
