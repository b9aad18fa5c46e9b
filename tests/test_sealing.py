"""Secrets given out and recognised, but not kept."""

import hashlib
from datetime import UTC, datetime, timedelta

import time_machine

from clubapp import sealing

NOW = datetime(2026, 11, 22, 11, tzinfo=UTC)


def test_a_token_is_256_bits_and_never_the_same():
    tokens = {sealing.token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert {len(token) for token in tokens} == {43}


def test_a_fingerprint_is_the_same_for_the_same_token_and_does_not_tell_it():
    token = sealing.token()
    assert sealing.fingerprint(token) == hashlib.sha256(token.encode()).hexdigest()
    assert token not in sealing.fingerprint(token)
    assert sealing.fingerprint(token) != sealing.fingerprint(sealing.token())


def test_what_can_be_guessed_is_useless_without_the_server_s_key(app, monkeypatch):
    with app.app_context():
        ours = sealing.keyed("123456")
        assert ours == sealing.keyed("123456")
        assert ours not in (hashlib.sha256(b"123456").hexdigest(), sealing.keyed("123457"))
        monkeypatch.setattr(app, "secret_key", "another key, just as long as the first")
        assert sealing.keyed("123456") != ours


def test_words_come_back_under_our_seal_alone_and_for_a_while(app):
    within = timedelta(hours=1)
    with app.app_context(), time_machine.travel(NOW, tick=False) as clock:
        seal = sealing.sealed("a few words")
        assert sealing.unsealed(seal, within) == "a few words"
        for other in ("", "a few words", seal[:-1], seal.replace("few", "two"), sealing.stamped("a few words")):
            assert sealing.unsealed(other, within) is None
        clock.shift(timedelta(hours=1, seconds=1))
        assert sealing.unsealed(seal, within) is None
