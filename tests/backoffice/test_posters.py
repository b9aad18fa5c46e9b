"""Posters for staff: the list, and a page to print whose QR leads where it says."""

import re

import pypdfium2
import pytest
import zxingcpp

from tests.conftest import a_member, a_museum, a_staff, an_activity

SAM, DOM, MAX = "sam@club.fr", "dom@club.fr", "max@club.fr"


@pytest.fixture
def staff(world, visit):
    def house():
        here, there = a_museum().id, a_museum("ceramique", "Musée de la Céramique", "teal").id
        a_staff(SAM, "Sam", "curator", here)
        a_staff(MAX, "Max", "curator", there)
        a_staff(DOM, "Dom", "desk", here)
        a_member()

    world(house)
    return visit


def decoded(pdf):
    pages = pypdfium2.PdfDocument(pdf)
    return [found.text for page in pages for found in zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())]


@pytest.mark.parametrize("state", ["draft", "published", "archived"])
def test_each_listed_poster_prints_as_a_page_whose_qr_is_its_address(staff, world, state):
    _, code = world(an_activity, "L'œil & la main : « où ? »", state=state, places=("Hall", "Escalier"))
    sam = staff(SAM)
    page = sam.get("/equipe/affiches").text
    links = re.findall(r'href="(/equipe/affiches/\d+\.pdf)"', page)
    printed = [sam.get(link) for link in links]
    assert {(each.status_code, each.mimetype) for each in printed} == {(200, "application/pdf")}
    assert {each.headers["Cache-Control"] for each in printed} == {"no-store"}
    codes = re.findall(r"<code>(P-[^<]+)</code>", page)
    assert code in codes
    assert [decoded(each.data) for each in printed] == [[f"http://localhost:8000/q/{each}"] for each in codes]
    assert len(links) == 2


def test_a_poster_s_qr_leads_to_its_activity(staff, world, client):
    world(an_activity)
    (address,) = decoded(staff(SAM).get("/equipe/affiches/1.pdf").data)
    assert "Regardez bien" in client.get(address.removeprefix("http://localhost:8000")).text


@pytest.mark.parametrize(("who", "status"), [(None, 401), ("alice@club.fr", 403), (DOM, 403), (MAX, 403), (SAM, 200)])
def test_who_prints_a_museum_s_posters(staff, world, who, status):
    world(an_activity)
    assert staff(who).get("/equipe/affiches/1.pdf").status_code == status


@pytest.mark.parametrize("path", ["99.pdf", "0.pdf", "99999999999999999999.pdf", "1.pdf?format=a0", "1.pdf?format=<b>"])
def test_a_poster_or_a_format_there_is_not_is_not_found(staff, world, path):
    world(an_activity)
    assert staff(SAM).get(f"/equipe/affiches/{path}").status_code == 404


@pytest.mark.parametrize("size", ["a4", "a5", "a3", "labels"])
def test_a_museum_s_posters_print_in_one_file(staff, world, size):
    _, code = world(an_activity, places=("Hall", "Escalier"))
    sam = staff(SAM)
    codes = re.findall(r"<code>(P-[^<]+)</code>", sam.get("/equipe/affiches").text)
    printed = sam.get(f"/equipe/affiches.pdf?museum=beaux-arts&format={size}")
    assert (printed.status_code, printed.mimetype) == (200, "application/pdf")
    assert sorted(decoded(printed.data)) == sorted(f"http://localhost:8000/q/{each}" for each in codes)
    assert code in codes


@pytest.mark.parametrize(("who", "status"), [(None, 401), ("alice@club.fr", 403), (DOM, 403), (MAX, 403), (SAM, 200)])
def test_who_prints_all_of_a_museum(staff, world, who, status):
    world(an_activity)
    assert staff(who).get("/equipe/affiches.pdf?museum=beaux-arts").status_code == status


@pytest.mark.parametrize("query", ["", "museum=nowhere", "museum=beaux-arts&format=a0"])
def test_a_museum_or_a_format_there_is_not_prints_nothing(staff, world, query):
    world(an_activity)
    assert staff(SAM).get(f"/equipe/affiches.pdf?{query}").status_code == 404


def test_a_museum_without_posters_has_nothing_to_print(staff):
    assert staff(MAX).get("/equipe/affiches.pdf?museum=ceramique").status_code == 404


def test_printing_changes_nothing_and_the_poster_s_address_is_asked_by_everybody_alike(staff, world, client):
    _, code = world(an_activity)
    before = client.get(f"/q/{code}").status_code
    staff(SAM).get("/equipe/affiches/1.pdf")
    assert (before, client.get(f"/q/{code}").status_code) == (200, 200)


def test_the_staff_s_first_page_opens_for_each_role(staff):
    assert [staff(who).get("/equipe/").status_code for who in (SAM, DOM, MAX)] == [200, 200, 200]
