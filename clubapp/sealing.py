"""Secrets we give out and recognise, but do not keep."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from flask import current_app
from itsdangerous import BadSignature, TimestampSigner


def token() -> str:
    """256 random bits, fit for a cookie."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What is stored of a token: nothing can be guessed back from it, since the token itself can't be guessed."""
    return hashlib.sha256(token.encode()).hexdigest()


def stamped(words: str) -> str:
    """A stamp for these words: the time it is and a few random signs, signed. No two are the same."""
    return _stamps(words).sign(secrets.token_urlsafe(6)).decode()


def is_stamp(stamp: str, words: str, within: timedelta) -> bool:
    """Whether a stamp was made for these words, by us and lately."""
    return stamped_at(stamp, words, within) is not None


def stamped_at(stamp: str, words: str, within: timedelta) -> datetime | None:
    """When a stamp was made for these words, by us and lately, to the second (UTC); None of any other."""
    try:
        return _stamps(words).unsign(stamp, max_age=int(within.total_seconds()), return_timestamp=True)[1]
    except BadSignature:
        return None


def sealed(words: str) -> str:
    """Words that leave us and come back: read by anybody, written by nobody else."""
    return _seals().sign(words).decode()


def unsealed(seal: str, within: timedelta) -> str | None:
    """The words under a seal of ours, put there lately; None under any other."""
    try:
        return _seals().unsign(seal, max_age=int(within.total_seconds())).decode()
    except BadSignature:
        return None


def _seals() -> TimestampSigner:
    return TimestampSigner(str(current_app.secret_key), salt="seal", digest_method=hashlib.sha256)


def _stamps(words: str) -> TimestampSigner:
    return TimestampSigner(str(current_app.secret_key), salt=f"stamp {words}", digest_method=hashlib.sha256)


def keyed(guessable: str) -> str:
    """What is stored of something short (a typed code, a network address): useless without the server's key."""
    key = str(current_app.secret_key).encode()
    return hmac.new(key, guessable.encode(), hashlib.sha256).hexdigest()
