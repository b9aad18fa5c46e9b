"""Codes by mail: who gets in, who does not, and nobody in anybody's way."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from clubapp import codes, outbox
from clubapp.db import act
from clubapp.db import db as base
from clubapp.members import signing_in
from clubapp.members.models import SignInCode
from clubapp.members.signing_in import Guess, MailedEnough, ask_for_code, try_code

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)
ALICE = "alice@club.fr"


@pytest.fixture(autouse=True)
def clock(db):
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


def ask(browser="hers", network="home", email=ALICE):
    return ask_for_code(email, browser, network, "fr")


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06}"


def letters():
    return [letter.facts["code"] for letter in base.session.scalars(select(outbox.Letter).order_by(outbox.Letter.id))]


def asked_ten_times():
    for number in range(10):
        ask("somebody else's", f"network {number}")


def test_the_code_mailed_opens_once(db):
    code = ask()
    assert letters() == [code]
    assert try_code(ALICE, "hers", code) is Guess.RIGHT
    assert try_code(ALICE, "hers", code) is Guess.ENDED


def test_the_first_ten_codes_of_a_day_have_six_digits_and_the_later_ones_eight_symbols(db, clock):
    written = []
    for number in range(13):
        written.append(ask(f"browser {number}", f"network {number}"))
        clock.shift(timedelta(minutes=5))
    assert [bool(re.fullmatch(r"\d{6}", code)) for code in written] == [True] * 10 + [False] * 3
    symbols = re.compile(rf"[{codes.ALPHABET}]{{4}}-[{codes.ALPHABET}]{{4}}")
    assert all(symbols.fullmatch(code) for code in written[10:])
    clock.move_to(NOON + timedelta(days=1, minutes=15))
    assert re.fullmatch(r"\d{6}", ask())
    assert not re.fullmatch(r"\d{6}", ask())


@pytest.mark.parametrize("typed", ["{0}{1} {2}", " {0}{1}{2} ", "{0} {1} {2}", "{0}-{1}-{2}"])
def test_six_digits_may_be_typed_with_spaces(db, typed):
    code = ask()
    assert try_code(ALICE, "hers", typed.format(code[:2], code[2:4], code[4:])) is Guess.RIGHT


@pytest.mark.parametrize("typed", ["01OI-LABC", "0111-1abc", "o1oil abc", "01 01 1A BC", "ooolIabc", "01O1–1ABC"])
def test_symbols_may_be_typed_in_any_case_with_dashes_and_look_alikes(db, monkeypatch, typed):
    asked_ten_times()
    monkeypatch.setattr(codes, "symbols", lambda count: codes.tidy(typed))
    assert len(ask().replace("-", "")) == 8
    assert try_code(ALICE, "hers", typed) is Guess.RIGHT


def test_five_wrong_tries_end_a_code_for_the_right_one_too(db):
    code = ask()
    assert [try_code(ALICE, "hers", wrong(code)) for _ in range(5)] == [Guess.WRONG] * 5
    assert try_code(ALICE, "hers", code) is Guess.ENDED
    assert base.session.scalar(select(SignInCode.tries)) == 5


def test_the_fifth_try_still_opens(db):
    code = ask()
    for _ in range(4):
        try_code(ALICE, "hers", wrong(code))
    assert try_code(ALICE, "hers", code) is Guess.RIGHT


def test_a_code_lives_ten_minutes(db, clock):
    first = ask()
    clock.shift(timedelta(minutes=10, seconds=-1))
    assert try_code(ALICE, "hers", first) is Guess.RIGHT
    second = ask()
    clock.shift(timedelta(minutes=10))
    assert try_code(ALICE, "hers", second) is Guess.ENDED


def test_a_new_code_ends_the_one_before_in_the_same_browser(db):
    first, second = ask(), ask()
    if first != second:
        assert try_code(ALICE, "hers", first) is Guess.WRONG
    assert try_code(ALICE, "hers", second) is Guess.RIGHT


def test_a_code_opens_only_in_its_browser_and_for_its_address(db):
    code = ask()
    assert try_code(ALICE, "another", code) is Guess.ENDED
    assert try_code("sam@club.fr", "hers", code) is Guess.ENDED
    assert try_code(ALICE, "hers", code) is Guess.RIGHT


def test_two_strangers_asking_and_guessing_do_not_disturb_the_owner(db):
    code = ask()
    for browser in ("one stranger's", "another stranger's"):
        theirs = ask(browser, browser)
        for _ in range(6):
            try_code(ALICE, browser, wrong(theirs))
    assert try_code(ALICE, "hers", code) is Guess.RIGHT


def test_ten_mails_an_hour_from_one_network_to_one_address(db, clock):
    for number in range(10):
        ask(f"browser {number}")
    with pytest.raises(MailedEnough) as refusal:
        ask("browser 10")
    assert (refusal.value.status, len(letters())) == (429, 10)
    ask(network="a café")
    ask(email="sam@club.fr")
    clock.shift(timedelta(hours=1))
    ask("browser 10")


def test_a_refused_request_leaves_the_live_code_alone(db):
    for number in range(9):
        ask(f"browser {number}")
    code = ask()
    with pytest.raises(MailedEnough):
        ask()
    assert try_code(ALICE, "hers", code) is Guess.RIGHT


def test_no_code_stands_in_the_base_as_it_was_mailed(db):
    code = ask()
    (kept,) = base.session.scalars(select(SignInCode))
    assert kept.code_hash == signing_in._sealed(ALICE, code)
    assert code not in kept.code_hash


def test_yesterday_s_codes_are_swept_and_with_them_the_addresses(db, clock):
    ask(email="nour@club.fr")
    clock.shift(timedelta(hours=12))
    ask()
    clock.shift(timedelta(hours=12, seconds=1))
    signing_in.sweep()
    assert base.session.scalars(select(SignInCode.email)).all() == [ALICE]


def test_a_thousand_guesses_from_fifty_networks_never_get_in_and_the_owner_does_each_time(db):
    """Every stranger asks for codes of their own and guesses at them; Alice comes in ten times meanwhile."""
    guesses, owner = [], []

    @act  # one transaction, for the disk's sake
    def siege():
        for number in range(200):
            browser, network = f"stranger {number}", f"network {number % 50}"
            code = ask(browser, network)
            typed = wrong(code) if code.isdigit() else "0000-0000"
            guesses.extend(try_code(ALICE, browser, typed) for _ in range(5))
            assert try_code(ALICE, browser, code) is Guess.ENDED
            if number % 20 == 19:
                owner.append(try_code(ALICE, "hers", ask()))

    siege()
    assert (len(guesses), Guess.RIGHT in guesses) == (1000, False)
    assert owner == [Guess.RIGHT] * 10
    short = select(SignInCode).where(SignInCode.short)
    assert len(db.session.scalars(short).all()) == signing_in.SHORT_A_DAY
