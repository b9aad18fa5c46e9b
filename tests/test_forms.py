"""Bad input: each has its own clear sentence, in French and in English, its status, and changes nothing."""

import html

import pytest
from flask_babel import force_locale, gettext
from wtforms.validators import NumberRange

from clubapp.db import Model, db
from clubapp.forms import ClubForm, Whole
from clubapp.typography import french
from tests.conftest import a_member

SHAPE = "Cette adresse n'a pas la forme nom@domaine.fr : vérifiez-la."
TOO_LONG = "Cette adresse est trop longue."
PLUS = "Écrivez votre adresse sans le signe + et ce qui le suit."
NAME = "Un nom s'écrit avec des lettres, des chiffres, des espaces, des tirets et des apostrophes."
LONG = "Ce nom est trop long : 40 caractères au plus."
NO_EMAIL = "Écrivez votre adresse e-mail."
NO_NAME = "Écrivez le nom par lequel nous vous appellerons."
CONSENT = "Pour entrer au club, il faut accepter ses règles et avoir 15 ans ou plus."

EMAILS = {
    "": NO_EMAIL,
    "   ": NO_EMAIL,
    "alice": SHAPE,
    "alice@": SHAPE,
    "@club.fr": SHAPE,
    "alice@club": SHAPE,
    "alice @club.fr": SHAPE,
    "al ice@club.fr": SHAPE,
    "alice@club .fr": SHAPE,
    "alice@club.fr, sam@club.fr": SHAPE,
    "Alice <alice@club.fr>": SHAPE,
    "alice@club.fr\nBcc: sam@club.fr": SHAPE,
    "alice@club.fr\x00": SHAPE,
    "\u202ealice@club.fr": SHAPE,
    "ali\u200bce@club.fr": SHAPE,
    "🎨@": SHAPE,
    "<script>alert(1)</script>": SHAPE,
    '"al ice"@club.fr': SHAPE,
    "alice@[127.0.0.1]": SHAPE,
    "a" * 10_000: TOO_LONG,
    "a" * 10_000 + "@club.fr": TOO_LONG,
    "alice@" + "a" * 10_000 + ".fr": TOO_LONG,
    "alice+museum@club.fr": PLUS,
    "+@club.fr": PLUS,
}
NAMES = {
    "": NO_NAME,
    "   ": NO_NAME,
    "Alice 🎨": NAME,
    "👩‍🎨": NAME,
    "\u202eecilA": NAME,
    "Ali\u2066ce": NAME,
    "Ali\u200bce": NAME,
    "<b>Alice</b>": NAME,
    "<script>alert(1)</script>": NAME,
    "{{ 7 * 7 }}": NAME,
    "Alice\x00": NAME,
    "alice@club.fr": NAME,
    "...": NAME,
    "é" * 41: LONG,
    "a" * 10_000: LONG,
    "🎨" * 10_000: LONG,
}


def ids(cases):
    return [repr(case)[:24] for case in cases]


@pytest.fixture
def says(app):
    """A sentence as a page shows it, in this language; English must have its own words."""

    def in_language(sentence, language):
        if language == "fr":
            return html.escape(french(sentence), quote=False)
        with app.app_context(), force_locale("en_GB"):
            english = gettext(sentence)
        assert english != sentence, "no English yet"
        return html.escape(english, quote=False)

    return in_language


def read(answer):
    """The words of the page; what was typed stands in fields, escaped, and is not looked at."""
    return answer.text.replace("&#39;", "'")


def counted(world, *tables):
    return world(lambda: [db.session.execute(Model.metadata.tables[name].select()).all() for name in tables])


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("email", "sentence"), EMAILS.items(), ids=ids(EMAILS))
def test_an_address_that_is_none_is_told_so(visit, world, says, language, email, sentence):
    nour = visit(language=language)
    for path, fields in (("/connexion", {}), ("/inscription", {"display_name": "Nour", "consent": "y"})):
        answer = nour.post(path, email=email, **fields)
        assert answer.status_code == 422
        assert says(sentence, language) in read(answer)
        assert "<script>alert" not in answer.text
    assert counted(world, "letters", "sign_in_codes", "members") == [[], [], []]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("name", "sentence"), NAMES.items(), ids=ids(NAMES))
def test_a_name_that_is_none_is_told_so(visit, world, says, language, name, sentence):
    nour = visit(language=language)
    answer = nour.post("/inscription", email="nour@club.fr", display_name=name, consent="y")
    assert answer.status_code == 422
    assert says(sentence, language) in read(answer)
    assert "<b>Alice</b>" not in answer.text
    assert "<script>alert" not in answer.text
    assert counted(world, "letters", "sign_in_codes", "members") == [[], [], []]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_missing_field_has_its_own_sentence(visit, says, language):
    answer = visit(language=language).post("/inscription")
    assert [sentence for sentence in (NO_EMAIL, NO_NAME, CONSENT) if says(sentence, language) not in read(answer)] == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", list(NAMES), ids=ids(NAMES))
def test_a_member_s_name_does_not_become_what_is_no_name(visit, world, says, language, name):
    world(a_member)
    alice = visit("alice@club.fr", language=language)
    before = counted(world, "members")
    with alice.client.session_transaction() as session:
        session["language"] = language
    answer = alice.post("/moi/nom", display_name=name)
    assert answer.status_code == 422
    assert says(NAMES[name], language) in read(answer)
    assert counted(world, "members") == before


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Alice@Club.FR  ", "alice@club.fr"),
        ("ALICE@CLUB.FR", "alice@club.fr"),
        ("a.l.i.c.e@club.fr", "a.l.i.c.e@club.fr"),
        ("alice@musée.fr", "alice@musée.fr"),
        ("o'neil@club.fr", "o'neil@club.fr"),
    ],
)
def test_an_address_is_trimmed_and_in_lower_case(visit, world, typed, kept):
    nour = visit()
    assert nour.post("/connexion", email=typed).status_code == 303
    ((letter,),) = counted(world, "letters")
    assert letter.to == kept


@pytest.mark.parametrize("typed", ["  Jean \t Paul ", "Zoe\u0301", "李小龍", "O’Neil", "a" * 40])
def test_a_name_of_any_script_is_taken_and_tidied(visit, world, typed):
    nour = visit()
    assert nour.post("/inscription", email="nour@club.fr", display_name=typed, consent="y").status_code == 303


@pytest.mark.parametrize(
    "typed", ["9" * 309, "9" * 19, "-" + "9" * 400, "1_000", "١٢", "１２", "--1", "1.5", "1e3", "²"]
)
def test_a_number_is_written_in_plain_figures(app, typed):
    assert whole(app, typed) == (None, ["Écrivez un nombre entier."])


@pytest.mark.parametrize(("typed", "read"), [("12", 12), (" 12 ", 12), ("-3", -3), ("+3", 3), ("007", 7)])
def test_a_number_in_plain_figures_is_read(app, typed, read):
    assert whole(app, typed) == (read, [])


def whole(app, typed):
    """What a form reads of a number and what it says beside it."""

    class Sent(ClubForm):
        number = Whole("Nombre", [NumberRange(-(10**6), 10**6)])

    with app.test_request_context("/", method="POST", data={"number": typed}):
        form = Sent()
        form.validate()
        return form.number.data, [str(error) for error in form.number.errors]
