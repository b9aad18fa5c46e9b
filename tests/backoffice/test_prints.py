"""All of a museum's posters in one file: asked for on a page, drawn by the runner, counted meanwhile."""

import re

import pypdfium2
import pytest
import zxingcpp

from clubapp import jobs
from clubapp.backoffice import prints
from clubapp.errands import rules as errands
from clubapp.posters import rules as posters
from tests.conftest import a_member, a_museum, a_staff, an_activity

SAM, DOM, MAX, ALICE = "sam@club.fr", "dom@club.fr", "max@club.fr", "alice@club.fr"
PLACES = ("Hall", "Escalier", "Jardin")


@pytest.fixture
def staff(world, visit):
    def house():
        here, there = a_museum().id, a_museum("ceramique", "Musée de la Céramique", "teal").id
        a_staff(SAM, "Sam", "curator", here)
        a_staff(MAX, "Max", "curator", there)
        a_staff(DOM, "Dom", "desk", here)
        a_member()
        an_activity(places=PLACES)

    world(house)
    return visit


@pytest.fixture
def runner(world, monkeypatch):
    """The jobs runner, one poster at each call."""
    monkeypatch.setattr(errands, "SPELL", 0)
    hand = errands.Hand(jobs.WORKS)
    return lambda: world(hand.work)


def ask(visitor, museum="beaux-arts", **fields):
    return visitor.post("/equipe/affiches/tirages", museum=museum, **fields)


def counted(page):
    return re.search(r'<progress[^>]* value="(\d+)" max="(\d+)"', page).groups()


def test_the_page_counts_while_the_runner_draws_then_gives_the_file(staff, runner):
    sam = staff(SAM)
    run = ask(sam, format="a5").headers["Location"]
    seen = [counted(sam.get(run).text)]
    assert sam.get(f"{run}.pdf").status_code == 404
    while runner():
        seen.append(counted(sam.get(run).text))
    assert seen == [("0", "3"), ("1", "3"), ("2", "3"), ("3", "3"), ("3", "3")]
    assert f'href="{run}.pdf"' in sam.get(run).text
    file = sam.get(f"{run}.pdf")
    assert (file.mimetype, file.headers["Cache-Control"]) == ("application/pdf", "no-store")
    assert file.headers["Content-Disposition"] == 'inline; filename="affiches-beaux-arts-a5.pdf"'
    codes = re.findall(r"<code>(P-[^<]+)</code>", sam.get("/equipe/affiches").text)
    pages = [page.render(scale=150 / 72).to_pil() for page in pypdfium2.PdfDocument(file.data)]
    read = [found.text for page in pages for found in zxingcpp.read_barcodes(page)]
    assert sorted(read) == sorted(f"http://localhost:8000/q/{code}" for code in codes)
    assert len(read) == len(PLACES)


def test_only_a_page_that_waits_asks_again(staff, runner):
    sam = staff(SAM)
    run = ask(sam).headers["Location"]
    asks = f'hx-get="{run}"'
    assert asks in sam.get(run).text
    while runner():
        pass
    assert asks not in sam.get(run).text


def test_the_file_is_the_one_a_get_prints_at_once(staff, runner):
    sam = staff(SAM)
    run = ask(sam, format="labels").headers["Location"]
    while runner():
        pass
    words = [
        pypdfium2.PdfDocument(sam.get(path).data)[0].get_textpage().get_text_range()
        for path in (f"{run}.pdf", "/equipe/affiches.pdf?museum=beaux-arts&format=labels")
    ]
    assert words[0] == words[1]
    assert "Scannez : 20 points" in re.sub(r"\s", " ", words[0])


def test_one_that_failed_says_so_and_offers_no_file(staff, world):
    sam = staff(SAM)
    run = ask(sam).headers["Location"]
    world(errands.end, int(run.rpartition("/")[2]))
    page = sam.get(run).text
    assert "pas pu être dessiné" in page
    assert f"{run}.pdf" not in page
    assert sam.get(f"{run}.pdf").status_code == 404


@pytest.mark.parametrize(("who", "status"), [(None, 401), (ALICE, 403), (DOM, 403), (MAX, 403), (SAM, 200)])
def test_who_sees_a_run(staff, runner, who, status):
    run = ask(staff(SAM)).headers["Location"]
    while runner():
        pass
    visitor = staff(who)
    assert [visitor.get(path).status_code for path in (run, f"{run}.pdf")] == [status] * 2


@pytest.mark.parametrize(("who", "status"), [(None, 401), (ALICE, 403), (DOM, 403), (MAX, 403), (SAM, 303)])
def test_who_asks_for_a_run(staff, who, status):
    assert ask(staff(who)).status_code == status


def test_a_museum_or_a_format_there_is_not_is_not_found(staff):
    sam = staff(SAM)
    assert [ask(sam, museum="nowhere").status_code, ask(sam, format="a0").status_code] == [404, 404]


def test_a_museum_without_posters_is_told_so(staff):
    answer = ask(staff(MAX), museum="ceramique")
    assert answer.status_code == 409
    assert re.search("Ce musée n.{1,5}a pas encore", answer.text)


def test_only_a_poster_whose_scan_counts_promises_points(staff, world):
    proofs = ("poster", "question", "rotating", "agent")
    asked = {"question_fr": "Combien de chiens ?", "answers": "trois"}
    drawn = {
        proof: world(an_activity, proof, proof=proof, **asked if proof == "question" else {})[0].address
        for proof in proofs
    }
    shown = world(lambda: [prints.placards(posters.leading_to(drawn[proof]), "")[0] for proof in proofs])
    assert [placard.promise for placard in shown] == ["Scannez\N{NARROW NO-BREAK SPACE}: 20 points"] * 2 + [
        "20 points à gagner"
    ] * 2
    assert [placard.earns for placard in shown] == [True, True, False, False]
