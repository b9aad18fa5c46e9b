"""The demonstration's polls, and what its members answered."""

from __future__ import annotations

from datetime import timedelta

from clubapp import clock
from clubapp.demo.shapes import PollWords
from clubapp.demo.words import MEMBERS, POLLS, STAFF
from clubapp.members import rules as members
from clubapp.polls import answering
from clubapp.polls import rules as polls
from clubapp.polls.rules import Draft

KNOWN = 2  # the first of the members, Alice and Bruno, have not answered: that is left to who tries the club


def ask_polls(houses: dict[str, int], by: int) -> dict[str, int]:
    """Write the polls, open them and let members answer; their numbers, by the article that holds each."""
    return {words.article: _ask(words, houses[words.museum], by) for words in POLLS}


def _ask(words: PollWords, museum_id: int, by: int) -> int:
    draft = Draft(
        museum_id=museum_id,
        question_fr=words.question_fr,
        question_en=words.question_en,
        choices=words.choices,
        last_day=clock.today() + timedelta(days=words.days),
        on_home=words.on_home,
    )
    poll = polls.write(draft, by=by)
    polls.open_poll(poll.id, by=by)
    seen = answering.seen(poll.id, None)
    assert seen
    people = [person.email for person in MEMBERS[KNOWN:]] + [person.email for person in STAFF]
    for email, place in zip(people, words.answers, strict=True):
        answering.answer(members.join(email, "", "fr").id, poll.id, seen.choices[place].id)
    return poll.id
