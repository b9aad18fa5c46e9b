"""The pages of results, as staff read them; what members read of a published survey."""

import pytest

from clubapp import db as base
from clubapp.notices.models import Notice
from clubapp.surveys import life, publishing, rules, tagging
from clubapp.surveys.building import Asked
from clubapp.surveys.models import Item, Response, Survey
from clubapp.surveys.publishing import NotOver, Reading
from tests.conftest import a_staff
from tests.surveys.conftest import CHOICES, a_crowd, a_survey, answers, asked
from tests.surveys.crowd import a_crowd_s_answers, a_survey_of_every_kind, keep

SAM = "sam@club.fr"


def found(identity="anonymous", count=60, close=True, members=()):
    """A survey of every kind that so many answered, and Sam, who reads it; its number."""
    a_staff(SAM)
    survey = a_survey_of_every_kind(identity=identity)
    keep(survey, a_crowd_s_answers(survey, count), members)
    if close:
        life.close(survey.id)
    return survey.id


@pytest.fixture
def sam(world, visit):
    world(a_staff, SAM)
    return visit(SAM)


@pytest.mark.parametrize("identity", ["named", "confidential", "anonymous"])
def test_results_are_read_with_their_table_and_their_chart(world, sam, identity):
    number = world(found, identity)
    page = sam.get(f"/equipe/enquetes/{number}/resultats")
    assert page.status_code == 200
    assert page.text.count('<svg class="share"') >= 20
    assert ("retenu" in page.text) is (identity != "named")


def test_too_few_answers_tell_nothing(world, sam):
    number = world(found, count=4)
    page = sam.get(f"/equipe/enquetes/{number}/resultats")
    assert 'class="share"' not in page.text
    assert sam.post(f"/equipe/enquetes/{number}/reponses.csv").status_code == 409


def test_two_questions_are_crossed_from_their_page(world, sam):
    number = world(found, "named")
    page = sam.get(f"/equipe/enquetes/{number}/croisement?ligne=q1&colonne=q7-r1")
    assert page.status_code == 200
    assert page.text.count('<th scope="row">') == 4
    still = world(found, "confidential", close=False)
    assert sam.get(f"/equipe/enquetes/{still}/croisement?ligne=q1&colonne=q3").status_code == 409


def test_what_is_crossed_is_chosen_in_the_language_of_who_reads(world, sam, visit):
    questions = [
        ("single", Asked(f"Avec {qui} ?", f"With {whom}?", choices=CHOICES))
        for qui, whom in (("qui", "whom"), ("lui", "him"))
    ]
    number = world(lambda: a_survey(*questions, state="open").id)
    address = f"/equipe/enquetes/{number}/croisement"
    assert "Avec lui\u202f?</option>" in sam.get(address).text
    page = visit(SAM, language="en").get(address).text
    assert "With him?</option>" in page and "Avec lui" not in page


def test_a_text_is_found_by_its_words_and_by_its_tags(world, sam):
    def texts():
        survey = a_survey(("short", Asked("Un mot ?")), state="open")
        keep(survey, [{"q1": ["Une œuvre étonnante"]}, {"q1": ["Trop de monde"]}])
        return survey.id

    number = world(texts)
    address = f"/equipe/enquetes/{number}/textes"
    page = sam.get(f"{address}?question=q1&q=oeuvre")
    assert "Une œuvre étonnante" in page.text and "Trop de monde" not in page.text
    text = page.text.partition('name="text" value="')[2][:32]
    sam.post(address, question="q1", text=text, tags="beau, à suivre")
    tagged = sam.get(f"{address}?question=q1&etiquette=beau").text
    assert "Une œuvre étonnante" in tagged and "Trop de monde" not in tagged
    assert sam.post(address, question="q1", text=text, tags=",".join("abcdef")).status_code == 422
    assert sam.get(f"{address}?question=q9").status_code == 404


def test_tags_travel_with_an_anonymous_answer_that_is_shuffled(db):
    survey = a_survey(("short", Asked("Un mot ?")), identity="anonymous", state="open")
    for member in a_crowd(12):
        answers(survey, {"q1": [f"mot {member}"]}, member)
    life.watch()
    first, *_others = tagging.texts(survey, "q1")[0]
    tagging.tag(survey, "q1", first.handle, ["beau"])
    life.close(survey.id)
    found = {row.answers["q1"][0]: row.tags for row in db.session.query(Response)}
    assert {text for text, tags in found.items() if tags} == {first.words}
    with pytest.raises(tagging.Moved):
        tagging.tag(survey, "q1", first.handle, [])


def test_a_publication_is_written_once_the_survey_is_over(db):
    survey = a_survey(state="open")
    (item,) = rules.items_of(survey.id)
    with pytest.raises(NotOver):
        publishing.say(item.id, Reading(True))
    life.close(survey.id)
    with pytest.raises(life.NothingToShow):
        life.publish(survey.id)


def test_what_is_published_tells_members_nothing_of_fewer_than_five(db):
    survey = a_survey(("single", asked()), ("single", asked()), ("short", Asked("Un mot ?")), state="open")
    people = [{"q1": ["c1"], "q2": [f"c{n % 3 + 1}"], "q3": ["x"]} for n in range(20)] + [{"q1": ["c2"]}] * 2
    keep(survey, people)
    for member in a_crowd(3):
        answers(survey, {"q1": ["c1"]}, member)
    life.close(survey.id)
    for item in rules.items_of(survey.id)[:2]:
        publishing.say(item.id, Reading(True, "Vous venez.", "", "Nous ouvrons.", ""))
    life.publish(survey.id)
    db.session.expire_all()  # what is read is what was kept
    survey = db.session.get(Survey, survey.id)
    told = publishing.published(survey)
    assert [(each.item.code, each.item.decision_fr) for each in told] == [
        ("q1", "Nous ouvrons."),
        ("q2", "Nous ouvrons."),
    ]
    assert told[0].figure["tables"][0]["rows"] == []  # named, yet two said c2
    assert [row["people"] for row in told[1].figure["tables"][0]["rows"]] == [7, 7, 6]
    assert db.session.query(Notice).filter_by(kind="survey_published").count() == 3
    keep(survey, [{"q2": ["c1"]}] * 9)
    assert publishing.published(survey)[1].figure == told[1].figure  # as they were published
    life.archive(survey.id)
    assert publishing.published(survey) == []


def test_staff_write_the_publication_and_publish_it(world, sam):
    number = world(found, "confidential", members=())
    page = sam.get(f"/equipe/enquetes/{number}/publication")
    assert page.status_code == 200
    item = world(lambda: rules.items_of(number)[0].id)
    version = world(lambda: base.db.session.get(Survey, number).version)
    sent = {"q1-version": version, "q1-shown": "y", "q1-reading_fr": "Vous venez en groupe."}
    assert sam.post(f"/equipe/enquetes/publication/{item}", **sent).status_code == 303
    assert world(lambda: base.db.session.get(Item, item).reading_fr) == "Vous venez en groupe."
    assert sam.post(f"/equipe/enquetes/publication/{item}", **sent | {"q1-reading_fr": "x" * 1201}).status_code == 422
    assert sam.post(f"/equipe/enquetes/{number}/parution").status_code == 303
    assert world(lambda: base.db.session.get(Survey, number).state) == "published"


def test_who_took_part_reads_that_the_results_are_there(world, visit):
    def published():
        survey = a_survey(state="open")
        answers(survey, {"q1": ["c1"]})
        life.close(survey.id)
        publishing.say(rules.items_of(survey.id)[0].id, Reading(True))
        life.publish(survey.id)

    world(published)
    alice = visit("alice@club.fr")
    assert "Les résultats de l’enquête sont là" in alice.get("/moi/avis").text
    assert "The results of the survey are here" in visit("alice@club.fr", language="en").get("/moi/avis").text


def test_exports_are_files(world, sam):
    number = world(found)
    for name, kind in (("reponses.csv", "text/csv"), ("textes.csv", "text/csv"), ("reponses.xlsx", "application/vnd")):
        answer = sam.post(f"/equipe/enquetes/{number}/{name}")
        assert (answer.status_code, answer.content_type.startswith(kind)) == (200, True)
        assert "attachment" in answer.headers["Content-Disposition"]
