"""How an agent at the desk gets where a GET alone doesn't lead: each takes a page and its club."""

from __future__ import annotations

from clubapp.members import rules as members
from clubapp.points import ledger


def at_the_desk(code, *then):
    """The desk reads a code, then presses these buttons."""

    def read(page, club):
        page.goto("/equipe/accueil")
        page.locator("#code").fill(code(club))
        page.locator("#read").click()
        for button in then:
            page.locator(f"#{button}").click()

    return read


def looked_up(email):
    """The desk looks for what waits for a member whose code does not read."""

    def look(page, club):
        page.goto("/equipe/accueil")
        page.locator("#look-up-open").click()
        page.locator("#email").fill(email)
        page.locator("#look").click()

    return look


def own_voucher(page, club):
    """An agent brings their own voucher to their desk."""
    agent = club.run(members.enter, "desk@demo.club", "Chromium").member_id
    club.run(ledger.credit, agent, 30, because="journey", about=f"journey {next(club.numbers)}")
    at_the_desk(lambda club: club.voucher("desk@demo.club", "Crayon à papier").code)(page, club)
