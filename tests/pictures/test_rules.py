import os
from dataclasses import replace

import pytest
from sqlalchemy import select

from clubapp.db import act
from clubapp.pictures import rules
from clubapp.pictures.models import Picture
from tests.conftest import a_staff
from tests.pictures.conftest import a_frame, a_view
from tests.shop.conftest import a_gift

pytestmark = pytest.mark.both_engines


def hung(db):
    return [
        (one.alt_fr, one.credit, one.width) for one in db.session.scalars(select(Picture).order_by(Picture.id)).all()
    ]


def test_a_picture_is_hung_with_its_words(db):
    picture = rules.hang(None, a_frame(a_staff().id))
    assert hung(db) == [("Une carte, vue du port.", "Photo : Camille Roy", 64)]
    assert picture.prints("jpeg") == [(f"{picture.name}-64.jpeg", 64)]


def test_another_takes_its_place_and_new_words_leave_it_there(db):
    sam = a_staff().id
    picture = rules.hang(None, a_frame(sam))
    first = picture.name
    rules.hang(picture, a_frame(sam, a_view(500, 400)))
    assert (hung(db)[0][2], db.session.get_one(Picture, picture.id).name == first) == (500, False)
    rules.hang(picture, replace(a_frame(sam), prints=None, credit="Photo : Nour Diallo"))
    assert hung(db) == [("Une carte, vue du port.", "Photo : Nour Diallo", 500)]


def test_words_without_a_photograph_hang_nothing(db):
    assert rules.hang(None, replace(a_frame(a_staff().id), prints=None)) is None
    assert hung(db) == []


def test_a_bare_frame_takes_it_down(db):
    frame = replace(a_frame(a_staff().id), prints=None, bare=True)
    assert rules.hang(None, frame) is None
    assert rules.hang(rules.hang(None, a_frame(frame.by)), frame) is None
    assert hung(db) == []


def test_a_gift_lets_go_of_its_picture(db):
    gift, _ = a_gift(frame=a_frame(a_staff().id))
    bare = replace(a_frame(a_staff().id), prints=None, bare=True)

    @act
    def take_down():
        gift.picture = rules.hang(gift.picture, bare)

    take_down()
    assert (gift.picture_id, hung(db)) == (None, [])


def test_the_sweep_keeps_the_files_of_pictures(db, settings):
    picture = rules.hang(None, a_frame(a_staff().id))
    a_frame(picture.by, a_view(30, 30))
    folder = settings.instance / "uploads"
    for path in folder.iterdir():
        os.utime(path, (0, 0))
    rules.sweep()
    assert {path.name for path in folder.iterdir()} == {f"{picture.name}-64.webp", f"{picture.name}-64.jpeg"}
