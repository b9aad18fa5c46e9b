"""What is typed or seen without network is understood as the club would, and told in words."""

import re

import pytest
from playwright.sync_api import expect

from clubapp import codes
from clubapp.typography import french
from tests.journeys.camera import square
from tests.journeys.test_camera import ARRIVED, open_camera
from tests.journeys.test_offline import NOWHERE, answers, opened, queue_says

READ = """async (typed) => {
  const {read} = await import(new URL("codes.js", document.querySelector("script[type=module]").src));
  return typed.map((text) => read(text) ?? null);
}"""
TYPED = """
P-7K3Q-9XWD|p7k3q9xwd| p 7k3q 9xwd |P.7K3Q_9XWD|P–7K3Q—9XWD|P−7K3Q‑9XWD|POIL-OIL0
P-7K3Q-9XWU|P-7K3Q-9XW|P-7K3Q-9XWDA|bonjour
V-7K3Q-9XWD|T-7K3Q-9XWD|M-7K3Q-9XWD|H-7K3Q-9XWD|A-7K3Q-9XWD|https://club.fr/q/P-7K3Q-9XWD|https://club.fr/q/p7k3q9xwd/
https://club.fr/q/P-7K3Q-9XWD?proof=a/b
/q/P-7K3Q-9XWD//|q/P-7K3Q-9XWD/x|?P-7K3Q-9XWD||P- 7K3Q - 9XWD|ß-7K3Q-9XWD|P-7k3q-9xwď
"""


def typed(page, code):
    page.locator("#main .form [name=code]").fill(code)
    page.locator("#send").click()


def test_a_phone_reads_a_code_as_the_club_does(browse):
    page, tried = browse(), [text for line in TYPED.strip("\n").split("\n") for text in line.split("|")]
    tried += ["x" * 200 + "P-7K3Q-9XWD", " " * 190 + "P-7K3Q-9XWD" + " " * 30]
    page.goto("/scanner")
    assert page.evaluate(READ, tried) == [str(code) if (code := codes.read(text)) else None for text in tried]


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("bonjour", "Ce code n'a pas la forme P-1234-5678."),
        ("V-1234-5678", "Ceci est un bon de retrait"),
        ("m 1234 5678", "Ceci est une carte de membre"),
        ("T-1234-5678", "Ceci est un billet"),
    ],
)
def test_what_is_no_scan_is_not_kept_and_is_told_as_the_club_tells_it(phone, club, code, says):
    nour = phone(club.newcomer())
    with club.cut_off():
        nour.goto("/scanner")
        typed(nour, code)
        expect(nour.locator("#messages")).to_contain_text(french(says))
        queue_says(nour, 0)
    nour.goto("/scanner")
    typed(nour, code)
    expect(nour.locator("[data-scan=unknown]")).to_contain_text(french(says))


def test_a_card_seen_by_the_camera_without_network_is_told_in_its_sheet(phone, club, before):
    nour = phone(club.newcomer(), by=before(square("M-1234-5678")))
    nour.goto("/scanner")
    nour.evaluate(ARRIVED)
    with club.cut_off():
        open_camera(nour)
        expect(nour.locator("dialog [data-said]:visible")).to_contain_text("Ceci est une carte de membre")
        expect(nour.locator("dialog [data-said]:focus")).to_be_visible()
        queue_says(nour, 0)


def test_an_address_that_holds_no_code_is_not_kept(phone, club):
    nour = phone(club.newcomer())
    with club.cut_off():
        assert opened(nour, "/q/bonjour") == "Pas de réseau ici"
        expect(nour.locator("[data-says=none]")).to_be_visible()
        queue_says(nour, 0)


def test_a_poster_seen_twice_while_it_waits_waits_once_and_says_so(phone, club):
    nour, code = phone(club.newcomer()), club.poster().code
    again = french("Ce code est déjà gardé dans ce téléphone")
    with club.cut_off():
        opened(nour, f"/q/{code}")
        expect(nour.locator("[data-says=kept]")).to_be_visible()
        nour.reload()
        expect(nour.locator("[data-says=kept]")).to_be_visible()
        nour.goto("/a-faire")
        opened(nour, f"/q/{code.lower()}")
        expect(nour.locator("[data-says=again]")).to_contain_text(again)
        nour.goto("/scanner")
        typed(nour, code.replace("-", " "))
        expect(nour.locator("#messages")).to_contain_text(again)
        queue_says(nour, 1)
        nour.goto(NOWHERE)
    nour.goto("/moi/points")
    expect(answers(nour)).to_have_count(1)
    nour.reload()
    expect(nour.locator(".list__row")).to_have_count(1)


def test_a_scan_made_again_once_the_network_is_back_is_told_once(phone, club):
    nour, code = phone(club.newcomer()), club.poster().code
    with club.cut_off():
        opened(nour, f"/q/{code}")
        queue_says(nour, 1)
        nour.goto(NOWHERE)
    nour.goto(f"/q/{code}")
    expect(nour.locator("#landing[data-scan=credited]")).to_be_visible()
    queue_says(nour, 0)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_became_of_a_scan_is_told_by_its_title_or_by_when_it_was_made(phone, club, language):
    nour, poster = phone(club.newcomer(language), language=language), club.poster()
    with club.cut_off():
        for code in (poster.code, "P-0000-0000"):
            nour.goto(f"/q/{code}")
            expect(nour.locator("[data-says=kept]")).to_be_visible()
        nour.goto(NOWHERE)
    nour.goto("/a-faire")
    expect(answers(nour)).to_have_count(2)
    told = [answers(nour).nth(number).locator("b").inner_text() for number in (0, 1)]
    nour.goto(f"/activites/{club.activity()}")
    assert told[0] == nour.get_by_role("heading", level=1).inner_text()
    assert re.fullmatch(r"\w{3}\.?,? \d{2}:\d{2}, P-0000-0000", told[1])
