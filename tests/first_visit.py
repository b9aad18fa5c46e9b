"""What a page makes a browser load: itself, what it asks for, and what that asks for in turn."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import brotli
import html5lib

ELEMENTS = re.compile(r"elements = \[([^\]]*)\]")
# Asked for by a phone that puts the club on its home screen, by no page.
LATER = {"apple-touch-icon", "license"}


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
    """Everything a page loads, by `fetch(address) -> (bytes sent, body, answer)`: {address: (bytes, kind)}."""
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


def fetched(client, address, **kwargs):
    """An address as a browser would get it: how many bytes travel, what they hold, and the answer."""
    with client.get(address, headers={"Accept-Encoding": "br", "Accept-Language": "fr"}, **kwargs) as answer:
        assert answer.status_code == 200, address
        packed = answer.content_encoding == "br"
        return len(answer.data), (brotli.decompress(answer.data) if packed else answer.data), answer


def weight(found, *kinds):
    """The bytes of what was loaded, of these kinds or of all."""
    return sum(size for size, kind in found.values() if not kinds or kind in kinds)
