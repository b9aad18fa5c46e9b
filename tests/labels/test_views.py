"""A label as visitors read it, mark it and see it again."""

import pytest

from clubapp.labels import marking, rules
from clubapp.labels.models import Lab, Mark
from clubapp.labels.rules import Words
from clubapp.members import rules as members
from clubapp.points import ledger
from clubapp.points.badges import Stage
from tests.conftest import a_badge, a_member, an_activity
from tests.labels.conftest import PAGE, A, a_draft, a_lab, a_reader, version_of

pytestmark = pytest.mark.both_engines
HERE = {"edition": "1", "language": "fr"}


@pytest.fixture
def lab(world):
    """The number of an open lab, and of its text A."""
    return world(lambda: (made := a_lab(), (made.id, version_of(made).id))[1])


@pytest.fixture
def alice(world, visit):
    world(a_member)
    return visit("alice@club.fr")


def mine(world):
    def marks():
        who = members.of("alice@club.fr").id
        rows = marking.db.session.query(Mark.place, Mark.mark).filter_by(member_id=who)
        return sorted(map(tuple, rows)), ledger.balance(who)

    return world(marks)


def test_a_stranger_reads_and_is_asked_to_come_in(client, lab):
    page = client.get(f"/cartels/{lab[0]}").text
    assert "émail" in page
    assert 'type="checkbox"' not in page
    assert 'id="come-in"' in page
    assert client.post(f"/cartels/versions/{lab[1]}/marques", mark="obscure", words="0", **HERE).status_code == 401


def test_words_are_boxes_named_by_themselves(alice, lab):
    page = alice.get(f"/cartels/{lab[0]}").text
    assert page.count('name="words"') == 10 + 5
    assert page.count('name="sentences"') == 2 + 2
    assert '<input class="pick__box" id="word-A-9" type="checkbox" name="words" value="9"><span>émail</span>' in page


def test_a_pen_and_some_words_are_one_sending(alice, world, lab):
    page = alice.post(f"/cartels/versions/{lab[1]}/marques", follow=True, mark="obscure", words=["1", "2"], **HERE)
    assert "Merci\u202f! 5 points sont à vous." in page.text
    assert page.text.count("(Obscur)") == 2
    assert mine(world) == ([(1, "obscure"), (2, "obscure")], 5)
    page = alice.post(f"/cartels/versions/{lab[1]}/marques", follow=True, mark="liked", sentences="1", **HERE)
    assert "C’est noté." in page.text
    assert mine(world) == ([(place, "liked") for place in range(5)], 5)


def test_htmx_gets_the_text_it_marked_and_the_purse(world, visit, lab):
    world(a_member)
    answer = visit("alice@club.fr", htmx=True).post(
        f"/cartels/versions/{lab[1]}/marques", mark="long", words="0", **HERE
    )
    assert answer.text.lstrip().startswith('<section class="wall" id="sheet-A"')
    assert 'id="sheet-B"' not in answer.text
    assert 'data-balance="5"' in answer.text
    assert 'value="long" checked' in answer.text


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"words": "0"}, "Choisissez d’abord ce que vous voulez en dire."),
        ({"mark": "obscure"}, "Cochez au moins un mot ou une phrase."),
        ({"mark": "shouting", "words": "0"}, "Choisissez dans la liste."),
        ({"mark": "obscure", "words": "rien"}, "Cochez au moins un mot ou une phrase."),
    ],
)
def test_what_lacks_is_said_beside_it_and_what_was_ticked_stays(alice, world, lab, sent, says):
    page = alice.post(f"/cartels/versions/{lab[1]}/marques", **sent, **HERE)
    assert page.status_code == 422
    assert says in page.text
    assert ('value="0" checked' in page.text) == (sent.get("words") == "0")
    assert mine(world) == ([], 0)


@pytest.mark.parametrize("words", ["99", "-1", "9" * 30])
def test_words_of_elsewhere_are_refused(alice, world, lab, words):
    assert alice.post(f"/cartels/versions/{lab[1]}/marques", mark="obscure", words=words, **HERE).status_code == 422
    assert mine(world) == ([], 0)


def test_a_page_of_before_is_refused(alice, world, lab):
    for stale in ({"edition": "0"}, {"edition": ""}, {"language": "en"} | {"edition": "7"}):
        answer = alice.post(f"/cartels/versions/{lab[1]}/marques", mark="obscure", words="0", **HERE | stale)
        assert answer.status_code == 409
    assert mine(world) == ([], 0)


def test_the_same_page_sent_again_pays_nothing_more(alice, world, lab):
    for _ in range(3):
        alice.post(f"/cartels/versions/{lab[1]}/marques", mark="obscure", words="0", **HERE)
        alice.post(f"/cartels/{lab[0]}/preference", preference="B", **HERE)
    assert mine(world) == ([(0, "obscure")], 5)


def test_a_rewrite_is_sent_shown_and_taken_back(alice, world, lab):
    where = f"/cartels/versions/{lab[1]}/reecriture"
    assert "Le &lt;b&gt;bleu" in alice.post(where, follow=True, text="Le <b>bleu", **HERE).text
    assert alice.post(where, text="a" * 2001, **HERE).status_code == 422
    assert alice.post(where, text="un\u202etexte", **HERE).status_code == 422
    assert "&lt;b&gt;" not in alice.post(where, follow=True, text="", **HERE).text
    assert alice.post(where, text="", **HERE).status_code == 422


def test_a_preference_is_chosen_among_three(alice, world, lab):
    where = f"/cartels/{lab[0]}/preference"
    assert alice.post(where, preference="C", **HERE).status_code == 422
    page = alice.post(where, follow=True, preference="none", **HERE).text
    assert 'value="none" checked' in page


@pytest.mark.parametrize("state", ["closed", "published"])
def test_nothing_is_said_of_a_lab_that_is_closed(alice, world, state):
    number, text = world(lambda: (lab := a_lab(state), (lab.id, version_of(lab).id))[1])
    assert "<form" not in alice.get(f"/cartels/{number}").text.split('id="lab"')[1].split("</main>")[0]
    for where, sent in (
        (f"/cartels/versions/{text}/marques", {"mark": "obscure", "words": "0"}),
        (f"/cartels/versions/{text}/reecriture", {"text": "Bleu"}),
        (f"/cartels/{number}/preference", {"preference": "A"}),
    ):
        assert alice.post(where, **sent, **HERE).status_code == 409
    assert mine(world) == ([], 0)


def test_a_draft_is_nowhere(alice, world):
    number = world(lambda: a_lab("draft").id)
    assert alice.get(f"/cartels/{number}").status_code == 404
    assert f"/cartels/{number}" not in alice.get("/cartels").text


def test_who_took_part_reads_before_and_after(alice, world, lab):
    alice.post(f"/cartels/versions/{lab[1]}/marques", mark="obscure", words="9", **HERE)
    world(lambda: (rules.close(lab[0]), rules.publish(lab[0], Words("Un émail blanc.\n\nPur.", "White."))))
    page = alice.get(f"/cartels/{lab[0]}").text
    assert "Un émail blanc." in page and "Réécrit grâce à vous" in page
    assert "(Obscur)" in page
    assert "Un cartel réécrit grâce à vous" in alice.get("/moi/avis").text
    assert "Cartel relu" in alice.get("/moi/points").text


def test_an_english_reader_reads_english_where_it_is_written(visit, world, lab):
    assert "The blue comes from afar." in " ".join(visit(language="en").get(f"/cartels/{lab[0]}").text.split())
    french = world(lambda: a_lab(two=False, texts=(Words(A.fr),)).id)
    assert "Le bleu vient de loin." in " ".join(visit(language="en").get(f"/cartels/{french}").text.split())


def test_nobody_reads_in_a_page_what_others_said(alice, world, lab):
    world(
        lambda: [a_reader(marking.db.session.get(Lab, lab[0]), n, {"obscure": [0]}, rewrite="Secret") for n in range(6)]
    )
    page = alice.get(f"/cartels/{lab[0]}").text
    assert "(Obscur)" not in page and "Secret" not in page


def test_words_are_escaped(client, world):
    number = world(lambda: a_lab(two=False, texts=(Words("<b>Le</b> bleu & <i>l'or</i>."),)).id)
    page = client.get(f"/cartels/{number}").text
    assert "<b>Le" not in page and "&lt;b&gt;Le" in page


def test_a_lab_is_found_from_what_is_to_do(alice, world, lab):
    world(an_activity)
    assert 'href="/cartels"' in alice.get("/a-faire").text
    assert 'href="/cartels"' in alice.get("/").text
    assert f'href="/cartels/{lab[0]}"' in alice.get("/cartels").text


def test_the_page_of_a_lab_s_edits_is_for_that_edit(alice, world, lab):
    world(lambda: rules.rewrite(lab[0], a_draft(title_fr="Le pot")))
    assert 'name="edition" value="2"' in alice.get(f"/cartels/{lab[0]}").text
    assert PAGE.edition == 1


def test_reading_labels_over_may_be_a_step_of_a_trail(alice, world, lab):
    world(a_badge, Stage(1, because="label.read"), name="Relecteur")
    assert '<a class="station__name" href="/cartels">' in alice.get("/parcours/1").text
    alice.post(f"/cartels/{lab[0]}/preference", preference="A", **HERE)
    assert "Relecteur" in alice.get("/moi").text
