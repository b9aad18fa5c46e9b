"""Every page there is, in each state a visitor can bring it to: with content, empty, in error, refused."""

from __future__ import annotations

from werkzeug.exceptions import InternalServerError, ServiceUnavailable, TooManyRequests

from tests.journeys.articles import READ, WRITTEN
from tests.journeys.asked import ASKED
from tests.journeys.boutique import (
    about_to_take_back,
    aiming,
    all_read,
    arrived,
    given_back,
    holding,
    listed,
    sold_out,
    told,
    wished,
)
from tests.journeys.camera import camera_missing, photographed
from tests.journeys.club import unknown
from tests.journeys.desk import at_the_desk, looked_up, own_voucher
from tests.journeys.labels import LABELS
from tests.journeys.people import MEMBERS
from tests.journeys.polled import POLLED
from tests.journeys.rated import HEARD, SAID
from tests.journeys.scene import ADMIN, ALICE, CURATOR, DESK, NEWCOMER, NOBODY, Scene, empty, refused, wrong
from tests.journeys.steps import (
    another_s,
    asked,
    asked_again,
    asked_again_mistyped,
    broken,
    confirmed,
    exhausted,
    expired,
    hanging,
    held,
    hung,
    kept,
    mine,
    mine_before,
    mistyped,
    moving,
    moving_mistyped,
    not_mine,
    offered,
    offered_mistyped,
    over,
    printed,
    printing,
    proven,
    questioned,
    replaced,
    republished,
    republished_gift,
    scan,
    scanned_again,
    spoilt,
    too_big,
    unfinished,
    waiting,
)
from tests.journeys.surveys import BUILT
from tests.journeys.works import WORKS

# Each page that a GET can show. A new endpoint fails test_axe until it stands here or among MACHINES.
PAGES = {
    "home.index": [
        Scene(NOBODY, "/"),
        Scene(ALICE, "/"),
        Scene(CURATOR, "/"),
        empty(NEWCOMER, "/", bare=True),
        Scene(NOBODY, aiming, "#goal-link"),
        Scene(NOBODY, arrived, "#goal-link"),
    ],
    "home.waiting": [Scene(NOBODY, waiting, "#mine")],
    "home.receipts": [
        Scene(ALICE, "/moi/points"),
        Scene(ALICE, "/moi/points?sens=depenses", ".chip[aria-current]"),
        empty(NEWCOMER, "/moi/points"),
    ],
    **MEMBERS,
    **(READ | ASKED | WRITTEN | WORKS | POLLED | BUILT | LABELS),
    "home.data": [Scene(ALICE, "/moi/donnees"), wrong(ALICE, "/moi/donnees", "erase-me")],
    "members.join": [
        Scene(NOBODY, "/inscription"),
        wrong(NOBODY, "/inscription", "ask", email="nour", display_name="<b>"),
    ],
    "members.sign_in": [Scene(NOBODY, "/connexion"), wrong(NOBODY, "/connexion", "ask")],
    "members.type_code": [Scene(NOBODY, asked), Scene(NOBODY, mistyped, "#summary", "error", (422,))],
    "members.finish": [Scene(NOBODY, proven, "#finish"), Scene(NOBODY, unfinished, "#summary", "error", (422,))],
    "me.index": [Scene(ALICE, "/moi"), Scene(CURATOR, "/moi")],
    "me.card": [Scene(ALICE, "/moi/carte", "#card-code")],
    "me.name": [Scene(ALICE, "/moi/nom"), wrong(ALICE, "/moi/nom", "save", display_name="")],
    "me.address": [Scene(ALICE, "/moi/adresse"), wrong(ALICE, "/moi/adresse", "ask")],
    "me.second_factor": [Scene(CURATOR, "/moi/double-code", "#offer"), Scene(NOBODY, held, "#renew")],
    "members.second_code": [
        Scene(NOBODY, asked_again, "#open"),
        Scene(NOBODY, asked_again_mistyped, "#summary", "error", (422,)),
    ],
    "me.prove_address": [Scene(ALICE, moving), Scene(ALICE, moving_mistyped, "#summary", "error", (422,))],
    "activities.to_do": [
        Scene(NOBODY, "/a-faire"),
        Scene(ALICE, "/a-faire?musee=beaux-arts", "#chosen"),
        Scene(ALICE, "/a-faire?categorie=walking&tri=points", "#chosen"),
        empty(NOBODY, "/a-faire", bare=True),
    ],
    "activities.index": [Scene(ALICE, "/activites"), empty(NOBODY, "/activites", bare=True)],
    "activities.show": [
        Scene(NOBODY, "/activites/{published}"),
        Scene(ALICE, "/activites/{published}"),
        Scene(ALICE, "/activites/{archived}", ".chip--warn"),
        Scene(NOBODY, "/activites/{activity_photographed}", ".photo img"),
        *SAID,
    ],
    **HEARD,
    "activities.scanner": [
        Scene(NEWCOMER, photographed, "dialog [data-scan=credited]"),
        Scene(ALICE, camera_missing, "[data-says]:not([hidden])"),
        Scene(NOBODY, "/scanner"),
        Scene(ALICE, "/scanner"),
        wrong(ALICE, "/scanner", "send"),
    ],
    "home.offline": [Scene(NOBODY, "/hors-ligne")],
    "home.offline_scan": [Scene(NOBODY, "/hors-ligne/scan")],
    "home.offline_scanner": [Scene(NOBODY, "/hors-ligne/scanner")],
    "activities.landing": [Scene(NOBODY, hanging), Scene(ALICE, hanging), Scene(NEWCOMER, questioned, "#question")],
    "shop.index": [
        Scene(NOBODY, "/boutique"),
        Scene(ALICE, "/boutique"),
        Scene(NEWCOMER, "/boutique"),
        empty(NOBODY, "/boutique", bare=True),
    ],
    "shop.show": [
        Scene(NOBODY, "/boutique/{postcard}", "#join"),
        Scene(ALICE, "/boutique/{postcard}", "#claim"),
        Scene(ALICE, "/boutique/{bag}", "#variant_id"),
        Scene(NEWCOMER, "/boutique/{bag}", "#earn", "too dear"),
        Scene(NOBODY, "/boutique/{photographed}", ".picture img"),
        Scene(NOBODY, sold_out, "#wish"),
        Scene(NOBODY, wished, ".message--good"),
        wrong(ALICE, "/boutique/{postcard}", "claim"),
    ],
    "shop.vouchers": [Scene(NOBODY, listed, ".list__title"), empty(NEWCOMER, "/moi/bons")],
    "shop.voucher": [
        Scene(NOBODY, holding, "#voucher-code"),
        Scene(NOBODY, given_back, ".voucher--over"),
    ],
    "trails.index": [Scene(ALICE, "/parcours"), Scene(NEWCOMER, "/parcours"), empty(NOBODY, "/parcours", bare=True)],
    "trails.show": [
        *(Scene(who, "/parcours/{trail}", ".station") for who in (NOBODY, ALICE)),
        Scene(NEWCOMER, "/parcours/{ordered}", "#next"),
        Scene(NOBODY, over, ".chip--warn"),
        *(Scene(who, "/parcours/{badge_photographed}", ".photo img") for who in (NOBODY, ALICE)),
    ],
    "notices.index": [
        Scene(NOBODY, told, "#read-all"),
        Scene(NOBODY, all_read, ".list__title"),
        empty(NEWCOMER, "/moi/avis"),
    ],
    "legal.notices": [Scene(NOBODY, "/mentions-legales")],
    "legal.privacy": [Scene(NOBODY, "/confidentialite")],
    "legal.accessibility": [Scene(NOBODY, "/accessibilite")],
    "backoffice.index": [Scene(CURATOR, "/equipe/"), Scene(DESK, "/equipe/"), Scene(CURATOR, "/equipe/", bare=True)],
    "backoffice.activities.index": [
        Scene(CURATOR, "/equipe/activites"),
        Scene(DESK, "/equipe/activites"),
        empty(CURATOR, "/equipe/activites", bare=True),
    ],
    "backoffice.activities.new": [
        Scene(CURATOR, "/equipe/activites/nouvelle"),
        wrong(CURATOR, "/equipe/activites/nouvelle", "save"),
    ],
    "backoffice.activities.edit": [
        Scene(CURATOR, "/equipe/activites/{draft}"),
        Scene(CURATOR, "/equipe/activites/{published}"),
        wrong(CURATOR, "/equipe/activites/{published}", "save", title_fr="", points="9000"),
        wrong(CURATOR, "/equipe/activites/{activity_photographed}", "save", alt_fr=""),
        wrong(CURATOR, "/equipe/activites/{archived}", "add-poster"),
        Scene(CURATOR, republished, ".message--good", "republished and archived"),
    ],
    **{
        f"backoffice.{room}.index": [Scene(CURATOR, to), Scene(DESK, to), empty(CURATOR, to, bare=True)]
        for room, to in (("trails", "/equipe/parcours"), ("goals", "/equipe/objectifs"))
    },
    "backoffice.trails.new": [wrong(CURATOR, "/equipe/parcours/nouveau?etapes=musees", "save", name_fr="")],
    "backoffice.trails.edit": [
        *(Scene(CURATOR, f"/equipe/parcours/{{{name}}}") for name in ("drafted", "trail")),
        wrong(CURATOR, "/equipe/parcours/{trail}", "save", name_fr=""),
        wrong(CURATOR, "/equipe/parcours/{badge_photographed}", "save", credit=""),
    ],
    "backoffice.goals.new": [wrong(CURATOR, "/equipe/objectifs/nouveau", "save")],
    "backoffice.goals.edit": [Scene(CURATOR, "/equipe/objectifs/1", ".chip--good")],
    "backoffice.activities.screen": [
        Scene(CURATOR, "/equipe/activites/{rotating}/ecran", ".square"),
        Scene(DESK, "/equipe/activites/{published}/ecran", state="nothing to show"),
    ],
    "backoffice.posters.index": [
        Scene(CURATOR, "/equipe/affiches"),
        Scene(DESK, "/equipe/affiches"),
        Scene(CURATOR, hung, ".chip--good"),
        empty(CURATOR, "/equipe/affiches", bare=True),
    ],
    "backoffice.posters.odd": [
        Scene(CURATOR, "/equipe/soupcons", ".list__row"),
        empty(CURATOR, "/equipe/soupcons", bare=True),
    ],
    "backoffice.posters.show": [
        Scene(CURATOR, "/equipe/affiches/{placed}", ".bars"),
        Scene(DESK, "/equipe/affiches/{printed}", ".bars"),
        Scene(CURATOR, "/equipe/affiches/{revoked}", "#newer"),
        Scene(CURATOR, replaced, ".message--good"),
    ],
    "backoffice.posters.run": [
        Scene(CURATOR, printing, "progress", "drawn now"),
        Scene(CURATOR, printed, "#run-file"),
        Scene(CURATOR, spoilt, "[aria-busy=false]", "failed"),
    ],
    "backoffice.desk.index": [Scene(DESK, "/equipe/accueil"), Scene(ADMIN, "/equipe/accueil?musee={museum}")],
    "backoffice.journal.index": [
        Scene(CURATOR, "/equipe/journal"),
        Scene(ADMIN, "/equipe/journal?musee=beaux-arts&acte=shop.handed_over"),
        empty(CURATOR, "/equipe/journal", bare=True),
    ],
    "backoffice.shop.index": [
        Scene(CURATOR, "/equipe/boutique"),
        Scene(DESK, "/equipe/boutique"),
        empty(CURATOR, "/equipe/boutique", bare=True),
    ],
    "backoffice.shop.new": [
        Scene(CURATOR, "/equipe/boutique/nouveau"),
        wrong(CURATOR, "/equipe/boutique/nouveau", "save"),
    ],
    "backoffice.shop.edit": [
        Scene(CURATOR, "/equipe/boutique/{bag}"),
        Scene(CURATOR, republished_gift, ".message--good"),
        Scene(CURATOR, "/equipe/boutique/{photographed}", ".picture img"),
        wrong(CURATOR, "/equipe/boutique/{photographed}", "save", alt_fr=""),
        wrong(CURATOR, "/equipe/boutique/{bag}", "save", title_fr="", price="-1"),
    ],
    "backoffice.shop.stocks": [
        Scene(CURATOR, "/equipe/boutique/stocks"),
        Scene(DESK, "/equipe/boutique/stocks"),
        empty(CURATOR, "/equipe/boutique/stocks", bare=True),
    ],
    "backoffice.shop.shelf": [
        Scene(DESK, "/equipe/boutique/stocks/{shelf}"),
        wrong(DESK, "/equipe/boutique/stocks/{shelf}", "restock", change="0"),
        wrong(DESK, "/equipe/boutique/stocks/{shelf}", "restock", change="-99999"),
        wrong(DESK, "/equipe/boutique/stocks/{shelf}", "take-stock", counted="-1"),
        wrong(DESK, "/equipe/boutique/stocks/{shelf}", "watch", low="-1"),
    ],
    "backoffice.shop.claims": [
        Scene(CURATOR, "/equipe/boutique/bons"),
        Scene(CURATOR, about_to_take_back, "[id^=withdraw-]"),
        Scene(DESK, "/equipe/boutique/bons"),
        empty(CURATOR, "/equipe/boutique/bons", bare=True),
    ],
    "backoffice.museums.index": [
        Scene(CURATOR, "/equipe/musees"),
        Scene(DESK, "/equipe/musees"),
        empty(CURATOR, "/equipe/musees", bare=True),
    ],
    "backoffice.museums.edit": [
        Scene(CURATOR, "/equipe/musees/{museum}"),
        wrong(CURATOR, "/equipe/musees/{museum}", "save", name=""),
    ],
}

ANSWERS = [
    Scene(NOBODY, kept, "[data-scan=kept]"),
    Scene(NEWCOMER, scan(lambda club: club.poster(limit="daily").code), "[data-scan=credited]", "credited"),
    Scene(NEWCOMER, scanned_again("once"), "[data-scan=already]", "already"),
    Scene(NEWCOMER, scanned_again("daily"), "[data-scan=cooldown]", "cooldown"),
    Scene(NEWCOMER, scan(lambda club: club.asking("question")[1]), "#question", "answer needed"),
    Scene(NEWCOMER, scan(lambda club: club.asking("rotating")[1]), "[data-scan=expired_code]", "expired code"),
    Scene(ALICE, scan(lambda club: club.poster("archived").code), "[data-scan=closed]", "closed"),
    Scene(NOBODY, scan(lambda club: club.poster_in("revoked").code), "[data-scan=revoked]", "revoked"),
    Scene(NOBODY, scan(lambda club: unknown()), "[data-scan=unknown]", "unknown", (404,)),
    Scene(NOBODY, exhausted, "[data-scan=too_many]", "", (429,)),
    Scene(ALICE, another_s, "[data-scan=not_yours]"),
    Scene(NOBODY, mine, ".joy"),
    Scene(NOBODY, mine_before, ".list__note"),
    Scene(NOBODY, not_mine, ".message--good"),
    Scene(NOBODY, "/connexion/code", ".message--warn", "too early"),
    Scene(CURATOR, offered, ".square"),
    Scene(CURATOR, offered_mistyped, "#summary", "error", (422,)),
    Scene(NOBODY, confirmed, ".recovery"),
    Scene(DESK, at_the_desk(lambda club: club.voucher().code), "[data-desk=green] #hand-over", "green"),
    Scene(DESK, at_the_desk(lambda club: club.voucher(museum="museum").code), "[data-desk=amber]", "amber"),
    Scene(
        DESK, at_the_desk(lambda club: club.voucher().code, "hand-over"), "[data-desk=green] .disclosure", "handed over"
    ),
    Scene(DESK, at_the_desk(lambda club: club.card("bruno@demo.club")), "[data-desk=green] #card", "card"),
    Scene(DESK, at_the_desk(lambda club: "rien"), "[data-desk=red]", "red", (404,)),
    Scene(DESK, own_voucher, "[data-desk=red]"),
    Scene(DESK, looked_up("yusuf@demo.club"), "#found .list__row", "found"),
    Scene(ADMIN, looked_up("yusuf@demo.club"), "#found .list__row", "found, not yet somewhere"),
    Scene(DESK, looked_up("bruno@demo.club"), "#found .sight__verdict", "nothing found"),
    Scene(DESK, looked_up("bruno"), "#summary", "error", (422,)),
    Scene(NOBODY, expired, ".refusal .icon", "expired", (400,)),
    refused(NOBODY, "/moi", 401),
    refused(NOBODY, "/equipe/", 401),
    refused(ALICE, "/equipe/", 403),
    refused(NOBODY, "/nulle-part", 404),
    refused(ALICE, "/activites/{draft}", 404),
    refused(ALICE, "/scans", 405),
    refused(CURATOR, too_big, 413),
    refused(NOBODY, broken(TooManyRequests()), 429),
    refused(ALICE, broken(InternalServerError(original_exception=RuntimeError("planted"))), 500),
    refused(ALICE, broken(ServiceUnavailable()), 503),
]
SCENES = [scene for scenes in PAGES.values() for scene in scenes] + ANSWERS
