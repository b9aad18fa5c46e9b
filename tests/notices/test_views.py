from flask import render_template

from clubapp import i18n
from clubapp.notices import rules
from tests.conftest import a_member

FACTS = {"gift_fr": "<b>Sac</b>", "gift_en": "<i>Bag</i>", "points": 60, "day": "2027-01-21"}


def told(world, kind="claim_reminder"):
    world(lambda: rules.tell(a_member().id, kind, "/moi/bons/7", **FACTS))


def test_a_notice_is_said_once_escaped_and_leads_where_it_should(world, visit):
    told(world)
    page = visit("alice@club.fr").get("/moi/avis").text
    assert "&lt;b&gt;Sac&lt;/b&gt; vous attend encore" in page
    assert "la fin du 21 janvier 2027" in page
    assert "l’étagère" in page
    assert '<a class="list__title" href="/moi/bons/7">' in page


def test_what_is_unread_is_counted_until_it_is_read(world, visit):
    told(world)
    alice = visit("alice@club.fr")
    assert 'id="unread">1<' in alice.get("/").text
    assert alice.post("/moi/avis/lecture").location == "/moi/avis"
    page = alice.get("/moi/avis").text
    assert 'id="unread"' not in page
    assert "vous attend encore" in page


def test_its_letter_has_a_subject_a_name_and_an_address(app, clean):
    with app.app_context(), i18n.speaking("en"):
        letter = render_template(
            "mail/notice.txt", notice="claim_expired", name="Alice", leads_to="/moi/bons/7", facts=FACTS
        )
    subject, greeting, *rest = letter.splitlines()
    assert subject == "<i>Bag</i>: the date has passed"
    assert greeting == "Hello Alice,"
    assert "Your 60 points have returned." in letter
    assert f"{app.config['SETTINGS'].public_url}/moi/bons/7" in rest
