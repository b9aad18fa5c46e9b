"""What visitors wrote: read by the page, found by its words, sorted by the tags that staff put on it.

A text goes by a handle drawn from its response and its question with the server's key, and stands in the order of
these: nothing on the pages of two questions tells which texts are one person's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from clubapp import folding, sealing, searching
from clubapp.db import AnyRow, act, db
from clubapp.refusals import Refused
from clubapp.surveys import counting, kinds
from clubapp.surveys.models import Item, Response, Survey
from clubapp.surveys.results import Figure
from clubapp.surveys.rules import noted

PAGE = 50
TAGS, LENGTH = 5, 30  # of a text, in signs


class Moved(Refused):
    """An anonymous answer was shuffled since the page was read: it has another number."""

    says = _l("Ces réponses viennent d'être mélangées à d'autres. Rechargez la page et retrouvez le texte.")
    status = 404


class TooMany(Refused):
    """More tags than a text bears, or a long one."""

    says = _l("Cinq étiquettes au plus, de trente caractères au plus chacune.")
    status = 422


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody wrote to one question."""

    handle: str
    words: str
    tags: list[str]


def written(items: Sequence[Item]) -> dict[str, Item]:
    """The questions to which one writes, by the code of what is written: that of an “other” is its own."""
    found = {item.code: item for item in items if item.kind in kinds.WRITTEN}
    return found | {f"{i.code}-other": i for i in items if any(choice.special == "other" for choice in i.choices)}


def may_be_read(figure: Figure | None, code: str) -> bool:
    """Whether what was written may be read by staff."""
    return figure is not None and (figure.others if code.endswith("-other") else figure.words)


def texts(survey: Survey, code: str, *, q: str = "", tag: str = "", after: str = "") -> tuple[Sequence[Text], str]:
    """A page of what was written to a question, and the handle after which the next goes on; nothing at the end.

    Words are looked for as everywhere in the club; what is read stops where the page is full.
    """
    sought, page = searching.sought(q), list[Text]()
    for handle, (_number, words, tags) in _in_order(survey, code, after):
        mine = tags.get(code, [])
        if (tag and tag not in mine) or (sought and not _holds(folding.words(words), sought)):
            continue
        if len(page) == PAGE:
            return page, page[-1].handle
        page.append(Text(handle, words, mine))
    return page, ""


def _in_order(survey: Survey, code: str, after: str) -> Iterator[tuple[str, AnyRow]]:
    """What was written to a question, by handle, from the one after this on; read by the page."""
    numbers = _handles(survey, code)
    handles = sorted(handle for handle in numbers if handle > after)
    for start in range(0, len(handles), PAGE):
        wanted = handles[start : start + PAGE]
        rows = {row.id: row for row in counting.texts(survey, code, [numbers[handle] for handle in wanted])}
        yield from ((handle, rows[numbers[handle]]) for handle in wanted if numbers[handle] in rows)


def _handles(survey: Survey, code: str) -> dict[str, bytes]:
    """The numbers of the responses where something was written to a question, by the handle of each there."""
    return {handle_of(number, code): number for number in counting.writers(survey, code)}


def handle_of(number: bytes, code: str) -> str:
    """What a text goes by on the pages of staff."""
    return sealing.keyed(f"{number.hex()}\n{code}")[:32]


def _holds(words: Sequence[str], sought: Sequence[str]) -> bool:
    *whole, last = sought
    return set(whole) <= set(words) and any(word.startswith(last) for word in words)


@act
def tag(survey: Survey, code: str, handle: str, tags: Sequence[str], *, by: int | None = None) -> None:
    """Put these tags, and no others, on what was written to a question. Raises Moved, TooMany."""
    if len(tags) > TAGS or any(len(word) > LENGTH for word in tags):
        raise TooMany
    number = _handles(survey, code).get(handle)
    if number is None:
        raise Moved
    found = db.session.get_one(Response, number)
    found.tags = {name: words for name, words in (found.tags | {code: list(tags)}).items() if words}
    noted("survey.tagged", survey, by)
