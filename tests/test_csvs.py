"""Tables that no spreadsheet runs."""

from decimal import Decimal

import pytest

from clubapp import csvs


@pytest.mark.parametrize(
    "words", ["=1+1", " =1+1", "+1", "-1", "@a", "\t1", "＝1", "\u200b=1+1", "\ufeff =1+1", "\u2800+1"]
)
def test_what_would_be_a_formula_is_a_text(words):
    assert csvs.cell(words) == f"'{words}"


NUMBERS = [(0, "0"), (-3, "-3"), (Decimal("12.5"), "12,5"), (Decimal("-0.25"), "-0,25"), (Decimal("-5"), "-5")]


@pytest.mark.parametrize(("value", "written"), [("Sac", "Sac"), (None, ""), ("a=1", "a=1"), *NUMBERS])
def test_what_is_inert_stays_as_it_is(value, written):
    assert csvs.cell(value) == written
