"""Secrets we give out and recognise, but do not keep."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

from flask import current_app
from itsdangerous import BadData, TimestampSigner


def token() -> str:
    """256 random bits, fit for a cookie."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What is stored of a token: nothing can be guessed back from it, since the token itself can't be guessed."""
    return hashlib.sha256(token.encode()).hexdigest()


def stamped(words: str) -> str:
    """Words, a few random signs and the time it is, signed: no two stamps are the same, and nobody else makes one."""
    return _stamps().sign(f"{words}.{secrets.token_urlsafe(6)}").decode()


def read_stamp(stamp: str, within: timedelta) -> str | None:
    """The words of a stamp made lately; None when it is older, or not ours."""
    try:
        words = _stamps().unsign(stamp, max_age=int(within.total_seconds())).decode()
    except BadData:
        return None
    return words.rpartition(".")[0]


def _stamps() -> TimestampSigner:
    return TimestampSigner(str(current_app.secret_key), salt="stamp", digest_method=hashlib.sha256)


def keyed(guessable: str) -> str:
    """What is stored of something short (a typed code, a network address): useless without the server's key."""
    key = str(current_app.secret_key).encode()
    return hmac.new(key, guessable.encode(), hashlib.sha256).hexdigest()
