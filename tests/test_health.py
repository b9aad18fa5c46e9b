"""What machines ask: alive, ready, what may be read, how to install."""

import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from clubapp import outbox
from clubapp.app import create_app
from clubapp.articles import reading
from clubapp.artworks import rules as artworks
from clubapp.settings import Settings
from tests.articles.conftest import an_article
from tests.artworks.conftest import a_work

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


def ready(client):
    answer = client.get("/readyz")
    return answer.status_code, answer.json


def test_the_process_is_alive_whatever_the_base(client):
    assert client.get("/healthz").json == {"process": "ok"}


@pytest.mark.both_engines
def test_the_club_is_ready_while_its_runner_is_seen_within_the_minute(client, world, clock):
    assert ready(client) == (503, {"database": "ok", "migrations": "ok", "runner": "fault"})
    world(outbox.tick)
    assert ready(client) == (200, {"database": "ok", "migrations": "ok", "runner": "ok"})
    clock.shift(timedelta(seconds=59))
    assert ready(client)[0] == 200
    clock.shift(timedelta(seconds=1))
    assert ready(client) == (503, {"database": "ok", "migrations": "ok", "runner": "fault"})


def test_a_base_behind_its_migrations_is_not_ready(client, world, settings):
    world(outbox.tick)
    with closing(sqlite3.connect(settings.instance / "club.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'older'")
        connection.commit()
    assert ready(client) == (503, {"database": "ok", "migrations": "fault", "runner": "fault"})


def test_a_base_that_cannot_be_opened_is_not_ready_and_the_process_still_alive(tmp_path):
    away = tmp_path / "gone" / "club.db"
    app = create_app(Settings(secret_key="k" * 40, instance=tmp_path, database_url=f"sqlite:///{away}"))
    client = app.test_client()
    assert client.get("/readyz").json == {"database": "fault", "migrations": "fault", "runner": "fault"}
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_manifest_is_in_the_language_asked_and_its_icons_are_there(client, language):
    answer = client.get(f"/manifest.webmanifest?l={language}")
    manifest = json.loads(answer.data)
    assert (answer.mimetype, manifest["lang"]) == ("application/manifest+json", language)
    for icon in manifest["icons"]:
        with client.client.get(icon["src"]) as image:
            assert image.status_code == 200


def test_the_manifest_leads_at_once_to_what_is_done_most(client):
    shortcuts = {
        each["name"]: each["url"] for each in json.loads(client.get("/manifest.webmanifest").data)["shortcuts"]
    }
    assert shortcuts == {
        "Scanner": "/scanner",
        "Ma carte": "/moi/carte",
        "Boutique": "/boutique",
        "À faire": "/a-faire",
    }
    assert len(json.loads(client.get("/manifest.webmanifest?l=en").data)["shortcuts"]) == 4


def test_a_new_tree_of_static_files_is_a_new_worker(client, app):
    answer = client.get("/service-worker.js")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    assert answer.text.startswith(f'const TREE = "{app.config["TREE"]}";\n')


def test_the_manifest_in_a_language_we_do_not_speak_is_in_french(client):
    assert json.loads(client.get("/manifest.webmanifest?l=xx").data)["lang"] == "fr"


def test_robots_are_told_what_is_closed(client):
    lines = client.get("/robots.txt").text.splitlines()
    assert {"Disallow: /equipe/", "Disallow: /moi", "Disallow: /q/"} <= set(lines)
    assert "Sitemap: http://localhost:8000/sitemap.xml" in lines


def test_each_page_of_the_site_s_map_is_there_for_everybody(client):
    pages = re.findall(r"<loc>http://localhost:8000(/[^<]*)</loc>", client.get("/sitemap.xml").text)
    assert len(pages) >= 5
    assert {client.get(page).status_code for page in pages} == {200}


def test_the_map_holds_what_there_is_to_read(client, world):
    world(an_article)
    world(an_article, "draft", title_fr="Un brouillon")
    page = client.get("/sitemap.xml").text
    assert "<loc>http://localhost:8000/articles/le-vase-bleu</loc>" in page and "brouillon" not in page
    assert client.get("/articles/le-vase-bleu").status_code == 200


def test_the_map_holds_the_last_works_and_no_more_than_it_may(client, world, monkeypatch):
    works = [world(lambda title=title: a_work(title, title=title)).id for title in ("A", "B", "C")]
    found = re.findall(r"<loc>http://localhost:8000(/oeuvres/\d+)</loc>", client.get("/sitemap.xml").text)
    assert found == [f"/oeuvres/{number}" for number in reversed(works)]
    assert client.get(found[0]).status_code == 200
    assert reading.MAPPED + artworks.MAPPED + 100 <= 50_000
    assert world(lambda: artworks.mapped(2)) == works[:0:-1]


def test_who_finds_a_fault_is_told_whom_to_tell_and_until_when(client):
    lines = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").text.splitlines())
    assert client.get(lines["Contact"].removeprefix("http://localhost:8000")).status_code == 200
    assert NOON < datetime.fromisoformat(lines["Expires"]) < NOON + timedelta(days=366)
