"""The app's shell: what a first visit weighs, and that everything a page asks for is there to stay."""

import io
import json
import re
from urllib.parse import urljoin

import pytest
from PIL import Image

from clubapp import demo
from tests.first_visit import fetched, loaded, weight

pytestmark = pytest.mark.house

KB = 1000


@pytest.fixture
def fetch(app, clean):
    """An address as a browser without cookies would get it."""
    return lambda address: fetched(app.test_client(), address)


def test_a_first_visit_is_light(fetch, world):
    world(demo.build)
    found = loaded("/", fetch)
    assert weight(found) <= 60 * KB, found
    assert weight(found, "text/html", "text/css") <= 14 * KB, found
    assert len(found) <= 8, list(found)
    assert {"text/html", "text/css", "text/javascript", "font/woff2", "image/svg+xml"} <= {
        kind for _, kind in found.values()
    }


def test_the_scanner_is_light_before_its_decoder(fetch):
    found = loaded("/scanner", fetch)
    again = loaded("/", fetch)
    new = {address: facts for address, facts in found.items() if address not in again}
    assert weight(found) <= 60 * KB
    assert weight(new) <= 40 * KB, new


def shell(fetch):
    """What the worker keeps when it is installed: each address, with what it weighs on its way."""
    code = fetch("/service-worker.js")[1].decode()
    tree = re.match(r'const TREE = "(\w{16})";\n', code)[1]
    files, elements = (re.search(rf"{name}\[(.*?)\]", code, re.DOTALL)[1] for name in ("FILES = ", r"\.\.\."))
    paths = [path for path in re.findall(r'"([^"]+)"', files) if "/" in path]
    paths += [f"js/elements/{name}.js" for name in re.findall(r'"([^"]+)"', elements)]
    pages = re.findall(r'"([^"]+)"', re.search(r"OFFLINE = \[(.*?)\]", code)[1])
    return {path: fetch(path) for path in [f"/static/{tree}/{path}" for path in paths] + pages}


def test_what_a_phone_keeps_of_the_club_is_light(fetch):
    kept = shell(fetch)
    assert {answer.status_code for _, _, answer in kept.values()} == {200}
    assert sum(size for size, _, _ in kept.values()) <= 70 * KB


def test_a_phone_keeps_all_that_its_pages_without_network_load(fetch):
    kept = shell(fetch)
    scripts = {path: body.decode() for path, (_, body, _) in kept.items() if path.endswith(".js")}
    asked = {
        urljoin(path, link)
        for path, text in scripts.items()
        for link in re.findall(r'(?:import|from) *\(?"(\.[^"]+)"', text)
    }
    for page in (path for path in kept if path.startswith("/hors-ligne")):
        asked |= {address for address in loaded(page, fetch) if address != page}
    assert {address for address in asked if address.startswith("/static/")} <= set(kept)
    assert len(asked) > 10


@pytest.mark.parametrize("path", ["/", "/a-faire", "/scanner", "/connexion", "/mentions-legales"])
def test_what_a_page_asks_for_never_changes(path, fetch):
    for address in loaded(path, fetch):
        if address.startswith("/static/"):
            _, _, answer = fetch(address)
            assert "immutable" in answer.headers["Cache-Control"], address
            assert answer.headers["Content-Type"].split(";")[0] != "application/octet-stream", address


def test_the_manifest_is_one_app_in_two_languages(fetch):
    french, english = (json.loads(fetch(f"/manifest.webmanifest?l={language}")[1]) for language in ("fr", "en"))
    assert (french["lang"], english["lang"]) == ("fr", "en")
    assert french["id"] == english["id"] == french["start_url"] == "/"
    assert french["description"] != english["description"]
    assert french["display"] == "standalone" and french["name"] and french["short_name"]
    assert {icon["sizes"] for icon in french["icons"]} >= {"192x192", "512x512"}
    assert any(icon.get("purpose") == "maskable" for icon in french["icons"])
    for icon in french["icons"]:
        assert fetch(icon["src"])[2].mimetype == icon["type"]


def test_the_manifest_shows_the_club_in_its_language(fetch):
    shots = {}
    for language in ("fr", "en"):
        manifest = json.loads(fetch(f"/manifest.webmanifest?l={language}")[1])
        shots[language] = {shot["src"]: shot["label"] for shot in manifest["screenshots"]}
        assert {shot["form_factor"] for shot in manifest["screenshots"]} == {"narrow", "wide"}
        for shot in manifest["screenshots"]:
            size, body, answer = fetch(shot["src"])
            assert answer.mimetype == shot["type"]
            assert "x".join(map(str, Image.open(io.BytesIO(body)).size)) == shot["sizes"]
            assert size <= 80 * KB
    assert set(shots["fr"]).isdisjoint(shots["en"]) and set(shots["fr"].values()).isdisjoint(shots["en"].values())


def test_the_page_names_the_manifest_of_its_language(app, clean):
    for language in ("fr", "en"):
        page = app.test_client().get("/", headers={"Accept-Language": language})
        assert f'href="/manifest.webmanifest?l={language}"' in page.text
