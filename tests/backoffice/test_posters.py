"""Posters for staff: the list, and a page to print whose QR leads where it says."""

import re
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest
import time_machine
import zxingcpp

from clubapp import jobs
from clubapp.activities import scanning
from clubapp.errands import rules as errands
from clubapp.posters import life
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


@pytest.mark.parametrize("htmx", [False, True])
def test_staff_say_a_poster_printed_then_placed_where_they_read_it(staff, world, htmx):
    world(an_activity)
    sam = staff(SAM)
    sam.headers |= {"HX-Request": "true"} if htmx else {"Referer": "http://localhost/equipe/affiches"}
    for step, state in (("impression", "Imprimée"), ("pose", "Posée")):
        said = sam.post(f"/equipe/affiches/1/{step}")
        assert (said.status_code, said.headers.get("Location")) == ((200, None) if htmx else (303, "/equipe/affiches"))
        assert f">{state}</span>" in (said.text if htmx else sam.get("/equipe/affiches").text)
    assert sam.post("/equipe/affiches/1/pose").status_code == 409


@pytest.mark.parametrize(("who", "status"), [(None, 401), ("alice@club.fr", 403), (DOM, 403), (MAX, 403), (SAM, 303)])
@pytest.mark.parametrize("step", ["impression", "revocation"])
def test_who_says_what_became_of_a_museum_s_posters(staff, world, who, status, step):
    world(an_activity)
    assert staff(who).post(f"/equipe/affiches/1/{step}").status_code == status


def test_revoking_leads_to_the_new_poster_and_the_old_one_prints_no_more(staff, world, client):
    _, code = world(an_activity)
    sam = staff(SAM)
    run = sam.post("/equipe/affiches/tirages", museum="beaux-arts", format="a5").headers["Location"]
    answer = sam.post("/equipe/affiches/1/revocation")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/equipe/affiches/2")
    newer = re.search(r"<code>(P-[^<]+)</code>", sam.get("/equipe/affiches/2").text)[1]
    assert newer != code
    assert re.findall(r"<code>(P-[^<]+)</code>", sam.get("/equipe/affiches").text) == [newer, code]
    assert sam.get("/equipe/affiches/1.pdf").status_code == 404
    assert decoded(sam.get("/equipe/affiches.pdf?museum=beaux-arts").data) == [f"http://localhost:8000/q/{newer}"]
    while world(errands.Hand(jobs.WORKS).work):
        pass
    assert decoded(sam.get(f"{run}.pdf").data) == [f"http://localhost:8000/q/{newer}"]
    assert 'href="/equipe/affiches/2"' in sam.get("/equipe/affiches/1").text
    assert 'href="/equipe/affiches/1"' in sam.get("/equipe/affiches/2").text


@pytest.mark.parametrize("who", [None, "alice@club.fr"])
def test_an_old_code_says_where_to_look_and_brings_nothing(staff, world, who):
    _, code = world(an_activity, places=("Hall « d'entrée »",))
    staff(SAM).post("/equipe/affiches/1/revocation")
    visitor = staff(who)
    page = visitor.get(f"/q/{code}")
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert 'data-scan="revoked"' in page.text and "Hall «\u202fd’entrée\u202f», Musée des Beaux-Arts" in page.text
    told = visitor.post("/scans", headers={"Accept": "application/json"}, code=code, scan_id="scan-0001")
    assert told.status_code == 200
    assert (told.json["result"], told.json["points"], told.json["balance"]) == ("revoked", 0, 0)
    assert "Hall" in told.json["message"]


def test_a_silent_poster_is_said_so_on_the_list_and_on_its_page(staff, world):
    world(an_activity)
    sam = staff(SAM)
    with time_machine.travel(datetime.now(UTC) - timedelta(days=20)):
        world(life.say_printed, 1)
        world(life.say_placed, 1)
    assert "silencieuse depuis 20 jours" in sam.get("/equipe/affiches").text
    assert "silencieuse depuis 20 jours" in sam.get("/equipe/affiches/1").text


def test_the_chart_of_a_poster_stands_beside_the_same_figures(staff, world):
    _, code = world(an_activity, limit="daily")
    for days, people in ((0, 2), (3, 5)):
        with time_machine.travel(datetime.now(UTC) - timedelta(days=days)):
            for person in range(people):
                number = world(a_member, f"n{person}@club.fr", "Nour").id
                world(scanning.scan, number, code, f"scan-{days}-{person}")
    page = staff(SAM).get("/equipe/affiches/1").text
    heights = [float(height) for height in re.findall(r'<rect [^>]*height="([\d.]+)"', page)]
    figures = [int(count) for count in re.findall(r'</th><td class="table__figure">(\d+)<', page)]
    assert figures == [2, 0, 0, 5, *[0] * 26]
    assert heights == [20 * count for count in reversed(figures)]


def test_the_staff_s_first_page_opens_for_each_role(staff):
    assert [staff(who).get("/equipe/").status_code for who in (SAM, DOM, MAX)] == [200, 200, 200]
