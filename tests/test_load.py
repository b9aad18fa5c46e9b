"""`club load`: a base filled for measuring is as clean as one that was lived."""

import dataclasses

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from clubapp import cli, load
from clubapp import db as base
from clubapp.members.models import Member
from clubapp.points import ledger
from clubapp.points.audit import audit
from clubapp.points.models import Account, Entry
from tests.conftest import a_member


@pytest.fixture
def club(app, settings, clean, monkeypatch):
    """Run `club …` on the base of the tests, in batches of ten; returns its exit code and what it said."""
    monkeypatch.setattr(load, "BATCH", 10)

    def run(*words, env="demo"):
        monkeypatch.setattr(cli, "opened", lambda: (dataclasses.replace(settings, env=env), app))
        done = CliRunner().invoke(cli.club, words)
        return done.exit_code, done.output

    return run


def counts():
    return tuple(base.db.session.scalar(select(func.count()).select_from(model)) for model in (Member, Entry, Account))


def fewest_and_most():
    each = select(func.count(Entry.id).label("entries")).outerjoin_from(Member, Entry, Entry.member_id == Member.id)
    per_member = each.group_by(Member.id).subquery().c.entries
    return tuple(base.db.session.execute(select(func.min(per_member), func.max(per_member))).one())


def lived():
    """Alice with a gain of her own; Nour, who owes what she spent."""
    ledger.credit(a_member().id, 20, because="test.gain", about="thing:1")
    nour = a_member("nour@club.fr", "Nour").id
    gain = ledger.credit(nour, 20, because="test.gain", about="thing:1")
    ledger.debit(nour, 15, because="test.spend", about="thing:1")
    ledger.reverse(gain.id)
    return nour


@pytest.mark.both_engines
def test_two_loads_leave_a_clean_book_and_exact_counts(engine, club, world):
    code, said = club("load", "--members", "23", "--entries", "57")
    assert (code, said.splitlines()[-1]) == (
        0,
        "23 members and 57 entries added; the base holds 23 members and 57 entries.",
    )
    assert world(fewest_and_most) == (2, 3)
    code, said = club("load", "--members", "2", "--entries", "101")
    assert (code, said.splitlines()[-1]) == (
        0,
        "2 members and 101 entries added; the base holds 25 members and 158 entries.",
    )
    assert world(counts) == (25, 158, 25)
    lines, clean = world(audit)
    assert clean, lines


@pytest.mark.both_engines
def test_entries_go_on_from_the_books_of_those_who_are_there(engine, club, world):
    nour = world(lived)
    assert club("load", "--members", "0", "--entries", "33")[0] == 0
    assert world(counts) == (2, 37, 2)
    assert world(ledger.owed, nour) == 15
    lines, clean = world(audit)
    assert clean, lines


def test_production_is_refused(club, world):
    code, said = club("load", "--members", "1", "--entries", "1", env="production")
    assert (code, "CLUB_ENV=demo" in said) == (1, True)
    assert world(counts) == (0, 0, 0)


@pytest.mark.parametrize("option", ["--members", "--entries"])
def test_a_negative_number_is_refused(option, club):
    code, said = club("load", option, "-1")
    assert (code, option in said) == (2, True)


def test_entries_for_nobody_are_refused(club, world):
    code, said = club("load", "--entries", "5")
    assert (code, "no member to give entries to" in said) == (1, True)
    assert world(counts) == (0, 0, 0)
