"""Works written and found by staff."""

import pytest

from clubapp.artworks import exports, rules
from clubapp.csvs import table
from clubapp.sending import SentOtherwise
from tests.artworks.conftest import PAINTING, a_work, brought, work
from tests.conftest import a_museum

pytestmark = pytest.mark.both_engines


def test_a_page_sent_twice_writes_one_work(db):
    draft = rules.Draft("Vase", museum_id=a_museum().id)
    one, other = (rules.write(draft, key="the-same-page") for _ in range(2))
    assert one.id == other.id
    with pytest.raises(SentOtherwise):
        rules.write(rules.Draft("Pot"), key="the-same-page")


def test_a_reference_names_one_work(db):
    rules.write(rules.Draft("Vase"), reference="0123")
    with pytest.raises(rules.TakenReference):
        rules.write(rules.Draft("Pot"), reference="0123")


def test_an_edit_is_of_the_version_that_was_read(db):
    held = a_work()
    draft = rules.Draft("Le Port, le soir", museum_id=held.museum_id, inventory="1912.1.7")
    assert rules.rewrite(held.id, draft, version=1).version == 2
    with pytest.raises(rules.EditedMeanwhile):
        rules.rewrite(held.id, draft, version=1)


def test_an_import_between_reading_and_saving_is_seen(db):
    brought(PAINTING)
    number = work("000PE1").id
    brought({**PAINTING, "titre": "Port"})
    with pytest.raises(rules.EditedMeanwhile):
        rules.rewrite(number, rules.Draft("Le Port"), version=1)


@pytest.mark.parametrize("sought", ["0123", "1912.1", "1912 1", "assiette", "ASSIETTE", "martin", "assiette martin"])
def test_a_work_is_found_by_reference_number_title_or_maker(db, sought):
    plate = rules.write(
        rules.Draft("Assiette creuse", inventory="1912.1.7", maker="MARTIN Jeanne"), reference="01230001"
    )
    a_work("D.8", title="Le Vase")
    assert [row.id for row in rules.for_staff(sought)] == [plate.id]


def test_signs_of_a_search_are_only_signs(db):
    a_work("D.8", title="100 % lin")
    assert [len(rules.for_staff(sought)) for sought in ("%", "_", "100 %", "\\")] == [1, 0, 1, 0]


def test_what_is_to_be_checked_is_a_list_of_its_own(db):
    brought(PAINTING)
    a_work()
    assert [row.title_fr for row in rules.for_staff(to_check=True)] == ["Le Port, le soir"]
    assert rules.counts() == (2, 1)


def test_the_table_of_works_is_inert_in_a_spreadsheet(db):
    a_work("=1+1", title="@risque", maker="+33", date_text="-52", from_year=-52, to_year=-52, height=24.5)
    text = table(exports.HEADER, exports.lines())
    assert ";'=1+1;;Musée des Beaux-Arts;'@risque;;'+33;'-52;-52;-52;" in text
    assert ";24.5;" in text
    assert [len(line) for line in exports.lines()] == [len(exports.HEADER)]


def test_the_table_holds_every_work_once(db, monkeypatch):
    monkeypatch.setattr(rules, "_ROWS", 2)
    for number in range(5):
        a_work(f"D.{number}")
    assert [line[1] for line in exports.lines()] == [f"D.{number}" for number in range(5)]
