"""The pages of polls, for who answers and for who asks: each step takes a page and its club."""

from __future__ import annotations

from clubapp.museums import rules as museums
from clubapp.polls import rules
from clubapp.polls.rules import Draft
from tests.journeys.scene import CURATOR, DESK, NEWCOMER, NOBODY, Scene, empty, wrong

HOME, FRAMES = 1, 2  # the polls of the demonstration


def answered(number, place):
    """Somebody answers a poll."""

    def answering(page, _club):
        page.goto(f"/sondages/{number}")
        page.locator("[name=choice]").nth(place).check()
        page.locator("[id$=-send]").click()

    answering.__name__ = f"answer poll {number}"
    return answering


def unchosen(page, _club):
    """Somebody sends a poll without a choice."""
    page.goto(f"/sondages/{HOME}")
    page.locator("[id$=-send]").click()


def written(club, state):
    """A poll in this state, which nobody has answered."""

    def write():
        museum = museums.named("beaux-arts").id
        poll = rules.write(Draft(museum, "Reviendrez-vous ?", (("Oui", "Yes"), ("Un jour", "One day")), points=5))
        if state != "draft":
            rules.open_poll(poll.id)
        if state == "closed":
            rules.close(poll.id)
        return poll.id

    return club.run(write)


def opened(to, state):
    """The page of a poll in this state."""

    def opening(page, club):
        page.goto(to.format(written(club, state)))

    opening.__name__ = f"{to.format(state)}"
    return opening


def too_late(page, club):
    """Staff would have an open poll end yesterday."""
    opened("/equipe/sondages/{}", "open")(page, club)
    page.locator("#last_day").fill("2020-01-01")
    page.locator("#save").click()


POLLED = {
    "polls.show": [
        Scene(NOBODY, f"/sondages/{HOME}", "[id$=-join]"),
        Scene(NEWCOMER, f"/sondages/{HOME}", "[name=choice]"),
        Scene(NEWCOMER, opened("/sondages/{}", "open"), ".poll .token", "with points"),
        Scene(NEWCOMER, answered(HOME, 1), "progress", "answered"),
        Scene(NEWCOMER, answered(FRAMES, 0), "progress", "some fewer than five"),
        Scene(NEWCOMER, unchosen, "[id$=-error]", "error", (422,)),
        Scene(NOBODY, opened("/sondages/{}", "closed"), ".poll .message", "closed"),
    ],
    "backoffice.polls.index": [
        Scene(CURATOR, "/equipe/sondages", "table"),
        Scene(DESK, "/equipe/sondages?etat=open", "table"),
        empty(CURATOR, "/equipe/sondages", bare=True),
    ],
    "backoffice.polls.new": [
        Scene(CURATOR, f"/equipe/sondages/nouveau?de={HOME}"),
        wrong(CURATOR, "/equipe/sondages/nouveau", "save"),
    ],
    "backoffice.polls.edit": [
        Scene(CURATOR, f"/equipe/sondages/{FRAMES}", "#figures"),
        Scene(CURATOR, opened("/equipe/sondages/{}", "draft"), "#open"),
        Scene(CURATOR, opened("/equipe/sondages/{}", "closed"), "#figures"),
        Scene(CURATOR, too_late, "#last_day-error", "error", (422,)),
    ],
}
