"""A club furnished for measuring: twenty activities, a gift, some members or very many; and the requests sent to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import session
from flask_wtf.csrf import generate_csrf
from sqlalchemy import func, insert, select, text

from benchmarks import client
from clubapp import clock, load, sealing
from clubapp import db as base
from clubapp.activities import rules as activities
from clubapp.activities import scanning
from clubapp.activities.models import DONE as TOOK_PART
from clubapp.app import create_app
from clubapp.members import rules as members
from clubapp.members.models import Member, Session
from clubapp.museums import rules as museums
from clubapp.points import badges
from clubapp.points.audit import audit
from clubapp.points.badges import Stage
from clubapp.points.models import Entry
from clubapp.posters import rules as posters
from clubapp.settings import Settings
from clubapp.shop import claiming, stocking
from clubapp.shop import rules as shop
from clubapp.shop.audit import CHECKS

HOST = "club.musees.fr"
ENVIRONMENT = {
    "CLUB_ENV": "production",
    "CLUB_SECRET_KEY": "Vf3k9-zQm2Lw7_pXr8Tn4Yb6Hc1Jd5Gs0",
    "CLUB_PUBLIC_URL": f"https://{HOST}",
    "CLUB_MAIL_URL": "smtp://127.0.0.1",
}
ACCENTS = ("cobalt", "iris", "coral", "moss")
ACTIVITIES = 20
EACH = 10  # entries of each member before anything is measured
SCANNERS = 1000  # members signed in
DONE = 10  # activities the reader has done
STOCK = 100_000


class Club:
    """A base of `people` members, and a browser of its reader, its desk and its scanners."""

    def __init__(self, instance: Path, database: str = "", people: int = SCANNERS) -> None:
        self.environment = ENVIRONMENT | {"CLUB_INSTANCE": str(instance), "CLUB_DATABASE_URL": database}
        self.app = create_app(Settings.from_environ(self.environment))
        self.rule(base.upgrade)
        self.rule(self._furnish, people)

    def rule(self, rule: Callable[..., Any], *given: Any) -> Any:
        """Run a rule on this base."""
        with self.app.app_context():
            return rule(*given)

    def _furnish(self, people: int) -> None:
        now = clock.now()
        houses = [
            museums.open_museum(f"musee-{n}", f"Musée numéro {n}", "Rouen", ACCENTS[n % len(ACCENTS)], "Un musée.")
            for n in range(8)
        ]
        self._trail([house.id for house in houses])
        self.codes = [self._activity(n, houses[n % len(houses)].id) for n in range(ACTIVITIES)]
        staff = members.appoint("sam@club.fr", "Sam", "desk", houses[0].id)
        for _ in load.members(people):
            pass
        fill_book()
        everybody = base.db.session.scalars(select(Member.id).where(Member.id != staff.id).order_by(Member.id)).all()
        ids = everybody[:: people // SCANNERS]
        self.reader = ids[0]
        for code in self.codes[:DONE]:
            scanning.scan(self.reader, code, sealing.token())
        self.gift, self.museum = self._gift(staff.id, houses[0].id), houses[0].id
        self.voucher = claiming.claim(self.reader, self.gift, self.museum, sealing.token()).code
        self.tokens = sign_in([*ids, staff.id])
        with self.app.test_request_context():
            self.csrf, self.raw = generate_csrf(), session["csrf_token"]
        self.later = int(now.timestamp()) + 3600  # noted as seen then, no page sends a cookie back meanwhile

    def _activity(self, number: int, museum_id: int) -> str:
        words = ("Regardez ce tableau d'assez près", "Look closely at this painting", "Approchez-vous.", "Come closer.")
        title, english, *texts = words
        draft = activities.Draft(museum_id, f"{title}, {number}", f"{english}, {number}", *texts, 20, "once")
        written = activities.write(draft, ["Hall"])
        activities.publish(written.id)
        return posters.leading_to(written.address)[0].code

    def _trail(self, houses: list[int]) -> None:
        """A badge that every scan concerns and none completes."""
        steps = tuple(Stage(1000, museum_id=house) for house in houses)
        badges.publish(
            badges.write(badges.Draft("Tous les musées", "Every museum", "Partout.", "Everywhere.", steps)).id
        )

    def _gift(self, by: int, museum_id: int) -> int:
        draft = shop.Draft("Une carte postale", "A postcard", "Elle est belle.", "It is fine.", "object", 1, 0)
        gift = shop.write(draft)
        shelf = stocking.shelve(shop.variants(gift.id)[0].id, museum_id)
        stocking.restock(shelf.id, STOCK, reason="delivery", by=by)
        return shop.publish(gift.id).id

    def check(self, sent: int) -> None:
        """Each scan sent was credited, once, and the book is clean. Raises AssertionError."""
        lines, clean = self.rule(audit, CHECKS)
        assert clean, "\n".join(lines)
        done = select(func.count()).where(Entry.because == TOOK_PART, Entry.member_id != self.reader)
        credited = self.rule(lambda: base.db.session.scalar(done))
        assert credited == sent, f"{sent} scans sent, {credited} credited"

    def answer(self, path: str, **fields: object) -> None:
        """Answer the reader in this process."""
        browser = self.app.test_client(use_cookies=False)
        headers = {"Cookie": self._cookie(self.tokens[0]), "Referer": f"https://{HOST}/"}
        asked: dict[str, Any] = {"base_url": f"https://{HOST}", "headers": headers}
        if fields:
            assert browser.post(path, data=fields | {"csrf_token": self.csrf}, **asked).status_code == 200
        else:
            assert browser.get(path, **asked).status_code == 200

    def get(self, path: str, **headers: str) -> list[bytes]:
        """A page, asked by the reader, who has done some activities."""
        return [client.request("GET", path, HOST, Cookie=self._cookie(self.tokens[0]), **headers)]

    def scans(self, **headers: str) -> list[bytes]:
        """A scan of each poster by each scanner but the reader, activity after activity: all are new credits."""
        cookies = [self._cookie(token) for token in self.tokens[1:-1]]
        return [
            self._post("/scans", cookie, {"code": code, "scan_id": sealing.token()[:22]}, **headers)
            for code in self.codes
            for cookie in cookies
        ]

    def claims(self, count: int) -> list[bytes]:
        """Gifts claimed by the scanners in turn."""
        cookies = [self._cookie(token) for token in self.tokens[1:-1]]
        path, place = f"/boutique/{self.gift}/commandes", {"museum_id": self.museum}
        return [
            self._post(path, cookies[n % len(cookies)], place | {"key": sealing.token()[:22]}) for n in range(count)
        ]

    def desk(self) -> list[bytes]:
        """The reader's voucher, read at the desk."""
        cookie = self._cookie(self.tokens[-1])
        return [self._post("/equipe/accueil", cookie, {"code": self.voucher}, HX_Request="true")]

    def _post(self, path: str, cookie: str, fields: dict[str, Any], **headers: str) -> bytes:
        return client.request("POST", path, HOST, fields=fields | {"csrf_token": self.csrf}, Cookie=cookie, **headers)

    def _cookie(self, token: str) -> str:
        held = {"_user_id": token, "csrf_token": self.raw, "language": "fr", "seen": self.later}
        seal = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        return f"{self.app.config['SESSION_COOKIE_NAME']}={seal.dumps(held)}"


@base.act
def fill_book() -> None:
    """Give everybody `EACH` entries in turn, as the ledger would have, in two statements."""
    numbers = " UNION ALL ".join(f"SELECT {n} AS n" for n in range(1, EACH + 1))
    write = (
        "INSERT INTO entries (member_id, amount, balance_after, because, about, at) "
        "SELECT members.id, 5, 5 * turns.n, 'load.entry', 'load:' || turns.n, members.joined_at "
        f"FROM ({numbers}) AS turns CROSS JOIN members ORDER BY turns.n, members.id"
    )
    base.db.session.execute(text(write))
    base.db.session.execute(
        text(f"INSERT INTO accounts (member_id, balance, owed) SELECT id, {5 * EACH}, 0 FROM members")
    )


@base.act
def sign_in(ids: list[int]) -> list[str]:
    """A session for each of these members, its second factor shown; returns their tokens."""
    now = clock.now()
    tokens = [sealing.token() for _ in ids]
    stay = {"device": "Bench", "started_at": now, "ends_at": now + members.MEMBER_STAYS, "proven_at": now}
    rows = [
        stay | {"member_id": who, "token_hash": sealing.fingerprint(token)}
        for who, token in zip(ids, tokens, strict=True)
    ]
    base.db.session.execute(insert(Session), rows)
    return tokens
