"""Takes the pictures that the manifest shows of the club, from a demonstration that is served here.

`make run` in one terminal; in another: CHROMIUM=$(scripts/browser) .venv/bin/python scripts/screenshots.py [ADDRESS]
"""

import io
import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

SHOTS = Path(__file__).parents[1] / "static/screenshots"
NARROW = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
WIDE = {"viewport": {"width": 1280, "height": 800}, "device_scale_factor": 1}
PAGES = {"home": ("/", NARROW), "shop": ("/boutique", NARROW), "to-do": ("/a-faire", WIDE)}


def take(browser: Browser, address: str, language: str) -> None:
    """Alice's pages in one language, as small as they still read well."""
    for name, (path, shape) in PAGES.items():
        locale = {"fr": "fr-FR", "en": "en-GB"}[language]
        context = browser.new_context(base_url=address, locale=locale, service_workers="block", **shape)
        page = context.new_page()
        page.goto("/connexion")
        page.locator("#email").fill("alice@demo.club")
        page.locator("#ask").click()
        page.locator("#code").fill(page.locator("#demo-code").inner_text())
        page.locator("#enter").click()
        page.locator("#purse").wait_for()
        if page.locator("html").get_attribute("lang") != language:  # a member's own language comes first
            page.locator(".head__language button").click()
        page.goto(path)
        for picture in page.locator("main img").all():
            picture.evaluate("(it) => { it.loading = 'eager'; return it.decode().catch(() => {}); }")
        shot = Image.open(io.BytesIO(page.screenshot()))
        shot.save(SHOTS / f"{name}-{language}.webp", quality=62, method=6)
        context.close()


if __name__ == "__main__":
    SHOTS.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        for each in ("fr", "en"):
            take(chromium, sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000", each)
        chromium.close()
