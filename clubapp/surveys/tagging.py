"""What visitors wrote: read by the page, found by its words, sorted by the tags that staff put on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from clubapp import folding, searching
from clubapp.db import act, db
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

    number: str  # of the response
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
    """A page of what was written to a question, and the number after which the next goes on; nothing at the end.

    Words are looked for as everywhere in the club; what is read stops where the page is full.
    """
    sought, page = searching.sought(q), list[Text]()
    for number, words, tags in counting.texts(survey, code, bytes.fromhex(after) if _is_number(after) else None):
        mine = tags.get(code, [])
        if (tag and tag not in mine) or (sought and not _holds(folding.words(words), sought)):
            continue
        if len(page) == PAGE:
            return page, page[-1].number
        page.append(Text(number.hex(), words, mine))
    return page, ""


def _is_number(typed: str) -> bool:
    return len(typed) == 32 and all(sign in "0123456789abcdef" for sign in typed)


def _holds(words: Sequence[str], sought: Sequence[str]) -> bool:
    *whole, last = sought
    return set(whole) <= set(words) and any(word.startswith(last) for word in words)


@act
def tag(survey: Survey, code: str, number: str, tags: Sequence[str], *, by: int | None = None) -> None:
    """Put these tags, and no others, on what was written to a question. Raises Moved, TooMany."""
    if len(tags) > TAGS or any(len(word) > LENGTH for word in tags):
        raise TooMany
    found = db.session.get(Response, bytes.fromhex(number)) if _is_number(number) else None
    if found is None or found.survey_id != survey.id or not found.told or code not in found.answers:
        raise Moved
    found.tags = {name: words for name, words in (found.tags | {code: list(tags)}).items() if words}
    noted("survey.tagged", survey, by)
