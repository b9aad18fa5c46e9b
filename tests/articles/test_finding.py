"""Finding articles: by any of their words, however typed; what each reader may read, as it is now, and nothing else."""

from datetime import timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text, update

from clubapp import clock, searching
from clubapp.articles import filing, finding, life, rules
from clubapp.articles.models import Article
from clubapp.db import act
from clubapp.db import db as base
from clubapp.points.audit import audit
from clubapp.points.models import Award
from clubapp.searching import IndexCard
from tests.articles.conftest import a_draft, an_article
from tests.conftest import a_badge, a_member, a_museum

pytestmark = pytest.mark.both_engines

WORDS = {
    "title_fr": "L'œuvre de l’élève",
    "lead_fr": "Un atelier à l'aube.",
    "text_fr": "La *faïence* sèche. [Suivre](/a-faire) **4 000** pièces.",
    "easy_fr": "On fabrique des bols.",
    "title_en": "The pupil's piece",
    "lead_en": "A workshop at dawn.",
    "text_en": "Earthenware dries.",
}


def found(typed, member_id=None, **asked):
    words = searching.sought(typed)
    return [row.id for row in finding.search(words, member_id, **asked).rows]


def right():
    """Whether the index is what the articles say, its words those of the cards."""
    return filing.astray() == 0 and searching.damaged() == 0


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "eleve",
            "ELEVE",
            "élève",
            "oeuvre",
            "œuvre",
            "l'oeuvre",
            "L’ŒUVRE",
            "aube",
            "l'aube",
            "faience seche",
            "fai",
        ),
        *("Faïence, sèche !", "bols", "4 000", "pupil", "workshop dries", "earthen", "atelier de l'eleve", "suivre"),
    ],
)
def test_it_is_found_by_any_of_its_words_however_typed(db, typed):
    article = an_article(**WORDS)
    an_article()
    assert found(typed) == [article.id]


@pytest.mark.parametrize(
    "typed", ["aïence", "ouvre", "fai seche", "faience dries", "faire", "🙂", "*", '"', "", "aubes"]
)
def test_it_is_not_found_by_what_it_does_not_say(db, typed):
    an_article(**WORDS)
    assert found(typed) == []


def test_all_the_words_and_the_last_perhaps_only_begun(db):
    both, one = an_article(text_fr="Le cobalt et le fer."), an_article(text_fr="Le cobalt.")
    assert found("cobalt") == [one.id, both.id] and found("cobalt f") == [both.id] == found("fer cob")
    assert found("fe cobalt") == []


def test_a_title_counts_more_than_a_text_then_the_newest_comes_first(db):
    first = an_article(title_fr="Le bleu du cobalt", text_fr="Rien.")
    half = an_article(title_fr="Le cobalt", text_fr="Il est bleu.")
    an_article(title_fr="Autre", text_fr="Rien.")
    old, new = (an_article(title_fr=f"N° {n}", text_fr="Un cobalt bleu.") for n in (1, 2))
    assert found("cobalt bleu") == [first.id, half.id, new.id, old.id]


def test_english_is_searched_once_it_is_shown(db):
    article = an_article(english_shown=False)
    assert found("centuries") == []
    rules.rewrite(article.id, a_draft(), by=article.written_by)
    assert found("centuries") == [article.id] and right()


@pytest.mark.parametrize("state", ["draft", "in_review", "reviewed", "scheduled", "archived"])
def test_what_is_not_published_is_not_found(db, state):
    an_article(state, at=clock.now() + timedelta(hours=1))
    assert found("vase") == [] and base.session.query(IndexCard).count() == 0 and right()


def test_put_away_it_is_not_found_and_published_again_it_is(db):
    article = an_article()
    life.archive(article.id)
    assert found("vase") == [] and right()
    life.publish(article.id)
    assert found("vase") == [article.id] and right()


def test_the_runner_s_publishing_is_found(db):
    article = an_article("scheduled", at=clock.now() + timedelta(hours=1))
    with time_machine.travel(article.scheduled_at):
        life.publish_due()
    assert found("vase") == [article.id] and right()


def test_a_correction_is_found_and_its_old_words_no_more(db):
    article = an_article(text_fr="Le kobalt bleu.", english_shown=False)
    rules.rewrite(article.id, a_draft(text_fr="Le cobalt bleu."), by=article.written_by)
    assert (found("kobalt"), found("cobalt")) == ([], [article.id])
    rules.restore(rules.revisions(article.id)[-1].id, by=article.written_by)
    assert (found("kobalt"), found("cobalt")) == ([article.id], []) and right()


def test_a_refused_correction_changes_nothing_that_is_found(db):
    article = an_article()
    with pytest.raises(rules.WouldFail):
        rules.rewrite(article.id, a_draft(text_fr="Autre.", act_fr=""), by=article.written_by)
    assert (found("autre"), found("rouen")) == ([], [article.id]) and right()


def test_the_rest_is_found_by_whoever_may_read_it_and_by_nobody_else(db):
    badge, alice, bob = a_badge(name="Grand regard"), a_member().id, a_member("bob@club.fr", "Bob").id
    members = an_article(text_fr="Un secret.", visibility="members", easy_fr="Un mystère.")
    holders = an_article(text_fr="Un secret.", visibility="badge", badge_id=badge)
    award(alice, badge)
    for typed, readers in {"secret": (None, bob, alice), "born": (None, bob, alice)}.items():
        assert [found(typed, reader) for reader in readers] == [[], [members.id], [holders.id, members.id]]
    assert [found("mystere", reader) for reader in (None, bob, alice)] == [[], [members.id], [members.id]]
    # A word of the title and one of the rest tell no more together than the rest alone.
    assert found("vase secret") == [] and found("vase siecles") == [holders.id, members.id]
    assert [finding.search(("secret",), reader).total for reader in (None, bob, alice)] == [0, 1, 2]


@act
def award(member_id, badge_id):
    base.session.add(Award(member_id=member_id, badge_id=badge_id, at=clock.now()))


def test_what_is_closed_lends_no_line_and_no_rank(db):
    old = an_article(title_fr="Le vase", text_fr="Rien.")
    closed = an_article(title_fr="Un vase", text_fr="Vase, vase, vase.", visibility="members")
    words = searching.sought("vase")
    rows = finding.search(words, None).rows
    assert [row.id for row in rows] == [closed.id, old.id]
    assert not any(getattr(rows[0], name) for name in ("text_fr", "easy_fr", "text_en", "transcript_fr"))
    assert "Vase" not in finding.shown(rows[0], words, "fr").lines


def test_what_becomes_closed_is_closed_at_once(db):
    article = an_article(text_fr="Un secret.")
    assert found("secret") == [article.id]
    rules.rewrite(article.id, a_draft(text_fr="Un secret.", visibility="members"), by=article.written_by)
    assert (found("secret"), found("secret", a_member().id)) == ([], [article.id]) and right()


def test_the_choices_are_counted_each_under_the_other(db):
    a_museum("ceramique", "Musée de la Céramique", "teal")
    for museum, kind in (("beaux-arts", "short"), ("beaux-arts", "dossier"), ("ceramique", "short")):
        an_article(museum=museum, kind=kind)
    an_article(title_fr="Autre", lead_fr="Rien.", title_en="Other", lead_en="Nothing.")
    every = finding.search(("vase",), None)
    assert (every.total, every.kinds) == (3, {"short": 2, "dossier": 1})
    assert every.museums == {"ceramique": ("Musée de la Céramique", 1), "beaux-arts": ("Musée des Beaux-Arts", 2)}
    short = finding.search(("vase",), None, kind="short", museum="beaux-arts")
    assert (short.total, len(short.rows), short.kinds) == (1, 1, {"short": 1, "dossier": 1})
    assert {code: count for code, (_, count) in short.museums.items()} == {"ceramique": 1, "beaux-arts": 1}


def test_its_lines_are_in_the_reader_s_language_where_the_words_are(db):
    an_article(**WORDS)
    said = {}
    for typed in ("faience", "workshop", "bols", "oeuvre"):
        words = searching.sought(typed)
        for language in ("fr", "en"):
            shown = finding.shown(finding.search(words, None).rows[0], words, language)
            assert shown.title_language == language
            said[typed, language] = (shown.lines_language, shown.lines.partition("<mark>")[2].partition("</mark>")[0])
    assert said["faience", "fr"] == said["faience", "en"] == ("fr", "faïence")
    assert said["workshop", "fr"] == said["workshop", "en"] == ("en", "workshop")
    assert said["bols", "fr"] == ("fr", "bols")
    assert (said["oeuvre", "fr"], said["oeuvre", "en"]) == (("fr", ""), ("en", ""))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(typed=st.text() | st.text(st.sampled_from("\"'*-:()^&|!<>\\%_{}+~ ANDORTé🙂\x00vase"), max_size=20))
def test_nothing_typed_is_an_error(db, typed):
    if not base.session.query(Article).count():
        an_article(title_fr="AND OR NOT NEAR vase")
    results = finding.search(searching.sought(typed), None)
    assert results.total == len(results.rows) <= 1


@pytest.mark.parametrize("typed", ["AND", "or", "not vase", "NEAR", "vase AND", "NOT AND OR", "title : vase"])
def test_an_engine_s_own_words_are_words(db, typed):
    article = an_article(title_fr="Near and or not vase, title")
    assert found(typed) == [article.id]


def test_articles_written_before_there_was_an_index_or_by_another_rule_are_filed_by_the_runner(db):
    article, gone = an_article(), an_article(title_fr="Autre")
    spoil(update(IndexCard).where(IndexCard.number == article.id).values(folding=0, text="x", title="x"))
    searching.rebuild()
    spoil(update(Article).where(Article.id == gone.id).values(state="archived"))
    assert (filing.astray(), found("vase")) == (2, [])
    filing.mend()
    assert found("vase") == [article.id] and right()
    lines, clean = audit(filing.CHECKS)
    assert clean, lines


@act
def spoil(statement):
    base.session.execute(statement)


def test_the_audit_names_what_is_found_otherwise_than_by_what_it_says(db, engine):
    article = an_article()
    spoil(update(IndexCard).where(IndexCard.number == article.id).values(text="autre chose"))
    lines, clean = audit(filing.CHECKS)
    assert not clean and "FAULT articles found otherwise than by what they say: 1" in lines
    assert ("FAULT damaged words of the index: 1" in lines) == (engine == "sqlite")


def test_the_index_of_postgresql_is_the_one_a_search_goes_through(db, engine):
    if engine != "postgresql":
        pytest.skip("a plan of postgresql")
    an_article()
    base.session.execute(text("SET LOCAL enable_seqscan = off"))
    asked = str(base.select(IndexCard.id).where(searching.hold()).compile(base.engine)).replace("%(sought)s", ":sought")
    plan = base.session.execute(text("EXPLAIN " + asked.replace("::VARCHAR", "")), {"sought": "'vase'"})
    assert "index_words" in "".join(plan.scalars())
