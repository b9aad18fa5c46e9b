"""The pages of the cartel lab, for who reads and for who leads it: each step takes a page and its club."""

from __future__ import annotations

from sqlalchemy import select

from clubapp import db as base
from clubapp.labels.models import Lab
from clubapp.posters.models import Poster
from tests.journeys.scene import ALICE, CURATOR, DESK, NEWCOMER, NOBODY, Scene, empty, wrong

TEXT = "Le bleu vient de loin. Le blanc est un émail."


def numbered(club, state) -> int:
    """The first lab of the demonstration in this state."""
    return club.run(lambda: base.db.session.scalar(select(Lab.id).where(Lab.state == state).order_by(Lab.id)))


def at(state, to="/cartels/{}"):
    """Open the page of a lab in this state."""

    def opening(page, club):
        page.goto(to.format(numbered(club, state)))

    opening.__name__ = f"{to.format('label')} {state}"
    return opening


def marked(page, club):
    """A member marks a word, then a whole sentence, and says which of two texts they prefer."""
    at("open")(page, club)
    for pen, box in (("obscure", "word-A-5"), ("liked", "sentence-A-2"), ("long", "word-A-1")):
        page.locator(f"#pen-A-{pen}").check()
        page.locator(f"#{box}").check()
        page.locator("#do-A").click()
        page.locator(f".pick--{pen} #{box}").wait_for()
    page.locator("#prefer-B").check()
    page.locator("#prefer").click()
    page.locator(".message--good").wait_for()


def unticked(page, club):
    """They press the button and have ticked nothing."""
    at("open")(page, club)
    page.locator("#do-B").click()


def unsaid(page, club):
    """They say they prefer, and not which."""
    at("open")(page, club)
    page.locator("#prefer").click()


def written(page, _club, **fields):
    """Staff write a lab; its page."""
    page.goto("/equipe/cartels/nouveau")
    for name, words in ({"title_fr": "Le pot", "a_fr": TEXT, "points": "5"} | fields).items():
        page.locator(f"#{name}").fill(words)
    page.locator("#save").click()
    page.locator("#label-state").wait_for()


def lacking(page, club):
    """A second text in English, and no other."""
    written(page, club)
    page.locator("#b_en").fill("Blue.")
    page.locator("#save").click()


def closed(page, club):
    """It is opened, then closed, before anybody came."""
    written(page, club)
    page.locator("#open_up").click()
    page.locator("#close").click()
    page.locator("#publish").wait_for()


def unwritten(page, club):
    """The new label is not written."""
    closed(page, club)
    page.locator("#publish").click()


def told_too_soon(page, club):
    """Nobody has said anything yet."""
    closed(page, club)
    page.locator("#told").click()


def seen_closed(page, club):
    """Visitors read a label that takes no more opinions."""
    closed(page, club)
    page.locator("#see").click()


def typed(page, club):
    """The code of a label's poster is typed at the scanner."""
    where = f"/cartels/{numbered(club, 'open')}"
    code = club.run(lambda: base.db.session.scalar(select(Poster.code).where(Poster.leads_to == where)))
    page.goto("/scanner")
    page.locator("#code").fill(code)
    page.locator("#send").click()


LABELS = {
    "labels.index": [
        Scene(NOBODY, "/cartels", ".cartel"),
        Scene(ALICE, "/cartels", ".cartel"),
        empty(NOBODY, "/cartels", bare=True),
    ],
    "labels.show": [
        Scene(NOBODY, at("open"), "#come-in"),
        Scene(ALICE, at("open"), "#do-A"),
        Scene(NEWCOMER, marked, "#preference"),
        Scene(ALICE, typed, "[data-scan=elsewhere] #page", "by its poster"),
        Scene(ALICE, unticked, "#summary", "error", (422,)),
        Scene(ALICE, unsaid, "#preference #summary", "error", (422,)),
        Scene(NOBODY, at("published"), "#final"),
        Scene("yusuf@demo.club", at("published"), ".pick--obscure"),
        Scene(CURATOR, seen_closed, ".wall__text"),
    ],
    "backoffice.labels.index": [
        Scene(CURATOR, "/equipe/cartels", "table"),
        Scene(DESK, "/equipe/cartels?etat=open", "table"),
        empty(CURATOR, "/equipe/cartels", bare=True),
    ],
    "backoffice.labels.new": [
        Scene(CURATOR, "/equipe/cartels/nouveau"),
        wrong(CURATOR, "/equipe/cartels/nouveau", "save"),
    ],
    "backoffice.labels.edit": [
        Scene(CURATOR, written, "#open_up"),
        Scene(CURATOR, at("open", "/equipe/cartels/{}"), "#settled"),
        Scene(CURATOR, at("published", "/equipe/cartels/{}"), "#settled"),
        Scene(CURATOR, lacking, "#b_en-error", "error", (422,)),
        Scene(CURATOR, unwritten, "#final_fr-error", "error", (422,)),
    ],
    "backoffice.labels.told": [
        Scene(CURATOR, at("published", "/equipe/cartels/{}/resultats"), ".heat"),
        Scene(CURATOR, at("published", "/equipe/cartels/{}/resultats?marque=liked"), ".lab__sheets"),
        Scene(CURATOR, at("open", "/equipe/cartels/{}/resultats"), ".empty", "open"),
        Scene(CURATOR, told_too_soon, ".empty", "empty"),
    ],
}
