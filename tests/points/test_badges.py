"""Badges as staff write them: states, and steps that settle."""

from datetime import date

import pytest

from clubapp.points import badges
from clubapp.points.badges import Draft, EditedMeanwhile, NotFromHere, Stage, StepsSettled
from tests.conftest import a_museum

pytestmark = pytest.mark.both_engines

STEPS = (Stage(2, because="activity.done"), Stage(1, about="activity:7"))
TABLE = {("draft", "published"), ("published", "archived"), ("archived", "published")}
MOVES = {"published": badges.publish, "archived": badges.archive}


def draft(name="Regard", stages=STEPS, **asks):
    return Draft(name, "Look", "Regardez.", "Look.", stages, **asks)


@pytest.mark.parametrize("asked", MOVES)
@pytest.mark.parametrize("state", ["draft", "published", "archived"])
def test_a_badge_goes_from_state_to_state_by_the_table(db, state, asked):
    badge = badges.write(draft()).id
    for move in {"draft": (), "published": ("published",), "archived": ("published", "archived")}[state]:
        MOVES[move](badge)
    if (state, asked) in TABLE:
        assert MOVES[asked](badge).state == asked
    else:
        with pytest.raises(NotFromHere):
            MOVES[asked](badge)


def test_a_draft_may_change_its_steps(db):
    badge = badges.write(draft())
    changed = (Stage(3, museum_id=a_museum().id), *STEPS)
    badges.rewrite(badge.id, draft(stages=changed, last_day=date(2026, 10, 31)))
    assert (badges.stages(badge.id), badges.last_day(badge)) == (changed, date(2026, 10, 31))


def test_nobody_overwrites_what_they_have_not_read(db):
    badge = badges.write(draft()).id
    badges.rewrite(badge, draft("Coup d'œil"), 1)
    with pytest.raises(EditedMeanwhile):
        badges.rewrite(badge, draft("Un autre"), 1)
    assert badges.rewrite(badge, draft("Un autre"), 2).name_fr == "Un autre"


@pytest.mark.parametrize("asks", [{"stages": STEPS[:1]}, {"in_order": True}, {"within_days": 7}])
def test_once_published_its_words_change_and_its_steps_do_not(db, asks):
    badge = badges.publish(badges.write(draft()).id)
    assert badges.rewrite(badge.id, draft("Coup d'œil")).name_fr == "Coup d'œil"
    with pytest.raises(StepsSettled):
        badges.rewrite(badge.id, draft(**asks))
    assert badges.stages(badge.id) == STEPS
