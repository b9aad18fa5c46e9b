"""A lab goes from draft to thanks, one way, and its words stand still once they are read."""

import pytest

from clubapp import sending
from clubapp.journal import rules as journal
from clubapp.labels import marking, reading, rules
from clubapp.labels.models import CLOSED, DRAFT, NEXT, OPEN, PUBLISHED, Lab
from clubapp.labels.rules import EditedMeanwhile, NotFromHere, Settled, Words
from clubapp.notices import rules as notices
from clubapp.posters import rules as posters
from tests.conftest import a_museum, a_staff
from tests.labels.conftest import PAGE, A, B, a_draft, a_lab, a_reader, version_of

pytestmark = pytest.mark.both_engines

MOVES = {
    OPEN: rules.open_up,
    CLOSED: rules.close,
    PUBLISHED: lambda number: rules.publish(number, Words("Bleu.")),
}


@pytest.mark.parametrize("state", NEXT)
@pytest.mark.parametrize("to", MOVES)
def test_a_lab_goes_where_the_table_says_and_nowhere_else(db, state, to):
    lab = a_lab(state)
    if to in NEXT[state]:
        assert MOVES[to](lab.id).state == to
    else:
        with pytest.raises(NotFromHere):
            MOVES[to](lab.id)
        assert db.session.get(Lab, lab.id, populate_existing=True).state == state


def test_nothing_leads_back(db):
    assert {DRAFT: {OPEN}, OPEN: {CLOSED}, CLOSED: {PUBLISHED}, PUBLISHED: set()} == NEXT


def test_a_lab_keeps_its_texts_a_then_b(db):
    lab = a_lab("draft")
    assert rules.texts(lab.id) == (A, B)
    rules.rewrite(lab.id, a_draft(two=False, title_fr="Le pot"), 1)
    assert (rules.texts(lab.id), rules.titles([lab.id])[lab.id].title_fr) == ((A,), "Le pot")


def test_a_page_sent_twice_writes_one_lab_and_another_text_is_refused(db):
    lab = rules.write(a_draft(), key="the-same-page")
    assert rules.write(a_draft(), key="the-same-page").id == lab.id
    with pytest.raises(sending.SentOtherwise):
        rules.write(a_draft(two=False), key="the-same-page")


def test_nobody_overwrites_what_they_have_not_read(db):
    lab = a_lab("draft")
    rules.rewrite(lab.id, a_draft(points=9), 1)
    with pytest.raises(EditedMeanwhile):
        rules.rewrite(lab.id, a_draft(points=7), 1)
    assert rules.titles([lab.id])[lab.id].points == 9


def test_words_change_until_somebody_reads_them(db):
    lab = a_lab("open")
    rules.rewrite(lab.id, a_draft(title_fr="Le pot"))
    assert not rules.is_settled(lab)
    a_reader(lab, 1, {"obscure": [0]})
    assert rules.is_settled(lab)
    with pytest.raises(Settled):
        rules.rewrite(lab.id, a_draft(title_fr="La cruche"))


@pytest.mark.parametrize("state", [CLOSED, PUBLISHED])
def test_words_of_a_closed_lab_change_no_more(db, state):
    with pytest.raises(Settled):
        rules.rewrite(a_lab(state).id, a_draft())


def test_those_who_took_part_are_told_once_and_no_others(db):
    lab = a_lab("open")
    reader, other = a_reader(lab, 1, {"liked": [0, 1]}, rewrite="Bleu !"), a_staff().id
    rules.close(lab.id)
    rules.publish(lab.id, Words("Un vase bleu."), by=other)
    assert [(told.kind, told.leads_to) for told in notices.listing(reader)] == [
        ("label_published", f"/cartels/{lab.id}")
    ]
    assert notices.listing(other) == []


def test_a_hidden_rewrite_is_told_to_its_author_and_said_anew_is_read_anew(db):
    lab = a_lab("open")
    reader = a_reader(lab, 1, rewrite="Grossier")
    text = version_of(lab)
    number = db.session.scalar(db.text("SELECT id FROM label_rewrites"))
    rules.hide(number)
    with pytest.raises(NotFromHere):
        rules.hide(number)
    assert [told.kind for told in notices.listing(reader)] == ["label_rewrite_hidden"]
    marking.propose(reader, text.id, PAGE, "Poli")
    assert db.session.scalar(db.text("SELECT hidden_at FROM label_rewrites")) is None


def test_each_act_of_the_team_is_a_line_of_the_journal(db):
    sam = a_staff().id
    lab = rules.write(a_draft(), by=sam)
    rules.rewrite(lab.id, a_draft(), by=sam)
    rules.add_poster(lab.id, "À côté", by=sam)
    rules.open_up(lab.id, by=sam)
    rules.close(lab.id, by=sam)
    rules.publish(lab.id, Words("Bleu."), by=sam)
    acts = [row.Line.act for row in journal.page()][::-1]
    assert acts == [
        "label.written",
        "label.rewritten",
        "poster.made",
        "label.opened",
        "label.closed",
        "label.published",
    ]


def test_its_posters_follow_it_to_another_museum(db):
    lab = a_lab("draft")
    rules.add_poster(lab.id, "À côté")
    there = a_museum("ceramique", "Musée de la Céramique").id
    rules.rewrite(lab.id, a_draft(museum="ceramique"))
    assert [poster.museum_id for poster in posters.leading_to(lab.address)] == [there]


def test_drafts_are_listed_to_nobody_and_open_labels_come_first(db):
    labs = {state: a_lab(state).id for state in (OPEN, DRAFT, CLOSED, PUBLISHED)}
    shown = [row.id for row in reading.listing(None)]
    assert shown == [labs[OPEN], labs[PUBLISHED], labs[CLOSED]]
    assert [row.id for row in reading.listing(None, before=shown[0])] == shown[1:]
    assert reading.listing(None, before=shown[-1]) == []
    assert reading.shown(labs[DRAFT], None) is None
