"""The settings: read once from the environment, judged before anything starts."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, urlsplit

ROOT = Path(__file__).parent.parent
LOOPBACK = ("localhost", "127.0.0.1", "::1")
NAMES = frozenset(
    "CLUB_" + name
    for name in (
        "DATABASE_URL ENV HOST INSTANCE LIMITS_URL MAIL_URL PROCESSES PUBLIC_URL SECRET_KEY TRUSTED_PROXIES"
    ).split()
)
KNOWN = ("secret", "changeme", "change-me", "password", "motdepasse", "0123456789", "abcdefgh", "azerty", "qwerty")
ANOTHER_KEY = "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"


@dataclass(frozen=True)
class Settings:
    """What the club is told from outside; it refuses to start while `problems()` finds any."""

    env: str = "demo"
    secret_key: str = ""
    instance: Path = ROOT / "instance"
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = "http://localhost:8000"
    database_url: str = ""
    mail_url: str = ""
    limits_url: str = "memory://"
    processes: int = 1
    trusted_proxies: int = 0
    debug: bool = False
    faults: tuple[str, ...] = ()  # what could not even be read

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Settings:
        """Read the environment; in demo, a secret key is made once and kept in the instance folder."""
        faults = [f"{name} is not a setting of the club." for name in sorted(_strangers(environ))]

        def whole(name: str, default: int, low: int, high: int) -> int:
            value = environ.get(name) or str(default)
            if value.isascii() and value.isdigit() and low <= int(value) <= high:
                return int(value)
            faults.append(f"{name} must be a whole number from {low} to {high}, not “{value}”.")
            return default

        env = environ.get("CLUB_ENV") or "demo"
        port = whole("PORT", 8000, 1, 65535)
        settings = cls(
            env=env,
            secret_key=environ.get("CLUB_SECRET_KEY", ""),
            instance=Path(environ.get("CLUB_INSTANCE") or ROOT / "instance").absolute(),
            host=environ.get("CLUB_HOST") or "127.0.0.1",
            port=port,
            public_url=(
                environ.get("CLUB_PUBLIC_URL") or ("" if env == "production" else f"http://localhost:{port}")
            ).rstrip("/"),
            database_url=environ.get("CLUB_DATABASE_URL", ""),
            mail_url=environ.get("CLUB_MAIL_URL", ""),
            limits_url=environ.get("CLUB_LIMITS_URL") or "memory://",
            processes=whole("CLUB_PROCESSES", 1, 1, 64),
            trusted_proxies=whole("CLUB_TRUSTED_PROXIES", 0, 0, 8),
            debug=environ.get("FLASK_DEBUG", "").lower() not in ("", "0", "false", "no"),
            faults=tuple(faults),
        )
        if settings.demo and not settings.secret_key:
            return replace(settings, secret_key=_kept_secret(settings.instance))
        return settings

    @property
    def demo(self) -> bool:
        return self.env == "demo"

    @property
    def production(self) -> bool:
        return self.env == "production"

    @property
    def threads(self) -> int:
        """Threads of a serving process. The server does not hold back half-sent bodies: alone, it needs many."""
        return 4 if self.trusted_proxies else 64

    @property
    def database(self) -> str:
        """The database's address as SQLAlchemy wants it."""
        address = self.database_url or f"sqlite:///{self.instance / 'club.db'}"
        scheme, _, rest = address.partition("://")
        return f"postgresql+psycopg://{rest}" if scheme in ("postgresql", "postgres") else address

    def problems(self) -> list[str]:
        """Why the club must not start, one sentence each."""
        found = list(self.faults)
        if self.env not in ("demo", "production"):
            found.append(f"CLUB_ENV must be demo or production, not “{self.env}”.")
        found += self._base_problems() + self._limits_problems()
        if self.production:
            found += self._secret_problems() + self._address_problems() + self._mail_problems()
            if self.debug:
                found.append("FLASK_DEBUG is on: the debugger would run code for anybody.")
        else:
            found += self._demo_problems()
        return found

    def _demo_problems(self) -> list[str]:
        found = []
        if self.host not in LOOPBACK:
            found.append(f"CLUB_HOST={self.host}: the demo shows sign-in codes, so it listens to this machine only.")
        if _host(self.public_url) not in LOOPBACK:
            found.append("CLUB_PUBLIC_URL is public: the demo shows sign-in codes, so it stays on localhost.")
        return found

    def _secret_problems(self) -> list[str]:
        key = self.secret_key
        if not key:
            return [f"CLUB_SECRET_KEY is missing. {ANOTHER_KEY}"]
        if len(key) < 32:
            return [f"CLUB_SECRET_KEY has {len(key)} characters; it needs 32. {ANOTHER_KEY}"]
        if len(set(key)) < 10 or any(word in key.lower() for word in KNOWN):
            return [f"CLUB_SECRET_KEY can be guessed. {ANOTHER_KEY}"]
        return []

    def _address_problems(self) -> list[str]:
        if not self.public_url:
            return ["CLUB_PUBLIC_URL is missing: posters carry it, for example https://club.musees.fr."]
        parts = _split(self.public_url)
        if not parts or parts.scheme != "https":
            return [f"CLUB_PUBLIC_URL must begin with https://, not “{self.public_url}”: cameras ask for it."]
        host = parts.hostname or ""
        if host in LOOPBACK or "." not in host or host.endswith((".localhost", ".example", ".invalid", ".test")):
            return [f"CLUB_PUBLIC_URL leads to “{host}”, which no visitor's telephone can reach."]
        if parts.path or parts.query or parts.fragment or parts.username:
            return ["CLUB_PUBLIC_URL must be the host alone, without a path or a name."]
        return []

    def _mail_problems(self) -> list[str]:
        if not self.mail_url:
            return ["CLUB_MAIL_URL is missing: sign-in codes would be written to files, and nobody could come in."]
        parts = _split(self.mail_url)
        if not parts or parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            return ["CLUB_MAIL_URL must look like smtp://user:password@host:587 (or smtps://)."]
        given = parse_qs(parts.query).get("from", ["club@club.fr"])[0]
        if given.count("@") != 1 or given.startswith("@") or given.endswith("@"):
            return ["CLUB_MAIL_URL has a from= that is not an e-mail address."]
        return []

    def _base_problems(self) -> list[str]:
        parts = _split(self.database)
        if parts and parts.scheme == "postgresql+psycopg":
            if len(parts.path) < 2:
                return ["CLUB_DATABASE_URL names no database: postgresql://user:password@host/name."]
            driver = find_spec("psycopg")
            return [] if driver else ["CLUB_DATABASE_URL is PostgreSQL's: install requirements-postgresql.txt first."]
        if not parts or parts.scheme != "sqlite":
            return ["CLUB_DATABASE_URL must begin with sqlite:/// or postgresql://."]
        if parts.path in ("", "/", "/:memory:"):
            return ["CLUB_DATABASE_URL keeps the base in memory: everything would be lost at the first stop."]
        return []

    def _limits_problems(self) -> list[str]:
        parts = _split(self.limits_url)
        if not parts or parts.scheme not in ("memory", "redis", "rediss"):
            return ["CLUB_LIMITS_URL must begin with memory:// or redis://."]
        if parts.scheme == "memory" and self.processes > 1 and self.production:
            return [f"CLUB_LIMITS_URL=memory:// counts in each process apart; {self.processes} need redis://."]
        if parts.scheme != "memory" and not find_spec("redis"):
            return ["CLUB_LIMITS_URL is Redis's: install redis first."]
        return []


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port  # read here: a bad port is only noticed when it is asked for
    except ValueError:
        return None
    return parts


def _host(address: str) -> str:
    parts = _split(address)
    return (parts and parts.hostname) or ""


def _strangers(environ: Mapping[str, str]) -> set[str]:
    return {name for name in environ if name.startswith("CLUB_") and name not in NAMES}


def _kept_secret(instance: Path) -> str:
    """The demo's key: whoever starts first writes it, whole or not at all; the others read it."""
    path = instance / "secret"
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(prefix=".secret-", dir=instance)  # mode 600
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            Path(draft).unlink()
    return path.read_text().strip()
