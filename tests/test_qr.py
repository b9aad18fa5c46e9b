import pytest
import zxingcpp
from PIL import Image

from clubapp import qr


def drawn(square, scale=4, quiet=4):
    side = len(square) + 2 * quiet
    picture = Image.new("L", (side, side), 255)
    for y, row in enumerate(square):
        for x, dark in enumerate(row):
            picture.putpixel((x + quiet, y + quiet), 0 if dark else 255)
    return picture.resize((side * scale, side * scale), Image.Resampling.NEAREST)


@pytest.mark.parametrize("text", ["https://club.example.org/q/P-7K3Q-9XWD", "V-7K3Q-9XWD", "œuvre « é »"])
def test_an_independent_decoder_reads_the_text_back_at_level_q(text):
    (found,) = zxingcpp.read_barcodes(drawn(qr.modules(text)))
    assert found.text == text
    assert found.ec_level == "Q"


def test_modules_are_a_square_without_border():
    square = qr.modules("P-7K3Q-9XWD")
    assert {len(row) for row in square} == {len(square)}
    assert square[0][:8] == [True] * 7 + [False]


def test_the_same_text_gives_the_same_square():
    assert qr.modules("M-0000-0000") == qr.modules("M-0000-0000")
