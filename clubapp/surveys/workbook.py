"""A survey's answers as a workbook, with what each column and each value is."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import xlsxwriter
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from clubapp.surveys import conditions, kinds
from clubapp.surveys.exports import WITHHELD, Cell, Column, columns, people_columns, rows, written
from clubapp.surveys.models import ANONYMOUS, Choice, Item, Survey
from clubapp.surveys.results import is_guarded
from clubapp.surveys.rules import items_of

_SAID = {"short": _l("ce qui a été écrit"), "long": _l("ce qui a été écrit")}
_SAID |= {"number": _l("le nombre écrit"), "date": _l("la date : année, mois, jour")}
_APART = _l("non donné ici : voir la feuille des textes")
_NOT_GIVEN = {"short": _APART, "long": _APART}
_NOT_GIVEN |= dict.fromkeys(("number", "date"), _l("non donné : un nombre, une date sont ceux de quelqu'un"))


def codebook(survey: Survey, of: Sequence[Column]) -> Iterator[list[Cell]]:
    """What each column and each of its values is, in the order of the survey; a name in brackets has no column."""
    guarded = is_guarded(survey)
    for name in people_columns(survey):
        about = {_("nom"): _("qui a répondu, s'il est encore membre"), _("jour"): _day(guarded)}
        yield [name, *[""] * 8, about.get(name, _("ce qui tient lieu de nom")), ""]
    for item in items_of(survey.id):
        if item.kind in kinds.BLOCKS:
            if item.when:
                yield [f"({item.code})", *_asked(item), "", "", ""]
            continue
        mine = [column for column in of if column.item.code == item.code]
        for column in mine:
            other = column.name == f"{item.code}-other"
            said = _("ce qui a été écrit à « autre »") if other else str(_SAID.get(item.kind, ""))
            yield [column.name, *_asked(item, column.about), "", said, ""]
            yield from ([column.name, *[""] * 7, *value] for value in (() if other else _values(item, guarded)))
        if not mine:
            yield [f"({item.code})", *_asked(item), "", str(_NOT_GIVEN[item.kind]), ""]
        if guarded and any(choice.special == "other" for choice in item.choices):
            yield [f"({item.code}-other)", *_asked(item), "", str(_APART), ""]


def _day(guarded: bool) -> str:
    return _("le jour, ou le premier et le dernier de plusieurs") if guarded else _("le jour de la réponse")


def _asked(item: Item, about: Choice | None = None) -> list[str]:
    """What is asked, by whom it must be answered, and on what condition."""
    named = [about.label_fr, about.label_en] if about else ["", ""]
    required = _("oui") if item.required else ""
    return [str(kinds.NAMES[item.kind]), item.label_fr, item.label_en, *named, required, _condition(item)]


def _values(item: Item, guarded: bool) -> Iterator[list[Cell]]:
    """What may stand in a column of a closed question, and what it means."""
    if item.kind == "multiple":
        yield from ([1, _("choisi"), ""], [0, _("non choisi"), ""])
    elif item.kind == "ranking":
        yield from ([1, _("mis en premier"), ""], [len(item.choices), _("mis en dernier"), ""])
    elif item.kind in kinds.CLOSED:
        for code, name in kinds.names(item).items():
            yield [code, *([name, name] if isinstance(name, str) else [name.label_fr, name.label_en])]
    if guarded and item.kind in kinds.CLOSED:
        yield [str(WITHHELD), _("une réponse rare, ou qui se lit avec ses voisines"), ""]


def conventions(survey: Survey) -> Iterator[list[Cell]]:
    """How the workbook is read."""
    if survey.identity == ANONYMOUS:
        yield [
            _("Une ligne n'est personne : chaque colonne est mélangée à part. Deux colonnes ne se croisent pas ici.")
        ]
    else:
        yield [_("Une ligne est ce qu'une personne a répondu.")]
    yield [_("Une cellule vide : pas de réponse, ou question non posée.")]
    yield [_("Plusieurs choix : une colonne par choix, 1 s'il est fait, 0 s'il ne l'est pas.")]
    yield [_("Classement : une colonne par choix, où se lit son rang ; 1 est le premier.")]
    yield [_("Tableau : une colonne par ligne.")]
    yield [
        _("Une condition nomme les questions par leur code ; celle d'une partie vaut pour tout ce qu'elle contient.")
    ]
    if is_guarded(survey):
        yield [_("« (retenu) » : une réponse rare, ou qui se lit avec ses voisines.")]
        yield [_("Un 0 peut aussi dire que la question n'a pas été posée, là où une cellule vide en dirait trop.")]
        yield [
            _("Les textes sont à part, mélangés question par question. Les nombres et les dates ne sont pas donnés.")
        ]


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
        _sheet(book, _("Règles de lecture"), [_("Comment se lit ce classeur")], conventions(survey))
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
