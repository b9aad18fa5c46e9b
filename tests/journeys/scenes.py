"""Every page there is, in each state a visitor can bring it to: with content, empty, in error, refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from werkzeug.exceptions import InternalServerError, ServiceUnavailable, TooManyRequests

from tests.journeys.club import unknown

NOBODY, NEWCOMER, ALICE = None, "newcomer", "alice@demo.club"
CURATOR, DESK = "curator@demo.club", "desk@demo.club"


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


def address(words, club):
    """Fill an address with what the base holds."""
    facts = {state: club.activity(state) for state in ("draft", "published", "archived") if f"{{{state}}}" in words}
    if "{poster}" in words:
        facts["poster"] = club.poster().code
    return words.format(**facts)


def a_plain(status):
    return f".refusal__number:text-is('{status}')"


def refused(who, to, status, state=""):
    return Scene(who, to, a_plain(status), state or str(status), (status,))


def empty(who, to, **kwargs):
    return Scene(who, to, ".empty", "empty", **kwargs)


def submitted(to, button, **fields):
    """Fill a form and send it; by default, empty."""

    def submit(page, club):
        page.goto(address(to, club))
        for name, value in fields.items():
            page.locator(f"[name={name}]").fill(value)
        page.locator(f"#{button}").click()

    submit.__name__ = to
    return submit


def wrong(who, to, button, **fields):
    return Scene(who, submitted(to, button, **fields), "#summary", "error", (422,))


def spoken(page):
    return page.locator("html").get_attribute("lang")


def asked(page, club, email="nobody.yet@club.fr"):
    submitted("/connexion", "ask", email=email)(page, club)
    page.locator("#demo-code").wait_for()


def mistyped(page, club):
    asked(page, club)
    page.locator("#code").fill("0000000")
    page.locator("#enter").click()


def proven(page, club, email="nobody.yet@club.fr"):
    asked(page, club, email)
    page.locator("#code").fill(page.locator("#demo-code").inner_text())
    page.locator("#enter").click()


def unfinished(page, club):
    proven(page, club)
    page.locator("#finish").click()


def moving(page, club):
    submitted("/moi/adresse", "ask", email="alice.elsewhere@club.fr")(page, club)
    page.locator("#demo-code").wait_for()


def moving_mistyped(page, club):
    moving(page, club)
    page.locator("#code").fill("0000000")
    page.locator("#change").click()


def kept(page, club):
    page.goto(address("/q/{poster}", club))
    page.locator("[data-scan=kept]").wait_for()


def waiting(page, club):
    kept(page, club)
    proven(page, club, club.newcomer(spoken(page)))
    page.locator("#mine").wait_for()


def mine(page, club):
    waiting(page, club)
    page.locator("#mine").click()


def mine_before(page, club):
    """Keep what this member had already."""
    kept(page, club)
    email = club.newcomer(spoken(page))
    club.scanned(email, club.poster().code)
    proven(page, club, email)
    page.locator("#mine").click()


def not_mine(page, club):
    waiting(page, club)
    page.locator("#not-mine").click()


def hanging(page, club):
    """The landing while the answer to the scan is on its way."""
    page.route("**/scans", lambda route: None)
    page.goto(address("/q/{poster}", club))


def scan(code):
    def scanned(page, club):
        page.goto(f"/q/{code(club)}")

    return scanned


def scanned_again(limit):
    def again(page, club):
        code = club.poster(limit=limit).code
        page.goto(f"/q/{code}")
        page.locator("[data-scan=credited]").wait_for()
        page.goto(f"/q/{code}")

    return again


def exhausted(page, club):
    page.goto("/")
    email = club.newcomer()
    page.context.add_cookies([club.cookie(email, spoken(page))])
    club.scanned(email, unknown(), times=20)
    submitted("/scanner", "send", code=unknown())(page, club)


def another_s(page, club):
    page.goto("/scanner")
    page.locator("[name=for]").evaluate("field => { field.value = 'somebody' }")
    page.locator("#code").fill(club.poster().code)
    page.locator("#send").click()


def expired(page, club):
    """The session ends while a form is being filled."""
    page.goto("/inscription")
    page.context.clear_cookies()
    page.locator("#ask").click()


def too_big(page, club):
    page.goto("/equipe/activites/nouvelle")
    page.locator("#text_fr").evaluate("field => { field.value = 'a'.repeat(1100000) }")
    page.locator("#save").click()


def broken(fault):
    def meets_a_fault(page, club):
        with club.broken("legal.notices", fault):
            page.goto("/mentions-legales")

    return meets_a_fault


def republished(page, club):
    page.goto(address("/equipe/activites/{archived}", club))
    page.locator("#change-state").click()
    page.locator(".message--good").wait_for()
    page.locator("#change-state").click()


# Each page that a GET can show. A new endpoint fails test_axe until it stands here or among MACHINES.
PAGES = {
    "home.index": [Scene(NOBODY, "/"), Scene(ALICE, "/"), Scene(CURATOR, "/"), empty(NEWCOMER, "/", bare=True)],
    "home.waiting": [Scene(NOBODY, waiting, "#mine")],
    "home.receipts": [Scene(ALICE, "/moi/points"), empty(NEWCOMER, "/moi/points")],
    "home.data": [Scene(ALICE, "/moi/donnees"), wrong(ALICE, "/moi/donnees", "erase-me")],
    "members.join": [
        Scene(NOBODY, "/inscription"),
        wrong(NOBODY, "/inscription", "ask", email="nour", display_name="<b>"),
    ],
    "members.sign_in": [Scene(NOBODY, "/connexion"), wrong(NOBODY, "/connexion", "ask")],
    "members.type_code": [Scene(NOBODY, asked), Scene(NOBODY, mistyped, "#summary", "error", (422,))],
    "members.finish": [Scene(NOBODY, proven, "#finish"), Scene(NOBODY, unfinished, "#summary", "error", (422,))],
    "me.index": [Scene(ALICE, "/moi"), Scene(CURATOR, "/moi")],
    "me.name": [Scene(ALICE, "/moi/nom"), wrong(ALICE, "/moi/nom", "save", display_name="")],
    "me.address": [Scene(ALICE, "/moi/adresse"), wrong(ALICE, "/moi/adresse", "ask")],
    "me.prove_address": [Scene(ALICE, moving), Scene(ALICE, moving_mistyped, "#summary", "error", (422,))],
    "activities.to_do": [
        Scene(NOBODY, "/a-faire"),
        Scene(ALICE, "/a-faire?musee=beaux-arts"),
        empty(NOBODY, "/a-faire", bare=True),
    ],
    "activities.index": [Scene(ALICE, "/activites"), empty(NOBODY, "/activites", bare=True)],
    "activities.show": [
        Scene(NOBODY, "/activites/{published}"),
        Scene(ALICE, "/activites/{published}"),
        Scene(ALICE, "/activites/{archived}", ".chip--warn"),
    ],
    "activities.scanner": [
        Scene(NOBODY, "/scanner"),
        Scene(ALICE, "/scanner"),
        wrong(ALICE, "/scanner", "send"),
    ],
    "activities.landing": [Scene(NOBODY, hanging), Scene(ALICE, hanging)],
    "legal.notices": [Scene(NOBODY, "/mentions-legales")],
    "legal.privacy": [Scene(NOBODY, "/confidentialite")],
    "legal.accessibility": [Scene(NOBODY, "/accessibilite")],
    "backoffice.index": [Scene(CURATOR, "/equipe/"), Scene(DESK, "/equipe/"), Scene(CURATOR, "/equipe/", bare=True)],
    "backoffice.activities.index": [
        Scene(CURATOR, "/equipe/activites"),
        Scene(DESK, "/equipe/activites"),
        empty(CURATOR, "/equipe/activites", bare=True),
    ],
    "backoffice.activities.new": [
        Scene(CURATOR, "/equipe/activites/nouvelle"),
        wrong(CURATOR, "/equipe/activites/nouvelle", "save"),
    ],
    "backoffice.activities.edit": [
        Scene(CURATOR, "/equipe/activites/{draft}"),
        Scene(CURATOR, "/equipe/activites/{published}"),
        wrong(CURATOR, "/equipe/activites/{published}", "save", title_fr="", points="9000"),
        wrong(CURATOR, "/equipe/activites/{archived}", "add-poster"),
        Scene(CURATOR, republished, ".message--good", "republished and archived"),
    ],
    "backoffice.posters.index": [
        Scene(CURATOR, "/equipe/affiches"),
        Scene(DESK, "/equipe/affiches"),
        empty(CURATOR, "/equipe/affiches", bare=True),
    ],
}
MACHINES = set(
    "home.plate home.export activities.scan_token backoffice.posters.pdf machine.healthz machine.readyz "
    "machine.manifest machine.robots machine.sitemap machine.security".split()
)

ANSWERS = [
    Scene(NOBODY, kept, "[data-scan=kept]"),
    Scene(NEWCOMER, scan(lambda club: club.poster(limit="daily").code), "[data-scan=credited]", "credited"),
    Scene(NEWCOMER, scanned_again("once"), "[data-scan=already]", "already"),
    Scene(NEWCOMER, scanned_again("daily"), "[data-scan=cooldown]", "cooldown"),
    Scene(ALICE, scan(lambda club: club.poster("archived").code), "[data-scan=closed]", "closed"),
    Scene(NOBODY, scan(lambda club: unknown()), "[data-scan=unknown]", "unknown", (404,)),
    Scene(NOBODY, exhausted, "[data-scan=too_many]", "", (429,)),
    Scene(ALICE, another_s, "[data-scan=not_yours]"),
    Scene(NOBODY, mine, ".joy"),
    Scene(NOBODY, mine_before, ".list__note"),
    Scene(NOBODY, not_mine, ".message--good"),
    Scene(NOBODY, "/connexion/code", ".message--warn", "too early"),
    refused(NOBODY, expired, 400),
    refused(NOBODY, "/moi", 401),
    refused(NOBODY, "/equipe/", 401),
    refused(ALICE, "/equipe/", 403),
    refused(NOBODY, "/nulle-part", 404),
    refused(ALICE, "/activites/{draft}", 404),
    refused(ALICE, "/scans", 405),
    refused(CURATOR, too_big, 413),
    refused(NOBODY, broken(TooManyRequests()), 429),
    refused(ALICE, broken(InternalServerError(original_exception=RuntimeError("planted"))), 500),
    refused(ALICE, broken(ServiceUnavailable()), 503),
]
SCENES = [scene for scenes in PAGES.values() for scene in scenes] + ANSWERS
