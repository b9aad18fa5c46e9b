"""What the demo's words are made of. Typed plainly; the page sets the French spaces."""

from typing import Literal, NamedTuple

from clubapp.activities.hours import ALWAYS, Hours


class MuseumWords(NamedTuple):
    code: str
    name: str
    city: str
    accent: str
    about_fr: str
    about_en: str


class ActivityWords(NamedTuple):
    key: str
    museum: str
    points: int
    title_fr: str
    text_fr: str
    title_en: str
    text_en: str
    places: tuple[str, ...]
    limit: Literal["once", "daily", "weekly", "spaced"] = "once"
    times: int | None = None
    minutes: int | None = None
    ceiling: int = 0
    hours: Hours = ALWAYS
    kind: Literal["on_site", "at_home"] = "on_site"
    category: str = ""
    room: str = ""
    access_fr: str = ""
    access_en: str = ""
    proof: Literal["poster", "question", "rotating", "agent"] = "poster"
    question_fr: str = ""
    question_en: str = ""
    answers: str = ""
    prototype: bool = False
    state: Literal["draft", "published", "archived"] = "published"


class Visit(NamedTuple):
    """Some days ago, at an hour of the museums' clock: posters scanned one after another, `pace` seconds apart."""

    days_ago: int
    hour: int
    activities: tuple[str, ...]
    pace: int = 240


class MemberWords(NamedTuple):
    """Someone whose visits alone make up the points."""

    email: str
    display_name: str
    language: Literal["fr", "en"]
    joined_days_ago: int
    visits: tuple[Visit, ...] = ()


class RatingWords(NamedTuple):
    """What a member said of an activity, some days ago; the team has published it, answered it, or not yet."""

    email: str
    activity: str
    days_ago: int
    score: int
    reasons: tuple[str, ...] = ()
    comment: str = ""
    may_publish: bool = True
    published: bool = False
    answer: str = ""


class StaffWords(NamedTuple):
    email: str
    display_name: str
    role: Literal["desk", "curator", "admin"]
    museum: str | None = None


class GrantWords(NamedTuple):
    """Points that somebody of the staff gives a member or takes back, some days ago."""

    member: str
    points: int
    reason: str
    by: str
    days_ago: int
    note: str = ""


class ReportWords(NamedTuple):
    """What a member says they did not receive, some days ago, and what somebody of the staff answered, if they did."""

    member: str
    activity: str
    days_ago: int
    hour: int
    words: str
    by: str = ""
    answer: str = ""
    points: int = 0


class GiftWords(NamedTuple):
    """A gift, and how many of each variant each museum has."""

    key: str
    price: int
    title_fr: str
    title_en: str
    story_fr: str
    story_en: str
    shelves: dict[str, int]
    each: int = 1
    kind: Literal["object", "experience", "download"] = "object"
    variants: tuple[tuple[str, str], ...] = (("", ""),)


class BadgeWords(NamedTuple):
    """A badge; each step names a museum, an activity or a kind of taking part, and how many times."""

    name_fr: str
    name_en: str
    text_fr: str
    text_en: str
    steps: tuple[tuple[Literal["museum", "activity", "because"], str, int], ...]
    in_order: bool = False
    within_days: int | None = None
    state: Literal["draft", "published"] = "published"


class ArticleWords(NamedTuple):
    """An article, written some days ago; published the day after, unless it still waits for that."""

    key: str
    museum: str
    kind: Literal["collection", "profession", "short", "dossier"]
    days_ago: int
    title_fr: str
    title_en: str
    lead_fr: str
    lead_en: str
    text_fr: str
    text_en: str
    act_fr: str
    act_en: str
    act_to: str
    easy_fr: str = ""
    visibility: Literal["everyone", "members", "badge"] = "everyone"
    state: Literal["in_review", "scheduled", "published"] = "published"


class PollWords(NamedTuple):
    """A poll that an article holds, open for some days more; `answers` are the places of the choices, by member."""

    article: str
    museum: str
    question_fr: str
    question_en: str
    choices: tuple[tuple[str, str], ...]
    days: int
    answers: tuple[int, ...]
    on_home: bool = False


class ArtworkWords(NamedTuple):
    """A work, as its wall label and its museum's inventory say it."""

    museum: str
    inventory: str
    title_fr: str
    title_en: str
    maker: str
    date_text: str
    technique: str
    size_text: str
    domain: str
    acquired: str
    description_fr: str
    description_en: str
    subjects: str


class CommonGoalWords(NamedTuple):
    """What everybody does together, from the opening of the club for so many days."""

    name_fr: str
    name_en: str
    reward_fr: str
    reward_en: str
    target: int
    days: int


class SaidWords(NamedTuple):
    """What the first so many readers of a text say of some of its words, or of a whole sentence by its number."""

    letter: str
    mark: Literal["obscure", "liked", "long"]
    people: int
    words: tuple[str, ...] = ()
    sentence: int = 0


class LabelWords(NamedTuple):
    museum: str
    number: str  # of its work
    points: int
    texts: tuple[tuple[str, str], ...]
    said: tuple[SaidWords, ...]
    said_in_english: tuple[SaidWords, ...] = ()
    preferences: tuple[str, ...] = ()
    rewrites: tuple[tuple[str, str], ...] = ()  # of which text, and how
    place: str = ""
    final_fr: str = ""
    final_en: str = ""
