"""French first, English complete.

French is the source: sentences are written in French in code and templates, and its catalogue is only typeset from
them (narrow spaces, typographic apostrophes). English stands in `translations/en`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date as babel_date
from babel.messages import extract, mofile, pofile
from babel.messages.catalog import Catalog
from flask import Flask, has_request_context, request, session
from flask_babel import Babel, force_locale, format_date, format_decimal, get_locale, get_translations, gettext
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape

from clubapp import clock, typography
from clubapp.clock import PARIS
from clubapp.typography import french

LANGUAGES = ("fr", "en")
THOUSANDS = {"fr": typography.NARROW, "en": ","}
ROOT = Path(__file__).parent.parent
TRANSLATIONS = Path(__file__).parent / "translations"
_KEYWORDS = {**extract.DEFAULT_KEYWORDS, "lazy_gettext": None, "_l": None}
_SOURCES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("clubapp/**.py", "python", {}),
    ("templates/**.html", "jinja2", {"silent": "false"}),
    ("templates/**.txt", "jinja2", {"silent": "false"}),
)

babel = Babel()


def language() -> str:
    """The reader's language: chosen, else the browser's, else French (jobs and rules tests run without a reader)."""
    if not has_request_context():
        return "fr"
    chosen = session.get("language")
    return chosen if chosen in LANGUAGES else request.accept_languages.best_match(LANGUAGES) or "fr"


def locale(of: str | None = None) -> str:
    """The locale of a language, the reader's unless told: dates in English are written as in Rouen's neighbour."""
    return {"fr": "fr", "en": "en_GB"}[of or language()]


@contextmanager
def speaking(of: str) -> Iterator[None]:
    """Speak a language, whoever reads."""
    with force_locale(locale(of)):
        yield


def current() -> str:
    """The language sentences come out in just now."""
    spoken = get_locale()
    return spoken.language if spoken and spoken.language in LANGUAGES else "fr"


def spoken(thing: Any, field: str) -> tuple[str, str]:
    """A text that staff wrote in French and perhaps in English, as it is read here, and the language it is in."""
    words = getattr(thing, f"{field}_en") if current() == "en" else ""
    return (typography.english(words), "en") if words else (french(getattr(thing, f"{field}_fr")), "fr")


def reading(thing: Any, field: str) -> Markup:
    """The same for a page; French standing in for English is marked as such."""
    words, language = spoken(thing, field)
    return (
        escape(words) if language == current() else Markup('<span class="borrowed" lang="fr">{}</span>').format(words)
    )


def number(value: int) -> str:
    """An integer with the language's thousands separator."""
    return f"{value:,}".replace(",", THOUSANDS[current()])


def tenths(value: float) -> str:
    """A measure to its tenth, with the language's decimal sign, below nought after a minus."""
    return str(format_decimal(round(value, 1), "#,##0.#")).replace("-", "−")


def day(value: date | datetime) -> str:
    """A date in full, in Paris."""
    return str(format_date(value.astimezone(PARIS) if isinstance(value, datetime) else value, "long", rebase=False))


def last_day(deadline: datetime) -> str:
    """The last day in full before a deadline, which is a midnight."""
    return day(deadline - timedelta(seconds=1))


def moment(value: datetime) -> str:
    """A date and an hour, in Paris."""
    local = value.astimezone(PARIS)
    return f"{_short_day(local.date(), locale(current()))} {local:%H:%M}"


def coming(value: datetime) -> str:
    """When something to come does, in the words one says it in: “demain à 10 h”; a midnight is its day alone."""
    local = value.astimezone(PARIS)
    pattern = "EEEE d MMMM" if local.year == clock.today().year else "EEEE d MMMM y"
    named = {
        clock.today(): gettext("aujourd'hui"),
        clock.today() + timedelta(days=1): gettext("demain"),
    }.get(local.date()) or babel_date(local.date(), pattern, locale(current()))
    if local.time() == time():
        return str(named)
    return str(gettext("%(day)s à %(hour)s", day=named, hour=hour(local.time())))


def hour(value: time) -> str:
    """An hour of the day: 10 h, 10 h 30; in English 10:00, 10:30."""
    if current() == "en":
        return f"{value:%H:%M}"
    said = f"{value.hour}{typography.NARROW}h"
    return f"{said}{typography.NARROW}{value:%M}" if value.minute else said


@lru_cache(1024)
def _short_day(value: date, of: str) -> str:
    return str(babel_date(value, "d MMM y", of))


def init_app(app: Flask) -> None:
    """Speak the reader's language."""
    babel.init_app(
        app,
        default_locale="fr",
        default_timezone="Europe/Paris",
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=locale,
    )
    app.jinja_env.filters.update(
        fr=french,
        en=typography.english,
        number=number,
        tenths=tenths,
        day=day,
        coming=coming,
        hour=hour,
        iso=date.fromisoformat,
        last_day=last_day,
        moment=moment,
    )
    app.jinja_env.globals.update(reading=reading, **_sayings())


def _sayings() -> dict[str, Callable[..., str]]:
    """`_` and `ngettext` for the templates of one application: a sentence is looked up once in each language."""

    @lru_cache(4096)
    def found(_language: str, in_html: bool, one: str, many: str, count: int) -> str:
        words = get_translations().ungettext(one, many, count) if many else get_translations().ugettext(one)
        words = words.replace("%(num)d", "%(num)s")  # which is set as numbers are
        return Markup(words) if in_html else words  # noqa: S704  our own words, in which facts are escaped

    @pass_eval_context
    def say(place: EvalContext, words: str, **facts: object) -> str:
        said = found(current(), place.autoescape, words, "", 0)
        return said % facts if facts else said

    @pass_eval_context
    def count(place: EvalContext, one: str, many: str, num: int, **facts: object) -> str:
        return found(current(), place.autoescape, one, many, num) % {"num": number(num), **facts}

    return {"_": say, "ngettext": count}


def sources() -> Catalog:
    """Every sentence of the code and the templates."""
    found = Catalog(charset="utf-8")
    for pattern, method, options in _SOURCES:
        for name, line, message, _comments, context in extract.extract_from_dir(
            ROOT, [(pattern, method)], {pattern: options}, keywords=_KEYWORDS, directory_filter=_ours
        ):
            found.add(message, None, [(name, line)], context=context)
    return found


def _ours(folder: str | Path) -> bool:
    return (
        Path(folder).name in {"clubapp", "templates"}
        or ROOT.joinpath("clubapp") in Path(folder).parents
        or (ROOT.joinpath("templates") in Path(folder).parents)
    )


def english() -> Catalog:
    """The English catalogue as it is written."""
    with (TRANSLATIONS / "en/LC_MESSAGES/messages.po").open("rb") as file:
        return pofile.read_po(file, locale="en")


def typeset(source: Catalog) -> Catalog:
    """The French catalogue: the source itself, set properly (and 0 is singular in French)."""
    set_ = Catalog(locale="fr", charset="utf-8")
    for message in source:
        if isinstance(message.id, str):
            if message.id:
                set_.add(message.id, french(message.id))
        else:
            set_.add(message.id, tuple(map(french, message.id)))
    return set_


def compile_catalogues() -> None:
    """Write the `.mo` files; they are not committed."""
    for name, catalogue in (("fr", typeset(sources())), ("en", english())):
        folder = TRANSLATIONS / name / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        compiled = io.BytesIO()
        mofile.write_mo(compiled, catalogue)
        (folder / "messages.mo").write_bytes(compiled.getvalue())


def update_english() -> list[str]:
    """Bring new sentences into the English catalogue and drop old ones; return those still to be written."""
    catalogue = english()
    catalogue.update(sources(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    written = io.BytesIO()
    pofile.write_po(written, catalogue, width=120, omit_header=True, no_location=True)
    path = TRANSLATIONS / "en/LC_MESSAGES/messages.po"
    header = path.read_bytes().partition(b"\n\n")[0]  # ours, without dates: they would change at each update
    path.write_bytes(header + b"\n\n" + written.getvalue())
    return untranslated(catalogue)


def untranslated(catalogue: Catalog) -> list[str]:
    """Sentences without their English."""
    return [str(message.id) for message in catalogue if message.id and not (message.string and all(message.string))]
