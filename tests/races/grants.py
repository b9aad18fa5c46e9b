"""The races of what staff give: one round of each, which fails when a ceiling, a page or a request gave too much."""

from __future__ import annotations

from collections import Counter
from secrets import token_urlsafe

from clubapp.backoffice import rules as backoffice
from clubapp.db import db
from clubapp.members.models import Member
from clubapp.points import granting, holding, ledger
from clubapp.points.models import Grant, Hold
from tests.conftest import a_museum, a_staff
from tests.races.furniture import balance, gains, member
from tests.races.herd import Post

CEILING = granting.CEILINGS["desk"]


def colleague(club, role):
    """Somebody of the museum's staff, signed in."""
    someone = member(club, f"Staff-{token_urlsafe(6)}")
    email = club.rule(lambda: db.session.get_one(Member, someone.id).email)
    club.rule(lambda: a_staff(email, "Dominique", role, a_museum().id))
    return someone


def visited(club, agent):
    """A new member, whose page an agent has opened."""
    alice = member(club, f"Alice-{token_urlsafe(6)}")
    club.rule(backoffice.open_member, alice.id, by=agent.id, museum_id=None)
    return alice


def give(agent, alice, points, key=None):
    fields = {"key": key or token_urlsafe(12), "amount": str(points), "reason": "workshop_help", "note": ""}
    return Post(agent.browser, f"/equipe/membres/{alice.id}/gestes", fields, accept="text/html")


def states(club, agent):
    query = db.select(Grant.state).where(Grant.by == agent.id)
    return Counter(club.rule(lambda: db.session.scalars(query).all()))


def one_day_of_an_agent(club, herd, members):
    """An agent gives on every device at once, far more than one may in a day."""
    agent, free = colleague(club, "desk"), CEILING.a_day // CEILING.each
    people = [visited(club, agent) for _ in range(members)]
    crowd = [people[n % members] for n in range(24)]
    answers = herd.charge([give(agent, alice, CEILING.each) for alice in crowd])
    assert {answer.status for answer in answers} == {303}
    assert states(club, agent) == {"given": free, "asked": len(crowd) - free}
    assert sum(balance(club, alice) for alice in people) == CEILING.a_day


def one_page_many_times(club, herd):
    """One tap on the button, sent again and again."""
    agent = colleague(club, "desk")
    alice, key = visited(club, agent), token_urlsafe(12)
    herd.charge([give(agent, alice, 30, key) for _ in range(24)])
    assert (states(club, agent), gains(club, alice)) == ({"given": 1}, [30])


def one_request_before_many(club, herd):
    """Colleagues decide one request at the same instant, some for it and some against."""
    agent, deciders = colleague(club, "desk"), [colleague(club, "curator") for _ in range(4)]
    alice = visited(club, agent)
    (asked,) = herd.charge([give(agent, alice, CEILING.each + 1)])
    query = db.select(Grant.id).where(Grant.by == agent.id)
    number = club.rule(lambda: db.session.scalars(query).one())
    posts = [
        Post(one.browser, f"/equipe/membres/gestes/{number}/{what}", {}, accept="text/html")
        for one in deciders
        for what in ("accord", "refus")
    ]
    answers = Counter(answer.status for answer in herd.charge(posts))
    assert (asked.status, answers) == (303, {303: 1, 409: len(posts) - 1})
    (state,) = states(club, agent)
    assert gains(club, alice) == ([CEILING.each + 1] if state == "given" else [])


def one_gain_held_by_many(club, herd):
    """Overseers hold one gain at the same instant, then decide of it, some to give it back and some not."""
    overseers = [colleague(club, "curator") for _ in range(4)]
    alice = visited(club, overseers[0])
    for each in overseers[1:]:
        club.rule(backoffice.open_member, alice.id, by=each.id, museum_id=None)
    museum = club.rule(lambda: a_museum().id)
    gain = club.rule(ledger.credit, alice.id, 20, because="activity.done", about="activity:1", museum_id=museum).id
    fields = {"gains": str(gain), "reason": "too_fast"}
    posts = [Post(one.browser, f"/equipe/membres/{alice.id}/retenues", fields, accept="text/html") for one in overseers]
    assert Counter(answer.status for answer in herd.charge(posts)) == {303: 1, 409: 3}
    assert gains(club, alice) == [20, -20]
    held = club.rule(lambda: holding.of_entries([gain])[gain].id)
    posts = [
        Post(one.browser, f"/equipe/membres/retenues/{held}/{what}", {}, accept="text/html")
        for one in overseers
        for what in ("restitution", "reprise")
    ]
    assert Counter(answer.status for answer in herd.charge(posts)) == {303: 1, 409: len(posts) - 1}
    state = club.rule(lambda: db.session.get_one(Hold, held).state)
    assert balance(club, alice) == (20 if state == "released" else 0)
