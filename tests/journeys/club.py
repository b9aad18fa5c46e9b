"""The club, served for real on an address of its own, with the furniture of a demonstration or with none."""

from __future__ import annotations

import itertools
import shutil
import threading
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wsgi import ClosingIterator

from clubapp import assets, codes, demo, jobs
from clubapp import db as base
from clubapp.activities import scanning
from clubapp.activities.models import Activity
from clubapp.app import create_app
from clubapp.errands import rules as errands
from clubapp.members import rules as members
from clubapp.museums import rules as museums
from clubapp.pictures import rules as pictures
from clubapp.points import ledger
from clubapp.points.models import Badge
from clubapp.posters import rules as posters
from clubapp.posters.models import Poster
from clubapp.settings import Settings
from clubapp.shop import claiming, stocking
from clubapp.shop import rules as shop
from clubapp.shop.models import Claim, Gift, Stock
from tests.pictures.conftest import a_frame, a_view


class Silent(WSGIRequestHandler):
    """Says nothing; while the network is cut, answers nothing either."""

    def log(self, *_):
        pass

    def run_wsgi(self):
        if self.server.cut:
            self.close_connection = True
        else:
            super().run_wsgi()


class Club:
    """A served club. What journeys don't walk through themselves is prepared here, by the rules."""

    def __init__(self, instance: Path, furnished: bool) -> None:
        self.server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True, request_handler=Silent)
        self.address = f"http://127.0.0.1:{self.server.port}"
        self.settings = Settings(
            secret_key="a key for journeys, long enough 1234", instance=instance, public_url=self.address
        )
        self.app = create_app(self.settings)
        self.server.app, self.server.cut = self.answer, False
        self.instead = lambda environ: None  # what answers in the club's place: a portal's page, a fault
        self.numbers = itertools.count(1)
        with self.app.app_context():
            base.upgrade()
            if furnished:
                demo.build()
            else:
                members.appoint("curator@demo.club", "Claire", "curator", None)
        self.file = instance / "club.db"
        self.kept = shutil.copy(self._at_rest(), instance / "kept.db")
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def answer(self, environ, start_response):
        """The app's answer, read to its end first: the server would not close what a leaving browser left unread."""
        if other := self.instead(environ):
            return other(environ, start_response)
        with closing(ClosingIterator(self.app(environ, start_response))) as pieces:
            return [b"".join(pieces)]

    def _at_rest(self) -> Path:
        with self.app.app_context():
            base.db.engine.dispose()
        return self.file

    @contextmanager
    def cut_off(self):
        """No answer comes from the club, as behind thick walls: to pages, to workers, to anybody."""
        self.server.cut = True
        try:
            yield
        finally:
            self.server.cut = False

    @contextmanager
    def answering(self, path, other):
        """At this address something else answers: a portal, a fault."""
        self.instead = lambda environ: other if environ["PATH_INFO"] == path else None
        try:
            yield
        finally:
            self.instead = lambda environ: None

    @contextmanager
    def renewed(self):
        """A new version of the club is served, with other static files."""
        before = self.app
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(assets, "RECIPE", b"a newer version")
            self.app = create_app(self.settings)
        try:
            yield
        finally:
            self.app = before

    def start_over(self) -> None:
        """Forget all that happened since it was built."""
        self._at_rest()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.file}{suffix}").unlink(missing_ok=True)
        shutil.copy(self.kept, self.file)

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
        self._at_rest()

    def run(self, rule, *args, **kwargs):
        with self.app.app_context():
            return rule(*args, **kwargs)

    def cookie(self, email=None, language="fr"):
        """The cookie of a browser where this language is chosen and this member, if any, has signed in."""
        client = self.app.test_client()
        with client.session_transaction() as session:
            session["language"] = language
            if email:
                session["_user_id"] = self.run(members.enter, email, "Chromium").token
        return {"name": "club", "value": client.get_cookie("club").value, "url": self.address}

    def newcomer(self, language="fr", points=0) -> str:
        """The address of somebody who joined just now."""
        email = f"visitor{next(self.numbers)}@club.fr"
        number = self.run(members.join, email, "Nour Dubois", language).id
        if points:
            self.run(ledger.credit, number, points, because="journey", about=email)
        return email

    def new_colleague(self) -> str:
        """The address of somebody who has just been given rights."""
        self.colleague = f"colleague{next(self.numbers)}@club.fr"
        self.run(members.appoint, self.colleague, "Claude", "admin", None)
        return self.colleague

    def activity(self, state="published", limit="once") -> int:
        """One that brings points and that anybody may read of, not on trial."""
        asked = select(Activity.id).filter_by(state=state, limit=limit, prototype=False).where(Activity.points > 0)
        return self.run(lambda: base.db.session.scalars(asked.order_by(Activity.id)).first())

    def asking(self, proof) -> tuple[int, str]:
        """The number of the activity of the demonstration that asks for this proof, and its first poster's code."""

        def found():
            activity = base.db.session.scalars(select(Activity).where(Activity.proof == proof)).first()
            return activity.id, posters.leading_to(activity.address)[0].code

        return self.run(found)

    def card(self, email) -> str:
        return self.run(lambda: members.of(email).card)

    def poster(self, state="published", limit="once"):
        """A poster of the first such activity."""
        number = self.activity(state, limit)
        return self.run(lambda: posters.leading_to(base.db.session.get_one(Activity, number).address)[0])

    def poster_in(self, state) -> Poster:
        """The first poster in this state."""
        return self.run(lambda: base.db.session.scalars(select(Poster).where(Poster.state == state)).first())

    def museum(self, code="beaux-arts") -> int:
        return self.run(lambda: museums.named(code).id)

    def gift(self, title="Carte postale") -> int:
        return self.run(lambda: base.db.session.scalar(select(Gift.id).where(Gift.title_fr == title)))

    def badge(self, name) -> int:
        return self.run(lambda: base.db.session.scalar(select(Badge.id).where(Badge.name_fr == name)))

    def photograph(self, model, number) -> int:
        """The number of a thing that shows its photograph from now on."""
        curator = self.run(members.enter, "curator@demo.club", "Chromium").member_id

        @base.act
        def hang(frame):
            thing = base.db.session.get_one(model, number)
            thing.picture = pictures.hang(thing.picture, frame)

        self.run(lambda: hang(a_frame(curator, a_view(800, 600))))
        return number

    def shelf(self, museum="beaux-arts") -> int:
        here = select(Stock.id).where(Stock.museum_id == self.museum(museum))
        return self.run(lambda: base.db.session.scalars(here).first())

    def voucher(self, email=None, title="Carte postale", museum="beaux-arts") -> Claim:
        """A voucher of a member, a newcomer with just enough points unless named."""
        email = email or self.newcomer(points=self.run(lambda: base.db.session.get_one(Gift, self.gift(title)).price))
        member = self.run(members.enter, email, "Chromium").member_id
        return self.run(
            claiming.claim, member, self.gift(title), self.museum(museum), f"journey-{next(self.numbers):05}"
        )

    def nowhere(self) -> int:
        """A gift whose one shelf is empty."""
        draft = shop.Draft("Éventail", "Fan", "En papier.", "Made of paper.", "object", 20, 1)
        gift = self.run(lambda: shop.write(draft).id)
        self.run(lambda: stocking.shelve(shop.variants(gift)[0].id, self.museum()))
        return self.run(shop.publish, gift).id

    def scanned(self, email, code, times=1) -> None:
        """Let a member scan a code before the journey begins."""
        member = self.run(members.enter, email, "Chromium").member_id
        for _ in range(times):
            self.run(scanning.scan, member, code, f"earlier-{next(self.numbers)}")

    def run_errands(self) -> None:
        """Be the runner until no errand is left."""
        hand = errands.Hand(jobs.WORKS)
        while self.run(hand.work):
            pass

    @contextmanager
    def broken(self, endpoint: str, fault: Exception):
        """Let one page meet a fault."""

        def fail(**_):
            raise fault

        works, self.app.view_functions[endpoint] = self.app.view_functions[endpoint], fail
        try:
            yield
        finally:
            self.app.view_functions[endpoint] = works


def unknown() -> str:
    """A well-formed poster code that stands on no wall."""
    return codes.new(codes.POSTER)
