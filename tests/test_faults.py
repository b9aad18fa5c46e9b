"""When something goes wrong: a page that says what, why and what next, in the reader's language."""

import pytest
from flask_babel import force_locale
from sqlalchemy.exc import OperationalError

from clubapp import faults
from clubapp.refusals import Busy, Refused
from tests.conftest import a_member


@pytest.fixture
def title(app):
    """An error's title as its page shows it; English has words of its own."""

    def in_language(status, language):
        words = {}
        for spoken, locale in (("fr", "fr"), ("en", "en_GB")):
            with app.app_context(), force_locale(locale):
                words[spoken] = str(faults.STALE[0] if status == 400 else faults.WORDS[status][0])
        assert words["fr"] != words["en"]
        return f"<h1>{words[language]}</h1>"

    return in_language


def provoke(visit, status, **kwargs):
    member = status == 403
    visitor = visit("alice@club.fr" if member else None, **kwargs)
    if status == 400:
        return visitor.post("/langue", token="made up")
    if status == 405:
        return visitor._read(visitor.client.put("/langue", headers=visitor.headers | {"X-CSRFToken": visitor.token()}))
    if status == 413:
        return visitor.post("/connexion", email="x" * (2 << 20))
    return visitor.get({401: "/moi", 403: "/equipe/", 404: "/nulle-part"}[status])


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 413])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_error_has_its_page_in_both_languages(visit, world, title, status, language):
    world(a_member)
    answer = provoke(visit, status, language=language)
    assert answer.status_code == status
    assert title(status, language) in answer.text


def test_htmx_gets_the_error_s_page_as_a_whole(visit):
    answer = visit(htmx=True).get("/nulle-part")
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (404, "body")


def test_the_queue_gets_an_error_it_can_read(visit):
    answer = visit(json=True).post("/scans", token="made up", code="P-0000-0000", scan_id="scan-0001")
    assert (answer.status_code, answer.mimetype, set(answer.json)) == (400, "application/json", {"error"})


@pytest.fixture
def broken(app, monkeypatch):
    """Break the home page with this fault; the application must answer as it does when nobody tests it."""
    monkeypatch.setattr(app, "testing", False)

    def break_home(fault):
        def fail():
            raise fault

        monkeypatch.setitem(app.view_functions, "home.index", fail)

    return break_home


@pytest.mark.parametrize("fault", [Busy(), OperationalError("SELECT 1", {}, Exception("disk I/O error"))])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_base_that_cannot_be_had_is_a_short_wait(visit, broken, title, fault, language):
    broken(fault)
    answer = visit(language=language).get("/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert title(503, language) in answer.text
    assert "disk" not in answer.text


def test_a_fault_of_ours_says_so_with_a_reference_and_nothing_of_its_own(visit, broken):
    broken(ZeroDivisionError("alice@club.fr divided by nothing"))
    answer = visit().get("/")
    assert answer.status_code == 500
    assert "C’est de notre faute" in answer.text
    assert f"<code>{answer.headers['X-Request-ID']}</code>" in answer.text
    assert "alice" not in answer.text


class Closed(Refused):
    says = "Fermé à %(hour)s : %(name)s."


def test_a_refusal_says_why_in_a_page_escaped(visit, broken):
    broken(Closed(hour="18 h", name="<b>Max</b>"))
    answer = visit().get("/")
    assert answer.status_code == 409
    assert "Fermé à 18 h : &lt;b&gt;Max&lt;/b&gt;." in answer.text


def test_a_refusal_to_htmx_is_the_message_alone(visit, broken):
    broken(Closed(hour="18 h", name="<b>Max</b>"))
    answer = visit(htmx=True).get("/")
    assert (answer.status_code, "HX-Retarget" in answer.headers, "<html" in answer.text) == (409, False, False)
    assert "Fermé à 18 h : &lt;b&gt;Max&lt;/b&gt;." in answer.text
