"""What a slow or lost answer may not do: bring back who was there before, or send away who scans."""

from playwright.sync_api import expect

from tests.journeys.test_offline import fault, keeps, opened, queue_says, sign_in, sign_out

STALE = """async (mark) => {
  const who = async () => (await (await caches.open("who")).match("/")).json();
  const now = await who();
  await (await caches.open("who")).put("/", Response.json({...now, at: Date.now() + 60_000}));
  return now.mark !== mark;
}"""


def test_a_page_kept_from_before_scans_once_the_network_is_back(phone, club):
    nour, poster = phone(club.newcomer()), club.poster()
    with club.cut_off():
        assert opened(nour, "/scanner") == "Scanner une affiche"
    nour.locator("#main [name=code]").fill(poster.code)
    nour.locator("#main [name=code]").press("Enter")
    expect(nour.locator("[data-scan=credited]")).to_be_visible()
    queue_says(nour, 0)


def test_an_answer_on_its_way_while_somebody_else_came_in_brings_nobody_back(phone, club):
    alice, bruno = club.newcomer(), club.newcomer()
    shared = phone(alice)
    shared.goto("/moi/carte")
    keeps(shared, "/moi/carte")
    old = shared.locator("html").get_attribute("data-mark")
    sign_out(shared)
    sign_in(shared, bruno)
    assert shared.evaluate(STALE, old)  # as if he had come in after what follows was asked for
    mine = shared.locator("html").get_attribute("data-mark")
    shared.context.clear_cookies()
    shared.context.add_cookies([club.cookie(alice, "fr")])
    shared.goto("/moi/carte")
    names = shared.evaluate("async () => (await caches.keys()).filter((name) => name.startsWith('mine-'))")
    assert f"mine-{old}" not in names
    assert shared.evaluate("async () => (await (await (await caches.open('who')).match('/')).json()).mark") == mine


def test_whoever_leaves_takes_their_pages_along_even_if_no_answer_comes(phone, club):
    nour = phone(club.newcomer(), reduced_motion="reduce")  # no transition towards a page that is not the club's
    nour.goto("/moi/carte")
    keeps(nour, "/moi/carte")
    nour.goto("/moi")
    with club.answering("/deconnexion", fault):
        nour.locator("#sign-out").click()
    with club.cut_off():
        assert opened(nour, "/moi/carte") == "Pas de réseau ici"
