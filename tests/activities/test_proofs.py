"""What a scan must show: an answer judged whatever its case and accents, or a screen's code of this minute."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import current_app

from clubapp.activities import proofs, scanning, waiting
from clubapp.activities.proofs import Shown
from clubapp.activities.scanning import keep, scan
from clubapp.points import ledger
from tests.conftest import a_member, an_activity

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)
QUESTION = {
    "proof": "question",
    "question_fr": "Quel fruit tombe ?",
    "question_en": "Which fruit falls?",
    "answers": "une pêche\nla pêche\nFirst apricot",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def alice(db):
    return a_member().id


@pytest.fixture
def answered(alice):
    """Let Alice scan a code and answer: the outcome."""

    def once_more(code, answer=""):
        once_more.count += 1
        return scan(alice, code, f"scan-{once_more.count:04}", None, Shown(answer))

    once_more.count = 0
    return once_more


@pytest.mark.parametrize("answer", ["une pêche", "UNE PECHE", "  une  Pêche ! ", "Une pe\u0302che", "first-apricot"])
def test_an_answer_is_right_whatever_its_case_accents_spaces_and_stops(answered, answer):
    _, code = an_activity(**QUESTION)
    assert answered(code, answer).result == "credited"


@pytest.mark.parametrize("answer", ["une", "pêche", "une pêche et une poire", "?", "🍑"])
def test_another_answer_is_wrong_and_credits_nothing(alice, answered, answer):
    _, code = an_activity(**QUESTION)
    assert (answered(code, answer).result, ledger.history(alice)) == ("wrong_answer", [])


def test_a_scan_without_an_answer_is_asked_the_question(alice, answered):
    _, code = an_activity(**QUESTION)
    assert [answered(code, nothing).result for nothing in ("", "  ")] == ["answer_needed"] * 2
    assert answered(code, "une pêche").result == "credited"
    assert answered(code).result == "already"


def test_a_scan_that_was_asked_the_question_may_come_again_with_an_answer(alice):
    (_, code), (_, other) = an_activity(**QUESTION), an_activity("Une autre", points=5)
    sent = [scan(alice, code, "scan-0001", None, Shown(answer)).result for answer in ("", "", "une pêche", "", "rien")]
    assert sent == ["answer_needed", "answer_needed", "credited", "credited", "credited"], "then it answers as it did"
    with pytest.raises(scanning.AnotherScan):
        scan(alice, other, "scan-0001")


def test_five_wrong_answers_are_enough_for_an_hour(alice, answered, clock):
    _, code = an_activity(**QUESTION)
    assert [answered(code, f"essai {n}").result for n in range(5)] == ["wrong_answer"] * 5
    told = answered(code, "une pêche")
    assert (told.result, told.again_at, ledger.balance(alice)) == ("too_many", NOON + timedelta(hours=1), 0)
    assert answered(an_activity("Une autre")[1]).result == "credited", "a poster without a question is not concerned"
    clock.shift(timedelta(hours=1) - timedelta(seconds=1))
    assert answered(code, "une pêche").result == "too_many"
    clock.shift(timedelta(seconds=1))
    assert answered(code, "une pêche").result == "credited"


def test_a_wrong_answer_sent_again_is_one_try(alice):
    _, code = an_activity(**QUESTION)
    results = [scan(alice, code, "scan-0001", None, Shown("rien")).result for _ in range(9)]
    assert results == ["wrong_answer"] * 9
    assert scan(alice, code, "scan-0002", None, Shown("une pêche")).result == "credited"


def test_a_stranger_s_answer_waits_and_is_judged_when_they_come_in(alice):
    (_, right), (_, wrong) = (an_activity(title, **QUESTION) for title in ("Une", "Deux"))
    assert keep("a browser", right, "scan-0001").result == "answer_needed"
    assert keep("a browser", right, "scan-0002", None, Shown("La Pêche")).result == "kept"
    assert keep("a browser", wrong, "scan-0003", None, Shown("la poire")).result == "kept"
    told = [outcome.result for outcome in waiting.keep_waiting(alice, "a browser")]
    assert (told, ledger.balance(alice)) == (["credited", "wrong_answer"], 20)


def on_screen(code):
    return proofs.on_screen(code, "http://localhost").partition("?proof=")[2]


def test_a_screen_s_code_is_good_for_sixty_seconds(alice, clock):
    _, code = an_activity(limit="spaced", minutes=1, proof="rotating")
    shown = Shown(code=on_screen(code))
    clock.shift(timedelta(seconds=60))
    assert scan(alice, code, "scan-0001", None, shown).result == "credited"
    clock.shift(timedelta(seconds=60))
    assert scan(alice, code, "scan-0002", None, shown).result == "expired_code"
    assert scan(alice, code, "scan-0003", NOON, shown).result == "expired_code", "the device's time is not believed"


def test_two_screens_never_show_the_same_code(db):
    assert len({on_screen("P-1234-5678") for _ in range(100)}) == 100


def test_no_other_code_stands_for_a_screen_s(alice):
    (_, code), (_, other) = (an_activity(title, proof="rotating") for title in ("Une", "Deux"))
    good = on_screen(code)
    forged = good[:-9] + ("A" if good[-9] != "A" else "B") + good[-8:]
    for number, bad in enumerate(("", "n'importe quoi", forged, good.partition(".")[2], on_screen(other))):
        assert scan(alice, code, f"scan-{number:04}", None, Shown(code=bad)).result == "expired_code"
    assert str(current_app.secret_key) not in good


def test_a_stranger_s_screen_code_is_judged_when_it_is_kept(alice, clock):
    (_, code), (_, late) = (an_activity(title, proof="rotating") for title in ("Une", "Deux"))
    stale = Shown(code=on_screen(late))
    clock.shift(timedelta(seconds=61))
    assert keep("a browser", late, "scan-0001", None, stale).result == "expired_code"
    assert keep("a browser", code, "scan-0002", None, Shown(code=on_screen(code))).result == "kept"
    clock.shift(timedelta(days=6))
    told = [(outcome.result, outcome.points) for outcome in waiting.keep_waiting(alice, "a browser")]
    assert told == [("credited", 20)]


def test_what_an_agent_counts_is_not_counted_by_a_poster(alice):
    _, code = an_activity(proof="agent")
    assert scanning.scan(alice, code, "scan-0001").result == "expired_code"


@pytest.mark.parametrize(("limit", "times"), [({"limit": "once"}, 1)])
def test_a_missing_proof_takes_no_place_under_the_ceiling(alice, answered, limit, times):
    _, code = an_activity(ceiling=times, **limit, **QUESTION)
    assert [answered(code, words).result for words in ("", "rien", "une pêche")] == [
        "answer_needed",
        "wrong_answer",
        "credited",
    ]
