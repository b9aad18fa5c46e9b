"""What a camera is held before, and how one gets where a square in view leads: each step takes a page and its club."""

from __future__ import annotations

import io

from PIL import Image

from clubapp import qr

WIDTH, HEIGHT = 1280, 720
EACH = 8  # frames a picture stays in view, two a second


def filmed(pictures, file):
    """What a camera sees that is held before these pictures one after the other, as a raw video (YUV4MPEG2, 4:2:0)."""
    with file.open("wb") as film:
        film.write(b"YUV4MPEG2 W%d H%d F2:1 Ip A1:1 C420mpeg2\n" % (WIDTH, HEIGHT))
        for picture in pictures:
            scene = Image.new("L", (WIDTH, HEIGHT), 96)
            fitted = picture.convert("L")
            fitted.thumbnail((WIDTH, HEIGHT))
            scene.paste(fitted, ((WIDTH - fitted.width) // 2, (HEIGHT - fitted.height) // 2))
            grey = bytes([128]) * (WIDTH * HEIGHT // 2)
            film.write((b"FRAME\n" + scene.tobytes() + grey) * EACH)
    return file


def square(text):
    """A square that says this, with its quiet zone."""
    rows = qr.modules(text)
    side = len(rows) + 8
    picture = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows, 4):
        for x, dark in enumerate(row, 4):
            picture.putpixel((x, y), 0 if dark else 255)
    return picture.resize((side * 12, side * 12), Image.Resampling.NEAREST)


def photographed(page, club):
    """A photo of a poster is given to the scanner."""
    photo = io.BytesIO()
    square(f"{club.address}/q/{club.poster().code}").save(photo, "PNG")
    page.goto("/scanner")
    page.locator("#camera-photo").set_input_files(
        {"name": "p.png", "mimeType": "image/png", "buffer": photo.getvalue()}
    )


def camera_missing(page, club):
    """There is no camera, or none that may be used."""
    page.goto("/scanner")
    page.locator("#camera-start").click()
