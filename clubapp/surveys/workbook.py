"""A survey's answers as a workbook, with what each column and each value is."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import xlsxwriter
from flask_babel import gettext as _

from clubapp.surveys import conditions, kinds
from clubapp.surveys.exports import Cell, Column, columns, people_columns, rows, written
from clubapp.surveys.models import Item, Survey
from clubapp.surveys.results import is_guarded
from clubapp.surveys.rules import items_of


def codebook(survey: Survey, of: Sequence[Column]) -> Iterator[list[Cell]]:
    """What each column and each of its values is."""
    taken = {column.item.code for column in of}
    items = items_of(survey.id)
    for column in of:
        about = [column.about.label_fr, column.about.label_en] if column.about else ["", ""]
        item = column.item
        asked = [str(kinds.NAMES[item.kind]), item.label_fr, item.label_en, *about]
        yield [column.name, *asked, _("oui") if item.required else "", _condition(item), "", "", ""]
        for code, name in (
            kinds.names(item).items() if item.kind in kinds.CLOSED and item.kind not in _BY_CHOICE else ()
        ):
            words = [name, name] if isinstance(name, str) else [name.label_fr, name.label_en]
            yield [column.name, *[""] * 7, code, *words]
    for item in items:
        if item.kind in kinds.QUESTIONS and item.code not in taken:
            asked = [str(kinds.NAMES[item.kind]), item.label_fr, item.label_en, "", ""]
            yield [f"({item.code})", *asked, _("oui") if item.required else "", _condition(item), "", "", ""]


_BY_CHOICE = ("multiple", "ranking")  # a column for each of their choices


def codebook_header() -> list[str]:
    """The heads of the codebook."""
    return [
        *(_("colonne"), _("genre"), _("question"), _("question en anglais"), _("ligne ou choix"), _("en anglais")),
        *(_("obligatoire"), _("condition"), _("valeur"), _("sens"), _("sens en anglais")),
    ]


def _condition(item: Item) -> str:
    if not item.when:
        return ""
    clauses = [
        f"{each['of']} {conditions.OPERATORS[each['is']]} {each.get('value', '')}".strip()
        for each in item.when["clauses"]
    ]
    joined = (_(" et ") if item.when.get("join", "all") == "all" else _(" ou ")).join(clauses)
    return f"{conditions.EFFECTS[item.when['effect']]} : {joined}"


def workbook(survey: Survey) -> bytes:
    """The answers by code and in words, what was written, and the codebook; words are words, none is a formula."""
    file = io.BytesIO()
    inert = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    of = columns(survey)
    header = [*people_columns(survey), *(column.name for column in of)]
    with xlsxwriter.Workbook(file, inert) as book:
        _sheet(book, _("Données"), header, rows(survey, of))
        _sheet(book, _("Libellés"), header, rows(survey, of, words=True))
        if is_guarded(survey):
            _sheet(book, _("Textes"), [_("question"), _("texte")], written(survey))
        _sheet(book, _("Questions"), codebook_header(), codebook(survey, of))
    return file.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str, header: Sequence[str], lines: Iterator[Sequence[Cell]]) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for place, line in enumerate((header, *lines)):
        for column, value in enumerate(line):
            if value == "":
                continue
            if isinstance(value, str):
                sheet.write_string(place, column, value)
            else:
                sheet.write_number(place, column, float(value))
