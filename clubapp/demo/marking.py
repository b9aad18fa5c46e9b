"""The demonstration's labels: opened, marked by members, and one of them written anew."""

from __future__ import annotations

from collections.abc import Iterable

from clubapp.demo.people import MEMBERS
from clubapp.demo.shapes import LabelWords, SaidWords
from clubapp.demo.words import LABELS
from clubapp.labels import marking, reading, words
from clubapp.labels import rules as labels
from clubapp.labels.marking import Page
from clubapp.labels.models import Lab, Version
from clubapp.labels.rules import Draft, Words
from clubapp.members import rules as members
from clubapp.posters import life

# Alice and Bruno mark nothing: their points are known to all.
READERS = [words for words in MEMBERS if words.email not in ("alice@demo.club", "bruno@demo.club", "priya@demo.club")]


def write_labels(houses: dict[str, int], by: int) -> None:
    """Write the labels, open them, and let members say what they think."""
    for words_ in LABELS:
        lab = _open(words_, houses[words_.museum], by)
        _read(lab, words_)
        if words_.final_fr:
            labels.close(lab.id, by=by)
            labels.publish(lab.id, Words(words_.final_fr, words_.final_en), by=by)


def _open(said: LabelWords, museum_id: int, by: int) -> Lab:
    (work,) = labels.works(said.number, museum_id)
    texts = tuple(Words(*text) for text in said.texts)
    draft = Draft(museum_id, work.title_fr, texts, work.title_en, work.id, said.points)
    lab = labels.write(draft, by=by)
    if said.place:
        life.say_printed(labels.add_poster(lab.id, said.place, by=by).id, by=by)
    return labels.open_up(lab.id, by=by)


def _read(lab: Lab, said: LabelWords) -> None:
    """Let the members read in their own language, each marking what the first so many of them do."""
    texts = {version.letter: version for version in reading.versions(lab.id)}
    people = {tongue: [_number(each.email) for each in READERS if each.language == tongue] for tongue in ("fr", "en")}
    for tongue, all_said in (("fr", said.said), ("en", said.said_in_english)):
        page = Page(lab.version, tongue)
        for words_ in all_said:
            _mark(people[tongue][: words_.people], texts[words_.letter], page, words_)
    page = Page(lab.version, "fr")
    for member_id, choice in zip(people["fr"], said.preferences, strict=False):
        marking.prefer(member_id, lab.id, page, choice)
    for member_id, (letter, text) in zip(people["fr"], said.rewrites, strict=False):
        marking.propose(member_id, texts[letter].id, page, text)


def _mark(people: Iterable[int], version: Version, page: Page, said: SaidWords) -> None:
    text = words.sentences(getattr(version, f"text_{page.language}"))
    places = [word.place for sentence in text for word in sentence.words if word.text in said.words]
    assert said.sentence or places, f"{said.words} are not in this text"
    for member_id in people:
        marking.mark(member_id, version.id, page, said.mark, places, [said.sentence])


def _number(email: str) -> int:
    return members.join(email, "", "fr").id
