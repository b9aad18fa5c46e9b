"""Markdown: properly set, and harmless whatever was typed."""

import re
import sys

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clubapp.markdown import ATTRIBUTES, ELSEWHERE, MOST, TAGS, Outline, minutes, outline, rendered

NARROW = "\u202f"
ALLOWED = {tag: ATTRIBUTES.get(tag, set()) for tag in TAGS} | {"a": {"href", "rel"}, "table": {"class"}}
BOX = {"class": "table-wrap", "role": "group", "tabindex": "0", "aria-label": "Tableau"}

SPELLINGS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java&#10;script:alert(1)",
    "javascript&colon;alert(1)",
    "&#x6A;avascript:alert(1)",
    "\\javascript:alert(1)",
    "javascript%3Aalert(1)",
    "\x01javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml;base64,PHN2Zz4=",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil",
    "file:///etc/passwd",
    "blob:https://evil.example/1",
    "#top",
    "club",
)
FRAMES = (
    "[x]({})",
    "<{}>",
    "[x][1]\n\n[1]: {}",
    "![x]({})",
    "[![x]({})](/articles)",
    "<a href='{}'>x</a>",
    "[x](<{}>)",
)
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<style>*{display:none}</style>",
    "<div style='position:fixed'>",
    "<!--",
    "]]>",
    "<iframe src=//evil.example>",
    "<form action=/moi/donnees/effacement method=post>",
    '" onmouseover="alert(1)',
    "<math><mtext></table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "</div></article></main>",
    "| a | b |\n|---|---|\n| 1 |\n",
    "> " * 12,
    "1. - * + > # ",
    "# ",
    "\n\n",
    "`",
    "**",
    "[",
    "](",
    "![",
    "\x00",
    "\u202e",
)


def found(text):
    """The elements of a rendered text: every one, with its attributes."""
    markup = f"<body>{rendered(text, 'fr', 'Tableau')}</body>"
    for element in html5lib.parse(markup, namespaceHTMLElements=False).find("body").iter():
        if element.tag != "body":
            yield element.tag, dict(element.attrib)


def harmless(text):
    """Only the allowed tags and attributes come out, and links lead where links may lead."""
    for tag, attributes in found(text):
        if tag == "div":
            assert attributes == BOX, text
            continue
        assert isinstance(tag, str) and set(attributes) <= ALLOWED[tag], text
        if tag == "a" and "href" in attributes:
            assert re.match(r"(?:https?:|mailto:|/(?![/\\]))", attributes["href"], re.IGNORECASE), text
        assert attributes.get("rel", ELSEWHERE) == ELSEWHERE
        assert attributes.get("class", "table") == "table"
        assert re.fullmatch(r"\d*", attributes.get("start", "")), text


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("address", SPELLINGS)
def test_no_spelling_of_a_wrong_address_becomes_a_link(address, frame):
    text = frame.format(address)
    harmless(text)
    led = [attributes["href"] for tag, attributes in found(text) if tag == "a" and "href" in attributes]
    assert not [href for href in led if re.search(r"script:|data:|^//|file:|blob:|^#|^club", href, re.IGNORECASE)]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(HOSTILE + SPELLINGS), st.text(max_size=30)), max_size=25).map("".join))
def test_whatever_goes_in_only_what_is_allowed_comes_out(text):
    harmless(text)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="<>&\"'`[]()!#*_|-+\\\n \t:/ahref=javscript;x1.", max_size=400))
def test_no_sign_of_markup_helps(text):
    harmless(text)


PILES = {
    "quotes": "> ",
    "brackets": "[",
    "pictures": "![",
    "links": "[a](",
    "whole links": "[a](/b) ",
    "stars": "*a **b ",
    "backticks": "`` ` ",
    "tags": "<div>",
    "lists": "- a\n",
    "references": "[a]: /b\n",
    "entities": "&amp;",
    "backslashes": "\\",
    "cells": "a|",
    "rows": "|a|b|\n|-|-|\n",
    "prose": "Un mot, puis l'autre : voilà. ",
    "paragraphs": "Un mot.\n\n",
}


def calls(text):
    """How many functions are called to show a text: its work, whatever machine does it."""
    count = 0

    def seen(_frame, _event, _argument):
        nonlocal count
        count += 1

    sys.setprofile(seen)
    try:
        rendered.__wrapped__(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("pile", PILES)
def test_the_work_grows_as_the_text_does(pile):
    small, large = (calls((PILES[pile] * 10_000)[:size]) for size in (2_500, 10_000))
    assert large <= 4.6 * small + 2_000
    assert large <= 500 * 10_000


@pytest.mark.parametrize("pile", ["prose", "cells", "tags"])
def test_two_hundred_thousand_signs_are_no_more_work_than_the_most_that_is_read(pile):
    long = (PILES[pile] * 200_000)[:200_000]
    assert calls(long) <= 1.05 * calls(long[:MOST]) + 1_000
    harmless(long)


def test_headings_begin_under_the_page_s_own_whichever_sign_they_have():
    for text in ("# Un\n\n## Deux\n\n#### Quatre", "## Un\n\n### Deux\n\n##### Quatre"):
        assert [tag for tag, _ in found(text) if tag != "p"] == ["h2", "h3", "h4"]


def test_prose_is_set_in_its_language():
    assert rendered("L'œuvre : « oui » !") == f"<p>L’œuvre{NARROW}: «{NARROW}oui{NARROW}»{NARROW}!</p>\n"
    assert rendered("l'*œuvre* **1** 000 !") == f"<p>l’<em>œuvre</em> <strong>1</strong>{NARROW}000{NARROW}!</p>\n"
    assert rendered("The museum's : x", "en") == "<p>The museum’s : x</p>\n"
    assert rendered("`l'a : b`") == "<p><code>l'a : b</code></p>\n"


def test_links_say_when_they_lead_elsewhere():
    assert rendered("[a](/articles) [b](https://x.example/y)") == (
        '<p><a href="/articles">a</a> <a href="https://x.example/y" rel="external noopener">b</a></p>\n'
    )
    assert [attributes for _, attributes in found("[a](/b 'titre')")][1:] == [{"href": "/b"}]


def test_a_picture_is_read_as_its_words_and_a_table_stands_in_a_box():
    assert rendered("![Un *pot*](https://x.example/a.png)") == "<p>Un *pot*</p>\n"
    table = list(found("|a|b|\n|-|:-:|\n|1|2|"))
    assert table[:2] == [("div", BOX), ("table", {"class": "table"})]
    assert {tag for tag, _ in table} == {"div", "table", "thead", "tbody", "tr", "th", "td"}


def test_a_tag_that_was_typed_is_read_as_it_was_typed():
    assert rendered("<table>\n\n</table> <b>") == "<p>&lt;table&gt;</p>\n<p>&lt;/table&gt; &lt;b&gt;</p>\n"


def test_an_outline_counts_words_headings_links_and_pictures():
    text = "# Un titre\n\nTrois mots, *ici* — et [cliquez\nici](/a).\n\n### Plus loin\n\n![pot](https://a.b/c)"
    assert outline(text) == Outline(11, (1, 3), ("cliquez ici",), 1)
    assert outline("") == Outline(0, (), (), 0)
    assert [minutes(words) for words in (0, 1, 299, 301, 500, 1000)] == [1, 1, 1, 2, 2, 5]
