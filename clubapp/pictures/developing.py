"""From a file somebody sent to the prints that are shown. Pillow does it all; here stand the order and the limits."""

from __future__ import annotations

import hashlib
import mimetypes
import threading
from dataclasses import dataclass, replace
from io import SEEK_END, BytesIO
from typing import IO

from flask_babel import lazy_gettext as _l
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from clubapp.pictures import captions, tails
from clubapp.refusals import Refused

WIDTHS = (320, 640, 1280)  # one added here would have no file for the pictures there are
FORMATS = ("JPEG", "PNG", "WEBP")
_KINDS = {"JPEG": "JPEG", "PNG": "PNG", "WEBP": "WebP"}
_ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
ENCODINGS = {"webp": {"quality": 80}, "jpeg": {"quality": 82, "optimize": True, "progressive": True}}
PLAINER = 12  # of quality less, as often as a print is heavier than a page can bear,
PLAINEST = 3  # times at most
MOST_PRINTED = 400_000  # bytes of a print
A_PIXEL = 0.4  # bytes of a print for each of its pixels
MOST_BYTES = 10 * 2**20
MOST_PIXELS = 10_000_000
MOST_PIXELS_DRAFTED = 50_000_000  # of an ordinary JPEG, which is decoded at a half, a quarter or an eighth of its size
LONGEST = 5  # times the short side
_SRGB = ImageCms.createProfile("sRGB")
_one_at_a_time = threading.Lock()  # each takes up to 200 MB


class TooHeavy(Refused):
    """More bytes than we read."""

    says = _l("Ce fichier est trop lourd : %(most)s Mo au plus. Réduisez l'image, puis envoyez-la de nouveau.")
    status = 422


class NotAPhotograph(Refused):
    """Another kind of file, whatever its name says."""

    says = _l("Ce fichier n'est pas une image JPEG, PNG ou WebP. Enregistrez-la dans l'un de ces formats.")
    status = 422


class Misnamed(Refused):
    """The end of its name is that of another kind of file."""

    says = _l(
        "Ce fichier est une image %(kind)s, son nom finit autrement : renommez-le en .%(ending)s, puis renvoyez-le."
    )
    status = 422


class HoldsMore(Refused):
    """Another file stands behind the image."""

    says = _l("Ce fichier contient autre chose après l'image. Enregistrez l'image de nouveau, puis renvoyez-la.")
    status = 422


class Animated(Refused):
    """It moves."""

    says = _l("Cette image est animée. Envoyez-en une qui ne bouge pas.")
    status = 422


class TooManyPixels(Refused):
    """So many that decoding it would take the machine's memory."""

    says = _l("Cette image est trop grande : réduisez-la à %(most)s millions de pixels au plus.")
    status = 422


class TooLong(Refused):
    """A ribbon."""

    says = _l("Cette image est trop allongée. Recadrez-la : son grand côté fera au plus cinq fois le petit.")
    status = 422


class Damaged(Refused):
    """It cannot be read to its end."""

    says = _l("Cette image est abîmée ou incomplète. Enregistrez-la de nouveau, puis renvoyez-la.")
    status = 422


@dataclass(frozen=True, slots=True)
class Prints:
    """A picture developed: its name, the size of its widest print, its files by their names, whose it says it is."""

    name: str
    width: int
    height: int
    files: dict[str, bytes]
    credit: str = ""


def widths(widest: int) -> list[int]:
    """The widths a picture is printed in; never wider than it is."""
    return sorted({min(width, widest) for width in WIDTHS})


def file_name(name: str, width: int, encoding: str) -> str:
    """What the print of a picture is called."""
    return f"{name}-{width}.{encoding}"


def develop(sent: IO[bytes], name: str = "") -> Prints:
    """Judge a file and print what it shows, upright, in sRGB, with nothing else of what it held.

    Raises TooHeavy, NotAPhotograph, Misnamed, HoldsMore, Animated, TooManyPixels, TooLong, Damaged.
    """
    if sent.seek(0, SEEK_END) > MOST_BYTES:
        raise TooHeavy(most=MOST_BYTES // 2**20)
    with _one_at_a_time:
        try:
            image = _opened(sent)
            encoding = "JPEG" if image.format == "MPO" else str(image.format)
            _judge(image)
            if tails.holds_more(sent, encoding):
                raise HoldsMore
            _named_as(encoding, name)
            image = _opened(sent)
            credit = captions.credit(image)
            return replace(_print(_upright(image)), credit=credit)
        except (Refused, MemoryError):
            raise
        except Exception as fault:  # the readers of formats stumble in every way there is
            raise Damaged from fault


def _opened(sent: IO[bytes]) -> Image.Image:
    sent.seek(0)
    try:
        return Image.open(sent, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise TooManyPixels(most=MOST_PIXELS // 10**6) from fault
    except UnidentifiedImageError as fault:
        raise NotAPhotograph from fault


def _named_as(encoding: str, name: str) -> None:
    """Refuse a name that says another kind of file; one that says none is no lie. Raises Misnamed."""
    said = mimetypes.guess_type(name, strict=False)[0]
    if said and said != f"image/{encoding.lower()}":
        raise Misnamed(kind=_KINDS[encoding], ending=_ENDINGS[encoding])


def _judge(image: Image.Image) -> None:
    # A telephone's JPEG may hold several views, which do not follow one another: the first is the photograph.
    if image.format in ("PNG", "WEBP") and getattr(image, "is_animated", False):
        raise Animated
    drafted = image.format in ("JPEG", "MPO") and not image.info.get("progressive")
    most = MOST_PIXELS_DRAFTED if drafted else MOST_PIXELS
    if image.width * image.height > most:
        raise TooManyPixels(most=most // 10**6)
    if max(image.size) > LONGEST * min(image.size):
        raise TooLong
    image.verify()


def _upright(image: Image.Image) -> Image.Image:
    image.draft(None, (2 * WIDTHS[-1], 2 * WIDTHS[-1]))
    ImageOps.exif_transpose(image, in_place=True)
    return image


def _print(image: Image.Image) -> Prints:
    profile = image.info.get("icc_profile")
    image = _opaque(image)
    sizes = [(width, max(1, round(image.height * width / image.width))) for width in widths(image.width)]
    widest = _in_srgb(image.resize(sizes[-1], Image.Resampling.LANCZOS, reducing_gap=3), profile)
    widest.info.clear()  # or the writers copy comments and the like from it
    prints = {}
    for size in sizes:
        printed = widest.resize(size, Image.Resampling.LANCZOS)
        for encoding in ENCODINGS:
            prints[size[0], encoding] = _encoded(printed, encoding)
    name = hashlib.sha256(b"".join(prints.values())).hexdigest()[:32]
    files = {file_name(name, *which): content for which, content in prints.items()}
    return Prints(name, *sizes[-1], files)


def _encoded(image: Image.Image, encoding: str) -> bytes:
    """A print as a file: one so full of detail that it would weigh a page down is made plainer."""
    options, bearable = ENCODINGS[encoding], min(MOST_PRINTED, A_PIXEL * image.width * image.height)
    for less in range(PLAINEST + 1):
        file = BytesIO()
        image.save(file, encoding, **options | {"quality": options["quality"] - less * PLAINER})
        if file.tell() <= bearable:
            break
    return file.getvalue()


def _opaque(image: Image.Image) -> Image.Image:
    """In a mode that has whole colours and no transparency; on white where there was some."""
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(seen, mask=seen)
        return ground
    if image.mode.startswith("I"):  # sixteen bits of grey
        return image.point(lambda grey: grey / 256).convert("L")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB") or image
        except (OSError, ImageCms.PyCMSError):
            pass  # a profile nobody can read, or for other colours than the file has
    return image.convert("RGB")
