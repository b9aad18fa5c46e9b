"""The pages where works are written, brought in and undone."""

import csv
import io
import re

import pytest

from clubapp import jobs, uploads
from clubapp.artworks import running
from clubapp.artworks.models import Artwork, Import
from clubapp.db import db
from clubapp.errands import rules as errands
from tests.artworks.conftest import OFFICIAL, PAINTING, a_work, brought, undone, work, written
from tests.conftest import a_museum, a_staff

pytestmark = pytest.mark.both_engines

SENT = {"title_fr": "Le Port", "museum_id": "1", "inventory": "D.7"}


@pytest.fixture
def sam(world, visit):
    world(a_museum)
    world(a_staff)
    return visit("sam@club.fr")


@pytest.fixture
def run(world):
    """Let the runner do the errands there are."""

    def work_on():
        hand = errands.Hand(jobs.WORKS)
        while hand.work():
            pass

    return lambda: world(work_on)


def a_file(*rows, **how):
    return io.BytesIO(written(*rows, **how)), "joconde.csv"


def kept():
    """The files that were sent and are there still."""
    return sorted(path.name for path in uploads.folder().glob("*")) if uploads.folder().is_dir() else []


def sole(world, model):
    return world(lambda: db.session.query(model).one())


def test_a_work_is_written_with_the_years_and_measures_its_words_say(sam, world):
    sam.post("/equipe/oeuvres/nouvelle", **SENT, date_text="1er quart 18e siècle", size_text="H. 24 × l. 32,5 cm")
    port = sole(world, Artwork)
    assert (port.from_year, port.to_year, port.height, port.width) == (1701, 1725, 24, 32.5)
    page = sam.get(f"/equipe/oeuvres/{port.id}").text
    assert 'id="from_year" name="from_year"' in page and 'value="32,5"' in page


def test_a_new_work_is_not_another_museum_s_unless_somebody_says_so(sam):
    page = sam.get("/equipe/oeuvres/nouvelle").text
    choices = re.findall(r'<option value="(\d+)"( selected)?>', page[page.index('id="museum_id"') :])
    assert choices[:2] == [("1", ""), ("0", "")], "the browser shows the first"


def test_what_is_mistyped_stands_beside_its_field(sam, world):
    wrong = {"title_fr": "", "from_year": "1900", "to_year": "1800", "height": "haut", "museum_id": "0"}
    page = sam.post("/equipe/oeuvres/nouvelle", **SENT | wrong)
    assert page.status_code == 422
    beside = set(re.findall(r'id="(\w+)-error"', page.text))
    assert beside == {"title_fr", "to_year", "height", "museum_name"}
    assert 'value="haut"' in page.text


def test_a_work_is_edited_and_what_is_left_alone_stays(sam, world):
    world(lambda: brought(PAINTING).id)
    number = world(lambda: work("000PE1").id)
    page = sam.get(f"/equipe/oeuvres/{number}").text
    assert "Le numéro d’inventaire manque." in page and "images.example" in page
    held = world(lambda: work("000PE1"))
    fields = {
        name: getattr(held, name) or ""
        for name in ("title_fr", "maker", "date_text", "technique", "size_text", "subjects", "acquired", "museum_name")
    }
    fields |= {"museofile": held.museofile, "school": held.school, "height": "100", "width": "81"}
    fields |= {"from_year": "1850", "to_year": "1850", "museum_id": "0", "version": "1"}
    answer = sam.post(f"/equipe/oeuvres/{number}", **fields, inventory="D.9")
    assert answer.status_code == 303
    port = world(lambda: work("000PE1"))
    assert (port.edited, port.inventory, port.flags) == (["inventory"], "D.9", "date_about")
    page = sam.post(f"/equipe/oeuvres/{number}", **fields | {"title_fr": "Tout autre titre"})
    assert (page.status_code, 'value="Tout autre titre"' in page.text) == (409, True)
    assert re.findall(r'name="version"[^>]* value="(\d+)"', page.text) == ["2"] and 'id="save-over"' in page.text
    assert world(lambda: work("000PE1").title_fr) == "Le Port, le soir"


def test_a_file_is_tried_then_brought_in_then_undone(sam, world, run):
    where = sam.post("/equipe/oeuvres/imports", file=a_file(PAINTING, {**PAINTING, "Référence": ""})).location
    assert "every 2s" in sam.get(where).text
    run()
    page = sam.get(where).text
    assert "Aucune œuvre n’a changé" in page and "pas de référence" in page
    assert world(lambda: db.session.query(Artwork).count()) == 0
    assert sam.post(f"{where}/annulation").status_code == 409
    sam.post(f"{where}/realisation")
    run()
    assert "L’import est fait." in sam.get(where).text
    assert sole(world, Artwork).title_fr == "Le Port, le soir"
    assert sam.post(f"{where}/realisation").status_code == 409
    sam.post(f"{where}/annulation")
    run()
    assert "L’import est annulé" in sam.get(where).text
    assert world(lambda: db.session.query(Artwork).count()) == 0


def test_an_import_undone_but_for_a_work_somebody_changed_does_not_say_that_all_is_as_before(sam, world):
    number = world(lambda: brought(PAINTING).id)
    sam.post(f"/equipe/oeuvres/{world(lambda: work('000PE1').id)}", **SENT, version="1")
    world(lambda: undone(number).id)
    page = sam.get(f"/equipe/oeuvres/imports/{number}").text
    assert "comme avant lui" not in page and "1 œuvre reste" in page


def test_the_report_is_read_by_kind_page_by_page_and_as_a_table(sam, world, run, monkeypatch):
    monkeypatch.setattr(running, "PAGE", 2)
    rows = [{**OFFICIAL, "REF": str(number)} for number in range(5)]
    where = sam.post("/equipe/oeuvres/imports", file=a_file(*rows, {**OFFICIAL, "REF": ""})).location
    run()
    page = sam.get(where).text
    assert re.findall(r'<td role="cell">(\d+)</td>', page) == ["2", "3"]
    following = re.search(r'id="more-link" href="([^"]+)"', page)[1].replace("&amp;", "&")
    assert re.findall(r'<td role="cell">(\d+)</td>', sam.get(following).text) == ["4", "5"]
    assert re.findall(r'<td role="cell">(\d+)</td>', sam.get(f"{where}?etat=refused").text) == ["7"]
    table = list(csv.reader(io.StringIO(sam.get(f"{where}.csv").text.lstrip("\ufeff")), delimiter=";"))
    assert [row[0] for row in table] == ["Ligne", "2", "3", "4", "5", "6", "7"]
    assert table[-1][1:] == ["", "refusée", "", "pas de référence"]


def test_what_was_put_right_by_hand_is_replaced_only_when_asked(sam, world, run):
    world(lambda: brought(PAINTING).id)
    number = world(lambda: work("000PE1").id)
    sam.post(f"/equipe/oeuvres/{number}", title_fr="Le Port de Rouen", museum_id="0", museum_name="Ailleurs")
    for asked, title in (({}, "Le Port de Rouen"), ({"overwrite": "y"}, "Le Port, le soir")):
        where = sam.post("/equipe/oeuvres/imports", file=a_file(PAINTING), **asked).location
        run()
        sam.post(f"{where}/realisation")
        run()
        assert world(lambda: work("000PE1").title_fr) == title


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04\x00", "ne se lit pas comme une table"),
        (b"titre\nPort\n", "colonne de références"),
        (None, "fichier"),
    ],
)
def test_what_is_no_table_is_refused_beside_the_field(sam, world, content, says):
    sent = {"file": (io.BytesIO(content), "works.csv")} if content else {}
    before = world(kept)
    page = sam.post("/equipe/oeuvres/imports", **sent)
    assert page.status_code == 422
    assert says in re.search(r'id="file-error">(.*?)</p>', page.text, re.DOTALL)[1]
    assert world(lambda: db.session.query(Import).count()) == 0
    assert world(kept) == before


def test_an_import_that_broke_says_so_and_is_taken_up_again(sam, world, run, monkeypatch, settings):
    where = sam.post("/equipe/oeuvres/imports", file=a_file(PAINTING)).location
    run()
    with monkeypatch.context() as patch:
        patch.setattr(running.importing, "_judged", lambda *_: 1 / 0)
        sam.post(f"{where}/realisation")
        run()
    page = sam.get(where).text
    assert "s’est arrêté avant la fin" in page and "Reprendre" in page
    sam.post(f"{where}/realisation")
    run()
    assert sole(world, Import).state == "done"


def test_the_list_is_searched(sam, world):
    world(a_work)
    world(lambda: a_work("D.8", title="La Fontaine"))
    page = sam.get("/equipe/oeuvres?q=fontaine").text
    assert "La Fontaine" in page and "Le Port" not in page
    assert "Aucune œuvre ne répond" in sam.get("/equipe/oeuvres?q=rien").text


def test_one_museum_s_curator_writes_of_its_works_alone(world, visit):
    here = world(lambda: a_museum().id)
    world(lambda: a_staff("max@club.fr", "Max", "curator", here))
    elsewhere = world(lambda: a_work("D.9", museum="ceramique").id)
    world(lambda: brought(PAINTING).id)
    max_ = visit("max@club.fr")
    assert max_.post("/equipe/oeuvres/nouvelle", **SENT).status_code == 303
    assert max_.post("/equipe/oeuvres/nouvelle", **SENT | {"museum_id": "0", "museum_name": "X"}).status_code == 422
    assert max_.get(f"/equipe/oeuvres/{elsewhere}").status_code == 403
    assert max_.get(f"/equipe/oeuvres/{world(lambda: work('000PE1').id)}").status_code == 403
    assert max_.get("/equipe/oeuvres/imports").status_code == 403
