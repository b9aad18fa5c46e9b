"""A tab left open while somebody else came in: what it sends is nobody else's, and is told kindly."""

from playwright.sync_api import expect

from tests.journeys.test_offline import answers, balance, opened


def come_in(page, club, email):
    """In another tab of the same browser, somebody else comes in."""
    page.context.clear_cookies()
    page.context.add_cookies([club.cookie(email)])
    tab = page.context.new_page()
    tab.goto("/a-faire")
    expect(tab.locator("#purse")).to_be_visible()
    return tab


def test_a_scan_of_an_old_tab_waits_for_whose_it_is(phone, club):
    alice, bruno, code = club.newcomer(), club.newcomer(), club.poster().code
    old = phone(alice)
    old.goto("/scanner")
    tab = come_in(old, club, bruno)
    old.locator("#main .form [name=code]").fill(code)
    old.locator("#send").click()
    expect(old.locator("[data-scan=not_yours]")).to_be_visible()
    tab.goto("/a-faire")
    expect(answers(tab)).to_have_count(0)
    assert balance(tab) == 0
    back = come_in(tab, club, alice)
    expect(answers(back)).to_have_attribute("data-scan", "credited")


def test_a_question_answered_in_an_old_tab_waits_with_its_answer(phone, club):
    alice, (_, code) = club.newcomer(), club.asking("question")
    old = phone(alice)
    old.goto(f"/q/{code}")
    tab = come_in(old, club, club.newcomer())
    old.get_by_label("Votre réponse").fill("trois")
    old.get_by_role("button", name="Répondre").click()
    expect(old.locator("[data-scan=not_yours]")).to_be_visible()
    back = come_in(tab, club, alice)
    expect(answers(back)).to_have_attribute("data-scan", "credited")


def test_any_other_form_of_an_old_tab_says_that_it_is_out_of_date_and_leads_back(phone, club, console):
    console.expects(400)
    old = phone(club.newcomer())
    old.goto("/moi")
    come_in(old, club, club.newcomer())
    old.get_by_role("banner").get_by_role("button", name="English").click()
    expect(old.get_by_role("heading", level=1)).to_have_text("Cette page n’est plus à jour")
    old.get_by_role("link", name="Revenir à la page").click()
    assert opened(old, "/moi")
    expect(old).to_have_url(f"{club.address}/moi")
