"""The app's shell: what a first visit weighs, and that everything a page asks for is there to stay."""

import json
import re
from urllib.parse import urljoin, urlsplit

import brotli
import html5lib
import pytest

from clubapp import demo

pytestmark = pytest.mark.house

KB = 1000
ELEMENTS = re.compile(r"elements = \[([^\]]*)\]")
# Asked for by a phone that puts the club on its home screen, by no page.
LATER = {"apple-touch-icon", "license"}


@pytest.fixture
def fetch(app, clean):
    """An address as a browser would get it: the bytes that travel, and the text."""

    def get(address):
        with app.test_client().get(address, headers={"Accept-Encoding": "br", "Accept-Language": "fr"}) as answer:
            assert answer.status_code == 200, address
            packed = answer.content_encoding == "br"
            return len(answer.data), (brotli.decompress(answer.data) if packed else answer.data), answer

    return get


def asked_by_html(markup):
    """The addresses a page loads by itself."""
    for element in html5lib.parse(markup, namespaceHTMLElements=False).iter():
        tag = str(element.tag).rpartition("}")[2]
        if tag == "link" and element.get("rel") not in LATER:
            yield element.get("href")
        elif tag in ("script", "img", "source", "video", "audio", "iframe") and element.get("src"):
            yield element.get("src")
        elif tag in ("use", "image"):
            href = element.get("href") or element.get("{http://www.w3.org/1999/xlink}href")
            if not href.startswith("#"):
                yield href


def asked_by_css(text):
    return re.findall(r"""url\(["']?([^"')]+)["']?\)""", text)


def asked_by_js(text, page):
    """What a module imports; of the custom elements, those whose tag the page holds."""
    yield from re.findall(r"""^import\s.*?["'](\./[^"']+)["']""", text, re.MULTILINE)
    if found := ELEMENTS.search(text):
        yield from (f"./elements/{name}.js" for name in re.findall(r"[\w-]+", found[1]) if f"<{name}" in page)


def loaded(page, fetch):
    """Everything a page loads, and what it loads in turn: {address: (bytes, kind)}."""
    size, body, _ = fetch(page)
    markup = body.decode()
    found = {page: (size, "text/html")}
    waiting = [urljoin(page, address) for address in asked_by_html(markup)]
    while waiting:
        address = waiting.pop().partition("#")[0]
        if address in found or address.startswith("data:"):
            continue
        assert not urlsplit(address).netloc, f"{address} is somebody else's"
        size, body, answer = fetch(address)
        found[address] = (size, answer.mimetype)
        if answer.mimetype == "text/css":
            waiting += [urljoin(address, link) for link in asked_by_css(body.decode())]
        elif answer.mimetype == "text/javascript" and "/vendor/" not in address:
            waiting += [urljoin(address, link) for link in asked_by_js(body.decode(), markup)]
    return found


def weight(found, *kinds):
    return sum(size for size, kind in found.values() if not kinds or kind in kinds)


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


def test_the_page_names_the_manifest_of_its_language(app, clean):
    for language in ("fr", "en"):
        page = app.test_client().get("/", headers={"Accept-Language": language})
        assert f'href="/manifest.webmanifest?l={language}"' in page.text
