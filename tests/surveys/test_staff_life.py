"""Leading a survey on the page, from draft to archive; who may; and files that are no survey."""

import io
import json
import re
from datetime import date, time, timedelta

import pytest
import time_machine

from clubapp import clock
from clubapp.db import db
from clubapp.surveys import answering, life, rules, templates
from clubapp.surveys.models import Survey
from tests.conftest import a_member, a_museum, a_staff
from tests.surveys.conftest import a_crowd, a_survey, asked
from tests.surveys.test_staff import SENT, beside, focused, survey

pytestmark = pytest.mark.both_engines

HERE = "/equipe/enquetes/1"


@pytest.fixture
def sam(world, visit):
    world(a_museum)
    world(a_staff)
    return visit("sam@club.fr")


def day(count):
    return (clock.today() + timedelta(days=count)).isoformat()


def test_it_is_dated_scheduled_taken_back_and_opened(sam, world):
    world(a_survey)
    assert sam.post(f"{HERE}/programmation").status_code == 422, "nobody said when"
    dates = {"opens_day": day(1), "opens_hour": "09:30", "closes_day": day(8)}
    assert sam.post(f"{HERE}/dates", **dates).status_code == 303
    assert survey(world).opens_at == clock.instant_of(clock.today() + timedelta(1), time(9, 30))
    assert survey(world).closes_at == clock.midnight_after(clock.today() + timedelta(8))
    page = sam.get(HERE).text
    assert f'value="{day(8)}"' in page and 'value="09:30"' in page
    answer = sam.post(f"{HERE}/programmation", follow=True)
    assert "Elle ouvrira demain à 9\u202fh\u202f30." in answer.text
    assert sam.post(f"{HERE}/dates", **dates).status_code == 409, "a scheduled one is taken back first"
    assert sam.post(f"{HERE}/reprise").status_code == 303
    assert sam.post(f"{HERE}/ouverture").status_code == 303
    assert survey(world).state == "open"
    assert sam.post(f"{HERE}/ouverture").status_code == 409


@pytest.mark.parametrize(
    ("sent", "where"),
    [
        ({"opens_day": "2026-01-05"}, "opens_day"),
        ({"closes_day": "2026-01-05"}, "closes_day"),
        ({"opens_day": "2099-06-08", "closes_day": "2099-06-07"}, "closes_day"),
        ({"opens_hour": "09:30"}, "opens_hour"),
        ({"opens_day": "2101-01-01"}, "opens_day"),
        ({"closes_day": "demain"}, "closes_day"),
    ],
)
def test_dates_that_cannot_be_are_refused_beside_the_day(sam, world, sent, where):
    world(a_survey)
    page = sam.post(f"{HERE}/dates", **sent)
    assert page.status_code == 422 and beside(page, where)
    assert survey(world).opens_at is None and survey(world).closes_at is None


def test_the_last_day_is_whole_when_the_clocks_change(sam, world):
    world(a_survey)
    with time_machine.travel(clock.midnight_of(date(2027, 10, 20)), tick=False):
        sam.enter("sam@club.fr")
        sam.post(f"{HERE}/dates", closes_day="2027-10-31")
        assert 'value="2027-10-31"' in sam.get(HERE).text
    assert survey(world).closes_at.isoformat() == "2027-10-31T23:00:00+00:00"


def test_what_it_lacks_is_said_beside_each_question_and_the_first_has_the_focus(sam, world):
    bad = {"effect": "show", "clauses": [{"of": "q9", "is": "is", "value": "c1"}]}
    world(a_survey, ("short", asked("Et ?", ())), ("single", asked(choices=())), ("long", asked("?", (), when=bad)))
    assert focused(sam.get(HERE)) == []
    page = sam.post(f"{HERE}/ouverture")
    assert (page.status_code, survey(world).state) == (422, "draft")
    assert focused(page) == ["edit-q2"]
    assert re.search(r'id="edit-q2"[^>]*aria-describedby="fault-q2"', page.text)
    assert "au moins deux choix" in page.text and "ne vient pas avant elle" in page.text


def test_a_survey_that_asks_nothing_leads_to_the_first_kind_of_question(sam, world):
    sam.post("/equipe/enquetes/nouvelle", **SENT)
    page = sam.post(f"{HERE}/ouverture")
    assert (page.status_code, focused(page)) == (422, ["add-short"])


def test_it_is_paused_closed_and_put_away(sam, world):
    world(a_survey, state="open")
    for step, state in [
        ("suspension", "paused"),
        ("relance", "open"),
        ("suspension", "paused"),
        ("fermeture", "closed"),
    ]:
        assert sam.post(f"{HERE}/{step}").status_code == 303
        assert survey(world).state == state
    for step in ("ouverture", "relance", "suspension", "fermeture", "programmation", "reprise"):
        assert sam.post(f"{HERE}/{step}").status_code == 409
    assert sam.post(f"{HERE}/archivage").status_code == 303
    assert 'id="close"' not in sam.get(HERE).text


def test_closing_an_anonymous_survey_says_what_is_destroyed_before_and_after(sam, world):
    world(a_survey, identity="anonymous", state="open")
    for alice in world(lambda: a_crowd(3)):
        world(lambda alice=alice: answering.save(db.session.get_one(Survey, 1), alice, {}, rules.items_of(1), 0))
        world(answering.send, 1, alice)
    page = sam.get(HERE).text
    assert "3 personnes y ont répondu." in page and "moins de cinq en tout, elles sont détruites" in page
    sam.post(f"{HERE}/fermeture")
    assert "3 réponses ont été détruites" in sam.get(HERE).text


def test_the_list_tells_the_state_and_how_many_took_part(sam, world):
    world(a_survey, state="open")
    world(a_survey, title_fr="Une autre")
    alice = world(lambda: a_member().id)
    world(lambda: answering.save(db.session.get_one(Survey, 1), alice, {}, rules.items_of(1), 0))
    world(answering.send, 1, alice)
    page = sam.get("/equipe/enquetes?etat=open").text
    assert "Votre visite" in page and "Une autre" not in page
    assert '<td class="table__figure">1</td>' in page
    assert page.count("<tr>") == 2


def file(said):
    return io.BytesIO(said if isinstance(said, bytes) else json.dumps(said).encode()), "enquete.json"


def test_its_questions_are_taken_away_and_brought_back(sam, world):
    world(a_survey, ("single", asked()), ("nps", asked("Alors ?", ())))
    answer = sam.get(f"{HERE}/definition.json")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="votre-visite.json"'
    assert answer.json["items"][0]["choices"][0]["label_en"] == "Yes"
    sent = {"file-museum_id": "1", "file-key": "a-key-of-this-page"}
    where = {
        sam.post("/equipe/enquetes/fichiers", **sent, **{"file-file": file(answer.json)}).location for _ in range(2)
    }
    assert where == {"/equipe/enquetes/2"}
    assert sam.get("/equipe/enquetes/2/definition.json").json == answer.json


HOSTILE = {
    "nothing": b"",
    "not json": b"<html>",
    "not a survey": b"[1, 2]",
    "null": b"null",
    "not text": b"\xff\xfe\x00\x01",
    "too deep": b"[" * 100_000,
    "too large": b'"' + b"x" * 450_000 + b'"',
    "too many figures": b"1" * 5000,
    "torn": json.dumps(templates.VISIT).encode()[:-9],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_survey_is_refused_beside_its_field(sam, world, name):
    page = sam.post("/equipe/enquetes/fichiers", **{"file-museum_id": "1", "file-file": file(HOSTILE[name])})
    assert page.status_code == 422
    assert "rien n'est créé" in beside(page, "file-file").replace("’", "'")
    assert world(rules.counts) == {}


def test_no_file_at_all_is_told(sam):
    assert beside(sam.post("/equipe/enquetes/fichiers", **{"file-museum_id": "1"}), "file-file")


def test_a_new_version_is_a_draft_that_leads_back_to_the_one_before(sam, world):
    world(a_survey, state="open")
    assert sam.post(f"{HERE}/versions").location == "/equipe/enquetes/2"
    assert (survey(world, 2).state, survey(world, 2).follows_id) == ("draft", 1)
    assert f'href="{HERE}"' in sam.get("/equipe/enquetes/2").text


def test_who_read_an_older_version_changes_nothing(sam, world):
    world(a_survey)
    assert sam.post(f"{HERE}/presentation", **SENT, version="2").status_code == 303
    assert sam.post(f"{HERE}/presentation", **SENT | {"title_fr": "Autre"}, version="2").status_code == 409
    assert survey(world).title_fr == "Votre visite"


def test_staff_of_another_museum_change_nothing_nor_write_for_it(world, visit):
    world(a_survey, ("picture", asked()))
    there = world(lambda: a_museum("ceramique", "Musée de la Céramique", "teal")).id
    world(lambda: a_staff("max@club.fr", "Max", "curator", there))
    max_ = visit("max@club.fr")
    steps = ("dates", "programmation", "ouverture", "suspension", "fermeture", "archivage", "versions", "questions")
    for path in (*(f"{HERE}/{step}" for step in steps), f"{HERE}/presentation"):
        assert max_.post(path, **SENT).status_code == 403, path
    for path in ("questions/1", "questions/1/place", "questions/1/retrait", "choix/1"):
        assert max_.post(f"/equipe/enquetes/{path}", to="up").status_code == 403, path
    for path in (HERE, f"{HERE}/definition.json", "/equipe/enquetes/questions/1", "/equipe/enquetes/choix/1"):
        assert max_.get(path).status_code == 403, path
    page = max_.post("/equipe/enquetes/nouvelle", **SENT)
    assert page.status_code == 422 and beside(page, "museum_id")
    page = max_.post("/equipe/enquetes/modeles", **{"model-museum_id": "1", "model-model": "visit"})
    assert page.status_code == 422 and beside(page, "model-museum_id")
    page = max_.post("/equipe/enquetes/fichiers", **{"file-museum_id": "1", "file-file": file(templates.VISIT)})
    assert page.status_code == 422 and beside(page, "file-museum_id")
    assert world(rules.counts) == {"draft": 1}
    assert (
        "Votre visite" in max_.get("/equipe/enquetes").text
        and f'href="{HERE}"' not in max_.get("/equipe/enquetes").text
    )


def test_what_is_kept_for_a_closed_survey_reads_still(sam, world):
    world(a_survey, state="open")
    world(life.close, 1)
    for path in (HERE, f"{HERE}/presentation", "/equipe/enquetes/questions/1"):
        assert sam.get(path).status_code == 200
