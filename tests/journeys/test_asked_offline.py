"""A poster that asks a question, where the walls are thick: what was answered is kept, what was not may still be."""

import pytest
from playwright.sync_api import expect

from tests.journeys.test_offline import answers, balance, fault, queue_says, scan_in_the_dark

ANSWER = "Votre réponse"


@pytest.fixture
def code(club):
    return club.asking("question")[1]


def asked(page, club, code):
    expect(page).to_have_url(f"{club.address}/q/{code}")
    expect(page.get_by_label(ANSWER)).to_be_visible()
    queue_says(page, 0)  # nothing is on its way: what waits next is what is answered next


def answer(page, words):
    page.get_by_label(ANSWER).fill(words)
    page.get_by_role("button", name="Répondre").click()


def test_an_answer_given_on_a_bad_network_is_kept_with_its_scan(phone, club, code):
    nour = phone(club.newcomer())
    nour.goto(f"/q/{code}")
    asked(nour, club, code)
    with club.cut_off():
        answer(nour, "douze")
        queue_says(nour, 1)
        answer(nour, "trois")
        queue_says(nour, 1)
    nour.goto("/a-faire")
    expect(answers(nour)).to_have_attribute("data-scan", "credited")
    expect(answers(nour)).to_have_count(1)
    queue_says(nour, 0)
    assert balance(nour) == 25


def test_an_answer_whose_own_answer_was_a_fault_is_kept_too(phone, club, code):
    nour = phone(club.newcomer())
    nour.goto(f"/q/{code}")
    asked(nour, club, code)
    with club.answering("/scans", fault):
        answer(nour, "trois")
        queue_says(nour, 1)
        nour.goto("about:blank")
    nour.goto("/a-faire")
    expect(answers(nour)).to_have_attribute("data-scan", "credited")


@pytest.mark.parametrize("member", [True, False], ids=["member", "stranger"])
def test_a_question_met_without_network_is_asked_once_it_is_back(phone, club, code, member):
    nour = phone(club.newcomer() if member else None)
    scan_in_the_dark(nour, club, code)
    nour.goto("/a-faire")
    expect(answers(nour)).to_have_attribute("data-scan", "answer_needed")
    queue_says(nour, 0)
    answers(nour).get_by_role("link", name="Répondre à la question").click()
    asked(nour, club, code)
    answer(nour, "trois")
    expect(nour.locator(f"[data-scan={'credited' if member else 'kept'}]")).to_be_visible()


def test_a_wrong_answer_that_waited_may_be_given_again(phone, club, code):
    nour = phone(club.newcomer())
    nour.goto(f"/q/{code}")
    asked(nour, club, code)
    with club.cut_off():
        answer(nour, "douze")
        queue_says(nour, 1)
    nour.goto("/a-faire")
    expect(answers(nour)).to_have_attribute("data-scan", "wrong_answer")
    answers(nour).get_by_role("link", name="Répondre à la question").click()
    asked(nour, club, code)
    answer(nour, "trois")
    expect(nour.locator("[data-scan=credited]")).to_be_visible()
