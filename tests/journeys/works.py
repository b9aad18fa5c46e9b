"""The pages of works, for who looks and for who writes: each step takes a page and its club."""

from __future__ import annotations

from clubapp import db as base
from clubapp.artworks import liking
from clubapp.artworks.models import Import
from tests.artworks.conftest import OFFICIAL, PAINTING, written
from tests.journeys.scene import ALICE, CURATOR, DESK, NEWCOMER, NOBODY, Scene, empty, wrong


def typed(number):
    """A member types the number of a label."""

    def typing(page, _club):
        page.goto("/oeuvres")
        page.locator("#number").fill(number)
        page.locator("#send").click()

    typing.__name__ = f"type {number}"
    return typing


def hanging(number, to="/oeuvres/{}"):
    """The work whose label bears this number."""

    def opening(page, club):
        page.goto(to.format(club.run(lambda: liking.bearing(number)[0].id)))

    opening.__name__ = f"look at {number}"
    return opening


def spoilt(page, club):
    """Staff take a work's title away."""
    hanging("LS.118", "/equipe/oeuvres/{}")(page, club)
    page.locator("#title_fr").fill("")
    page.locator("#height").fill("haut")
    page.locator("#save").click()


def sent(page, _club, content=None):
    """Staff send a file."""
    page.goto("/equipe/oeuvres/imports")
    content = content or written(PAINTING, {**PAINTING, "Référence": ""})
    file = {"name": "joconde.csv", "mimeType": "text/csv", "buffer": content}
    page.locator("#file").set_input_files(file)
    page.locator("#try").click()


def sent_spoilt(page, club):
    """Staff send what is no table of works."""
    sent(page, club, b"titre\nPort\n")


def last(club):
    return club.run(lambda: base.db.session.query(Import.id).order_by(Import.id.desc()).first()[0])


def tried(page, club):
    """The file has been tried."""
    sent(page, club)
    club.run_errands()
    page.goto(f"/equipe/oeuvres/imports/{last(club)}")


def brought_in(page, club):
    """It has been brought in."""
    sent(page, club, written(OFFICIAL))
    club.run_errands()
    page.goto(f"/equipe/oeuvres/imports/{last(club)}")
    page.locator("#bring-in").click()
    club.run_errands()
    page.goto(f"/equipe/oeuvres/imports/{last(club)}")


WORKS = {
    "artworks.show": [
        Scene(NOBODY, hanging("C.1865.40"), ".facts"),
        Scene(ALICE, hanging("C.1865.40"), "#unlike"),
        Scene(CURATOR, hanging("MHN.1911.77"), "#like"),
    ],
    "artworks.mine": [
        Scene(ALICE, "/oeuvres", ".cartel"),
        empty(NEWCOMER, "/oeuvres"),
        wrong(ALICE, "/oeuvres", "send"),
        Scene(NEWCOMER, typed("1912.1.7"), "#choose"),
        Scene(NEWCOMER, typed("ZZ.1"), "#unknown", "unknown", (404,)),
    ],
    "backoffice.artworks.index": [
        Scene(CURATOR, "/equipe/oeuvres?q=anonyme", "table"),
        Scene(DESK, "/equipe/oeuvres", "table"),
        empty(CURATOR, "/equipe/oeuvres", bare=True),
    ],
    "backoffice.artworks.new": [wrong(CURATOR, "/equipe/oeuvres/nouvelle", "save")],
    "backoffice.artworks.edit": [
        Scene(CURATOR, hanging("LS.118", "/equipe/oeuvres/{}"), "#save"),
        Scene(CURATOR, spoilt, "#summary", "error", (422,)),
    ],
    "backoffice.artworks.imports.index": [
        Scene(CURATOR, "/equipe/oeuvres/imports"),
        Scene(CURATOR, sent_spoilt, "#file-error", "error", (422,)),
    ],
    "backoffice.artworks.imports.show": [
        Scene(CURATOR, sent, "progress", "read now"),
        Scene(CURATOR, tried, "#bring-in", "tried"),
        Scene(CURATOR, brought_in, "#undo", "brought in"),
    ],
}
