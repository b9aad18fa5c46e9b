"""The demonstration: as full as promised, true to its own rules, in both languages."""

import pytest
from sqlalchemy import String, cast, func, select, text

from clubapp import demo
from clubapp.activities.models import Activity
from clubapp.articles import lint
from clubapp.articles.models import Article
from clubapp.artworks import liking, rules
from clubapp.artworks.models import Artwork
from clubapp.demo.words import ACTIVITIES, ARTICLES, ARTWORKS, MEMBERS, MUSEUMS, STAFF
from clubapp.labels import results
from clubapp.labels.models import Lab, Reading
from clubapp.members.models import Member, Staff
from clubapp.museums.models import Museum
from clubapp.points import ledger
from clubapp.points.audit import audit
from clubapp.polls import rules as rules_of_polls
from clubapp.polls.models import Poll, Vote
from clubapp.posters import life, suspicions
from clubapp.posters import rules as posters
from clubapp.posters.models import Poster, Scan
from clubapp.text import is_name

pytestmark = pytest.mark.house

HOUSES = {"Rouen": 5, "Elbeuf": 1, "Notre-Dame-de-Bondeville": 1, "Petit-Couronne": 1}


@pytest.fixture
def built(db):
    """The base with the demonstration in it."""
    assert demo.build()
    return db.session


def test_eight_museums_offer_at_least_twenty_four_activities_with_posters(built):
    offered = built.execute(
        select(Activity.id, Activity.museum_id, func.count(Poster.id))
        .outerjoin(Poster, Poster.leads_to == "/activites/" + cast(Activity.id, String))
        .where(Activity.state == "published")
        .group_by(Activity.id)
    ).all()
    assert len(offered) >= 24
    assert len({museum for _, museum, _ in offered}) == 8
    assert all(posters >= 1 for *_, posters in offered)
    cities = built.execute(select(Museum.city, func.count()).group_by(Museum.city)).all()
    assert {city: count for city, count in cities} == HOUSES


def test_the_accounts_are_those_announced(built):
    balances = {email: ledger.balance(id_) for id_, email in built.execute(select(Member.id, Member.email))}
    assert (balances["alice@demo.club"], balances["bruno@demo.club"]) == (500, 40)
    staff = built.execute(
        select(Member.email, Staff.role, Museum.code).join(Staff, Staff.member_id == Member.id).outerjoin(Museum)
    ).all()
    assert sorted(map(tuple, staff)) == [
        ("admin@demo.club", "admin", None),
        ("curator@demo.club", "curator", None),
        ("desk@demo.club", "desk", "beaux-arts"),
    ]


def test_the_book_is_clean(built):
    report, clean = audit()
    assert clean, report


def test_every_visit_counted(built):
    assert set(built.scalars(select(Scan.result))) == {"credited"}


def test_built_twice_it_changes_nothing(built):
    before = {name: built.scalar(text(f"SELECT count(*) FROM {name}")) for name in ("members", "entries", "posters")}
    assert demo.build() is False
    assert {name: built.scalar(text(f"SELECT count(*) FROM {name}")) for name in before} == before


@pytest.mark.parametrize(
    "words", [*MUSEUMS, *ACTIVITIES, *ARTICLES, *ARTWORKS], ids=lambda words: getattr(words, "key", words[0])
)
def test_every_text_has_its_english(words):
    asks, has_access = getattr(words, "proof", "") == "question", getattr(words, "access_fr", "")
    for field, value in words._asdict().items():
        if (field.startswith("question") and not asks) or (field.startswith("access") and not has_access):
            continue
        if field == "easy_fr":  # French alone
            continue
        if field.endswith(("_fr", "_en")):
            assert value.strip(), field
        if field.endswith("_fr"):
            assert not set("\u202f\u00a0’") & set(value), "typed plainly: the page sets the spaces"
            assert getattr(words, field.replace("_fr", "_en")) != value, field


@pytest.mark.parametrize("person", [*MEMBERS, *STAFF], ids=lambda person: person.email)
def test_everybody_bears_a_name_the_club_would_take(person):
    assert is_name(person.display_name) and len(person.display_name) <= 40


def test_twelve_articles_are_there_to_read_or_to_come(built):
    states = built.execute(select(Article.state, func.count()).group_by(Article.state)).all()
    assert dict(map(tuple, states)) == {"published": 10, "scheduled": 1, "in_review": 1}
    assert set(built.scalars(select(Article.visibility))) == {"everyone", "members", "badge"}
    assert built.scalar(select(func.count()).where(Article.easy_fr != "")) == 3
    assert {
        article.title_fr: lint.faults(article) for article in built.scalars(select(Article)) if lint.faults(article)
    } == {}


def test_twenty_works_hang_in_eight_museums_and_one_number_in_two_of_them(built):
    works = built.scalars(select(Artwork)).all()
    assert len(works) >= 20
    assert len({work.museum_id for work in works}) == 8
    assert all(work.inventory and not work.flags for work in works)
    assert {work.title_fr for work in works if work.date_text and not (work.from_year or work.to_year)} == set()
    assert {work.title_fr for work in works if not (work.height or work.diameter)} == set()
    assert len(liking.bearing("1912.1.7")) == 2
    assert rules.likes(liking.bearing("C.1865.40")[0].id) == 6


def test_two_polls_are_open_in_articles_one_of_them_on_the_home_page(built):
    held = built.execute(select(Poll.id, Poll.on_home, Article.slug).join(Article, Article.poll_id == Poll.id)).all()
    assert sorted((on_home, slug) for _, on_home, slug in held) == [
        (False, "le-cadre-fait-semblant"),
        (True, "ce-que-cache-un-bleu"),
    ]
    for poll, on_home, _ in held:
        assert built.scalar(select(func.count()).where(Vote.poll_id == poll)) == 17
        figures = rules_of_polls.figures(rules_of_polls.options(poll))
        assert all(figures) and all((figure.told == "exact") or not on_home for figure in figures)


def test_a_draft_and_an_archived_activity_are_there_too(built):
    assert set(built.scalars(select(Activity.state))) == {"draft", "published", "archived"}


def test_posters_stand_in_every_state_and_some_have_gone_silent(built):
    assert set(built.scalars(select(Poster.state))) == {"draft", "printed", "placed", "revoked"}
    silent = [row for row in life.page(count=100) if life.silent_days(row)]
    assert 0 < len(silent) < 12


def test_its_scans_show_each_kind_of_suspicion_once(built):
    assert sorted(each.kind for each in suspicions.seen()) == ["by_night", "far_apart", "hurried"]


def test_two_labels_were_read_over_and_one_of_them_written_anew(built):
    labs = {lab.state: lab for lab in built.scalars(select(Lab))}
    assert set(labs) == {"open", "published"}
    readers = dict(map(tuple, built.execute(select(Reading.label_id, func.count()).group_by(Reading.label_id))))
    assert readers[labs["open"].id] >= 12
    assert results.of(labs["open"]).sheets == []  # counted at its closing
    told = results.of(labs["published"])
    assert [sheet.language for sheet in told.sheets] == ["fr"] * len(told.sheets) != []
    assert any(
        sheet.said(word.place, "obscure") >= 5 for sheet in told.sheets for _, some in sheet.lines() for word in some
    )
    assert [poster.state for poster in posters.leading_to(labs["open"].address)] == ["printed"]
    assert labs["published"].final_en
