"""Articles for tests, written and brought along by the rules."""

import threading

import pytest

from clubapp.articles import life, rules
from clubapp.articles.models import Article
from clubapp.articles.rules import Draft
from tests.conftest import a_museum, a_staff

WHOLE = {
    "kind": "short",
    "title_fr": "Le vase bleu",
    "lead_fr": "Un vase a traversé trois siècles.",
    "text_fr": "Il est né à Rouen.\n\n# Sa couleur\n\nLe bleu de cobalt.",
    "title_en": "The blue vase",
    "lead_en": "A vase came through three centuries.",
    "text_en": "It was born in Rouen.",
    "act_fr": "Le retrouver au musée",
    "act_en": "Find it at the museum",
    "act_to": "/a-faire",
    "english_shown": True,
}


def a_draft(museum="beaux-arts", **says):
    """What somebody writes, whole unless told otherwise."""
    return Draft(a_museum(museum).id, **WHOLE | says)


def an_article(state="published", *, frame=None, at=None, **says) -> Article:
    """An article by Sam, reviewed by Léa, in this state."""
    sam, lea = a_staff().id, a_staff("lea@club.fr", "Léa").id
    article = rules.write(a_draft(**says), by=sam, frame=frame)
    if state == "draft":
        return article
    life.submit(article.id, by=sam)
    if state == "in_review":
        return article
    life.approve(article.id, by=lea)
    if state == "reviewed":
        return article
    if state == "scheduled":
        return life.schedule(article.id, at, by=sam)
    life.publish(article.id, by=sam)
    return life.archive(article.id, by=sam) if state == "archived" else article


@pytest.fixture
def at_once(app):
    """Do these things at the same instant, each in a thread and a context of its own; what each raised, if it did."""

    def run(deeds):
        barrier, raised = threading.Barrier(len(deeds)), []

        def do(deed):
            with app.app_context():
                barrier.wait()
                try:
                    deed()
                except Exception as fault:
                    raised.append(type(fault))

        threads = [threading.Thread(target=do, args=(deed,)) for deed in deeds]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return raised

    return run
