"""What a scan sends, and what staff write of an activity."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    Form,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import Length, NumberRange, Optional, Regexp, ValidationError

from clubapp import i18n, text
from clubapp.activities.categories import NAMES
from clubapp.activities.hours import WEEK, Hours, Span, read
from clubapp.activities.models import Activity, Rating
from clubapp.activities.rating import POINTS, REASONS, REASONS_AT_MOST, SCORES, Said
from clubapp.db import AnyRow, Rows
from clubapp.forms import LISTED, ClubForm, Day, Key, SentAt, Version, Whole, at_most, lines, plain, required, tidied
from clubapp.pictures.forms import PictureForm
from clubapp.typography import french

AGAIN = _l("Rechargez la page et scannez de nouveau.")
A_MUSEUM = _l("Choisissez un musée de la liste.")


class ScanForm(ClubForm):
    code = StringField(_l("Code de l'affiche"), [required(_l("Tapez le code écrit sous le carré de l'affiche."))])
    scan_id = HiddenField(validators=[required(AGAIN), Regexp(r"[\w-]{8,64}\Z", message=AGAIN)])
    scanned_at = SentAt()
    answer = StringField(_l("Votre réponse"), [at_most(120)])
    proof = HiddenField(validators=[Length(max=200, message=AGAIN)])


# `for` is a Python word: the field keeps its name on the wire and is read by getattr.
setattr(ScanForm, "for", HiddenField(default="", validators=[Length(max=64, message=AGAIN)]))


def proper_places(_form: Form, field: Field) -> None:
    """Refuse more posters, or longer names, than a wall bears."""
    places = (field.data or "").splitlines()
    if len(places) > 20 or any(len(place) > 80 for place in places):
        raise ValidationError(_l("Vingt affiches au plus, 80 caractères par lieu."))


NO_HOUR = _l("Écrivez une heure, comme 10:00.")
DAYS = [
    SelectChoice(number, name)
    for number, name in zip(
        WEEK,
        (_l("Lundi"), _l("Mardi"), _l("Mercredi"), _l("Jeudi"), _l("Vendredi"), _l("Samedi"), _l("Dimanche")),
        strict=True,
    )
]
DEBRIEF = r"(https://[^\s/]+(/\S*)?|/enquetes/[\w-]+)\Z"
EDGES = ("since", "until", "since_again", "until_again")


def _proper_span(since: Field, until: Field) -> None:
    """Refuse what opens and does not close, or closes before."""
    if until.data is None:
        raise ValidationError(_l("Dites aussi l'heure de fermeture."))
    if until.data <= since.data:
        raise ValidationError(_l("La fermeture vient avant l'ouverture."))


class ActivityForm(PictureForm):
    version = Version()
    key = Key()
    museum_id = SelectField(_l("Musée"), coerce=int, invalid_value_message=A_MUSEUM, invalid_choice_message=A_MUSEUM)
    title_fr = StringField(
        _l("Titre en français"), [required(_l("Donnez un titre.")), plain, at_most(120)], filters=[tidied]
    )
    text_fr = TextAreaField(
        _l("Texte en français"),
        [required(_l("Écrivez l'invitation.")), plain, Length(max=4000, message=_l("4 000 caractères au plus."))],
        filters=[lines],
    )
    title_en = StringField(_l("Titre en anglais"), [Optional(), plain, at_most(120)], filters=[tidied])
    text_en = TextAreaField(
        _l("Texte en anglais"),
        [Optional(), plain, Length(max=4000, message=_l("4 000 caractères au plus."))],
        filters=[lines],
    )
    kind = SelectField(
        _l("Où elle se fait"),
        choices=[SelectChoice("on_site", _l("Au musée")), SelectChoice("at_home", _l("Chez soi"))],
        default="on_site",
        invalid_choice_message=LISTED,
    )
    category = SelectField(
        _l("Ce qu'on y fait"),
        choices=[SelectChoice("", "—"), *(SelectChoice(*each) for each in NAMES.items())],
        default="",
        invalid_choice_message=LISTED,
    )
    room = StringField(_l("Salle"), [Optional(), plain, at_most(80)], filters=[tidied])
    access_fr = TextAreaField(_l("Accès en français"), [Optional(), plain, at_most(400)], filters=[lines])
    access_en = TextAreaField(_l("Accès en anglais"), [Optional(), plain, at_most(400)], filters=[lines])
    points = Whole(
        _l("Points"),
        [required(_l("Dites combien de points.")), NumberRange(0, 500, message=_l("De 0 à 500 points."))],
    )
    limit = SelectField(
        _l("Combien de fois"),
        choices=[
            SelectChoice("once", _l("Une fois")),
            SelectChoice("daily", _l("Une fois par jour")),
            SelectChoice("weekly", _l("Quelques fois par semaine")),
            SelectChoice("spaced", _l("Après un moment")),
        ],
        invalid_choice_message=LISTED,
    )
    times = Whole(_l("Fois par semaine"), [Optional(), NumberRange(1, 20, message=_l("De 1 à 20 fois."))])
    minutes = Whole(_l("Minutes d'attente"), [Optional(), NumberRange(1, 1440, message=_l("De 1 à 1 440 minutes."))])
    proof = SelectField(
        _l("Ce qui fait foi"),
        choices=[
            SelectChoice("poster", _l("L'affiche seule")),
            SelectChoice("question", _l("L'affiche et une question")),
            SelectChoice("agent", _l("Un agent, qui scanne la carte du membre")),
            SelectChoice("rotating", _l("Un écran dont le code change")),
        ],
        default="poster",
        invalid_choice_message=LISTED,
    )
    question_fr = StringField(_l("Question en français"), [Optional(), plain, at_most(300)], filters=[tidied])
    question_en = StringField(_l("Question en anglais"), [Optional(), plain, at_most(300)], filters=[tidied])
    answers = TextAreaField(
        _l("Réponses acceptées, une par ligne"),
        [Optional(), plain, Length(max=1000, message=_l("1 000 caractères au plus."))],
        filters=[lines],
    )
    prototype = BooleanField(_l("À l'essai : montrée aux membres seuls"))
    debrief = StringField(
        _l("Adresse de l'enquête de fin d'essai"),
        [Optional(), plain, Regexp(DEBRIEF, message=_l("Une adresse qui commence par https:// ou par /enquetes/."))],
        filters=[tidied],
    )
    ceiling = Whole(
        _l("Plafond du jour"), [Optional(), NumberRange(0, 100_000, message=_l("De 0 à 100 000 fois."))], default=0
    )
    first_day = Day(_l("Ouverte à partir du"), [Optional()])
    last_day = Day(_l("Ouverte jusqu'au"), [Optional()])
    days = SelectMultipleField(_l("Jours"), choices=DAYS, invalid_choice_message=LISTED)
    since = TimeField(_l("De"), [Optional()], invalid_value_message=NO_HOUR)
    until = TimeField(_l("À"), [Optional()], invalid_value_message=NO_HOUR)
    since_again = TimeField(_l("Puis de"), [Optional()], invalid_value_message=NO_HOUR)
    until_again = TimeField(_l("Puis à"), [Optional()], invalid_value_message=NO_HOUR)
    places = TextAreaField(_l("Lieux des affiches, un par ligne"), [Optional(), plain, proper_places])

    @classmethod
    def of(cls, activity: Activity, first_day: date | None, last_day: date | None) -> ActivityForm:
        """The form as this activity fills it."""
        hours = read(activity.hours)
        edges = dict(zip(EDGES, [edge for span in hours.spans for edge in span], strict=False))
        days = list(hours.days) if hours.days != WEEK else []
        return cls(obj=activity, picture=activity.picture, first_day=first_day, last_day=last_day, days=days, **edges)

    def validate_limit(self, field: SelectField) -> None:
        if field.data == "weekly" and not (self.times.data or self.times.errors):
            raise ValidationError(_l("Dites combien de fois par semaine."))
        if field.data == "spaced" and not (self.minutes.data or self.minutes.errors):
            raise ValidationError(_l("Dites après combien de minutes."))

    def validate_proof(self, field: SelectField) -> None:
        if field.data == "question" and not (self.question_fr.data and self.answers.data):
            raise ValidationError(_l("Écrivez la question, et au moins une réponse acceptée."))

    def validate_last_day(self, field: Day) -> None:
        if field.data and self.first_day.data and field.data < self.first_day.data:
            raise ValidationError(_l("Le dernier jour vient avant le premier."))

    def validate_since(self, field: TimeField) -> None:
        _proper_span(field, self.until)

    def validate_since_again(self, field: TimeField) -> None:
        _proper_span(field, self.until_again)
        if not (self.until.data and field.data >= self.until.data):
            raise ValidationError(_l("La deuxième ouverture vient après la première."))

    def hours(self) -> Hours:
        """The days ticked, all when none is, and the hours typed."""
        edges = [self[name].data for name in EDGES]
        spans: tuple[Span, ...] = tuple((since, until) for since, until in (edges[:2], edges[2:]) if since)
        return Hours("".join(sorted(self.days.data or WEEK)), spans)

    def offer(self, museums: Rows) -> None:
        """The museums one may choose from."""
        self.museum_id.choices = [SelectChoice(str(museum.id), french(museum.name)) for museum in museums]

    def places_listed(self) -> list[str]:
        """The places typed, one a line."""
        return [place for line in (self.places.data or "").splitlines() if (place := text.tidy(line))]


def few(_form: Form, field: Field) -> None:
    """Refuse more reasons than one has."""
    if len(field.data or ()) > REASONS_AT_MOST:
        raise ValidationError(_l("Trois raisons au plus."))


class RatingForm(ClubForm):
    brings = POINTS
    score = RadioField(
        _l("Cela vous a plu ?"),
        [required(_l("Choisissez l'une des cinq réponses."))],
        choices=[SelectChoice(str(score), words) for score, words in SCORES.items()],
        invalid_choice_message=LISTED,
    )
    reasons = SelectMultipleField(
        _l("Pourquoi ?"),
        [few],
        choices=[SelectChoice(*each) for each in REASONS.items()],
        invalid_choice_message=LISTED,
    )
    comment = TextAreaField(_l("Un mot à l'équipe du musée"), [Optional(), plain, at_most(600)], filters=[lines])
    may_publish = BooleanField(_l("L'équipe peut publier ce mot ici, avec mon nom affiché"))

    @classmethod
    def of(cls, rating: Rating | AnyRow | None) -> RatingForm:
        """The form as this member filled it."""
        if rating is None:
            return cls()
        said = {name: getattr(rating, name) for name in ("comment", "may_publish")}
        return cls(score=str(rating.score), reasons=rating.reasons.split(), **said)

    def said(self) -> Said:
        """What it says."""
        words = self.comment.data or ""
        return Said(
            int(self.score.data), self.reasons.data, words, bool(words and self.may_publish.data), i18n.current()
        )
