"""Staff hang a photograph beside an activity or a badge, in its own form, without JavaScript."""

import re
from io import BytesIO

import pytest

from clubapp.db import db
from tests.conftest import a_museum, a_staff
from tests.pictures.conftest import a_file, a_view, heavy
from tests.pictures.things import THINGS

WORDS = {"alt_fr": "Un plat bleu.", "alt_en": "A blue dish.", "credit": "Photo : Camille Roy"}


@pytest.fixture(params=THINGS)
def thing(request):
    return THINGS[request.param]


@pytest.fixture
def number(thing, world):
    """The number of one that has no photograph."""

    def published():
        a_museum()
        a_staff()
        return thing.publish(thing.write().id).id

    return world(published)


@pytest.fixture
def sam(visit, number):
    return visit("sam@club.fr")


def hung(world, thing, number):
    """What is said of a photograph, if there is one."""

    def read():
        picture = db.session.get_one(thing.model, number).picture
        return picture and {name: getattr(picture, name) for name in WORDS}

    return world(read)


def beside(page, name):
    """What the form says beside a field."""
    found = re.search(rf'id="{name}-error">.*?<span>(.*?)</span>', page.text, re.DOTALL)
    return found and found[1]


def test_it_is_hung_shown_with_its_credit_and_taken_down(sam, client, thing, number, world):
    sent = thing.form | WORDS | {"photo": (a_file(a_view(800, 600)), "plat.jpg")}
    assert sam.post(f"{thing.staff}/{number}", **sent).status_code == 303
    assert hung(world, thing, number) == WORDS
    page = client.get(f"{thing.shown}/{number}").text
    assert re.search(r'<figure class="photo".*?<picture.*?alt="Un plat bleu.".*?Photo\s: Camille Roy', page, re.DOTALL)
    assert client.get(re.search(r'<picture.*?src="([^"]+)"', page, re.DOTALL)[1]).mimetype == "image/jpeg"
    assert sam.post(f"{thing.staff}/{number}", **thing.form, **WORDS, bare="y").status_code == 303
    assert hung(world, thing, number) is None
    assert "<picture" not in client.get(f"{thing.shown}/{number}").text


def test_a_new_one_may_have_it_from_the_start(sam, thing, world):
    sent = thing.form | WORDS | {"photo": (a_file(), "plat.jpg"), "key": "key-00001"}
    answer = sam.post(f"{thing.staff}/{thing.new}", **sent)
    assert hung(world, thing, int(answer.location.rsplit("/", 1)[1])) == WORDS


PHOTO = {"photo": a_file().getvalue()}
REFUSED = {
    "a text": ({"photo": b"photo"}, "photo", "n’est pas une image"),
    "no words": ({"alt_fr": ""}, "alt_fr", "Dites en français"),
    "no credit": ({"credit": ""}, "credit", "Dites à qui elle est"),
    "words alone": ({"photo": b""}, "photo", "Choisissez la photographie"),
    "another fault": (None, "photo", "Choisissez de nouveau la photographie"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_refusal_stands_beside_its_field_and_keeps_the_others(sam, thing, number, world, what):
    changed, name, says = REFUSED[what]
    sent = thing.form | WORDS | PHOTO | (thing.spoilt if changed is None else changed)
    sent["photo"] = (BytesIO(sent["photo"]), "photo.jpg" if sent["photo"] else "")
    answer = sam.post(f"{thing.staff}/{number}", **sent)
    assert (answer.status_code, hung(world, thing, number)) == (422, None)
    assert says in beside(answer, name)
    assert 'value="A blue dish."' in answer.text and 'value="Le bleu"' in answer.text


def test_the_forms_are_sent_with_their_files(sam, thing, number):
    for page in (f"{thing.staff}/{thing.new}", f"{thing.staff}/{number}"):
        form = re.search(r'<form [^>]*class="form"[^>]*>', sam.get(page).text)[0]
        assert 'enctype="multipart/form-data"' in form
        assert 'id="picture-fields"' in sam.get(page).text


def test_the_door_lets_a_large_photograph_through_to_them(sam, thing, number):
    for page in (f"{thing.staff}/{thing.new}", f"{thing.staff}/{number}"):
        answer = heavy(sam, page, 2 * 2**20)
        assert (answer.status_code, "n’est pas une image" in beside(answer, "photo")) == (422, True)
