"""Tables that no spreadsheet runs."""

import pytest

from clubapp import csvs


@pytest.mark.parametrize(
    "words", ["=1+1", " =1+1", "+1", "-1", "@a", "\t1", "＝1", "\u200b=1+1", "\ufeff =1+1", "\u2800+1"]
)
def test_what_would_be_a_formula_is_a_text(words):
    assert csvs.cell(words) == f"'{words}"


@pytest.mark.parametrize(("value", "written"), [("Sac", "Sac"), (-3, "-3"), (None, ""), ("a=1", "a=1"), (0, "0")])
def test_what_is_inert_stays_as_it_is(value, written):
    assert csvs.cell(value) == written
