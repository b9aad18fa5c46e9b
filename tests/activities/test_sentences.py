"""What the club says to a code that opens nothing: each kind its own sentence, in the reader's language."""

import pytest
from flask_babel import force_locale, gettext

from clubapp import codes
from clubapp.activities import sentences

SHAPE = "Ce code n'a pas la forme P-1234-5678. Regardez sous le carré de l'affiche."
CODES = {
    "V-1234-5678": sentences._OTHER_KINDS[codes.VOUCHER],
    "T-1234-5678": sentences._OTHER_KINDS[codes.TICKET],
    "M-1234-5678": sentences._OTHER_KINDS[codes.CARD],
    "H-1234-5678": sentences._OTHER_KINDS[codes.HANDOVER],
    "P-1234-5678": "Nous ne connaissons pas ce code. Vérifiez-le sur l'affiche, ou demandez à l'accueil.",
    "n'importe quoi 🎨": SHAPE,
    "<script>alert(1)</script>": SHAPE,
    "P-1234-567\u0661": SHAPE,
    "x" * 10_000: SHAPE,
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("typed", "sentence"), CODES.items(), ids=[code[:20] for code in CODES])
def test_a_code_of_another_kind_or_of_none_is_named_in_the_reader_s_language(app, visit, typed, sentence, language):
    def words(spoken):
        with app.app_context(), force_locale(spoken):
            return gettext(sentence) if isinstance(sentence, str) else str(sentence)

    answer = visit(language=language).post("/scans", code=typed, scan_id="scan-0001")
    assert (answer.status_code, 'data-scan="unknown"' in answer.text) == (404, True)
    assert words({"fr": "fr", "en": "en_GB"}[language]) in answer.text
    assert words("fr") != words("en_GB")
    assert "<script>alert" not in answer.text


def test_each_kind_of_code_has_its_own_sentence(app):
    with app.app_context():
        assert len({str(sentence) for sentence in CODES.values()}) == 6
