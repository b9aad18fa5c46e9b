"""What keeps an article from being published: each fault by its field, and nothing else."""

import pytest

from clubapp.articles import lint
from tests.articles.conftest import an_article
from tests.conftest import a_staff
from tests.pictures.conftest import a_frame

pytestmark = pytest.mark.both_engines

HEARD = {
    "kind": "recording",
    "recording": "https://x.example/a",
    "transcript_fr": "Un mot.",
    "transcript_en": "A word.",
}
FAULTY = {
    "nothing to do": ({"act_fr": ""}, ["act_fr"]),
    "nowhere to do it": ({"act_to": ""}, ["act_to"]),
    "a heading too deep": ({"text_fr": "# Un\n\n### Deux"}, ["text_fr"]),
    "a heading out of order": ({"text_fr": "## Deux\n\n# Un\n\nTexte."}, ["text_fr"]),
    "click here": ({"text_fr": "Pour lire, [cliquez ici](/articles)."}, ["text_fr"]),
    "here": ({"text_en": "[Here](/articles)."}, ["text_en"]),
    "a link without words": ({"easy_fr": "Voir [](/articles)."}, ["easy_fr"]),
    "a bare address": ({"text_fr": "Voir <https://x.example/y>."}, ["text_fr"]),
    "a picture in the text": ({"text_fr": "![Un pot](https://x.example/a.png)"}, ["text_fr"]),
    "no English text": ({"text_en": ""}, ["text_en"]),
    "no English at all": (
        {"title_en": "", "lead_en": "", "text_en": "", "act_en": ""},
        ["title_en", "lead_en", "text_en", "act_en"],
    ),
    "nowhere to hear it": (HEARD | {"recording": ""}, ["recording"]),
    "no transcript": (HEARD | {"transcript_fr": ""}, ["transcript_fr"]),
    "no English transcript": (HEARD | {"transcript_en": ""}, ["transcript_en"]),
    "a link of a transcript": (HEARD | {"transcript_fr": "[ici](/articles)"}, ["transcript_fr"]),
}


@pytest.mark.parametrize("what", FAULTY)
def test_each_fault_stands_by_its_field(db, what):
    says, fields = FAULTY[what]
    assert list(lint.faults(an_article("draft", **says))) == fields


@pytest.mark.parametrize(
    "says",
    [
        {},
        HEARD,
        {"english_shown": False, "text_en": "", "title_en": "", "act_en": ""},
        {"text_fr": "## Un\n\n### Deux\n\n### Trois\n\n## Quatre\n\nVoir [les faïences de Rouen](/articles)."},
        {"text_fr": "Ici, la [suite de l'histoire](/articles)."},
    ],
)
def test_what_lacks_nothing_has_no_fault(db, says):
    assert lint.faults(an_article("draft", **says)) == {}


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ({}, []),
        ({"alt_fr": "IMG_2019.JPG"}, ["alt_fr"]),
        ({"alt_fr": "image"}, ["alt_fr"]),
        ({"alt_fr": "", "alt_en": "", "decorative": True}, []),
        ({"alt_en": ""}, ["alt_en"]),
        ({"credit": " "}, ["credit"]),
    ],
)
def test_its_picture_says_what_it_shows_and_whose_it_is(db, words, fields):
    assert list(lint.faults(an_article("draft", frame=a_frame(a_staff().id, **words)))) == fields


def test_every_fault_of_a_text_is_told_at_once(db):
    article = an_article("draft", text_fr="# Un\n\n### Deux\n\n[ici](/a) [là](/b) [ici](/c)")
    said = lint.faults(article)["text_fr"]
    assert said.count("niveau") == 1 and said.count("ici\u202f»") == 1 and said.count("là\u202f»") == 1


def test_each_thing_that_its_english_lacks_is_named(db):
    lacking = {"title_en": "", "lead_en": "", "text_en": "", "act_en": ""}
    said = lint.faults(an_article("draft", **lacking))
    assert len(set(said.values())) == len(lacking)
