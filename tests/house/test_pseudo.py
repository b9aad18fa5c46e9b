"""The whole club read in an English where every sentence is bracketed: what stands bare was never translated."""

import io
import json
from pathlib import Path

import pytest
from babel.messages import mofile
from babel.messages.catalog import Catalog
from flask import render_template
from flask_babel import Babel
from jinja2 import meta

from clubapp import codes, faults, i18n
from clubapp import db as base
from clubapp.activities import rules as activities
from clubapp.activities.rules import Draft
from clubapp.app import create_app
from clubapp.members import rules as members
from clubapp.museums import rules as museums
from clubapp.posters import life
from clubapp.posters import rules as posters
from tests.house.network import addresses, bracket, bracket_versions, furnish
from tests.house.reader import Reader, strays, unread

pytestmark = pytest.mark.house


def bracketed(said):
    return f"⟦{said}⟧" if isinstance(said, str) else tuple(f"⟦{form}⟧" for form in said)


@pytest.fixture(scope="module")
def foreign(settings, app, tmp_path_factory):
    """The application, its English catalogue bracketed."""
    folder = tmp_path_factory.mktemp("translations")
    catalogue = Catalog(locale="en", charset="utf-8")
    for message in i18n.sources():
        if message.id:
            catalogue.add(message.id, bracketed(message.id))
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue)
    (folder / "en/LC_MESSAGES").mkdir(parents=True)
    (folder / "en/LC_MESSAGES/messages.mo").write_bytes(compiled.getvalue())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(i18n, "TRANSLATIONS", folder)
        patch.setattr(i18n, "babel", Babel())  # which remembers catalogues: ours must not reach another test
        foreign = create_app(settings)
    foreign.testing = True
    yield foreign
    with foreign.app_context():
        base.db.engine.dispose()


@pytest.fixture
def stray():
    return set()


@pytest.fixture
def read(foreign, clean, stray):
    """A new browser that notes what it cannot read."""

    def open_browser(email=None, **kwargs):
        reader = Reader(foreign, stray, **kwargs)
        if email:
            reader.enter(email)
            with foreign.app_context():
                unnamed_devices()
        return reader

    yield open_browser
    with foreign.app_context():
        base.db.engine.dispose()


@pytest.fixture
def town(foreign, clean):
    """The furnished network, its names and texts bracketed too; its numbers."""
    with foreign.app_context():
        numbers = furnish()
        bracket()
        bracket_versions()
        members_speak_english()
    return numbers


@base.act
def unnamed_devices():
    base.db.session.execute(base.db.text("UPDATE sessions SET device = ''"))


@base.act
def members_speak_english():
    base.db.session.execute(base.db.text("UPDATE members SET language = 'en'"))


PEOPLE = [None, "alice@club.fr", "bob@club.fr", "desk@club.fr", "sam@club.fr", "ada@club.fr"]


@pytest.mark.parametrize("email", PEOPLE)
def test_every_page_is_translated(email, foreign, town, read, stray):
    reader = read(email)
    for _endpoint, path, _method, _which in addresses(foreign, town, "GET"):
        reader.get(path)
    for path in (
        "/nulle-part",
        "/scans",
        "/q/rien",
        "/a-faire?musee=rien",
        "/activites?musee=rien",
        "/moi/points?avant=1",
    ):
        reader.get(path)
    assert stray == set()


def test_every_empty_page_is_translated(foreign, read, stray, clean):
    with foreign.app_context():
        members.appoint("ada@club.fr", "⟦Ada⟧", "admin", None)
        members_speak_english()
    for reader in (read(), read("ada@club.fr")):
        for path in (
            "/",
            "/a-faire",
            "/activites",
            *("/moi", "/moi/points", "/equipe/"),
            "/equipe/activites",
            *("/oeuvres", "/equipe/oeuvres", "/equipe/oeuvres?q=rien", "/equipe/oeuvres/imports"),
            *("/articles", "/articles?categorie=short", "/equipe/articles"),
            *("/equipe/enquetes", "/equipe/enquetes/nouvelle"),
            *("/cartels", "/equipe/cartels"),
            "/equipe/affiches",
            "/boutique",
            "/moi/bons",
            "/moi/avis",
            *("/equipe/boutique", "/equipe/boutique/stocks", "/equipe/boutique/bons"),
            "/equipe/musees",
            "/equipe/journal",
        ):
            reader.get(path)
    assert stray == set()


WRONG = [
    {},
    {
        "email": "nobody",
        "display_name": "<b>",
        "code": "x" * 41,
        "museum_id": "no",
        "title_fr": "⟦⟧" * 61,
        "title_en": "⟦⟧" * 61,
        "text_fr": "⟦⟧" * 2001,
        "text_en": "⟦⟧" * 2001,
        "points": "many",
        "limit": "never",
        "places": "⟦h⟧\n" * 21,
        "place": "⟦⟧" * 41,
        "language": "xx",
        "scan_id": "?",
    },
    {
        "email": "a+b@club.fr",
        "display_name": "x" * 41,
        "points": "501",
        "code": "P-0000-0000",
        "scan_id": "a-scan-of-mine",
    },
    {"email": "x" * 260 + "@club.fr"},
]


@pytest.mark.parametrize("email", [None, "alice@club.fr", "ada@club.fr"])
def test_every_mistake_is_told_in_english(email, foreign, town, read, stray):
    for fields in WRONG:
        for endpoint, path, _method, _which in addresses(foreign, town, "POST"):
            if endpoint not in ("members.sign_out", "me.end_sessions"):
                read(email).post(path, follow=True, **fields)
    assert stray == set()


def test_a_whole_visit_is_in_english(foreign, town, read, stray):
    nour = read()
    nour.fill(f"/q/{town.code}")
    nour.fill("/inscription", email="nour@club.fr", display_name="Nour", consent="y")
    with foreign.app_context():
        members.join("nour@club.fr", "⟦Nour⟧", "en")
    nour.fill("/connexion/code", code="000000")
    kept = nour.fill("/connexion/code", code=shown(nour.get("/connexion/code").text))
    assert "/scans/gardes" in kept.text
    nour.fill("/scans/gardes")
    for code in (town.code, codes.new("P"), "rien", *map(codes.new, "VTMH")):
        nour.fill("/scanner", code=code)
    for number in range(20):
        nour.fill("/scanner", code=f"rien {number}")
    nour.fill("/moi/adresse", email="nour2@club.fr")
    nour.fill("/moi/adresse/code", code="000000")
    nour.fill("/moi/adresse/code", code=shown(nour.get("/moi/adresse/code").text))
    nour.post("/moi/donnees/effacement", follow=True, sure="y")
    assert stray == set()


def shown(page):
    return page.split('id="demo-code"')[1].split(">")[1].split("<")[0]


def test_every_outcome_of_a_scan_is_in_english(foreign, town, read, stray):
    alice = read("alice@club.fr")
    with foreign.app_context():
        here = museums.every()[0].id
        for limit, points in (("once", 1), ("once", 0), ("daily", 7)):
            new = activities.write(Draft(here, "⟦t⟧", "⟦t⟧", "⟦x⟧", "⟦x⟧", points, limit), ["⟦p⟧"])
            activities.publish(new.id)
        every = [row.Poster.code for row in life.page()]
        life.revoke(posters.of(every[2]).id)
    for reader in (alice, read()):
        for turn in (1, 2):
            for code in every:
                reader.get(f"/q/{code}")
                reader.post("/scans", code=code, scan_id=f"scan-{turn}-{code}")
    for fields in ({"for": "somebody else"}, {"code": every[0]}):
        alice.post("/scans", **{"code": every[1], "scan_id": f"scan-1-{every[1]}"} | fields)
    asked = read("bob@club.fr", json=True).post("/scans", code=every[0], scan_id="by-the-queue")
    assert list(unread(asked.json["message"])) == []
    for path in ("/", "/moi/points", "/moi", "/scans/gardes"):
        alice.get(path)
    assert stray == set()


def test_what_staff_do_is_told_in_english(foreign, town, read, stray):
    ada = read("ada@club.fr")
    edit = f"/equipe/activites/{town.draft}"
    new = {"museum_id": "1", "title_fr": "⟦t⟧", "text_fr": "⟦x⟧", "points": "5", "limit": "once", "places": "⟦hall⟧"}
    ada.post("/equipe/activites/nouvelle", follow=True, **new)
    ada.post(edit, follow=True, **new)
    ada.post(f"{edit}/affiches", follow=True, place="⟦escalier⟧")
    for act in ("archivage", "publication", "publication", "archivage", "archivage", "publication"):
        ada.post(f"{edit}/{act}", follow=True)
        ada.get(edit)
    ada.post(edit, follow=True, **new | {"limit": "daily"})
    for email in ("alice@club.fr", "nobody@club.fr"):
        ada.post("/equipe/accueil/recherches", email=email, musee="1")
        ada.post("/equipe/accueil/recherches", email=email)
    for step in ("impression", "pose", "pose", "revocation"):
        ada.post(f"/equipe/affiches/1/{step}", follow=True)
        ada.get("/equipe/affiches/1")
    ada.get("/equipe/journal")
    assert stray == set()


@pytest.mark.parametrize("status", faults.WORDS)
def test_every_error_is_told_in_english(status, foreign, clean):
    with foreign.test_request_context("/", headers={"Accept-Language": "en"}):
        page = foreign.make_response(faults.page(status))
        stale = foreign.make_response(faults.page(status, stale=True))
    for answer in (page, stale):
        assert answer.status_code == status
        assert set(strays(answer.get_data(as_text=True))) == set()


def test_every_letter_is_in_english(foreign, clean):
    names = [name for name in foreign.jinja_env.list_templates() if name.startswith("mail/")]
    assert len(names) >= 3
    for name in names:
        source = foreign.jinja_env.loader.get_source(foreign.jinja_env, name)[0]
        wanted = meta.find_undeclared_variables(foreign.jinja_env.parse(source)) - set(foreign.jinja_env.globals)
        facts = {fact: 7 if fact == "days" else f"⟦{fact}⟧" for fact in wanted}
        for told in notices(foreign) if name == "mail/notice.txt" else [{}]:
            with foreign.test_request_context("/"), i18n.speaking("en"):
                assert list(unread(render_template(name, **facts | told))) == [], (name, told)


def notices(foreign):
    """Each kind of notice there is, with all that any of them may tell."""
    names = [name for name in foreign.jinja_env.list_templates() if name.startswith("notices/") and ".txt" in name]
    assert len(names) >= 5
    facts = {
        "gift_fr": "⟦cadeau⟧",
        "gift_en": "⟦gift⟧",
        "name_fr": "⟦badge⟧",
        "name_en": "⟦badge⟧",
        "activity_fr": "⟦activité⟧",
        "activity_en": "⟦activity⟧",
        "points": 60,
        "day": "2026-11-22",
        "museum": "⟦musée⟧",
        "free": 3,
        "reason_fr": "⟦raison⟧",
        "reason_en": "⟦reason⟧",
        "owed": 3,
        "answer": "⟦réponse⟧",
        "accepted": True,
        **dict.fromkeys(("article_fr", "article_en", "note"), "⟦article⟧"),
        **dict.fromkeys(("label_fr", "label_en", "survey_fr", "survey_en"), "⟦label⟧"),
    }
    return [{"notice": Path(name).stem, "facts": facts, "leads_to": ""} for name in names]


def test_the_manifest_is_in_english(foreign, clean):
    said = json.loads(foreign.test_client().get("/manifest.webmanifest?l=en").data)
    assert list(unread(said["description"])) == []
