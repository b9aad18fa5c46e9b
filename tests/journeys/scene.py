"""A scene: who goes where, and what they must see there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.journeys.steps import address, submitted

NOBODY, NEWCOMER, ALICE = None, "newcomer", "alice@demo.club"
CURATOR, DESK, ADMIN = "curator@demo.club", "desk@demo.club", "admin@demo.club"

# What no reader looks at: files, and addresses that machines ask for.
MACHINES = set(
    "home.plate home.export activities.scan_token backoffice.posters.pdf backoffice.posters.museum_pdf "
    "backoffice.posters.run_pdf machine.healthz machine.readyz machine.manifest machine.worker machine.robots "
    "machine.sitemap machine.security articles.feed backoffice.shop.claims_csv pictures.show "
    "backoffice.articles.table backoffice.polls.table backoffice.labels.table backoffice.artworks.export "
    "backoffice.surveys.definition "
    "backoffice.artworks.imports.report".split()
)


@dataclass(frozen=True)
class Scene:
    """`who` goes `to` an address or takes steps (page, club), and sees what `shows` selects."""

    who: str | None
    to: str | Callable
    shows: str = "h1"
    state: str = ""
    expects: tuple[int, ...] = ()
    bare: bool = False

    def play(self, browse, club, bare_club, console, language="fr", **options):
        """Return the page at the end of the scene."""
        of = bare_club if self.bare else club
        console.expects(*self.expects)
        page = browse(of.newcomer() if self.who == NEWCOMER else self.who, of=of, language=language, **options)
        if callable(self.to):
            self.to(page, of)
        else:
            page.goto(address(self.to, of))
        page.locator(self.shows).first.wait_for()
        return page

    def __str__(self):
        name = self.to.__name__ if callable(self.to) else self.to
        return "-".join(part for part in (name, self.state, (self.who or "stranger").split("@")[0]) if part)


def a_plain(status):
    return f".refusal__number:text-is('{status}')"


def refused(who, to, status, state=""):
    return Scene(who, to, a_plain(status), state or str(status), (status,))


def empty(who, to, **kwargs):
    return Scene(who, to, ".empty", "empty", **kwargs)


def wrong(who, to, button, **fields):
    return Scene(who, submitted(to, button, **fields), "#summary", "error", (422,))
