import stat

import pytest

from clubapp.settings import Settings

GOOD = {
    "CLUB_ENV": "production",
    "CLUB_SECRET_KEY": "mE2vXz8Qw-4tRk7LpYd1uHs9BfGcJn0aTiOeVlW5",
    "CLUB_PUBLIC_URL": "https://club.musees-rouen.fr",
    "CLUB_MAIL_URL": "smtp://club:word@mail.musees-rouen.fr:587?from=club@musees-rouen.fr",
}


def settings(tmp_path, **changes):
    environ = {**GOOD, "CLUB_INSTANCE": str(tmp_path), **changes}
    return Settings.from_environ({name: value for name, value in environ.items() if value is not None})


def test_production_starts_when_everything_is_said(tmp_path):
    assert settings(tmp_path).problems() == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"CLUB_SECRET_KEY": None}, "CLUB_SECRET_KEY is missing"),
        ({"CLUB_SECRET_KEY": "short"}, "CLUB_SECRET_KEY has 5 characters"),
        ({"CLUB_SECRET_KEY": "a" * 40}, "CLUB_SECRET_KEY can be guessed"),
        ({"CLUB_SECRET_KEY": "please-changeme-please-changeme-now"}, "CLUB_SECRET_KEY can be guessed"),
        ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG is on"),
        ({"CLUB_PUBLIC_URL": None}, "CLUB_PUBLIC_URL is missing"),
        ({"CLUB_PUBLIC_URL": "http://club.musees-rouen.fr"}, "must begin with https://"),
        ({"CLUB_PUBLIC_URL": "club.musees-rouen.fr"}, "must begin with https://"),
        ({"CLUB_PUBLIC_URL": "https://[club"}, "must begin with https://"),
        ({"CLUB_PUBLIC_URL": "https://localhost:8000"}, "no visitor's telephone can reach"),
        ({"CLUB_PUBLIC_URL": "https://club.example"}, "no visitor's telephone can reach"),
        ({"CLUB_PUBLIC_URL": "https://musees-rouen.fr/club"}, "must be the host alone"),
        ({"CLUB_MAIL_URL": None}, "CLUB_MAIL_URL is missing"),
        ({"CLUB_MAIL_URL": "file:///tmp"}, "CLUB_MAIL_URL must look like"),
        ({"CLUB_MAIL_URL": "smtp://"}, "CLUB_MAIL_URL must look like"),
        ({"CLUB_MAIL_URL": "smtp://mail.fr:port"}, "CLUB_MAIL_URL must look like"),
        ({"CLUB_MAIL_URL": "smtp://mail.fr?from=nobody"}, "not an e-mail address"),
        ({"CLUB_PROCESSES": "4"}, "counts in each process apart"),
        ({"CLUB_PROCESSES": "many"}, "CLUB_PROCESSES must be a whole number"),
        ({"CLUB_PROCESSES": "0"}, "CLUB_PROCESSES must be a whole number"),
        ({"CLUB_LIMITS_URL": "memcached://here"}, "CLUB_LIMITS_URL must begin with"),
        ({"CLUB_DATABASE_URL": "mysql://here/club"}, "CLUB_DATABASE_URL must begin with"),
        ({"CLUB_DATABASE_URL": "sqlite://"}, "keeps the base in memory"),
        ({"CLUB_DATABASE_URL": "postgresql://here"}, "names no database"),
        ({"CLUB_TRUSTED_PROXIES": "-1"}, "CLUB_TRUSTED_PROXIES must be a whole number"),
        ({"PORT": "99999"}, "PORT must be a whole number"),
        ({"CLUB_ENV": "staging"}, "CLUB_ENV must be demo or production"),
        ({"CLUB_SECRETKEY": "x"}, "CLUB_SECRETKEY is not a setting"),
    ],
)
def test_production_refuses_with_one_clear_line(tmp_path, changes, words):
    (problem,) = [line for line in settings(tmp_path, **changes).problems() if words in line]
    assert "\n" not in problem


def test_refusals_never_repeat_a_secret(tmp_path):
    for key in ("short-word", "please-changeme-please-changeme-now"):
        assert key not in " ".join(settings(tmp_path, CLUB_SECRET_KEY=key).problems())


def test_the_demo_needs_nothing_and_stays_on_this_machine(tmp_path):
    demo = Settings.from_environ({"CLUB_INSTANCE": str(tmp_path), "PORT": "8123"})
    assert demo.problems() == []
    assert (demo.host, demo.public_url) == ("127.0.0.1", "http://localhost:8123")


@pytest.mark.parametrize("changes", [{"CLUB_HOST": "0.0.0.0"}, {"CLUB_PUBLIC_URL": "https://club.musees-rouen.fr"}])
def test_the_demo_refuses_to_be_public(tmp_path, changes):
    (problem,) = Settings.from_environ({"CLUB_INSTANCE": str(tmp_path), **changes}).problems()
    assert "shows sign-in codes" in problem


def test_the_demo_makes_its_secret_once_and_keeps_it_to_itself(tmp_path):
    first, second = (Settings.from_environ({"CLUB_INSTANCE": str(tmp_path / "new")}) for _ in range(2))
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert stat.S_IMODE((tmp_path / "new/secret").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["secret"]


def test_production_writes_nothing_by_reading_its_settings(tmp_path):
    settings(tmp_path, CLUB_SECRET_KEY=None)
    assert list(tmp_path.iterdir()) == []


def test_postgresql_is_reached_through_psycopg(tmp_path):
    address = settings(tmp_path, CLUB_DATABASE_URL="postgresql://sam@here/club").database
    assert address == "postgresql+psycopg://sam@here/club"
