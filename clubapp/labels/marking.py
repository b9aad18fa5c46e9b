"""What members say of a label: a word about its words, another way to write it, which of two they prefer.

Taking part is paid, once, whatever is said: a mark, a rewrite and a preference are each enough.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from clubapp import clock
from clubapp.db import act, db, inserting, table
from clubapp.labels import words
from clubapp.labels.models import OPEN, READ, Lab, Mark, Reading, Rewrite, Version
from clubapp.points import ledger
from clubapp.refusals import Refused

MARKS = {"obscure": _l("Obscur"), "liked": _l("J'aime"), "long": _l("Trop long")}
NONE = "none"  # neither of two texts; no mark any more
PREFERENCES = {"A": _l("La version A"), "B": _l("La version B"), NONE: _l("Aucune préférence")}


class Closed(Refused):
    """Nobody says anything more of this label."""

    says = _l("Ce cartel ne prend plus d'avis. Le musée lit ceux qu'il a reçus ; le nouveau sera montré ici.")


class Changed(Refused):
    """The words are no longer those of the page, or it was read in the other language."""

    says = _l("Ce cartel a changé depuis que vous avez ouvert cette page. Rechargez-la et recommencez.")


class Nowhere(Refused):
    """None of these words stands in this text."""

    says = _l("Ces mots ne sont pas dans ce cartel. Rechargez la page et recommencez.")
    status = 422


class NothingWritten(Refused):
    """There was no rewrite, and there still is none."""

    says = _l("Écrivez d'abord comment vous le diriez.")
    status = 422


@dataclass(frozen=True, slots=True)
class Page:
    """What a member had before them: the edit of the lab, and the language of its texts."""

    edition: int
    language: str


@act
def mark(
    member_id: int,
    version_id: int,
    page: Page,
    mark: str,
    places: Collection[int] = (),
    sentences: Collection[int] = (),
) -> bool:
    """Say one of MARKS, or NONE any more, of words by their places and of whole sentences by their numbers.

    Whether it was the first thing this member said of this lab. Raises Closed, Changed, Nowhere.
    """
    version, first = _take_part(member_id, version_id, page)
    there = _there(getattr(version, f"text_{page.language}"), places, sentences)
    if not there:
        raise Nowhere
    if mark == NONE:
        mine = (Mark.version_id == version_id, Mark.member_id == member_id, Mark.place.in_(there))
        db.session.execute(delete(Mark).where(*mine))
        return first
    assert mark in MARKS
    key = {"version_id": version_id, "member_id": member_id}
    said = inserting(table(Mark)).values([{**key, "place": place, "mark": mark} for place in there])
    again = said.on_conflict_do_update(index_elements=[*key, "place"], set_={"mark": said.excluded.mark})
    db.session.execute(again)
    return first


@act
def propose(member_id: int, version_id: int, page: Page, text: str) -> bool:
    """Write a text otherwise; nothing at all takes it back. Whether it was the first thing this member said.

    Raises Closed, Changed, NothingWritten.
    """
    _version, first = _take_part(member_id, version_id, page)
    held = db.session.scalars(select(Rewrite).filter_by(version_id=version_id, member_id=member_id)).one_or_none()
    if held is None and not text:
        raise NothingWritten
    if held and not text:
        db.session.delete(held)
    elif held and held.text != text:
        held.text, held.hidden_at = text, None  # read anew, since it says something else
    elif held is None:
        db.session.add(Rewrite(version_id=version_id, member_id=member_id, text=text))
    db.session.flush()
    return first


@act
def prefer(member_id: int, label_id: int, page: Page, choice: str) -> bool:
    """Say which of two texts one prefers, or NONE. Whether it was the first thing this member said.

    Raises Closed, Changed.
    """
    assert choice in PREFERENCES
    two = db.session.scalars(select(Version.id).filter_by(label_id=label_id).order_by(Version.letter)).all()
    if len(two) < 2:
        raise Changed
    _version, first = _take_part(member_id, two[0], page)
    reading = db.session.scalars(select(Reading).filter_by(label_id=label_id, member_id=member_id)).one()
    reading.preference = choice
    db.session.flush()
    return first


def _take_part(member_id: int, version_id: int, page: Page) -> tuple[Version, bool]:
    """Let a member take part, and be paid the first time; the text, which changes no more, and whether it was."""
    ledger.lock(member_id)
    asked = select(Version.label_id).where(Version.id == version_id).scalar_subquery()
    lab = db.session.scalars(select(Lab).where(Lab.id == asked).with_for_update(read=True)).one_or_none()
    if lab is None:
        raise Changed  # its texts were written anew
    if lab.state != OPEN:
        raise Closed
    version = db.session.get(Version, version_id)
    reading = db.session.scalars(select(Reading).filter_by(label_id=lab.id, member_id=member_id)).one_or_none()
    language = reading.language if reading else page.language
    same = page.edition == lab.version and page.language == language
    if version is None or not same or not getattr(version, f"text_{language}", ""):
        raise Changed
    if reading:
        return version, False
    db.session.add(Reading(label_id=lab.id, member_id=member_id, language=language, at=clock.now()))
    db.session.flush()
    ledger.credit(member_id, lab.points, because=READ, about=f"label:{lab.id}")
    return version, True


def _there(text: str, places: Collection[int], numbers: Collection[int]) -> list[int]:
    """The places, of those named and of those in the sentences named, where this text has a word."""
    there: set[int] = set()
    for sentence in words.sentences(text):
        within = set(sentence.places)
        there |= within if sentence.number in numbers else within & set(places)
    return sorted(there)


def mark_name(code: str) -> str:
    """One of MARKS in words."""
    return str(MARKS[code])
