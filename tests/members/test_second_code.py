"""The second factor at the door: in production no page of the staff opens without it, nor after half an hour away."""

import html
import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import time_machine
import zxingcpp
from PIL import Image, ImageDraw

from clubapp import db as base
from clubapp import doors
from clubapp.members import rules, second_factor
from clubapp.members.models import SignInCode
from tests.conftest import a_member, a_staff
from tests.house.network import PEOPLE, addresses, furnish
from tests.house.test_doors import expected

SAM, ADA = "sam@club.fr", "ada@club.fr"
DOOR = "/connexion/double-code"
NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def sam(world, come, clock):
    """Sam, whose application was set up yesterday, in by the mailed code alone."""
    world(a_staff)
    before = come().sign_in(SAM).set_up()
    clock.shift(timedelta(days=1))
    sam = come().sign_in(SAM)
    sam.secret, sam.recovery = before.secret, before.recovery
    return sam


def test_no_page_of_the_staff_opens_without_the_second_factor(open_club, world, come):
    numbers = world(furnish)
    ada, by_htmx = come().sign_in(ADA), come(htmx=True).sign_in(ADA)
    machine = come(json=True).sign_in(ADA)
    refused, token = set(), ada.token()
    for endpoint, path, method, _ in addresses(open_club, numbers, "GET", "POST", "PUT", "PATCH", "DELETE"):
        if doors.audience(endpoint) != "staff" or endpoint in doors.STAFF_UNPROVEN:
            continue
        for visitor in (ada, by_htmx, machine):
            visitor.headers["X-CSRFToken"] = token if visitor is ada else visitor.token()
        sent = [v.client.open(path, method=method, headers=v.headers) for v in (ada, by_htmx, machine)]
        assert [answer.status_code for answer in sent] == [303, 204, 401], path
        assert sent[0].headers["Location"].startswith(DOOR), path
        assert sent[1].headers["HX-Redirect"].startswith(DOOR), path
        assert set(sent[2].json) == {"error"}, path
        refused.add(endpoint)
    assert refused == {rule.endpoint for rule in open_club.url_map.iter_rules() if "/equipe" in rule.rule}
    assert len(refused) >= 8


def test_with_it_they_open(open_club, world, come):
    numbers = world(furnish)
    ada = come().sign_in(ADA).set_up()
    for endpoint, path, _, _ in addresses(open_club, numbers, "GET"):
        if endpoint.startswith(doors.STAFF):
            assert ada.get(path).status_code == 200, path


def test_a_member_and_a_stranger_get_no_nearer(world, come):
    world(a_member)
    alice = come().sign_in("alice@club.fr")
    for path in ("/equipe/", DOOR, "/moi/double-code"):
        assert (alice.get(path).status_code, come().get(path).status_code) == (403, 401), path
    assert alice.post("/moi/double-code").status_code == 403


def test_the_demo_does_not_ask(world, visit):
    world(a_staff)
    assert visit(SAM).get("/equipe/").status_code == 200


def test_who_has_none_is_led_to_set_it_up_and_in(world, come):
    world(a_staff)
    sam = come().sign_in(SAM)
    asked = sam.get("/equipe/activites")
    assert asked.headers["Location"] == f"{DOOR}?next=/equipe/activites"
    assert sam.get(asked.headers["Location"]).headers["Location"] == "/moi/double-code"
    assert sam.get("/moi/double-code").status_code == 200
    sam.set_up()
    assert sam.get("/equipe/activites").status_code == 200


def test_the_secret_is_shown_once_as_a_square_and_as_letters_and_kept_by_no_browser(world, come):
    world(a_staff)
    sam = come().sign_in(SAM)
    shown = sam.post("/moi/double-code")
    letters = re.search(r'id="letters"[^>]*>([^<]+)<', shown.text)[1].replace(" ", "")
    address = html.unescape(re.search(r'href="(otpauth:[^"]+)"', shown.text)[1])
    assert scanned(shown.text) == address
    assert pyotp.parse_uri(address).secret == letters
    assert shown.headers["Cache-Control"] == "no-store"
    wrong = sam.post("/moi/double-code/premier-code", code="nonsense")
    assert wrong.status_code == 422
    for page in (wrong, sam.get("/moi/double-code")):
        assert letters not in page.text.replace(" ", "")
        assert "<path" not in re.sub(r"<symbol.*?</symbol>", "", page.text)


def scanned(page):
    """What a telephone reads in the square of a page."""
    side = int(re.search(r'class="square"[^>]*viewBox="0 0 (\d+) \1"', page)[1])
    picture = Image.new("L", (side * 4, side * 4), 255)
    draw = ImageDraw.Draw(picture)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", page):
        left, top = int(x) * 4, int(y) * 4
        draw.rectangle((left, top, left + int(length) * 4 - 1, top + 3), fill=0)
    (found,) = zxingcpp.read_barcodes(picture)
    return found.text


def test_the_second_code_leads_back_to_the_page_asked_for(sam):
    door = sam.get("/equipe/activites?etat=draft").headers["Location"]
    page = sam.get(door)
    assert page.status_code == 200
    wrong = sam.post(DOOR, code="nonsense", next=way(page))
    assert (wrong.status_code, way(wrong)) == (422, "/equipe/activites?etat=draft")
    done = sam.post(DOOR, code=sam.shows(), next=way(wrong))
    assert (done.status_code, done.headers["Location"]) == (303, "/equipe/activites?etat=draft")
    assert sam.get("/equipe/activites").status_code == 200


def way(page):
    """Where the form of a page will lead."""
    form = page.text.partition(f'action="{DOOR}"')[2]
    return html.unescape(re.search(r'name="next" value="([^"]+)"', form)[1])


@pytest.mark.parametrize("following", ["https://elsewhere.example/", "//elsewhere.example", "/nulle-part", ""])
def test_the_second_code_leads_nowhere_else(sam, following):
    assert sam.post(DOOR, code=sam.shows(), next=following).headers["Location"] == "/equipe/"


def test_a_recovery_code_opens_once(sam, come):
    assert sam.post(DOOR, code=sam.recovery[0]).status_code == 303
    assert sam.get("/equipe/").status_code == 200
    again = come().sign_in(SAM)
    assert again.post(DOOR, code=sam.recovery[0]).status_code == 422
    assert again.get("/equipe/").status_code == 303


def test_a_code_seen_over_a_shoulder_opens_nothing(sam, come):
    thief = come().sign_in(SAM)
    shown = sam.shows()
    assert sam.post(DOOR, code=shown).status_code == 303
    page = thief.post(DOOR, code=shown)
    assert (page.status_code, "Ce code a déjà servi." in page.text) == (422, True)
    assert thief.get("/equipe/").status_code == 303


def test_wrong_codes_are_counted_over_http(sam):
    wrong = "000000" if sam.shows() != "000000" else "111111"
    said = [sam.post(DOOR, code=wrong).text for _ in range(10)]
    assert ["Ce n’est pas le bon code." in page for page in said] == [True] * 10
    late = sam.post(DOOR, code=sam.shows())
    assert (late.status_code, "Trop de codes faux à la suite." in late.text) == (422, True)


def test_the_session_goes_on_under_a_new_token_and_the_old_is_nobody_s(world, come, clock):
    """Twenty times, a cookie held before the second code is worth nothing after it."""
    world(a_staff)
    sam = come().sign_in(SAM).set_up()
    alive = []
    for _ in range(20):
        clock.shift(timedelta(minutes=1))
        sam.sign_in(SAM)
        stale, before = sam.token(), sam.cookie()
        assert sam.post(DOOR, code=sam.shows()).status_code == 303
        assert sam.cookie()["_user_id"] != before["_user_id"]
        assert sam.post("/moi/nom", token=stale, display_name="Sammy").status_code == 400
        thief = come()
        with thief.client.session_transaction() as session:
            session.update(before)
        alive.append(thief.get("/moi").status_code)
        world(base.act(lambda: base.db.session.query(SignInCode).delete()))
    assert alive == [401] * 20


def test_setting_it_up_moves_the_session_too(world, come):
    world(a_staff)
    sam = come().sign_in(SAM)
    before = sam.cookie()["_user_id"]
    assert sam.set_up().cookie()["_user_id"] != before
    assert len(world(rules.sessions, 1)) == 1


def test_a_factor_there_is_changes_only_once_shown(sam):
    assert sam.get("/moi/double-code").headers["Location"] == f"{DOOR}?next=/moi/double-code"
    assert sam.post("/moi/double-code").status_code == 403
    assert sam.post("/moi/double-code/secours").status_code == 403
    assert sam.post(DOOR, code=sam.shows(), next="/moi/double-code").headers["Location"] == "/moi/double-code"
    assert "il en reste 10" in sam.get("/moi/double-code").text
    fresh = sam.post("/moi/double-code/secours")
    assert fresh.headers["Cache-Control"] == "no-store"
    assert set(re.findall(r"<li><code>([^<]+)</code>", fresh.text)).isdisjoint(sam.recovery)


def test_whoever_lost_it_sets_another_after_the_reset(sam, world):
    assert world(second_factor.reset, SAM)
    assert sam.get("/equipe/").status_code == 401
    sam.sign_in(SAM)
    assert sam.get("/equipe/", follow_redirects=True).request.path == "/moi/double-code"
    sam.set_up()
    assert sam.get("/equipe/").status_code == 200


def test_everybody_else_of_the_network_is_where_they_were(open_club, world, come):
    numbers = world(furnish)
    alice = come().sign_in(PEOPLE["member"])
    for endpoint, path, _, which in addresses(open_club, numbers, "GET"):
        opens = doors.audience(endpoint) != "staff" and expected("member", endpoint, which) == "in"
        if opens and endpoint != "machine.readyz":
            assert alice.get(path).status_code in (200, 303), path
