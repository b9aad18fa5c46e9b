"""Bringing in works: each line read or refused, the same file twice the same, what was put right by hand left."""

import pytest

from clubapp import i18n
from clubapp.artworks import importing, reasons, rules, tables
from clubapp.artworks.models import Artwork, Import
from clubapp.museums import rules as museums
from tests.artworks.conftest import OFFICIAL, PAINTING, brought, counts, rows, sent, tried, work, written
from tests.conftest import a_museum

pytestmark = pytest.mark.both_engines


def test_a_painting_is_brought_in(db):
    assert counts(brought(PAINTING)) == (1, 0, 0, 1, 0)
    port = work("000PE1")
    assert (port.title_fr, port.maker, port.school) == ("Le Port, le soir", "MARTIN Jeanne", "France")
    assert (port.museum_id, port.museofile, port.museum_name) == (None, "M0001", "musée d'Ailleurs")
    assert (port.inventory, port.label) == (None, None)
    assert (port.size_text, port.height, port.width, port.depth) == ("H. 100 × l. 81 cm", 100, 81, None)
    assert port.technique == "peinture à l'huile ; toile"
    assert port.subjects == "paysage\nvue d'architecture (port, bateau)\nlune"
    assert port.acquired == "propriété de la commune, don, 1912"
    assert port.image_at == "http://images.example/port.jpg"
    assert (port.date_text, port.from_year, port.to_year) == ("1850", 1850, 1850)
    assert port.flags == "date_about no_inventory"


@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_the_official_export_is_brought_in_however_it_is_written(db, delimiter, encoding):
    row = {name: value.replace(";", ",") for name, value in OFFICIAL.items()} if delimiter == ";" else OFFICIAL
    assert counts(brought(row, delimiter=delimiter, encoding=encoding)) == (1, 0, 0, 0, 0)
    plate = work("01230001")
    assert (plate.title_fr, plate.inventory, plate.label) == ("Assiette au panier fleuri", "1912.1.7", "1912.1.7")
    assert (plate.date_text, plate.from_year, plate.to_year) == ("1er quart 18e siècle", 1701, 1725)
    assert (plate.diameter, plate.height, plate.domain) == (24.5, None, "céramique")
    assert plate.flags == ""


def test_a_museum_of_the_network_is_known_by_its_code(db):
    museum = a_museum()
    brought(PAINTING)
    museums.rewrite(museum.id, museofile="M0001")
    assert counts(brought(PAINTING))[:2] == (0, 1)
    assert work("000PE1").museum_id == museum.id


def test_the_same_file_twice_changes_nothing(db, everything):
    brought(PAINTING, {**PAINTING, "Référence": "000PE2", "anneecreation": ""})
    before = everything()
    assert counts(brought(PAINTING, {**PAINTING, "Référence": "000PE2", "anneecreation": ""})) == (0, 0, 2, 2, 0)
    assert everything() == before
    assert work("000PE1").version == 1


def test_what_the_file_says_otherwise_changes(db):
    brought(PAINTING)
    done = brought({**PAINTING, "titre": "Le Port", "anneecreation": ""})
    assert counts(done) == (0, 1, 0, 1, 0)
    port = work("000PE1")
    assert (port.title_fr, port.date_text, port.from_year, port.version) == ("Le Port", "", None, 2)
    assert port.flags == "no_inventory"


def test_a_file_without_a_column_leaves_it(db):
    brought({**OFFICIAL, "REF": "000PE1"})
    brought(PAINTING)
    port = work("000PE1")
    assert (port.inventory, port.title_fr) == ("1912.1.7", "Le Port, le soir")
    assert port.domain == "céramique"
    assert port.flags == "date_about"


def test_each_line_that_cannot_be_kept_says_why_and_stops_no_other(db):
    odd = [
        {**PAINTING, "Référence": ""},
        {**PAINTING, "Référence": "R" * 41},
        {**PAINTING, "Référence": "000PE3", "titre": "Non renseigné"},
        PAINTING,
    ]
    done = brought(PAINTING, *odd, {**PAINTING, "Référence": "000PE4", "largeur": "large"})
    assert counts(done) == (3, 0, 0, 3, 3)
    assert rows(done.id) == [
        (2, "000PE1", "created", [("date_about", "1850"), ("no_inventory", "")]),
        (3, "", "refused", [("no_reference", "")]),
        (4, "R" * 40, "refused", [("long_reference", "")]),
        (5, "000PE3", "created", [("date_about", "1850"), ("no_inventory", ""), ("no_title", "")]),
        (6, "000PE1", "refused", [("twice", "2")]),
        (7, "000PE4", "created", [("date_about", "1850"), ("no_inventory", ""), ("size_unread", "100 ; large")]),
    ]


def test_a_reference_said_twice_is_found_across_stretches(db, monkeypatch):
    monkeypatch.setattr(importing, "STRETCH", 2)
    others = [{**PAINTING, "Référence": f"000PE{number}"} for number in range(2, 7)]
    done = brought(PAINTING, *others, PAINTING)
    assert counts(done)[0::4] == (6, 1)
    assert rows(done.id)[-1][3] == [("twice", "2")]


def test_a_line_of_another_shape_is_refused_and_the_next_is_read(db):
    content = (
        written(PAINTING) + b"a;b;c\r\n" + written({**PAINTING, "R\u00e9f\u00e9rence": "000PE2"}).split(b"\r\n", 1)[1]
    )
    done = brought(content=content)
    assert [(line, outcome) for line, _reference, outcome, _why in rows(done.id)] == [
        (2, "created"),
        (3, "refused"),
        (4, "created"),
    ]


def test_lines_are_numbered_as_they_stand_in_the_file(db):
    done = brought({**PAINTING, "titre": "Sur\ndeux lignes"}, {**PAINTING, "Référence": "000PE2"})
    assert [line for line, *_rest in rows(done.id)] == [2, 4]
    assert work("000PE1").title_fr == "Sur deux lignes"


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", tables.Unreadable),
        (b"\n\n", tables.Unreadable),
        (b"PK\x03\x04\x00\x00", tables.Unreadable),
        (b"titre,auteur\nPort,Martin\n", tables.NoReference),
    ],
)
def test_what_is_no_table_is_refused_whole(db, content, refusal):
    with pytest.raises(refusal):
        brought(content=content)
    assert db.session.query(Artwork).count() == 0


def test_a_text_too_long_is_cut_and_said(db):
    done = brought({**PAINTING, "titre": "T" * 600})
    assert len(work("000PE1").title_fr) == 500
    assert ("cut", "title_fr") in rows(done.id)[0][3]


def test_a_maker_or_a_date_that_is_not_understood_is_to_be_checked(db):
    done = brought({**OFFICIAL, "AUTR": "d'après RUBENS;atelier de", "MILL": "Régence"}, {**OFFICIAL, "REF": "2"})
    plate = work("01230001")
    assert (plate.maker, plate.date_text, plate.flags) == (
        "d'après RUBENS ; atelier de",
        "Régence",
        "date_period maker_unread",
    )
    assert (plate.from_year, plate.to_year) == (1701, 1725)
    assert rows(done.id)[0][3] == [("date_period", "Régence"), ("maker_unread", "d'après RUBENS ; atelier de")]
    assert work("2").flags == ""


HEAD = "REF,INV,MUSEO,NOMOFF,TITR,AUTR"


def outcomes(*lines):
    """What comes of each of these lines."""
    done = tried(content="\r\n".join([HEAD, *lines]).encode())
    return [(line, reference, outcome, [code for code, _ in why]) for line, reference, outcome, why in rows(done.id)]


def test_a_quote_that_is_never_closed_loses_no_other_line(db):
    others = ['A3,3,M5031,Musée,"La ""Loire""",', "A4,4,M5031,Musée,Le Rhône,"]
    assert outcomes('A1,1,M5031,Musée,"La Seine,', "A2,2,M5031,Musée,Le Tarn,", *others) == [
        (2, "", "refused", ["unclosed"]),
        (3, "A2", "created", []),
        (4, "A3", "created", []),
        (5, "A4", "created", []),
    ]
    assert [line for line, *_rest in outcomes('A9,9,M5031,Musée,"La Seine,', "A5,5,M5031,Musée,Le Tarn,")] == [2, 3]


def test_a_quote_in_the_middle_of_a_line_stays_where_it_stands(db):
    assert outcomes('A1,1,M5031,Musée,"La Seine" (fragment),', 'A2,2,M5031,Musée,Le "Tarn",') == [
        (2, "A1", "created", []),
        (3, "A2", "created", []),
    ]


def test_a_cell_longer_than_any_is_told(db):
    assert outcomes(f"A1,1,M5031,Musée,{'x' * 300_000},", "A2,2,M5031,Musée,Le Tarn,") == [
        (2, "", "refused", ["unclosed"]),
        (3, "A2", "created", []),
    ]


def test_unseen_signs_and_turned_lines_are_dropped(db):
    brought({**PAINTING, "titre": "Le\u202e Port\u200b\x00"})
    assert work("000PE1").title_fr == "Le Port"


def edited(reference, **said):
    held = work(reference)
    draft = {name: getattr(held, name) for name in rules.Draft.__slots__} | said
    return rules.rewrite(held.id, rules.Draft(**draft))


def test_what_was_put_right_by_hand_is_left_and_the_rest_follows(db):
    brought(PAINTING)
    edited("000PE1", title_fr="Le Port de Rouen", date_text="vers 1848", from_year=1848, to_year=1848)
    done = brought({**PAINTING, "titre": "Port", "Ecole_pays": "Flandres"})
    assert counts(done) == (0, 1, 0, 1, 0)
    port = work("000PE1")
    assert (port.title_fr, port.date_text, port.from_year) == ("Le Port de Rouen", "vers 1848", 1848)
    assert (port.school, port.edited) == ("Flandres", ["date_text", "title_fr"])
    assert port.flags == "no_inventory"
    assert rows(done.id)[0][3] == [
        ("changes", "school"),
        ("no_inventory", ""),
        ("kept", "date_text title_fr"),
    ]


def test_what_was_put_right_by_hand_is_replaced_when_asked(db):
    brought(PAINTING)
    edited("000PE1", title_fr="Le Port de Rouen", rights="Tous droits réservés")
    done = brought(PAINTING, overwrite=True)
    port = work("000PE1")
    assert (port.title_fr, port.rights, port.edited) == ("Le Port, le soir", "Tous droits réservés", ["rights"])
    assert ("overwritten", "title_fr") in rows(done.id)[0][3]


def test_a_number_added_by_hand_settles_what_was_to_be_checked(db):
    brought(PAINTING)
    assert edited("000PE1", inventory="D.1912.4").flags == "date_about"
    assert counts(brought(PAINTING)) == (0, 0, 1, 1, 0)
    assert work("000PE1").flags == "date_about"


def test_a_trial_says_what_would_be_done_and_does_none_of_it(db):
    brought(PAINTING)
    done = tried({**PAINTING, "titre": "Port"}, {**PAINTING, "Référence": "000PE2"}, {**PAINTING, "Référence": ""})
    assert (done.state, counts(done)) == ("tried", (1, 1, 0, 2, 1))
    assert [outcome for _line, _reference, outcome, _why in rows(done.id)] == ["changed", "created", "refused"]
    assert (work("000PE1").title_fr, work("000PE2")) == ("Le Port, le soir", None)


def test_a_line_that_changes_a_work_names_what_it_changes(db):
    brought(PAINTING)
    done = tried({**PAINTING, "titre": "Port", "anneecreation": "1851", "Référence": "000PE1"})
    assert rows(done.id)[0][3][0] == ("changes", "date_text title_fr")
    assert reasons.because(rows(done.id)[0][3]).startswith("change\u202f: date, titre\u202f; ")
    with i18n.speaking("en"):
        assert reasons.because(rows(done.id)[0][3]).startswith("changes: date, title; ")


def test_what_was_tried_is_brought_in_and_counted_anew(db):
    done = tried(PAINTING)
    importing.bring_in(done.id)
    assert len(list(importing.go_on(done.id))) == 1
    done = db.session.get_one(Import, done.id, populate_existing=True)
    assert (done.state, counts(done), len(rows(done.id))) == ("done", (1, 0, 0, 1, 0), 1)


def test_an_import_that_was_stopped_goes_on_where_it_was(db, monkeypatch):
    monkeypatch.setattr(importing, "STRETCH", 2)
    number = sent(*({**PAINTING, "Référence": f"000PE{n}"} for n in range(5)))
    importing.bring_in(number)
    steps = importing.go_on(number)
    next(steps)
    steps.close()
    importing.bring_in(number)
    for _step in importing.go_on(number):
        pass
    done = db.session.get_one(Import, number, populate_existing=True)
    assert (done.state, counts(done)) == ("done", (5, 0, 0, 5, 0))
    assert [line for line, *_rest in rows(number)] == [2, 3, 4, 5, 6]


def test_two_who_go_on_with_one_import_do_each_line_once(db, monkeypatch):
    monkeypatch.setattr(importing, "STRETCH", 2)
    number = sent(*({**PAINTING, "Référence": f"000PE{n}"} for n in range(5)))
    importing.bring_in(number)
    one, other = importing.go_on(number), importing.go_on(number)
    next(one)
    assert len(list(other)) == 2, "the second goes on from where the first is"
    assert list(one) == []
    done = db.session.get_one(Import, number, populate_existing=True)
    assert (done.state, counts(done)) == ("done", (5, 0, 0, 5, 0))


def test_what_is_done_is_not_begun_again(db):
    done = brought(PAINTING)
    for begin in (importing.try_out, importing.bring_in):
        with pytest.raises(importing.NotNow):
            begin(done.id)


def test_a_file_that_is_kept_no_more_says_so(db, app):
    number = sent(PAINTING)
    importing.path(db.session.get_one(Import, number)).unlink()
    importing.bring_in(number)
    with pytest.raises(tables.FileGone):
        next(importing.go_on(number))
