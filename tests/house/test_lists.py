"""Lists cost the same however long they are, and turning their pages meets everything once."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event, insert, text

from clubapp import clock, codes, folding, searching
from clubapp import db as base
from clubapp.activities.models import Activity
from clubapp.articles.models import Article
from clubapp.artworks.models import Artwork, Import, Like, Row
from clubapp.journal.models import Line
from clubapp.members import rules as members
from clubapp.members.models import Session
from clubapp.points.models import Account, Award, Badge, CommonGoal, Entry, Step
from clubapp.posters.models import Poster, Scan
from clubapp.searching import IndexCard
from clubapp.surveys.models import Survey
from tests.conftest import a_museum, a_staff

pytestmark = pytest.mark.house

ADA = "ada@club.fr"
STAFF_PAGES = [
    *("/equipe/", "/equipe/activites", "/equipe/articles", "/equipe/affiches", "/equipe/soupcons", "/equipe/journal"),
    *("/equipe/oeuvres", "/equipe/oeuvres/imports", "/equipe/oeuvres/imports/1"),
    *(
        "/equipe/enquetes",
        "/equipe/parcours",
        "/equipe/objectifs",
        "/equipe/retours",
        "/equipe/membres",
        "/equipe/signalements",
    ),
]
SEARCHES = ["/articles?q=article", "/articles?q=art+tex&categorie=short&suite=2"]
MINE = ["/moi", "/moi/points", "/oeuvres"]
PAGES = ["/", "/a-faire", "/activites", "/articles", *SEARCHES, "/parcours", *MINE, *STAFF_PAGES]


@base.act
def fill(count):
    """`count` activities, each with a poster, an entry, a line in the journal, a scan; sessions, badges and goals."""
    museum, ada, now = a_museum().id, a_staff(ADA, "Ada", "admin").id, clock.now()
    far = now + timedelta(days=9999)
    done = {"member_id": ada, "amount": 1, "because": "activity.done", "museum_id": museum, "at": now}
    words = {"text_fr": "Texte", "points": 1, "limit": "once", "state": "published"}
    rows = {
        Activity: lambda n: words | {"id": n, "museum_id": museum, "title_fr": f"Activité {n}"},
        Poster: lambda n: (
            {"id": n, "code": code(n), "museum_id": museum, "place": "Hall", "made_at": now}
            | {"leads_to": f"/activites/{n}"}
        ),
        Entry: lambda n: done | {"id": n, "balance_after": n, "about": f"activity:{n}@2020-01-01"},
        Scan: lambda n: {
            "member_id": ada,
            "poster_id": n,
            "result": "credited",
            "received_at": now,
            "second": int(now.timestamp()),
        },
        Line: lambda n: {"at": now, "by": ada, "act": "activity.written", "about": f"activity:{n}"},
        Session: lambda n: {"member_id": ada, "token_hash": f"{n}", "device": "", "started_at": now, "ends_at": far},
        Badge: lambda n: {"id": n, "name_fr": f"Badge {n}", "text_fr": "Texte", "state": "published"},
        Survey: lambda n: (
            {"id": n, "museum_id": museum, "title_fr": f"Enquête {n}", "lead_fr": "Texte", "slug": f"enquete-{n}"}
            | {"identity": "named", "state": "open"}
        ),
        Article: lambda n: {
            **{"id": n, "museum_id": museum, "kind": "short", "title_fr": f"Article {n}", "slug": f"article-{n}"},
            **{"lead_fr": "Lisez.", "text_fr": "Texte", "state": "published", "published_at": now},
        },
        IndexCard: lambda n: {
            **{"kind": "article", "number": n, "language": "fr", "closed": False, "title": f"article {n}"},
            **{"text": f"article {n} texte", "version": 1, "folding": folding.RULE},
        },
        Artwork: lambda n: {
            **{"id": n, "museum_id": museum, "title_fr": f"Œuvre {n}", "inventory": f"D.{n}", "label": f"d.{n}"},
        },
        Like: lambda n: {"id": n, "member_id": ada, "artwork_id": n, "at": now},
        Import: lambda n: {"id": n, "name": "", "file": "", "size": 9, "state": "tried", "by": ada, "at": now},
        Row: lambda n: {
            **{"import_id": 1, "line": n, "reference": f"R{n}", "outcome": "created", "reasons": [["no_museum", ""]]},
        },
        Step: lambda n: {"badge_id": n, "position": 1, "times": 1, "about": f"activity:{n}"},
        Award: lambda n: {"member_id": ada, "badge_id": n, "at": now},
        CommonGoal: lambda n: (
            {"id": n, "name_fr": f"Objectif {n}", "reward_fr": "Rien", "target": 9, "state": "published"}
            | {"starts_at": now - timedelta(days=1), "ends_at": far}
        ),
        Account: lambda n: {"member_id": ada, "balance": count, "owed": 0},
    }
    for model, row in rows.items():
        many = numbers(1 if model is Account else count)
        base.db.session.execute(insert(model.__table__), [row(n) for n in many])
    searching.rebuild()


def numbers(count):
    return range(1, count + 1)


def code(number):
    return "P-0000-" + "".join(codes.ALPHABET[number // 32**place % 32] for place in (3, 2, 1, 0))


@pytest.fixture
def rows(app, clean):
    """The rows fetched from the base since the last `clear()`."""
    fetched = []

    def watch(connection, *_):
        connection.row_factory = lambda _cursor, row: fetched.append(row) or row

    with app.app_context():
        engine = base.db.engine
    event.listen(engine, "checkout", watch)
    yield fetched
    event.remove(engine, "checkout", watch)


@pytest.fixture
def cost(visit, queries, rows):
    """How many statements a page sends and how many rows it fetches."""

    def of(path, email):
        visitor = visit(email)
        assert visitor.get(path).status_code == 200
        queries.clear()
        rows.clear()
        visitor.get(path)
        return len(queries), len(rows)

    return of


def measured(world, clean_again, cost, email, pages):
    costs = {}
    for count in (10, 60, 2000):
        clean_again()
        world(fill, count)
        costs[count] = {path: cost(path, email) for path in pages}
    return costs


@pytest.fixture
def clean_again(world):
    """Empty the tables `fill` fills."""

    @base.act
    def empty():
        for trigger in ("entries_no_update", "entries_no_delete", "journal_no_delete"):
            base.db.session.execute(text(f"DROP TRIGGER IF EXISTS {trigger}"))
        for table in (
            "awards",
            "badge_steps",
            "badges",
            "common_goals",
            "entries",
            "accounts",
            "scans",
            "journal",
            "posters",
            "articles",
            "index_cards",
            "surveys",
            *("artwork_import_rows", "artwork_imports", "artwork_likes", "artworks"),
            "activities",
            "sessions",
            "staff",
            "members",
            "museums",
        ):
            base.db.session.execute(text(f"DELETE FROM {table}"))

    return lambda: world(empty)


@pytest.mark.parametrize(
    ("email", "pages"),
    [(None, ["/", "/a-faire", "/activites", "/articles", *SEARCHES, "/parcours"]), (ADA, PAGES)],
    ids=["Nour", "Ada"],
)
def test_a_page_costs_the_same_however_long_its_list(email, pages, world, clean_again, cost):
    costs = measured(world, clean_again, cost, email, pages)
    for path in pages:
        few, some, many = (costs[count][path] for count in (10, 60, 2000))
        assert many == some, f"{path}: (statements, rows)"
        assert few[0] == many[0], f"{path}: statements"
        assert few[1] <= many[1] <= 130, f"{path}: rows"


FOUND = {
    "/activites": r'<article id="activity-(\d+)"',
    "/a-faire": r'<article id="activity-(\d+)"',
    "/moi/points": r"solde (\d+)<",
    "/articles": r'<article id="article-(\d+)"',
    "/equipe/articles": r'href="/equipe/articles/(\d+)"',
    "/oeuvres": r'<article id="work-(\d+)"',
    "/equipe/enquetes": r'href="/equipe/enquetes/(\d+)"',
    "/equipe/oeuvres": r'href="/equipe/oeuvres/(\d+)"',
    "/equipe/activites": r'href="/equipe/activites/(\d+)"',
    "/equipe/affiches": r'href="/equipe/affiches/(\d+)\.pdf"',
    "/equipe/journal": r'<tr id="line-(\d+)"',
    "/parcours": r'href="/parcours/(\d+)"',
    "/equipe/parcours": r'href="/equipe/parcours/(\d+)"',
    "/equipe/objectifs": r'href="/equipe/objectifs/(\d+)"',
}


@pytest.mark.parametrize("path", FOUND)
def test_turning_the_pages_meets_everything_once(path, world, visit):
    world(fill, 210)
    ada, met, turned = visit(ADA), [], 0
    following = path
    while following:
        page = ada.get(following).text
        met += [int(number) for number in re.findall(FOUND[path], page)]
        link = re.search(r'id="more-link" href="([^"]+)"', page)
        following = link and link[1].replace("&amp;", "&")
        turned += 1
    assert met == sorted(numbers(210), reverse=True)
    assert 4 < turned < 25


def test_a_member_with_many_sessions_reads_fifty_of_them(world, visit):
    world(fill, 60)
    assert len(world(lambda: list(members.sessions(1)))) == 50
