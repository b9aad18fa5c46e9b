"""An article's life: each step allowed or refused, another person's reading, its day, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from sqlalchemy import select

from clubapp import clock, jobs
from clubapp.articles import life, rules
from clubapp.articles.life import NotFromHere, NotReviewed, NotYetThere, OwnWork, TooLate
from clubapp.articles.models import NEXT, Article
from clubapp.articles.rules import EditedMeanwhile, Settled, WouldFail
from clubapp.journal.models import Line
from clubapp.notices.models import Notice
from tests.articles.conftest import a_draft, an_article
from tests.conftest import a_museum, a_staff

pytestmark = pytest.mark.both_engines

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)
LATER = NOON + timedelta(hours=5)
STATES = ("draft", "in_review", "reviewed", "scheduled", "published", "archived")


@pytest.fixture(autouse=True)
def a_clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


def read(db, article_id):
    db.session.expire_all()
    return db.session.get(Article, article_id)


def told(db):
    return [(row.member_id, row.kind) for row in db.session.scalars(select(Notice).order_by(Notice.id))]


STEPS = {
    "submit": (lambda article, lea: life.submit(article.id, by=lea), {"draft": "in_review"}),
    "approve": (lambda article, lea: life.approve(article.id, by=lea), {"in_review": "in_review"}),
    "send back": (
        lambda article, lea: life.send_back(article.id, "Encore.", by=lea),
        {"in_review": "draft", "reviewed": "draft"},
    ),
    "schedule": (lambda article, lea: life.schedule(article.id, LATER, by=lea), {"reviewed": "scheduled"}),
    "take back": (lambda article, lea: life.take_back(article.id, by=lea), {"scheduled": "in_review"}),
    "publish": (
        lambda article, lea: life.publish(article.id, by=lea),
        {"reviewed": "published", "scheduled": "published", "archived": "published"},
    ),
    "archive": (lambda article, lea: life.archive(article.id, by=lea), {"published": "archived"}),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", STEPS)
def test_each_step_goes_from_where_it_may_and_from_nowhere_else(db, step, state):
    article, lea = an_article(state, at=LATER), a_staff("lea@club.fr", "Léa").id
    take, leads = STEPS[step]
    before, lines = read(db, article.id).state, len(db.session.scalars(select(Line)).all())
    if state in leads:
        take(article, lea)
        assert read(db, article.id).state == leads[state]
        assert leads[state] in NEXT[before] | {before}
        assert len(db.session.scalars(select(Line)).all()) == lines + 1
    else:
        with pytest.raises((NotFromHere, NotReviewed)):
            take(article, lea)
        assert (read(db, article.id).state, len(db.session.scalars(select(Line)).all())) == (before, lines)


def test_who_wrote_it_or_changed_it_last_does_not_review_it(db):
    sam, lea = a_staff().id, a_staff("lea@club.fr", "Léa").id
    article = an_article("in_review")
    with pytest.raises(OwnWork):
        life.approve(article.id, by=sam)
    rules.rewrite(article.id, a_draft(title_fr="Le vase rouge"), by=lea)
    for who in (sam, lea):
        with pytest.raises(OwnWork):
            life.approve(article.id, by=who)
    assert life.approve(article.id, by=a_staff("max@club.fr", "Max").id).reviewed_by


def test_a_review_is_of_the_version_that_was_read(db):
    article, lea = an_article("in_review"), a_staff("lea@club.fr", "Léa").id
    rules.rewrite(article.id, a_draft(text_fr="Autre chose."), by=article.written_by)
    with pytest.raises(EditedMeanwhile):
        life.approve(article.id, 1, by=lea)
    life.approve(article.id, 2, by=lea)
    rules.rewrite(article.id, a_draft(text_fr="Encore autre chose."), by=article.written_by)
    with pytest.raises(NotReviewed):
        life.publish(article.id, by=lea)


def test_its_author_is_told_what_others_did_and_not_what_they_did_themselves(db):
    sam, lea = a_staff().id, a_staff("lea@club.fr", "Léa").id
    article = an_article("in_review")
    life.send_back(article.id, "La date manque.", by=lea)
    assert read(db, article.id).note == "La date manque."
    life.submit(article.id, by=sam)
    life.approve(article.id, by=lea)
    life.publish(article.id, by=sam)
    theirs = [(who, kind) for who, kind in told(db) if who == sam]
    assert theirs == [(sam, "article_sent_back"), (sam, "article_reviewed")]
    life.archive(article.id, by=lea)
    life.publish(article.id, by=lea)
    assert told(db)[-1] == (sam, "article_published")


def test_who_may_read_it_is_told_that_somebody_asks_and_nobody_else(db):
    here, there = a_museum().id, a_museum("ceramique", "Musée de la Céramique", "teal").id
    ann, lou = a_staff("ann@club.fr", "Ann", "curator", here).id, a_staff("lou@club.fr", "Lou", "curator", there).id
    a_staff("dom@club.fr", "Dom", "desk")
    article = an_article("in_review")
    sam, lea = a_staff().id, a_staff("lea@club.fr", "Léa").id
    assert sorted(told(db)) == sorted([(ann, "article_submitted"), (lea, "article_submitted")])
    waiting = {
        who: rules.to_review(who, museum) for who, museum in [(sam, None), (lea, None), (ann, here), (lou, there)]
    }
    assert waiting == {sam: 0, lea: 1, ann: 1, lou: 0}
    life.approve(article.id, by=lea)
    assert rules.to_review(ann, here) == 0


def test_an_archived_article_goes_out_again_as_it_was_or_is_read_by_another(db):
    article, lea = an_article("archived"), a_staff("lea@club.fr", "Léa").id
    day = read(db, article.id).published_at
    rules.rewrite(article.id, a_draft(text_fr="Autre chose."), by=article.written_by)
    assert read(db, article.id).state == "draft"
    with pytest.raises(NotFromHere):
        life.publish(article.id, by=article.written_by)
    life.submit(article.id, by=article.written_by)
    with pytest.raises(NotReviewed):
        life.publish(article.id, by=article.written_by)
    life.approve(article.id, by=lea)
    life.publish(article.id, by=article.written_by)
    again = read(db, article.id)
    assert (again.state, again.published_at, again.slug) == ("published", day, "le-vase-bleu")


def test_a_scheduled_article_keeps_the_words_that_were_reviewed(db):
    article = an_article("scheduled", at=LATER)
    with pytest.raises(Settled):
        rules.rewrite(article.id, a_draft(title_fr="Autre"), by=article.written_by)
    life.take_back(article.id, by=article.written_by)
    rules.rewrite(article.id, a_draft(title_fr="Autre"), by=article.written_by)
    with pytest.raises(NotReviewed):
        life.publish(article.id)


def test_a_moment_that_has_passed_is_none(db):
    article = an_article("reviewed")
    for moment in (NOON, NOON - timedelta(seconds=1)):
        with pytest.raises(TooLate):
            life.schedule(article.id, moment)
    assert read(db, article.id).scheduled_at is None


def test_nothing_is_published_or_scheduled_that_lacks_something(db):
    article = an_article("reviewed", act_to="")
    for step in (lambda: life.publish(article.id), lambda: life.schedule(article.id, LATER)):
        with pytest.raises(NotYetThere) as refused:
            step()
        assert list(refused.value.faults) == ["act_to"]
    assert read(db, article.id).state == "in_review"


def test_a_published_article_is_corrected_but_never_to_less_than_it_needs(db):
    article = an_article()
    with pytest.raises(WouldFail):
        rules.rewrite(article.id, a_draft(act_fr=""), by=article.written_by)
    assert read(db, article.id).version == 1
    rules.rewrite(article.id, a_draft(title_fr="Le vase vert"), by=article.written_by)
    corrected = read(db, article.id)
    assert (corrected.state, corrected.title_fr, corrected.slug) == ("published", "Le vase vert", "le-vase-bleu")


def test_the_runner_publishes_at_the_moment_and_once(db, a_clock):
    article = an_article("scheduled", at=LATER)
    a_clock.move_to(LATER - timedelta(seconds=1))
    jobs.run(once=True)
    assert read(db, article.id).state == "scheduled"
    a_clock.move_to(LATER)
    for _ in range(3):
        jobs.run(once=True)
    assert (read(db, article.id).state, read(db, article.id).published_at) == ("published", LATER)
    published = select(Line.by).where(Line.act == "article.published")
    assert db.session.scalars(published).all() == [None]
    assert told(db)[-1] == (article.written_by, "article_published")


def test_a_runner_that_was_down_over_the_hour_catches_up_in_order(db, a_clock):
    articles = [an_article("scheduled", at=NOON + timedelta(hours=hour), title_fr=f"N° {hour}") for hour in (3, 1, 2)]
    a_clock.move_to(NOON + timedelta(days=2))
    life.publish_due()
    assert [read(db, article.id).published_at for article in articles] == [
        NOON + timedelta(hours=hour) for hour in (3, 1, 2)
    ]
    lines = db.session.scalars(select(Line.about).where(Line.act == "article.published").order_by(Line.id)).all()
    assert lines == [f"article:{articles[n].id}" for n in (1, 2, 0)]


def test_one_taken_back_before_its_moment_is_not_published(db, a_clock):
    article = an_article("scheduled", at=LATER)
    life.take_back(article.id)
    a_clock.move_to(LATER + timedelta(hours=1))
    life.publish_due()
    assert read(db, article.id).state == "in_review"


@pytest.mark.parametrize(
    ("day", "hour", "instant"),
    [
        (date(2027, 3, 28), time(1, 59), datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        (date(2027, 3, 28), time(2, 30), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),  # no such hour: it is 3:30 then
        (date(2027, 3, 28), time(3), datetime(2027, 3, 28, 1, tzinfo=UTC)),
        (date(2027, 10, 31), time(1, 59), datetime(2027, 10, 30, 23, 59, tzinfo=UTC)),
        (date(2027, 10, 31), time(2, 30), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),  # the first of the two
        (date(2027, 10, 31), time(3), datetime(2027, 10, 31, 2, tzinfo=UTC)),
    ],
)
def test_it_comes_out_once_at_the_hour_of_paris_in_the_nights_the_clocks_change(db, a_clock, day, hour, instant):
    article = an_article("scheduled", at=clock.instant_of(day, hour))
    a_clock.move_to(instant - timedelta(seconds=1))
    life.publish_due()
    assert read(db, article.id).state == "scheduled"
    a_clock.move_to(instant)
    life.publish_due()
    assert read(db, article.id).published_at == instant
    a_clock.move_to(instant + timedelta(hours=1))  # the same hour once more, in October
    life.publish_due()
    assert len(db.session.scalars(select(Line).where(Line.act == "article.published")).all()) == 1
