"""Writing, opening and closing polls: what is asked stays what is asked, and each state leads where the table says."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from sqlalchemy import select

from clubapp.db import db as base
from clubapp.polls import rules
from clubapp.polls.models import NEXT, Option
from clubapp.polls.rules import Asked, EditedMeanwhile, NotFromHere, Over, TooLate
from clubapp.sending import SentOtherwise
from tests.polls.conftest import CHOICES, a_draft, a_poll, votes

pytestmark = pytest.mark.both_engines

LAST_DAY = date(2026, 11, 30)
NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)
OTHERS = (("Oui", "Yes"), ("Non", "No"))


def labels(poll):
    asked = select(Option.code, Option.label_fr).where(Option.poll_id == poll.id).order_by(Option.position)
    return [tuple(row) for row in base.session.execute(asked)]


def test_its_choices_are_kept_in_their_order(db):
    poll = a_poll("draft")
    assert labels(poll) == [("a", "Les salles"), ("b", "Le jardin"), ("c", "Les réserves")]
    assert rules.said(poll) == a_draft()


def test_a_page_sent_twice_writes_one_poll(db):
    first, again = (rules.write(a_draft(), key="the-same-page") for _ in range(2))
    assert (first.id, len(labels(first))) == (again.id, 3)
    for other in (a_draft(question_fr="Autre ?"), a_draft(OTHERS)):
        with pytest.raises(SentOtherwise):
            rules.write(other, key="the-same-page")


def test_a_draft_is_written_anew(db):
    poll = a_poll("draft")
    rules.rewrite(poll.id, a_draft(OTHERS, question_fr="Vraiment ?", points=5))
    assert (labels(poll), poll.question_fr, poll.points) == ([("a", "Oui"), ("b", "Non")], "Vraiment ?", 5)


def test_nobody_overwrites_what_they_have_not_read(db):
    poll = a_poll("draft")
    rules.rewrite(poll.id, a_draft(points=1), 1)
    with pytest.raises(EditedMeanwhile):
        rules.rewrite(poll.id, a_draft(points=2), 1)
    assert poll.points == 1


@pytest.mark.parametrize(
    "otherwise",
    [
        {"question_fr": "Autre ?"},
        {"question_en": "Other?"},
        {"points": 5},
        {"choices": OTHERS},
        {"choices": CHOICES[::-1]},
        {"choices": (*CHOICES, ("Ailleurs", ""))},
    ],
    ids=str,
)
def test_what_is_asked_stays_what_is_asked(db, otherwise):
    poll = a_poll()
    votes(poll, [0])
    with pytest.raises(Asked):
        rules.rewrite(poll.id, a_draft(**otherwise))
    assert rules.said(poll) == a_draft()


def test_an_open_poll_may_end_later_and_stand_elsewhere(db):
    with time_machine.travel(NOON, tick=False):
        poll = a_poll()
        votes(poll, [0, 1])
        rules.rewrite(poll.id, a_draft(last_day=LAST_DAY, on_home=True))
        assert (poll.on_home, poll.ends_at) == (True, datetime(2026, 11, 30, 23, tzinfo=UTC))
        with pytest.raises(TooLate):
            rules.rewrite(poll.id, a_draft(last_day=date(2026, 11, 21)))
        assert rules.said(poll).last_day == LAST_DAY


MOVES = {"open": rules.open_poll, "closed": rules.close}


@pytest.mark.parametrize("here", NEXT)
@pytest.mark.parametrize("there", MOVES)
def test_it_goes_where_the_table_says_and_nowhere_else(db, here, there):
    poll = a_poll(here)
    if there in NEXT[here]:
        assert MOVES[there](poll.id).state == there
    else:
        with pytest.raises(NotFromHere):
            MOVES[there](poll.id)
        assert poll.state == here


def test_nothing_changes_of_one_that_is_over(db):
    poll = a_poll("closed")
    with pytest.raises(Over):
        rules.rewrite(poll.id, a_draft(on_home=True))
    with time_machine.travel(NOON, tick=False) as clock:
        timed = a_poll(last_day=LAST_DAY)
        clock.move_to(datetime(2026, 11, 30, 23, tzinfo=UTC))
        with pytest.raises(Over):
            rules.rewrite(timed.id, a_draft(last_day=date(2026, 12, 31)))
        assert rules.close(timed.id).state == "closed"


def test_it_does_not_open_after_its_last_day(db):
    with time_machine.travel(NOON, tick=False) as clock:
        poll = a_poll("draft", last_day=date(2026, 11, 22))
        clock.move_to(datetime(2026, 11, 22, 23, tzinfo=UTC))  # midnight in Paris
        with pytest.raises(TooLate):
            rules.open_poll(poll.id)
        assert poll.state == "draft"


def test_an_article_is_offered_the_polls_of_its_museum_that_may_still_be_asked(db):
    here, elsewhere = a_poll(), a_poll(museum="ceramique")
    draft, closed = a_poll("draft"), a_poll("closed")
    assert [poll.id for poll in rules.offered([here.museum_id], None)] == [draft.id, here.id]
    assert [poll.id for poll in rules.offered([here.museum_id], closed.id)] == [closed.id, draft.id, here.id]
    assert [poll.id for poll in rules.offered([elsewhere.museum_id], None)] == [elsewhere.id]
