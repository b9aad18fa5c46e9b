"""The club's own camera: it sees what hangs on the wall, and nothing of it leaves the phone but a code."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from clubapp.typography import french
from tests.journeys.camera import square
from tests.journeys.scene import ALICE, CURATOR, DESK
from tests.posters.wear import pages, squeezed, tilted


@pytest.fixture
def printed(browse, club):
    """The page that is printed of a poster."""
    curator = browse(CURATOR)

    def page_of(poster):
        answer = curator.request.get(f"{club.address}/equipe/affiches/{poster.id}.pdf")
        return pages(answer.body())[0]

    return page_of


def open_camera(page):
    page.get_by_role("button", name=french("Ouvrir l'appareil photo")).click()


def sheet(page, result):
    return page.locator(f"dialog[open] [data-scan={result}]")


def lives(page):
    """Whether the camera is on."""
    return page.locator("video").evaluate("(video) => Boolean(video.srcObject?.active)")


def test_a_poster_seen_by_the_club_s_camera_is_credited_over_the_picture_that_goes_on(browse, club, before, printed):
    poster = club.poster()
    nour = browse(club.newcomer(), by=before(printed(poster)))
    nour.goto("/scanner")
    assert not lives(nour), "only a tap opens it"
    open_camera(nour)
    expect(sheet(nour, "credited")).to_be_visible()
    expect(nour.locator("dialog h1")).to_be_focused()
    assert lives(nour)
    assert int(nour.locator("#purse").get_attribute("data-balance")) > 0
    nour.get_by_role("button", name="Scanner un autre code").click()
    expect(nour.locator("dialog")).to_have_count(0)
    assert lives(nour)
    expect(nour).to_have_url(f"{club.address}/scanner")
    close = nour.get_by_role("button", name=french("Fermer l'appareil photo"))
    expect(close).to_be_focused()
    close.click()
    assert not lives(nour)
    expect(nour.get_by_role("button", name=french("Ouvrir l'appareil photo"))).to_be_focused()
    nour.goto("/moi/points")
    expect(nour.locator(".list__row")).to_have_count(1)


def test_a_photo_is_read_in_the_phone_and_credited(browse, club, printed):
    nour, photo = browse(club.newcomer()), io.BytesIO()
    squeezed(tilted(printed(club.poster()))).save(photo, "JPEG")
    nour.goto("/scanner")
    sent = []
    nour.on("request", lambda request: sent.append(request.post_data_buffer or b""))
    nour.get_by_label("Depuis une photo").set_input_files(
        {"name": "p.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()}
    )
    expect(sheet(nour, "credited")).to_be_visible()
    nour.keyboard.press("Escape")
    expect(nour.get_by_role("button", name=french("Ouvrir l'appareil photo"))).to_be_focused()
    assert max(len(body) for body in sent) < 1000, "a code is sent, not a photo"


def test_a_photo_without_a_square_says_so(browse):
    nour, photo = browse(ALICE), io.BytesIO()
    Image.new("L", (400, 300), 200).save(photo, "PNG")
    nour.goto("/scanner")
    nour.get_by_label("Depuis une photo").set_input_files(
        {"name": "p.png", "mimeType": "image/png", "buffer": photo.getvalue()}
    )
    expect(nour.get_by_text("Aucun carré ne se lit sur cette photo.")).to_be_visible()


def test_the_square_of_somebody_else_is_told_and_not_followed(browse, club, before):
    page = browse(ALICE, by=before(square("https://example.org/q/P-7K3Q-9XWD")))
    page.goto("/scanner")
    open_camera(page)
    expect(page.get_by_text(french("Ce carré vient d'ailleurs"))).to_be_visible()
    expect(page.locator("dialog")).to_have_count(0)
    expect(page).to_have_url(f"{club.address}/scanner")


def test_a_camera_that_is_refused_says_how_to_allow_it(browse, before):
    nour = browse(ALICE, by=before(Image.new("L", (64, 64)), ask=True))
    nour.goto("/scanner")
    open_camera(nour)
    expect(nour.get_by_text(french("L'appareil photo est refusé au club."))).to_be_visible()
    expect(nour.get_by_text(french("Cliquez sur le signe à gauche de l'adresse"))).to_be_visible()
    expect(nour.get_by_role("button", name=french("Ouvrir l'appareil photo"))).to_be_focused()
    expect(nour.get_by_label("Code")).to_be_visible()


def test_the_desk_reads_a_voucher_with_the_same_camera(browse, club, before):
    email = club.newcomer(points=100)
    voucher = club.voucher(email)
    visitor = browse(email)
    visitor.goto(f"/moi/bons/{voucher.id}")
    shown = Image.open(io.BytesIO(visitor.locator("#square").screenshot()))
    desk = browse(DESK, by=before(shown))
    desk.goto("/equipe/accueil")
    open_camera(desk)
    expect(desk.locator("[data-desk=green]")).to_contain_text("Carte postale")
    assert lives(desk)
    expect(desk.locator("#sight")).to_be_focused()
    expect(desk.locator("#sight-word")).to_be_in_viewport(ratio=1)
    expect(desk.get_by_role("button", name="Remis", exact=True)).to_be_in_viewport(ratio=1)
    desk.keyboard.type("V")
    expect(desk.get_by_label("Code du bon")).to_be_focused()


def test_two_posters_seen_without_network_wait_and_are_credited_once_each(phone, club, before, printed):
    posters = [club.poster(), club.poster(limit="daily")]
    nour = phone(club.newcomer(), by=before(*map(printed, posters)))
    nour.goto("/scanner")
    nour.evaluate(ARRIVED)
    with club.cut_off():
        nour.reload()
        open_camera(nour)
        for number in (1, 2):
            expect(nour.get_by_text("ce scan est gardé dans votre téléphone")).to_be_visible()
            nour.get_by_role("button", name="Scanner un autre code").click()
            expect(nour.locator("scan-queue [data-one]")).to_contain_text(f"{number} scan")
        nour.goto("about:blank")  # so that nothing is told here once the network is back
    nour.goto("/a-faire")
    told = nour.locator("scan-queue [data-scan]")
    expect(told).to_have_count(2)
    assert {told.nth(number).get_attribute("data-scan") for number in (0, 1)} == {"credited"}


ARRIVED = """async () => {
  const kept = async () => {
    for (const name of await caches.keys()) {
      for (const {url} of await (await caches.open(name)).keys()) if (url.endsWith("zxing_reader.wasm")) return true;
    }
  };
  while (!(await kept())) await new Promise(requestAnimationFrame);
}"""
