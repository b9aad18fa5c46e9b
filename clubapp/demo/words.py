"""Everything the demonstration says, in one place to read it from."""

from .activities_art import ART
from .activities_making import MAKING
from .activities_past import PAST
from .activities_timed import TIMED
from .articles_people import PEOPLE
from .articles_works import WORKS
from .artworks import ARTWORKS, LIKED
from .badges import BADGES, TOGETHER
from .gifts import CLAIMS, GIFTS
from .labels import LABELS
from .museums import MUSEUMS
from .opinions import POLLS
from .people import GRANTS, HELD, MEMBERS, REPORTS, STAFF
from .ratings import RATINGS

ARTICLES = WORKS + PEOPLE
ACTIVITIES = ART + PAST + MAKING + TIMED

__all__ = [
    "ACTIVITIES",
    "ARTICLES",
    "ARTWORKS",
    "BADGES",
    "CLAIMS",
    "GIFTS",
    "GRANTS",
    "HELD",
    "LABELS",
    "LIKED",
    "MEMBERS",
    "MUSEUMS",
    "POLLS",
    "RATINGS",
    "REPORTS",
    "STAFF",
    "TOGETHER",
]
