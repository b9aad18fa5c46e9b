"""The articles as an Atom feed: titles, leads and addresses, never the rest of what is kept for some."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from clubapp.db import AnyRow, Rows
from clubapp.typography import french

ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(rows: Rows, *, title: str, site: str, here: str, page: str) -> bytes:
    """The feed of these articles. `here` is its own address at the site, `page` where a browser reads the same list.

    An entry's mark is its number and its day, so that it stays itself when its title is corrected.
    """
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "fr"})
    _say(feed, "title", title)
    _say(feed, "id", f"{site}{here}")
    ET.SubElement(feed, "link", rel="self", type="application/atom+xml", href=f"{site}{here}")
    ET.SubElement(feed, "link", rel="alternate", type="text/html", href=f"{site}{page}")
    newest = max(map(_updated, rows), default=None)
    _say(feed, "updated", newest.isoformat() if newest else "1970-01-01T00:00:00+00:00")
    for row in rows:
        entry = ET.SubElement(feed, "entry")
        _say(entry, "title", french(row.title_fr))
        _say(entry, "id", f"tag:{urlsplit(site).hostname},{row.published_at:%Y-%m-%d}:article:{row.id}")
        ET.SubElement(entry, "link", href=f"{site}{page}/{row.slug}")
        _say(entry, "updated", _updated(row).isoformat())
        _say(ET.SubElement(entry, "author"), "name", french(row.museum))
        _say(entry, "summary", french(row.lead_fr))
    return ET.tostring(feed, encoding="utf-8", xml_declaration=True)


def _updated(row: AnyRow) -> datetime:
    """When it last became what is read: on its day, or as it was corrected since."""
    at: datetime = max(row.published_at, row.edited_at or row.published_at)
    return at


def _say(parent: ET.Element, tag: str, words: str) -> None:
    ET.SubElement(parent, tag).text = _NOT_XML.sub("", words)
