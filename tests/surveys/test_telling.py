"""Figures in words: on one line, with the signs of typography."""

import pytest
from flask_babel import force_locale

from clubapp import i18n
from clubapp.surveys import telling


@pytest.mark.parametrize(("language", "words"), [("fr", "28\u202f%"), ("en", "28%")])
def test_a_share_is_never_cut_between_two_lines(app, language, words):
    with app.test_request_context(), force_locale(language):
        assert telling.percent(0.284) == words


@pytest.mark.parametrize(("score", "words"), [(-58, "−58"), (0, "0"), (12, "+12")])
def test_a_score_bears_its_sign(score, words):
    assert telling.signed(score) == words


def test_a_number_below_nought_bears_a_minus(app):
    with app.test_request_context(), force_locale("fr"):
        assert (i18n.tenths(-5.0), i18n.tenths(-0.25), i18n.tenths(12.5)) == ("−5", "−0,2", "12,5")
