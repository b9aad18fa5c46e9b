"""The pages where staff build a survey and lead it: each step takes a page and its club."""

from __future__ import annotations

from sqlalchemy import select

from clubapp import db as base
from clubapp.surveys import building, copying, templates
from clubapp.surveys.building import Asked, Option
from clubapp.surveys.models import Choice, Item, Survey
from tests.journeys.scene import CURATOR, DESK, Scene, empty, wrong

TITLE = "Un essai de tout"
CHOICES = (Option("Le vase bleu", "The blue vase"), Option("Le plat rond", "The round dish"))


def first(club, query) -> int:
    return club.run(lambda: base.db.session.scalars(query).first())


def draft(club) -> int:
    """A draft begun from a model, with a question of pictures that lacks them; the same from scene to scene."""
    if number := first(club, select(Survey.id).where(Survey.title_fr == TITLE)):
        return number

    museum = club.museum()

    def begin():
        survey = copying.define(templates.PROFILE | {"title_fr": TITLE}, museum)
        building.add(survey.id, "picture", Asked("Laquelle préférez-vous ?", "Which do you prefer?", choices=CHOICES))
        return survey.id

    return club.run(begin)


def item(club, survey_id, kind="") -> int:
    asked = select(Item.id).where(Item.survey_id == survey_id).order_by(Item.position)
    return first(club, asked.where(Item.kind == kind) if kind else asked)


def drafted(to="", button=""):
    """Staff open a page of the draft, and press a button of it."""

    def opening(page, club):
        page.goto(f"/equipe/enquetes/{draft(club)}{to}")
        if button:
            page.locator(f"#{button}").click()

    opening.__name__ = f"draft {to} {button}".strip()
    return opening


def led(state, to=""):
    """Staff open a page of a survey of the demonstration in this state."""

    def opening(page, club):
        page.goto(f"/equipe/enquetes/{first(club, select(Survey.id).where(Survey.state == state))}{to}")

    opening.__name__ = f"{state} {to}".strip()
    return opening


def late(page, club):
    """A last day that has passed."""
    drafted()(page, club)
    page.locator("#dates-summary").click()
    page.locator("#closes_day").fill("2020-01-01")
    page.locator("#time").click()


def asked(kind, unfold=""):
    """Staff open a question of the draft."""

    def opening(page, club):
        page.goto(f"/equipe/enquetes/questions/{item(club, draft(club), kind)}")
        if unfold:
            page.locator(f"#{unfold}").click()

    opening.__name__ = f"question {kind} {unfold}".strip()
    return opening


def answerless(page, club):
    """A condition that does not say on which answer: the answers there are come to be chosen from."""
    asked("picture", "condition-summary")(page, club)
    page.locator("#effect").select_option("show")
    page.locator("#w1_of").select_option(index=1)
    page.locator("#save").click()


def reworded(page, club):
    """A word put right in a survey somebody has answered."""
    number = first(club, select(Survey.id).where(Survey.state == "open"))
    page.goto(f"/equipe/enquetes/questions/{item(club, number, 'single') or item(club, number)}")
    page.locator("#hint_fr").fill("Prenez votre temps.")
    page.locator("#save").click()
    page.locator(".message--good").wait_for()


def framed(page, club):
    choice = select(Choice.id).where(Choice.item_id == item(club, draft(club), "picture"))
    page.goto(f"/equipe/enquetes/choix/{first(club, choice)}")


BUILT = {
    "backoffice.surveys.index": [
        Scene(CURATOR, "/equipe/enquetes", "table"),
        Scene(DESK, "/equipe/enquetes?etat=open", "table"),
        empty(CURATOR, "/equipe/enquetes", bare=True),
    ],
    "backoffice.surveys.new": [
        Scene(CURATOR, "/equipe/enquetes/nouvelle", "#model-visit"),
        wrong(CURATOR, "/equipe/enquetes/nouvelle", "save"),
    ],
    "backoffice.surveys.show": [
        Scene(CURATOR, drafted(), "#open-now"),
        Scene(CURATOR, drafted("", "open-now"), ".field__error", "faulty", (422,)),
        Scene(CURATOR, late, "#summary", "error", (422,)),
        Scene(CURATOR, led("open"), "#pause"),
        Scene(CURATOR, led("published"), "#archive"),
    ],
    "backoffice.surveys.edit": [
        Scene(CURATOR, drafted("/presentation"), "#identity"),
        Scene(CURATOR, led("open", "/presentation"), "#title_fr", "settled"),
    ],
    "backoffice.surveys.questions.new": [
        Scene(CURATOR, drafted("/questions?kind=rating"), "#scale"),
        Scene(CURATOR, drafted("/questions?kind=matrix"), "#options-r"),
        Scene(CURATOR, drafted("/questions?kind=image"), "#photo"),
        Scene(CURATOR, drafted("/questions?kind=single", "save"), "#summary", "error", (422,)),
    ],
    "backoffice.surveys.questions.edit": [
        Scene(CURATOR, asked("multiple"), "#condition[open]"),
        Scene(CURATOR, asked("number"), "#unit"),
        Scene(CURATOR, asked("picture"), "#pictures"),
        Scene(CURATOR, answerless, "select#w1_value", "error", (422,)),
        Scene(CURATOR, reworded, "#fixes", "settled"),
    ],
    "backoffice.surveys.questions.illustrate": [Scene(CURATOR, framed, "#photo")],
}
