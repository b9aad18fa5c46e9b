"""Every door of the address map, tried by everybody."""

import sqlite3
from contextlib import closing

import pytest

from clubapp import doors, headers
from clubapp.app import create_app
from tests.house.network import PEOPLE, addresses

pytestmark = pytest.mark.house

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
EDITING = ("edit", "publish", "archive", "add_poster")
# Beyond the audience of an address: what a role or a museum shuts.
PRINTING = tuple(
    f"posters.{name}" for name in ("museum_pdf", "run", "run_pdf", "pdf", "say_printed", "say_placed", "revoke")
)
WRITING = (
    *("edit", "submit", "approve", "send_back", "schedule", "take_back", "publish", "archive"),
    *("revision", "restore"),
)
POLLING = ("edit", "open_poll", "close")
LABELS = ("edit", "open_up", "close", "publish", "add_poster", "told", "table", "hide")
FINDING = (
    *("index", "cross", "texts", "tag", "table", "written", "book", "publication"),
    *("say", "publish"),
)
HEARING = ("show", "publish", "withdraw", "read")
LEADING = (
    *("show", "edit", "definition", "duplicate", "time", "schedule", "take_back", "open_now"),
    *("pause", "resume", "close", "archive"),
)
SHUT = {
    ("desk here", "backoffice.activities.new"): 403,
    **{
        (who, f"backoffice.{page}"): 403
        for who in ("desk here", "curator elsewhere")
        for page in (*(f"activities.{name}" for name in EDITING), *PRINTING, "museums.edit")
    },
    ("curator elsewhere", "backoffice.activities.screen"): 403,
    **{("desk here", f"backoffice.articles.{page}"): 403 for page in ("new", "table", *WRITING)},
    **{("curator elsewhere", f"backoffice.articles.{page}"): 403 for page in WRITING},
    **{("desk here", f"backoffice.artworks.{page}"): 403 for page in ("new", "edit", "export")},
    ("curator elsewhere", "backoffice.artworks.edit"): 403,
    **{  # a file holds the works of many museums
        (who, f"backoffice.artworks.imports.{page}"): 403
        for who in ("desk here", "curator here", "curator elsewhere")
        for page in ("index", "show", "report", "try_again", "bring_in", "undo")
    },
    **{("desk here", f"backoffice.labels.{page}"): 403 for page in ("new", *LABELS)},
    **{("curator elsewhere", f"backoffice.labels.{page}"): 403 for page in LABELS},
    **{("desk here", f"backoffice.ratings.{page}"): 403 for page in ("index", *HEARING)},
    **{("curator elsewhere", f"backoffice.ratings.{page}"): 403 for page in HEARING},
    **{("desk here", f"backoffice.polls.{page}"): 403 for page in ("new", "table", *POLLING)},
    **{("curator elsewhere", f"backoffice.polls.{page}"): 403 for page in POLLING},
    **{
        (who, f"backoffice.surveys.{page}"): 403
        for who in ("desk here", "curator elsewhere")
        for page in (*LEADING, *(f"questions.{page}" for page in ("new", "edit", "move", "remove", "illustrate")))
    },
    **{
        (who, f"backoffice.survey_results.{page}"): 403
        for who in ("desk here", "curator elsewhere")
        for page in FINDING
    },
    **{  # the text, or the question, is not there
        (who, f"backoffice.survey_results.{page}"): 404 for who in ("curator here", "admin") for page in ("tag", "say")
    },
    **{("desk here", f"backoffice.surveys.{page}"): 403 for page in ("new", "from_model", "from_file")},
    ("desk here", "backoffice.journal.index"): 403,
    ("desk here", "backoffice.posters.odd"): 403,
    **{
        (who, f"backoffice.members.{page}"): 403
        for who in ("desk here", "curator elsewhere")
        for page in ("accept", "decline")
    },
    **{("desk here", f"backoffice.holds.{page}"): 403 for page in ("index", "hold", "release", "keep")},
    **{("curator elsewhere", f"backoffice.holds.{page}"): 403 for page in ("release", "keep")},
    **{("desk here", f"backoffice.shop.{page}"): 403 for page in ("new", "edit", "publish", "archive", "claims_csv")},
    **{  # the network's: whoever publishes in one museum reads them
        (who, f"backoffice.{room}.{page}"): 403
        for who in ("desk here", "curator here", "curator elsewhere")
        for room in ("trails", "goals")
        for page in ("new", "edit", "publish", "archive")
    },
    **{
        ("curator elsewhere", f"backoffice.shop.{page}"): 403
        for page in ("edit", "publish", "archive", "shelf", "restock", "count", "watch", "withdraw", "extend")
    },
    **{
        (who, f"backoffice.desk.{page}"): 403
        for who in ("curator here", "curator elsewhere")
        for page in ("index", "read", "look_up", "hand_over", "undo", "vouch")
    },
    **{  # no museum was named: there is nothing to print
        (who, "backoffice.posters.print_run"): 404
        for who in ("desk here", "curator here", "curator elsewhere", "admin")
    },
    **{(who, "backoffice.desk.hand_over"): 404 for who in ("desk here", "admin")},  # nor here
    **{(who, "backoffice.desk.read"): 404 for who in ("desk here", "admin")},  # no code was typed: nobody's voucher
}
HIDDEN = {  # from everybody: staff have their own page of it
    ("activities.rate", "draft"): 404,
    ("activities.show", "draft"): 404,
    **{
        (f"articles.{page}", state): 404
        for page in ("show", "finish", "react", "keep")
        for state in ("draft", "in_review", "reviewed", "scheduled", "archived")
    },
    **{(f"polls.{page}", "draft"): 404 for page in ("show", "vote")},
    **{(f"labels.{page}", "draft"): 404 for page in ("show", "mark", "propose", "prefer")},
    ("trails.show", "draft"): 404,
    **{(f"shop.{page}", state): 404 for page in ("show", "order", "wish", "aim") for state in ("draft", "archived")},
}
ALICES = ("shop.voucher", "shop.cancel")


def expected(who, endpoint, which):
    audience = doors.audience(endpoint)
    if audience != "public" and who == "stranger":
        return 401
    if audience == "staff" and who in ("member", "another member"):
        return 403
    if endpoint == "articles.preview":
        return 404  # without the stamp of its link
    if endpoint in ("articles.finish", "articles.keep") and which == "badge" and who != "another member":
        return 403  # Bob alone has the badge
    if endpoint.startswith("surveys.") and which == "draft" and who not in ("curator here", "admin"):
        return 404
    if endpoint in ALICES and who != "member":
        return 404
    return SHUT.get((who, endpoint)) or HIDDEN.get((endpoint, which)) or "in"


def found(answer):
    return answer.status_code if answer.status_code in (401, 403, 404) else "in"


@pytest.mark.parametrize("who", PEOPLE)
def test_each_address_lets_in_who_belongs(who, app, network, visit):
    table = {}
    for endpoint, path, method, which in addresses(app, network, "GET", *UNSAFE):
        visitor = visit(PEOPLE[who])
        answer = visitor.get(path) if method == "GET" else visitor.post(path)
        assert answer.status_code < 500 or endpoint == "machine.readyz", (path, answer.status_code)
        table[endpoint, method, which] = found(answer)
    assert table == {(endpoint, method, which): expected(who, endpoint, which) for endpoint, method, which in table}
    assert len(table) > 45


def test_an_address_nobody_spoke_for_stops_the_start(settings, monkeypatch):
    monkeypatch.setattr(doors, "PUBLIC", doors.PUBLIC - {"home.index"})
    with pytest.raises(LookupError, match=r"home\.index"):
        create_app(settings)


def test_the_lists_of_doors_hold_no_address_that_is_gone(app):
    there = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert (doors.PUBLIC | doors.MEMBERS | doors.STAFF_UNPROVEN) - there == set()
    assert doors.PUBLIC.isdisjoint(doors.MEMBERS)
    assert doors.STAFF_UNPROVEN.isdisjoint(doors.PUBLIC | doors.MEMBERS)


@pytest.mark.parametrize("who", ["stranger", "member", "admin"])
def test_every_answer_carries_the_headers(who, app, network, visit):
    for _endpoint, path, method, _which in [
        *addresses(app, network, "GET", *UNSAFE),
        ("", "/nulle-part", "GET", ""),
        ("", "/scans", "GET", ""),
        ("", "/static/nothing.css", "GET", ""),
    ]:
        visitor = visit(PEOPLE[who])
        answer = visitor.get(path) if method == "GET" else visitor.post(path)
        assert dict(headers.HEADERS).items() <= dict(answer.headers).items(), path
        assert answer.headers.getlist("Content-Security-Policy") == [headers.VARIANTS.get(path, headers.PAGE)], path
        assert answer.headers["X-Request-ID"], path
        assert answer.headers["Cache-Control"], path


@pytest.fixture
def base(settings):
    """What the whole base says, as text."""

    def dump():
        with closing(sqlite3.connect(settings.instance / "club.db")) as connection:
            return "\n".join(connection.iterdump())

    return dump


@pytest.mark.parametrize("who", ["stranger", "member", "admin"])
def test_reading_changes_nothing(who, app, network, visit, base):
    visitor = visit(PEOPLE[who])
    before = base()
    for _endpoint, path, method, _which in addresses(app, network, "GET", "HEAD", "OPTIONS"):
        visitor.client.open(path, method=method, headers=visitor.headers, buffered=True)
        assert base() == before, f"{method} {path} wrote"


ATTACKS = {
    "without a token": {"token": ""},
    "with a token made up": {"token": "IjEi.made.up"},
    "from another site": {"headers": {"Sec-Fetch-Site": "cross-site"}},
    "from another origin": {"headers": {"Sec-Fetch-Site": None, "Origin": "https://elsewhere.example"}},
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_other_site_makes_a_member_write(attack, app, network, visit, base):
    visitor = visit(PEOPLE["admin"])
    before = base()
    for _endpoint, path, method, _which in addresses(app, network, *UNSAFE):
        how = {"token": visitor.token()} | ATTACKS[attack]
        sent = {name: value for name, value in (visitor.headers | how.get("headers", {})).items() if value}
        answer = visitor.client.open(path, method=method, data={"csrf_token": how["token"]}, headers=sent)
        assert answer.status_code in (400, 403), path
        assert base() == before, path


def test_a_member_cannot_end_another_s_session(network, visit):
    alice, bob = visit(PEOPLE["member"]), visit(PEOPLE["another member"])
    for session in range(1, 12):
        bob.post(f"/moi/sessions/{session}/fin")
    assert alice.get("/moi").status_code == 200
