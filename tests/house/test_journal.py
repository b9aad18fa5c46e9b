"""Whatever staff do stands in the journal, once: every address they post to is tried."""

import json
from io import BytesIO

import pytest
from sqlalchemy import select

from clubapp import db as base
from clubapp import doors
from clubapp.journal.models import Line
from clubapp.members import rules as members
from clubapp.shop.models import Claim
from clubapp.surveys import tagging, templates
from tests.house.network import PEOPLE

pytestmark = pytest.mark.house

ADA = PEOPLE["admin"]
ACTIVITY = {"title_fr": "Vue", "text_fr": "Regardez.", "points": "5", "limit": "once", "museum_id": "1"}
GIFT = {"title_fr": "Sac", "story_fr": "En toile.", "kind": "object", "price": "60", "each": "1"}
ARTICLE = {"museum_id": "1", "kind": "short", "title_fr": "Vase", "lead_fr": "Un vase.", "text_fr": "Bleu."}
ARTICLE |= {"visibility": "everyone", "badge_id": "0"}
ARTWORK = {"title_fr": "Vase", "museum_id": "1", "inventory": "D.7"}
LABEL = {"museum_id": "1", "title_fr": "Vase", "a_fr": "Un vase bleu.", "points": "5"}
BADGE = {
    "name_fr": "Regard",
    "text_fr": "Regardez.",
    "within_days": "",
    "what_1": "because:activity.done",
    "times_1": "1",
}
DAYS = {"first_day": "2026-11-01", "last_day": "2099-11-30"}
GOAL = {"name_fr": "Ensemble", "reward_fr": "Une nocturne.", "target": "5000", "museum_id": "", **DAYS}
POLL = {"museum_id": "1", "question_fr": "Où ?", "choice_1_fr": "Ici", "choice_2_fr": "Là", "points": "0"}
SURVEY = {"museum_id": "1", "title_fr": "Visite", "lead_fr": "Dites-nous.", "identity": "named", "audience": "all"}
SURVEY |= {"badge_id": "0", "points": "5"}
MUSEUM = {"name": "Musée", "city": "Rouen", "about_fr": "Un musée.", "accent": "iron"}

# What an administrator posts to each address, where, and the line it leaves: the act, and the thing it is about.
ACTS = {
    "activities.new": ("activites/nouvelle", ACTIVITY | {"places": "Hall\nCour"}, "activity.written", "activity:6"),
    "activities.edit": ("activites/{published}", ACTIVITY, "activity.rewritten", "activity:{published}"),
    "activities.publish": ("activites/{draft}/publication", {}, "activity.published", "activity:{draft}"),
    "activities.archive": ("activites/{published}/archivage", {}, "activity.archived", "activity:{published}"),
    "activities.add_poster": ("activites/{published}/affiches", {"place": "Cour"}, "poster.made", "poster:6"),
    "articles.new": ("articles/nouveau", ARTICLE, "article.written", "article:9"),
    "articles.edit": ("articles/{draft_article}", ARTICLE, "article.rewritten", "article:{draft_article}"),
    "articles.submit": ("articles/{draft_article}/soumission", {}, "article.submitted", "article:{draft_article}"),
    "articles.approve": ("articles/{in_review}/relecture", {}, "article.reviewed", "article:{in_review}"),
    "articles.send_back": (
        "articles/{in_review}/renvoi",
        {"note": "Encore."},
        "article.sent_back",
        "article:{in_review}",
    ),
    "articles.schedule": (
        "articles/{reviewed}/programmation",
        {"day": "2099-11-30", "hour": "09:30"},
        "article.scheduled",
        "article:{reviewed}",
    ),
    "articles.take_back": ("articles/{scheduled}/reprise", {}, "article.taken_back", "article:{scheduled}"),
    "articles.publish": ("articles/{reviewed}/publication", {}, "article.published", "article:{reviewed}"),
    "articles.archive": ("articles/{article}/archivage", {}, "article.archived", "article:{article}"),
    "articles.restore": (
        "articles/versions/{revision}/retour",
        {},
        "article.restored",
        "article:{draft_article}",
    ),
    "artworks.new": ("oeuvres/nouvelle", ARTWORK, "artwork.written", "artwork:3"),
    "artworks.edit": ("oeuvres/{artwork}", ARTWORK, "artwork.rewritten", "artwork:{artwork}"),
    "artworks.imports.bring_in": (
        "oeuvres/imports/{tried_import}/realisation",
        {},
        "artworks.imported",
        "artwork_import:{tried_import}",
    ),
    "artworks.imports.undo": (
        "oeuvres/imports/{done_import}/annulation",
        {},
        "artworks.undone",
        "artwork_import:{done_import}",
    ),
    "polls.new": ("sondages/nouveau", POLL, "poll.written", "poll:4"),
    "polls.edit": ("sondages/{draft_poll}", POLL, "poll.rewritten", "poll:{draft_poll}"),
    "polls.open_poll": ("sondages/{draft_poll}/ouverture", {}, "poll.opened", "poll:{draft_poll}"),
    "polls.close": ("sondages/{poll}/cloture", {}, "poll.closed", "poll:{poll}"),
    "labels.new": ("cartels/nouveau", LABEL, "label.written", "label:5"),
    "labels.edit": ("cartels/{draft_lab}", LABEL, "label.rewritten", "label:{draft_lab}"),
    "labels.open_up": ("cartels/{draft_lab}/ouverture", {}, "label.opened", "label:{draft_lab}"),
    "labels.close": ("cartels/{open_lab}/fermeture", {}, "label.closed", "label:{open_lab}"),
    "labels.publish": (
        "cartels/{closed_lab}/publication",
        {"final_fr": "Regardez."},
        "label.published",
        "label:{closed_lab}",
    ),
    "labels.add_poster": ("cartels/{open_lab}/affiches", {"place": "Cour"}, "poster.made", "poster:6"),
    "labels.hide": ("cartels/reecritures/{rewrite}/masquage", {}, "label.rewrite_hidden", "label:{open_lab}"),
    "ratings.show": ("retours/{rating}", {"answer": "Merci !"}, "rating.answered", "rating:{rating}"),
    "ratings.publish": ("retours/{rating}/publication", {}, "rating.published", "rating:{rating}"),
    "ratings.withdraw": ("retours/{heard}/retrait", {}, "rating.withdrawn", "rating:{heard}"),
    "ratings.read": ("retours/{rating}/lecture", {}, "rating.read", "rating:{rating}"),
    "posters.say_printed": ("affiches/{poster}/impression", {}, "poster.printed", "poster:{poster}"),
    "posters.say_placed": ("affiches/{printed}/pose", {}, "poster.placed", "poster:{printed}"),
    "posters.revoke": ("affiches/{poster}/revocation", {}, "poster.revoked", "poster:{poster}"),
    "trails.new": ("parcours/nouveau", BADGE, "badge.written", "badge:4"),
    "trails.edit": ("parcours/{badge}", BADGE, "badge.rewritten", "badge:{badge}"),
    "trails.publish": ("parcours/{old_badge}/publication", {}, "badge.published", "badge:{old_badge}"),
    "trails.archive": ("parcours/{badge}/archivage", {}, "badge.archived", "badge:{badge}"),
    "goals.new": ("objectifs/nouveau", GOAL, "common_goal.written", "common_goal:4"),
    "goals.edit": ("objectifs/{draft_goal}", GOAL, "common_goal.rewritten", "common_goal:{draft_goal}"),
    "goals.publish": ("objectifs/{draft_goal}/publication", {}, "common_goal.published", "common_goal:{draft_goal}"),
    "goals.archive": ("objectifs/{goal}/archivage", {}, "common_goal.archived", "common_goal:{goal}"),
    "shop.new": ("boutique/nouveau", GIFT, "gift.written", "gift:4"),
    "shop.edit": ("boutique/{gift}", GIFT, "gift.rewritten", "gift:{gift}"),
    "shop.publish": ("boutique/{old_gift}/publication", {}, "gift.published", "gift:{old_gift}"),
    "shop.archive": ("boutique/{gift}/archivage", {}, "gift.archived", "gift:{gift}"),
    "shop.shelve": ("boutique/stocks", {"museum_id": "2", "variant_id": "1"}, "shop.shelved", "shelf:5"),
    "shop.restock": (
        "boutique/stocks/{shelf}/mouvements",
        {"change": "3", "reason": "delivery"},
        "shop.restocked",
        "shelf:{shelf}",
    ),
    "shop.count": (
        "boutique/stocks/{shelf}/inventaire",
        {"counted": "4", "reason": "lost"},
        "shop.counted",
        "shelf:{shelf}",
    ),
    "shop.watch": ("boutique/stocks/{shelf}/seuil", {"low": "2"}, "shop.watched", "shelf:{shelf}"),
    "shop.withdraw": ("boutique/bons/{held}/retrait", {}, "shop.withdrawn", "claim:{held}"),
    "shop.extend": ("boutique/bons/{held}/prolongation", {}, "shop.extended", "claim:{held}"),
    "desk.hand_over": (
        "accueil/bons/{held}/remise",
        {"code": "{held_code}", "nonce": "once-only", "musee": "1"},
        "shop.handed_over",
        "claim:{held}",
    ),
    "desk.undo": (
        "accueil/remises/{hand_over}/annulation",
        {"because": "mistake"},
        "shop.hand_over_undone",
        "claim:{collected}",
    ),
    "desk.vouch": (
        "accueil/participations",
        {"code": "{card}", "activity_id": "{vouched}", "nonce": "once-only", "musee": "1"},
        "activity.vouched",
        "activity:{vouched}",
    ),
    "desk.look_up": ("accueil/recherches", {"email": PEOPLE["member"]}, "desk.looked_up", "member:{alice}"),
    "members.seek": ("membres/recherches", {"q": PEOPLE["member"]}, "member.looked_up", "member:{alice}"),
    "members.unlock": ("membres/{alice}/ouverture", {}, "member.looked_up", "member:{alice}"),
    "members.grant": ("membres/{alice}/gestes", {"amount": "5", "reason": "apology"}, "points.given", "grant:4"),
    "members.accept": ("membres/gestes/{asked}/accord", {}, "points.accepted", "grant:{asked}"),
    "holds.hold": (
        "membres/{alice}/retenues",
        {"gains": "{free_gain}", "reason": "too_fast"},
        "points.held",
        "member:{alice}",
    ),
    "holds.release": ("membres/retenues/{hold}/restitution", {}, "points.released", "member:{alice}"),
    "holds.keep": ("membres/retenues/{hold}/reprise", {}, "points.kept", "member:{alice}"),
    "reports.answer": (
        "signalements/{report}/reponse",
        {"answer": "Voilà.", "points": ""},
        "report.answered",
        "report:{report}",
    ),
    "members.decline": ("membres/gestes/{asked}/refus", {}, "points.declined", "grant:{asked}"),
    "surveys.new": ("enquetes/nouvelle", SURVEY, "survey.written", "survey:9"),
    "surveys.from_model": (
        "enquetes/modeles",
        {"model-museum_id": "1", "model-model": "visit"},
        "survey.written",
        "survey:9",
    ),
    "surveys.from_file": (
        "enquetes/fichiers",
        {"file-museum_id": "1", "file-file": lambda: (BytesIO(json.dumps(templates.VISIT).encode()), "visite.json")},
        "survey.written",
        "survey:9",
    ),
    "surveys.edit": ("enquetes/{draft_survey}/presentation", SURVEY, "survey.rewritten", "survey:{draft_survey}"),
    "surveys.duplicate": ("enquetes/{draft_survey}/versions", {}, "survey.written", "survey:9"),
    "surveys.time": ("enquetes/{draft_survey}/dates", {}, "survey.timed", "survey:{draft_survey}"),
    "surveys.schedule": ("enquetes/{dated_survey}/programmation", {}, "survey.scheduled", "survey:{dated_survey}"),
    "surveys.take_back": ("enquetes/{scheduled_survey}/reprise", {}, "survey.taken_back", "survey:{scheduled_survey}"),
    "surveys.open_now": ("enquetes/{dated_survey}/ouverture", {}, "survey.opened", "survey:{dated_survey}"),
    "surveys.pause": ("enquetes/{running_survey}/suspension", {}, "survey.paused", "survey:{running_survey}"),
    "surveys.resume": ("enquetes/{paused_survey}/relance", {}, "survey.resumed", "survey:{paused_survey}"),
    "surveys.close": ("enquetes/{running_survey}/fermeture", {}, "survey.closed", "survey:{running_survey}"),
    "surveys.archive": ("enquetes/{closed_survey}/archivage", {}, "survey.archived", "survey:{closed_survey}"),
    "surveys.questions.new": (
        "enquetes/{draft_survey}/questions",
        {"kind": "short", "label_fr": "Alors ?"},
        "survey.rewritten",
        "survey:{draft_survey}",
    ),
    "surveys.questions.edit": (
        "enquetes/questions/{item}",
        {"label_fr": "Alors ?"},
        "survey.rewritten",
        "survey:{draft_survey}",
    ),
    "surveys.questions.move": (
        "enquetes/questions/{item}/place",
        {"to": "down"},
        "survey.rewritten",
        "survey:{draft_survey}",
    ),
    "surveys.questions.remove": ("enquetes/questions/{item}/retrait", {}, "survey.rewritten", "survey:{draft_survey}"),
    "surveys.questions.illustrate": ("enquetes/choix/{choice}", {}, "survey.rewritten", "survey:{draft_survey}"),
    "survey_results.tag": (
        "enquetes/{closed_survey}/textes",
        {"question": "q1", "text": "{text}", "tags": "famille, à suivre"},
        "survey.tagged",
        "survey:{closed_survey}",
    ),
    "survey_results.table": ("enquetes/{closed_survey}/reponses.csv", {}, "survey.exported", "survey:{closed_survey}"),
    "survey_results.written": ("enquetes/{closed_survey}/textes.csv", {}, "survey.exported", "survey:{closed_survey}"),
    "survey_results.book": ("enquetes/{closed_survey}/reponses.xlsx", {}, "survey.exported", "survey:{closed_survey}"),
    "survey_results.say": (
        "enquetes/publication/{closed_item}",
        {"q1-version": "{closed_version}", "q1-shown": "y", "q1-decision_fr": "Nous ouvrons le mardi."},
        "survey.interpreted",
        "survey:{closed_survey}",
    ),
    "survey_results.publish": ("enquetes/{closed_survey}/parution", {}, "survey.published", "survey:{closed_survey}"),
    "museums.edit": ("musees/{museum}", MUSEUM, "museum.rewritten", "museum:{museum}"),
}
NOT_WRITTEN = {
    "backoffice.desk.read": "reads a code and changes nothing: whoever brings it shows it",
    "backoffice.artworks.imports.index": "tries a file: no work changes before it is brought in",
    "backoffice.artworks.imports.try_again": "the same, after a stop",
    "backoffice.posters.print_run": "asks for a file of the posters there are, kept a day: nothing of the club changes",
    **dict.fromkeys(doors.STAFF_UNPROVEN, "one's own second factor, told to its owner by mail"),
}


def lines(world):
    return world(lambda: base.db.session.scalars(select(Line).order_by(Line.id)).all())


@pytest.fixture
def facts(network, world):
    """The numbers of the network, by name."""
    gifts = {"gift": network.gifts["published"], "old_gift": network.gifts["archived"]}
    code = world(lambda: base.db.session.get_one(Claim, network.claims["held"]).code)
    text = world(lambda: tagging.handle_of(b"\1" * 16, "q1"))
    trails = {"badge": network.badges["published"], "old_badge": network.badges["archived"]}
    trails |= {"goal": network.goals["published"], "draft_goal": network.goals["draft"]}
    articles = {name: network.articles[name] for name in ("in_review", "reviewed", "scheduled")}
    articles |= {"draft_article": network.articles["draft"], "article": network.articles["published"]}
    trails |= {"poll": network.polls["open"], "draft_poll": network.polls["draft"]}
    imports = {f"{state}_import": number for state, number in network.imports.items()}
    imports |= {f"{state}_lab": number for state, number in network.labs.items()}
    imports |= {f"{state}_survey": n for state, n in {**network.led, "draft": network.surveys["draft"]}.items()}
    return vars(network) | imports | network.claims | gifts | trails | articles | {"held_code": code, "text": text}


def post(visitor, name, facts):
    where, sent, *_ = ACTS[name]
    sent = {field: words() if callable(words) else words.format(**facts) for field, words in sent.items()}
    return visitor.post("/equipe/" + where.format(**facts), **sent)


def test_every_address_staff_post_to_is_tried_or_says_why_not(app):
    posted = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in rule.methods}
    staffs = {endpoint for endpoint in posted if doors.audience(endpoint) == "staff"}
    assert staffs == {f"backoffice.{name}" for name in ACTS} | set(NOT_WRITTEN)


@pytest.mark.parametrize("name", ACTS)
def test_what_staff_do_leaves_one_line(name, facts, world, visit):
    _where, _sent, did, about = ACTS[name]
    before, number, ada = len(lines(world)), world(lambda: members.of(ADA).id), visit(ADA)
    answer = post(ada, name, facts)
    assert answer.status_code in (200, 303), answer.text
    assert [(line.act, line.about, line.by) for line in lines(world)[before:]] == [(did, about.format(**facts), number)]
    assert ada.get(f"/equipe/journal?acte={did}").status_code == 200, "the page has no words for it"


@pytest.mark.parametrize("name", [name for name in ACTS if ACTS[name][1]])
def test_what_staff_mistype_leaves_none(name, facts, world, visit):
    where, *_ = ACTS[name]
    before = len(lines(world))
    assert visit(ADA).post("/equipe/" + where.format(**facts)).status_code in (404, 422)
    assert len(lines(world)) == before


@pytest.mark.parametrize(
    "name",
    [
        *("shop.withdraw", "shop.archive", "activities.publish", "posters.revoke"),
        *("members.accept", "polls.close", "labels.close"),
    ],
)
def test_what_is_refused_the_second_time_leaves_no_second_line(name, facts, world, visit):
    ada = visit(ADA)
    before = len(lines(world))
    answers = [post(ada, name, facts).status_code for _ in range(2)]
    assert (answers[1], len(lines(world))) == (409, before + 1)


@pytest.mark.parametrize("name", ["desk.hand_over", "desk.undo", "desk.vouch"])
def test_the_same_button_sent_again_leaves_no_second_line(name, facts, world, visit):
    ada, before = visit(ADA), len(lines(world))
    assert [post(ada, name, facts).status_code for _ in range(3)] == [200] * 3
    assert len(lines(world)) == before + 1


def test_a_shelf_there_is_already_is_not_opened_twice(facts, world, visit):
    ada, before = visit(ADA), len(lines(world))
    assert [post(ada, "shop.shelve", facts).status_code for _ in range(2)] == [303] * 2
    assert len(lines(world)) == before + 1
