"""Behind the door: who may write what, and the table of an activity's states."""

import re

import pytest

from clubapp.activities import rules
from clubapp.activities.models import Activity
from clubapp.db import db
from clubapp.posters import rules as posters
from tests.conftest import a_member, a_museum, a_staff, an_activity

pytestmark = pytest.mark.both_engines

SAM, DOM, MAX = "sam@club.fr", "dom@club.fr", "max@club.fr"
STATES = ("draft", "published", "archived")
TABLE = {("draft", "published"), ("published", "archived"), ("archived", "published")}
MOVES = {"publication": "published", "archivage": "archived"}


@pytest.fixture
def staff(world, visit):
    """Sam publishes for the fine arts, Max for ceramics; Dom is at the desk of the fine arts."""

    def house():
        here, there = a_museum().id, a_museum("ceramique", "Musée de la Céramique", "teal").id
        a_staff(SAM, "Sam", "curator", here)
        a_staff(MAX, "Max", "curator", there)
        a_staff(DOM, "Dom", "desk", here)
        a_member()
        return here, there

    world(house)
    return visit


def state(world, activity):
    return world(lambda: db.session.get(Activity, activity.id).state)


def draft(museum=1, **changed):
    written = {
        "museum_id": museum,
        "title_fr": "Comptez les mains",
        "text_fr": "Regardez.",
        "points": "20",
        "limit": "once",
        "places": "Hall\n\n  Escalier  \n",
    }
    return written | changed


def said(answer):
    return set(re.findall(r'<p class="field__error".*?<span>(.*?)</span>', answer.text))


def test_a_screen_is_not_opened_to_visitors_before_it_has_a_code_to_show(staff, world):
    def unshown():
        return rules.write(rules.Draft(1, "Le conte", "", "Écoutez.", "", 40, "once", proof="rotating"), ())

    screen = world(unshown)
    publish = f"/equipe/activites/{screen.id}/publication"
    refused = staff(SAM).post(publish)
    assert (refused.status_code, "Son écran montrera" in refused.text, state(world, screen)) == (409, True, "draft")
    staff(SAM).post(f"/equipe/activites/{screen.id}/affiches", place="Auditorium")
    assert (staff(SAM).post(publish).status_code, state(world, screen)) == (303, "published")


def test_staff_write_a_draft_with_a_poster_for_each_place(staff, world):
    answer = staff(SAM).post("/equipe/activites/nouvelle", **draft())
    assert (answer.status_code, answer.headers["Location"]) == (303, "/equipe/activites/1")
    written = world(lambda: db.session.get(Activity, 1))
    assert (written.title_fr, written.points, written.limit, written.state) == (
        "Comptez les mains",
        20,
        "once",
        "draft",
    )
    assert [poster.place for poster in world(posters.leading_to, "/activites/1")] == ["Hall", "Escalier"]


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("start", STATES)
def test_an_activity_moves_as_the_table_says_and_every_other_move_is_refused(staff, world, start, move):
    activity, _ = world(an_activity, state=start)
    answer = staff(SAM).post(f"/equipe/activites/{activity.id}/{move}")
    if (start, MOVES[move]) in TABLE:
        assert (answer.status_code, state(world, activity)) == (303, MOVES[move])
    else:
        assert (answer.status_code, state(world, activity)) == (409, start)
        assert "n’est plus dans l’état où vous l’avez vue." in answer.text


def test_htmx_gets_the_new_state_or_the_refusal_alone(staff, world):
    activity, _ = world(an_activity, state="draft")
    sam = staff(SAM, htmx=True)
    first = sam.post(f"/equipe/activites/{activity.id}/publication")
    assert (first.status_code, 'id="activity-state"' in first.text) == (200, True)
    second = sam.post(f"/equipe/activites/{activity.id}/publication")
    assert (second.status_code, 'id="activity-state"' in second.text, 'id="messages"' in second.text) == (
        409,
        False,
        True,
    )


@pytest.mark.parametrize("limit", ["once", "daily"])
def test_the_limit_of_a_draft_changes_and_that_of_a_published_activity_does_not(staff, world, limit):
    other = {"once": "daily", "daily": "once"}[limit]
    activity, _ = world(an_activity, state="draft", limit=limit)
    sam, path = staff(SAM), f"/equipe/activites/{activity.id}"
    assert sam.post(path, **draft(limit=other)).status_code == 303
    world(rules.publish, activity.id)
    refused = sam.post(path, **draft(limit=limit, title_fr="Autre titre"))
    assert refused.status_code == 422
    assert "La limite d’une activité déjà publiée ne change plus." in refused.text
    kept = world(lambda: db.session.get(Activity, activity.id))
    assert (kept.limit, kept.title_fr) == (other, "Comptez les mains")
    world(rules.archive, activity.id)
    assert sam.post(path, **draft(limit=limit)).status_code == 422
    assert sam.post(path, **draft(limit=other, title_fr="Autre titre")).status_code == 303


OPENINGS = {
    "limit": "weekly",
    "times": "3",
    "ceiling": "40",
    "first_day": "2026-12-01",
    "last_day": "2026-12-31",
    "days": ["7", "2", "3"],
    "since": "10:00",
    "until": "12:00",
    "since_again": "14:00",
    "until_again": "18:00",
}


def test_how_often_when_and_how_many_are_kept_and_shown_again(staff, world):
    sam = staff(SAM)
    sam.post("/equipe/activites/nouvelle", **draft(**OPENINGS))
    first = world(lambda: db.session.get(Activity, 1))
    assert (first.limit, first.times, first.minutes, first.ceiling) == ("weekly", 3, None, 40)
    assert (first.hours, first.opens_at.isoformat(), first.closes_at.isoformat()) == (
        "237 10:00-12:00 14:00-18:00",
        "2026-11-30T23:00:00+00:00",
        "2026-12-31T23:00:00+00:00",
    )
    shown = sam.get("/equipe/activites/1").text
    typed = dict(re.findall(r'value="([^"]+)" id="(\w+)"', shown))
    assert typed.items() >= {v: k for k, v in OPENINGS.items() if k not in ("limit", "days")}.items()
    assert re.findall(r'name="days" value="(\d)" checked', shown) == ["2", "3", "7"]
    world(rules.publish, 1)
    page = staff().get("/activites/1").text
    for words in ("1 décembre 2026", "31 décembre 2026", "3 fois par semaine", "Mardi, mercredi et dimanche"):
        assert words in page.replace("\u202f", " ")


def test_where_it_is_and_how_to_get_in_are_on_the_page_and_the_cartel(staff, world):
    access = "Trois marches.\nUn banc."
    staff(SAM).post("/equipe/activites/nouvelle", **draft(room=" Salle  2.14 ", access_fr=access))
    staff(SAM).post("/equipe/activites/nouvelle", **draft(kind="at_home", room="Salle 2.14"))
    for number in (1, 2):
        world(rules.publish, number)
    nour = staff()
    page = nour.get("/activites/1").text
    assert "Salle 2.14" in page and "Trois marches.\nUn banc." in page
    assert "Chez vous" in nour.get("/activites/2").text
    cartels = re.findall(r'<p class="cartel__facts">(.*?) · ', nour.get("/activites").text)
    assert cartels == ["Chez vous", '<span lang="fr">Rouen, Salle 2.14</span>']


def test_a_limit_already_published_is_sent_back_as_it_stands(staff, world):
    activity, _ = world(an_activity, limit="weekly", times=2)
    sam, path = staff(SAM), f"/equipe/activites/{activity.id}"
    assert sam.post(path, **draft(limit="weekly", times="2", title_fr="Autre titre")).status_code == 303
    assert sam.post(path, **draft(limit="weekly", times="3")).status_code == 422


@pytest.mark.parametrize("who", [MAX, DOM, "alice@club.fr"])
@pytest.mark.parametrize("act", ["", "/publication", "/archivage", "/affiches"])
def test_staff_of_another_museum_the_desk_and_members_change_nothing(staff, world, who, act):
    activity, _ = world(an_activity, state="draft")
    other, _ = world(an_activity, state="published")
    for each in (activity, other):
        answer = staff(who).post(f"/equipe/activites/{each.id}{act}", **draft(title_fr="Autre titre", place="Toit"))
        assert answer.status_code == 403
    assert [state(world, each) for each in (activity, other)] == ["draft", "published"]
    assert world(lambda: db.session.get(Activity, activity.id).title_fr) == "Regardez bien"
    assert len(world(posters.leading_to, activity.address)) == 1


def test_the_desk_writes_nothing_new_and_nobody_writes_for_another_museum(staff, world):
    assert staff(DOM).post("/equipe/activites/nouvelle", **draft()).status_code == 403
    foreign = staff(SAM).post("/equipe/activites/nouvelle", **draft(museum=2))
    assert foreign.status_code == 422
    activity, _ = world(an_activity)
    assert staff(SAM).post(f"/equipe/activites/{activity.id}", **draft(museum=2)).status_code == 422
    assert world(lambda: [each.museum_id for each in db.session.query(Activity)]) == [1]


def test_an_activity_that_moves_house_takes_its_posters_along(staff, world):
    activity, _ = world(an_activity)
    world(a_staff, "ada@club.fr", "Ada", "admin")
    assert staff("ada@club.fr").post(f"/equipe/activites/{activity.id}", **draft(museum=2)).status_code == 303
    assert [poster.museum_id for poster in world(posters.leading_to, activity.address)] == [2]


BAD = [
    ({"title_fr": ""}, {"Donnez un titre."}),
    ({"title_fr": "   "}, {"Donnez un titre."}),
    ({"title_fr": "x" * 121}, {"120 caractères au plus."}),
    ({"text_fr": ""}, {"Écrivez l’invitation."}),
    ({"text_fr": "x" * 4001}, {"4\u202f000 caractères au plus."}),
    ({"title_en": "x" * 121}, {"120 caractères au plus."}),
    ({"text_en": "x" * 10_000}, {"4\u202f000 caractères au plus."}),
    ({"points": ""}, None),
    ({"points": "-1"}, {"De 0 à 500 points."}),
    ({"points": "501"}, {"De 0 à 500 points."}),
    ({"points": "9" * 5000}, None),
    ({"points": "vingt"}, None),
    ({"points": "1.5"}, None),
    ({"limit": "hourly"}, None),
    ({"limit": "weekly"}, {"Dites combien de fois par semaine."}),
    ({"limit": "weekly", "times": "21"}, {"De 1 à 20 fois."}),
    ({"limit": "spaced"}, {"Dites après combien de minutes."}),
    ({"limit": "spaced", "minutes": "1441"}, {"De 1 à 1\u202f440 minutes."}),
    ({"proof": "question"}, {"Écrivez la question, et au moins une réponse acceptée."}),
    ({"proof": "question", "question_fr": "Qui ?"}, {"Écrivez la question, et au moins une réponse acceptée."}),
    ({"proof": "trust"}, {"Choisissez dans la liste."}),
    ({"kind": "at_sea"}, {"Choisissez dans la liste."}),
    ({"room": "x" * 81}, {"80 caractères au plus."}),
    ({"access_fr": "x" * 401}, {"400 caractères au plus."}),
    ({"ceiling": "-1"}, {"De 0 à 100\u202f000 fois."}),
    ({"first_day": "2026-12-02", "last_day": "2026-12-01"}, {"Le dernier jour vient avant le premier."}),
    ({"first_day": "demain"}, None),
    ({"last_day": "1999-12-31"}, {"Choisissez une date entre 2000 et 2099."}),
    ({"days": "8"}, {"Choisissez dans la liste."}),
    ({"since": "10:00"}, {"Dites aussi l’heure de fermeture."}),
    ({"since": "10:00", "until": "10:00"}, {"La fermeture vient avant l’ouverture."}),
    ({"since": "dix heures"}, None),
    (
        {"since": "10:00", "until": "12:00", "since_again": "11:00", "until_again": "13:00"},
        {"La deuxième ouverture vient après la première."},
    ),
    (
        {"since_again": "11:00", "until_again": "13:00"},
        {"La deuxième ouverture vient après la première."},
    ),
    ({"museum_id": "99"}, None),
    ({"museum_id": "nonsense"}, None),
    ({"places": "\n".join(["Hall"] * 21)}, {"Vingt affiches au plus, 80 caractères par lieu."}),
    ({"places": "x" * 81}, {"Vingt affiches au plus, 80 caractères par lieu."}),
]


@pytest.mark.parametrize(("changed", "sentences"), BAD, ids=[str(each)[:30] for each, _ in BAD])
def test_what_cannot_be_an_activity_is_told_so_and_not_written(staff, world, changed, sentences):
    answer = staff(SAM).post("/equipe/activites/nouvelle", **draft(**changed))
    assert answer.status_code == 422
    assert said(answer) == sentences or (sentences is None and len(said(answer)) == 1)
    assert not [words for words in said(answer) if re.search("Not a valid|Invalid|This field", words)]
    assert world(lambda: db.session.query(Activity).count()) == 0


@pytest.mark.parametrize(
    "title", ["<b>Gras</b>", "{{ 7 * 7 }}", "L'œil & la main", '"><script>alert(1)</script>', "🎨 Peignez"]
)
def test_what_staff_write_is_shown_as_written(staff, world, client, title):
    staff(SAM).post("/equipe/activites/nouvelle", **draft(title_fr=title, text_fr=title))
    world(rules.publish, 1)
    pages = [client.get(path).text for path in ("/activites", "/activites/1")]
    pages += [staff(SAM).get(path).text for path in ("/equipe/activites", "/equipe/activites/1", "/equipe/affiches")]
    assert not [page for page in pages if "<b>Gras" in page or "<script>alert" in page or "<title>49" in page]


def test_a_new_activity_sent_twice_is_written_once(staff, world):
    sam = staff(SAM)
    key = re.search(r'name="key"[^>]* value="([^"]+)"', sam.get("/equipe/activites/nouvelle").text)[1]
    first, again = (sam.post("/equipe/activites/nouvelle", **draft(key=key)) for _ in range(2))
    assert (first.status_code, again.location) == (303, first.location)
    assert sam.post("/equipe/activites/nouvelle", **draft(key=key, points="40")).status_code == 409
    assert world(lambda: [(each.id, each.points) for each in db.session.query(Activity)]) == [(1, 20)]
    assert len(world(posters.leading_to, "/activites/1")) == 2


def test_what_a_colleague_wrote_is_not_overwritten_unread(staff, world):
    activity, _ = world(an_activity)
    path = f"/equipe/activites/{activity.id}"
    read = re.search(r'name="version"[^>]* value="(\d+)"', staff(SAM).get(path).text)[1]
    assert staff(SAM).post(path, **draft(points="40", version=read)).status_code == 303
    refused = staff(SAM).post(path, **draft(title_fr="Autre titre", version=read))
    assert (refused.status_code, "Cette activité a changé" in refused.text) == (409, True)
    kept = world(lambda: db.session.get(Activity, activity.id))
    assert (kept.points, kept.title_fr) == (40, "Comptez les mains")


def test_a_poster_s_place_is_asked_for(staff, world):
    activity, _ = world(an_activity)
    for place, words in (("", "Dites où l’affiche sera posée."), ("x" * 81, "80 caractères au plus.")):
        answer = staff(SAM).post(f"/equipe/activites/{activity.id}/affiches", place=place)
        assert (answer.status_code, said(answer)) == (422, {words})
    assert staff(SAM).post(f"/equipe/activites/{activity.id}/affiches", place=" Le  toit ").status_code == 303
    assert [poster.place for poster in world(posters.leading_to, activity.address)] == ["Hall", "Le toit"]
