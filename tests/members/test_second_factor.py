"""The second factor's rules: what a code is worth, when, once, and how many wrong ones are heard."""

import threading
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import time_machine
from sqlalchemy import select

from clubapp import codes, outbox
from clubapp.members import access, rules, second_factor
from clubapp.members.models import FactorTry, RecoveryCode, Session, StaffFactor
from clubapp.members.second_factor import Guess, NothingSet, Proof, Unproven
from tests.conftest import a_staff

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)  # the first second of a step
SAM = "sam@club.fr"
STEP = timedelta(seconds=30)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


class Hand:
    """Sam, a browser of his, and the application in his hand."""

    def __init__(self, email=SAM):
        self.id = a_staff(email).id
        self.email = email
        self.session = self.sign_in()
        self.secret, self.recovery = None, ()

    def sign_in(self):
        return access.signed_in(rules.enter(self.email, "Firefox").token).session_id

    def shows(self, steps=0):
        return pyotp.TOTP(self.secret).at(datetime.now(UTC) + steps * STEP)

    def wrong(self):
        """Digits that no step about now shows."""
        near = {self.shows(steps) for steps in range(-3, 4)}
        return next(digits for digits in ("000000", "111111", "222222", "333333") if digits not in near)

    def set_up(self):
        self.secret = second_factor.offer(self.id, self.session).secret
        proof = second_factor.confirm(self.id, self.session, self.shows())
        assert proof.guess is Guess.RIGHT
        self.recovery = proof.recovery
        return self

    def types(self, typed, session=None):
        return second_factor.prove(self.id, session or self.session, typed).guess


@pytest.fixture
def sam(db, clock):
    """Sam, who set his application up a while ago and has signed in again."""
    sam = Hand().set_up()
    clock.shift(timedelta(days=1))
    sam.session = sam.sign_in()
    return sam


def told(db):
    return [(letter.kind, letter.to) for letter in db.session.scalars(select(outbox.Letter))]


def test_what_is_offered_is_worth_nothing_until_its_first_code(db):
    sam = Hand()
    sam.secret = second_factor.offer(sam.id, sam.session).secret
    assert second_factor.state(sam.id) == second_factor.State(None, 0)
    assert sam.types(sam.shows()) is Guess.WRONG
    assert second_factor.confirm(sam.id, sam.session, sam.wrong()) == Proof(Guess.WRONG)
    assert second_factor.state(sam.id).since is None
    proof = second_factor.confirm(sam.id, sam.session, sam.shows())
    assert proof.guess is Guess.RIGHT
    assert second_factor.state(sam.id) == second_factor.State(NOON, 10)
    assert access.signed_in(proof.token).proven
    assert told(db) == [("factor_set", SAM)]


def test_recovery_codes_are_for_an_application_there_is(db):
    sam = Hand()
    with pytest.raises(NothingSet):
        second_factor.renew_recovery(sam.id, sam.session)


def test_the_square_and_the_letters_are_the_same_secret(db):
    sam = Hand()
    offer = second_factor.offer(sam.id, sam.session)
    read = pyotp.parse_uri(offer.address)
    assert (read.secret, read.name, read.issuer) == (offer.secret, SAM, "Le Club des visiteurs")
    assert len(offer.secret) == 32
    assert second_factor.offer(sam.id, sam.session).secret != offer.secret


def test_a_first_code_without_an_offer_is_refused(sam):
    for member in (sam.id, a_staff("max@club.fr").id):
        with pytest.raises(NothingSet):
            second_factor.confirm(member, sam.session, "123456")


@pytest.mark.parametrize(
    ("steps", "guess"), [(-2, Guess.WRONG), (-1, Guess.RIGHT), (0, Guess.RIGHT), (1, Guess.RIGHT), (2, Guess.WRONG)]
)
def test_a_code_is_good_one_step_before_and_after_its_own(sam, steps, guess):
    assert sam.types(sam.shows(steps)) is guess


@pytest.mark.parametrize(("late", "guess"), [(59, Guess.RIGHT), (60, Guess.WRONG)])
def test_a_code_of_this_step_is_good_to_the_last_second_of_the_next(sam, clock, late, guess):
    shown = sam.shows()
    clock.shift(timedelta(seconds=late))
    assert sam.types(shown) is guess


@pytest.mark.parametrize("written", ["{a} {b}", " {a}-{b} ", "{a}.{b}"])
def test_digits_are_read_as_people_write_them(sam, written):
    shown = sam.shows()
    assert sam.types(written.format(a=shown[:3], b=shown[3:])) is Guess.RIGHT


def test_a_code_that_served_and_those_before_it_are_worth_nothing(sam, clock):
    before, shown, after = (sam.shows(steps) for steps in (-1, 0, 1))
    assert sam.types(shown) is Guess.RIGHT
    assert [sam.types(each) for each in (shown, before)] == [Guess.USED, Guess.USED]
    clock.shift(STEP)
    assert [sam.types(shown), sam.types(after), sam.types(after)] == [Guess.USED, Guess.RIGHT, Guess.USED]


def test_the_code_that_confirmed_does_not_serve_again(db):
    sam = Hand().set_up()
    assert sam.types(sam.shows()) is Guess.USED


def test_a_right_code_moves_this_session_alone_to_a_new_token(sam, db):
    other = rules.enter(SAM, "Safari").token
    mine = rules.enter(SAM, "Chrome").token
    session = access.signed_in(mine).session_id
    proof = second_factor.prove(sam.id, session, sam.shows())
    assert access.signed_in(mine) is None
    assert (access.signed_in(proof.token).session_id, access.signed_in(proof.token).proven) == (session, True)
    assert access.signed_in(other).proven is False


def test_a_wrong_code_gives_no_token_and_proves_nothing(sam, db):
    assert second_factor.prove(sam.id, sam.session, sam.wrong()) == Proof(Guess.WRONG)
    assert db.session.get(Session, sam.session).proven_at is None


def test_nobody_s_code_proves_another_s_session(sam):
    max_ = Hand("max@club.fr").set_up()
    assert max_.types(sam.shows()) is Guess.WRONG
    token = second_factor.prove(sam.id, max_.session, sam.shows()).token
    assert access.signed_in(token) is None


def test_each_recovery_code_opens_once(sam):
    first, second, *others = sam.recovery
    assert len({first, second, *others}) == 10
    assert all(set(code) <= {*codes.ALPHABET, "-"} and len(code) == 9 for code in sam.recovery)
    assert [sam.types(first), sam.types(first), sam.types(f" {second.lower()} ")] == [
        Guess.RIGHT,
        Guess.WRONG,
        Guess.RIGHT,
    ]
    assert second_factor.state(sam.id).recovery_left == 8


def test_recovery_codes_are_not_in_the_base(sam, db):
    kept = db.session.scalars(select(RecoveryCode.code_hash)).all()
    assert len(kept) == 10
    assert all(codes.tidy(code) not in " ".join(kept) for code in sam.recovery)


def test_new_recovery_codes_put_an_end_to_the_old(sam):
    session = access.signed_in(second_factor.prove(sam.id, sam.session, sam.shows()).token).session_id
    fresh = second_factor.renew_recovery(sam.id, session)
    assert set(fresh).isdisjoint(sam.recovery)
    assert [sam.types(sam.recovery[0]), sam.types(fresh[0])] == [Guess.WRONG, Guess.RIGHT]


def test_the_eleventh_wrong_code_in_a_quarter_of_an_hour_is_not_heard_nor_a_right_one(sam, clock):
    assert {sam.types(sam.wrong()) for _ in range(10)} == {Guess.WRONG}
    assert [sam.types(each) for each in (sam.wrong(), sam.shows(), sam.recovery[0])] == [Guess.TOO_MANY] * 3
    clock.shift(timedelta(minutes=15) - timedelta(seconds=1))
    assert sam.types(sam.shows()) is Guess.TOO_MANY
    clock.shift(timedelta(seconds=1))
    assert sam.types(sam.shows()) is Guess.RIGHT


def test_wrong_codes_of_every_browser_count_together_and_of_nobody_else(sam):
    assert [sam.types(sam.wrong(), sam.sign_in()) for _ in range(11)] == [Guess.WRONG] * 10 + [Guess.TOO_MANY]
    ada = Hand("ada@club.fr").set_up()
    assert ada.types(ada.wrong()) is Guess.WRONG


def test_after_thirty_wrong_codes_in_a_day_only_paper_opens(sam, clock):
    for _ in range(3):
        assert {sam.types(sam.wrong()) for _ in range(10)} == {Guess.WRONG}
        clock.shift(timedelta(minutes=15))
    assert [sam.types(sam.shows()), sam.types(sam.recovery[0])] == [Guess.TOO_MANY_TODAY, Guess.RIGHT]
    clock.shift(timedelta(days=1) - timedelta(minutes=45))
    assert sam.types(sam.shows()) is Guess.RIGHT


def test_wrong_codes_are_forgotten_after_a_day(sam, db, clock):
    sam.types(sam.wrong())
    clock.shift(timedelta(days=1))
    second_factor.sweep()
    assert len(db.session.scalars(select(FactorTry)).all()) == 1
    clock.shift(timedelta(seconds=1))
    second_factor.sweep()
    assert db.session.scalars(select(FactorTry)).all() == []


@pytest.mark.parametrize("typed", ["", "0", "12345", "1234567", "١٢٣٤٥٦", "x" * 40, "\x00", "é" * 6])
def test_what_is_no_code_is_only_wrong(sam, typed):
    assert sam.types(typed) is Guess.WRONG


def test_a_factor_there_is_changes_only_for_who_has_shown_it(sam):
    for rule in (second_factor.offer, second_factor.renew_recovery):
        with pytest.raises(Unproven):
            rule(sam.id, sam.session)
    proven = access.signed_in(second_factor.prove(sam.id, sam.session, sam.shows()).token).session_id
    second_factor.offer(sam.id, proven)
    with pytest.raises(Unproven):
        second_factor.confirm(sam.id, sam.sign_in(), "123456")


def test_an_old_application_serves_until_the_new_one_has_shown_a_code(sam, clock):
    old, paper = sam.secret, sam.recovery[0]
    token = second_factor.prove(sam.id, sam.session, sam.shows()).token
    offered = second_factor.offer(sam.id, sam.session).secret
    clock.shift(STEP)
    elsewhere = sam.sign_in()
    second = second_factor.prove(sam.id, elsewhere, sam.shows())
    assert second.guess is Guess.RIGHT
    sam.secret = offered
    assert second_factor.confirm(sam.id, sam.session, sam.shows()).guess is Guess.RIGHT
    assert (access.signed_in(token), access.signed_in(second.token).proven) == (None, False)
    clock.shift(STEP)
    assert [sam.types(pyotp.TOTP(old).now()), sam.types(paper), sam.types(sam.shows())] == [
        Guess.WRONG,
        Guess.WRONG,
        Guess.RIGHT,
    ]


def test_a_lost_factor_is_taken_away_and_its_owner_told_and_signed_out(sam, db):
    ada = Hand("ada@club.fr").set_up()
    assert second_factor.reset(SAM) is True
    assert second_factor.state(sam.id) == second_factor.State(None, 0)
    assert rules.sessions(sam.id) == []
    assert told(db)[-1] == ("factor_reset", SAM)
    assert (second_factor.state(ada.id).recovery_left, len(rules.sessions(ada.id))) == (10, 1)
    assert [second_factor.reset(email) for email in (SAM, "nobody@club.fr")] == [False, False]


def test_of_twenty_four_hands_with_one_code_one_comes_in(sam, app, db):
    shown = sam.shows()
    assert herd(app, 24, lambda: sam.types(shown)).count(Guess.RIGHT) == 1


def test_of_twenty_four_hands_with_one_recovery_code_one_comes_in(sam, app, db):
    assert herd(app, 24, lambda: sam.types(sam.recovery[0])).count(Guess.RIGHT) == 1


def test_of_twenty_four_wrong_codes_at_once_ten_are_heard(sam, app, db):
    wrong = sam.wrong()
    guesses = herd(app, 24, lambda: sam.types(wrong))
    assert (guesses.count(Guess.WRONG), guesses.count(Guess.TOO_MANY)) == (10, 14)
    assert db.session.scalars(select(StaffFactor.member_id)).all() == [sam.id]


def herd(app, count, act):
    """What `act` answered to each of `count` threads let loose at once."""
    barrier, answers = threading.Barrier(count, timeout=20), []

    def run():
        with app.app_context():
            barrier.wait()
            answers.append(act())

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(answers) == count
    return answers
