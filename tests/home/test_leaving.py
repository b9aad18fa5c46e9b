"""A member's data: a copy that holds every table with their number, and an erasure that leaves no trace of who."""

import json
from datetime import UTC, datetime

import pyotp
import pytest
from sqlalchemy import inspect, select

from clubapp import outbox
from clubapp.activities import rating, scanning
from clubapp.articles import readers, reading
from clubapp.artworks import liking
from clubapp.db import Model, db
from clubapp.home import leaving
from clubapp.journal import rules as journal
from clubapp.labels import marking
from clubapp.members import access, rules, second_factor, signing_in
from clubapp.members.models import FactorTry, Member, RecoveryCode, StaffFactor
from clubapp.points import ledger
from clubapp.points.audit import audit
from clubapp.polls import answering as polls
from clubapp.polls.models import Vote
from clubapp.posters.models import Scan
from clubapp.shop import claiming, handing
from clubapp.shop.audit import CHECKS
from clubapp.surveys import answering
from tests.articles.conftest import an_article
from tests.artworks.conftest import a_work
from tests.conftest import a_badge, a_member, a_museum, a_staff, an_activity
from tests.labels.conftest import PAGE, a_lab, version_of
from tests.polls.conftest import a_poll, choices
from tests.shop.conftest import a_gift, rich
from tests.surveys.conftest import a_survey, answers

EMAIL, NAME, DEVICE, SCAN_ID = "canary-in-the-mine@club.fr", "Canari Zéphyrin", "Netscape · Minitel", "canary-scan-0001"
REWRITE = "Une galerie de mine, et l'air qui manque."
COMMENT = "On respire mal au fond de cette galerie."


def a_full_life(email=EMAIL, name=NAME):
    """A member with something in every table."""
    member = rules.appoint(email, name, "desk", a_museum().id).id
    rules.enter(email, DEVICE)
    signing_in.ask_for_code(email, "a browser", "a network", "fr")
    activity, code = an_activity(points=20, limit="spaced", minutes=30)
    a_badge()
    scanning.scan(member, code, SCAN_ID, datetime(2026, 11, 22, tzinfo=UTC))
    rating.rate(member, activity.id, rating.Said(4, comment=COMMENT, may_publish=True))
    scanning.scan(member, "P-0000-0000", "canary-scan-0002")
    article = reading.shown(an_article().slug, member)
    readers.keep(member, article, kept=True)
    readers.react(member, article, "learned", felt=True)
    a_work("D.7")
    for number in ("D.7", "D.8"):
        liking.like(member, number)
    answers(a_survey(state="open"), {"q1": ["c2"]}, member)
    begun = a_survey(state="open", title_fr="Une autre")
    answering.save(begun, member, {"q1": ["c1"]}, (), 0)
    poll = a_poll()
    polls.answer(member, poll.id, choices(poll)[0])
    lab = a_lab("open")
    marking.mark(member, version_of(lab).id, PAGE, "obscure", (0, 1))
    marking.propose(member, version_of(lab).id, PAGE, REWRITE)
    hold_a_factor(member)
    journal.note("desk.looked_up", about=f"member:{member}", by=member)
    return member


def hold_a_factor(member):
    """An application and its recovery codes, one wrong try, and another application offered."""
    (session,) = rules.sessions(member)
    secret = second_factor.offer(member, session.id).secret
    second_factor.confirm(member, session.id, pyotp.TOTP(secret).now())
    second_factor.prove(member, session.id, "wrong")
    second_factor.offer(member, session.id)


def members_tables():
    """The tables that hold a member's number, read from the schema of the base itself."""
    schema = inspect(db.session.connection())
    keys = {name: schema.get_foreign_keys(name) for name in schema.get_table_names()}
    return {
        name
        for name, found in keys.items()
        if any(key["referred_table"] == "members" and key["constrained_columns"] != ["by"] for key in found)
    }


@pytest.mark.both_engines
def test_the_copy_holds_every_table_with_the_member_s_number(db):
    member = a_full_life()
    copy = leaving.copy(member)
    factor = {"factor_tries", "recovery_codes", "staff_factors"}
    shop = {"claims", "goals", "notices", "wishes"}
    kept = {
        "artwork_likes",
        "lost_numbers",
        "accounts",
        "article_keepings",
        "article_reactions",
        "awards",
        "entries",
        "grants",
        "holds",
        "poll_votes",
        "label_marks",
        "label_readings",
        "label_rewrites",
        "ratings",
        "reports",
        "scans",
        "sessions",
        "staff",
        "survey_drafts",
        "survey_participations",
        "turns",
    }
    at_work = {"articles", "surveys"}  # what somebody writes for their museum is the museum's
    assert members_tables() == kept | factor | shop | at_work
    assert set(copy) == members_tables() - at_work | {"members", "sign_in_codes", "survey_responses"}
    assert {table: len(rows) for table, rows in copy.items()} == {
        "artwork_likes": 1,
        "lost_numbers": 1,
        "accounts": 1,
        "article_keepings": 1,
        "article_reactions": 1,
        "awards": 1,
        "claims": 0,
        "entries": 4,
        "grants": 0,
        "holds": 0,
        "label_marks": 2,
        "label_readings": 1,
        "label_rewrites": 1,
        "reports": 0,
        "factor_tries": 1,
        "goals": 0,
        "members": 1,
        "notices": 1,
        "poll_votes": 1,
        "ratings": 1,
        "recovery_codes": 10,
        "scans": 2,
        "sessions": 1,
        "sign_in_codes": 1,
        "staff": 1,
        "staff_factors": 1,
        "survey_drafts": 1,
        "survey_participations": 1,
        "survey_responses": 1,
        "turns": 1,
        "wishes": 0,
    }
    assert copy["members"][0]["email"] == EMAIL
    assert copy["sessions"][0]["device"] == DEVICE
    assert [row["amount"] for row in copy["entries"]] == [20, 5, 0, 5]


@pytest.mark.both_engines
def test_the_copy_holds_each_column_but_those_that_open_doors(db):
    copy = leaving.copy(a_full_life())
    columns = {name: set(Model.metadata.tables[name].columns.keys()) for name in copy}
    hidden = {name: columns[name] - set(rows[0]) for name, rows in copy.items() if rows}
    assert {name: left for name, left in hidden.items() if left} == {
        "recovery_codes": {"code_hash"},
        "sessions": {"token_hash"},
        "sign_in_codes": {"browser", "network", "code_hash"},
        "staff_factors": {"secret", "offered", "last_step"},
    }
    assert json.loads(json.dumps(copy)) == copy


@pytest.mark.both_engines
def test_the_copy_is_of_this_member_only(db):
    a_full_life()
    copy = leaving.copy(a_member("nour@club.fr", "Nour").id)
    assert {table for table, rows in copy.items() if rows} == {"members"}
    assert NAME not in json.dumps(copy, ensure_ascii=False)


@pytest.mark.both_engines
def test_erasing_takes_the_second_factor_away(db):
    leaving.erase(a_full_life())
    for model in (StaffFactor, RecoveryCode, FactorTry):
        assert db.session.scalars(select(model)).all() == []


@pytest.mark.both_engines
def test_erasing_takes_what_one_answered_to_polls_away(db):
    leaving.erase(a_full_life())
    assert db.session.scalars(select(Vote)).all() == []


@pytest.mark.both_engines
def test_an_erased_member_s_session_opens_nothing(db):
    member = a_full_life()
    token = rules.enter(EMAIL, DEVICE).token
    leaving.erase(member)
    assert access.signed_in(token) is None
    assert rules.enter(EMAIL, DEVICE) is None


@pytest.mark.both_engines
def test_erasing_leaves_a_nameless_row_clean_entries_and_scans_of_nobody(db):
    member = a_full_life()
    before = [(entry.id, entry.amount, entry.about) for entry in ledger.history(member)]
    leaving.erase(member)
    row = db.session.get(Member, member, populate_existing=True)
    assert (row.email, row.display_name, row.language) == (None, "", "fr")
    assert row.erased_at is not None
    assert [(entry.id, entry.amount, entry.about) for entry in ledger.history(member)] == before
    scans = [(scan.member_id, scan.scan_id, scan.scanned_at) for scan in db.session.scalars(select(Scan))]
    assert scans == [(None, None, None)] * 2
    (told,) = journal.page(did="desk.looked_up")
    assert (told.Line.by, told.Line.about, told.who) == (member, f"member:{member}", "")
    lines, clean = audit()
    assert clean, lines


@pytest.mark.both_engines
def test_who_leaves_gives_back_what_waits_and_keeps_nothing_on_the_shelf(db):
    (gift, shelf), alice = a_gift(on_hand=2), rich(200)
    waiting, collected = (claiming.claim(alice.id, gift.id, shelf.museum_id, f"key-0000{n}") for n in range(2))
    handing.hand_over(collected.id, by=a_staff().id, museum_id=shelf.museum_id, nonce="nonce-0001")
    leaving.erase(alice.id)
    db.session.expire_all()
    assert (waiting.state, collected.state) == ("cancelled", "collected")
    assert (shelf.on_hand, shelf.held) == (1, 0)
    assert audit(CHECKS)[1]


@pytest.mark.both_engines
def test_erasing_touches_nobody_else(db):
    member = a_full_life()
    sam = a_member("sam@club.fr", "Sam").id
    token = rules.enter("sam@club.fr", "Firefox").token
    leaving.erase(member)
    assert access.signed_in(token).id == sam


@pytest.mark.both_engines
def test_an_erased_address_may_join_again_as_somebody_new(db):
    member = a_full_life()
    leaving.erase(member)
    again = a_member(EMAIL, NAME).id
    assert again != member
    assert (ledger.balance(again), ledger.history(again)) == (0, [])


def bytes_of_the_base(settings):
    """Everything SQLite keeps on the disk, once the log is poured into the base."""
    with db.engine.connect() as connection:
        raw = connection.connection.driver_connection
        raw.execute("PRAGMA query_only=OFF")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.engine.dispose()
    return b"".join(file.read_bytes() for file in settings.instance.glob("club.db*"))


CANARIES = [
    word.encode() for word in (EMAIL, "canary-in-the-mine", NAME, "Zéphyrin", DEVICE, SCAN_ID, COMMENT, REWRITE)
]


def test_after_an_erasure_the_bytes_of_the_base_hold_neither_name_nor_address(db, settings):
    member = a_full_life()
    found = bytes_of_the_base(settings)
    assert [canary for canary in CANARIES if canary not in found] == [], "a canary that never sang proves nothing"
    leaving.erase(member)
    left = bytes_of_the_base(settings)
    assert [canary for canary in CANARIES if canary in left] == []


def test_after_a_change_of_address_and_an_erasure_no_letter_tells_the_name(db, settings):
    member = a_member("canary-in-the-shaft@club.fr", NAME).id
    rules.change_address(member, EMAIL)
    outbox.post_all()
    leaving.erase(member)
    left = bytes_of_the_base(settings)
    assert [canary for canary in (*CANARIES, b"canary-in-the-shaft") if canary in left] == []
