"""A photograph beside an activity or a badge, by the rules: hung, replaced, taken down, and never twice."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from clubapp import sending
from clubapp.activities import rules as activities
from clubapp.pictures.models import Picture
from tests.conftest import a_museum, a_staff
from tests.pictures.conftest import a_frame, a_view
from tests.pictures.things import ACTIVITY, THINGS

pytestmark = pytest.mark.both_engines


@pytest.fixture(params=THINGS)
def thing(request):
    return THINGS[request.param]


@pytest.fixture
def frame(db):
    return a_frame(a_staff().id)


def count(db):
    return db.session.scalar(select(func.count()).select_from(Picture))


def hung(db, thing, number):
    db.session.expire_all()
    picture = db.session.get_one(thing.model, number).picture
    return picture and (picture.alt_fr, picture.credit, picture.width)


def test_it_is_hung_with_what_is_written_and_replaced_when_it_is_rewritten(db, thing, frame):
    number = thing.write(frame=frame).id
    assert hung(db, thing, number) == ("Une carte, vue du port.", "Photo : Camille Roy", 64)
    thing.rewrite(number, frame=a_frame(frame.by, a_view(500, 400), alt_fr="Un plat."))
    assert (hung(db, thing, number), count(db)) == (("Un plat.", "Photo : Camille Roy", 500), 1)


def test_other_words_leave_it_hanging_and_no_frame_changes_nothing(db, thing, frame):
    number = thing.write(frame=frame).id
    thing.rewrite(number, frame=replace(frame, prints=None, credit="Photo : Nour Diallo"))
    thing.rewrite(number)
    assert hung(db, thing, number) == ("Une carte, vue du port.", "Photo : Nour Diallo", 64)


def test_it_is_taken_down_and_no_row_is_left(db, thing, frame):
    number = thing.write(frame=frame).id
    thing.rewrite(number, frame=replace(frame, prints=None, bare=True))
    assert (hung(db, thing, number), count(db)) == (None, 0)


def test_it_is_hung_later_beside_what_had_none(db, thing, frame):
    number = thing.write().id
    assert hung(db, thing, number) is None
    thing.rewrite(number, frame=frame)
    assert hung(db, thing, number) == ("Une carte, vue du port.", "Photo : Camille Roy", 64)


def test_the_same_page_sent_twice_hangs_one(db, thing, frame):
    first, again = (thing.write(frame=frame, key="key-00001").id for _ in range(2))
    assert (first == again, count(db)) == (True, 1)


def test_what_is_sent_otherwise_under_the_same_key_hangs_nothing(db, frame):
    ACTIVITY.write(key="key-00001")
    other = activities.Draft(a_museum().id, "Le vert", "", "Regardez.", "", 10, "once")
    with pytest.raises(sending.SentOtherwise):
        activities.write(other, [], frame=frame, key="key-00001")
    assert count(db) == 0


def test_an_edit_of_an_older_page_hangs_nothing(db, thing, frame):
    number = thing.write().id
    thing.rewrite(number, version=1)
    with pytest.raises(thing.edited):
        thing.rewrite(number, version=1, frame=frame)
    assert (hung(db, thing, number), count(db)) == (None, 0)


def test_two_of_them_may_show_the_same_files(db, thing, frame):
    numbers = [thing.write(frame=frame).id for _ in range(2)]
    thing.rewrite(numbers[0], frame=replace(frame, prints=None, bare=True))
    assert hung(db, thing, numbers[1]) == ("Une carte, vue du port.", "Photo : Camille Roy", 64)
