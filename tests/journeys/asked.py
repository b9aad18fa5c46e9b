"""The pages of a survey, for who is asked: each step takes a page and its club."""

from __future__ import annotations

from clubapp import clock
from clubapp.surveys import life
from tests.journeys.scene import ALICE, CURATOR, NEWCOMER, NOBODY, Scene, empty
from tests.surveys.conftest import a_survey

VISIT, WORKSHOP = "/enquetes/votre-derniere-visite", "/enquetes/l-atelier-de-faience"


def begun(page, _club):
    """A member begins."""
    page.goto(VISIT)
    page.locator("#begin").click()
    page.locator("#next").wait_for()


def stopped(page, club):
    """They leave out what must be answered."""
    begun(page, club)
    page.locator("#next").click()


def grown(page, club):
    """An answer asks one thing more."""
    begun(page, club)
    page.locator("#q-avec-famille").check()
    page.locator("#q-age").wait_for()


def second(page, club):
    """They come to the part with scales, a matrix and a ranking."""
    begun(page, club)
    page.locator("#q-avec-autre").check()
    page.locator("#next").click()
    page.locator("#q-ordre-ranks").wait_for()


def typed_wrong(page, club):
    """They write what is no age, and no order."""
    grown(page, club)
    page.locator("#q-age").fill("sept")
    page.locator("#next").click()


def told(page, club):
    """They read their receipt."""
    page.goto(WORKSHOP)
    page.locator("#begin").click()
    page.locator("#q-note-4").check(force=True)
    page.locator("#next").click()
    page.locator("#send").wait_for()


def sent(page, club):
    """They send it."""
    told(page, club)
    page.locator("#send").click()


def closed(page, club):
    """A survey is over and its results are not out."""
    page.goto(f"/enquetes/{club.run(_closed)}")


def _closed():
    survey = a_survey(state="open", title_fr=f"Finie {clock.now().timestamp()}")
    life.close(survey.id)
    return survey.slug


ASKED = {
    "surveys.index": [
        Scene(NOBODY, "/enquetes", ".cartel"),
        Scene(ALICE, "/enquetes", ".cartel"),
        empty(CURATOR, "/enquetes", bare=True),
    ],
    "surveys.show": [
        Scene(NOBODY, VISIT, "#enter"),
        Scene(ALICE, "/enquetes/le-livret-de-famille", ".told"),
        Scene(ALICE, closed, "#resting"),
        Scene(NEWCOMER, sent, "#sent"),
    ],
    "surveys.answer": [
        Scene(NEWCOMER, grown, "#q-age"),
        Scene(NEWCOMER, second, "#q-ordre-ranks"),
        Scene(NEWCOMER, stopped, "#summary", "error", (422,)),
        Scene(NEWCOMER, typed_wrong, "#summary", "error", (422,)),
    ],
    "surveys.receipt": [Scene(NEWCOMER, told, ".receipt")],
    "backoffice.survey_results.index": [
        Scene(CURATOR, "/equipe/enquetes/1/resultats", "table", "named"),
        Scene(CURATOR, "/equipe/enquetes/3/resultats", "table", "anonymous"),
    ],
    "backoffice.survey_results.cross": [
        Scene(CURATOR, "/equipe/enquetes/1/croisement?ligne=format&colonne=dedans", "table"),
        Scene(CURATOR, "/equipe/enquetes/2/croisement", "form", "open"),
    ],
    "backoffice.survey_results.texts": [Scene(CURATOR, "/equipe/enquetes/3/textes?question=mot", "form")],
    "backoffice.survey_results.publication": [Scene(CURATOR, "/equipe/enquetes/1/publication", "table")],
}
