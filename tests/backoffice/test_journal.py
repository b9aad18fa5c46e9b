"""The page of the journal: whose it is, what it says, where it leads."""

import re

import pytest

from clubapp.activities import rules as activities
from clubapp.journal import rules as journal
from clubapp.members import rules as members
from clubapp.shop import claiming, handing
from clubapp.shop import rules as shop
from tests.conftest import a_museum, a_staff, an_activity
from tests.shop.conftest import a_gift, rich

ADA, MAX, DOM = "ada@club.fr", "max@club.fr", "dom@club.fr"
PAGE = "/equipe/journal"


@pytest.fixture
def staff(world, visit):
    """An administrator, a curator of the Céramique and an agent of the Beaux-Arts' desk, after a morning's work."""

    def morning():
        here, there = a_museum().id, a_museum("ceramique", "Musée de la Céramique", "teal").id
        ada, dom = a_staff(ADA, "Ada", "admin").id, a_staff(DOM, "Dom", "desk", here).id
        max_ = a_staff(MAX, "Max", "curator", there).id
        journal.note("staff.appointed", about=f"member:{max_}", by=None, museum_id=there)
        journal.note("gift.written", about="gift:3", by=ada)
        journal.note("activity.published", about="activity:7", by=max_, museum_id=there)
        journal.note("shop.handed_over", about="claim:12", by=dom, museum_id=here)
        journal.note("desk.looked_up", about=None, by=dom, museum_id=here)

    world(morning)
    return visit


def told(page):
    """The words of each line."""
    lines = re.findall(r'<tr id="line-\d+">.*?</tr>', page.text, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", line.split("</td>", 1)[1]).split()) for line in lines]


def test_an_administrator_reads_what_the_whole_network_did(staff):
    assert told(staff(ADA).get(PAGE)) == [
        "Dom a cherché les bons d’un membre personne en particulier Musée des Beaux-Arts",
        "Dom a remis un cadeau bon n° 12 Musée des Beaux-Arts",
        "Max a publié une activité activité n° 7 Musée de la Céramique",
        "Ada a écrit un cadeau cadeau n° 3 le réseau",
        "Un terminal a donné des droits d’équipe membre n° 3 Musée de la Céramique",
    ]


def test_a_curator_reads_what_was_done_in_their_museum_whatever_they_ask(staff):
    for asked in ("", "?musee=beaux-arts", "?musee=rien"):
        assert [line.split()[0] for line in told(staff(MAX).get(PAGE + asked))] == ["Max", "Un"]
    assert 'name="musee"' not in staff(MAX).get(PAGE).text


@pytest.mark.parametrize(("who", "status"), [(None, 401), (DOM, 403), (MAX, 200), (ADA, 200)])
def test_who_reads_it(staff, who, status):
    assert staff(who).get(PAGE).status_code == status


def test_its_door_stands_in_the_menu_of_who_may_open_it(staff):
    assert [f'href="{PAGE}"' in staff(who).get("/equipe/").text for who in (DOM, MAX, ADA)] == [False, True, True]


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ("musee=ceramique", ["Max", "Un"]),
        ("acte=shop.handed_over", ["Dom"]),
        ("musee=ceramique&acte=shop.handed_over", []),
        ("acte=rien", []),
    ],
)
def test_it_is_sifted_by_museum_and_by_act(staff, asked, who):
    page = staff(ADA).get(f"{PAGE}?{asked}")
    assert [line.split()[0] for line in told(page)] == who
    assert ("Rien d’inscrit ici" in page.text) is (who == [])


def test_a_museum_there_is_not_is_not_found(staff):
    assert staff(ADA).get(f"{PAGE}?musee=rien").status_code == 404


def test_the_next_page_keeps_what_was_asked(staff, world):
    world(lambda: [journal.note("gift.rewritten", about="gift:3", by=None) for _ in range(51)])
    page = staff(ADA).get(f"{PAGE}?acte=gift.rewritten")
    following = re.search(r'id="more-link" href="([^"]+)"', page.text)[1].replace("&amp;", "&")
    assert (len(told(page)), len(told(staff(ADA).get(following)))) == (50, 1)


def test_a_thing_with_a_page_is_a_link_to_it(staff):
    page = staff(ADA).get(PAGE).text
    assert re.findall(r'<td><a href="([^"]+)">', page) == [
        "/equipe/activites/7",
        "/equipe/boutique/3",
        "/equipe/membres/3",
    ]


def test_who_left_is_a_former_colleague(staff, world):
    world(lambda: members.erase(a_staff(DOM).id))
    assert [line.split(" a ")[0] for line in told(staff(ADA).get(PAGE))][:2] == ["un ancien collègue"] * 2


def test_a_line_names_its_gift_or_activity_its_voucher_and_why_a_hand_over_was_undone(staff, world):
    def afternoon():
        activity, _ = an_activity("Regardez bien")
        gift, shelf = a_gift()
        claimed = claiming.claim(rich(60).id, gift.id, shelf.museum_id, "key-00001")
        dom = a_staff(DOM).id
        for nonce, because in (("nonce-0001", "damaged"), ("nonce-0002", "mistake")):
            given = handing.hand_over(claimed.id, by=dom, museum_id=shelf.museum_id, nonce=nonce)
            handing.undo(given.id, by=dom, because=because)
        activities.archive(activity.id)
        shop.archive(gift.id)
        return claimed.code

    code = world(afternoon)
    lines = [re.sub(r" (Musée des Beaux-Arts|le réseau)$", "", line) for line in told(staff(ADA).get(PAGE))]
    assert lines[:2] == [
        "Un terminal a retiré un cadeau de la boutique Carte postale",
        "Un terminal a archivé une activité Regardez bien",
    ]
    assert lines[2:6] == [
        f"Dom a annulé une remise (Erreur de ma part) bon {code}",
        f"Dom a remis un cadeau bon {code}",
        f"Dom a annulé une remise (Le cadeau est abîmé) bon {code}",
        f"Dom a remis un cadeau bon {code}",
    ]
