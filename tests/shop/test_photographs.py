"""The photograph of a gift: staff hang it, everybody sees it."""

import re
from io import BytesIO

import pytest

from clubapp import doors
from clubapp.db import db
from clubapp.pictures import developing
from clubapp.shop import claiming
from clubapp.shop.models import Gift
from tests.conftest import a_staff
from tests.pictures.conftest import a_file, a_frame, a_view, heavy
from tests.shop.conftest import a_gift, rich

WORDS = {"alt_fr": "Une carte bleue.", "alt_en": "A blue card.", "credit": "Photo : Camille Roy"}
GIFT = {"title_fr": "Carte postale", "story_fr": "À envoyer.", "kind": "object", "price": "60", "each": "0"}


@pytest.fixture
def gift(world):
    """The number of a postcard without a photograph."""
    return world(lambda: a_gift()[0].id)


@pytest.fixture
def framed(world):
    """The number and the museum of a postcard that has one."""
    return world(
        lambda: (lambda made: (made[0].id, made[1].museum_id))(a_gift(frame=a_frame(a_staff().id, a_view(800, 600))))
    )


@pytest.fixture
def sam(visit, gift):
    return visit("sam@club.fr")


@pytest.fixture
def folder(settings, gift):
    """The folder of uploads, empty."""
    folder = settings.instance / "uploads"
    for path in folder.glob("*"):
        path.unlink()
    return folder


def hung(world, gift_id):
    """What is said of a gift's photograph, if it has one."""

    def read():
        picture = db.session.get_one(Gift, gift_id).picture
        return picture and {name: getattr(picture, name) for name in WORDS}

    return world(read)


def image(page):
    """The one picture of a page, its attributes."""
    (found,) = re.findall(r"<picture.*?<img (.*?)>", page.text, re.DOTALL)
    return dict(re.findall(r'([\w-]+)="([^"]*)"', found))


def test_a_photograph_is_hung_shown_and_taken_down(sam, client, gift, world, folder):
    sent = GIFT | WORDS | {"photo": (a_file(a_view(800, 600)), "../../club.db")}
    assert sam.post(f"/equipe/boutique/{gift}", **sent).status_code == 303
    assert hung(world, gift) == WORDS
    assert {path.name.partition("-")[2] for path in folder.iterdir()} == {
        f"{width}.{encoding}" for width in (320, 640, 800) for encoding in ("webp", "jpeg")
    }
    shown = image(client.get(f"/boutique/{gift}"))
    assert (shown["alt"], shown["width"], shown["height"], "loading" in shown) == (
        "Une carte bleue.",
        "800",
        "600",
        False,
    )
    assert client.get(shown["src"]).mimetype == "image/jpeg"
    assert sam.post(f"/equipe/boutique/{gift}", **GIFT, **WORDS, bare="y").status_code == 303
    assert hung(world, gift) is None
    assert "<picture" not in client.get(f"/boutique/{gift}").text


def test_a_new_gift_may_have_one_from_the_start(sam, world):
    answer = sam.post("/equipe/boutique/nouveau", **GIFT, **WORDS, photo=(a_file(), "carte.jpg"))
    assert hung(world, int(answer.location.rsplit("/", 1)[1])) == WORDS


def test_without_english_words_it_is_read_in_french_and_says_so(sam, gift, visit, world):
    sent = GIFT | WORDS | {"alt_en": " ", "photo": (a_file(), "carte.jpg")}
    assert sam.post(f"/equipe/boutique/{gift}", **sent).status_code == 303
    assert hung(world, gift)["alt_en"] == ""
    shown = [image(visit(language=language).get(f"/boutique/{gift}")) for language in ("fr", "en")]
    assert [(each["alt"], each.get("lang")) for each in shown] == [
        ("Une carte bleue.", None),
        ("Une carte bleue.", "fr"),
    ]


def test_its_words_change_without_sending_it_again(sam, framed, world):
    said = WORDS | {"credit": "Photo : Nour Diallo"}
    assert sam.post(f"/equipe/boutique/{framed[0]}", **GIFT, **said).status_code == 303
    assert hung(world, framed[0]) == said


def test_a_photograph_sent_with_a_wish_to_remove_one_takes_its_place(sam, framed, world):
    sent = GIFT | WORDS | {"photo": (a_file(), "a.jpg"), "bare": "y"}
    assert sam.post(f"/equipe/boutique/{framed[0]}", **sent).status_code == 303
    assert hung(world, framed[0]) == WORDS


def beside(page, name):
    """What the form says beside a field."""
    found = re.search(rf'id="{name}-error">.*?<span>(.*?)</span>', page.text, re.DOTALL)
    return found and found[1]


REFUSED = {
    "a text": ({"photo": (BytesIO(b"photo"), "photo.jpg")}, "photo", "n’est pas une image"),
    "a moving picture": (
        {"photo": (a_file(kind="GIF", save_all=True, append_images=[a_view().rotate(180)]), "photo.png")},
        "photo",
        "n’est pas une image",
    ),
    "half a picture": ({"photo": (BytesIO(a_file().getvalue()[:300]), "photo.jpg")}, "photo", "abîmée"),
    "no words": ({"alt_fr": ""}, "alt_fr", "Dites en français"),
    "no credit": ({"credit": ""}, "credit", "Dites à qui elle est"),
    "words too long": ({"alt_fr": "a" * 201}, "alt_fr", "200 caractères au plus"),
    "words alone": ({"photo": (BytesIO(), "")}, "photo", "Choisissez la photographie"),
    "a wrong price": ({"price": "0"}, "price", ""),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_refusal_stands_beside_its_field_and_hangs_nothing(sam, gift, world, folder, what):
    changed, name, says = REFUSED[what]
    photo = (a_file(), "photo.jpg")
    answer = sam.post(f"/equipe/boutique/{gift}", **(GIFT | WORDS | {"photo": photo, "title_en": "Card"} | changed))
    assert (answer.status_code, hung(world, gift)) == (422, None)
    assert says in beside(answer, name)
    assert 'value="Card"' in answer.text
    waits = 'name="kept" value="' in answer.text  # a good one is kept for the page that comes back, a bad one is not
    assert waits == (name != "photo") == any(folder.glob("*"))


def test_a_photograph_that_is_too_heavy_is_refused_in_words(sam, gift, folder):
    answer = heavy(sam, f"/equipe/boutique/{gift}", developing.MOST_BYTES + 1)
    assert (answer.status_code, list(folder.glob("*"))) == (422, [])
    assert "10 Mo" in beside(answer, "photo")


def test_a_body_larger_than_any_photograph_is_refused_at_the_door(sam, gift):
    answer = heavy(sam, f"/equipe/boutique/{gift}", doors.LARGE)
    assert (answer.status_code, "C’est trop gros" in answer.text) == (413, True)


def test_only_staff_and_only_there_may_send_that_much(client, sam, gift):
    assert heavy(client, f"/equipe/boutique/{gift}", 2 * 2**20).status_code == 401
    assert heavy(sam, "/equipe/boutique/stocks", 2 * 2**20).status_code == 413


@pytest.mark.parametrize(
    ("language", "alt"), [("fr", "Une carte, vue du port."), ("en", "A card, seen from the harbour.")]
)
def test_it_is_seen_in_the_boutique_on_the_voucher_and_at_the_desk(framed, world, visit, language, alt):
    gift, museum = framed
    claimed = world(lambda: claiming.claim(rich(100).id, gift, museum, "key-00001"))
    world(lambda: a_staff("desk@club.fr", "Dominique", "desk", museum))
    alice, desk = visit("alice@club.fr", language=language), visit("desk@club.fr", language=language)
    for visitor in (alice, desk):
        visitor.post("/langue", language=language)
    alice.post(f"/boutique/{gift}/objectif")
    pages = [
        alice.get(path) for path in ("/", "/boutique", f"/boutique/{gift}", "/moi/bons", f"/moi/bons/{claimed.id}")
    ]
    for page in (*pages, desk.post("/equipe/accueil", code=claimed.code)):
        shown = image(page)
        assert (shown["alt"], shown["width"], shown["height"]) == (alt, "800", "600")
        assert "-320.jpeg 320w" in shown["srcset"] and shown["sizes"]


def test_a_list_costs_the_same_with_three_photographs_as_with_one(framed, world, client, queries):
    queries.clear()
    client.get("/boutique")
    one = len(queries)
    for _ in range(2):
        world(lambda: a_gift(frame=a_frame(a_staff().id)))
    queries.clear()
    assert client.get("/boutique").text.count("<picture") == 3
    assert len(queries) == one
