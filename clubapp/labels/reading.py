"""What visitors read: the labels on trial, one of them with its texts, and what they said of it themselves."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import bindparam, case, select

from clubapp.db import AnyRow, Columns, Rows, db, table
from clubapp.labels import words
from clubapp.labels.models import DRAFT, OPEN, Lab, Mark, Reading, Rewrite, Version
from clubapp.labels.words import Paragraphs
from clubapp.museums.models import Museum

PAGE = 20

_labs, _museums = table(Lab), table(Museum)
_readings = table(Reading).c
_LISTED = ("id", "title_fr", "title_en", "state", "points", "version", "artwork_id", "museum_id")
_open_first = case((_labs.c.state == OPEN, 1), else_=0)
_mine = (
    select(_readings.id)
    .where(_readings.label_id == _labs.c.id, _readings.member_id == bindparam("member_id"))
    .exists()
    .label("mine")
)
_CARTELS = select(
    *(_labs.c[name] for name in _LISTED), _museums.c.name.label("museum"), _museums.c.accent, _museums.c.code, _mine
).select_from(_labs.join(_museums))
_SHOWN = _CARTELS.add_columns(_labs.c.final_fr, _labs.c.final_en, _labs.c.figures).where(
    _labs.c.id == bindparam("label_id"), _labs.c.state != DRAFT
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text of a lab as one reads it, with what a member said of it."""

    id: int
    letter: str
    language: str
    paragraphs: Paragraphs
    marks: dict[int, str] = field(default_factory=dict)
    rewrite: str = ""

    @property
    def sentences(self) -> dict[int, str]:
        """The mark of each sentence all of whose words bear the same, by its number."""
        found: dict[int, str] = {}
        for sentence in (each for paragraph in self.paragraphs for each in paragraph):
            said = {self.marks.get(place, "") for place in sentence.places}
            if len(said) == 1 and "" not in said:
                found[sentence.number] = said.pop()
        return found


def listing(member_id: int | None, *, before: int | None = None, count: int = PAGE) -> Rows:
    """The labels that visitors may read, those that are open first, then newest first."""
    query: Columns = _CARTELS.where(_labs.c.state != DRAFT).limit(count)
    return db.session.execute(_ordered(query, before), {"member_id": member_id}).all()


def _ordered(query: Columns, before: int | None) -> Columns:
    if before:
        last = db.session.execute(
            select(_labs.c.id, _open_first.label("open")).where(_labs.c.id == before)
        ).one_or_none()
        if last:
            lower = (_open_first < last.open) | ((_open_first == last.open) & (_labs.c.id < last.id))
            query = query.where(lower)
    return query.order_by(_open_first.desc(), _labs.c.id.desc())


def shown(label_id: int, member_id: int | None) -> AnyRow | None:
    """A lab that is no draft, with its museum."""
    return db.session.execute(_SHOWN, {"label_id": label_id, "member_id": member_id}).one_or_none()


def mine(member_id: int, label_id: int) -> Reading | None:
    """How a member took part in a lab."""
    return db.session.scalars(select(Reading).filter_by(label_id=label_id, member_id=member_id)).one_or_none()


def versions(label_id: int) -> list[Version]:
    """The texts of a lab, A first."""
    found = select(Version).where(Version.label_id == label_id).order_by(Version.letter)
    return list(db.session.scalars(found))


def language(texts: list[Version], reading: Reading | None, asked: str) -> str:
    """The language a lab is read in: the one it was marked in, else the reader's where all its texts have it."""
    if reading:
        return reading.language
    return "en" if asked == "en" and all(text.text_en for text in texts) else "fr"


def sheets(texts: list[Version], member_id: int | None, language: str) -> list[Sheet]:
    """The texts of a lab in a language, in the order drawn for this member, with what they said of each."""
    marks: dict[int, dict[int, str]] = {text.id: {} for text in texts}
    rewrites: dict[int, str] = {}
    if member_id:
        theirs = select(Mark).where(Mark.version_id.in_(marks), Mark.member_id == member_id)
        for mark in db.session.scalars(theirs):
            marks[mark.version_id][mark.place] = mark.mark
        written = select(Rewrite).where(Rewrite.version_id.in_(marks), Rewrite.member_id == member_id)
        rewrites = {rewrite.version_id: rewrite.text for rewrite in db.session.scalars(written)}
    read = []
    for text in texts:
        said = words.cut(getattr(text, f"text_{language}"))
        read.append(Sheet(text.id, text.letter, language, said, marks[text.id], rewrites.get(text.id, "")))
    return read[::-1] if member_id and b_first(texts[0].label_id, member_id) else read


def b_first(label_id: int, member_id: int) -> bool:
    """Whether this member reads B first in this lab: every other one does, and not always the same."""
    return (label_id + member_id) % 2 == 1
