"""Where the walls are thick: scans wait in the phone, and what one holds out at a desk is there."""

from __future__ import annotations

from contextlib import closing

import pytest
from playwright.sync_api import expect
from werkzeug.wsgi import ClosingIterator

from clubapp.activities import proofs
from clubapp.members import rules as members
from tests.journeys.test_scan import type_the_code

NOWHERE = "about:blank"  # so that no page is left to send, or to hear, once the network is back


def hears(page, path, address):
    """Go there, and wait until what the queue asks for came."""
    with page.expect_response(lambda answer: answer.url.endswith(path)):
        page.goto(address)


def opened(page, address):
    """Go there; the heading of what came."""
    page.goto(address)
    return page.get_by_role("heading", level=1).inner_text()


def queue_says(page, count):
    line = page.locator("scan-queue [data-one]")
    if count:
        expect(line).to_have_text(f"{count} scans attendent le réseau." if count > 1 else "1 scan attend le réseau.")
    else:
        expect(line).to_be_hidden()


def answers(page):
    return page.locator("scan-queue [data-scan]")


def scan_in_the_dark(page, club, *codes):
    with club.cut_off():
        for number, code in enumerate(codes, 1):
            assert opened(page, f"/q/{code}") == "Pas de réseau ici"
            queue_says(page, number)
        page.goto(NOWHERE)


def balance(page):
    return int(page.locator("#purse").get_attribute("data-balance"))


def test_two_scans_made_without_network_wait_and_are_credited_once_each(phone, club):
    email = club.newcomer()
    nour, posters = phone(email), [club.poster(), club.poster(limit="daily")]
    with club.cut_off():
        for number, poster in enumerate(posters, 1):
            assert opened(nour, f"/q/{poster.code}") == "Pas de réseau ici"
            queue_says(nour, number)
        nour.reload()
        queue_says(nour, 2)
        nour.goto(NOWHERE)
    nour.goto("/moi/points")
    expect(answers(nour)).to_have_count(2)
    assert [answers(nour).nth(number).get_attribute("data-scan") for number in (0, 1)] == ["credited"] * 2
    queue_says(nour, 0)
    nour.reload()
    expect(nour.locator(".list__row")).to_have_count(2)
    expect(answers(nour)).to_have_count(0)


def test_a_scan_whose_answers_are_lost_is_credited_once(phone, club):
    nour, poster = phone(club.newcomer()), club.poster()

    def lost(environ, start_response):
        with closing(ClosingIterator(club.app(environ, lambda *_: lambda _: None))) as pieces:
            list(pieces)
        start_response("502 Bad Gateway", [("Content-Type", "text/html")])
        return [b"<h1>Bad gateway</h1>"]

    with club.answering("/scans", lost):
        for address in (f"/q/{poster.code}", "/a-faire", "/moi/points"):
            hears(nour, "/scans", address)
            queue_says(nour, 1)
    points = balance(nour)
    assert points > 0, "it was credited when its answer was lost"
    nour.goto("/moi/points")
    queue_says(nour, 0)
    nour.reload()
    expect(nour.locator(".list__row")).to_have_count(1)
    assert balance(nour) == points


def portal(_environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return [b"<!doctype html><title>Wi-Fi</title><h1>Accept the terms</h1>"]


def their_json(_environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    return [b'{"result": "credited", "points": 1, "balance": 1, "message": "hello"}']


def fault(_environ, start_response):
    start_response("503 Service Unavailable", [("Content-Type", "application/json"), ("X-Request-ID", "0123456789")])
    return [b'{"result": "credited"}']


@pytest.mark.parametrize(
    ("path", "other"),
    [("/scans", portal), ("/scans", their_json), ("/scans", fault), ("/scans/jeton", portal)],
    ids=["portal", "their-json", "fault", "portal-for-the-token"],
)
def test_what_is_not_the_club_s_answer_ends_nothing(phone, club, path, other):
    nour, poster = phone(club.newcomer()), club.poster()
    scan_in_the_dark(nour, club, poster.code)
    with club.answering(path, other):
        for address in ("/a-faire", "/activites"):
            hears(nour, path, address)
            queue_says(nour, 1)
        expect(answers(nour)).to_have_count(0)
        nour.goto(NOWHERE)
    nour.goto("/a-faire")
    expect(answers(nour)).to_have_attribute("data-scan", "credited")
    queue_says(nour, 0)


def test_a_code_typed_without_network_waits_too(phone, club):
    nour, codes = phone(club.newcomer()), [club.poster().code, club.poster(limit="daily").code]
    with club.cut_off():
        nour.goto("/scanner")
        for number, code in enumerate(codes, 1):
            nour.locator("[name=code]").fill(code)
            nour.get_by_role("button", name="Valider ce code").click()
            queue_says(nour, number)
        nour.goto(NOWHERE)
    nour.goto("/a-faire")
    expect(answers(nour)).to_have_count(2)
    queue_says(nour, 0)


def test_a_refusal_is_told_and_the_others_go_on(phone, club):
    nour = phone(club.newcomer())
    scan_in_the_dark(nour, club, "P-0000-0000", club.poster("archived").code, club.poster().code)
    nour.goto("/a-faire")
    expect(answers(nour)).to_have_count(3)
    told = [answers(nour).nth(number).get_attribute("data-scan") for number in range(3)]
    assert told == ["unknown", "closed", "credited"]
    queue_says(nour, 0)


def test_a_screen_s_square_is_never_kept(phone, club):
    nour = phone(club.newcomer())
    _, code = club.asking("rotating")
    address = club.run(lambda: proofs.on_screen(code, ""))
    with club.cut_off():
        nour.goto(address)
        expect(nour.get_by_text("Ce carré change sans cesse")).to_be_visible()
        queue_says(nour, 0)


def test_a_stranger_s_scan_is_kept_by_the_club_once_the_network_is_back(phone, club):
    phone_of_all, poster = phone(), club.poster()
    scan_in_the_dark(phone_of_all, club, poster.code)
    phone_of_all.goto("/a-faire")
    expect(answers(phone_of_all)).to_have_attribute("data-scan", "kept")
    queue_says(phone_of_all, 0)
    sign_in(phone_of_all, club.newcomer())
    expect(phone_of_all).to_have_url(f"{club.address}/scans/gardes")


def test_a_stranger_s_scan_still_here_when_somebody_comes_in_asks_whose_it_is(phone, club):
    phone_of_all, poster = phone(), club.poster()
    scan_in_the_dark(phone_of_all, club, poster.code)
    with club.answering("/scans", fault):
        sign_in(phone_of_all, club.newcomer())
        hears(phone_of_all, "/scans", "/a-faire")
        phone_of_all.goto(NOWHERE)
    phone_of_all.goto("/a-faire")
    expect(answers(phone_of_all)).to_have_attribute("data-scan", "kept")
    assert balance(phone_of_all) == 0
    answers(phone_of_all).get_by_role("link").click()
    phone_of_all.locator("#not-mine").click()
    assert balance(phone_of_all) == 0


def sign_in(page, email):
    page.goto("/connexion")
    page.locator("[name=email]").fill(email)
    page.get_by_role("button", name="Recevoir mon code").click()
    type_the_code(page)
    expect(page.locator("#purse")).to_be_visible()


def sign_out(page):
    page.goto("/moi")
    page.locator("#sign-out").click()
    expect(page.locator("#purse")).to_have_count(0)


KEEPS = """async (expected) => {
  const kept = async () => {
    const pages = [];
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) pages.push(new URL(request.url).pathname);
    }
    return pages.filter((path) => path.startsWith("/moi")).sort().join();
  };
  while (await kept() !== expected) await new Promise(requestAnimationFrame);
}"""


def keeps(page, *addresses):
    """Wait until the private pages this browser keeps are these."""
    page.evaluate(KEEPS, ",".join(addresses))


def test_on_a_shared_browser_nothing_of_the_one_before_is_left_but_their_scan_which_waits_for_them(phone, club):
    alice, bruno = club.newcomer(points=500), club.newcomer()
    shared, poster = phone(alice), club.poster()
    voucher = club.voucher(alice).id
    shared.goto(f"/moi/bons/{voucher}")
    shared.goto("/moi/carte")
    card = shared.locator("#card-code").inner_text()
    keeps(shared, f"/moi/bons/{voucher}", "/moi/carte")
    scan_in_the_dark(shared, club, poster.code)
    with club.answering("/scans", fault):  # it stays in the phone while she leaves
        sign_out(shared)
    expect(shared.locator("scan-queue [data-one]")).to_be_hidden()
    keeps(shared)
    sign_in(shared, bruno)
    shared.goto("/a-faire")
    queue_says(shared, 0)
    assert balance(shared) == 0
    with club.cut_off():
        for address in ("/moi/carte", f"/moi/bons/{voucher}"):
            shared.goto(address)
            assert card not in shared.content()
        assert opened(shared, f"/moi/bons/{voucher}") == "Pas de réseau ici"
    sign_out(shared)
    sign_in(shared, alice)
    expect(answers(shared)).to_have_attribute("data-scan", "credited")


def test_a_session_ended_from_afar_takes_its_pages_with_it(phone, club):
    email = club.newcomer()
    nour = phone(email)
    nour.goto("/moi/carte")
    keeps(nour, "/moi/carte")
    club.run(lambda: members.leave_everywhere(members.of(email).id))
    nour.goto("/moi/points")
    expect(nour.get_by_role("link", name="Se connecter").first).to_be_visible()
    keeps(nour)


def test_the_card_and_a_voucher_are_held_out_without_network(phone, club):
    email = club.newcomer(points=500)
    voucher = club.voucher(email).id
    nour = phone(email)
    nour.goto(f"/moi/bons/{voucher}")
    code = nour.locator("#voucher-code").inner_text()
    keeps(nour, f"/moi/bons/{voucher}", "/moi/carte")
    with club.cut_off():
        nour.goto(f"/moi/bons/{voucher}")
        expect(nour.locator("#voucher-code")).to_have_text(code)
        nour.goto("/moi/carte")
        expect(nour.locator("#card-code")).to_be_visible()


MEMBER = (
    "/ /a-faire /activites /parcours /boutique /moi /moi/points /moi/carte /moi/bons /moi/avis /scanner /q/P-0000-0000"
)


def test_without_network_every_page_of_a_member_is_there_or_says_why(phone, club):
    for language in ("fr", "en"):
        nour = phone(club.newcomer(language), language=language)
        nour.goto("/activites")
        with club.cut_off():
            for address in MEMBER.split():
                answer = nour.goto(address)
                assert answer.ok, address
                expect(nour.locator("html")).to_have_attribute("lang", language)
                expect(nour.get_by_role("heading", level=1)).to_be_visible()


def test_a_new_version_waits_to_be_asked_for_and_loses_nothing(phone, club):
    nour, poster = phone(club.newcomer()), club.poster()
    scan_in_the_dark(nour, club, poster.code)
    loads = []
    with club.renewed(), club.answering("/scans", fault):
        hears(nour, "/scans", "/a-faire")
        nour.evaluate("() => navigator.serviceWorker.ready.then((registration) => registration.update())")
        expect(nour.get_by_text("Une nouvelle version du club est là.")).to_be_visible()
        nour.on("load", lambda page: loads.append(page.url))
        with nour.expect_event("load"):
            nour.get_by_role("button", name="Recharger").click()
        expect(nour.get_by_text("Une nouvelle version du club est là.")).to_be_hidden()
        queue_says(nour, 1)
        assert len(loads) == 1
        nour.goto(NOWHERE)
    with club.renewed():
        nour.goto("/a-faire")
        expect(answers(nour)).to_have_attribute("data-scan", "credited")
