"""The outbox: a letter is written with the act that sends it, leaves once, and waits longer each time it fails."""

import json
import smtplib
from datetime import UTC, datetime, timedelta

import pytest
import structlog
import time_machine
from flask_mailman import EmailMessage
from sqlalchemy import select

from clubapp import outbox
from clubapp.db import act
from clubapp.outbox import Letter
from clubapp.refusals import Refused

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def posted(monkeypatch):
    """What the postman takes away, or an error put in `posted.refuses`."""

    class Bag(list):
        refuses = None

    bag = Bag()

    def send(message):
        if bag.refuses:
            raise bag.refuses
        bag.append(message)

    monkeypatch.setattr(EmailMessage, "send", send)
    return bag


@act
def write(language="fr", then=None):
    outbox.send("code", "alice@club.fr", language, code="123456", minutes=10)
    if then:
        raise then


def waiting(db):
    return db.session.scalars(select(Letter)).all()


def test_a_letter_leaves_once(db, posted):
    write()
    assert (outbox.post_all(), outbox.post_all()) == (1, 0)
    assert [message.to for message in posted] == [["alice@club.fr"]]
    assert waiting(db) == []


def test_a_letter_of_a_refused_act_was_never_written(db, posted):
    with pytest.raises(Refused):
        write(then=Refused())
    assert (outbox.post_all(), posted) == (0, [])


def test_a_letter_is_in_its_reader_s_language(db, posted):
    write("fr")
    write("en")
    outbox.post_all()
    french, english = posted
    assert french.subject == "123456, votre code pour le Club des visiteurs"
    assert french.body.startswith("Bonjour,\n\nVotre code\u202f: 123456\n")
    assert "123456" in english.subject
    assert "votre" not in english.subject
    assert "Bonjour" not in english.body


@pytest.mark.parametrize("kind", ["code", "new_address", "address_changed"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_letter_has_one_line_of_subject_and_a_body(db, posted, kind, language):
    facts = {"code": "123456", "minutes": 10, "name": "Zoé & <b>Max</b>", "old": "a@b.fr", "new": "c@d.fr"}

    @act
    def write_one():
        outbox.send(kind, "alice@club.fr", language, **facts)

    write_one()
    outbox.post_all()
    (message,) = posted
    assert message.subject
    assert "\n" not in message.subject
    assert message.body.count("\n\n") >= 2
    assert "&amp;" not in message.body
    if kind == "address_changed":
        assert "Zoé & <b>Max</b>" in message.body


@pytest.mark.parametrize("fault", [smtplib.SMTPServerDisconnected("gone"), ConnectionRefusedError(), TimeoutError()])
def test_a_letter_that_fails_waits_longer_each_time_then_leaves(db, posted, clock, fault):
    write()
    posted.refuses = fault
    waits = []
    for _ in range(3):
        assert outbox.post_all() == 0
        (letter,) = waiting(db)
        waits.append(letter.post_after - datetime.now(UTC))
        assert outbox.post_all() == 0  # not due yet
        clock.move_to(letter.post_after)
    assert waits == [timedelta(minutes=2), timedelta(minutes=4), timedelta(minutes=8)]
    posted.refuses = None
    assert outbox.post_all() == 1
    assert waiting(db) == []


def test_a_letter_that_failed_eight_times_stays_for_someone_to_look_at(db, posted, clock):
    write()
    posted.refuses = ConnectionRefusedError()
    for _ in range(12):
        outbox.post_all()
        clock.shift(timedelta(days=1))
    posted.refuses = None
    assert outbox.post_all() == 0
    assert [letter.tries for letter in waiting(db)] == [8]


def test_one_letter_that_fails_does_not_hold_the_others_back(db, posted, monkeypatch):
    write()
    write()
    first = []

    def send(message):
        if not first:
            first.append(message)
            raise ConnectionResetError
        posted.append(message)

    monkeypatch.setattr(EmailMessage, "send", send)
    assert outbox.post_all() == 1
    assert len(waiting(db)) == 1


def test_the_logs_name_neither_address_nor_code(db, posted):
    write()
    posted.refuses = smtplib.SMTPRecipientsRefused({"alice@club.fr": (550, b"no such user alice@club.fr")})
    with structlog.testing.capture_logs() as logs:
        outbox.post_all()
    assert [line["event"] for line in logs] == ["letter not posted"]
    assert not [word for word in ("alice", "123456") if word in json.dumps(logs, default=str)]


def test_the_runner_says_when_it_was_last_seen(db, clock):
    assert outbox.runner_seen_at() is None
    outbox.tick()
    assert outbox.runner_seen_at() == NOON
    clock.shift(timedelta(seconds=2))
    outbox.tick()
    assert outbox.runner_seen_at() == NOON + timedelta(seconds=2)


def test_a_letter_nobody_could_take_is_thrown_away_after_a_month(db, posted, clock):
    posted.refuses = OSError("no route")
    write()
    for _ in range(outbox.LAST_TRY):
        outbox.post_all()
        clock.shift(timedelta(days=1))
    clock.shift(timedelta(days=20))
    outbox.sweep()
    assert len(waiting(db)) == 1
    clock.shift(timedelta(days=11))
    outbox.sweep()
    assert waiting(db) == []
