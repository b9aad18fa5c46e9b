"""People who join, and people who guess, at the same instant."""

from __future__ import annotations

from collections import Counter
from secrets import token_urlsafe

from sqlalchemy import func, select

from clubapp import sealing
from clubapp.db import db
from clubapp.members import signing_in
from clubapp.members.models import Member, Session, SignInCode
from clubapp.members.signing_in import TRIES
from tests.races.herd import Post

HERD = 24


def asking(club, email, number):
    """A browser that asked for a code from a network address of its own, and the code in its owner's mail."""
    name = token_urlsafe(32)
    code = club.rule(signing_in.ask_for_code, email, sealing.fingerprint(name), f"network {number}", "fr")
    return club.browser(browser=name, asking={"email": email, "name": "Alice"}), code


def type_code(browser, code):
    return Post(browser, "/connexion/code", {"code": code}, accept="text/html")


def test_one_address_joining_from_many_browsers_is_one_member(served, herd):
    browsers = herd(served)
    for _ in range(5):
        email = f"alice-{token_urlsafe(6).lower()}@club.fr"
        answers = browsers.charge([type_code(*asking(served, email, number)) for number in range(HERD)])
        assert Counter(answer.status for answer in answers) == {303: HERD}
        members = select(Member.id).where(Member.email == email)
        assert served.rule(lambda found=members: len(db.session.scalars(found).all())) == 1
        sessions = select(func.count()).where(Session.member_id.in_(members))
        assert served.rule(db.session.scalar, sessions) == HERD
    served.check_book()


def test_many_wrong_codes_at_once_count_five_and_end_the_code(served, herd):
    guesses = herd(served)
    for number in range(5):
        email = f"alice-{token_urlsafe(6).lower()}@club.fr"
        browser, code = asking(served, email, number)
        wrong = [f"{(int(code) + step) % 10**6:06}" for step in range(1, HERD + 1)]
        answers = guesses.charge([type_code(browser, guess) for guess in wrong])
        assert Counter(answer.status for answer in answers) == {422: HERD}
        assert sum("pas le bon code" in answer.body for answer in answers) == TRIES
        assert sum("plus valable" in answer.body for answer in answers) == HERD - TRIES
        tries = select(SignInCode.tries).where(SignInCode.email == email)
        assert served.rule(db.session.scalar, tries) == TRIES
        assert guesses.charge([type_code(browser, code)])[0].status == 422, "a code that has ended opens nothing"
        assert served.rule(db.session.scalar, select(func.count()).where(Member.email == email)) == 0
