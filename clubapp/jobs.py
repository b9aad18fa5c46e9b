"""The jobs runner: posts the letters of the outbox and sweeps what has had its time."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import structlog

from clubapp import clock, outbox
from clubapp.articles import filing, life
from clubapp.artworks import importing, liking, running
from clubapp.backoffice import prints
from clubapp.db import forget_log
from clubapp.errands import rules as errands
from clubapp.home import leaving
from clubapp.journal import rules as journal
from clubapp.members import rules as members
from clubapp.members import second_factor, signing_in
from clubapp.pictures import rules as pictures
from clubapp.points import awarding, together
from clubapp.posters import keeping
from clubapp.shop import deadlines, stocking
from clubapp.surveys import life as surveys

log = structlog.get_logger()

PAUSE = 2.0  # seconds between two rounds
CHORES = (
    outbox.sweep,
    signing_in.sweep,
    second_factor.sweep,
    members.sweep,
    keeping.sweep,
    errands.sweep,
    pictures.sweep,
    importing.sweep,
    liking.sweep,
    members.warn_absent,
    leaving.forget_absent,
    journal.sweep,
    filing.mend,
    surveys.sweep,
)
CHORES_EVERY = timedelta(hours=1)
WORKS = {prints.KIND: prints.draw, running.KIND: running.work}


def run(once: bool = False, stop: threading.Event | None = None) -> None:
    """Do what is due, again and again until `stop`, or once. A round that fails is logged, and the next one comes."""
    stop = stop or threading.Event()
    swept: datetime | None = None
    hand = errands.Hand(WORKS)
    while not stop.is_set():
        busy = False
        try:
            outbox.tick()
            life.publish_due()
            surveys.watch()
            deadlines.watch_dates()
            stocking.watch_shelves()
            awarding.review()
            together.count()
            outbox.post_all()
            if swept is None or clock.now() - swept > CHORES_EVERY:
                for chore in CHORES:
                    chore()
                forget_log()
                swept = clock.now()
            busy = hand.work()
        except Exception:
            if once:
                raise
            log.exception("round failed")
        if once and not busy:
            return
        stop.wait(0 if busy else PAUSE)
