"""What staff write in Markdown, as a page shows it: harmless whatever was typed, its French or English properly set.

markdown-it-py reads it without HTML, so that a tag is shown as it was typed; nh3 then lets through the few tags and
attributes below and nothing else. Either alone would do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from markupsafe import Markup

from clubapp import typography

TAGS = {"h2", "h3", "h4", "p", "br", "hr", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
ELSEWHERE = "external noopener"
WORDS_A_MINUTE = 200
MOST = 40_000  # signs that are read of a text; the forms it is written in stop long before
_TOP, _DEEPEST = 2, 4  # levels of headings: the page's title is the first
_LEVELS = 20  # of lists and quotes inside one another; what lies deeper is left out
_SET: dict[str, Callable[[str], str]] = {"fr": typography.french, "en": typography.english}


class _Reader(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return is_link(url)


def is_link(url: str) -> bool:
    """Whether a text may lead there: a site by http or https, a mailbox, a page of ours by its whole path."""
    if url.startswith("/"):
        return not url.startswith(("//", "/\\"))
    return url.partition(":")[0].lower() in SCHEMES and ":" in url


def _in_words(_self: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    return str(escapeHtml(tokens[index].content))  # of a picture, which has no place here


_reader = _Reader("js-default", {"maxNesting": _LEVELS}).disable(["code", "fence", "strikethrough", "linkify"])
_reader.add_render_rule("image", _in_words)
_washer = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    tag_attribute_values={"a": {"rel": {ELSEWHERE}}},
    url_schemes=SCHEMES,
    link_rel=None,
)


@lru_cache(256)
def rendered(text: str, language: str = "fr", table: str = "") -> Markup:
    """A text as HTML: headings from the second level, links marked that lead elsewhere, tables in a box that scrolls.

    `table` names such a box to those who don't see it.
    """
    tokens = _reader.parse(text[:MOST])
    _level(tokens)
    for token in tokens:
        _set_in_type(token.children or [], _SET[language])
        for link in _links(token):
            if str(link.attrGet("href")).lower().startswith("http"):
                link.attrSet("rel", ELSEWHERE)
    clean = _washer.clean(_reader.renderer.render(tokens, _reader.options, {}))
    box = f'<div class="table-wrap" role="group" tabindex="0" aria-label="{escapeHtml(table)}"><table class="table">'
    clean = clean.replace("<table>", box).replace("</table>", "</table></div>")  # a typed one would read &lt;table>
    return Markup(clean)  # noqa: S704  washed


def _level(tokens: Sequence[Token]) -> None:
    """Let the highest headings be of the second level, whichever sign they were written with."""
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    top = min((int(token.tag[1]) for token in headings), default=1)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) - top + _TOP, _DEEPEST)}"


def _set_in_type(inline: Sequence[Token], properly: Callable[[str], str]) -> None:
    """Set a line's spaces and apostrophes, which may stand where emphasis begins: sign for sign, so it is cut again."""
    words = [token for token in inline if token.type == "text"]
    line = properly("".join(token.content for token in words))
    for token in words:
        token.content, line = line[: len(token.content)], line[len(token.content) :]


def _links(token: Token) -> Iterator[Token]:
    return (child for child in token.children or [] if child.type == "link_open")


@lru_cache(1024)
def plain(text: str) -> str:
    """The words of a text on one line, without signs, addresses or pictures."""
    lines = (
        "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or [])
        for token in _reader.parse(text[:MOST])
    )
    return " ".join(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class Outline:
    """What a text is made of: how many words, the levels of its headings, the words of its links, how many pictures."""

    words: int
    headings: tuple[int, ...]
    links: tuple[str, ...]
    pictures: int


def outline(text: str) -> Outline:
    """The outline of a text."""
    tokens = _reader.parse(text[:MOST])
    words, headings, links, pictures = 0, [], [], 0
    for token in tokens:
        if token.type == "heading_open":
            headings.append(int(token.tag[1]))
        line, said = "", None
        for child in token.children or []:
            spoken = " " if child.type in ("softbreak", "hardbreak") else child.content
            line += spoken
            pictures += child.type == "image"
            if child.type == "link_open":
                said = ""
            elif child.type == "link_close":
                links.append((said or "").strip())
                said = None
            elif said is not None:
                said += spoken
        words += sum(any(char.isalnum() for char in word) for word in line.split())
    return Outline(words, tuple(headings), tuple(links), pictures)


def minutes(words: int) -> int:
    """How long so many words take to read, at least a minute."""
    return max(1, round(words / WORDS_A_MINUTE))
