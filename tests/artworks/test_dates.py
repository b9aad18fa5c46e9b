"""Dates as museums write them: read whole, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clubapp.artworks import dates
from clubapp.artworks.dates import Years

READ = {
    "1888": (1888, 1888),
    "vers 1650": (1650, 1650),
    "1650 (vers)": (1650, 1650),
    "ca. 1650": (1650, 1650),
    "1820-1830": (1820, 1830),
    "1820 - 1830": (1820, 1830),
    "1820-30": (1820, 1830),
    "entre 1820 et 1830": (1820, 1830),
    "vers 1820-1830": (1820, 1830),
    "1888 ; 1889": (1888, 1889),
    "1889;1888": (1888, 1889),
    "avant 1700": (None, 1700),
    "1700 (avant)": (None, 1700),
    "après 1700": (1700, None),
    "19e siècle": (1801, 1900),
    "XIXe siècle": (1801, 1900),
    "XIXᵉ siècle".replace("ᵉ", "e"): (1801, 1900),
    "début 19e siècle": (1801, 1900),
    "1er quart 19e siècle": (1801, 1825),
    "2e quart 19e siècle": (1826, 1850),
    "4e quart 18e siècle, 1er quart 19e siècle": (1776, 1825),
    "4e quart 18e siècle - 1er quart 19e siècle": (1776, 1825),
    "1ère moitié du 17e siècle": (1601, 1650),
    "2e tiers 16e siècle": (1534, 1566),
    "dernier quart du XVIIIe siècle": (1776, 1800),
    "17e-18e siècle": (1601, 1800),
    "17e siècle - 18e siècle": (1601, 1800),
    "années 1920": (1920, 1929),
    "52 av. J.-C.": (-52, -52),
    "100-50 av. J.-C.": (-100, -50),
    "1er siècle av. J.-C.": (-100, -1),
    "1er quart 1er siècle av. J.-C.": (-100, -76),
    "2e siècle - 1er siècle av. J.-C.": (-200, -1),
    "1er siècle av. J.-C. - 1er siècle ap. J.-C.": (-100, 100),
    "avant 1700 ; 1750": (None, 1750),
    "1750 entre, 1760 et": (1750, 1760),
    "1750 entre ; 1760 et": (1750, 1760),
    "1820 en": (1820, 1820),
    "en 1820": (1820, 1820),
    "1888 (daté)": (1888, 1888),
    "20e siècle, 1re moitié": (1901, 1950),
    "18e siècle, 4e quart ; 19e siècle, 1er quart": (1776, 1825),
    "19e siècle, 1er quart 20e siècle": (1801, 1925),
}
UNREAD = [
    *("", "?", "1888 ?", "vers", "1888-06-21", "21 juin 1888", "1830-1820", "0", "30e siècle", "5e quart 19e siècle"),
    *("3e moitié 19e siècle", "époque moderne", "Louis XV", "1888 ; inconnue", "avant 1700 (avant)", "99999", "2500"),
    *("iiiie s", "quart 19e siècle", "1820-1830-1840", "entre 1820", "après 1800 ; avant 1700"),
    *("1750 entre", "1760 et", "1760 entre, 1750 et", "1re moitié, 20e siècle"),
]


@pytest.mark.parametrize("text", READ)
def test_a_date_is_read(text):
    years = dates.read(text)
    assert years and (years.first, years.last) == READ[text]


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_not_understood_is_not_guessed(text):
    assert dates.read(text) is None


@given(st.text(max_size=40))
def test_any_text_is_read_or_not(text):
    years = dates.read(text)
    assert years is None or ordered(years)


PIECES = st.sampled_from(
    "vers avant après 1er 2e quart moitié siècle 19e XVIIe 1850 1700 - ; , entre et années ( ) ? du J.-C. av.".split()
)


@given(st.lists(PIECES, max_size=8))
def test_any_heap_of_a_date_s_words_is_read_or_not(words):
    years = dates.read(" ".join(words))
    assert years is None or ordered(years)


def ordered(years):
    said = [year for year in (years.first, years.last) if year is not None]
    return bool(said) and said == sorted(said) and all(dates.EARLIEST <= year <= dates.LATEST for year in said)


@given(st.integers(1, 2100), st.integers(1, 2100))
def test_a_span_is_the_years_it_says(one, other):
    first, last = sorted((one, other))
    assert dates.read(f"{first:04} - {last:04}") == Years(first, last)
    assert dates.read(f"{first} ; {last}") == Years(first, last)


@given(st.integers(1, 21), st.sampled_from([("quart", 4), ("tiers", 3), ("moitié", 2)]))
def test_the_shares_of_a_century_are_the_whole_of_it(century, share):
    name, count = share
    parts = [dates.read(f"{number}e {name} {century}e siècle") for number in range(1, count + 1)]
    whole = dates.read(f"{century}e siècle")
    assert (parts[0].first, parts[-1].last) == (whole.first, whole.last)
    assert [part.last + 1 for part in parts[:-1]] == [part.first for part in parts[1:]]
