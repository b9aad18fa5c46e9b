"""A trail from its first step to its last: a plate for each museum, and one badge."""

from playwright.sync_api import expect
from sqlalchemy import select

from clubapp.activities.models import Activity
from clubapp.db import db
from clubapp.museums import rules as museums
from clubapp.posters import rules as posters


def a_poster_in_each_museum(club):
    def find():
        for museum in museums.every():
            mine = select(Activity).where(Activity.museum_id == museum.id, Activity.state == "published")
            yield posters.leading_to(db.session.scalars(mine.order_by(Activity.id)).first().address)[0].code

    return club.run(lambda: list(find()))


def test_the_shelf_fills_museum_by_museum_and_the_badge_comes_once(browse, club, scripts):
    nour, trail = browse(club.newcomer(), scripts=scripts), club.badge("Tous les musées du réseau")
    codes = a_poster_in_each_museum(club)
    for taken, code in enumerate(codes):
        nour.goto(f"/parcours/{trail}")
        expect(nour.locator(".station--taken")).to_have_count(taken)
        expect(nour.locator("#next")).to_have_text("Continuer ce parcours")
        nour.goto(f"/q/{code}")
        if not scripts:
            nour.locator("#collect").click()
        expect(nour.locator("[data-scan=credited]")).to_be_visible()
    nour.get_by_role("link", name="Tous les musées du réseau").click()
    expect(nour.locator(".station--taken")).to_have_count(len(codes))
    expect(nour.locator(".chip--good")).to_have_text("À vous")

    nour.goto(f"/q/{codes[0]}")
    if not scripts and nour.locator("#collect").count():
        nour.locator("#collect").click()
    expect(nour.locator("[data-scan]")).to_be_visible()
    nour.goto("/moi/avis")
    expect(nour.get_by_role("link", name="Tous les musées du réseau")).to_have_count(1)
