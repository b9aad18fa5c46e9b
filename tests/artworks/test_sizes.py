"""Sizes as museums write them: each measure by its name, in centimetres."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clubapp.artworks import sizes
from clubapp.artworks.sizes import Size

READ = {
    "H. 10,4 x D. 6,8 cm": {"height": 10.4, "diameter": 6.8},
    "H. 10.4 × D. 6.8 cm": {"height": 10.4, "diameter": 6.8},
    "Hauteur en cm 24 ; Largeur en cm 32": {"height": 24, "width": 32},
    "Hauteur en cm : 24 ; Largeur en cm : 32,5": {"height": 24, "width": 32.5},
    "H. 24 ; l. 32": {"height": 24, "width": 32},
    "H. 24 cm ; l. 32 cm ; P. 5 cm": {"height": 24, "width": 32, "depth": 5},
    "H. 24 ; l. 32 ; E. 0,5": {"height": 24, "width": 32, "depth": 0.5},
    "H 24;l 32": {"height": 24, "width": 32},
    "H. 104 x l. 68 mm": {"height": 10.4, "width": 6.8},
    "H. 1,2 m ; l. 80 cm": {"height": 120, "width": 80},
    "Diamètre 22 cm": {"diameter": 22},
    "Diam. 22": {"diameter": 22},
    "H. 24 ; L. 32": {"height": 24},
    "H. 24 cm ; Pds. 300 g": {"height": 24},
    "H. 24 ; H. 24": {"height": 24},
}
UNREAD = ["", "24 x 32 cm", "grand", "H.", "H. 0", "cm 24", "H. douze"]
IN_PART = {
    "H. 24 ; H. 40": {},
    "H. 24 ; l. 32 ; H. 40": {"width": 32},
    "H. 1 m ; l. 32": {"height": 100},
    "H. 24 ; l. 32 (avec cadre)": {},
    "environ H. 24": {},
}


@pytest.mark.parametrize("text", READ)
def test_a_size_is_read(text):
    assert sizes.read(text) == Size(READ[text])


@pytest.mark.parametrize("text", UNREAD)
def test_what_names_no_measure_is_none(text):
    assert sizes.read(text) == Size({}, whole=False)


@pytest.mark.parametrize("text", IN_PART)
def test_what_leaves_a_doubt_says_so(text):
    assert sizes.read(text) == Size(IN_PART[text], whole=False)


MEASURES = st.dictionaries(
    st.sampled_from(sizes.NAMES), st.integers(1, 99_999_000).map(lambda n: n / 1000), min_size=1, max_size=4
)


@given(MEASURES)
def test_what_is_written_is_read_back(measures):
    assert sizes.read(sizes.written(measures)) == Size(measures)


@given(st.text(max_size=60) | st.text("HlLPD. 0123456789,x;cm", max_size=40))
def test_any_text_is_read_or_not(text):
    size = sizes.read(text)
    assert set(size.measures) <= set(sizes.NAMES)
    assert all(0 < measure <= sizes.LARGEST for measure in size.measures.values())


@given(st.text(max_size=12))
def test_a_bare_measure_is_a_number_or_nothing(text):
    value = sizes.number(text)
    assert value is None or 0 < value <= sizes.LARGEST
