"""Secrets we give out and recognise, but do not keep."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from flask import current_app


def token() -> str:
    """256 random bits, fit for a cookie."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What is stored of a token: nothing can be guessed back from it, since the token itself can't be guessed."""
    return hashlib.sha256(token.encode()).hexdigest()


def keyed(guessable: str) -> str:
    """What is stored of something short (a typed code, a network address): useless without the server's key."""
    key = str(current_app.secret_key).encode()
    return hmac.new(key, guessable.encode(), hashlib.sha256).hexdigest()
