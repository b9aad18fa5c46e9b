"""A definition taken away and brought back says the same; a hostile one makes nothing and is told so."""

import copy
import json
import random

import pytest

from clubapp.pictures.models import Picture
from clubapp.sending import SentOtherwise
from clubapp.surveys import building, copying, lint, rules, templates
from clubapp.surveys.building import Asked, Option
from clubapp.surveys.copying import Unreadable
from tests.conftest import a_museum, a_staff
from tests.pictures.conftest import a_frame
from tests.surveys.conftest import a_survey, asked

pytestmark = pytest.mark.both_engines

MODELS = {code: model.definition for code, model in templates.MODELS.items()}


@pytest.mark.parametrize("code", MODELS)
def test_a_definition_comes_back_as_it_went(db, code):
    first = copying.define(MODELS[code], a_museum().id)
    said = json.loads(json.dumps(copying.definition(first)))
    assert said == MODELS[code]
    assert copying.definition(copying.define(said, a_museum().id)) == said


@pytest.mark.parametrize("code", MODELS)
def test_a_model_has_a_condition_and_no_fault(db, code):
    items = rules.items_of(copying.define(MODELS[code], a_museum().id).id)
    assert lint.faults(items) == {}
    assert any(item.when for item in items)


def test_a_new_version_asks_the_same_and_shows_the_same_pictures(db):
    choices = (Option("Oui", "Yes", quota=3), Option("Autre", "Other", special="other"))
    first = a_survey(("picture", asked(choices=choices)), ("image", Asked("Regardez", "Look")), at_most=40)
    question, image, sam = *rules.items_of(first.id), a_staff().id
    building.illustrate(question.choices[0].id, a_frame(sam))
    building.edit(image.id, Asked("Regardez", "Look"), frame=a_frame(sam))
    second = copying.duplicate(first.id)
    assert copying.definition(second) == copying.definition(first)
    assert (second.follows_id, second.at_most, second.state) == (first.id, 40, "draft")
    question, image = rules.items_of(second.id)
    assert question.choices[0].picture.name and image.picture.name
    assert len({picture.id for picture in db.session.query(Picture)}) == 4, "each version has its own rows"


def test_the_same_page_sent_twice_begins_one_survey(db):
    here = a_museum().id
    first = copying.define(MODELS["visit"], here, key="a-key-of-a-page")
    assert copying.define(MODELS["visit"], here, key="a-key-of-a-page") is first
    assert len(rules.items_of(first.id)) == len(MODELS["visit"]["items"])
    with pytest.raises(SentOtherwise):
        copying.define(MODELS["label"], here, key="a-key-of-a-page")


def spoilt(**changes):
    """A definition whose first item says otherwise."""
    said = copy.deepcopy(MODELS["visit"])
    said["items"][0] |= changes
    return said


CHOICE = {"code": "c1", "label_fr": "Oui", "label_en": "", "row": False, "special": "", "quota": None}
WHEN = {"effect": "show", "join": "all", "clauses": [{"of": "q1", "is": "is", "value": "1"}]}
HOSTILE = [
    *(None, 7, "enquête", [], {}, {"format": 1}),
    *(MODELS["visit"] | change for change in ({"format": 2}, {"points": 201}, {"points": True}, {"points": 1e400})),
    *(MODELS["visit"] | change for change in ({"items": {}}, {"items": [7]}, {"identity": "public"}, {"identity": []})),
    *(MODELS["visit"] | change for change in ({"title_fr": "x" * 121}, {"title_fr": "\u200b"}, {"lead_fr": "\ud800"})),
    MODELS["visit"] | {"items": MODELS["visit"]["items"] * 20},
    MODELS["visit"] | {"items": MODELS["visit"]["items"][:1] * 2},
    *(spoilt(**change) for change in ({"kind": "advert"}, {"kind": []}, {"code": "q 1"}, {"code": ""}, {"code": None})),
    *(spoilt(label_fr=words) for words in ("", "x" * 301, "\u202eabc", "a\x00b", 7, ["a"])),
    *(
        spoilt(settings=said)
        for said in ([], {"steps": 4}, {"least": float("inf")}, {"most": 10**30}, {"unit": "x" * 61})
    ),
    *(spoilt(choices=said) for said in ("oui", {}, [CHOICE] * 41, [CHOICE] * 2, [7], [CHOICE | {"special": "all"}])),
    *(spoilt(choices=[CHOICE | {"quota": quota}]) for quota in (0, -1, 1.5, "9", True, 10**30)),
    *(spoilt(when=WHEN | change) for change in ({"effect": "hide"}, {"join": []}, {"clauses": []}, {"clauses": "is"})),
    *(spoilt(when=WHEN | {"clauses": [each]}) for each in (7, {}, {"of": "q1", "is": "near"}, {"of": 1, "is": "is"})),
    spoilt(when=WHEN | {"clauses": WHEN["clauses"] * 6}),
]


@pytest.mark.parametrize("said", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_definition_begins_nothing(db, said):
    here = a_museum().id
    with pytest.raises(Unreadable):
        copying.define(said, here)
    assert rules.counts() == {}


JUNK = (
    None,
    True,
    -1,
    0,
    10**40,
    1.5,
    float("nan"),
    float("-inf"),
    "",
    "x" * 700,
    "\x00",
    "\ud83d",
    [],
    {},
    [[]],
    {"a": 1},
)


def torn(said, chance):
    """A definition in which one thing, at random, is something else or is gone."""
    said = copy.deepcopy(said)
    place = said
    while True:
        key = chance.choice(list(place)) if isinstance(place, dict) else chance.randrange(len(place))
        if not (isinstance(place[key], dict | list) and place[key]) or chance.random() < 0.2:
            break
        place = place[key]
    if isinstance(place, dict) and chance.random() < 0.2:
        del place[key]
    else:
        place[key] = chance.choice(JUNK)
    return said


def test_a_torn_definition_is_read_or_refused_and_nothing_else(db):
    here, chance, refused = a_museum().id, random.Random(7), 0
    for _ in range(400):
        said = torn(chance.choice(list(MODELS.values())), chance)
        try:
            survey = copying.define(said, here)
        except Unreadable:
            refused += 1
        else:
            again = copying.define(copying.definition(survey), here)
            lint.faults(rules.items_of(again.id))
    assert 100 < refused < 400
