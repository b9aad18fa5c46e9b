"""How staff get to a member, and a member to staff, where a GET alone doesn't lead: each takes a page and its club."""

from __future__ import annotations

from tests.journeys.scene import ADMIN, ALICE, CURATOR, DESK, Scene, empty, wrong


def sought(typed):
    """A colleague looks for a member by what they say of themselves."""

    def seek(page, club):
        page.goto("/equipe/membres")
        page.locator("#q").fill(typed)
        page.locator("#seek").click()

    return seek


opened = sought  # an address finds one member, whose page opens


def grants(page, reason, amount):
    """Fill the form that gives points or takes them back, and send it."""
    page.locator("#reason").select_option(reason)
    page.locator("#amount").fill(str(amount))
    page.locator("#give").click()


def asked_above(page, club):
    """An agent would give more than they may alone."""
    opened("elodie@demo.club")(page, club)
    grants(page, "workshop_help", 120)


def reported(page, club):
    """A member says that some points did not arrive."""
    page.goto("/moi/points")
    page.locator("#report-link").click()
    page.locator("#hour").fill("14:30")
    page.locator("#words").fill("Le téléphone n'avait pas de réseau dans la salle.")
    page.locator("#report").click()


def suspected(page, club):
    """An overseer goes from a suspicion to the points it brought."""
    page.goto("/equipe/soupcons")
    page.locator("[id^=look-]").first.click()


def held(page, club):
    """An overseer holds the last gain of a member."""
    opened("alice@demo.club")(page, club)
    page.locator("#holds").click()
    page.locator("[id^=gain-]").first.check()
    page.locator("#hold").click()


def never_gained(page, club):
    """An overseer looks for something to hold where there is nothing."""
    opened("priya@demo.club")(page, club)
    page.goto(page.url + "/retenues")


def nothing_ticked(page, club):
    """An overseer would hold nothing in particular."""
    opened("hoa@demo.club")(page, club)
    page.locator("#holds").click()
    page.locator("#hold").click()


# The pages of members for staff, and of what members tell them.
MEMBERS = {
    "home.reports": [
        Scene(ALICE, "/moi/points/signalements"),
        Scene("elodie@demo.club", "/moi/points/signalements", ".chip--good", "answered"),
        wrong(ALICE, "/moi/points/signalements", "report", day="2020-01-01", words=""),
        Scene(ALICE, reported, ".message--good", "sent"),
    ],
    "backoffice.members.index": [
        Scene(CURATOR, "/equipe/membres", "[id^=accept-]", "a request waits"),
        Scene(DESK, "/equipe/membres"),
        empty(CURATOR, "/equipe/membres", bare=True),
        wrong(DESK, "/equipe/membres", "seek", q=" "),
        Scene(DESK, sought("b"), "#found .list__row", "several found"),
        Scene(DESK, sought("personne@demo.club"), "#found-title", "nobody found"),
    ],
    "backoffice.members.show": [
        Scene(DESK, opened("elodie@demo.club"), "#give"),
        Scene(DESK, opened("desk@demo.club"), "aside .message", "oneself"),
        Scene(DESK, asked_above, ".message--good", "asked for"),
    ],
    "backoffice.holds.index": [
        Scene(CURATOR, suspected, "[id^=release-]", "some held"),
        Scene(CURATOR, held, ".message--good", "one held"),
        Scene(ADMIN, never_gained, ".empty"),
        Scene(CURATOR, nothing_ticked, "#summary", "error", (422,)),
    ],
    "backoffice.reports.index": [
        Scene(DESK, "/equipe/signalements", ".list__row"),
        Scene(CURATOR, "/equipe/signalements?etat=repondus", ".chip--good"),
        empty(CURATOR, "/equipe/signalements", bare=True),
    ],
    "backoffice.reports.show": [
        Scene(DESK, "/equipe/signalements/3", "table"),
        Scene(DESK, "/equipe/signalements/1", "aside h2", "answered"),
        wrong(DESK, "/equipe/signalements/2", "reply", answer=""),
    ],
}
