"""Codes people type: their alphabet, their shape, and every way of writing them."""

import pytest

from clubapp import codes


def test_the_alphabet_is_crockford_s_without_letters_one_confuses():
    assert len(set(codes.ALPHABET)) == 32
    assert not set(codes.ALPHABET) & set("ILOU")


@pytest.mark.parametrize("kind", codes.KINDS)
def test_a_new_code_is_written_as_it_is_read(kind):
    for _ in range(50):
        code = codes.new(kind)
        read = codes.read(code)
        assert (str(read), read.kind, len(code)) == (code, kind, 11)


def test_new_codes_differ():
    assert len({codes.new(codes.POSTER) for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    "typed",
    [
        "P-7K30-91WD",
        "p-7k30-91wd",
        "P7K3091WD",
        " p 7k30 91wd ",
        "P-7K3O-9IWD",
        "p-7k3o-9lwd",
        "P–7K30—91WD",
        "P‐7K30‑91WD",
        "\tP-7K30-91WD\n",
        "http://localhost:8000/q/P-7K30-91WD",
        "https://club.fr/q/p7k3091wd/",
        "https://club.fr/q/P-7K30-91WD?proof=abc/def",
        "P\u00a07K30\u202f91WD",
    ],
)
def test_each_way_of_writing_a_code_is_read(typed):
    assert str(codes.read(typed)) == "P-7K30-91WD"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "P",
        "P-7K30-91W",
        "P-7K30-91WDD",
        "X-7K30-91WD",
        "P-7K30-91WU",
        "P-7K30-91W!",
        "7K3091WD",
        "PP-7K30-91WD",
        "https://club.fr/q/",
        "Р-7K30-91WD",  # a Cyrillic letter
        "P-7K30-91W\u0661",
        "P-7K30-91WD" * 1000,
        "<script>",
    ],
)
def test_what_is_not_a_code_is_none(typed):
    assert codes.read(typed) is None


def test_symbols_are_of_the_alphabet():
    drawn = codes.symbols(1000)
    assert len(drawn) == 1000
    assert set(drawn) == set(codes.ALPHABET)
