"""The races at a poster. Each returns when the club was right and fails when it was not, guarded or not."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from secrets import token_urlsafe

from clubapp.activities import scanning
from tests.races.furniture import POINTS, balance, credits_at, gains, member, poster, revoked, scans
from tests.races.herd import scan

ROUNDS = 20


def one_scan_many_times(club, herd, times=50):
    """A telephone in a cellar sends one scan again and again, and all of it arrives at once."""
    alice, code, scan_id = member(club, f"Alice-{token_urlsafe(6)}"), poster(club), token_urlsafe(12)
    answers = herd.charge([scan(alice.browser, code, scan_id)] * times)
    assert gains(club, alice) == [POINTS]
    assert {answer.body for answer in answers} == {answers[0].body}
    told = answers[0].json
    assert (told["result"], told["points"], told["balance"]) == ("credited", POINTS, POINTS)
    assert scans(club, alice) == [(scan_id, "credited")]
    assert balance(club, alice) == POINTS


def many_scans_of_one_poster(club, herd, times=24):
    """A member scans one poster on every device they own at the same instant."""
    alice, code = member(club, f"Alice-{token_urlsafe(6)}"), poster(club)
    ids = [token_urlsafe(12) for _ in range(times)]
    told = [answer.json for answer in herd.charge([scan(alice.browser, code, scan_id) for scan_id in ids])]
    assert gains(club, alice) == [POINTS]
    assert Counter(answer["result"] for answer in told) == {"credited": 1, "already": times - 1}
    assert sorted(name for name, _ in scans(club, alice)) == sorted(ids)
    assert balance(club, alice) == POINTS


def many_turns_at_one_activity(club, herd, turns, devices=24, **limit):
    """A member scans on every device an activity that counts again, within the time where it counts `turns` times."""
    alice, code = member(club, f"Alice-{token_urlsafe(6)}"), poster(club, **limit)
    posts = [scan(alice.browser, code, token_urlsafe(12)) for _ in range(devices)]
    told = [answer.json for answer in herd.charge(posts)]
    assert gains(club, alice) == [POINTS] * turns
    assert Counter(answer["result"] for answer in told) == {"credited": turns, "cooldown": devices - turns}
    assert balance(club, alice) == turns * POINTS


def a_class_before_a_ceiling(club, herd, people, ceiling):
    """A class scans one poster together, whose activity gives its points `ceiling` times a day."""
    code, before = poster(club, ceiling=ceiling), [balance(club, one) for one in people]
    told = [answer.json for answer in herd.charge([scan(one.browser, code, token_urlsafe(12)) for one in people])]
    assert Counter(answer["result"] for answer in told) == {"credited": ceiling, "ceiling": len(people) - ceiling}
    assert sum(balance(club, one) for one in people) == sum(before) + ceiling * POINTS


def many_members_at_one_poster(club, herd, people, already):
    """A class scans one poster together; each of them had `already` points."""
    code = poster(club)
    told = [answer.json for answer in herd.charge([scan(one.browser, code, token_urlsafe(12)) for one in people])]
    assert [(answer["result"], answer["balance"]) for answer in told] == [("credited", already + POINTS)] * len(people)
    assert [balance(club, one) for one in people] == [already + POINTS] * len(people)


def a_revocation_among_scans(club, herd, people):
    """A poster is revoked while a class scans it: once that is answered, its code credits nobody."""
    code = poster(club)
    with ThreadPoolExecutor(1) as staff:
        before = staff.submit(revoked, club, code)
        told = [answer.json for answer in herd.charge([scan(one.browser, code, token_urlsafe(12)) for one in people])]
    assert {answer["result"] for answer in told} <= {"credited", "revoked"}
    assert credits_at(club, code) == before.result() == sum(answer["result"] == "credited" for answer in told)


def one_hand_over_by_many(club, herd, people, scans=3):
    """A hand-over code is typed by a whole class at once: one of them has all the scans that waited."""
    browser, before = token_urlsafe(12), [balance(club, one) for one in people]
    for _ in range(scans):
        code = club.rule(scanning.keep, browser, poster(club), token_urlsafe(12)).handover
    told = [answer.json for answer in herd.charge([scan(one.browser, code, token_urlsafe(12)) for one in people])]
    assert Counter(answer["result"] for answer in told) == {"credited": 1, "already": len(people) - 1}
    gained = [balance(club, one) - had for one, had in zip(people, before, strict=True)]
    assert sorted(gained) == [0] * (len(people) - 1) + [scans * POINTS]
