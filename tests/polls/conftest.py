"""Polls for tests, written and answered by the rules."""

from sqlalchemy import select

from clubapp.db import db
from clubapp.polls import answering, rules
from clubapp.polls.models import Option
from clubapp.polls.rules import Draft
from tests.conftest import a_member, a_museum

CHOICES = (("Les salles", "The rooms"), ("Le jardin", "The garden"), ("Les réserves", "The reserves"))


def a_draft(choices=CHOICES, museum="beaux-arts", **says):
    """What somebody writes of a poll."""
    asks = {"question_fr": "Où passeriez-vous la nuit ?", "question_en": "Where would you spend the night?"}
    return Draft(**{"museum_id": a_museum(museum).id, "choices": choices} | asks | says)


def a_poll(state="open", choices=CHOICES, **says):
    """A poll in this state."""
    poll = rules.write(a_draft(choices, **says))
    if state != "draft":
        rules.open_poll(poll.id)
    if state == "closed":
        rules.close(poll.id)
    return poll


def choices(poll):
    """The numbers of its choices, in their order."""
    return list(db.session.scalars(select(Option.id).where(Option.poll_id == poll.id).order_by(Option.position)))


def votes(poll, answers, first=0):
    """So many members, from this number on, answer so: the place of a choice for each. Their numbers."""
    ids = choices(poll)
    people = [a_member(f"voter{first + n}@club.fr", f"Votante {first + n}").id for n in range(len(answers))]
    for member, place in zip(people, answers, strict=True):
        answering.answer(member, poll.id, ids[place])
    return people
