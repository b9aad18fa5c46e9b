"""The pictures of the README, taken anew from the demonstration: `make tour`."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

from clubapp.shop import rules as shop
from tests.journeys.camera import filmed
from tests.journeys.club import Club
from tests.journeys.rated import numbered

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 1.5}
DESK = {"viewport": {"width": 1100, "height": 860}}
SITE = "https://club.example.org"  # what the printed posters lead to
ARGS = ["--no-sandbox", "--disable-gpu"]
FAKE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]  # a camera that sees a film
DRAWN = "all => Promise.all(all.map(it => { it.loading = 'eager'; return it.decode().catch(() => {}) }))"
COLOURS = 160  # enough for faience, and a third of the bytes


class Tour:
    """A club, a folder for the pictures, and how to launch a browser, told what else it is given."""

    def __init__(self, club, folder, launch):
        self.club, self.folder, self.launch = club, folder, launch
        self.browser = launch()

    def enter(self, email, browser=None, **device):
        """A page of this member's browser."""
        context = (browser or self.browser).new_context(locale="fr", reduced_motion="reduce", **device)
        context.add_cookies([self.club.cookie(email)])
        page = context.new_page()
        page.set_default_navigation_timeout(60_000)
        return page

    def keep(self, name, image):
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
            self.folder / f"{name}.png", optimize=True
        )

    def shoot(self, page, name):
        page.locator("main img").evaluate_all(DRAWN)
        page.evaluate("document.activeElement.blur()")
        self.keep(name, Image.open(BytesIO(page.screenshot(animations="disabled"))))

    def visit(self, page, path, name):
        page.goto(self.club.address + path)
        self.shoot(page, name)

    def collect(self, film):
        """A poster is held before the camera of the club's own scanner."""
        poster, staff = self.club.poster(), self.enter("curator@demo.club", **DESK)
        printed = staff.request.get(f"{self.club.address}/equipe/affiches/{poster.id}.pdf").body()
        filmed([pypdfium2.PdfDocument(printed)[0].render(scale=1).to_pil()], film)
        camera = self.launch(*FAKE, f"--use-file-for-fake-video-capture={film}")
        scanning = self.enter(self.club.newcomer(points=40), camera, **PHONE)
        scanning.goto(f"{self.club.address}/scanner")
        scanning.locator("#camera-start").click()
        scanning.locator("dialog[open] [data-scan=credited]").wait_for()
        self.shoot(scanning, "camera")
        camera.close()

    def walk(self):
        alice = self.club.run(lambda: self.club.voucher("alice@demo.club").member_id)
        self.club.run(shop.aim, alice, self.club.gift("Catalogue d'exposition"))
        phone = self.enter("alice@demo.club", **PHONE)
        self.visit(phone, "/", "home")
        self.visit(self.enter("alice@demo.club", color_scheme="dark", **PHONE), "/", "home-dark")
        self.visit(phone, "/boutique", "shop")
        self.visit(phone, f"/boutique/{self.club.gift('Sac en toile')}", "gift")
        scanning = self.enter(self.club.newcomer(points=40), **PHONE)
        scanning.goto(f"{self.club.address}/q/{self.club.poster().code}")
        scanning.locator("[data-scan=credited]").wait_for()
        self.shoot(scanning, "scan")
        self.collect(self.club.settings.instance / "seen.y4m")
        self.visit(phone, "/parcours", "trails")
        self.visit(phone, f"/activites/{numbered(self.club, 'Le fer qui pousse')}#opinion", "opinion")
        voucher = self.club.voucher("alice@demo.club", "Carnet de croquis")
        self.visit(phone, f"/moi/bons/{voucher.id}", "voucher")
        self.hand_over(voucher.code)
        self.publish()

    def hand_over(self, code):
        desk = self.enter("desk@demo.club", **DESK)
        for name, then in (("desk-green", "hand-over"), ("desk-red", None)):
            desk.goto(f"{self.club.address}/equipe/accueil")
            desk.locator("#code").fill(code)
            desk.locator("#read").click()
            desk.locator("[data-desk]").wait_for()
            self.shoot(desk, name)
            if then:
                desk.locator(f"#{then}").click()
                desk.locator("#sight .disclosure").wait_for()

    def publish(self):
        staff = self.enter("curator@demo.club", **DESK)
        self.visit(staff, "/equipe/activites", "staff")
        self.visit(staff, "/equipe/boutique/stocks", "stocks")
        self.club.app.config["SETTINGS"] = replace(self.club.settings, public_url=SITE)
        for size, name in (("a4", "poster"), ("labels", "labels")):
            printed = staff.request.get(f"{self.club.address}/equipe/affiches.pdf?museum=beaux-arts&format={size}")
            self.keep(name, pypdfium2.PdfDocument(printed.body())[0].render(scale=80 / 72).to_pil())


def main(chromium, folder):
    with tempfile.TemporaryDirectory() as instance, sync_playwright() as playwright:
        club = Club(Path(instance), furnished=True)

        def launch(*more):
            return playwright.chromium.launch(executable_path=chromium, args=[*ARGS, *more])

        try:
            Tour(club, Path(folder), launch).walk()
        finally:
            club.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
