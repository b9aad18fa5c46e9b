"""How one gets where a GET alone doesn't lead: each takes a page and its club."""

from __future__ import annotations

import pyotp

from clubapp.activities.models import Activity
from clubapp.errands import rules as errands
from clubapp.points import badges
from clubapp.points.models import Badge
from clubapp.shop.models import Gift
from tests.journeys.club import unknown

TRAILS = {
    "trail": "Tous les musées du réseau",
    "ordered": "Du bleu à la table",
    "drafted": "Deux musées en un jour",
}
PHOTOGRAPHED = {
    "photographed": (Gift, lambda club: club.gift()),
    "activity_photographed": (Activity, lambda club: club.activity(limit="daily")),
    "badge_photographed": (Badge, lambda club: club.badge("Premier regard")),
}


def address(words, club):
    """Fill an address with what the base holds."""
    facts = {state: club.activity(state) for state in ("draft", "published", "archived") if f"{{{state}}}" in words}
    if "{rotating}" in words:
        facts["rotating"] = club.asking("rotating")[0]
    if "{poster}" in words:
        facts["poster"] = club.poster().code
    if "{postcard}" in words or "{bag}" in words:
        facts |= {"postcard": club.gift(), "bag": club.gift("Sac en toile")}
    for name, (model, found) in PHOTOGRAPHED.items():
        if f"{{{name}}}" in words:
            facts[name] = club.photograph(model, found(club))
    if "{museum}" in words or "{shelf}" in words:
        facts |= {"museum": club.museum(), "shelf": club.shelf()}
    for state in ("printed", "placed", "revoked"):
        if f"{{{state}}}" in words:
            facts[state] = club.poster_in(state).id
    for name, title in TRAILS.items():
        if f"{{{name}}}" in words:
            facts[name] = club.badge(title)
    return words.format(**facts)


def over(page, club):
    """A trail that is no longer to be walked, and a member who has not walked it."""
    number = club.badge("Du bleu à la table")
    club.run(badges.archive, number)
    page.goto(f"/parcours/{number}")
    club.run(badges.publish, number)


def submitted(to, button, **fields):
    """Fill a form and send it; by default, empty."""

    def submit(page, club):
        page.goto(address(to, club))
        for name, value in fields.items():
            page.locator(f"[name={name}]").fill(value)
        page.locator(f"#{button}").click()

    submit.__name__ = to
    return submit


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


def questioned(page, club):
    page.goto(f"/q/{club.asking('question')[1]}")


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


def offered(page, club):
    """A square to scan, and its key."""
    submitted("/moi/double-code", "offer")(page, club)
    page.locator("details:has(#letters) summary").click()
    page.locator("#letters").wait_for()


def offered_mistyped(page, club):
    offered(page, club)
    page.locator("#code").fill("nonsense")
    page.locator("#confirm").click()


def confirmed(page, club):
    """A new colleague's first code."""
    page.goto("/")
    page.context.add_cookies([club.cookie(club.new_colleague(), spoken(page))])
    offered(page, club)
    secret = page.locator("#letters").inner_text().replace(" ", "")
    page.locator("#code").fill(pyotp.TOTP(secret).now())
    page.locator("#confirm").click()
    page.locator(".recovery").wait_for()


def held(page, club):
    confirmed(page, club)
    page.goto("/moi/double-code")


def asked_again(page, club):
    """Another browser of the one who holds a factor."""
    confirmed(page, club)
    page.context.add_cookies([club.cookie(club.colleague, spoken(page))])
    page.goto("/connexion/double-code")


def asked_again_mistyped(page, club):
    asked_again(page, club)
    page.locator("#code").fill("nonsense")
    page.locator("#open").click()


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


def printing(page, club):
    """All posters of a museum are asked for; no runner draws them yet."""
    page.goto("/equipe/affiches")
    page.locator("#print-all").click()
    page.wait_for_url("**/tirages/*")


def printed(page, club):
    printing(page, club)
    club.run_errands()
    page.locator("#run-file").wait_for()


def spoilt(page, club):
    printing(page, club)
    club.run(errands.end, int(page.url.rpartition("/")[2]))
    page.locator("[aria-busy=false]").wait_for()


def hung(page, club):
    """A printed poster is said to hang, on the list."""
    page.goto("/equipe/affiches")
    page.get_by_role("button", name="Dire posée" if spoken(page) == "fr" else "Mark as hung").first.click()


def replaced(page, club):
    page.goto(address("/equipe/affiches/{printed}", club))
    page.locator("details:has(#revoke) summary").click()
    page.locator("#revoke").click()


def republished_gift(page, club):
    page.goto(address("/equipe/boutique/{bag}", club))
    for _ in range(2):
        page.locator("#change-state").click()
        page.locator(".message--good").wait_for()


def become(page, club, points=0):
    """Be somebody who joined just now."""
    page.goto("/mentions-legales")
    email = club.newcomer(spoken(page), points)
    page.context.add_cookies([club.cookie(email, spoken(page))])
    return email
