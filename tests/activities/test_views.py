"""A poster's page and what it answers: to a browser, to htmx, and to the queue that speaks JSON."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from sqlalchemy import func, select

from clubapp.activities import proofs
from clubapp.activities import rules as activities
from clubapp.db import Model, db
from clubapp.points import ledger
from tests.conftest import a_member, a_staff, an_activity

pytestmark = pytest.mark.both_engines

ALICE = "alice@club.fr"
NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)
KEYS = {"result", "points", "balance", "message"}
TITLED = {"title", "lang"}  # where an activity is known


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def alice(world, visit):
    world(a_member)
    return visit(ALICE)


@pytest.fixture
def queue(alice, visit):
    """Alice's queue of scans, which asks for JSON."""
    return visit(ALICE, json=True)


def marks(answer):
    return re.findall(r'data-scan="(\w+)"', answer.text)


def fields(page):
    (form,) = re.findall(r'<form [^>]*action="/scans".*?</form>', page.text, re.S)
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))


def counts(world):
    tables = Model.metadata.sorted_tables
    return world(lambda: {t.name: db.session.scalar(select(func.count()).select_from(t)) for t in tables})


def test_the_poster_s_page_changes_nothing_and_is_never_stored(alice, client, world):
    _, code = world(an_activity)
    before = counts(world)
    for visitor in (alice, client):
        answer = visitor.get(f"/q/{code}")
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        assert "Regardez bien" in answer.text
    assert counts(world) == before


def test_the_poster_s_page_holds_one_form_with_the_code_and_a_fresh_id(alice, world):
    _, code = world(an_activity)
    first, second = fields(alice.get(f"/q/{code}")), fields(alice.get(f"/q/{code}"))
    assert (first["code"], second["code"]) == (code, code)
    assert first["scan_id"] != second["scan_id"]
    assert re.fullmatch(r"[\w-]{22,64}", first["scan_id"])


@pytest.mark.parametrize("state", ["draft", None])
def test_a_code_that_opens_nothing_is_not_found_and_not_stored(client, world, state):
    code = world(an_activity, state=state)[1] if state else "P-0000-0000"
    answer = client.get(f"/q/{code}")
    assert (answer.status_code, answer.headers["Cache-Control"], marks(answer)) == (404, "no-store", ["unknown"])


def test_a_draft_and_a_code_that_never_was_get_the_same_page(client, world):
    _, code = world(an_activity, state="draft")
    pages = [re.sub(r'(value="|X-CSRFToken": ")[^"]*', "", client.get(f"/q/{c}").text) for c in (code, "P-0000-0000")]
    assert pages[0].replace(code, "CODE") == pages[1].replace("P-0000-0000", "CODE")


def test_sending_the_page_s_form_credits_the_points(alice, world):
    _, code = world(an_activity, points=20)
    answer = alice.post("/scans", **fields(alice.get(f"/q/{code}")))
    assert (answer.status_code, marks(answer)) == (200, ["credited"])
    assert 'id="purse"' in answer.text
    assert 'data-balance="20"' in answer.text
    assert "20 points de plus." in answer.text


def test_each_result_is_marked_on_the_page_with_its_status(alice, world, clock):
    _, once = world(an_activity)
    _, daily = world(an_activity, limit="daily")
    _, archived = world(an_activity, state="archived")

    def send(code, **more):
        answer = alice.post("/scans", code=code, scan_id=f"scan-{send.count:04}", **more)
        send.count += 1
        return answer.status_code, marks(answer)

    send.count = 0
    assert [send(once), send(once)] == [(200, ["credited"]), (200, ["already"])]
    assert [send(daily), send(daily)] == [(200, ["credited"]), (200, ["cooldown"])]
    assert send(archived) == (200, ["closed"])
    assert send(once, **{"for": "x" * 43}) == (200, ["not_yours"])
    assert [send("P-0000-0000") for _ in range(21)] == [(404, ["unknown"])] * 20 + [(429, ["too_many"])]


def test_a_stranger_s_scan_is_kept_and_offers_to_come_in(client, world):
    _, code = world(an_activity, points=20)
    answer = client.post("/scans", **fields(client.get(f"/q/{code}")))
    assert (answer.status_code, marks(answer)) == (200, ["kept"])
    assert 'href="/inscription"' in answer.text
    assert 'href="/connexion"' in answer.text
    assert counts(world)["kept_scans"] == 1


def test_htmx_gets_the_answer_and_the_purse_not_a_page(alice, visit, world):
    _, code = world(an_activity, points=20)
    answer = visit(ALICE, htmx=True).post("/scans", code=code, scan_id="scan-0001")
    assert (answer.status_code, marks(answer)) == (200, ["credited"])
    assert "<html" not in answer.text
    assert re.search(r'id="purse"[^>]*data-balance="20"[^>]*hx-swap-oob="true"', answer.text)


def test_the_queue_gets_a_result_with_200_whatever_was_scanned(queue, world, clock):
    _, once = world(an_activity, points=20)
    _, daily = world(an_activity, points=5, limit="daily")
    _, archived = world(an_activity, state="archived")
    told = []
    for number, code in enumerate((once, once, daily, daily, archived, "P-0000-0000", "nonsense", "", "V-1234-5678")):
        answer = queue.post("/scans", code=code, scan_id=f"scan-{number:04}")
        assert (answer.status_code, answer.mimetype, set(answer.json) - TITLED) == (200, "application/json", KEYS)
        assert answer.json["message"]
        assert set(answer.json) >= TITLED if number < 5 else not TITLED & set(answer.json)
        told.append((answer.json["result"], answer.json["points"], answer.json["balance"]))
    unknown = [("unknown", 0, 25)] * 4
    expected = [("credited", 20, 20), ("already", 0, 20), ("credited", 5, 25), ("cooldown", 0, 25), ("closed", 0, 25)]
    assert told == expected + unknown


def test_the_queue_s_item_for_another_member_is_not_theirs(queue, world):
    _, code = world(an_activity)
    answer = queue.post("/scans", code=code, scan_id="scan-0001", **{"for": "another's mark"})
    assert (answer.status_code, answer.json["result"]) == (200, "not_yours")
    assert world(ledger.balance, 1) == 0


def test_the_queue_s_item_for_this_member_is_credited(queue, world):
    _, code = world(an_activity)
    mark = world(lambda: db.session.scalar(select(Model.metadata.tables["members"].c.mark)))
    answer = queue.post("/scans", code=code, scan_id="scan-0001", scanned_at="2026-11-22T09:00:00Z", **{"for": mark})
    assert answer.json["result"] == "credited"


def test_the_same_item_sent_again_gets_the_same_answer(queue, world):
    _, code = world(an_activity)
    answers = [queue.post("/scans", code=code, scan_id="scan-0001").json for _ in range(3)]
    assert answers[0]["result"] == "credited"
    assert answers[1:] == [answers[0]] * 2


def test_who_goes_back_and_types_the_right_code_is_credited(alice, world):
    _, code = world(an_activity)
    wrong, *right = [alice.post("/scans", code=typed, scan_id="scan-0001") for typed in ("P-0000-0000", code, code)]
    assert (wrong.status_code, marks(right[0]), marks(right[1])) == (404, ["credited"], ["credited"])
    assert world(ledger.balance, 1) == 20


@pytest.mark.parametrize("scan_id", ["", "short", "x" * 65, "scan 0001", "<b>scan</b>", "scan-0001\n", "🎨" * 10])
def test_a_scan_without_a_proper_id_is_refused_and_not_recorded(alice, queue, world, scan_id):
    _, code = world(an_activity)
    assert [v.post("/scans", code=code, scan_id=scan_id).status_code for v in (alice, queue)] == [422, 422]
    assert counts(world)["scans"] == 0


AT = [
    "",
    "nonsense",
    "2026-13-45",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "2026-11-22T09:00",
    "9" * 99,
]


@pytest.mark.parametrize("at", AT)
def test_a_device_s_time_that_is_nonsense_costs_nothing(queue, world, at):
    _, code = world(an_activity)
    assert queue.post("/scans", code=code, scan_id="scan-0001", scanned_at=at).json["result"] == "credited"


@pytest.mark.parametrize("typed", ["", "   "])
def test_an_empty_code_is_asked_again(client, typed):
    answer = client.post("/scans", code=typed, scan_id="scan-0001")
    assert answer.status_code == 422
    assert "Tapez le code écrit sous le carré de l’affiche." in answer.text


def test_an_archived_activity_s_page_can_still_be_read_and_a_draft_s_cannot(client, world):
    archived, _ = world(an_activity, state="archived")
    draft, _ = world(an_activity, state="draft")
    assert [client.get(f"/activites/{activity.id}").status_code for activity in (archived, draft)] == [200, 404]


def test_what_is_done_leaves_the_list_of_things_to_do(alice, world):
    activity, code = world(an_activity, "Regardez la main")
    world(an_activity, "Cherchez le chien")
    alice.post("/scans", code=code, scan_id="scan-0001")
    page = alice.get("/a-faire").text
    assert ("Cherchez le chien" in page, f'href="/activites/{activity.id}"' in page) == (True, False)
    world(activities.archive, activity.id)
    assert "Regardez la main" not in alice.get("/activites").text


QUESTION = {"proof": "question", "question_fr": "Quel fruit ?", "question_en": "Which fruit?", "answers": "une pêche"}


def test_the_answer_stands_on_no_page_and_the_question_comes_again_with_a_fresh_id(alice, client, world):
    activity, code = world(an_activity, **QUESTION)
    pages = [client.get(f"/activites/{activity.id}"), client.get(f"/q/{code}"), alice.get(f"/q/{code}")]
    first = fields(pages[-1])
    pages.append(alice.post("/scans", **first | {"answer": "une poire"}))
    assert marks(pages[-1]) == ["wrong_answer"]
    second = fields(pages[-1])
    assert (second["code"], second["scan_id"] != first["scan_id"]) == (code, True)
    assert not [page for page in pages if "pêche" in page.text]
    assert marks(alice.post("/scans", **second | {"answer": "UNE PÊCHE"})) == ["credited"]


def test_an_answer_longer_than_any_is_asked_again(alice, world):
    _, code = world(an_activity, **QUESTION)
    assert alice.post("/scans", code=code, scan_id="scan-0001", answer="x" * 121).status_code == 422


def test_the_screen_s_address_credits_when_it_is_opened_in_time(alice, visit, world, clock):
    activity, code = world(an_activity, proof="rotating")
    world(a_staff)
    sam, screen = visit("sam@club.fr"), f"/equipe/activites/{activity.id}/ecran"
    shown = [sam.get(screen) for _ in range(2)]
    assert len({re.search(r'<path d="[^"]+"/>', page.text)[0] for page in shown}) == 2
    assert {page.headers["Cache-Control"] for page in shown} == {"no-store"}
    address = world(lambda: proofs.on_screen(code, ""))
    sent = fields(alice.get(address))
    assert marks(alice.post("/scans", **fields(alice.get(f"/q/{code}")))) == ["expired_code"]
    assert marks(alice.post("/scans", **sent)) == ["credited"]


def test_a_poster_that_earns_nothing_by_itself_says_how_the_points_are_earned(alice, world):
    for proof, how in {"agent": "il scanne votre carte de membre", "rotating": "son carré change sans cesse"}.items():
        _, code = world(an_activity, proof, proof=proof)
        page = alice.get(f"/q/{code}").text
        assert (how in page, "Collecter" in page, "Scanner quand même" in page) == (True, False, True)
    on_screen = world(lambda: proofs.on_screen(code, ""))
    assert "Collecter" in alice.get(on_screen).text


def test_a_screen_s_whole_address_may_be_read_by_the_scanner(alice, world):
    _, code = world(an_activity, proof="rotating")
    address = world(lambda: proofs.on_screen(code, "https://club.musees.fr"))
    assert marks(alice.post("/scans", code=address, scan_id="scan-0001")) == ["credited"]


def taken(page):
    return re.findall(r'id="handover-code">([^<]+)<', page.text)


def test_a_stranger_s_scan_is_finished_in_another_browser_by_its_code_once(alice, client, visit, world):
    _, code = world(an_activity, points=20)
    kept = client.post("/scans", **fields(client.get(f"/q/{code}")))
    (typed,) = taken(kept)
    assert taken(client.get("/")) == [typed]
    page = alice.post("/scans", code=typed, scan_id="take-0001")
    assert (page.status_code, marks(page)) == (200, ["credited"])
    assert "20 points sont à vous" in page.text
    assert 'data-balance="20"' in page.text
    again = alice.post("/scans", code=typed, scan_id="take-0001")
    assert (marks(again), 'data-balance="20"' in again.text) == (["credited"], True)
    assert taken(client.get("/")) == []
    second = alice.post("/scans", code=typed, scan_id="take-0002")
    assert (marks(second), "Ce code de reprise a déjà servi" in second.text) == (["already"], True)


def test_the_queue_and_htmx_understand_a_hand_over_code(client, queue, visit, world):
    for number, points in enumerate((20, 30)):
        _, code = world(an_activity, f"Activité {number}", points)
        (typed,) = taken(client.post("/scans", code=code, scan_id=f"scan-000{number}"))
    answers = [queue.post("/scans", code=typed, scan_id="take-0001").json for _ in range(2)]
    assert answers[0] == answers[1]
    assert (answers[0]["result"], answers[0]["points"], answers[0]["balance"]) == ("credited", 50, 50)
    _, code = world(an_activity, "Une autre", 5)
    (typed,) = taken(client.post("/scans", code=code, scan_id="scan-0009"))
    fragment = visit(ALICE, htmx=True).post("/scans", code=typed, scan_id="take-0002")
    assert "<html" not in fragment.text
    assert marks(fragment) == ["credited"]
    assert re.search(r'id="purse"[^>]*data-balance="55"', fragment.text)


def test_a_stranger_who_types_a_hand_over_code_is_told_where_it_is_typed(client, world):
    page = client.post("/scans", code="H-1234-5678", scan_id="take-0001")
    assert (page.status_code, marks(page)) == (404, ["unknown"])
    assert "se tape une fois au club" in page.text
