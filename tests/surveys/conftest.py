"""Surveys for tests, built, opened and answered by the rules."""

from datetime import timedelta

from clubapp import clock
from clubapp.db import act, db
from clubapp.surveys import answering, building, life, rules
from clubapp.surveys.building import Asked, Option
from clubapp.surveys.models import Response
from clubapp.surveys.rules import Plan
from tests.conftest import a_member, a_museum

CHOICES = (Option("Oui", "Yes"), Option("Non", "No"), Option("Je ne sais pas", "I don't know"))


LINES = (*CHOICES, Option("Les salles", "The rooms", row=True))
EVERYTHING = (
    ("section", Asked("La visite", "The visit")),
    ("text", Asked("Prenez votre temps.", "Take your time.")),
    *(
        (kind, Asked("Qu'en dites-vous ?", "What do you say?"))
        for kind in ("short", "long", "number", "date", "rating", "nps")
    ),
    *(
        (kind, Asked("Laquelle ?", "Which one?", choices=CHOICES))
        for kind in ("single", "multiple", "dropdown", "ranking")
    ),
    ("matrix", Asked("Comment était-ce ?", "How was it?", choices=LINES)),
)

LED = ("dated", "scheduled", "running", "paused", "closed")


def a_survey(*questions, museum="beaux-arts", state="draft", **says):
    """A survey that asks these: pairs of a kind and what is asked; a single choice if nothing is told."""
    says = {
        "identity": "named",
        "title_fr": "Votre visite",
        "lead_fr": "Dites-nous tout.",
        "title_en": "Your visit",
    } | says
    survey = rules.write(Plan(a_museum(museum).id, **says))
    for kind, question in questions or (("single", asked()),):
        building.add(survey.id, kind, question)
    if state != "draft":
        life.open_now(survey.id)
    return survey


def asked(label="Êtes-vous venu en famille ?", choices=CHOICES, **more):
    """What a question of choices asks."""
    return Asked(label, "Did you come as a family?", choices=choices, **more)


def answers(survey, answered, member=None, email="alice@club.fr", name="Alice"):
    """Save and send these answers; returns the member's number."""
    member = member or a_member(email, name).id
    answering.save(survey, member, answered, rules.items_of(survey.id), 0)
    answering.send(survey.id, member)
    return member


def a_crowd(count, start=0):
    """The numbers of so many members."""
    return [a_member(f"visiteur{n}@club.fr", f"Visiteur {n}").id for n in range(start, start + count)]


def stored():
    """What the responses say."""
    return [row.answers for row in db.session.query(Response).all()]


def in_each_state():
    """A survey that is a draft, one that is open, one whose results are published."""
    surveys = {state: a_survey(*EVERYTHING, state=state) for state in ("draft", "open")}
    surveys["published"] = a_survey(*EVERYTHING, state="open")
    life.close(surveys["published"].id)
    show_first(surveys["published"].id)
    life.publish(surveys["published"].id)
    return surveys


@act
def show_first(survey_id):
    rules.items_of(survey_id)[0].shown = True


@act
def a_response(survey_id):
    """A response that nobody in the network sent."""
    db.session.add(Response(id=b"\1" * 16, survey_id=survey_id, answers={"q1": ["c1"]}, seed=1, day=clock.today()))


def led():
    """A survey at each step that staff may take next, by the state it is in; a draft that has its dates is “dated”."""
    surveys = {state: a_survey(state="draft" if state in ("dated", "scheduled") else "open") for state in LED}
    for state in ("dated", "scheduled"):
        life.time(surveys[state].id, clock.now() + timedelta(days=1), clock.now() + timedelta(days=9))
    life.schedule(surveys["scheduled"].id)
    life.pause(surveys["paused"].id)
    a_response(surveys["closed"].id)
    life.close(surveys["closed"].id)
    show_first(surveys["closed"].id)
    return {state: survey.id for state, survey in surveys.items()}
