"""Building a survey on the page: a question of every kind, its choices, its condition; what is refused says where."""

import re

import pytest

from clubapp.db import db
from clubapp.surveys import answering, kinds, life, rules, templates
from clubapp.surveys.models import Item, Survey
from tests.conftest import a_member, a_museum, a_staff
from tests.pictures.conftest import a_file
from tests.surveys.conftest import a_survey, asked

pytestmark = pytest.mark.both_engines

SENT = {"museum_id": "1", "title_fr": "Votre visite", "lead_fr": "Dites-nous tout.", "identity": "anonymous"}
SENT |= {"audience": "all", "badge_id": "0", "points": "20", "key": "a-key-of-this-page"}
PICTURE = {"alt_fr": "Un vase bleu.", "credit": "Photo : Camille Roy"}
BLANK = {"code": "", "en": "", "place": "", "special": "", "quota": ""}


@pytest.fixture
def sam(world, visit):
    world(a_museum)
    world(a_staff)
    return visit("sam@club.fr")


def beside(page, name):
    """What the form says beside a field."""
    found = re.search(rf'id="{name}-error">.*?<span>(.*?)</span>', page.text, re.DOTALL)
    return found and found[1]


def focused(page):
    """The elements that ask for the focus."""
    return re.findall(r'<\w+[^>]*\bid="([\w-]+)"[^>]*\bautofocus\b', page.text)


def lines(*labels, letter="c", **more):
    """The lines of choices as a page sends them."""
    sent = {}
    for n, label in enumerate(labels, 1):
        sent |= {f"{letter}{n}_{name}": value for name, value in (BLANK | {"fr": label}).items()}
    return sent | more


def items(world, survey_id=1):
    return world(lambda: [item for item in rules.items_of(survey_id) if item.choices is not None])


def survey(world, number=1):
    return world(lambda: db.session.get_one(Survey, number))


def test_a_survey_is_written_once_however_often_its_page_is_sent(sam, world):
    first, again = (sam.post("/equipe/enquetes/nouvelle", **SENT).location for _ in range(2))
    assert first == again == "/equipe/enquetes/1"
    said = survey(world)
    assert (said.identity, said.points, said.state, said.slug) == ("anonymous", 20, "draft", "votre-visite")
    assert "Posez au moins une question." in sam.get(first).text


REFUSED = {
    "title_fr": {"title_fr": " "},
    "lead_fr": {"lead_fr": "x" * 601},
    "identity": {"identity": "unknown"},
    "museum_id": {"museum_id": "99"},
    "badge_id": {"audience": "badge"},
    "points": {"points": "201"},
    "at_most": {"at_most": "0"},
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_mistyped_is_said_beside_its_field(sam, world, name):
    page = sam.post("/equipe/enquetes/nouvelle", **SENT | REFUSED[name])
    assert page.status_code == 422 and beside(page, name)
    assert world(rules.counts) == {}


KINDS = {
    **{kind: {} for kind in ("short", "long", "nps", "date", "text", "section")},
    **{kind: lines("Oui", "Non") for kind in ("single", "dropdown", "ranking", "picture", "multiple")},
    "rating": {"steps": "3", "low_fr": "Peu", "high_fr": "Beaucoup"},
    "matrix": lines("Bien", "Mal") | lines("Le cartel", letter="r"),
    "number": {"least": "0", "most": "12", "unit": "ans"},
}


def test_a_question_of_every_kind_is_asked(sam, world):
    world(a_survey, state="draft")
    for kind in [*KINDS, "image"]:
        more = PICTURE | {"photo": (a_file(), "vase.jpg")} if kind == "image" else KINDS[kind]
        assert sam.get(f"/equipe/enquetes/1/questions?kind={kind}").status_code == 200
        version = survey(world).version
        sent = {"kind": kind, "label_fr": f"Voici {kind} ?", "version": str(version), **more}
        assert sam.post("/equipe/enquetes/1/questions", **sent).status_code == 303, kind
    written = items(world)[1:]
    assert {item.kind for item in written} == set(kinds.NAMES)
    by_kind = {item.kind: item for item in written}
    assert by_kind["rating"].settings == {"steps": 3, "low_fr": "Peu", "high_fr": "Beaucoup"}
    assert by_kind["number"].settings == {"least": 0, "most": 12, "unit": "ans"}
    assert [(each.code, each.row) for each in by_kind["matrix"].choices] == [("r1", True), ("c1", False), ("c2", False)]
    for item in written:
        page = sam.get(f"/equipe/enquetes/questions/{item.id}")
        assert page.status_code == 200 and f"Voici {item.kind}\u202f?" in page.text
    page = sam.get("/equipe/enquetes/1").text
    assert "Donnez une image à chaque choix." in page and page.count('class="field__error"') == 1
    assert '<p class="list__note">Le cartel · Bien · Mal</p>' in page  # a matrix's lines, then its columns


def test_a_question_sent_twice_is_asked_once(sam, world):
    world(a_survey)
    sent = {"kind": "short", "label_fr": "Encore ?", "version": str(survey(world).version)}
    assert [sam.post("/equipe/enquetes/1/questions", **sent).status_code for _ in range(2)] == [303, 409]
    assert len(items(world)) == 2


def test_choices_are_reworded_moved_added_and_dropped(sam, world):
    world(a_survey)
    version = str(survey(world).version)
    sent = lines("Oui", "", "Je ne sais pas", "Autre", c1_code="c1", c2_code="c2", c3_code="c3")
    sent |= {"c1_place": "1", "c3_place": "1", "c4_place": "4", "c4_special": "other", "c3_quota": "9"}
    sent |= {"label_fr": "Venu en famille ?", "needed": "y", "shuffle": "y", "version": version}
    assert sam.post("/equipe/enquetes/questions/1", **sent).status_code == 303
    (item,) = items(world)
    assert (item.required, item.settings) == (True, {"shuffle": True})
    said = [(each.code, each.label_fr, each.special, each.quota) for each in item.choices]
    assert said == [("c3", "Je ne sais pas", "", 9), ("c1", "Oui", "", None), ("c4", "Autre", "other", None)]
    assert sam.post("/equipe/enquetes/questions/1", **sent).status_code == 409, "an older version"


def test_a_choice_with_english_words_alone_is_refused_beside_it(sam, world):
    world(a_survey)
    page = sam.post("/equipe/enquetes/questions/1", label_fr="Alors ?", **lines("Oui", "", c2_en="No"))
    assert page.status_code == 422 and beside(page, "c2_fr")


def condition(of, operator, value, **more):
    return {"label_fr": "Et alors ?", "effect": "show", "join": "all"} | {
        **{"w1_of": of, "w1_is": operator, "w1_value": value, "w2_of": "", "w2_is": "is", "w2_value": ""},
        **more,
    }


def test_a_condition_is_chosen_among_the_answers_of_an_earlier_question(sam, world):
    world(a_survey, ("single", asked()), ("number", asked("Quel âge ?", ())), ("short", asked("Et ?", ())))
    page = sam.post("/equipe/enquetes/questions/3", **condition("q1", "is", ""))
    assert page.status_code == 422 and beside(page, "w1_value")
    assert re.search(r'<select[^>]*id="w1_value".*?<option value="c2">Non</option>', page.text, re.DOTALL)
    assert sam.post("/equipe/enquetes/questions/3", **condition("q1", "is", "c2")).status_code == 303
    assert items(world)[2].when == {
        **{"effect": "show", "join": "all"},
        "clauses": [{"of": "q1", "is": "is", "value": "c2"}],
    }
    assert "Êtes-vous venu en famille" in sam.get("/equipe/enquetes/1").text.split('id="when-2"')[1].split("</p>")[0]
    both = {"w2_of": "q2", "w2_is": "least", "w2_value": "12,5", "join": "any", "w3_of": ""}
    assert sam.post("/equipe/enquetes/questions/3", **condition("q1", "is", "c2", **both)).status_code == 303
    assert items(world)[2].when["clauses"][1] == {"of": "q2", "is": "least", "value": "12.5"}
    nothing = condition("", "is", "", effect="")
    assert sam.post("/equipe/enquetes/questions/3", **nothing).status_code == 303
    assert items(world)[2].when == {}


@pytest.mark.parametrize(
    ("sent", "where"),
    [
        (condition("q3", "is", "c1"), "w1_of"),
        (condition("q1", "least", "c1"), "w1_is"),
        (condition("q1", "is", "c9"), "w1_value"),
        (condition("q2", "least", "vieux"), "w1_value"),
        (condition("q1", "is", "c1", effect=""), "effect"),
        (condition("q1", "is", "c1", effect="hide"), "effect"),
        (condition("", "is", ""), "w1_of"),
    ],
)
def test_a_condition_that_makes_no_sense_is_refused_beside_its_field(sam, world, sent, where):
    world(a_survey, ("single", asked()), ("number", asked("Quel âge ?", ())), ("short", asked("Et ?", ())))
    page = sam.post("/equipe/enquetes/questions/3", **sent)
    assert page.status_code == 422 and beside(page, where)
    assert items(world)[2].when == {}


def test_each_choice_of_a_picture_question_gets_its_picture(sam, world):
    world(a_survey, ("picture", asked()))
    assert sam.get("/equipe/enquetes/choix/1").status_code == 200
    assert beside(sam.post("/equipe/enquetes/choix/1", photo=(a_file(), "vase.jpg")), "alt_fr")
    answer = sam.post("/equipe/enquetes/choix/1", photo=(a_file(), "vase.jpg"), **PICTURE)
    assert answer.location == "/equipe/enquetes/questions/1#pictures"
    assert world(lambda: db.session.get_one(Item, 1).choices[0].picture.alt_fr) == "Un vase bleu."


def test_questions_are_moved_and_removed(sam, world):
    world(a_survey, *[("short", asked(f"Question {n}", ())) for n in range(3)])
    where = "/equipe/enquetes/questions"
    assert sam.post(f"{where}/1/place", to="down").location == "/equipe/enquetes/1#item-1"
    sam.post(f"{where}/3/place", to="up")
    assert [item.id for item in items(world)] == [2, 3, 1]
    assert sam.post(f"{where}/3/place", to="aside").status_code == 422
    assert sam.post(f"{where}/3/retrait").status_code == 303
    assert [item.id for item in items(world)] == [2, 1]


@pytest.mark.parametrize("model", templates.MODELS)
def test_a_survey_begins_from_a_model_which_could_open_at_once(sam, world, model):
    sent = {"model-museum_id": "1", "model-model": model, "model-key": "a-key-of-this-page"}
    assert [sam.post("/equipe/enquetes/modeles", **sent).location for _ in range(2)] == ["/equipe/enquetes/1"] * 2
    assert sam.post("/equipe/enquetes/1/ouverture").status_code == 303
    assert any(item.when for item in items(world))
    for item in items(world):
        assert item.label_en and all(choice.label_en for choice in item.choices)


def test_a_model_that_is_none_is_refused(sam):
    page = sam.post("/equipe/enquetes/modeles", **{"model-museum_id": "1", "model-model": "advert"})
    assert page.status_code == 422 and "Choisissez un modèle." in page.text


def test_once_somebody_began_only_words_change_and_what_they_were_is_kept(sam, world):
    world(a_survey, ("single", asked(required=True)), state="open")
    alice = world(lambda: a_member().id)
    world(lambda: answering.save(db.session.get_one(Survey, 1), alice, {"q1": ["c1"]}, rules.items_of(1), 0))
    page = sam.get("/equipe/enquetes/questions/1").text
    assert not re.findall(r'name="(?:needed|shuffle|effect|c1_quota|c1_special|c1_place)"', page)
    assert "retrait" not in page and "kind=short" not in sam.get("/equipe/enquetes/1").text
    words = lines("Oui, bien sûr", "Non", "Je ne sais pas", c1_code="c1", c2_code="c2", c3_code="c3")
    sent = {"label_fr": "Venu en famille ?", "needed": "", "c2_quota": "1", **words, "version": "2"}
    assert sam.post("/equipe/enquetes/questions/1", **sent).status_code == 303
    (item,) = items(world)
    assert (item.label_fr, item.required, item.choices[1].quota) == ("Venu en famille ?", True, None)
    assert "Êtes-vous venu en famille" in sam.get("/equipe/enquetes/questions/1").text
    assert "<s>Oui</s>" in sam.get("/equipe/enquetes/1").text
    assert sam.post("/equipe/enquetes/questions/1/retrait").status_code == 409
    assert sam.post("/equipe/enquetes/1/questions", kind="short", label_fr="Encore ?").status_code == 409
    assert sam.post("/equipe/enquetes/1/presentation", **SENT | {"title_fr": "Autre", "points": "0"}).status_code == 303
    assert (survey(world).title_fr, survey(world).points) == ("Autre", 0)


def test_what_would_spoil_a_scheduled_survey_is_not_kept(sam, world):
    world(a_survey, state="open")
    assert sam.post("/equipe/enquetes/questions/1/retrait").status_code == 409
    assert (
        sam.post("/equipe/enquetes/1/questions", kind="picture", label_fr="?", **lines("Oui", "Non")).status_code == 409
    )
    assert len(items(world)) == 1
    assert world(lambda: life.close(1)).state == "closed"
