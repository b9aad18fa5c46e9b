"""Staff hang a photograph beside an activity or a badge, in its own form, without JavaScript."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from PIL import Image

from clubapp import clock, sealing
from clubapp.db import db
from clubapp.pictures import forms
from clubapp.pictures.developing import Animated, Damaged, HoldsMore, NotAPhotograph, TooLong, TooManyPixels
from tests.conftest import a_museum, a_staff
from tests.pictures.conftest import a_file, a_view, heavy
from tests.pictures.test_developing import REFUSED as HOSTILE
from tests.pictures.things import ACTIVITY, THINGS

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
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_refusal_stands_beside_its_field_and_keeps_the_others(sam, thing, number, world, what):
    changed, name, says = REFUSED[what]
    sent = thing.form | WORDS | PHOTO | changed
    sent["photo"] = (BytesIO(sent["photo"]), "photo.jpg" if sent["photo"] else "")
    answer = sam.post(f"{thing.staff}/{number}", **sent)
    assert (answer.status_code, hung(world, thing, number)) == (422, None)
    assert says in beside(answer, name)
    assert 'value="A blue dish."' in answer.text and 'value="Le bleu"' in answer.text


SAYS = {
    NotAPhotograph: "n’est pas une image",
    Damaged: "abîmée",
    Animated: "animée",
    TooManyPixels: "trop grande",
    TooLong: "trop allongée",
    HoldsMore: "autre chose après l’image",
}


def test_what_is_refused_is_told_in_a_sentence_and_leaves_nothing_behind(world, visit, settings):
    number = world(lambda: (a_museum(), a_staff(), ACTIVITY.publish(ACTIVITY.write().id))[2].id)
    sam, sent = visit("sam@club.fr"), ACTIVITY.form | WORDS
    hostile = {what: each for what, each in HOSTILE.items() if each[1] in SAYS}  # the door stops eleven megabytes
    assert len(hostile) >= 25
    before = set(settings.instance.glob("uploads/*"))
    for what, (make, refusal) in hostile.items():
        answer = sam.post(f"{ACTIVITY.staff}/{number}", **sent, photo=(BytesIO(make()), "photo.jpg"))
        assert answer.status_code == 422, what
        assert SAYS[refusal] in beside(answer, "photo"), what
        assert hung(world, ACTIVITY, number) is None
    assert set(settings.instance.glob("uploads/*")) == before


def kept(page):
    """The seal of the photograph that the page says is kept."""
    return re.search(r'name="kept" value="([^"]+)"', page.text)[1]


def test_a_photograph_waits_while_the_rest_is_corrected(sam, thing, number, world):
    sent = thing.form | WORDS
    answer = sam.post(f"{thing.staff}/{number}", **sent | thing.spoilt, photo=(a_file(a_view(800, 600)), "plat.jpg"))
    assert (answer.status_code, hung(world, thing, number)) == (422, None)
    assert "inutile de la choisir de nouveau" in answer.text and "<picture" in answer.text
    again = sam.post(f"{thing.staff}/{number}", **sent, kept=kept(answer))
    assert (again.status_code, hung(world, thing, number)) == (303, WORDS)


def test_a_seal_that_is_not_ours_keeps_nothing(sam, thing, number, world):
    answer = sam.post(f"{thing.staff}/{number}", **thing.form | WORDS | thing.spoilt, photo=(a_file(), "plat.jpg"))
    for seal in ("", "a 1 1", kept(answer)[:-1], kept(answer).replace(" ", "")):
        again = sam.post(f"{thing.staff}/{number}", **thing.form, **WORDS, kept=seal)
        assert (again.status_code, hung(world, thing, number)) == (422, None)
        assert "Choisissez la photographie" in beside(again, "photo")
    with time_machine.travel(clock.now() + timedelta(hours=13)):
        assert world(lambda: sealing.unsealed(kept(answer), forms.KEPT)) is None


def captioned():
    exif = Image.Exif()
    exif[0x010E] = "Eugène Boudin (French, 1824 - 1898 ), The Beach, 1864".encode()
    exif[0x013B] = "National Gallery of Art"
    return a_file(a_view(800, 600), exif=exif)


def test_a_credit_is_proposed_from_the_caption_of_the_file_and_read_over(sam, thing, number, world):
    said = WORDS | {"credit": ""}
    answer = sam.post(f"{thing.staff}/{number}", **thing.form | said, photo=(captioned(), "boudin.jpg"))
    assert (answer.status_code, hung(world, thing, number)) == (422, None)
    proposed = "Eugène Boudin (French, 1824 - 1898), The Beach, 1864 · National Gallery of Art"
    assert f'value="{proposed}"' in answer.text and "Proposé d’après la légende" in beside(answer, "credit")
    sam.post(f"{thing.staff}/{number}", **thing.form | said | {"credit": proposed}, kept=kept(answer))
    assert hung(world, thing, number)["credit"] == proposed


def test_what_is_said_of_it_is_read_under_it_and_what_teaches_nothing_is_not_read_aloud(sam, client, thing, number):
    more = {
        "caption_fr": "Le plat, côté mer.",
        "licence": "by_sa",
        "source": "https://example.org/plat",
        "focus": "left",
        "decorative": "y",
        "alt_fr": "",
        "alt_en": "",
    }
    sent = thing.form | WORDS | more | {"photo": (a_file(a_view(800, 600)), "plat.jpg")}
    assert sam.post(f"{thing.staff}/{number}", **sent).status_code == 303
    page = client.get(f"{thing.shown}/{number}").text
    assert 'alt=""' in re.search(r'<picture class="picture [^"]*picture--left">.*?</picture>', page, re.DOTALL)[0]
    caption = re.search(r"<figcaption.*?</figcaption>", page, re.DOTALL)[0]
    said = ("Le plat, côté mer.", "Camille Roy", "CC BY-SA 4.0", '<a href="https://example.org/plat"')
    assert all(words in caption for words in said)
    sam.post(f"{thing.staff}/{number}", **thing.form | WORDS | {"source": "javascript:alert(1)"})
    assert "<a " not in re.search(r"<figcaption.*?</figcaption>", client.get(f"{thing.shown}/{number}").text, re.S)[0]


def test_the_forms_are_sent_with_their_files(sam, thing, number):
    for page in (f"{thing.staff}/{thing.new}", f"{thing.staff}/{number}"):
        form = re.search(r'<form [^>]*class="form"[^>]*>', sam.get(page).text)[0]
        assert 'enctype="multipart/form-data"' in form
        assert 'id="picture-fields"' in sam.get(page).text


def test_the_door_lets_a_large_photograph_through_to_them(sam, thing, number):
    for page in (f"{thing.staff}/{thing.new}", f"{thing.staff}/{number}"):
        answer = heavy(sam, page, 2 * 2**20)
        assert (answer.status_code, "n’est pas une image" in beside(answer, "photo")) == (422, True)
