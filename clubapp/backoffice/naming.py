"""What things are called that the journal and the ledger know by their kind and number alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from flask_babel import gettext as _
from flask_babel import ngettext

from clubapp.activities import rules as activities
from clubapp.articles import rules as articles
from clubapp.artworks import rules as artworks
from clubapp.i18n import reading
from clubapp.points import granting
from clubapp.shop import lists
from clubapp.surveys import rules as surveys


def names(abouts: Iterable[str | None]) -> Mapping[str, str]:
    """The names of the things that have one, by what is said of them: a title, the code of a voucher, some points."""
    numbers = defaultdict[str, list[int]](list)
    for about in abouts:
        kind, _colon, number = (about or "").partition(":")
        if number.isdecimal():
            numbers[kind].append(int(number))
    titles = activities.titles([*numbers["activity"], *numbers["rated"]])
    return {
        **{f"{kind}:{number}": reading(it, "title") for kind in ("activity", "rated") for number, it in titles.items()},
        **{f"article:{number}": reading(it, "title") for number, it in articles.titles(numbers["article"]).items()},
        **{f"artwork:{number}": reading(it, "title") for number, it in artworks.titles(numbers["artwork"]).items()},
        **{f"survey:{number}": reading(it, "title") for number, it in surveys.titles(numbers["survey"]).items()},
        **{f"gift:{number}": reading(it, "title") for number, it in lists.titles(numbers["gift"]).items()},
        **{f"claim:{number}": _("bon %(code)s", code=code) for number, code in lists.codes(numbers["claim"])},
        **{f"grant:{row.Grant.id}": _points(row.Grant.amount) for row in granting.told(numbers["grant"])},
    }


def _points(amount: int) -> str:
    return f"{'+' if amount > 0 else '−'}{ngettext('%(num)d point', '%(num)d points', abs(amount))}"
