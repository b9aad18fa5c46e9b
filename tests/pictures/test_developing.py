"""What is refused, and what is left of the rest: the picture, and nothing else of what the file held."""

import re
import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageFile, PngImagePlugin

from clubapp.pictures import developing
from clubapp.pictures.developing import (
    Animated,
    Damaged,
    HoldsMore,
    Misnamed,
    NotAPhotograph,
    TooHeavy,
    TooLong,
    TooManyPixels,
)
from tests.pictures.conftest import BLUE, RED, a_file, a_view

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def zipped():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as folder:
        folder.writestr("payload.txt", "not a picture")
    return file.getvalue()


def a_png_declaring(width, height):
    """A small PNG that says it is large."""
    content = a_file(kind="PNG").getvalue()
    header = b"IHDR" + struct.pack(">II", width, height) + content[24:29]
    return content[:12] + header + struct.pack(">I", zlib.crc32(header)) + content[33:]


def a_jpeg_declaring(width, height, **options):
    """A small JPEG that says it is large."""
    content = a_file(**options).getvalue()
    start = content.index(b"\xff\xc2" if options else b"\xff\xc0") + 5
    return content[:start] + struct.pack(">HH", height, width) + content[start + 4 :]


def moving(kind):
    frames = [a_view(), a_view().rotate(180)]
    return a_file(frames[0], kind, save_all=True, append_images=frames[1:]).getvalue()


def half(kind):
    content = a_file(a_view(400, 300), kind).getvalue()
    return content[: len(content) // 2]


def scratched():
    """A PNG of which one byte was changed on the way."""
    content = bytearray(a_file(kind="PNG").getvalue())
    content[content.index(b"IDAT") + 8] ^= 0xFF
    return bytes(content)


def scratched_at_its_end():
    """A PNG whose pixels are whole, and what follows them is not."""
    words = PngImagePlugin.PngInfo()
    words.add(b"noTe", b"words", after_idat=True)
    return a_file(kind="PNG", pnginfo=words).getvalue().replace(b"words", b"sword")


REFUSED = {
    "20 000 by 20 000 pixels": (lambda: a_png_declaring(20_000, 20_000), TooManyPixels),
    "12 000 by 12 000 pixels": (lambda: a_png_declaring(12_000, 12_000), TooManyPixels),
    "a PNG of twelve million pixels": (lambda: a_png_declaring(4000, 3000), TooManyPixels),
    "a progressive JPEG of twelve million": (lambda: a_jpeg_declaring(4000, 3000, progressive=True), TooManyPixels),
    "a JPEG of sixty million": (lambda: a_jpeg_declaring(9000, 6700), TooManyPixels),
    "half a JPEG": (lambda: half("JPEG"), Damaged),
    "half a PNG": (lambda: half("PNG"), Damaged),
    "half a WebP": (lambda: half("WEBP"), Damaged),
    "a scratched PNG": (scratched, Damaged),
    "a PNG scratched at its end": (scratched_at_its_end, Damaged),
    "the first bytes of a JPEG": (lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF", Damaged),
    "nothing": (lambda: b"", NotAPhotograph),
    "words": (lambda: b"I am a photograph.", NotAPhotograph),
    "a page": (lambda: b"<!doctype html><script>alert(1)</script>", NotAPhotograph),
    "an SVG that runs a script": (lambda: SVG, NotAPhotograph),
    "a ZIP": (zipped, NotAPhotograph),
    "a PDF": (lambda: b"%PDF-1.7\n%%EOF", NotAPhotograph),
    "a GIF": (lambda: a_file(kind="GIF").getvalue(), NotAPhotograph),
    "a GIF that is a script": (lambda: b"GIF89a/*" + a_file(kind="GIF").getvalue() + b"*/=1;alert(1)", NotAPhotograph),
    "a TIFF": (lambda: a_file(kind="TIFF").getvalue(), NotAPhotograph),
    "a BMP": (lambda: a_file(kind="BMP").getvalue(), NotAPhotograph),
    "a moving GIF": (lambda: moving("GIF"), NotAPhotograph),
    "a moving PNG": (lambda: moving("PNG"), Animated),
    "a moving WebP": (lambda: moving("WEBP"), Animated),
    "a ribbon": (lambda: a_file(a_view(600, 100)).getvalue(), TooLong),
    "a thread": (lambda: a_file(a_view(1, 600), "PNG").getvalue(), TooLong),
    "a ZIP behind a JPEG": (lambda: a_file().getvalue() + zipped(), HoldsMore),
    "a page behind a PNG": (lambda: a_file(kind="PNG").getvalue() + b"<script>payload</script>", HoldsMore),
    "eleven megabytes": (lambda: a_file().getvalue() + bytes(11 * 2**20), TooHeavy),
}


@pytest.mark.parametrize("tail", [zipped(), b"<?php echo 1;", b"\n<html><script>alert(1)</script>", b"%PDF-1.7\n%%EOF"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_file_that_goes_on_after_its_image_is_refused(kind, tail):
    with pytest.raises(HoldsMore):
        developing.develop(BytesIO(a_file(kind=kind).getvalue() + tail))


@pytest.mark.parametrize("tail", [bytes(64), b"\0\0\0\x1cftypmp42" + bytes(range(200)), a_file().getvalue()])
def test_what_telephones_write_after_a_photograph_is_dropped_without_a_word(tail):
    assert developing.develop(BytesIO(a_file().getvalue() + tail)).files.keys()


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "png"), ("PNG", "jpg"), ("WEBP", "jpeg"), ("JPEG", "html")])
def test_a_file_whose_name_says_another_kind_is_refused(kind, ending):
    with pytest.raises(Misnamed):
        developing.develop(a_file(kind=kind), f"vase.{ending}")


@pytest.mark.parametrize(
    ("kind", "name"), [("JPEG", "VASE.JPG"), ("JPEG", "vase"), ("WEBP", "v.2.webp"), ("PNG", "a.png")]
)
def test_a_name_that_says_the_right_kind_or_none_is_good(kind, name):
    assert developing.develop(a_file(kind=kind), name).files


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_still_and_whole_photograph_is_refused(what):
    make, refusal = REFUSED[what]
    with pytest.raises(refusal):
        developing.develop(BytesIO(make()))


def test_what_is_too_large_is_never_decoded(monkeypatch):
    def load(_image):
        pytest.fail("it was decoded")

    monkeypatch.setattr(ImageFile.ImageFile, "load", load)
    for make in (make for make, refusal in REFUSED.values() if refusal in (TooManyPixels, TooLong, TooHeavy)):
        with pytest.raises((TooManyPixels, TooLong, TooHeavy)):
            developing.develop(BytesIO(make()))


def test_a_large_jpeg_is_decoded_at_half_its_size():
    assert developing._upright(Image.open(a_file(a_view(5200, 5200)))).size == (2600, 2600)


def seen(prints, encoding="jpeg"):
    """The widest print."""
    return Image.open(BytesIO(prints.files[developing.file_name(prints.name, prints.width, encoding)]))


def alike(pixel, colour):
    return all(abs(one - other) <= 12 for one, other in zip(pixel, colour, strict=True))


def with_words():
    """A PNG that carries words."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "payload")
    words.add_itxt("XML:com.adobe.xmp", "<payload/>")
    return a_file(kind="PNG", pnginfo=words)


def a_place():
    """EXIF with a position, an author and a thumbnail's worth of words."""
    exif = Image.Exif()
    exif[0x013B] = "payload"
    exif.get_ifd(0x8825).update({1: "N", 2: (49.0, 26.0, 38.0), 3: "E", 4: (1.0, 5.0, 12.0)})
    return exif


CARRYING = {
    "a film behind a JPEG": lambda: BytesIO(a_file().getvalue() + b"\0\0\0\x1cftypmp42 payload"),
    "a script in a JPEG's comment": lambda: a_file(comment=b"<?php payload ?>"),
    "words in a PNG": with_words,
    "a JPEG's place": lambda: a_file(exif=a_place()),
    "a WebP's place": lambda: a_file(kind="WEBP", exif=a_place()),
    "a PNG's place": lambda: a_file(kind="PNG", exif=a_place()),
    "words on a JPEG": lambda: a_file(xmp=b"<payload/>"),
    "a profile nobody can read": lambda: a_file(icc_profile=b"payload" * 40),
}


@pytest.mark.parametrize("what", CARRYING)
def test_nothing_is_left_of_a_file_but_what_is_seen(what):
    prints = developing.develop(CARRYING[what]())
    assert len(prints.files) == 2
    for content in prints.files.values():
        image = Image.open(BytesIO(content))
        image.load()
        assert (image.mode, dict(image.getexif())) == ("RGB", {})
        assert not {"exif", "xmp", "comment", "icc_profile"} & set(image.info)
        assert not zipfile.is_zipfile(BytesIO(content))
        assert b"payload" not in content


def test_the_same_picture_has_the_same_name_whatever_the_file_carried():
    plain, carrying = developing.develop(a_file()), developing.develop(a_file(exif=a_place()))
    assert (plain.name, sorted(plain.files)) == (carrying.name, sorted(carrying.files))
    assert all(re.fullmatch(r"[0-9a-f]{32}-64\.(webp|jpeg)", name) for name in plain.files)
    assert developing.develop(a_file(a_view().rotate(180))).name != plain.name


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_telephone_held_upright_takes_an_upright_picture(kind):
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it a quarter to the right
    prints = developing.develop(a_file(a_view().rotate(90, expand=True), kind, exif=exif, quality=95))
    assert (prints.width, prints.height) == (64, 48)
    assert alike(seen(prints).getpixel((32, 8)), BLUE)
    assert alike(seen(prints).getpixel((32, 40)), RED)


def test_it_is_printed_in_three_widths_and_never_enlarged():
    def sizes(width, height):
        prints = developing.develop(a_file(a_view(width, height)))
        return sorted((Image.open(BytesIO(content)).size for name, content in prints.files.items() if "webp" in name))

    assert sizes(2400, 1800) == [(320, 240), (640, 480), (1280, 960)]
    assert sizes(640, 480) == [(320, 240), (640, 480)]
    assert sizes(500, 375) == [(320, 240), (500, 375)]
    assert sizes(1, 1) == [(1, 1)]


def see_through(kind, mode):
    """A view whose upper half is not there."""
    view = a_view(mode="RGBA")
    view.paste((0, 0, 0, 0), (0, 0, 64, 24))
    return a_file(view.convert(mode) if mode != "P" else view.quantize(8), kind, quality=95)


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "P"), ("PNG", "RGBA"), ("PNG", "LA"), ("WEBP", "RGBA")])
def test_what_is_transparent_is_white(kind, mode):
    assert alike(seen(developing.develop(see_through(kind, mode))).getpixel((32, 6)), (255, 255, 255))


def test_inks_become_lights():
    view = seen(developing.develop(a_file(a_view(mode="CMYK"), quality=95)))
    assert alike(view.getpixel((32, 8)), BLUE)


def test_sixteen_bits_of_grey_become_eight():
    greys = Image.linear_gradient("L").convert("I").point(lambda grey: grey * 257).convert("I;16")
    view = seen(developing.develop(a_file(greys, "PNG")))
    assert [round(view.getpixel((9, y))[0] / 16) for y in (0, 64, 128, 255)] == [0, 4, 8, 16]


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
def test_a_png_of_any_kind_is_taken(mode):
    assert seen(developing.develop(a_file(a_view(mode=mode), "PNG"))).mode == "RGB"


def test_colours_said_in_another_way_are_said_in_ours():
    # A profile where red is called blue, and blue red.
    ours = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = ours.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    view = seen(developing.develop(a_file(icc_profile=swapped, quality=95)))
    assert alike(view.getpixel((32, 8)), BLUE[::-1])


def test_of_a_telephone_s_several_views_the_first_is_the_photograph():
    prints = developing.develop(BytesIO(moving("MPO")))
    assert alike(seen(prints).getpixel((32, 8)), BLUE)


def test_a_print_full_of_detail_is_made_plainer_and_an_ordinary_one_is_not(monkeypatch):
    noise = Image.effect_noise((1600, 1200), 90).convert("RGB")

    def weights(view):
        return [len(content) for content in developing.develop(a_file(view, quality=95)).files.values()]

    bounded, plain = weights(noise), weights(a_view(1600, 1200))
    monkeypatch.setattr(developing, "PLAINEST", 0)
    assert max(bounded) < 500_000 < 600_000 < max(weights(noise))
    assert weights(a_view(1600, 1200)) == plain
