"""What members say of words: one mark a word, changed at will while it is open, and points once."""

import threading

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from clubapp.db import act
from clubapp.labels import marking, reading, rules
from clubapp.labels.marking import Changed, Closed, NothingWritten, Nowhere, Page
from clubapp.labels.models import Mark, Reading, Rewrite
from clubapp.points import ledger
from tests.conftest import a_member
from tests.labels.conftest import PAGE, a_draft, a_lab, version_of

pytestmark = pytest.mark.both_engines


@pytest.fixture
def alice(db):
    return a_member().id


def marks(db, member):
    rows = db.session.query(Mark.place, Mark.mark).filter_by(member_id=member).order_by(Mark.place)
    return [tuple(row) for row in rows]


def test_words_and_whole_sentences_are_marked(db, alice):
    text = version_of(a_lab())
    assert marking.mark(alice, text.id, PAGE, "obscure", [1], [2])
    assert marks(db, alice) == [(place, "obscure") for place in (1, 5, 6, 7, 8, 9)]


def test_a_word_keeps_the_last_mark_and_may_lose_it(db, alice):
    text = version_of(a_lab())
    for mark, places in (("obscure", [0, 1, 2]), ("liked", [1]), ("none", [2])):
        marking.mark(alice, text.id, PAGE, mark, places)
    assert marks(db, alice) == [(0, "obscure"), (1, "liked")]


@pytest.mark.parametrize("places", [[], [10], [-1], [9999]])
def test_words_that_are_not_there_are_not_marked(db, alice, places):
    text = version_of(a_lab())
    with pytest.raises(Nowhere):
        marking.mark(alice, text.id, PAGE, "obscure", places, [3])
    assert (marks(db, alice), db.session.query(Reading).count(), ledger.balance(alice)) == ([], 0, 0)


@pytest.mark.parametrize(
    "first",
    [
        lambda who, lab: marking.mark(who, version_of(lab).id, PAGE, "long", [0]),
        lambda who, lab: marking.propose(who, version_of(lab, "B").id, PAGE, "Bleu !"),
        lambda who, lab: marking.prefer(who, lab.id, PAGE, "none"),
        lambda who, lab: marking.mark(who, version_of(lab).id, PAGE, "none", [0]),
    ],
)
def test_taking_part_is_paid_once_whatever_is_said(db, alice, first):
    lab = a_lab()
    assert first(alice, lab) is True
    for mark in marking.MARKS:
        assert marking.mark(alice, version_of(lab, "B").id, PAGE, mark, [0, 1]) is False
    assert marking.prefer(alice, lab.id, PAGE, "A") is False
    assert [(entry.because, entry.about, entry.amount) for entry in ledger.history(alice)] == [
        ("label.read", f"label:{lab.id}", 5)
    ]


def test_where_nothing_is_paid_taking_part_leaves_an_entry_all_the_same(db, alice):
    marking.prefer(alice, a_lab(points=0).id, PAGE, "B")
    assert [entry.amount for entry in ledger.history(alice)] == [0]


def test_a_rewrite_is_changed_and_taken_back(db, alice):
    text = version_of(a_lab())
    with pytest.raises(NothingWritten):
        marking.propose(alice, text.id, PAGE, "")
    for words in ("Un", "Deux"):
        marking.propose(alice, text.id, PAGE, words)
    assert [rewrite.text for rewrite in db.session.query(Rewrite)] == ["Deux"]
    marking.propose(alice, text.id, PAGE, "")
    assert db.session.query(Rewrite).count() == 0


def test_a_preference_is_one_and_changes(db, alice):
    lab = a_lab()
    for choice in ("A", "none", "B"):
        marking.prefer(alice, lab.id, PAGE, choice)
    assert reading.mine(alice, lab.id).preference == "B"


def test_there_is_no_preference_between_one_text(db, alice):
    with pytest.raises(Changed):
        marking.prefer(alice, a_lab(two=False).id, PAGE, "A")


@pytest.mark.parametrize("state", ["draft", "closed", "published"])
def test_a_lab_that_is_not_open_takes_nothing(db, alice, state):
    lab = a_lab(state)
    for deed in (
        lambda: marking.mark(alice, version_of(lab).id, PAGE, "obscure", [0]),
        lambda: marking.propose(alice, version_of(lab).id, PAGE, "Bleu"),
        lambda: marking.prefer(alice, lab.id, PAGE, "A"),
    ):
        with pytest.raises(Closed):
            deed()
    assert (db.session.query(Reading).count(), ledger.history(alice)) == (0, [])


def test_what_was_said_stays_as_it_was_when_the_lab_closes(db, alice):
    lab = a_lab()
    text = version_of(lab)
    marking.mark(alice, text.id, PAGE, "obscure", [0])
    rules.close(lab.id)
    with pytest.raises(Closed):
        marking.mark(alice, text.id, PAGE, "none", [0])
    assert marks(db, alice) == [(0, "obscure")]


def test_words_that_changed_since_the_page_was_read_are_not_marked(db, alice):
    lab = a_lab()
    before = version_of(lab).id
    rules.rewrite(lab.id, a_draft(title_fr="Le pot"))
    with pytest.raises(Changed):
        marking.mark(alice, version_of(lab).id, PAGE, "obscure", [0])
    marking.mark(alice, version_of(lab).id, Page(2, "fr"), "obscure", [0])
    assert before == version_of(lab).id or db.session.query(Mark).filter_by(version_id=before).count() == 0


def test_one_speaks_of_a_label_in_the_language_one_read_it_in(db, alice):
    lab = a_lab()
    marking.mark(alice, version_of(lab).id, Page(1, "en"), "obscure", [0])
    with pytest.raises(Changed):
        marking.mark(alice, version_of(lab).id, PAGE, "obscure", [1])
    assert reading.language(reading.versions(lab.id), reading.mine(alice, lab.id), "fr") == "en"


def test_a_language_a_text_lacks_is_read_by_nobody(db, alice):
    lab = a_lab(two=False, texts=(rules.Words("Le bleu."),))
    with pytest.raises(Changed):
        marking.mark(alice, version_of(lab).id, Page(1, "en"), "obscure", [0])
    assert reading.language(reading.versions(lab.id), None, "en") == "fr"


def test_one_member_s_marks_are_not_another_s(db, alice):
    text, bob = version_of(a_lab()), a_member("bob@club.fr", "Bob").id
    marking.mark(alice, text.id, PAGE, "obscure", [0])
    marking.mark(bob, text.id, PAGE, "none", [0])
    assert (marks(db, alice), marks(db, bob)) == ([(0, "obscure")], [])


def test_half_the_members_read_b_first(db):
    lab = a_lab()
    texts = reading.versions(lab.id)
    drawn = {number: reading.sheets(texts, number, "fr")[0].letter for number in range(1, 9)}
    assert sorted(drawn.values()) == ["A"] * 4 + ["B"] * 4
    assert drawn == {number: reading.sheets(texts, number, "fr")[0].letter for number in range(1, 9)}
    assert reading.sheets(texts, None, "fr")[0].letter == "A"


def test_the_base_holds_one_reading_a_member_and_one_mark_a_word(db, alice):
    lab = a_lab()
    text = version_of(lab)
    marking.mark(alice, text.id, PAGE, "obscure", [0])
    twice = [
        insert(Mark).values(version_id=text.id, member_id=alice, place=0, mark="liked"),
        insert(Reading).values(label_id=lab.id, member_id=alice, language="fr", preference="", at=lab.opened_at),
    ]
    for row in twice:
        with pytest.raises(IntegrityError):
            act(db.session.execute)(row)


def test_ten_tabs_at_once_take_part_once(app, db, alice):
    lab = a_lab()
    number, text = lab.id, version_of(lab).id
    db.session.rollback()
    barrier, faults, first = threading.Barrier(10), [], []

    def tab(place):
        with app.app_context():
            barrier.wait()
            try:
                first.append(marking.mark(alice, text, PAGE, "obscure", [0, place]))
            except Exception as fault:
                faults.append(fault)

    tabs = [threading.Thread(target=tab, args=(place,)) for place in range(10)]
    for each in tabs:
        each.start()
    for each in tabs:
        each.join()
    assert (faults, sorted(first)) == ([], [False] * 9 + [True])
    assert (ledger.balance(alice), db.session.query(Reading).filter_by(label_id=number).count()) == (5, 1)
    assert marks(db, alice) == [(place, "obscure") for place in range(10)]
