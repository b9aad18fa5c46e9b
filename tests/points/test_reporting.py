"""“I did not receive my points”: told once, answered once, with points or without, never by oneself."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from clubapp import clock
from clubapp.activities import scanning
from clubapp.home import leaving
from clubapp.members.rules import HasLeft
from clubapp.notices import rules as notices
from clubapp.points import granting, ledger, reporting
from clubapp.points.audit import audit
from clubapp.points.granting import NotYours, ToOneself
from clubapp.points.models import Grant, Report
from clubapp.points.reporting import Answered, ReportedEnough, Told
from clubapp.posters import rules as posters
from clubapp.sending import SentOtherwise
from tests.conftest import a_member, a_staff, an_activity

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)
HOURS = timedelta(hours=1)


@pytest.fixture
def alice(db):
    yield a_member().id
    lines, clean = audit()
    assert clean, lines


@pytest.fixture
def dom(alice):
    return a_staff("dom@club.fr", "Dom", "desk").id


def a_report(member_id, key="a-page-of-its-own", words="Rien n'est arrivé.", **more):
    return reporting.report(member_id, Told(NOON, words, **more), key=key)


def told(member_id):
    return [notice.kind for notice in notices.listing(member_id)]


def test_the_same_page_reports_once(alice):
    first = a_report(alice, about="activity:7")
    assert a_report(alice, about="activity:7").id == first.id
    with pytest.raises(SentOtherwise):
        a_report(alice, about="activity:8")
    assert [row.Report.about for row in reporting.open_ones()] == ["activity:7"]


def test_a_member_reports_five_times_a_day(alice):
    with clock.at(NOON):
        for number in range(5):
            a_report(alice, f"page-number-{number}")
        with pytest.raises(ReportedEnough):
            a_report(alice, "one-too-many")
    with clock.at(NOON + 25 * HOURS):
        a_report(alice, "a-day-after")
    assert reporting.waiting() == 6


def test_an_answer_in_words_is_told_and_closes_the_report(alice, dom):
    number = a_report(alice).id
    reporting.answer(number, "Regardez l'affiche du hall.", by=dom)
    (notice,) = notices.listing(alice)
    assert (notice.kind, notice.facts) == ("report_answered", {"answer": "Regardez l'affiche du hall."})
    assert ([*reporting.open_ones()], [row.who for row in reporting.answered()]) == ([], ["Dom"])
    with pytest.raises(Answered):
        reporting.answer(number, "Autre chose.", by=dom, points=5)
    assert ledger.balance(alice) == 0


def test_points_come_with_the_answer_for_what_was_not_received(alice, dom, db):
    reporting.answer(a_report(alice).id, "Les voici.", by=dom, points=20)
    assert (ledger.balance(alice), told(alice)) == (20, ["report_answered", "points_given"])
    assert db.session.scalars(select(Grant.reason)).all() == ["not_received"]
    assert [(row.amount, row.granted) for row in reporting.of_member(alice)] == [(20, "given")]


def test_points_above_the_ceiling_wait_for_a_colleague_while_the_answer_leaves(alice, dom):
    reporting.answer(a_report(alice).id, "Un collègue regarde.", by=dom, points=51)
    assert (ledger.balance(alice), told(alice)) == (0, ["report_answered"])
    assert [(row.amount, row.granted) for row in reporting.of_member(alice)] == [(51, "asked")]


def test_nobody_answers_themselves_nor_without_the_right(alice, dom):
    own, hers = a_report(dom, "of-an-agent").id, a_report(alice).id
    with pytest.raises(ToOneself):
        reporting.answer(own, "Me voici servi.", by=dom, points=5)
    with pytest.raises(NotYours):
        reporting.answer(own, "Je m'en charge.", by=alice)
    assert reporting.waiting() == 2 and hers


def test_what_was_answered_is_never_half_done(alice, dom, monkeypatch):
    number = a_report(alice).id
    monkeypatch.setattr(granting, "WAITING", 0)
    with pytest.raises(granting.AskedEnough):
        reporting.answer(number, "Beaucoup.", by=dom, points=51)
    assert (reporting.waiting(), told(alice)) == (1, [])


def test_the_scans_near_a_moment_are_those_of_the_device_s_hour_whenever_they_arrived(alice):
    _, code = an_activity(limit="daily")
    for scanned_at, received_at in (
        (NOON - 4 * HOURS, NOON - 4 * HOURS),
        (NOON - HOURS, NOON + 20 * HOURS),
        (NOON + 9 * HOURS, NOON + 20 * HOURS),
    ):
        with clock.at(received_at):
            scanning.scan(alice, code, f"scan-{scanned_at:%d%H}", scanned_at)
    with clock.at(NOON + 2 * HOURS):
        scanning.scan(alice, "P-0000-0000", "scan-unknown")
    found = posters.attempts(alice, NOON, within=3 * HOURS)
    assert [(row.Scan.scan_id, row.Poster and row.Poster.code) for row in found] == [
        ("scan-1010", code),
        ("scan-unknown", None),
    ]
    assert posters.lately_tried(alice) == ["/activites/1"]


def test_who_leaves_takes_their_reports_along(alice, dom, db):
    reporting.answer(a_report(alice).id, "Un collègue regarde.", by=dom, points=51)
    assert [row["words"] for row in leaving.copy(alice)["reports"]] == ["Rien n'est arrivé."]
    leaving.erase(alice)
    assert (db.session.scalars(select(Report)).all(), db.session.scalars(select(Grant)).all()) == ([], [])
    with pytest.raises(HasLeft):
        a_report(alice, "one-page-more")
