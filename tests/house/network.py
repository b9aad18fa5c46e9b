"""The house in use: a small network with one thing of everything, its people, and every address filled in."""

from datetime import timedelta
from types import SimpleNamespace

from sqlalchemy import select, text

from clubapp import clock, jobs
from clubapp import db as base
from clubapp.activities import hearing, rating, scanning
from clubapp.activities.rating import Said
from clubapp.articles import rules as article_rules
from clubapp.articles.models import Revision
from clubapp.artworks import liking
from clubapp.backoffice import prints
from clubapp.backoffice import rules as backoffice
from clubapp.errands import rules as errands
from clubapp.labels.models import Rewrite
from clubapp.members import rules as members
from clubapp.points import granting, holding, ledger, reporting
from clubapp.posters import life
from clubapp.posters import rules as posters
from clubapp.shop import claiming, handing
from clubapp.shop import rules as shop
from clubapp.surveys import rules as asking
from clubapp.surveys.models import Survey
from tests.articles.conftest import an_article
from tests.artworks.conftest import OFFICIAL, PAINTING, a_work, brought, tried
from tests.conftest import a_badge, a_common_goal, a_member, a_museum, a_staff, an_activity
from tests.labels.conftest import a_lab, a_reader, version_of
from tests.pictures.conftest import a_frame
from tests.polls.conftest import a_poll
from tests.shop.conftest import a_gift
from tests.surveys.conftest import in_each_state, led

PEOPLE = {
    "stranger": None,
    "member": "alice@club.fr",
    "another member": "bob@club.fr",
    "desk here": "desk@club.fr",
    "curator here": "sam@club.fr",
    "curator elsewhere": "max@club.fr",
    "admin": "ada@club.fr",
}
KIND = Said(5, comment="J'y reviendrai.", may_publish=True)


def furnish():
    """Two museums with their staff, an activity and a gift in each state, two members, a scan; returns the numbers."""
    here = a_museum().id
    there = a_museum("ceramique", "Musée de la Céramique", "teal").id
    draft, _ = an_activity("Un brouillon", state="draft")
    archived, _ = an_activity("Du passé", state="archived")
    daily, daily_code = an_activity("Chaque jour", limit="daily")
    published, code = an_activity("Regardez bien")
    vouched, _ = an_activity("Avec un agent", proof="agent")
    alice = a_member("alice@club.fr", "Alice")
    bob = a_member("bob@club.fr", "Bob")
    desk = a_staff("desk@club.fr", "Dom", "desk", here)
    sam = a_staff("sam@club.fr", "Sam", "curator", here)
    a_staff("max@club.fr", "Max", "curator", there)
    ada = a_staff("ada@club.fr", "Ada", "admin")
    scanning.scan(alice.id, daily_code, "a-first-scan")
    rated = rating.rate(alice.id, daily.id, KIND)
    members.enter("alice@club.fr", "Firefox")
    trails = {state: a_badge(state=state) for state in ("draft", "published", "archived")}
    gifts = {state: a_gift(state=state, on_hand=5, frame=a_frame(desk.id)) for state in ("draft", "published")}
    gifts["archived"] = a_gift(variants=(("Bleu", "Blue"), ("Blanc", "White")))
    held, collected, withdrawn = claims(alice.id, gifts["published"][0].id, here)
    shop.archive(gifts["archived"][0].id)
    given = handing.hand_over(collected, by=desk.id, museum_id=here, nonce="given-once")
    claiming.withdraw(alice.id, withdrawn, by=desk.id)
    for colleague in (desk, sam, ada):
        backoffice.open_member(alice.id, by=colleague.id, museum_id=here)
    granting.grant(alice.id, 5, "apology", by=desk.id, key="given-at-the-desk")
    asked = granting.grant(alice.id, 51, "workshop_help", by=desk.id, key="asked-at-the-desk")
    told = reporting.Told(clock.now(), "Rien.", daily.address.replace("/activites/", "activity:"))
    reports = [reporting.report(alice.id, told, key=f"report-number-{n}").id for n in range(2)]
    reporting.answer(reports[1], "⟦Voilà.⟧", by=sam.id, points=5)
    (gain,) = (row.Entry.id for row in ledger.gains(alice.id) if row.Entry.because == "activity.done")
    (hold,) = holding.hold(alice.id, {gain: None}, "too_fast", by=ada.id)
    written = articles(trails["published"])
    a_staff("sam@club.fr", "Sam", "curator", here)  # whom the articles took for the whole network's
    liked = a_work("1912.1.7", title_en="The Harbour", description_fr="Un port.", description_en="A harbour.")
    liking.like(alice.id, "1912.1.7")
    asked_of = in_each_state()
    labs = {state: a_lab(state) for state in ("draft", "open", "closed", "published")}
    steps = led()
    return SimpleNamespace(
        surveys={state: survey.id for state, survey in asked_of.items()},
        survey_slugs={state: survey.slug for state, survey in asked_of.items()},
        led=steps,
        closed_item=asking.items_of(steps["closed"])[0].id,
        closed_version=base.db.session.get(Survey, steps["closed"]).version,
        item=asking.items_of(asked_of["draft"].id)[0].id,
        choice=next(choice.id for item in asking.items_of(asked_of["draft"].id) for choice in item.choices),
        artwork=liked.id,
        labs={state: lab.id for state, lab in labs.items()},
        texts={state: version_of(lab).id for state, lab in labs.items() if state in ("draft", "open")},
        rewrite=read_by_six(labs["open"]),
        imports={"done": brought(OFFICIAL).id, "tried": tried(PAINTING).id},
        articles={state: article.id for state, article in written.items()},
        slugs={state: article.slug for state, article in written.items()},
        revision=article_rules.revisions(written["draft"].id)[0].id,
        hold=hold.id,
        free_gain=ledger.entry(alice.id, because="test.gift", about="for claims").id,
        report=reports[0],
        answered=reports[1],
        alice=alice.id,
        asked=asked.id,
        published=published.id,
        draft=draft.id,
        archived=archived.id,
        vouched=vouched.id,
        card=alice.card,
        code=code,
        poster=posters.leading_to(published.address)[0].id,
        printed=life.say_printed(posters.leading_to(daily.address)[0].id).id,
        alices_session=members.sessions(alice.id)[0].id,
        badges=trails,
        rating=rated.id,
        heard=heard(bob.id, daily, daily_code, desk.id),
        polls={state: a_poll(state).id for state in ("draft", "open", "closed")},
        goals={state: a_common_goal(state=state) for state in ("draft", "published", "archived")},
        gifts={state: gift.id for state, (gift, _) in gifts.items()},
        claims={"held": held, "collected": collected, "withdrawn": withdrawn},
        shelf=gifts["published"][1].id,
        hand_over=given.id,
        museum=here,
        run=a_run(here),
        file=gifts["published"][0].picture.prints("webp")[0][0],
    )


def read_by_six(lab):
    """A label marked and written anew by six people; the number of a rewrite."""
    for number in range(6):
        a_reader(lab, number, marks={"obscure": (0, 2), "liked": (4,)}, rewrite=f"⟦Autrement {number}⟧", preference="B")
    return base.db.session.scalar(select(Rewrite.id).order_by(Rewrite.id))


def articles(badge_id):
    """An article in each state, one for members alone and one for who has a badge; by state."""
    written = {
        state: an_article(state, title_fr=f"Article {number}", easy_fr="Facile.", at=clock.now() + timedelta(days=1))
        for number, state in enumerate(("draft", "in_review", "reviewed", "scheduled", "published", "archived"))
    }
    written["members"] = an_article(title_fr="Pour les membres", visibility="members")
    written["badge"] = an_article(title_fr="Avec un badge", visibility="badge", badge_id=badge_id)
    return written


WORK = ("maker", "technique", "domain", "museum_name", "school", "acquired", "subjects", "size_text")


@base.act
def bracket():
    """Let the names and texts of the network stand between ⟦ and ⟧."""
    for table, columns in {
        "museums": ("name", "city", "about_fr", "about_en", "address", "hours_fr", "hours_en"),
        "gifts": ("title_fr", "title_en", "story_fr", "story_en"),
        "variants": ("name_fr", "name_en"),
        "activities": ("title_fr", "title_en", "text_fr", "text_en", "question_fr", "question_en", "room"),
        "articles": ("title_fr", "title_en", "lead_fr", "lead_en", "text_fr", "text_en", "easy_fr", "act_fr", "act_en"),
        "artworks": (*WORK, "title_fr", "title_en", "description_fr", "description_en", "inventory", "reference"),
        "artwork_imports": ("name",),
        "artwork_import_rows": ("reference",),
        "labels": ("title_fr", "title_en"),
        "label_versions": ("text_fr", "text_en"),
        "badges": ("name_fr", "name_en", "text_fr", "text_en"),
        "polls": ("question_fr", "question_en"),
        "poll_options": ("label_fr", "label_en"),
        "common_goals": ("name_fr", "name_en", "reward_fr", "reward_en"),
        "pictures": ("alt_fr", "alt_en", "credit"),
        "ratings": ("comment",),
        "posters": ("place",),
        "members": ("display_name",),
        "sessions": ("device",),
        "grants": ("note",),
        "reports": ("words", "answer"),
        "surveys": ("title_fr", "title_en", "lead_fr", "lead_en"),
        "survey_items": ("label_fr", "label_en", "hint_fr", "hint_en"),
        "survey_choices": ("label_fr", "label_en"),
    }.items():
        for column in columns:
            base.db.session.execute(text(f"UPDATE {table} SET {column} = '⟦' || {column} || '⟧'"))
    for column in ("final_fr", "final_en"):  # which others may not have
        published = f"UPDATE labels SET {column} = '⟦' || {column} || '⟧' WHERE state = 'published'"
        base.db.session.execute(text(published))


@base.act
def bracket_versions():
    """Let the versions of articles say their words between ⟦ and ⟧."""
    for version in base.db.session.scalars(select(Revision)):
        said = version.said.items()
        version.said = {
            name: f"⟦{words}⟧" if words and name.endswith(("_fr", "_en")) else words for name, words in said
        }


def heard(member_id, activity, code, by):
    """What a member said, published."""
    scanning.scan(member_id, code, "a-first-scan")
    said = rating.rate(member_id, activity.id, KIND)
    return hearing.publish(said.id, said.version, by=by).id


def a_run(museum_id):
    """A museum's posters, drawn by the runner."""
    run, hand = prints.ask(museum_id, "a5", site="http://localhost:8000"), errands.Hand(jobs.WORKS)
    while hand.work():
        pass
    return run.id


def claims(member_id, gift_id, museum_id):
    """Three claims of a member who can afford them."""
    ledger.credit(member_id, 500, because="test.gift", about="for claims")
    return [claiming.claim(member_id, gift_id, museum_id, f"key-of-claim-{n}").id for n in range(3)]


def addresses(app, numbers, *methods):
    """Every address of the map that takes one of these methods: (endpoint, path, method, which)."""
    values = {
        "activity_id": {"published": numbers.published, "draft": numbers.draft, "archived": numbers.archived},
        "poster_id": {"": numbers.poster, "printed": numbers.printed},
        "session_id": {"": numbers.alices_session},
        "code": {"": numbers.code},
        "seed": {"": "Regardez bien"},
        "rating_id": {"": numbers.rating},
        "article_id": numbers.articles,
        "slug": numbers.slugs,
        "revision_id": {"": numbers.revision},
        "badge_id": numbers.badges,
        "artwork_id": {"": numbers.artwork},
        "label_id": numbers.labs,
        "version_id": numbers.texts,
        "rewrite_id": {"": numbers.rewrite},
        "import_id": numbers.imports,
        "goal_id": numbers.goals,
        "poll_id": numbers.polls,
        "gift_id": numbers.gifts,
        "claim_id": numbers.claims,
        "stock_id": {"": numbers.shelf},
        "hand_over_id": {"": numbers.hand_over},
        "museum_id": {"": numbers.museum},
        "run_id": {"": numbers.run},
        "name": {"": numbers.file},
        "member_id": {"": numbers.alice},
        "report_id": {"open": numbers.report, "answered": numbers.answered},
        "hold_id": {"": numbers.hold},
        "grant_id": {"": numbers.asked},
        "survey_id": numbers.surveys,
        "item_id": {"": numbers.item},
        "choice_id": {"": numbers.choice},
        "survey_slug": numbers.survey_slugs,
    }
    asked = {"backoffice.posters.museum_pdf": {"museum": "beaux-arts"}}
    build = app.url_map.bind("localhost").build
    for rule in app.url_map.iter_rules():
        variable = next(iter(rule.arguments), None)
        for method in sorted(set(methods) & rule.methods):
            for which, value in values[variable].items() if variable else [("", None)]:
                path = build(rule.endpoint, {variable: value} if variable else asked.get(rule.endpoint, {}), method)
                yield rule.endpoint, path, method, which
