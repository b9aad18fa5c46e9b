import dataclasses
import re
from datetime import UTC, datetime

import flask
import flask_babel
import pypdfium2
import pytest
import zxingcpp

from clubapp import qr
from clubapp.posters.printing import FORMATS, Placard, printed
from clubapp.typography import french
from tests.posters.wear import MM, blurred, faded, pages, squeezed, tilted, worn

MADE = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CAILLEBOTTE = Placard(
    code="P-7K3Q-9XWD",
    address="https://club.example.org/q/P-7K3Q-9XWD",
    title="L'œil de Caillebotte",
    promise="Scannez : 20 points",
    museum="Musée des Beaux-Arts",
    place="Salle 2.14, près de la fenêtre",
    accent="#1f3f94",
    language="fr",
)
IRONWORK = dataclasses.replace(
    CAILLEBOTTE,
    code="P-04ZN-8RVT",
    address="http://localhost:8000/q/P-04ZN-8RVT",
    title="Le fer, le feu, la forge : trois siècles d'enseignes",
    museum="Musée Le Secq des Tournelles",
    accent="#33373f",
)
LONG = "Les cent visages du portrait au Grand Siècle : choisissez celui qui vous regarde vraiment, dites-nous pourquoi."
WORST = [LONG, "W" * 120, "É" * 60 + " " + "œ" * 59, "Un " * 40]


@pytest.fixture(autouse=True)
def _french():
    app = flask.Flask(__name__)
    flask_babel.Babel(app, default_locale="fr")
    with app.test_request_context():
        yield


@pytest.fixture(scope="module")
def folder():
    app = flask.Flask(__name__)
    flask_babel.Babel(app, default_locale="fr")
    with app.test_request_context():
        return printed([CAILLEBOTTE, IRONWORK, dataclasses.replace(CAILLEBOTTE, title=LONG)], MADE)


@pytest.mark.parametrize("wear", [lambda page: page, tilted, blurred, faded, squeezed, worn])
def test_each_page_leads_to_its_own_address_however_worn(folder, wear):
    read = [[found.text for found in zxingcpp.read_barcodes(wear(page))] for page in pages(folder)]
    assert read == [[CAILLEBOTTE.address], [IRONWORK.address], [CAILLEBOTTE.address]]


def test_worn_is_truly_worn(folder):
    page = pages(folder)[0]
    spoilt = worn(page)
    assert spoilt.format == "JPEG"
    darkest, lightest = faded(page).getextrema()
    assert lightest - darkest <= 0.4 * 255
    assert spoilt.width > page.width


def symbol(page):
    (found,) = zxingcpp.read_barcodes(page)
    at = found.position
    return at.top_left.x, at.top_left.y, at.bottom_right.x, at.bottom_right.y


def test_the_code_is_wide_enough_for_a_wall(folder):
    for page in pages(folder):
        left, top, right, bottom = symbol(page)
        assert 80 <= (right - left) / MM <= 84
        assert 80 <= (bottom - top) / MM <= 84


def quiet_sides(page, address):
    left, top, right, bottom = symbol(page)
    quiet = 4 * (right - left) / len(qr.modules(address))
    edge = 2  # pixels that the decoder and the smoothing may be off
    for box in (
        (left - quiet, top - quiet, right + quiet, top - edge),
        (left - quiet, bottom + edge, right + quiet, bottom + quiet),
        (left - quiet, top - quiet, left - edge, bottom + quiet),
        (right + edge, top - quiet, right + quiet, bottom + quiet),
    ):
        yield page.crop(tuple(round(side) for side in box))


def test_four_blank_modules_lie_around_the_code_and_it_is_black_on_white(folder):
    for page, placard in zip(pages(folder), [CAILLEBOTTE, IRONWORK, CAILLEBOTTE], strict=True):
        assert [side.getextrema() for side in quiet_sides(page, placard.address)] == [(255, 255)] * 4
        assert page.crop(symbol(page)).getextrema() == (0, 255)


def test_the_code_is_drawn_with_lines_and_no_picture_is_embedded(folder):
    with pypdfium2.PdfDocument(folder) as document:
        kinds = {thing.type for page in document for thing in page.get_objects()}
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE not in kinds
    assert pypdfium2.raw.FPDF_PAGEOBJ_PATH in kinds


def text_of(pdf, number=0):
    with pypdfium2.PdfDocument(pdf) as document:
        words = document[number].get_textpage().get_text_range()
    return re.sub(r"\s+", " ", words)


def test_what_is_written_can_be_read_and_copied(folder):
    for number, placard in enumerate([CAILLEBOTTE, IRONWORK]):
        words = text_of(folder, number)
        assert placard.code in words
        assert re.sub(r"\s", " ", french(placard.title)) in words
        assert "Scannez : 20 points" in words
        assert placard.museum.upper() in words
        assert "Salle 2.14, près de la fenêtre" in words
        assert "Ouvrez l'appareil photo · visez · vos points arrivent" in words
    assert "ou tapez ce code sur club.example.org/scanner" in text_of(folder, 0)
    assert "ou tapez ce code sur localhost:8000/scanner" in text_of(folder, 1)


def test_a_poster_whose_scan_gives_nothing_promises_no_points():
    words = text_of(printed([dataclasses.replace(CAILLEBOTTE, earns=False)], MADE))
    assert "Ouvrez l'appareil photo · visez · on vous dit comment" in words
    assert ("see how to earn the points" in words, "arrivent" in words, "are yours" in words) == (True, False, False)


@pytest.mark.parametrize("title", WORST)
def test_no_title_leaves_its_place_or_loses_a_letter(title):
    short = "http://a.fr/q/P-7K3Q-9XWD"  # few modules are wide ones, and so is the quiet around them
    words = dict.fromkeys(("title", "museum", "place", "promise"), title)
    pdf = printed([dataclasses.replace(CAILLEBOTTE, address=short, **words)], MADE)
    (page,) = pages(pdf)
    assert [found.text for found in zxingcpp.read_barcodes(page)] == [short]
    inside = [(27, 28, 31, 269), (179, 28, 183, 269)]  # mm, between the words and the border
    for left, top, right, bottom in inside:
        assert page.crop((int(left * MM), int(top * MM), int(right * MM), int(bottom * MM))).getextrema() == (255, 255)
    assert [side.getextrema() for side in quiet_sides(page, short)] == [(255, 255)] * 4
    letters = re.sub(r"\s", "", text_of(pdf).replace("\ufffe", "-"))
    whole = re.sub(r"\s", "", french(title))
    assert letters.count(whole) == 3 + (whole == whole.upper())
    assert whole.upper() in letters


def test_the_border_keeps_clear_of_the_scissors(folder):
    for page in pages(folder):
        kept = int(9.4 * MM)
        for box in (
            (0, 0, page.width, kept),
            (0, page.height - kept, page.width, page.height),
            (0, 0, kept, page.height),
            (page.width - kept, 0, page.width, page.height),
        ):
            assert page.crop(box).getextrema() == (255, 255)


def test_letters_the_font_lacks_stay_readable():
    odd = dataclasses.replace(CAILLEBOTTE, title="Ÿvette \u202eet Dvořák 🎨 « l’été »\u202f!", place="")
    assert "Yvette et Dvorák « l’été » !" in text_of(printed([odd], MADE))


def test_a_page_is_light():
    assert len(printed([CAILLEBOTTE], MADE)) <= 60_000


def test_the_same_placards_make_the_same_bytes():
    assert printed([CAILLEBOTTE, IRONWORK], MADE) == printed([CAILLEBOTTE, IRONWORK], MADE)
    assert printed([CAILLEBOTTE], MADE) != printed([IRONWORK], MADE)


def test_the_file_says_what_it_is():
    pdf = printed([CAILLEBOTTE], MADE)
    with pypdfium2.PdfDocument(pdf) as document:
        about = document.get_metadata_dict()
    assert about["Title"] == "L’œil de Caillebotte"
    assert about["Creator"] == "Le Club des visiteurs"
    assert about["CreationDate"].startswith("D:20261122093000")
    assert b"/Lang (fr)" in pdf


def test_nothing_to_print_is_said():
    with pytest.raises(ValueError, match="no placard"):
        printed([], MADE)


LARGE = {"a5": 30, "a4": 60, "a3": 90, "labels": 20}  # mm: the least a code may measure in each format
SHEETS = {"a5": (148.5, 210), "a4": (210, 297), "a3": (297, 420), "labels": (210, 297)}
MANY = [
    dataclasses.replace(CAILLEBOTTE, code=f"P-7K3Q-{n:04}", address=f"https://club.example.org/q/P-7K3Q-{n:04}")
    for n in range(300)
]


@pytest.mark.parametrize("size", FORMATS)
def test_each_format_has_its_sheet_and_a_code_large_enough(size):
    (page,) = pages(printed([CAILLEBOTTE], MADE, size))
    assert [side / MM for side in page.size] == pytest.approx(SHEETS[size], abs=0.7)  # a pixel and a half
    found = zxingcpp.read_barcodes(page)
    assert [code.text for code in found] == [CAILLEBOTTE.address] * (8 if size == "labels" else 1)
    widths = [(code.position.top_right.x - code.position.top_left.x) / MM for code in found]
    assert min(widths) >= LARGE[size]


@pytest.mark.parametrize("title", WORST)
def test_no_label_is_written_outside_its_edges(title):
    words = dict.fromkeys(("title", "museum", "place", "promise"), title)
    (page,) = pages(printed([dataclasses.replace(CAILLEBOTTE, **words)], MADE, "labels"))
    for column in range(2):
        left = 4.65 + column * 101.6
        for x in (left - 1, left + 99.1 - 3):
            strip = (int(x * MM), 0, int((x + 4) * MM), page.height)
            assert page.crop(strip).getextrema() == (255, 255)
    assert [found.text for found in zxingcpp.read_barcodes(page)] == [CAILLEBOTTE.address] * 8


@pytest.mark.parametrize(("size", "a_sheet"), [("a4", 1), ("labels", 8)])
def test_three_hundred_in_one_file_each_decode_to_their_own_address(size, a_sheet):
    sheets = pages(printed(MANY, MADE, size), dpi=75)
    read = [sorted(found.text for found in zxingcpp.read_barcodes(sheet)) for sheet in sheets]
    assert read == [[each.address for each in MANY[first : first + a_sheet]] for first in range(0, 300, a_sheet)]
