from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from clubapp import web
from clubapp.db import db
from clubapp.members.access import reader, the_member
from clubapp.museums.models import Museum
from clubapp.surveys import answering, conditions, finding, kinds, life, publishing, rules, saying, sheets
from clubapp.surveys.models import OPEN, Answers, Item, Survey

bp = Blueprint("surveys", __name__)
room = "surveys/"

# Why a page of questions is not drawn: the survey's own page says it.
ELSEWHERE = (answering.NotBegun, answering.AnsweredBefore, answering.NotOpen, answering.NotForYou)
bp.app_template_filter("identity")(saying.identity)
bp.app_template_filter("at_hour")(saying.at_hour)


@bp.get("/enquetes")
def index() -> ResponseReturnValue:
    member = reader()
    rows = finding.listing(member and member.id, before=web.before())
    last = rows[-1].id if len(rows) == finding.PAGE else None
    return render_template(room + "index.html", surveys=rows, last=last)


@bp.get("/enquetes/<survey_slug>")
def show(survey_slug: str) -> ResponseReturnValue:
    survey, trial = _survey(survey_slug)
    me, items = reader(), rules.items_of(survey.id)
    mine = answering.draft(survey.id, me.id) if me else None
    sent = bool(me) and answering.took_part(survey.id, me.id if me else 0)
    about = {"minutes": finding.minutes(survey, items), "asked": sum(item.kind in kinds.QUESTIONS for item in items)}
    takes = (survey.state == OPEN and not life.is_past(survey)) or trial
    museum = db.session.get(Museum, survey.museum_id)
    context = {"survey": survey, "museum": museum, "trial": trial, "draft": mine, "sent": sent, "takes": takes}
    told = {"results": publishing.published(survey), "identities": saying.IDENTITIES}
    return render_template(room + "show.html", **context, **about, **told)


def _survey(slug: str) -> tuple[Survey, bool]:
    """The survey of this address, and whether answering it now would be a trial: before its opening, of its staff."""
    survey = finding.shown(slug) or abort(404)
    trial = rules.is_trial(survey)
    if trial:
        me = reader()
        if me is None or me.staff is None or not me.staff.may("publish", survey.museum_id):
            abort(404)
    return survey, trial


@dataclass(slots=True)
class Page:
    """A part of a survey that a member is answering; what is hidden by what they answered is not in it."""

    survey: Survey
    trial: bool
    member_id: int
    number: int
    items: list[Item]
    parts: list[list[Item]]
    seed: int
    answers: Answers
    saved_at: datetime
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def part(self) -> list[Item]:
        """What stands in this part, hidden or not."""
        return self.parts[self.number]

    def visible(self) -> list[Item]:
        """What is shown of this part."""
        return [item for item in conditions.shown(self.items, self.answers) if item in self.part]

    def beside(self, step: int) -> int | None:
        """The next part (1) or the one before (-1) where something is shown; None past either end."""
        seen = conditions.shown(self.items, self.answers)
        numbers = range(self.number + 1, len(self.parts)) if step > 0 else range(self.number - 1, -1, -1)
        return next((n for n in numbers if any(item in seen for item in self.parts[n])), None)


def _page(slug: str, number: int) -> Page:
    survey, trial = _survey(slug)
    member = the_member().id
    answering.takes(survey, member, trial=trial)
    items = list(rules.items_of(survey.id))
    parts = conditions.sections(items)
    draft = answering.draft(survey.id, member)
    if draft is None:
        raise answering.NotBegun
    number = min(max(number, 0), len(parts) - 1)
    return Page(survey, trial, member, number, items, parts, draft.seed, draft.answers, draft.saved_at)


@bp.post("/enquetes/<survey_slug>/brouillon")
def begin(survey_slug: str) -> ResponseReturnValue:
    survey, trial = _survey(survey_slug)
    draft = answering.save(survey, the_member().id, {}, (), 0, trial=trial)
    return redirect(url_for("surveys.answer", survey_slug=survey_slug, partie=draft.section + 1), 303)


@bp.get("/enquetes/<survey_slug>/questions")
def answer(survey_slug: str) -> ResponseReturnValue:
    try:
        return _drawn(_page(survey_slug, (web.number("partie") or 1) - 1))
    except ELSEWHERE:
        return redirect(url_for("surveys.show", survey_slug=survey_slug), 303)


def _drawn(page: Page, sent: sheets.Typed | None = None) -> ResponseReturnValue:
    context = _context(page, sent)
    return render_template(room + "answer.html", **context), 422 if page.wrong else 200


def _context(page: Page, sent: sheets.Typed | None = None) -> dict[str, object]:
    """What a part shows; `reacts` when an answer in it shows or hides something in it."""
    full = answering.full_choices(page.survey, page.part)
    visible = page.visible()
    questions = sheets.shown(visible, page.answers, page.seed, full=full, wrong=page.wrong, sent=sent)
    codes = {item.code for item in page.part}
    reacts = any(clause["of"] in codes for item in page.part for clause in item.when.get("clauses", ()))
    return {
        **{"survey": page.survey, "trial": page.trial, "questions": questions},
        "number": page.number,
        "count": len(page.parts),
        "before": page.beside(-1),
        "after": page.beside(1),
        "reacts": reacts,
        **{"saved_at": page.saved_at, "answered": bool(page.answers)},
        "steps": kinds.steps,
        "wrong": page.wrong,
    }


@bp.post("/enquetes/<survey_slug>/questions")
def save(survey_slug: str) -> ResponseReturnValue:
    page = _page(survey_slug, (web.number("partie") or 1) - 1)
    go = request.form.get("go", "keep")[:60]
    asked = page.visible()
    _keep(page, go, asked)
    if go == "next":
        return _go_on(page, asked)
    if go == "later":
        flash(_("Votre brouillon est gardé : reprenez-le ici, ou sur un autre appareil."), "good")
        return redirect(url_for("surveys.show", survey_slug=survey_slug), 303)
    if go == "back":
        return _onward(page, page.beside(-1) or 0)
    if web.by_htmx():
        page.wrong = {}
        return web.answer(room + "_part.html", otherwise="", **_context(page))
    return redirect(url_for("surveys.answer", survey_slug=survey_slug, partie=page.number + 1), 303)


def _keep(page: Page, go: str, asked: list[Item]) -> None:
    """Keep what the page answers; what is wrong is left out, and said."""
    answered, page.wrong = sheets.read(asked, request.form)
    if moved := _moved(page, go):
        answered |= moved
        page.wrong.pop(next(iter(moved)), None)
    draft = answering.save(page.survey, page.member_id, answered, asked, page.number, trial=page.trial)
    page.answers, page.saved_at = draft.answers, draft.saved_at


def _go_on(page: Page, asked: list[Item]) -> ResponseReturnValue:
    """Go to the next part, unless something lacks or what was answered asks more here."""
    page.wrong |= sheets.lacking([item for item in page.visible() if item.code not in page.wrong], page.answers)
    appeared = any(item not in asked and item.kind in kinds.QUESTIONS for item in page.visible())
    if not (page.wrong or appeared):
        return _onward(page, page.beside(1))
    if not page.wrong:
        flash(_("Vos réponses amènent d'autres questions ici."), "good")
    return _drawn(page, request.form)


def _moved(page: Page, go: str) -> Answers:
    """The ranking that a button changed, if it was one of its buttons: “up:q3:c2”."""
    way, _mark, rest = go.partition(":")
    code, _mark, choice = rest.partition(":")
    item = next((each for each in page.part if each.code == code and each.kind == "ranking"), None)
    if item is None or way not in ("up", "down") or choice not in kinds.names(item):
        return {}
    return {code: sheets.ranked(item, request.form, page.seed, choice, -1 if way == "up" else 1)}


def _onward(page: Page, number: int | None) -> ResponseReturnValue:
    if number is None:
        return redirect(url_for("surveys.receipt", survey_slug=page.survey.slug), 303)
    return redirect(url_for("surveys.answer", survey_slug=page.survey.slug, partie=number + 1), 303)


@bp.get("/enquetes/<survey_slug>/recu")
def receipt(survey_slug: str) -> ResponseReturnValue:
    try:
        page = _page(survey_slug, 0)
    except ELSEWHERE:
        return redirect(url_for("surveys.show", survey_slug=survey_slug), 303)
    lacking = answering.first_lacking(page.items, page.answers)
    if lacking is not None:
        flash(_("Il manque une réponse avant d'envoyer."), "warn")
        return redirect(url_for("surveys.answer", survey_slug=survey_slug, partie=lacking + 1), 303)
    told = saying.receipt(page.items, page.answers)
    return render_template(room + "receipt.html", survey=page.survey, trial=page.trial, told=told, parts=page.parts)


@bp.post("/enquetes/<survey_slug>/envoi")
def send(survey_slug: str) -> ResponseReturnValue:
    survey, trial = _survey(survey_slug)
    if answering.send(survey.id, the_member().id, trial=trial) and survey.points and not trial:
        flash(ngettext("%(num)d point de plus.", "%(num)d points de plus.", survey.points), "good")
    return redirect(url_for("surveys.show", survey_slug=survey_slug), 303)
