"""The club on the home screen: offered when something went well, and never twice in a month."""

from playwright.sync_api import expect

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1"


def test_an_iphone_is_shown_how_to_install_after_a_success_until_it_says_later(phone, club):
    nour = phone(club.newcomer(), user_agent=IPHONE)
    expect(nour.locator("#install")).to_have_count(0)
    nour.goto(f"/q/{club.poster().code}")
    expect(nour.locator("#install li")).to_have_count(3)
    nour.get_by_role("button", name="Plus tard").click()
    expect(nour.locator("#install")).to_have_count(0)
    nour.goto(f"/q/{club.poster(limit='daily').code}")
    expect(nour.locator("[data-scan=credited]")).to_be_visible()
    expect(nour.locator("#install li")).to_have_count(0)
