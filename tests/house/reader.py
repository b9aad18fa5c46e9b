"""A reader who knows only what was translated: every letter of a page must stand between ⟦ and ⟧."""

import re

import html5lib

from tests.visitor import Visitor

SPOKEN = ("title", "aria-label", "alt", "placeholder", "content", "aria-description")
# Not words: codes, addresses, references, and what is in another language on purpose.
SILENT = {"script", "style", "time", "code", "output"}
FACTS = re.compile(
    r"\S+@[\w.-]+|https?://\S+|\b[PVTMH]-[0-9A-Z]{4}-[0-9A-Z]{4}\b|"
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b|"
    r"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec) \d{4}\b"
)


class Reader(Visitor):
    """Keeps what it could not read, page by page."""

    def __init__(self, app, stray, **kwargs):
        super().__init__(app, language="en", **kwargs)
        self.stray = stray

    def _read(self, answer):
        if answer.mimetype == "text/html" and answer.status_code // 100 != 3:
            self.stray |= {(answer.request.path, words) for words in strays(answer.text)}
        return super()._read(answer)

    def fill(self, path, **fields):
        """Send the form of a page, its hidden fields included."""
        page = self.get(path)
        for form in html5lib.parse(page.text, namespaceHTMLElements=False).iter("form"):
            if form.get("action") == "/langue":
                continue
            held = {field.get("name"): field.get("value", "") for field in form.iter("input")}
            return self.post(
                form.get("action"), follow=True, **{k: v for k, v in held.items() if k != "csrf_token"} | fields
            )
        raise AssertionError(f"no form on {path}")


def strays(markup):
    """The words of a page that nobody translated."""
    page = html5lib.parse(markup, namespaceHTMLElements=False)
    yield from unread("".join(spoken(page, page.get("lang"))))
    for element in page.iter():
        for name in SPOKEN:
            value = element.get(name)
            if value and (name != "content" or element.get("name") == "description"):
                yield from unread(value)


def spoken(element, language):
    """The texts of an element in the page's language, in order."""
    if element.tag in SILENT or not isinstance(element.tag, str):
        return
    if element.get("lang") in ("fr", "en") and element.get("lang") != language and element.tag == "button":
        return  # the other language's own name
    yield element.text or ""
    for child in element:
        yield from spoken(child, language)
        yield child.tail or ""
    yield "\n"


def unread(text):
    """Runs of text with letters, outside every bracket."""
    depth, run, runs = 0, "", []
    for char in text:
        if char in "⟦⟧":
            depth += 1 if char == "⟦" else -1
            runs.append(run)
            run = ""
        elif depth == 0:
            run += char
    for bare in [*runs, run]:
        words = FACTS.sub("", bare)
        if any(char.isalpha() for char in words):
            yield " ".join(words.split())
