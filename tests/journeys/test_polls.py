"""A poll from who writes it to who answers it: in an article, at home, with scripts or without, by keyboard."""

import pytest
from playwright.sync_api import expect

from clubapp.polls import rules
from clubapp.polls.counting import EXACT, FEWER
from clubapp.typography import french
from tests.journeys.keys import press
from tests.journeys.polled import FRAMES, HOME

CURATOR = "curator@demo.club"
BLUE = "/articles/ce-que-cache-un-bleu"


def test_a_poll_is_written_opened_answered_changed_and_closed(browse, club, scripts):
    claire = browse(CURATOR, scripts=scripts)
    claire.goto("/equipe/sondages")
    claire.get_by_role("link", name="Nouveau sondage").click()
    claire.get_by_label("Question", exact=True).fill("Reviendrez-vous avant Noël ?")
    claire.get_by_label("Choix 1", exact=True).fill("Oui")
    claire.get_by_label("Choix 2", exact=True).fill("Non")
    claire.get_by_label("Points pour avoir répondu").fill("5")
    claire.get_by_label(french("Le montrer à l'accueil des membres")).check()
    claire.get_by_role("button", name="Garder le brouillon").click()
    claire.get_by_role("button", name="Ouvrir le sondage").click()
    number = claire.url.rpartition("/")[2]

    nour = browse(club.newcomer(), scripts=scripts)
    nour.goto("/")
    poll = nour.locator(f"#poll-{number}")
    poll.get_by_role("radio", name="Non").check()
    poll.get_by_role("button", name=french("Répondre")).click()
    expect(poll).to_contain_text(french("Vous avez répondu : Non"))
    expect(poll).to_contain_text(french("à partir de 5 réponses"))
    expect(nour.locator("#purse")).to_have_attribute("data-balance", "5")
    poll.get_by_text("Changer ma réponse").click()
    poll.get_by_role("radio", name="Oui").check()
    poll.get_by_role("button", name="Changer", exact=True).click()
    expect(poll).to_contain_text(french("Vous avez répondu : Oui"))
    expect(nour.locator("#purse")).to_have_attribute("data-balance", "5")
    assert nour.url.partition("#")[0].endswith("/")

    claire.get_by_role("button", name="Clore le sondage").click()
    expect(claire.locator("#figures")).to_be_visible()
    stranger = browse(scripts=scripts)
    stranger.goto(f"/sondages/{number}")
    expect(stranger.locator(f"#poll-{number}")).to_contain_text("Ce sondage est clos.")


def test_a_stranger_comes_in_by_the_poll_of_an_article_and_answers_it_there(browse, club, scripts):
    nour = browse(scripts=scripts)
    nour.goto(BLUE)
    poll = nour.locator(f"#poll-{HOME}")
    poll.get_by_role("link", name=french("Déjà membre ? Se connecter")).click()
    nour.get_by_label("Adresse e-mail").fill(club.newcomer())
    nour.locator("#ask").click()
    nour.get_by_label("Code reçu").fill(nour.locator("#demo-code").inner_text())
    nour.locator("#enter").click()
    assert nour.url.endswith(BLUE)
    poll.get_by_role("radio", name="Par le centre").check()
    poll.get_by_role("button", name=french("Répondre")).click()
    expect(poll.get_by_role("progressbar")).to_have_count(2)
    assert BLUE in nour.url


def test_nothing_chosen_is_said_beside_the_choices(browse, club, console, scripts):
    console.expects(422)
    nour = browse(club.newcomer(), scripts=scripts)
    nour.goto(f"/sondages/{HOME}")
    nour.get_by_role("button", name=french("Répondre")).click()
    expect(nour.locator(f"#poll-{HOME}-error")).to_be_visible()
    expect(nour.get_by_role("radio").first).to_be_focused()


@pytest.mark.parametrize("to", ["/", BLUE])
def test_by_keyboard_one_sees_where_one_is_before_and_after(browse, club, to):
    nour = browse(club.newcomer(), reduced_motion="reduce")
    nour.goto(to)
    poll = nour.locator(f"#poll-{HOME}")
    poll.get_by_role("radio").first.focus()
    nour.keyboard.press("ArrowDown")
    expect(poll.get_by_role("radio", name="Par le centre")).to_be_checked()
    press(nour, poll.get_by_role("button", name=french("Répondre")))
    expect(poll.locator(f"#poll-{HOME}-said")).to_be_focused()
    press(nour, poll.locator(f"#poll-{HOME}-change"))
    expect(poll.get_by_role("radio").first).to_be_visible()


def test_the_bars_say_what_the_words_say(browse, club):
    nour = browse(club.newcomer())
    for number in (HOME, FRAMES):
        nour.goto(f"/sondages/{number}")
        nour.get_by_role("radio").first.check()
        nour.get_by_role("button", name=french("Répondre")).click()
        expect(nour.get_by_role("progressbar").first).to_be_visible()
        figures = club.run(lambda: rules.figures(rules.options(number)))  # noqa: B023
        rows = nour.locator(".poll__bar")
        for place, figure in enumerate(figures):
            row = rows.nth(place)
            if figure.told == FEWER:
                expect(row).to_contain_text("moins de 5")
                expect(row.get_by_role("progressbar")).to_have_count(0)
                continue
            expect(row.get_by_role("progressbar")).to_have_attribute("value", str(figure.count))
            expect(row).to_contain_text(f"{figure.count} ·" if figure.told == EXACT else f"{figure.count} ou plus")


def test_who_answers_far_down_an_article_stays_there(browse, club):
    nour = browse(club.newcomer(), reduced_motion="reduce")
    nour.goto(BLUE)
    poll = nour.locator(f"#poll-{HOME}")
    poll.get_by_role("radio").first.check()
    poll.get_by_role("button", name=french("Répondre")).click()
    expect(poll).to_contain_text(french("Vous avez répondu"))
    expect(nour.locator(f"#poll-{HOME}-said")).to_be_focused()
    expect(nour.locator(f"#poll-{HOME}-said")).to_be_in_viewport()
