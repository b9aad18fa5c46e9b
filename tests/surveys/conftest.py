"""Surveys for tests, built, opened and answered by the rules."""

from clubapp.db import db
from clubapp.surveys import answering, building, life, rules
from clubapp.surveys.building import Asked, Option
from clubapp.surveys.models import Response
from clubapp.surveys.rules import Plan
from tests.conftest import a_member, a_museum

CHOICES = (Option("Oui", "Yes"), Option("Non", "No"), Option("Je ne sais pas", "I don't know"))


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
