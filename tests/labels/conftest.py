"""Labels for tests, opened by the rules and marked by as many people as one likes."""

from clubapp.labels import marking, reading, rules
from clubapp.labels.marking import Page
from clubapp.labels.models import Lab, Version
from clubapp.labels.rules import Draft, Words
from tests.conftest import a_member, a_museum

A = Words("Le bleu vient de loin. Le blanc est un émail.", "The blue comes from afar. The white is an enamel.")
B = Words("Regardez le bleu. Il chante.", "Look at the blue. It sings.")
PAGE = Page(1, "fr")


def a_draft(two=True, museum="beaux-arts", **says):
    """What somebody writes of a lab: five points, two texts unless told otherwise."""
    return Draft(
        **{
            "museum_id": a_museum(museum).id,
            "title_fr": "Le vase",
            "texts": (A, B)[: 1 + two],
            "title_en": "The vase",
            "points": 5,
        }
        | says
    )


def a_lab(state="open", **says) -> Lab:
    """A lab in this state."""
    lab = rules.write(a_draft(**says))
    if state == "draft":
        return lab
    rules.open_up(lab.id)
    if state == "open":
        return lab
    rules.close(lab.id)
    return rules.publish(lab.id, Words("Un vase bleu.", "A blue vase.")) if state == "published" else lab


def version_of(lab, letter="A") -> Version:
    """One of the texts of a lab."""
    return next(each for each in reading.versions(lab.id) if each.letter == letter)


def a_reader(lab, number, marks=None, letter="A", rewrite="", preference="", language="fr") -> int:
    """A member who says this of a lab: places by mark, a rewrite, a preference; their number."""
    member = a_member(f"reader{number}@club.fr", f"Lecteur {number}").id
    version, page = version_of(lab, letter), Page(lab.version, language)
    for mark, places in (marks or {}).items():
        marking.mark(member, version.id, page, mark, places)
    if rewrite:
        marking.propose(member, version.id, page, rewrite)
    if preference:
        marking.prefer(member, lab.id, page, preference)
    return member
