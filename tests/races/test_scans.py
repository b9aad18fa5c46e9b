"""Scans that arrive at the same instant at the served club."""

from __future__ import annotations

from collections import Counter
from secrets import token_urlsafe

import pytest

from clubapp import sealing
from clubapp.activities import rating, scanning
from clubapp.notices import rules as notices
from clubapp.points import awarding, badges
from clubapp.points.badges import Stage
from tests.conftest import a_badge
from tests.races.furniture import POINTS, balance, gains, member, poster
from tests.races.herd import Post, scan
from tests.races.races import (
    ROUNDS,
    a_class_before_a_ceiling,
    a_revocation_among_scans,
    many_members_at_one_poster,
    many_scans_of_one_poster,
    many_turns_at_one_activity,
    one_hand_over_by_many,
    one_scan_many_times,
)


def test_one_scan_sent_fifty_times_credits_once(served, herd):
    fifty = herd(served, 50)
    for _ in range(5):
        one_scan_many_times(served, fifty)
    served.check_book()


def test_one_member_at_one_poster_is_credited_once(served, herd):
    devices = herd(served)
    for _ in range(ROUNDS):
        many_scans_of_one_poster(served, devices)
    served.check_book()


def test_a_class_at_one_poster_is_credited_to_the_last(served, herd):
    people = [member(served, f"Pupil-{number}-{token_urlsafe(6)}") for number in range(24)]
    telephones = herd(served)
    for number in range(10):
        many_members_at_one_poster(served, telephones, people, already=number * POINTS)
    served.check_book()


def test_a_poster_revoked_among_scans_credits_nobody_afterwards(served, herd):
    people = [member(served, f"Pupil-{number}-{token_urlsafe(6)}") for number in range(24)]
    telephones = herd(served)
    for _ in range(10):
        a_revocation_among_scans(served, telephones, people)
    served.check_book()


def test_a_badge_many_scans_complete_at_once_is_given_once(served, herd):
    devices, codes = herd(served), [poster(served) for _ in range(24)]
    badge = served.rule(a_badge, Stage(2, because="activity.done"))
    for _ in range(5):
        alice = member(served, f"Alice-{token_urlsafe(6)}")
        answers = devices.charge([scan(alice.browser, code, token_urlsafe(12)) for code in codes])
        assert [answer.json["result"] for answer in answers] == ["credited"] * 24
        assert [row.id for row in served.rule(awarding.of, alice.id)] == [badge]
        assert [told.kind for told in served.rule(notices.listing, alice.id)] == ["badge_awarded"]
    served.rule(badges.archive, badge)
    served.check_book()


LIMITS = {
    "three times a week": {"limit": "weekly", "times": 3, "turns": 3},
    "every hour": {"limit": "spaced", "minutes": 60, "turns": 1},
}


@pytest.mark.parametrize("limit", LIMITS.values(), ids=LIMITS)
def test_a_limit_holds_against_every_device_of_a_member(served, herd, limit):
    devices = herd(served)
    for _ in range(5):
        many_turns_at_one_activity(served, devices, **limit)
    served.check_book()


def test_a_ceiling_holds_before_a_class(served, herd):
    people = [member(served, f"Pupil-{number}-{token_urlsafe(6)}") for number in range(24)]
    telephones = herd(served)
    for _ in range(5):
        a_class_before_a_ceiling(served, telephones, people, ceiling=7)
    served.check_book()


def test_a_kept_scan_claimed_many_times_credits_once(served, herd):
    tabs = herd(served)
    for _ in range(5):
        alice = member(served, f"Alice-{token_urlsafe(6)}")
        name = token_urlsafe(32)
        kept = served.rule(scanning.keep, sealing.fingerprint(name), poster(served), token_urlsafe(12))
        assert kept.result == "kept"
        browser = served.browser(_user_id=alice.token, browser=name)
        answers = tabs.charge([Post(browser, "/scans/gardes", {}, accept="text/html")] * 24)
        assert Counter(answer.status for answer in answers) == {200: 1, 303: 23}
        assert gains(served, alice) == [POINTS]
        assert balance(served, alice) == POINTS
    served.check_book()


def test_a_hand_over_code_serves_one_of_those_who_type_it(served, herd):
    people = [member(served, f"Pupil-{number}-{token_urlsafe(6)}") for number in range(24)]
    devices = herd(served)
    for _ in range(10):
        one_hand_over_by_many(served, devices, people)
    served.check_book()


def test_what_is_said_of_an_activity_from_every_device_at_once_is_paid_once(served, herd):
    devices = herd(served)
    for _ in range(5):
        alice, code = member(served, f"Alice-{token_urlsafe(6)}"), poster(served)
        done = served.rule(scanning.scan, alice.id, code, token_urlsafe(12)).activity.id
        page = f"/activites/{done}/retour"
        said = [Post(alice.browser, page, {"score": str(1 + n % 5)}, accept="text/html") for n in range(24)]
        assert Counter(answer.status for answer in devices.charge(said)) == {303: 24}
        assert gains(served, alice) == [POINTS, rating.POINTS]
        assert served.rule(rating.mine, alice.id, done).score in range(1, 6)
    served.check_book()
