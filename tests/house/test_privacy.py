"""What the club knows of people is on a written list; its logs know none of it; its one cookie is the declared one."""

import dataclasses
import json
import multiprocessing
import os
import re

import pytest
from sqlalchemy import JSON, String

from clubapp import db as base
from clubapp import jobs, logs
from clubapp.app import create_app
from clubapp.members import rules as members
from clubapp.settings import Settings
from tests.conftest import an_activity
from tests.house.reader import Reader

pytestmark = pytest.mark.house

PERSONAL = {
    "grants.note": "a word to colleagues about points given or taken back",
    "kept_scans.answer": "what a stranger answered before a work, until they come in",
    "label_rewrites.text": "how a member would write a wall label",
    "letters.facts": "what a letter not yet posted tells its reader",
    "letters.language": "the language it will be written in",
    "letters.to": "where it goes",
    "notices.facts": "what a member was told: a gift, a day, a museum",
    "members.display_name": "the name the club calls a member by",
    "members.email": "where their codes go",
    "members.language": "the language they read",
    "ratings.comment": "what a member wrote to the team about an activity",
    "reports.answer": "what the team answers",
    "reports.words": "what a member says they did not receive",
    "sessions.device": "“Firefox · Android”, to recognise one's own browsers",
    "survey_drafts.answers": "what a member has answered and not sent",
    "survey_responses.answers": "what somebody answered, under the name the identity mode allows or none",
    "survey_responses.pseudonym": "the number drawn for a member in confidential mode",
    "survey_responses.tags": "the words staff sort free texts by",
    "survey_waiting.answers": "what was answered anonymously and waits to be shuffled",
    "sign_in_codes.email": "who asked to come in, or to join",
    "sign_in_codes.network": "the fingerprint of a network address, against floods of mail",
}
# Texts that say nothing of anybody.
IMPERSONAL = {
    "activities": {"key", "title_fr", "title_en", "text_fr", "text_en", "limit", "hours", "state", "category"}
    | {"kind", "room", "access_fr", "access_en", "proof", "question_fr", "question_en", "answers", "debrief"},
    "article_reactions": {"feeling"},
    "article_revisions": {"said"},
    "articles": {"kind", "title_fr", "title_en", "lead_fr", "lead_en", "text_fr", "text_en", "easy_fr", "recording"}
    | {"transcript_fr", "transcript_en", "visibility", "act_fr", "act_en", "act_to", "slug", "state", "key", "note"},
    "artwork_import_rows": {"reference", "outcome", "reasons", "before", "after"},
    "artwork_imports": {"name", "file", "state"},
    "artworks": {"reference", "museofile", "museum_name", "inventory", "label", "title_fr", "title_en", "maker"}
    | {"date_text", "domain", "technique", "school", "size_text", "subjects", "description_fr", "description_en"}
    | {"acquired", "rights", "image_at", "flags", "edited", "key"},
    "badge_steps": {"about", "category", "because"},
    "badges": {"name_fr", "name_en", "text_fr", "text_en", "state", "key"},
    "claims": {"code", "key", "state"},
    "common_goals": {"name_fr", "name_en", "reward_fr", "reward_en", "category", "state", "key"},
    "entries": {"because", "about", "category"},
    "errands": {"kind", "facts"},
    "gifts": {"title_fr", "title_en", "story_fr", "story_en", "kind", "state", "key"},
    "grants": {"reason", "state", "key"},
    "hand_overs": {"nonce", "undone_because"},
    "handovers": {"code", "browser"},
    "holds": {"reason", "state"},
    "index_cards": {"kind", "language", "title", "text"},
    "journal": {"act", "about"},
    "kept_scans": {"browser", "scan_id", "code"},
    "label_marks": {"mark"},
    "label_readings": {"language", "preference"},
    "label_versions": {"letter", "text_fr", "text_en"},
    "labels": {"title_fr", "title_en", "state", "figures", "final_fr", "final_en", "key"},
    "letters": {"kind"},
    "members": {"mark", "card"},
    "museums": {"code", "name", "city", "accent", "about_fr", "about_en", "address", "hours_fr", "hours_en"}
    | {"museofile"},
    "notices": {"kind", "leads_to"},
    "pictures": {"name", "alt_fr", "alt_en", "credit", "caption_fr", "caption_en", "licence", "source", "focus"},
    "poll_options": {"code", "label_fr", "label_en"},
    "polls": {"question_fr", "question_en", "state", "key"},
    "posters": {"code", "place", "leads_to", "state"},
    "ratings": {"reasons", "language", "answer"},
    "recovery_codes": {"code_hash"},
    "reports": {"about", "key"},
    "scans": {"scan_id", "result"},
    "sessions": {"token_hash"},
    "sign_in_codes": {"browser", "code_hash"},
    "staff": {"role"},
    "staff_factors": {"secret", "offered"},
    "stock_moves": {"reason", "key"},
    "survey_choices": {"code", "label_fr", "label_en", "special"},
    "survey_fixes": {"about", "before"},
    "survey_items": {"code", "kind", "label_fr", "label_en", "hint_fr", "hint_en", "settings", "when"}
    | {"reading_fr", "reading_en", "decision_fr", "decision_en"},
    "survey_participations": {"identity"},
    "surveys": {"title_fr", "title_en", "lead_fr", "lead_en", "slug", "identity", "state", "audience", "key"}
    | {"figures"},
    "variants": {"name_fr", "name_en"},
}


def columns():
    return {
        f"{table.name}.{column.name}": column for table in base.db.metadata.sorted_tables for column in table.columns
    }


def test_the_columns_marked_personal_are_the_written_list(app):
    assert {name for name, column in columns().items() if column.info.get("personal")} == set(PERSONAL)


def test_every_text_of_the_base_was_thought_about(app):
    texts = {name for name, column in columns().items() if isinstance(column.type, String | JSON)}
    assert texts == set(PERSONAL) | {f"{table}.{name}" for table, names in IMPERSONAL.items() for name in names}


def visit_with_canaries(instance, env, answers):
    """Live a whole visit in a process of its own, its logs in a file; send back what none of them may hold."""
    log = os.open(instance / "log", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    settings = Settings(secret_key="a key for tests, long enough 1234", instance=instance)
    logs.configure(dataclasses.replace(settings, env=env))
    app = create_app(settings)
    with app.app_context():
        base.upgrade()
        _, poster = an_activity()
    nour = Reader(app, set())
    secrets = {"canari.mail@club.fr", "Canarine", poster, nour.token()}
    nour.fill(f"/q/{poster}")
    nour.fill("/inscription", email="canari.mail@club.fr", display_name="Canarine", consent="y")
    code = nour.get("/connexion/code").text.split('id="demo-code"')[1].split(">")[1].split("<")[0]
    nour.fill("/connexion/code", code="canari-code")
    nour.fill("/connexion/code", code=code)
    with nour.client.session_transaction() as session:
        secrets |= {session["_user_id"], session["browser"]}
    nour.fill("/scans/gardes")
    nour.post("/scans", code=poster, scan_id="canari-scan-id")
    nour.get("/articles?q=canari-sought")
    nour.get("/nulle-part/canari.mail@club.fr?code=canari-query")
    nour.fill("/moi/adresse", email="canari.new@club.fr")
    with app.app_context():
        members.appoint("dom@club.fr", "Dom", "desk", None)
    Reader(app, set()).enter("dom@club.fr").post("/equipe/accueil/recherches", email="canari.sought@club.fr")
    if env == "production":

        def broken():
            raise RuntimeError("canari.mail@club.fr broke it")

        app.testing = False
        app.view_functions["legal.notices"] = broken
        assert nour.get("/mentions-legales").status_code == 500
    with app.app_context():
        jobs.run(once=True)
    secrets |= {code, nour.client.get_cookie("club").value, "canari.new@club.fr", "canari.sought", "canari-"}
    answers.put(sorted(secrets))


@pytest.mark.parametrize("env", ["demo", "production"])
def test_the_logs_of_a_whole_visit_name_nobody(env, tmp_path):
    spawn = multiprocessing.get_context("spawn")
    answers = spawn.Queue()
    process = spawn.Process(target=visit_with_canaries, args=(tmp_path, env, answers))
    process.start()
    process.join(timeout=90)
    log = (tmp_path / "log").read_text()
    assert process.exitcode == 0, log[-2000:]
    assert len(log.splitlines()) > 15
    if env == "production":
        assert [json.loads(line) for line in log.splitlines()]
        assert "RuntimeError" in log
    assert [secret for secret in answers.get(timeout=5) if secret in log] == []


def test_the_one_cookie_is_the_declared_one(app, visit, world):
    _, code = world(an_activity)
    nour, names = Reader(app, set()), set()
    for path in ("/", "/a-faire", "/scanner", f"/q/{code}", "/connexion", "/mentions-legales", "/moi"):
        names |= {cookie.split("=")[0] for cookie in nour.get(path).headers.getlist("Set-Cookie")}
    joined = nour.fill("/inscription", email="nour@club.fr", display_name="Nour", consent="y")
    assert joined.status_code == 200
    assert names <= {"club"}
    answer = nour.post("/langue", language="en")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert re.match(r"club=[^;]+;", cookie)
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Domain" not in cookie


def test_a_page_merely_read_sets_no_cookie_that_outlives_the_browser(client):
    for path in ("/", "/a-faire", "/confidentialite"):
        assert not [c for c in client.get(path).headers.getlist("Set-Cookie") if "Expires" in c or "Max-Age" in c]
