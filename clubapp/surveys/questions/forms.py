"""What staff write of one question or block: its words, what its kind asks for, its choices, its condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional, ValidationError

from clubapp.forms import LISTED, ClubForm, Version, Whole, required
from clubapp.i18n import spoken
from clubapp.pictures.forms import PictureForm
from clubapp.surveys import conditions, kinds
from clubapp.surveys.building import CHOICES, ENDS, LARGEST, WORDING, Asked, Option
from clubapp.surveys.forms import line
from clubapp.surveys.models import CHOICE, HINT, LABEL, Choice, Item

SPARE = 3  # blank lines, after those there are
ENDINGS = ("low_fr", "high_fr", "low_en", "high_en")
SPECIAL = {
    "": _l("Simple"),
    "other": _l("Autre, à préciser"),
    "none": _l("Aucun, exclut le reste"),
}
Lines = Mapping[str, int]  # how many lines of choices ("c") and of a matrix ("r") a page has


def _figure(label: object, least: int = -LARGEST) -> Whole:
    return Whole(label, [Optional(), NumberRange(least, LARGEST, message=_l("Ce nombre est hors de portée."))])


def _select(label: object, choices: Sequence[SelectChoice]) -> SelectField:
    """A list; what is not sent is its first choice."""
    return SelectField(label, choices=choices, default=choices[0].value, invalid_choice_message=LISTED)


def _with_french(form: ClubForm, field: Field) -> None:
    """Refuse a choice that has English words alone."""
    if not field.data and form[f"{field.name.removesuffix('_fr')}_en"].data:
        raise ValidationError(_l("Écrivez-le aussi en français."))


class WordingForm(ClubForm):
    """What is read of it; nothing else changes once somebody has begun to answer."""

    version = Version()
    label_fr = line(_l("Ce qu'on lit"), LABEL, required(_l("Écrivez ce qu'on lit.")))
    hint_fr = line(_l("Précision"), HINT)
    label_en = line(_l("Ce qu'on lit, en anglais"), LABEL)
    hint_en = line(_l("Précision, en anglais"), HINT)
    lines: ClassVar[Lines] = {}

    def wording(self) -> dict[str, Any]:
        """What was written."""
        return {name: self[name].data or "" for name in WORDING}

    def written(self, letter: str) -> Iterator[dict[str, Field]]:
        """The fields of each line, by name."""
        for n in range(1, self.lines.get(letter, 0) + 1):
            start = f"{letter}{n}_"
            yield {name.removeprefix(start): field for name, field in self._fields.items() if name.startswith(start)}


class ItemForm(WordingForm):
    needed = BooleanField(_l("Il faut y répondre pour continuer"))
    kind = ""
    clauses = 0
    earlier: Sequence[Item] = ()

    def asked(self) -> Asked:
        """What was written."""
        sent = {name: self[name].data for name in SETTINGS if name in self._fields}
        settings = {name: value for name, value in sent.items() if value not in (None, "") and value is not False}
        if "steps" in settings:
            settings["steps"] = int(settings["steps"])
        choices = (*self._options("r"), *self._options("c"))
        needed = self.needed.data and self.kind in kinds.QUESTIONS
        return Asked(**self.wording(), required=needed, settings=settings, choices=choices, when=self._when())

    def _options(self, letter: str) -> list[Option]:
        """The choices that were written, in the order asked for: who moves up comes first, who moves down last."""
        placed = []
        for here, fields in enumerate(self.written(letter), 1):
            if fields["fr"].data:
                place = fields["place"].data or here
                placed.append((place, (place > here) - (place < here), here, _option(fields, row=letter == "r")))
        return [option for *_place, option in sorted(placed, key=lambda each: each[:3])]

    def conditions(self) -> Iterator[tuple[Field, Field, Field]]:
        """The three fields of each clause: the question, what is asked of it, the value."""
        for n in range(1, self.clauses + 1):
            yield self[f"w{n}_of"], self[f"w{n}_is"], self[f"w{n}_value"]

    def _when(self) -> dict[str, Any] | None:
        if "effect" not in self._fields:
            return None
        clauses = [
            {"of": of.data, "is": operator.data, "value": "" if operator.data in conditions.BARE else value.data}
            for of, operator, value in self.conditions()
            if of.data
        ]
        return {"effect": self["effect"].data, "join": self["join"].data, "clauses": clauses} if clauses else {}

    def validate(self, extra_validators: Any = None) -> bool:
        valid: bool = super().validate(extra_validators)
        if "effect" in self._fields:
            valid = self._proper_conditions() and valid
        return valid

    def _proper_conditions(self) -> bool:
        known = {item.code: item for item in self.earlier}
        for of, operator, value in self.conditions():
            item = known.get(of.data)
            if item and operator.data not in conditions.operators(item.kind):
                operator.errors = [_l("Cela ne se demande pas de cette question.")]
            elif item and operator.data not in conditions.BARE and not _settled(item, value):
                value.errors = [_l("Choisissez une réponse que cette question propose.")]
        asked = any(of.data for of, *_others in self.conditions())
        if asked and not self["effect"].data:
            self["effect"].errors = [_l("Dites ce que fait cette condition.")]
        elif self["effect"].data and not asked:
            self["w1_of"].errors = [_l("Choisissez la question dont cela dépend.")]
        return not any(field.errors for field in self)


class ImageForm(ItemForm, PictureForm):
    """A block that shows a picture."""


SETTINGS = ("steps", *ENDINGS, "least", "most", "unit", "shuffle")


def _settings(kind: str) -> dict[str, Field]:
    """The fields that a kind asks for."""
    fields: dict[str, Field] = {}
    if kind == "rating":
        fields["steps"] = _select(_l("De 1 à"), [SelectChoice(str(n), str(n)) for n in kinds.STEPS])
        labels = (_l("Sous la plus basse"), _l("Sous la plus haute"))
        english = (_l("Sous la plus basse, en anglais"), _l("Sous la plus haute, en anglais"))
        fields |= {name: line(label, ENDS) for name, label in zip(ENDINGS, labels + english, strict=True)}
    if kind == "multiple":
        fields |= {"least": _figure(_l("Choix au moins"), 0), "most": _figure(_l("Choix au plus"), 1)}
    if kind == "number":
        fields |= {"least": _figure(_l("Le plus petit")), "most": _figure(_l("Le plus grand"))}
        fields["unit"] = line(_l("Unité"), ENDS)
    if kind in (*kinds.ONE, "multiple", "ranking"):
        fields["shuffle"] = BooleanField(_l("Changer l'ordre des choix d'une personne à l'autre"))
    return fields


def _choices(kind: str, lines: Lines, *, settled: bool) -> dict[str, Field]:
    """The fields of each line of choices."""
    fields: dict[str, Field] = {}
    for letter, count in lines.items():
        for n in range(1, count + 1):
            start = f"{letter}{n}_"
            fields[f"{start}code"] = HiddenField()
            needed = required(_l("Écrivez-le en français.")) if settled else _with_french
            fields[f"{start}fr"] = line(_l("En français"), CHOICE, needed)
            fields[f"{start}en"] = line(_l("En anglais"), CHOICE)
            if settled:
                continue
            fields[f"{start}place"] = Whole(_l("Rang"), [Optional(), NumberRange(1, 99, message=_l("De 1 à 99."))])
            if kind in (*kinds.ONE, "multiple"):
                offered = [SelectChoice(*each) for each in SPECIAL.items() if kind == "multiple" or each[0] != "none"]
                fields[f"{start}special"] = _select(_l("Genre"), offered)
                fields[f"{start}quota"] = _figure(_l("Limite"), 1)
    return fields


def _clauses(earlier: Sequence[Item], chosen: Sequence[str]) -> dict[str, Field]:
    """The fields of a condition; the value is chosen in a list when the question has one."""
    known = {item.code: item for item in earlier}
    effects = [SelectChoice("", _l("Toujours la montrer")), *(SelectChoice(*e) for e in conditions.EFFECTS.items())]
    joins = [SelectChoice(*each) for each in conditions.JOINS.items()]
    fields: dict[str, Field] = {"effect": _select(_l("Ce qu'elle fait"), effects), "join": _select(_l("Quand"), joins)}
    questions = [SelectChoice("", "—"), *(SelectChoice(code, spoken(item, "label")[0]) for code, item in known.items())]
    for n, code in enumerate(chosen, 1):
        item = known.get(code)
        allowed = conditions.operators(item.kind) if item else conditions.OPERATORS
        operators = [SelectChoice(each, conditions.OPERATORS[each]) for each in allowed]
        fields[f"w{n}_of"] = _select(_l("Question"), questions)
        fields[f"w{n}_is"] = SelectField(_l("Sa réponse"), choices=operators, validate_choice=False)
        fields[f"w{n}_value"] = _value(item)
    return fields


def _value(item: Item | None) -> Field:
    label = _l("Valeur")
    if item is None or item.kind not in kinds.CLOSED:
        return line(label, ENDS)
    said = {value: spoken(it, "label")[0] if isinstance(it, Choice) else it for value, it in kinds.names(item).items()}
    named = [SelectChoice("", "—"), *(SelectChoice(*each) for each in said.items())]
    return SelectField(label, choices=named, validate_choice=False)


def _settled(item: Item, value: Field) -> bool:
    """Whether a value may answer a question; written as its answers are."""
    said = kinds.answer(item, value.data or "")
    value.data = said or value.data
    return said is not None


def _option(fields: Mapping[str, Field], *, row: bool) -> Option:
    special, quota = (fields[name].data if name in fields else None for name in ("special", "quota"))
    words = {"label_fr": fields["fr"].data, "label_en": fields["en"].data or ""}
    return Option(**words, code=fields["code"].data or "", row=row, special=special or "", quota=quota)


def form_for(kind: str, item: Item | None, earlier: Sequence[Item], sent: Mapping[str, str], *, settled: bool) -> Any:
    """The form of a question: filled from what was sent, else from the question there is."""
    spare = 0 if settled else SPARE
    rows, columns = (len(choices(item)) + spare if item else 2 * SPARE for choices in (kinds.rows_of, kinds.columns_of))
    lines = {"r": rows} if kind == "matrix" else {}
    lines |= {"c": columns} if kind in kinds.CHOSEN else {}
    lines = {letter: min(count, CHOICES) for letter, count in lines.items()}
    fields: dict[str, Any] = {"lines": lines} | _choices(kind, lines, settled=settled)
    base: type[WordingForm] = WordingForm
    if not settled:
        base = ImageForm if kind == "image" else ItemForm
        fields |= {"kind": kind, **_settings(kind)}
    if item and not settled:
        clauses = item.when.get("clauses", ())
        stored = [clause["of"] for clause in clauses] + [""] * min(2, conditions.CLAUSES - len(clauses))
        chosen = [sent.get(f"w{n}_of", code) for n, code in enumerate(stored, 1)]
        fields |= {"earlier": earlier, "clauses": len(chosen)} | _clauses(earlier, chosen)
    pictured = {"picture": item.picture if item else None} if base is ImageForm else {}
    said = _shown(item) | {name: sent[name] for name in sent if name in fields} if item else {"steps": "5"}
    return type("Written", (base,), fields)(data=said, **pictured)


def _shown(item: Item) -> dict[str, Any]:
    """What the form says of a question before anything is changed."""
    said: dict[str, Any] = {name: getattr(item, name) for name in WORDING} | {"needed": item.required} | item.settings
    said["steps"] = str(item.settings.get("steps", 5))
    for letter, choices in {"r": kinds.rows_of(item), "c": kinds.columns_of(item)}.items():
        for n, choice in enumerate(choices, 1):
            start = f"{letter}{n}_"
            said |= {f"{start}code": choice.code, f"{start}fr": choice.label_fr, f"{start}en": choice.label_en}
            said |= {f"{start}special": choice.special, f"{start}quota": choice.quota, f"{start}place": n}
    said |= {"effect": item.when.get("effect", ""), "join": item.when.get("join", "all")}
    for n, clause in enumerate(item.when.get("clauses", ()), 1):
        said |= {f"w{n}_of": clause["of"], f"w{n}_is": clause["is"], f"w{n}_value": clause.get("value", "")}
    return said


def reworded(item: Item, form: WordingForm) -> Asked:
    """What is asked, with other words and nothing else changed."""
    lines = [fields for letter in "rc" for fields in form.written(letter)]
    said = {each["code"].data: (each["fr"].data, each["en"].data or "") for each in lines}
    options = tuple(
        Option(*said[each.code], code=each.code, row=each.row, special=each.special, quota=each.quota)
        for each in item.choices
        if each.code in said
    )
    return Asked(**form.wording(), required=item.required, settings=item.settings, choices=options)
