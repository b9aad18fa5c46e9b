"""What a member does with an article: read it to its end, say what it did to them, keep it for later.

Reading brings points once for each article, on two proofs: the end was reached, whence the question is sent, and a
share of the time it takes has passed on our clock since the page was given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from flask_babel import lazy_gettext as _l
from sqlalchemy import BindParameter, and_, bindparam, case, delete, exists, func, select

from clubapp import clock, markdown
from clubapp.articles.models import FINISHED, PUBLISHED, Article, Keeping, Reaction
from clubapp.db import AnyRow, Rows, act, db, inserting, table
from clubapp.museums.models import Museum
from clubapp.points import ledger
from clubapp.points.models import Entry
from clubapp.refusals import Refused

POINTS = 5
A_DAY = 4  # articles that bring points to one member
SHARE = 0.5  # of the time an article takes at a common pace: some read fast, nobody reads 500 words in a blink
WITHIN = timedelta(days=1)  # a page left open longer is asked for anew
ENOUGH = 5  # who say the same: fewer would show what one person said
PAGE = 18

FEELINGS = {
    "learned": _l("J'ai appris"),
    "surprised": _l("Quelle surprise"),
    "moved": _l("Cela me touche"),
}

_entries, _articles, _keepings, _reactions = table(Entry).c, table(Article).c, table(Keeping).c, table(Reaction).c
_me: BindParameter[int] = bindparam("member_id")
_FINISHED = (_entries.member_id == _me, _entries.because == FINISHED)
_MINE = select(
    select(_entries.at).where(*_FINISHED, _entries.about == bindparam("thing")).scalar_subquery().label("read_at"),
    select(func.count())
    .where(*_FINISHED, _entries.at >= bindparam("midnight", type_=_entries.at.type))
    .scalar_subquery()
    .label("today"),
    exists().where(_keepings.member_id == _me, _keepings.article_id == bindparam("article_id")).label("kept"),
)
_FELT = (
    select(
        _reactions.feeling,
        func.count().label("people"),
        func.max(case((_reactions.member_id == _me, 1), else_=0)).label("mine"),
    )
    .where(_reactions.article_id == bindparam("article_id"))
    .group_by(_reactions.feeling)
)
_KEPT = (
    select(
        *(_articles[name] for name in ("id", "slug", "title_fr", "kind", "words_fr", "words_en", "english_shown")),
        case((_articles.english_shown, _articles.title_en), else_="").label("title_en"),
        *(table(Museum).c.name.label("museum"), _keepings.id.label("keeping"), _keepings.at.label("kept_at")),
    )
    .select_from(table(Keeping).join(table(Article)).join(table(Museum)))
    .where(_keepings.member_id == _me, _articles.state == PUBLISHED)
    .order_by(_keepings.id.desc())
    .limit(bindparam("count"))
)


class TooSoon(Refused):
    """The end came sooner than anybody reads."""

    says = _l("Déjà la fin ? Laissez à cet article le temps d'être lu, et revenez le dire ici. Secondes : %(left)s.")


class PageTooOld(Refused):
    """The page was given long ago, or not to this member, or not by us."""

    says = _l("Cette page est ouverte depuis trop longtemps. Rechargez-la : vos points vous y attendent.")


class EnoughToday(Refused):
    """A day has a limit, whatever one reads in it."""

    says = _l("Vous avez lu tout ce qui rapporte des points en un jour. Celui-ci vous en donnera demain.")


class NotOpen(Refused):
    """One does not finish what one may not read."""

    says = _l("Vous lisez le début de cet article ; la suite est pour d'autres lecteurs.")
    status = 403


@dataclass(frozen=True, slots=True)
class Mine:
    """What an article is to a member: when they finished it, how many brought points today, whether it is kept."""

    read_at: datetime | None
    full: bool
    kept: bool
    after: int  # seconds it takes at least, from the moment its page is given
    brings: int = POINTS


@dataclass(frozen=True, slots=True)
class Felt:
    """How many say this of an article, if they are enough to be told (0 if not), and whether one does."""

    count: int
    mine: bool


def mine(member_id: int, article: AnyRow) -> Mine:
    """What an article is to a member."""
    asked = {"member_id": member_id, "article_id": article.id, "thing": _thing(article.id)}
    row = db.session.execute(_MINE, asked | {"midnight": clock.midnight_of(clock.today())}).one()
    return Mine(row.read_at, row.today >= A_DAY, row.kept, _least(article))


def _thing(article_id: int) -> str:
    return f"article:{article_id}"


def _least(article: AnyRow) -> int:
    """The seconds an article takes at least, in the shortest of the forms it may be read in."""
    words = [article.words_fr]
    if article.english_shown:
        words.append(article.words_en)
    if article.easy_fr:
        words.append(len(article.easy_fr.split()))
    return ceil(min(words) / markdown.WORDS_A_MINUTE * 60 * SHARE)


@act
def finish(member_id: int, article: AnyRow, given_at: datetime | None) -> bool:
    """Note that a member read an article whose page was given then; False if they had before.

    Raises NotOpen, PageTooOld, TooSoon, EnoughToday.
    """
    ledger.lock(member_id)
    if not article.open:
        raise NotOpen
    now = mine(member_id, article)
    if now.read_at:
        return False
    if given_at is None:
        raise PageTooOld
    if (left := now.after - (clock.now() - given_at).total_seconds()) > 0:
        raise TooSoon(left=ceil(left))
    if now.full:
        raise EnoughToday
    ledger.credit(member_id, POINTS, because=FINISHED, about=_thing(article.id))
    return True


@act
def react(member_id: int, article: AnyRow, feeling: str, *, felt: bool) -> None:
    """Say, or say no more, one of FEELINGS of an article. Raises NotOpen."""
    if not article.open:
        raise NotOpen
    assert feeling in FEELINGS
    _settle(Reaction, felt, member_id=member_id, article_id=article.id, feeling=feeling)


@act
def keep(member_id: int, article: AnyRow, *, kept: bool) -> None:
    """Keep an article for later, or keep it no more. Raises NotOpen."""
    if not article.open:
        raise NotOpen
    _settle(Keeping, kept, member_id=member_id, article_id=article.id)


def _settle(model: type[Reaction | Keeping], there: bool, **key: object) -> None:
    """Let a row of this key be there, or not: said twice, it is as said once."""
    if there:
        db.session.execute(inserting(table(model)).values(at=clock.now(), **key).on_conflict_do_nothing())
    else:
        db.session.execute(delete(model).where(and_(*(getattr(model, name) == value for name, value in key.items()))))


def feelings(member_id: int | None, article_id: int) -> dict[str, Felt]:
    """What readers say of an article, by feeling; a number under five is not told."""
    rows = db.session.execute(_FELT, {"member_id": member_id, "article_id": article_id})
    said = {row.feeling: Felt(row.people if row.people >= ENOUGH else 0, bool(row.mine)) for row in rows}
    return {feeling: said.get(feeling, Felt(0, mine=False)) for feeling in FEELINGS}


def feeling(code: str) -> str:
    """One of FEELINGS in words."""
    return str(FEELINGS[code])


def kept(member_id: int, *, before: int | None = None, count: int = PAGE) -> Rows:
    """The published articles a member keeps, the last kept first; `before` is the keeping of the page before."""
    query = _KEPT.where(_keepings.id < before) if before else _KEPT
    return db.session.execute(query, {"member_id": member_id, "count": count}).all()


@act
def forget(member_id: int) -> None:
    """Forget what a leaving member kept and said; their entries stay in the ledger, nobody's."""
    for model in (Keeping, Reaction):
        db.session.execute(delete(model).where(model.member_id == member_id))
